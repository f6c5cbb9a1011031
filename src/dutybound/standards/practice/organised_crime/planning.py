"""A plan against each threat: approved in time, and looked at again by the day that it names.

A plan counts only when each of the four Ps has an objective or the reason why there is none: an empty one is no plan.
"""

from functools import reduce
from operator import and_
from typing import NamedTuple

from dutybound.duties import Subject, each, policy, standard, within

FOUR_PS = ("pursue", "prevent", "protect", "prepare")
AFI = "PEEL 2016 Staffordshire, Q4 AFI 3, of the year from April 2015"
THREAT = {"happened_at": "2016-05-31T09:00"}
LIVE = {**THREAT, "active_spans": ["2016-05-31T09:00"]}


@standard(version="1", valid_from="2015-04-01", owed_by="lead responsible officer (LRO)", missing="unassessable",
          source="PEEL 2016 Staffordshire, Q4: the lead and the adviser formulate a disruption plan")  # fmt: skip
def threat_planned(threat: Subject["threat"]):
    """Every mapped threat that is worked on has an approved plan within the limit, which runs from its mapping, lead or
    no lead. A plan has in each of the four Ps an objective, or the reason why there is none."""
    plans = threat.plans
    strands = plans.strands
    said = strands.objective.is_known() | strands.nil_reason.is_known()
    whole = reduce(and_, (strands.where(said, p=p).exists() for p in FOUR_PS))
    return within(policy("threat.plan"), of=threat, during=threat.active_spans).met_by(plans.where(whole).approved_at)


def strand(p: str, **said: str) -> dict:
    return {"began_at": "2016-06-10T09:00", "recorded_at": "2016-06-10T09:00", "p": p, **said}


WHOLE = [strand("pursue", objective="what is to be reached"), strand("prevent", nil_reason="why nothing"),
         strand("protect", objective="who is kept safe"), strand("prepare", nil_reason="why nothing")]  # fmt: skip


def plan(approved: str | None, entered: str | None = None, strands: list[dict] = WHOLE) -> dict:
    at = {"happened_at": "2016-06-10T09:00", "approved_at": approved, "approval_recorded_at": entered or approved}
    return {**at, "strands": strands}


threat_planned.example("approved on the twenty-eighth day", as_at="2016-07-31", expect="met", due="2016-06-28", **LIVE,
                       plans=[plan("2016-06-28T09:00")])  # fmt: skip
threat_planned.example("approved a day later", as_at="2016-07-31", expect="met_late", **LIVE,
                       plans=[plan("2016-06-29T09:00")])  # fmt: skip
threat_planned.example("the four weeks are not over", as_at="2016-06-28", expect="pending", **LIVE)
threat_planned.example("no lead and no plan: a threat that nobody leads is not let off", as_at="2016-06-29",
                       expect="overdue", **LIVE)  # fmt: skip
threat_planned.example("a plan was made, and nobody has approved it", as_at="2016-07-01", expect="overdue", **LIVE,
                       plans=[plan(None)])  # fmt: skip
threat_planned.example("approved with nothing said of protecting anybody", as_at="2016-07-01", expect="overdue",
                       **LIVE, plans=[plan("2016-06-28T09:00", strands=[WHOLE[0], WHOLE[1], WHOLE[3]])])  # fmt: skip
threat_planned.example("archived before a plan was due", as_at="2016-07-31", expect="lapsed", **THREAT,
                       active_spans=["2016-05-31T09:00..2016-06-20T09:00"])  # fmt: skip
threat_planned.example("archived without a plan", as_at="2016-07-31", expect="missed", **THREAT,
                       active_spans=["2016-05-31T09:00..2016-07-15T09:00"])  # fmt: skip
threat_planned.example("approved in time and entered three weeks later", as_at="2016-07-31", expect="met", **LIVE,
                       plans=[plan("2016-06-28T09:00", "2016-07-19T09:00")])  # fmt: skip


class Looked(NamedTuple):
    day_named: object
    looked_at: object


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer (LRO)", feed="weekly",
          missing="unassessable")  # fmt: skip
def plan_looked_at(plan: Subject["threat_plan"]):
    """An approved plan against a threat names the day on which it is looked at again, and by then it is, with an
    outcome and the reason for it, unless another took its place."""
    reviews = plan.reviews
    reasoned = reviews.where(reviews.outcome.is_known() & reviews.rationale.is_known())
    return Looked(
        each(plan.approved_at).must(plan.review_on.is_known(), within=policy("threat_plan.day")),
        within(by=plan.review_on, of=plan.approved_at, unless=plan.replaced_at).met_by(reasoned),
    )


UNDATED = {"happened_at": "2016-06-01T09:00", "approved_at": "2016-06-10T09:00"}
APPROVED = {**UNDATED, "review_on": "2016-09-10"}
LOOKED = {"outcome": "continue", "rationale": "why"}


def looked_at(sentence: str, expect: str, *reviews: dict, as_at: str = "2016-12-31", replaced: str = "") -> None:
    """A plan that is to be looked at by 10 September, and how it was."""
    plan_looked_at.example(sentence, part="looked_at", as_at=as_at, expect=expect, due="2016-09-10", **APPROVED,
                           reviews=list(reviews), replaced_at=replaced or None)  # fmt: skip


looked_at("looked at on the day that the plan names", "met", {"happened_at": "2016-09-10T17:00", **LOOKED})
looked_at(
    "looked at a day after the day that the plan names", "met_late", {"happened_at": "2016-09-11T09:00", **LOOKED}
)
looked_at("the day that the plan names is not over", "pending", as_at="2016-09-10")
looked_at(
    "a review that gives no reason is none", "overdue", {"happened_at": "2016-09-01T09:00", "outcome": "continue"}
)
looked_at("another plan took its place in time", "lapsed", replaced="2016-08-01T09:00")
looked_at("another took its place when it was overdue", "missed", replaced="2016-10-01T09:00")
looked_at("looked at in time and entered a month later", "met",
          {"happened_at": "2016-09-01T09:00", "recorded_at": "2016-10-01T09:00", **LOOKED})  # fmt: skip
for sentence, as_at, expect, more in (
    ("approved with the day on which to look again", "2016-06-30", "met", {"review_on": "2016-09-10"}),
    ("there is time to name one", "2016-06-15", "pending", {}),
    ("approved without a day, and none was added", "2016-06-16", "overdue", {}),
    ("the day was named after two weeks", "2016-06-30", "met_late",
     {"review_on": "2016-09-10", "review_day_recorded_at": "2016-06-24T09:00"}),
):  # fmt: skip
    plan_looked_at.example(sentence, part="day_named", as_at=as_at, expect=expect, **UNDATED, **more)
