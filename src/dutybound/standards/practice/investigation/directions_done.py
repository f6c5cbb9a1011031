"""Active supervision: what a review directs is clear, and is done."""

from typing import NamedTuple

from dutybound.duties import Subject, count, duties, each, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q2 AFI 2"


class Directed(NamedTuple):
    """A direction without a day is never late, so that it has one is owed beside it."""

    clear: object
    done: object


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="officer and supervisor", missing="unassessable")
def directions_done(case: Subject["investigation"]):
    """What a supervisor's review directs says what is to be done, by whom and by when, and is done by that day, as long
    as the investigation is open."""
    given = case.reviews.directions
    clear = given.text.is_known() & given.given_to.is_known() & given.due_on.is_known()
    return Directed(
        each(given).must(clear, within=policy("investigation.directions")),
        within(by=given.due_on, of=given, during=case.open_spans).met_by(given.done_at, for_=given.id),
    )


CASE = {"happened_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**CASE, "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]}


def directed(**columns: object) -> dict:
    """A direction of the review of 9 May, to be carried out by the sixteenth."""
    row = {"happened_at": "2016-05-09T10:00", "recorded_at": "2016-05-09T10:00", "due_on": "2016-05-16", **columns}
    return {"reviews": [{"happened_at": "2016-05-09T10:00", "decision": "continue", "directions": [row]}]}


directions_done.example("done on the day", part="done", as_at="2016-05-31", expect="met", due="2016-05-16", **CASE,
                        **directed(done_at="2016-05-16T17:00", done_recorded_at="2016-05-16T17:00"))  # fmt: skip
directions_done.example("there is time", part="done", as_at="2016-05-16", expect="pending", **CASE, **directed())
directions_done.example("there was", part="done", as_at="2016-05-17", expect="overdue", **CASE, **directed())
directions_done.example("done a day late", part="done", as_at="2016-05-31", expect="met_late", **CASE,
                        **directed(done_at="2016-05-17T09:00", done_recorded_at="2016-05-17T09:00"))  # fmt: skip
directions_done.example(
    "closed with it undone", part="done", as_at="2016-05-31", expect="missed", **CLOSED, **directed()
)
directions_done.example("closed before it was due", part="done", as_at="2016-05-31", expect="lapsed", **CLOSED,
                        **directed(due_on="2016-05-23"))  # fmt: skip
directions_done.example("no day named: never overdue, which is why its other part asks for one", part="done",
                        as_at="2016-12-31", expect="pending", **CASE, **directed(due_on=None))  # fmt: skip
directions_done.example("done in time and entered later", part="done", as_at="2016-05-31", expect="met", **CASE,
                        **directed(done_at="2016-05-16T17:00", done_recorded_at="2016-05-20T17:00"))  # fmt: skip

CLEAR = {"text": "trace the car", "given_to": "the officer in the case", "given_recorded_at": "2016-05-09T10:00"}
directions_done.example(
    "what, who and when", part="clear", as_at="2016-05-31", expect="met", **CASE, **directed(**CLEAR)
)
directions_done.example("a day to name somebody", part="clear", as_at="2016-05-10", expect="pending", **CASE,
                         **directed(text="trace the car"))  # fmt: skip
directions_done.example("by nobody in particular", part="clear", as_at="2016-05-11", expect="overdue", **CASE,
                         **directed(text="trace the car"))  # fmt: skip
directions_done.example(
    "by no day", part="clear", as_at="2016-05-11", expect="overdue", **CASE, **directed(**CLEAR, due_on=None)
)
directions_done.example("somebody named after a week", part="clear", as_at="2016-05-31", expect="met_late", **CASE,
                         **directed(**{**CLEAR, "given_recorded_at": "2016-05-16T10:00"}))  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def share_of_directions_done(case: Subject["investigation"]):
    """Of the directions that fell due or were carried out, those that were carried out in time."""
    return share(
        duties("directions_done.done", "met"), of=duties("directions_done.done", "met", "met_late", "overdue", "missed")
    )


share_of_directions_done.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**CASE, **directed()}, {**CASE, **directed(done_at="2016-05-12T10:00", done_recorded_at="2016-05-12T10:00")},
])  # fmt: skip


@measure(source=AFI, unit="reviews", better="fewer")
def reviews_without_decision(case: Subject["investigation"]):
    """Reviews without a decision: a tick and no more."""
    return count(case.reviews.where(case.reviews.decision.is_null()))


reviews_without_decision.example("one of two", as_at="2016-05-31", expect=1, subjects=[
    {**CASE, "reviews": ["2016-05-09T10:00"]}, {**CASE, **directed()},
])  # fmt: skip
