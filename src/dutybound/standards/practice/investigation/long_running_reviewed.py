"""Supervision goes up a rank when an investigation goes on."""

from dutybound.duties import Subject, duration, measure, median, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 1 (in a timely manner)",
          owed_by="inspector", missing="unassessable")  # fmt: skip
def long_running_reviewed(case: Subject["investigation"]):
    """An investigation that is open for longer than its risk allows has been reviewed by an inspector or above, who
    decided something; while it is suspended for a reason that a supervisor agreed to, no time runs."""
    review, pause = case.reviews, case.suspensions
    decided = review.decision.is_known() & review.decided_by.is_known()
    senior = review.rank.is_in("inspector", "chief inspector", "superintendent") & decided
    return within(
        policy("investigation.senior_review", by=case.gradings.level), of=case.open_spans, during=case.open_spans,
        paused=pause.where(pause.reason.is_known() & pause.authorised_by.is_known()),
    ).met_by(review.where(senior))  # fmt: skip


HIGH = {"happened_at": "2016-05-02T09:00", "gradings": [{"happened_at": "2016-05-02T10:00", "level": "high"}]}
OPEN = {**HIGH, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**HIGH, "open_spans": ["2016-05-02T10:00..2016-06-20T10:00"]}


def reviewed(at: str, rank: str = "inspector", **more: object) -> dict:
    """A review with a decision."""
    return {
        "reviews": [{"happened_at": at, "rank": rank, "decision": "continue", "decided_by": "whoever held it", **more}]
    }


long_running_reviewed.example("high risk: four weeks", as_at="2016-06-30", expect="met", due="2016-05-30", **OPEN,
                              **reviewed("2016-05-30T10:00"))  # fmt: skip
long_running_reviewed.example("there is time", as_at="2016-05-30", expect="pending", **OPEN)
long_running_reviewed.example("a sergeant's review is not one", as_at="2016-05-31", expect="overdue", **OPEN,
                              **reviewed("2016-05-20T10:00", rank="sergeant"))  # fmt: skip
long_running_reviewed.example("reviewed after five weeks", as_at="2016-06-30", expect="met_late", **OPEN,
                              **reviewed("2016-06-06T10:00"))  # fmt: skip
long_running_reviewed.example("closed after seven, unseen", as_at="2016-06-30", expect="missed", **CLOSED)
long_running_reviewed.example("closed in time", as_at="2016-06-30", expect="lapsed",
                              **{**CLOSED, "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]})  # fmt: skip
long_running_reviewed.example("held in time and entered later", as_at="2016-06-30", expect="met", **OPEN,
                              **reviewed("2016-05-30T10:00", recorded_at="2016-06-08T10:00"))  # fmt: skip
PAUSE = {"began_at": "2016-05-10T09:00", "ended_at": "2016-05-20T09:00"}
long_running_reviewed.example("ten days suspended", as_at="2016-06-30", expect="overdue", due="2016-06-09", **OPEN,
                              suspensions=[{**PAUSE, "reason": "abroad", "authorised_by": "a sergeant"}])  # fmt: skip
long_running_reviewed.example("ten days suspended, and nobody says why: time runs", as_at="2016-06-30",
                              expect="overdue", due="2016-05-30", **OPEN, suspensions=[PAUSE])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q2 AFI 1", unit="days", better="fewer")
def days_to_outcome(case: Subject["investigation"]):
    """Days from the report until an outcome: the middle of those that have one, which says nothing of the old ones that
    have none; `long_running_reviewed` looks at these."""
    return median(duration(case.happened_at, case.outcomes))


days_to_outcome.example("the middle of three", as_at="2016-06-30", expect=39, subjects=[
    {**OPEN, "outcomes": [at]} for at in ("2016-05-20T10:00", "2016-06-10T10:00", "2016-06-20T10:00")
] + [OPEN])  # fmt: skip
