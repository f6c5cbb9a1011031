"""A clock is stopped only for a reason, by agreement, and for a while."""

from typing import NamedTuple

from dutybound.duties import Subject, each, every, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="this project: a clock that anybody may stop measures nothing",
          owed_by="supervisor", missing="unassessable")  # fmt: skip
def suspension_reasoned(case: Subject["investigation"]):
    """Whenever an investigation is suspended it says why, which supervisor agreed, and on which day it is
    looked at again."""
    pause = case.suspensions
    reasoned = pause.reason.is_known() & pause.authorised_by.is_known() & pause.look_again_on.is_known()
    return each(pause).must(reasoned, within=policy("investigation.suspension"))


class LookedAt(NamedTuple):
    """By the day that was named, and at each turn of the limit: a day in 2099 would otherwise stop every clock."""

    on_its_day: object
    in_turn: object


@standard(version="1", valid_from="2015-04-01", source="this project: a suspension that nobody looks at is forgetting",
          owed_by="supervisor", missing="unassessable")  # fmt: skip
def suspension_looked_at(pause: Subject["suspension"]):
    """A suspended investigation is looked at again by a supervisor, who decides how it goes on, or is taken up again:
    by the day that was named for it, and at each turn of the limit as long as it is suspended."""
    review = pause.investigation.reviews
    decided = review.where(review.decision.is_known() & review.decided_by.is_known())
    return LookedAt(
        within(by=pause.look_again_on, of=pause.began_at, unless=pause.ended_at).met_by(decided),
        every(policy("investigation.suspended"), during=pause).met_by(decided),
    )


OPEN = {"happened_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00"]}


def suspended(**columns: object) -> dict:
    """A suspension of 10 May."""
    return {**OPEN, "suspensions": [{"began_at": "2016-05-10T09:00", "recorded_at": "2016-05-10T09:00", **columns}]}


WHY = {"reason": "the laboratory", "authorised_by": "a sergeant", "look_again_on": "2016-06-10"}
suspension_reasoned.example("why, who, and until when", as_at="2016-05-31", expect="met", **suspended(**WHY))
suspension_reasoned.example("two days to say so", as_at="2016-05-12", expect="pending", **suspended(reason="abroad"))
suspension_reasoned.example("nobody agreed", as_at="2016-05-13", expect="overdue", **suspended(reason="abroad"))
suspension_reasoned.example("said after a week", as_at="2016-05-31", expect="met_late",
                            **suspended(**WHY, reason_recorded_at="2016-05-17T09:00"))  # fmt: skip


PAUSE = {"began_at": "2016-05-10T09:00", **WHY, "look_again_on": "2016-06-01"}


def looked(part: str, sentence: str, as_at: str, expect: str | list[str], at: str = "", **more: object) -> None:
    """A suspension of 10 May that is to be looked at again on 1 June, and a review of the investigation."""
    entered = {"recorded_at": more.pop("entered")} if "entered" in more else {}
    reviews = [{"happened_at": at, "decision": "suspend", "decided_by": "a sergeant", **entered}] if at else []
    suspension_looked_at.example(sentence, part=part, as_at=as_at, expect=expect, **{**PAUSE, **more},
                                 investigation={"happened_at": "2016-05-02T09:00", "reviews": reviews})  # fmt: skip


looked("on_its_day", "looked at on the day", "2016-06-30", "met", "2016-06-01T10:00")
looked("on_its_day", "there is time", "2016-06-01", "pending")
looked("on_its_day", "nobody looked", "2016-06-02", "overdue")
looked("on_its_day", "looked at a week later", "2016-06-30", "met_late", "2016-06-08T10:00")
looked(
    "on_its_day", "taken up after the day, and nobody had looked", "2016-06-30", "missed", ended_at="2016-06-13T09:00"
)
looked("on_its_day", "taken up before the day", "2016-06-30", "lapsed", ended_at="2016-05-20T09:00")
looked("on_its_day", "looked at in time, entered later", "2016-06-30", "met", "2016-06-01T10:00",
       entered="2016-06-08T10:00")  # fmt: skip
looked("on_its_day", "no day was named: suspension_reasoned asks for one", "2016-06-30", "pending", look_again_on=None)
looked("in_turn", "there is time", "2016-06-07", "pending")
looked("in_turn", "a day in 2099 was named: overdue all the same", "2016-06-08", "overdue", look_again_on="2099-01-01")
looked("in_turn", "looked at, and four weeks from then", "2016-06-30", ["met", "overdue"], "2016-06-01T10:00")
looked("in_turn", "looked at late", "2016-06-30", ["met_late", "pending"], "2016-06-09T10:00")
looked("in_turn", "taken up in time", "2016-06-30", "lapsed", ended_at="2016-05-20T09:00")
looked("in_turn", "taken up late, and nobody had looked", "2016-06-30", "missed", ended_at="2016-06-13T09:00")
looked("in_turn", "looked at in time, entered later", "2016-06-30", ["met", "overdue"], "2016-06-01T10:00",
       entered="2016-06-08T10:00")  # fmt: skip
