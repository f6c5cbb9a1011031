"""Projects that keep people out of organised crime. They are kept apart from everything that the force knows.

A place is known by a reference that only the project can read. It has no person, no group and no intelligence. A
project may say from which group it means to keep people; a child's place never does, and nothing leads here from a
person or a group.
"""

from dutybound.records.bases import Decision, Occurrence, Tenure
from dutybound.records.columns import (
    OPEN,
    PERSONAL,
    PROJECT,
    RESTRICTED,
    SENSITIVE,
    Code,
    Day,
    Instant,
    Of,
    Text,
    YesNo,
)


class DiversionProject(Tenure):
    """A project that keeps people out of organised crime, while it runs."""

    name = Text("What it is called.", OPEN, PROJECT, required=True)


class ProjectAim(Occurrence):
    """A project was aimed at a mapped group: it looks for people whom this group would draw in."""

    project = Of("DiversionProject", "aims", "The project.", RESTRICTED, PROJECT)
    threat = Of("Threat", "", "The group.", RESTRICTED, PROJECT)


class DiversionPlace(Tenure):
    """Somebody has a place in a project."""

    project = Of("DiversionProject", "places", "The project.", SENSITIVE, PROJECT)
    reference = Text("What the project, and nobody else, knows them by.", SENSITIVE, PROJECT, required=True)
    entry_reason = Text("Why they were offered the place.", SENSITIVE, PROJECT, recorded="entry_recorded_at")
    referred_by = Code("Who proposed them.", SENSITIVE, PROJECT, recorded="entry_recorded_at",
                       codes=("school", "youth service", "family", "themselves", "council", "police"))  # fmt: skip
    ten_or_over = YesNo("Whether they are ten or older: younger children are not taken.", SENSITIVE, PROJECT,
                        recorded="entry_recorded_at")  # fmt: skip
    review_on = Day("When the place is to be reviewed.", OPEN, PROJECT, recorded="entry_recorded_at", planned=True)
    entry_recorded_at = Instant("When reason, proposer, age and review date were entered.", OPEN, PROJECT)


class DiversionAgreement(Tenure):
    """Who has the place, or who cares for them, agrees to it, until they withdraw.

    It is not a consent of a person, as other consents are: the project would be found from the person.
    """

    place = Of("DiversionPlace", "agreements", "The place.", SENSITIVE, PROJECT)
    given_by = Code("Who agreed.", PERSONAL, PROJECT, codes=("themselves", "parent or carer"))


class PlaceReview(Decision):
    """Whether the place is still right."""

    place = Of("DiversionPlace", "reviews", "The place.", SENSITIVE, PROJECT)
    outcome = Code("What was decided.", SENSITIVE, PROJECT, codes=("stays", "leaves", "other help"))


class RemovalRequest(Occurrence):
    """Somebody asked that a place, and what is written about it, be removed."""

    place = Of("DiversionPlace", "removal_requests", "The place.", SENSITIVE, PROJECT)


class RemovalAnswer(Decision):
    """What was decided on a request to be removed; a refusal can be appealed, and the appeal is another request."""

    place = Of("DiversionPlace", "removal_answers", "The place.", SENSITIVE, PROJECT)
    request = Of("RemovalRequest", "answers", "The request.", SENSITIVE, PROJECT)
    outcome = Code("What was decided.", SENSITIVE, PROJECT, codes=("removed", "removed in part", "refused"))
