"""An investigation ends when a supervisor has looked at it once more."""

from dutybound.duties import Subject, before, standard


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2; HMICFRS on Kent, 2018 (not "
          "closed too early)", owed_by="supervisor", missing="unassessable")  # fmt: skip
def closed_after_review(case: Subject["investigation"]):
    """Before an investigation is given its outcome, a supervisor has reviewed it and decided that it may be filed or go
    to a charging decision."""
    closing = case.reviews.decision.is_in("file", "charge decision") & case.reviews.decided_by.is_known()
    return before(case.outcomes, of=case.happened_at, during=case.open_spans).met_by(case.reviews.where(closing))


OPEN = {"happened_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00"]}
CLOSED = {"happened_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00..2016-06-20T10:00"]}
GO_ON = {"reviews": [{"happened_at": "2016-06-09T10:00", "rank": "inspector", "decision": "continue"}]}


def closing(at: str, **more: object) -> dict:
    """A review that decides that the investigation may be filed."""
    return {"reviews": [{"happened_at": at, "decision": "file", "decided_by": "a sergeant", **more}]}


ENDED = {"outcomes": [{"happened_at": "2016-06-10T12:00", "number": 18}]}
closed_after_review.example("reviewed, then filed", as_at="2016-06-30", expect="met", due="2016-06-10T12:00", **OPEN,
                            **ENDED, **closing("2016-06-09T10:00"))  # fmt: skip
closed_after_review.example("neither yet", as_at="2016-06-30", expect="pending", **OPEN)
closed_after_review.example("filed with nobody's review", as_at="2016-06-30", expect="overdue", **OPEN, **ENDED)
closed_after_review.example("a review that said go on", as_at="2016-06-30", expect="overdue", **OPEN, **ENDED,
                            **GO_ON)  # fmt: skip
closed_after_review.example("reviewed afterwards", as_at="2016-06-30", expect="met_late", **OPEN, **ENDED,
                            **closing("2016-06-12T10:00"))  # fmt: skip
closed_after_review.example("closed with nobody's review", as_at="2016-06-30", expect="missed", **CLOSED, **ENDED)
closed_after_review.example("closed without an outcome", as_at="2016-06-30", expect="lapsed", **CLOSED)
closed_after_review.example("reviewed in time and entered later", as_at="2016-06-30", expect="met", **OPEN, **ENDED,
                            **closing("2016-06-09T10:00", recorded_at="2016-06-12T10:00"))  # fmt: skip
