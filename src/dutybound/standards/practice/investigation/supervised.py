"""Supervision of investigations: regular, and active."""

from dutybound.duties import Subject, every, policy, standard


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2", owed_by="supervisor",
          missing="unassessable")  # fmt: skip
def supervised(case: Subject["investigation"]):
    """Every open investigation is reviewed by a supervisor as often as its risk requires, and a review counts when it
    has a decision and either a direction or why none is needed."""
    review = case.reviews
    active = review.where(review.decision.is_known() & (review.directions.exists() | review.none_needed.is_known()))
    return every(
        policy("investigation.review", by=case.gradings.level), during=case.open_spans, paused=case.suspensions
    ).met_by(active)


HIGH = {"happened_at": "2016-05-02T09:00", "gradings": [{"happened_at": "2016-05-02T10:00", "level": "high"}]}
OPEN = {**HIGH, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**HIGH, "open_spans": ["2016-05-02T10:00..2016-06-20T10:00"]}


def reviewed(at: str, **more: object) -> dict:
    """A review with a decision and a direction."""
    return {"happened_at": at, "decision": "continue", "directions": [at], **more}


supervised.example("reviewed within the fortnight, and again owed", as_at="2016-05-20", expect=["met", "pending"],
                   due="2016-05-16", **OPEN, reviews=[reviewed("2016-05-16T10:00")])  # fmt: skip
supervised.example("a tick without a direction is no review", as_at="2016-05-17", expect="overdue", **OPEN,
                   reviews=[{"happened_at": "2016-05-10T10:00", "decision": "continue"}])  # fmt: skip
supervised.example("a reasoned none needed is one", as_at="2016-05-17", expect=["met", "pending"], **OPEN,
                   reviews=[{"happened_at": "2016-05-10T10:00", "decision": "continue",
                             "none_needed": "charging decision awaited"}])  # fmt: skip
supervised.example("reviewed late", as_at="2016-05-20", expect=["met_late", "pending"], **OPEN,
                   reviews=[reviewed("2016-05-18T10:00")])  # fmt: skip
supervised.example("held in time and entered later", as_at="2016-05-25", expect=["met", "pending"], **OPEN,
                   reviews=[reviewed("2016-05-16T10:00", recorded_at="2016-05-24T10:00")])  # fmt: skip
supervised.example("closed in time", as_at="2016-06-30", expect=["met", "met", "met", "lapsed"], **CLOSED, reviews=[
    reviewed("2016-05-16T10:00"), reviewed("2016-05-30T10:00"), reviewed("2016-06-13T10:00")])  # fmt: skip
supervised.example("closed after it should have been reviewed", as_at="2016-06-30", expect="missed", **CLOSED)
