"""Supervision of investigations: regular, and active."""

from dutybound.duties import Subject, every, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2", owed_by="supervisor",
          missing="unassessable")  # fmt: skip
def supervised(case: Subject["investigation"]):
    """Every open investigation is reviewed by a supervisor as often as its risk requires; a review counts when it says
    who decided what, and either gives somebody something to do or says why nothing need be done. While it is suspended
    for a reason that a supervisor agreed to, no time runs."""
    review, pause = case.reviews, case.suspensions
    given = review.directions.where(review.directions.text.is_known() & review.directions.given_to.is_known())
    decided = review.decision.is_known() & review.decided_by.is_known()
    return every(
        policy("investigation.review", by=case.gradings.level), during=case.open_spans,
        paused=pause.where(pause.reason.is_known() & pause.authorised_by.is_known()),
    ).met_by(review.where(decided & (given.exists() | review.none_needed.is_known())))  # fmt: skip


HIGH = {"happened_at": "2016-05-02T09:00", "gradings": [{"happened_at": "2016-05-02T10:00", "level": "high"}]}
OPEN = {**HIGH, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**HIGH, "open_spans": ["2016-05-02T10:00..2016-06-20T10:00"]}


def reviewed(at: str, **more: object) -> dict:
    """A review with a decision and a direction."""
    direction = {"happened_at": at, "text": "trace the car", "given_to": "the officer in the case"}
    return {"happened_at": at, "decision": "continue", "decided_by": "a sergeant", "directions": [direction], **more}


supervised.example("reviewed within the fortnight, and again owed", as_at="2016-05-20", expect=["met", "pending"],
                   due="2016-05-16", **OPEN, reviews=[reviewed("2016-05-16T10:00")])  # fmt: skip
supervised.example("a tick without a direction is no review", as_at="2016-05-17", expect="overdue", **OPEN,
                   reviews=[reviewed("2016-05-10T10:00", directions=[])])  # fmt: skip
supervised.example("nor is one that directs nothing to nobody", as_at="2016-05-17", expect="overdue", **OPEN,
                   reviews=[reviewed("2016-05-10T10:00", directions=["2016-05-10T10:00"])])  # fmt: skip
supervised.example("nor one that nobody decided", as_at="2016-05-17", expect="overdue", **OPEN,
                   reviews=[reviewed("2016-05-10T10:00", decided_by=None)])  # fmt: skip
supervised.example("a reasoned none needed is one", as_at="2016-05-17", expect=["met", "pending"], **OPEN,
                   reviews=[reviewed("2016-05-10T10:00", directions=[], none_needed="charging decision awaited")]
                   )  # fmt: skip
supervised.example("reviewed late", as_at="2016-05-20", expect=["met_late", "pending"], **OPEN,
                   reviews=[reviewed("2016-05-18T10:00")])  # fmt: skip
supervised.example("held in time and entered later", as_at="2016-05-25", expect=["met", "pending"], **OPEN,
                   reviews=[reviewed("2016-05-16T10:00", recorded_at="2016-05-24T10:00")])  # fmt: skip
supervised.example("closed in time", as_at="2016-06-30", expect=["met", "met", "met", "lapsed"], **CLOSED, reviews=[
    reviewed("2016-05-16T10:00"), reviewed("2016-05-30T10:00"), reviewed("2016-06-13T10:00")])  # fmt: skip
supervised.example("closed after it should have been reviewed", as_at="2016-06-30", expect="missed", **CLOSED)


def suspended(**columns: object) -> dict:
    """A suspension of a week after the opening, that has not ended."""
    return {"suspensions": [{"began_at": "2016-05-09T10:00", **columns}]}


supervised.example("suspended for a reason, by agreement", as_at="2016-05-31", expect="pending", **OPEN,
                   **suspended(reason="the laboratory", authorised_by="an inspector"))  # fmt: skip
supervised.example("suspended, and nobody says why or who agreed: time runs", as_at="2016-05-17", expect="overdue",
                   **OPEN, **suspended())  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2", owed_by="supervisor",
          missing="unassessable")  # fmt: skip
def first_reviewed(case: Subject["investigation"]):
    """A supervisor first reviews an investigation soon after it was opened, or opened again, as its risk requires, and
    decides something: what is missed at the start is seldom made up."""
    review = case.reviews
    return within(
        policy("investigation.first_review", by=case.gradings.level), of=case.open_spans, during=case.open_spans
    ).met_by(review.where(review.decision.is_known() & review.decided_by.is_known()))


FIRST = "2016-05-05T10:00"
first_reviewed.example("in the third day", as_at="2016-05-31", expect="met", due=FIRST, **OPEN,
                       reviews=[reviewed("2016-05-05T09:00")])  # fmt: skip
first_reviewed.example("there is time", as_at="2016-05-04", expect="pending", **OPEN)
first_reviewed.example("nobody looked", as_at="2016-05-05", expect="overdue", **OPEN)
first_reviewed.example("nobody decided", as_at="2016-05-05", expect="overdue", **OPEN,
                       reviews=[reviewed("2016-05-05T09:00", decision=None)])  # fmt: skip
first_reviewed.example("after a week", as_at="2016-05-31", expect="met_late", **OPEN,
                       reviews=[reviewed("2016-05-09T09:00")])  # fmt: skip
first_reviewed.example("closed after seven, unseen", as_at="2016-06-30", expect="missed", **CLOSED)
first_reviewed.example("closed the next day", as_at="2016-05-31", expect="lapsed",
                       **{**OPEN, "open_spans": ["2016-05-02T10:00..2016-05-03T10:00"]})  # fmt: skip
first_reviewed.example("held in time and entered later", as_at="2016-05-31", expect="met", **OPEN,
                       reviews=[reviewed("2016-05-05T09:00", recorded_at="2016-05-12T09:00")])  # fmt: skip
first_reviewed.example("not graded: the shortest limit", as_at="2016-05-31", expect="overdue", due=FIRST,
                       **{**OPEN, "gradings": []})  # fmt: skip
