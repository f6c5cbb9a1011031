"""Every one of the four Ps is live, or the plan says why not: no quota, and no P that is merely forgotten."""

from typing import NamedTuple

from dutybound.duties import Subject, measure, policy, share, standard, throughout

AFI = "PEEL 2016 Staffordshire, Q4 AFI 3, of the year from April 2015"
THREAT = {"happened_at": "2016-05-31T09:00"}
LIVE = {**THREAT, "active_spans": ["2016-05-31T09:00"]}


class FourPs(NamedTuple):
    pursue: object
    prevent: object
    protect: object
    prepare: object


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer (LRO)",
          missing="unassessable")  # fmt: skip
def four_ps_live(threat: Subject["threat"]):
    """At all times in which a threat is worked on, its plan has for each of the four Ps an objective, or the reason
    why there is none. There is no share that any P must have; the time that a P may be empty is that of a plan."""
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
    four_ps_live.example(
        "an objective from the twenty-eighth day",
        part=p,
        as_at="2016-09-30",
        expect="met",
        due="2016-06-28",
        **LIVE,
        plans=strands(p, "2016-06-28T09:00", **WORK),
    )
    four_ps_live.example("the reason why there is none is as good", part=p, as_at="2016-09-30", expect="met", **LIVE,
                         plans=strands(p, "2016-06-20T09:00", **NIL))  # fmt: skip
    four_ps_live.example("an objective a day too late", part=p, as_at="2016-09-30", expect="met_late", **LIVE,
                         plans=strands(p, "2016-06-29T09:00", **WORK))  # fmt: skip
    four_ps_live.example("the four weeks for it are not over", part=p, as_at="2016-06-28", expect="pending", **LIVE)
    four_ps_live.example("it stands in the plan and says nothing", part=p, as_at="2016-09-30", expect="overdue", **LIVE,
                         plans=strands(p, "2016-06-20T09:00"))  # fmt: skip
    four_ps_live.example(
        "this P was let lie for half a year",
        part=p,
        as_at="2017-03-31",
        expect=["met", "met_late"],
        **LIVE,
        plans=strands(p, "2016-06-10T09:00..2016-08-01T09:00", "2017-02-01T09:00", **WORK),
    )
    four_ps_live.example(
        "until the archiving the plan said nothing of this P", part=p, as_at="2016-12-31", expect="missed", **ARCHIVED
    )
    four_ps_live.example("ended two weeks before the archiving", part=p, as_at="2016-12-31", expect=["met", "lapsed"],
                         **ARCHIVED, plans=strands(p, "2016-06-10T09:00..2016-08-27T09:00", **WORK))  # fmt: skip
    four_ps_live.example("begun in time and entered months later", part=p, as_at="2016-12-31", expect="met", **LIVE,
                         plans=strands(p, "2016-06-20T09:00", recorded_at="2016-10-01T09:00", **WORK))  # fmt: skip


@standard(
    version="1",
    valid_from="2015-04-01",
    owed_by="lead responsible officer (LRO)",
    missing="unassessable",
    source="this project: four reasoned nils are a decision not to act, and that is not the lead's alone",
)
def worked_at_or_monitored(threat: Subject["threat"]):
    """A mapped threat has at all times at least one of the four Ps in which something is to be reached; or a panel has
    decided that it is monitored and that nothing is done about it, and its plan says so."""
    strands = threat.plans.strands
    acts = strands.objective.is_known() | (strands.nil_by_panel == True)  # noqa: E712
    return throughout(threat.active_spans).has(strands.where(acts), within=policy("threat_plan.four_ps"))


def four_nils(**more: object) -> dict:
    """A plan of 10 June that does nothing in any P."""
    rows = [{"began_at": "2016-06-10T09:00", "p": p, **NIL, **more} for p in FourPs._fields]
    return {"plans": [{"happened_at": "2016-06-10T09:00", "strands": rows}]}


worked_at_or_monitored.example("one P is worked at, and three have reasons", as_at="2016-09-30", expect="met", **LIVE,
                               plans=strands("protect", "2016-06-28T09:00", **WORK))  # fmt: skip
worked_at_or_monitored.example("nothing in any P, by decision of a panel", as_at="2016-09-30", expect="met", **LIVE,
                               **four_nils(nil_by_panel=True))  # fmt: skip
worked_at_or_monitored.example("nothing in any P, and the lead alone has reasons for it", as_at="2016-09-30",
                               expect="overdue", **LIVE, **four_nils())  # fmt: skip
worked_at_or_monitored.example("the four weeks for it are not over", as_at="2016-06-28", expect="pending", **LIVE)
worked_at_or_monitored.example("worked at a day too late", as_at="2016-09-30", expect="met_late", **LIVE,
                               plans=strands("pursue", "2016-06-29T09:00", **WORK))  # fmt: skip
worked_at_or_monitored.example("neither worked at nor monitored until it was archived", as_at="2016-12-31",
                               expect="missed", **ARCHIVED)  # fmt: skip
worked_at_or_monitored.example("the last work ended two weeks before the archiving", as_at="2016-12-31",
                               expect=["met", "lapsed"], **ARCHIVED,
                               plans=strands("pursue", "2016-06-10T09:00..2016-08-27T09:00", **WORK))  # fmt: skip
worked_at_or_monitored.example("worked at in time and entered months later", as_at="2016-12-31", expect="met", **LIVE,
                               plans=strands("pursue", "2016-06-20T09:00", recorded_at="2016-10-01T09:00", **WORK),
                               )  # fmt: skip


@measure(source=AFI, unit="share", better="neither")
def protecting_actions(action: Subject["plan_action"]):
    """Of all actions of plans, those that protect somebody or something: a figure to think about, and no target."""
    return share(action.strand.p == "protect")


def _action(p: str) -> dict:
    return {"happened_at": "2016-06-01T09:00", "strand": {"began_at": "2016-06-01T09:00", "p": p, **WORK}}


protecting_actions.example("of four actions one protects", as_at="2016-07-31", expect=0.25, subjects=[
    _action("protect"), _action("pursue"), _action("pursue"), _action("prevent"),
])  # fmt: skip
