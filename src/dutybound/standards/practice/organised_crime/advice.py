"""The tactical adviser's advice: given before a plan is approved, and answered."""

from dutybound.duties import Subject, before, each, measure, policy, share, standard

REPORT = "PEEL 2016 Staffordshire, Q4: the lead, supported by a specialist tactical adviser, formulates the plan"


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="tactical adviser", missing="unassessable")
def advised_before_approval(plan: Subject["threat_plan"]):
    """The tactical adviser has given advice on a plan before it is approved."""
    return before(plan.approved_at, unless=plan.replaced_at).met_by(plan.advice)


MADE = {"happened_at": "2016-06-01T09:00"}
APPROVED = {**MADE, "approved_at": "2016-06-10T09:00"}
advised_before_approval.example(
    "advised two days before the plan was approved",
    as_at="2016-06-30",
    expect="met",
    due="2016-06-10T09:00",
    **APPROVED,
    advice=["2016-06-08T09:00"],
)
advised_before_approval.example("neither advised nor approved", as_at="2016-06-30", expect="pending", **MADE)
advised_before_approval.example("approved without advice", as_at="2016-06-30", expect="overdue", **APPROVED)
advised_before_approval.example("advice on what was approved already", as_at="2016-06-30", expect="met_late",
                                **APPROVED, advice=["2016-06-13T09:00"])  # fmt: skip
advised_before_approval.example("given before and entered afterwards", as_at="2016-06-30", expect="met", **APPROVED,
                                advice=[{"happened_at": "2016-06-08T09:00", "recorded_at": "2016-06-14T09:00"}],
                                )  # fmt: skip
advised_before_approval.example("another plan took its place before it was approved", as_at="2016-06-30",
                                expect="lapsed", **MADE, replaced_at="2016-06-09T09:00")  # fmt: skip
advised_before_approval.example("never advised, and another plan took its place", as_at="2016-12-31", expect="missed",
                                **APPROVED, replaced_at="2016-09-09T09:00")  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="this project: advice that nobody answers is not used",
          owed_by="lead responsible officer (LRO)", missing="unassessable")  # fmt: skip
def advice_answered(plan: Subject["threat_plan"]):
    """The lead says of each advice that it is taken, or why it is not, or not all of it."""
    advice = plan.advice
    return each(advice).must(
        (advice.answer == "taken") | advice.why_not.is_known(), within=policy("threat_plan.advice")
    )


def advised(**answer: str) -> dict:
    """Advice of 1 June and what the lead made of it."""
    return {**MADE, "advice": [{"happened_at": "2016-06-01T12:00", "recorded_at": "2016-06-01T12:00", **answer}]}


advice_answered.example(
    "the lead took the advice", as_at="2016-07-31", expect="met", due="2016-06-15", **advised(answer="taken")
)
advice_answered.example("advice was not taken, and the lead said why", as_at="2016-07-31", expect="met",
                        **advised(answer="not taken", why_not="too dangerous for a witness"))  # fmt: skip
advice_answered.example("the time to answer is not over", as_at="2016-06-15", expect="pending", **advised())
advice_answered.example(
    "advice was not taken, and the lead does not say why",
    as_at="2016-06-16",
    expect="overdue",
    **advised(answer="not taken"),
)
advice_answered.example("the lead answered a month later", as_at="2016-07-31", expect="met_late",
                        **advised(answer="taken", answer_recorded_at="2016-07-01T09:00"))  # fmt: skip
advice_answered.example("entered after it was given: the time runs from then", as_at="2016-06-20", expect="pending",
                        **{**MADE, "advice": [{"happened_at": "2016-06-01T12:00",
                                               "recorded_at": "2016-06-17T12:00"}]})  # fmt: skip


@measure(source=REPORT, unit="share", better="neither")
def advice_taken(advice: Subject["advice"]):
    """Of the advice that was answered, what was taken, wholly or in part."""
    return share(advice.answer.is_in("taken", "taken in part"), of=advice.answer.is_known())


GIVEN = {"happened_at": "2016-06-01T12:00"}
advice_taken.example("of two that were answered one was taken, in part", as_at="2016-07-31", expect=0.5, subjects=[
    {**GIVEN, "answer": "taken in part", "why_not": "why"}, {**GIVEN, "answer": "not taken", "why_not": "why"}, GIVEN,
])  # fmt: skip
