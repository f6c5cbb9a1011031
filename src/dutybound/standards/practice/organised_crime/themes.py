"""The strategic threats of organised crime: every theme assessed, with how sure one is and what is not known."""

from dutybound.duties import Subject, every, measure, policy, share, standard


@standard(version="1", valid_from="2015-09-01", owed_by="analyst", missing="unassessable", feed="weekly",
          source="PEEL 2016 Staffordshire, Q4: work to assess strategic threats; MoRiLE since September 2015",
          )  # fmt: skip
def theme_assessed(theme: Subject["threat_theme"]):
    """Every theme of organised crime that the force has to assess is assessed at least as often as the policy says,
    with a risk, how sure the panel is of it, and what is not known."""
    said = theme.scorings
    whole = said.risk.is_known() & said.confidence.is_known() & said.gaps.is_known()
    return every(policy("threat_theme.assessment"), during=theme).met_by(said.where(whole))


THEME = {"began_at": "2015-10-01T09:00", "name": "modern slavery"}
FULL = {"risk": 21.0, "confidence": 2, "gaps": "who the employers are"}
theme_assessed.example(
    "assessed on the last day of a year",
    as_at="2016-12-31",
    expect=["met", "pending"],
    due="2016-10-01",
    **THEME,
    scorings=[{"happened_at": "2016-10-01T09:00", **FULL}],
)
theme_assessed.example("assessed a day later", as_at="2016-12-31", expect=["met_late", "pending"], **THEME,
                       scorings=[{"happened_at": "2016-10-02T09:00", **FULL}])  # fmt: skip
theme_assessed.example("the year to assess the theme is not over", as_at="2016-10-01", expect="pending", **THEME)
theme_assessed.example("a risk, and nobody says how sure the panel is", as_at="2016-12-31", expect="overdue", **THEME,
                       scorings=[{"happened_at": "2016-06-01T09:00", **FULL, "confidence": None}])  # fmt: skip
theme_assessed.example("the theme was given up within its first year", as_at="2016-12-31", expect="lapsed", **THEME,
                       ended_at="2016-06-01T09:00")  # fmt: skip
theme_assessed.example("given up when it had never been assessed", as_at="2016-12-31", expect="missed", **THEME,
                       ended_at="2016-11-01T09:00")  # fmt: skip
theme_assessed.example("assessed in time and entered two months later", as_at="2016-12-31",
                       expect=["met", "pending"], **THEME,
                       scorings=[{"happened_at": "2016-09-20T09:00", "recorded_at": "2016-11-20T09:00", **FULL}],
                       )  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q4: assessing has not provided a complete understanding", unit="share",
         better="more")  # fmt: skip
def themes_understood(theme: Subject["threat_theme"]):
    """Of all themes, those that were ever assessed with a confidence of three or more out of five."""
    return share(theme.scorings.where(theme.scorings.confidence >= 3).exists())


themes_understood.example(
    "of two themes one was assessed with enough confidence",
    as_at="2016-12-31",
    expect=0.5,
    subjects=[
        {**THEME, "scorings": [{"happened_at": "2016-06-01T09:00", **FULL, "confidence": 4}]},
        {**THEME, "scorings": [{"happened_at": "2016-06-01T09:00", **FULL}]},
    ],
)
