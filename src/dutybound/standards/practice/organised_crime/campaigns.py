"""Telling the public about organised crime, and whether it reached them and reassured them."""

from dutybound.duties import Subject, count, measure, policy, share, standard, within

REPORT = "PEEL 2016 Staffordshire, Q4: innovative methods to raise awareness and to reassure the public"


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="head of communications", missing="not_owed",
          feed="weekly")  # fmt: skip
def campaign_evaluated(campaign: Subject["awareness_campaign"]):
    """When a campaign about organised crime is over, it is soon on record by some figure what it did."""
    figures = campaign.results
    return within(policy("awareness_campaign.evaluation"), of=campaign.ended_at).met_by(
        figures.where(figures.figure.is_known())
    )


OVER = {"began_at": "2016-03-01T09:00", "ended_at": "2016-04-15T18:00"}
REACHED = {"kind": "people reached", "figure": 12000.0}
campaign_evaluated.example(
    "measured on the last day of three months",
    as_at="2016-12-31",
    expect="met",
    due="2016-07-15",
    **OVER,
    results=[{"happened_at": "2016-07-15T09:00", **REACHED}],
)
campaign_evaluated.example("measured a day later", as_at="2016-12-31", expect="met_late", **OVER,
                           results=[{"happened_at": "2016-07-16T09:00", **REACHED}])  # fmt: skip
campaign_evaluated.example("three months are not over", as_at="2016-07-15", expect="pending", **OVER)
campaign_evaluated.example(
    "the result was measured, and no figure was entered",
    as_at="2016-07-16",
    expect="overdue",
    **OVER,
    results=[{"happened_at": "2016-05-15T09:00", "kind": "people reached"}],
)
campaign_evaluated.example("the campaign is not over", as_at="2016-12-31", expect=[], began_at="2016-03-01T09:00")
campaign_evaluated.example("measured in time and entered in September", as_at="2016-12-31", expect="met", **OVER,
                           results=[{"happened_at": "2016-06-15T09:00", "recorded_at": "2016-09-15T09:00", **REACHED}],
                           )  # fmt: skip


@measure(source=REPORT, unit="campaigns measured", better="more")
def campaigns_by_what_came_in(campaign: Subject["awareness_campaign"]):
    """How often it was measured what the public reported after a campaign, and not only whom it reached."""
    return count(campaign.results.where(kind="reports received after"))


campaigns_by_what_came_in.example(
    "of two campaigns one was measured by what was reported after it",
    as_at="2016-12-31",
    expect=1,
    subjects=[
        {**OVER, "results": [{"happened_at": "2016-05-15T09:00", "kind": "reports received after", "figure": 14.0}]},
        {**OVER, "results": [{"happened_at": "2016-05-15T09:00", **REACHED}]},
    ],
)


@measure(source=REPORT, unit="share", better="more")
def public_reassured(response: Subject["survey_response"]):
    """Of the public's answers to questions that were scored, those of four or five: the wording must stay the same."""
    return share(response.score >= 4, of=response.survey == "public")


ANSWER = {"happened_at": "2016-05-15T09:00", "survey": "public", "question": "Simulated question"}
public_reassured.example("one of two; a victim's answer is another matter", as_at="2016-12-31", expect=0.5, subjects=[
    {**ANSWER, "score": 4}, {**ANSWER, "score": 3}, {**ANSWER, "survey": "victims", "score": 5},
])  # fmt: skip
