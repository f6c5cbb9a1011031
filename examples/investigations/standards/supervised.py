"""Supervision of investigations: the recurring duty."""

from dutybound.duties import Subject, every, policy, standard


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2", owed_by="supervisor",
          missing="unassessable")  # fmt: skip
def supervised(case: Subject["investigation"]):
    """Every open investigation is actively reviewed by a supervisor as often as its risk requires."""
    return every(policy("investigation.review", by=case.bands), during=case.open_spans, paused=case.suspensions).met_by(
        case.reviews.where(active=True)
    )


def review(held: str, active: bool = True, entered: str | None = None) -> dict:
    return {"held_at": held, "active": active, "entered_at": entered or held}


GRADED = {"graded_at": "2016-05-02T10:00", "level": "high", "entered_at": "2016-05-02T10:00"}
OPEN = {"reported_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00"], "bands": [GRADED]}
CLOSED = {**OPEN, "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]}
supervised.example("high risk: seven days", as_at="2016-05-09", expect="pending", due="2016-05-09", **OPEN)
supervised.example("and no more", as_at="2016-05-10", expect="overdue", **OPEN)
supervised.example("reviewed, and the next is due", as_at="2016-05-09", expect=["met", "pending"], due="2016-05-13",
                   **OPEN, reviews=[review("2016-05-06T15:00")])  # fmt: skip
supervised.example("a tick is no review", as_at="2016-05-10", expect="overdue",
                   **OPEN, reviews=[review("2016-05-06T15:00", active=False)])  # fmt: skip
supervised.example("late, then closed in time", as_at="2016-06-30", expect=["met_late", "lapsed"],
                   **CLOSED, reviews=[review("2016-05-16T15:00")])  # fmt: skip
supervised.example("closed long after it should have been reviewed", as_at="2016-06-30", expect="missed", **CLOSED)
supervised.example("reviewed in time, entered after a week", as_at="2016-05-17", expect=["met", "overdue"],
                   **OPEN, reviews=[review("2016-05-09T15:00", entered="2016-05-16T09:00")])  # fmt: skip
supervised.example("five days suspended", as_at="2016-05-30", expect="overdue", due="2016-05-14",
                   **OPEN, suspensions=["2016-05-04T09:00..2016-05-09T09:00"])  # fmt: skip
