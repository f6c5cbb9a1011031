"""A victim may ask that a decision not to prosecute is looked at again."""

from typing import NamedTuple

from dutybound.duties import Subject, policy, standard, within


class Answered(NamedTuple):
    acknowledged: object
    told: object


@standard(version="1", valid_from="2015-04-01", source="National Police Chiefs' Council, victims' right to review",
          mark="published", owed_by="reviewing officer", missing="unassessable")  # fmt: skip
def review_request(request: Subject["right_to_review"]):
    """A victim's request for a review is acknowledged, and they are told the decision with reasons, each within the
    limit of the scheme from their request."""
    return Answered(
        within(policy("review_request.acknowledged"), of=request.happened_at).met_by(request.acknowledged_at),
        within(policy("review_request.told"), of=request.happened_at).met_by(request.told_at),
    )


def shown(part: str, answer: str, entered: str, due: str, then: str, later: str) -> None:
    """A request of 2 May, and what became of it on its last day and the day after."""

    def example(sentence: str, as_at: str, expect: str, **columns: str) -> None:
        review_request.example(sentence, part=part, as_at=as_at, expect=expect, due=due, happened_at="2016-05-02T09:00",
                               **columns)  # fmt: skip

    example("on the last day", "2016-07-31", "met", **{answer: f"{due}T16:00", entered: f"{due}T16:00"})
    example("a day later", "2016-07-31", "met_late", **{answer: f"{later}T16:00", entered: f"{later}T16:00"})
    example("there is time", then, "pending")
    example("there was", later, "overdue")
    example("in time and entered later", "2016-07-31", "met", **{answer: f"{due}T16:00", entered: f"{later}T16:00"})


shown("acknowledged", "acknowledged_at", "acknowledgement_recorded_at", "2016-05-16", "2016-05-16", "2016-05-17")
shown("told", "told_at", "told_recorded_at", "2016-06-14", "2016-06-14", "2016-06-15")
