"""A plan against each threat: made with advice, live in all four Ps or saying why not, reviewed, and done."""

from typing import NamedTuple

from dutybound.duties import Subject, each, first, measure, policy, share, standard, throughout, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 3"
THREAT = {"happened_at": "2016-05-31T09:00"}
LIVE = {**THREAT, "active_spans": ["2016-05-31T09:00"]}


@standard(version="1", valid_from="2015-04-01", owed_by="lead responsible officer", missing="unassessable",
          source="PEEL 2016 Staffordshire, Q4: the lead and the adviser formulate a disruption plan")  # fmt: skip
def threat_planned(threat: Subject["threat"]):
    """Every mapped threat that is worked on has an approved plan within four weeks of its first lead."""
    return within(policy("threat.plan"), of=first(threat.leads), during=threat.active_spans).met_by(
        threat.plans.approved_at
    )


def plan(approved: str | None, entered: str | None = None) -> dict:
    return {"happened_at": "2016-06-10T09:00", "approved_at": approved, "approval_recorded_at": entered or approved}


LED = {"leads": ["2016-06-02T09:00..2016-06-20T09:00", "2016-06-20T09:00"]}
threat_planned.example("approved on the last day; a second lead changes nothing", as_at="2016-07-31", expect="met",
                       due="2016-06-30", **LIVE, **LED, plans=[plan("2016-06-30T09:00")])  # fmt: skip
threat_planned.example("approved a day later", as_at="2016-07-31", expect="met_late", **LIVE, **LED,
                       plans=[plan("2016-07-01T09:00")])  # fmt: skip
threat_planned.example("there is time", as_at="2016-06-30", expect="pending", **LIVE, **LED)
threat_planned.example("made, and nobody has approved it", as_at="2016-07-01", expect="overdue", **LIVE, **LED,
                       plans=[plan(None)])  # fmt: skip
threat_planned.example("archived before it was due", as_at="2016-07-31", expect="lapsed", **THREAT, **LED,
                       active_spans=["2016-05-31T09:00..2016-06-25T09:00"])  # fmt: skip
threat_planned.example("archived without a plan", as_at="2016-07-31", expect="missed", **THREAT, **LED,
                       active_spans=["2016-05-31T09:00..2016-07-15T09:00"])  # fmt: skip
threat_planned.example("approved in time and entered three weeks later", as_at="2016-07-31", expect="met", **LIVE,
                       **LED, plans=[plan("2016-06-28T09:00", "2016-07-19T09:00")])  # fmt: skip


class FourPs(NamedTuple):
    pursue: object
    prevent: object
    protect: object
    prepare: object


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer",
          missing="unassessable")  # fmt: skip
def four_ps_live(threat: Subject["threat"]):
    """At all times in which a threat is worked on, its plan has for each of the four Ps an objective, or the reason
    why there is none. A reasoned nil counts fully, and there is no share that any P must have."""
    strands = threat.plans.strands
    said = strands.objective.is_known() | strands.nil_reason.is_known()
    live = {p: strands.where(said, p=p) for p in FourPs._fields}
    limit = policy("plan.four_ps")
    return FourPs(*(throughout(threat.active_spans).has(live[p], within=limit) for p in FourPs._fields))


def strands(p: str, *spans: str, **said: str) -> list[dict]:
    """A plan with one P for so long; the other three are not in it."""
    rows = [dict(zip(("began_at", "ended_at"), one.split(".."), strict=False), p=p, **said) for one in spans]
    return [{"happened_at": "2016-06-10T09:00", "strands": rows}]


WORK, NIL = {"objective": "what is to be reached"}, {"nil_reason": "why nothing is to be done"}
ARCHIVED = {**THREAT, "active_spans": ["2016-05-31T09:00..2016-09-10T09:00"]}
for p in FourPs._fields:
    four_ps_live.example("begun on the sixtieth day", part=p, as_at="2016-09-30", expect="met", due="2016-07-30",
                         **LIVE, plans=strands(p, "2016-07-30T09:00", **WORK))  # fmt: skip
    four_ps_live.example("a reasoned nil is as good", part=p, as_at="2016-09-30", expect="met", **LIVE,
                         plans=strands(p, "2016-07-01T09:00", **NIL))  # fmt: skip
    four_ps_live.example("begun a day later", part=p, as_at="2016-09-30", expect="met_late", **LIVE,
                         plans=strands(p, "2016-07-31T09:00", **WORK))  # fmt: skip
    four_ps_live.example("nothing yet", part=p, as_at="2016-07-30", expect="pending", **LIVE)
    four_ps_live.example("a strand that says nothing is none", part=p, as_at="2016-09-30", expect="overdue", **LIVE,
                         plans=strands(p, "2016-07-01T09:00"))  # fmt: skip
    four_ps_live.example("let lie for half a year", part=p, as_at="2017-03-31", expect=["met", "met_late"], **LIVE,
                         plans=strands(p, "2016-06-10T09:00..2016-08-01T09:00", "2017-02-01T09:00", **WORK),
                         )  # fmt: skip
    four_ps_live.example("never in it, to the end", part=p, as_at="2016-12-31", expect="missed", **ARCHIVED)
    four_ps_live.example("ended a month before the archiving", part=p, as_at="2016-12-31", expect=["met", "lapsed"],
                         **ARCHIVED, plans=strands(p, "2016-06-10T09:00..2016-08-10T09:00", **WORK))  # fmt: skip
    four_ps_live.example("begun in time and entered months later", part=p, as_at="2016-12-31", expect="met", **LIVE,
                         plans=strands(p, "2016-07-01T09:00", recorded_at="2016-10-01T09:00", **WORK))  # fmt: skip


class Looked(NamedTuple):
    day_named: object
    looked_at: object


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer", feed="weekly",
          missing="unassessable")  # fmt: skip
def plan_looked_at(plan: Subject["threat_plan"]):
    """An approved plan against a threat names the day on which it is looked at again, and by then it is, with an
    outcome and the reason for it, unless another took its place."""
    reviews = plan.reviews
    reasoned = reviews.where(reviews.outcome.is_known() & reviews.rationale.is_known())
    return Looked(
        each(plan.approved_at).must(plan.review_on.is_known(), within=policy("plan.day")),
        within(by=plan.review_on, of=plan.approved_at, unless=plan.replaced_at).met_by(reasoned),
    )


UNDATED = {"happened_at": "2016-06-01T09:00", "approved_at": "2016-06-10T09:00"}
APPROVED = {**UNDATED, "review_on": "2016-09-10"}
LOOKED = {"outcome": "continue", "rationale": "why"}


def looked_at(sentence: str, expect: str, *reviews: dict, as_at: str = "2016-12-31", replaced: str = "") -> None:
    """A plan that is to be looked at by 10 September, and how it was."""
    plan_looked_at.example(sentence, part="looked_at", as_at=as_at, expect=expect, due="2016-09-10", **APPROVED,
                           reviews=list(reviews), replaced_at=replaced or None)  # fmt: skip


looked_at("on its day", "met", {"happened_at": "2016-09-10T17:00", **LOOKED})
looked_at("a day later", "met_late", {"happened_at": "2016-09-11T09:00", **LOOKED})
looked_at("its day has not come", "pending", as_at="2016-09-10")
looked_at("a tick without a reason is none", "overdue", {"happened_at": "2016-09-01T09:00", "outcome": "continue"})
looked_at("another took its place in time", "lapsed", replaced="2016-08-01T09:00")
looked_at("another took its place when it was overdue", "missed", replaced="2016-10-01T09:00")
looked_at("looked at in time and entered a month later", "met",
          {"happened_at": "2016-09-01T09:00", "recorded_at": "2016-10-01T09:00", **LOOKED})  # fmt: skip
for sentence, as_at, expect, more in (
    ("with its day", "2016-06-30", "met", {"review_on": "2016-09-10"}),
    ("there is time to name one", "2016-06-15", "pending", {}),
    ("no day is no reprieve", "2016-06-16", "overdue", {}),
    ("named after two weeks", "2016-06-30", "met_late",
     {"review_on": "2016-09-10", "review_day_recorded_at": "2016-06-24T09:00"}),
):  # fmt: skip
    plan_looked_at.example(sentence, part="day_named", as_at=as_at, expect=expect, **UNDATED, **more)


class Acted(NamedTuple):
    given: object
    done: object


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="whoever was given the action",
          missing="unassessable")  # fmt: skip
def plan_action_done(action: Subject["plan_action"]):
    """What is to be done by a plan is given to a unit or a partner, with a day, and is done by that day unless it is
    called off."""
    whose = action.unit.is_known() | action.agency.is_known()
    return Acted(
        each(action).must(whose & action.due_on.is_known(), within=policy("plan.day")),
        within(by=action.due_on, of=action, unless=action.called_off_at).met_by(action.done_at),
    )


TEAM = {"began_at": "2010-01-04T09:00", "name": "Simulated team", "kind": "local policing"}
SQUAD = {"began_at": "2010-01-04T09:00", "name": "Simulated squad", "kind": "organised crime"}
COUNCIL = {"began_at": "2010-01-04T09:00", "name": "Simulated council", "kind": "council"}
GIVEN = {"happened_at": "2016-06-01T09:00", "due_on": "2016-06-20"}


def acted(part: str, sentence: str, as_at: str, expect: str, **more: object) -> None:
    plan_action_done.example(sentence, part=part, as_at=as_at, expect=expect, **{**GIVEN, **more})


acted("done", "on its day", "2016-07-31", "met", done_at="2016-06-20T17:00")
acted("done", "a day later", "2016-07-31", "met_late", done_at="2016-06-21T09:00")
acted("done", "there is time", "2016-06-20", "pending")
acted("done", "there was", "2016-06-21", "overdue")
acted("done", "called off in time", "2016-07-31", "lapsed", called_off_at="2016-06-15T09:00")
acted("done", "called off when it was overdue", "2016-07-31", "missed", called_off_at="2016-06-25T09:00")
acted("done", "done in time and entered two weeks later", "2016-07-31", "met", done_at="2016-06-18T09:00",
      done_recorded_at="2016-07-02T09:00")  # fmt: skip
acted("given", "to a team", "2016-07-31", "met", unit=TEAM)
acted("given", "to a partner", "2016-07-31", "met", agency=COUNCIL)
acted("given", "there is time to say whose it is", "2016-06-06", "pending")
acted("given", "to nobody", "2016-06-07", "overdue")
acted("given", "without a day", "2016-07-31", "overdue", unit=TEAM, due_on=None)
acted("given", "the day was set after two weeks", "2016-07-31", "met_late", unit=TEAM,
      due_recorded_at="2016-06-15T09:00")  # fmt: skip


@measure(source=AFI, unit="share", better="neither")
def protecting_actions(action: Subject["plan_action"]):
    """Of all actions of plans, those that protect somebody or something: a figure to think about, and no target."""
    return share(action.strand.p == "protect")


def _action(p: str, **more: object) -> dict:
    return {**GIVEN, "strand": {"began_at": "2016-06-01T09:00", "p": p, **WORK}, **more}


protecting_actions.example("one of four", as_at="2016-07-31", expect=0.25, subjects=[
    _action("protect"), _action("pursue"), _action("pursue"), _action("prevent"),
])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, summary and Q4: local policing teams in an all-force effort", unit="share",
         better="neither")  # fmt: skip
def local_teams_actions(action: Subject["plan_action"]):
    """Of the actions that a unit was given, those of local policing teams."""
    return share(action.unit.kind == "local policing", of=action.unit.is_known())


local_teams_actions.example("one of two; a partner's is neither", as_at="2016-07-31", expect=0.5, subjects=[
    _action("pursue", unit=TEAM), _action("pursue", unit=SQUAD), _action("protect"),
])  # fmt: skip
