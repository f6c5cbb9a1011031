"""Every one of the four Ps is live, or the plan says why not: no quota, and no P that is merely forgotten."""

from typing import NamedTuple

from dutybound.duties import Subject, measure, policy, share, standard, throughout

AFI = "PEEL 2016 Staffordshire, Q4 AFI 3"
THREAT = {"happened_at": "2016-05-31T09:00"}
LIVE = {**THREAT, "active_spans": ["2016-05-31T09:00"]}


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
    limit = policy("threat_plan.four_ps")
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


@measure(source=AFI, unit="share", better="neither")
def protecting_actions(action: Subject["plan_action"]):
    """Of all actions of plans, those that protect somebody or something: a figure to think about, and no target."""
    return share(action.strand.p == "protect")


def _action(p: str) -> dict:
    return {"happened_at": "2016-06-01T09:00", "strand": {"began_at": "2016-06-01T09:00", "p": p, **WORK}}


protecting_actions.example("one of four", as_at="2016-07-31", expect=0.25, subjects=[
    _action("protect"), _action("pursue"), _action("pursue"), _action("prevent"),
])  # fmt: skip
