"""A clock is stopped only for a reason, by agreement, and for a while."""

from dutybound.duties import Subject, each, policy, standard


@standard(version="1", valid_from="2015-04-01", source="this project: a clock that anybody may stop measures nothing",
          owed_by="supervisor", missing="unassessable")  # fmt: skip
def suspension_reasoned(case: Subject["investigation"]):
    """Whenever an investigation is suspended it says why, which supervisor agreed, and on which day it is
    looked at again."""
    pause = case.suspensions
    reasoned = pause.reason.is_known() & pause.authorised_by.is_known() & pause.look_again_on.is_known()
    return each(pause).must(reasoned, within=policy("investigation.suspension"))


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
