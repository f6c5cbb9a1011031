"""A plan against each threat: made with advice, live in all four Ps or saying why not, reviewed, and done."""

from typing import NamedTuple

from dutybound.duties import Subject, first, measure, policy, share, standard, throughout, within

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


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer", feed="weekly",
          missing="unassessable")  # fmt: skip
def plan_looked_at(plan: Subject["threat_plan"]):
    """A plan against a threat is looked at again by the day that it names, unless another took its place: with an
    outcome and the reason for it."""
    reviews = plan.reviews
    reasoned = reviews.where(reviews.outcome.is_known() & reviews.rationale.is_known())
    return within(by=plan.review_on, of=plan.approved_at, unless=plan.replaced_at).met_by(reasoned)


APPROVED = {"happened_at": "2016-06-01T09:00", "approved_at": "2016-06-10T09:00", "review_on": "2016-09-10"}
LOOKED = {"outcome": "continue", "rationale": "why"}
plan_looked_at.example("on its day", as_at="2016-12-31", expect="met", due="2016-09-10", **APPROVED,
                       reviews=[{"happened_at": "2016-09-10T17:00", **LOOKED}])  # fmt: skip
plan_looked_at.example("a day later", as_at="2016-12-31", expect="met_late", **APPROVED,
                       reviews=[{"happened_at": "2016-09-11T09:00", **LOOKED}])  # fmt: skip
plan_looked_at.example("its day has not come", as_at="2016-09-10", expect="pending", **APPROVED)
plan_looked_at.example("a tick without a reason is none", as_at="2016-12-31", expect="overdue", **APPROVED,
                       reviews=[{"happened_at": "2016-09-01T09:00", "outcome": "continue"}])  # fmt: skip
plan_looked_at.example("another took its place in time", as_at="2016-12-31", expect="lapsed", **APPROVED,
                       replaced_at="2016-08-01T09:00")  # fmt: skip
plan_looked_at.example("another took its place when it was overdue", as_at="2016-12-31", expect="missed", **APPROVED,
                       replaced_at="2016-10-01T09:00")  # fmt: skip
plan_looked_at.example("looked at in time and entered a month later", as_at="2016-12-31", expect="met", **APPROVED,
                       reviews=[{"happened_at": "2016-09-01T09:00", "recorded_at": "2016-10-01T09:00", **LOOKED}],
                       )  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="whoever was given the action",
          missing="unassessable")  # fmt: skip
def plan_action_done(action: Subject["plan_action"]):
    """What a plan gives a unit or a partner to do is done by its day, unless it is called off."""
    return within(by=action.due_on, of=action, unless=action.called_off_at).met_by(action.done_at)


GIVEN = {"happened_at": "2016-06-01T09:00", "due_on": "2016-06-20"}
plan_action_done.example("on its day", as_at="2016-07-31", expect="met", due="2016-06-20", **GIVEN,
                         done_at="2016-06-20T17:00")  # fmt: skip
plan_action_done.example("a day later", as_at="2016-07-31", expect="met_late", **GIVEN, done_at="2016-06-21T09:00")
plan_action_done.example("there is time", as_at="2016-06-20", expect="pending", **GIVEN)
plan_action_done.example("there was", as_at="2016-06-21", expect="overdue", **GIVEN)
plan_action_done.example("called off in time", as_at="2016-07-31", expect="lapsed", **GIVEN,
                         called_off_at="2016-06-15T09:00")  # fmt: skip
plan_action_done.example("called off when it was overdue", as_at="2016-07-31", expect="missed", **GIVEN,
                         called_off_at="2016-06-25T09:00")  # fmt: skip
plan_action_done.example("done in time and entered two weeks later", as_at="2016-07-31", expect="met", **GIVEN,
                         done_at="2016-06-18T09:00", done_recorded_at="2016-07-02T09:00")  # fmt: skip


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


TEAM = {"began_at": "2010-01-04T09:00", "name": "Simulated team", "kind": "local policing"}
SQUAD = {"began_at": "2010-01-04T09:00", "name": "Simulated squad", "kind": "organised crime"}
local_teams_actions.example("one of two; a partner's is neither", as_at="2016-07-31", expect=0.5, subjects=[
    _action("pursue", unit=TEAM), _action("pursue", unit=SQUAD), _action("protect"),
])  # fmt: skip
