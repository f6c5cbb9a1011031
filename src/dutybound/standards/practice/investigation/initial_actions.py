"""What cannot be done later is done at the start."""

from typing import NamedTuple

from dutybound.duties import Subject, measure, policy, rate, standard, within


class Initial(NamedTuple):
    scene: object
    cctv: object
    witnesses: object
    first_account: object
    body_worn_video: object


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 (the critical early stages)",
          owed_by="officer", missing="unassessable")  # fmt: skip
def initial_actions(case: Subject["investigation"]):
    """Within the limit from the report the scene, CCTV, witnesses, a first account and body-worn video are each seen
    to, or it is written down why not."""
    done = case.initial_actions
    seen_to = (done.done == True) | done.not_done_because.is_known()  # noqa: E712
    kinds = ("scene", "cctv", "witnesses", "first account", "body-worn video")
    owed = (within(policy("investigation.initial_actions"), of=case.happened_at) for _ in kinds)
    return Initial(*(one.met_by(done.where(seen_to, kind=kind)) for kind, one in zip(kinds, owed, strict=True)))


CASE = {"happened_at": "2016-05-02T09:00"}


def shown(part: str, kind: str) -> None:
    """The examples of one of the five."""

    def example(sentence: str, as_at: str, expect: str, *rows: dict, due: str | None = None) -> None:
        given = [{"happened_at": "2016-05-02T20:00", "kind": kind, **row} for row in rows]
        initial_actions.example(sentence, part=part, as_at=as_at, expect=expect, due=due, **CASE, initial_actions=given)

    late = "2016-05-04T10:00"
    example("done the same evening", "2016-05-31", "met", {"done": True}, due="2016-05-03T09:00")
    example("not done, with a reason", "2016-05-31", "met", {"done": False, "not_done_because": "there is none"})
    example("not done, and nobody says why", "2016-05-31", "overdue", {"done": False})
    example("there is time", "2016-05-03T08:00", "pending")
    example("done after two days", "2016-05-31", "met_late", {"done": True, "happened_at": late})
    example("done in time and entered after", "2016-05-31", "met", {"done": True, "recorded_at": late})


for part, kind in zip(Initial._fields, ("scene", "cctv", "witnesses", "first account", "body-worn video"), strict=True):
    shown(part, kind)


@measure(source="PEEL 2016 Staffordshire, Q2", unit="actions for each 100 investigations", better="more")
def initial_actions_done(case: Subject["investigation"]):
    """Initial actions that were done, and not reasoned away, for each hundred investigations."""
    return rate(case.initial_actions.where(done=True), per=100)


initial_actions_done.example("one for two", as_at="2016-05-31", expect=50, subjects=[
    {**CASE, "initial_actions": [{"happened_at": "2016-05-02T20:00", "kind": "cctv", "done": True},
                                 {"happened_at": "2016-05-02T20:00", "kind": "scene", "done": False}]},
    CASE,
])  # fmt: skip
