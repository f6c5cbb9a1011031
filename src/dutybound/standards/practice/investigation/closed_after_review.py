"""An investigation ends when a supervisor has looked at it once more."""

from dutybound.duties import Subject, days, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2; HMICFRS on Kent, 2018 (not "
          "closed too early)", owed_by="supervisor", missing="unassessable")  # fmt: skip
def closed_after_review(case: Subject["investigation"]):
    """Each outcome of an investigation, also one after it was opened again, rests on a review shortly before it, or
    within the limit after it, in which a supervisor decided that the investigation may be filed or go to a charging
    decision."""
    review = case.reviews
    closing = review.decision.is_in("file", "charge decision") & review.decided_by.is_known()
    return within(policy("outcome.review"), of=case.outcomes, or_within=days(14)).met_by(review.where(closing))


CASE = {"happened_at": "2016-05-02T09:00"}
GO_ON = {"reviews": [{"happened_at": "2016-06-09T10:00", "decided_by": "a sergeant", "decision": "continue"}]}
ENDED = {"outcomes": [{"happened_at": "2016-06-10T12:00", "number": 18}]}


def closing(at: str, **more: object) -> dict:
    """A review that decides that the investigation may be filed."""
    return {"reviews": [{"happened_at": at, "decision": "file", "decided_by": "a sergeant", **more}]}


closed_after_review.example("reviewed, then filed", as_at="2016-06-30", expect="met", due="2016-06-10", **CASE, **ENDED,
                            **closing("2016-06-09T10:00"))  # fmt: skip
closed_after_review.example("filed, and the review is for today", as_at="2016-06-10", expect="pending", **CASE, **ENDED)
closed_after_review.example("filed with nobody's review", as_at="2016-06-11", expect="overdue", **CASE, **ENDED)
closed_after_review.example("a review that said go on", as_at="2016-06-30", expect="overdue", **CASE, **ENDED, **GO_ON)
closed_after_review.example("a review that nobody decided", as_at="2016-06-30", expect="overdue", **CASE, **ENDED,
                            **closing("2016-06-09T10:00", decided_by=None))  # fmt: skip
closed_after_review.example("decided at the beginning: too early to know", as_at="2016-06-30", expect="overdue", **CASE,
                            **ENDED, **closing("2016-05-03T10:00"))  # fmt: skip
closed_after_review.example("reviewed afterwards", as_at="2016-06-30", expect="met_late", **CASE, **ENDED,
                            **closing("2016-06-12T10:00"))  # fmt: skip
closed_after_review.example("reviewed in time and entered later", as_at="2016-06-30", expect="met", **CASE, **ENDED,
                            **closing("2016-06-09T10:00", recorded_at="2016-06-12T10:00"))  # fmt: skip
closed_after_review.example("a second outcome after it was opened again owes a review of its own", as_at="2016-09-30",
                            expect=["met", "overdue"], **CASE, **closing("2016-06-09T10:00"),
                            outcomes=[*ENDED["outcomes"], {"happened_at": "2016-09-01T12:00", "number": 18}]
                            )  # fmt: skip
