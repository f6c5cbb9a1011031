"""What was disrupted: shown by evidence, judged by somebody else, and looked at again when time has passed."""

from dutybound.duties import Subject, count, each, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 4"


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer", missing="unassessable",
          applies=lambda disruption: disruption.level.is_in("major", "moderate", "minor"))  # fmt: skip
def disruption_evidenced(disruption: Subject["disruption"]):
    """Whoever claims a disruption puts on record what shows its effect; one that did nothing, or harm, needs none."""
    return each(disruption).must(disruption.evidence.exists(), within=policy("disruption.evidence"))


DONE = {"happened_at": "2016-06-01T09:00", "level": "moderate", "p": "pursue"}
disruption_evidenced.example("on the last day", as_at="2016-07-31", expect="met", due="2016-06-15", **DONE,
                             evidence=["2016-06-15T09:00"])  # fmt: skip
disruption_evidenced.example("a day later", as_at="2016-07-31", expect="met_late", **DONE,
                             evidence=["2016-06-16T09:00"])  # fmt: skip
disruption_evidenced.example("there is time", as_at="2016-06-15", expect="pending", **DONE)
disruption_evidenced.example("claimed and not shown", as_at="2016-06-16", expect="overdue", **DONE)
disruption_evidenced.example("openly nothing", as_at="2016-07-31", expect=[], **{**DONE, "level": "none"})
disruption_evidenced.example("nobody says how great it was", as_at="2016-07-31", expect="unassessable",
                             **{**DONE, "level": None})  # fmt: skip
disruption_evidenced.example("entered after a month: the time runs from then", as_at="2016-07-10", expect="pending",
                             due="2016-07-15", **DONE, recorded_at="2016-07-01T09:00")  # fmt: skip


@standard(version="1", valid_from="2015-04-01", owed_by="force", missing="unassessable",
          source="National Crime Agency: whoever reports it judges it; that another moderates is this project's",
          )  # fmt: skip
def disruption_moderated(disruption: Subject["disruption"]):
    """How great a disruption was is decided by somebody who had no part in it."""
    moderations = disruption.moderations
    by_others = moderations.where(moderations.level.is_known(), independent=True)
    return within(policy("disruption.moderation"), of=disruption).met_by(by_others)


SEEN = {"level": "minor", "independent": True}
disruption_moderated.example("on the last day", as_at="2016-07-31", expect="met", due="2016-06-29", **DONE,
                             moderations=[{"happened_at": "2016-06-29T09:00", **SEEN}])  # fmt: skip
disruption_moderated.example("a day later", as_at="2016-07-31", expect="met_late", **DONE,
                             moderations=[{"happened_at": "2016-06-30T09:00", **SEEN}])  # fmt: skip
disruption_moderated.example("there is time", as_at="2016-06-29", expect="pending", **DONE)
disruption_moderated.example("who did it has judged it", as_at="2016-07-31", expect="overdue", **DONE,
                             moderations=[{"happened_at": "2016-06-10T09:00", **SEEN, "independent": False}],
                             )  # fmt: skip
disruption_moderated.example("nobody says who judged it", as_at="2016-07-31", expect="overdue", **DONE,
                             moderations=[{"happened_at": "2016-06-10T09:00", "level": "minor"}])  # fmt: skip
disruption_moderated.example("judged in time and entered later", as_at="2016-07-31", expect="met", **DONE,
                             moderations=[{"happened_at": "2016-06-20T09:00", "recorded_at": "2016-07-04T09:00",
                                           **SEEN}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="this project: the greatest claim needs more than one judge",
          owed_by="force", missing="unassessable")  # fmt: skip
def major_by_panel(disruption: Subject["disruption"]):
    """A disruption is found to be major only by three people or more, who say why."""
    moderations = disruption.moderations
    by_three = (moderations.panel >= 3) & moderations.rationale.is_known()
    return each(moderations.where(level="major")).must(by_three, within=policy("disruption.panel"))


def major(why_entered: str = "", **said: object) -> dict:
    """Found to be major on 13 June."""
    at = {"happened_at": "2016-06-13T09:00", "recorded_at": "2016-06-13T09:00", "level": "major"}
    why = {"rationale": "why", "rationale_recorded_at": why_entered or "2016-06-13T09:00"}
    return {**DONE, "moderations": [{**at, **why, **said}]}


major_by_panel.example("by three", as_at="2016-07-31", expect="met", due="2016-06-20", **major(panel=3))
major_by_panel.example("by two", as_at="2016-07-31", expect="overdue", **major(panel=2))
major_by_panel.example("there is time to say by how many", as_at="2016-06-20", expect="pending", **major())
major_by_panel.example("three who say why two weeks later", as_at="2016-07-31", expect="met_late",
                       **major("2016-06-27T09:00", panel=3))  # fmt: skip
major_by_panel.example("a minor one needs no panel", as_at="2016-07-31", expect=[], **major(level="minor"))


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer", missing="unassessable",
          feed="weekly", applies=lambda disruption: disruption.level.is_in("major", "moderate"))  # fmt: skip
def effect_looked_at(disruption: Subject["disruption"]):
    """Ninety days after a major or moderate disruption somebody looks whether its effect is still there."""
    checks = disruption.effect_checks
    return within(policy("disruption.effect"), of=disruption).met_by(
        checks.where((checks.days_on >= 90) & checks.lasts.is_known())
    )


LASTS = {"days_on": 95, "lasts": True}
effect_looked_at.example("after ninety-five days", as_at="2016-12-31", expect="met", due="2016-09-29", **DONE,
                         effect_checks=[{"happened_at": "2016-09-04T09:00", **LASTS}])  # fmt: skip
effect_looked_at.example("a week is too soon to tell", as_at="2016-09-29", expect="pending", **DONE,
                         effect_checks=[{"happened_at": "2016-06-08T09:00", **LASTS, "days_on": 7}])  # fmt: skip
effect_looked_at.example("nobody looked", as_at="2016-09-30", expect="overdue", **DONE)
effect_looked_at.example("after half a year", as_at="2016-12-31", expect="met_late", **DONE,
                         effect_checks=[{"happened_at": "2016-12-01T09:00", **LASTS, "days_on": 183}])  # fmt: skip
effect_looked_at.example("looked at in time and entered a month later", as_at="2016-12-31", expect="met", **DONE,
                         effect_checks=[{"happened_at": "2016-09-04T09:00", "recorded_at": "2016-10-10T09:00",
                                         **LASTS}])  # fmt: skip
effect_looked_at.example("a minor one is let go", as_at="2016-12-31", expect=[], **{**DONE, "level": "minor"})
effect_looked_at.example("nobody says how great it was", as_at="2016-12-31", expect="unassessable",
                         **{**DONE, "level": None})  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def effects_that_last(disruption: Subject["disruption"]):
    """Of the disruptions that somebody looked at again after ninety days, those whose effect was still there."""
    checks = disruption.effect_checks
    late = checks.where(checks.days_on >= 90)
    return share(checks.where(checks.days_on >= 90, lasts=True).exists(), of=late.exists())


effects_that_last.example("one of two; the third was looked at too soon", as_at="2016-12-31", expect=0.5, subjects=[
    {**DONE, "effect_checks": [{"happened_at": "2016-09-04T09:00", **LASTS}]},
    {**DONE, "effect_checks": [{"happened_at": "2016-09-04T09:00", **LASTS, "lasts": False}]},
    {**DONE, "effect_checks": [{"happened_at": "2016-06-08T09:00", **LASTS, "days_on": 7}]},
])  # fmt: skip


@measure(source="National Crime Agency: the scale of disruptions has five levels", unit="disruptions", better="fewer")
def negative_disruptions(disruption: Subject["disruption"]):
    """Disruptions that were found to have left a threat stronger than it was: they exist, and are counted."""
    return count(disruption.moderations.where(level="negative"))


negative_disruptions.example("one of two", as_at="2016-12-31", expect=1, subjects=[
    {**DONE, "moderations": [{"happened_at": "2016-06-20T09:00", "level": "negative", "independent": True}]}, DONE,
])  # fmt: skip
