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
)
from dutybound.records.models.loads import ErasedId, KeptVersion


class DiversionProject(Tenure):
    """A project that keeps people out of organised crime, while it runs."""

    name = Text("What it is called.", OPEN, PROJECT, required=True)


class ProjectAim(Occurrence):
    """A project was aimed at a mapped group: it looks for people whom this group would draw in."""

    project = Of("DiversionProject", "aims", "The project.", RESTRICTED, PROJECT)
    threat = Of("Threat", "", "The group, by its id: it lies in another store.", RESTRICTED, PROJECT,
                db_constraint=False)  # fmt: skip


class DiversionPlace(Tenure):
    """Somebody has a place in a project."""

    project = Of("DiversionProject", "places", "The project.", SENSITIVE, PROJECT)
    reference = Text("What the project, and nobody else, knows them by.", SENSITIVE, PROJECT, required=True)
    entry_reason = Text("Why they were offered the place.", SENSITIVE, PROJECT, recorded="entry_recorded_at")
    referred_by = Code("Who proposed them.", SENSITIVE, PROJECT, recorded="entry_recorded_at",
                       codes=("school", "youth service", "family", "themselves", "council", "police"))  # fmt: skip
    age = Code("How old they are on that day: children under ten are not taken.", SENSITIVE, PROJECT,
               codes=("under ten", "ten to fifteen", "sixteen or over"), recorded="entry_recorded_at")  # fmt: skip
    review_on = Day("When the place is to be reviewed.", OPEN, PROJECT, recorded="entry_recorded_at", planned=True)
    entry_recorded_at = Instant("When reason, proposer, age and review date were entered.", OPEN, PROJECT)


class UnderSixteen(Tenure):
    """Whoever has the place is under sixteen, until the day on which they are sixteen."""

    place = Of("DiversionPlace", "years_under_sixteen", "The place.", SENSITIVE, PROJECT)


class DiversionAgreement(Tenure):
    """Somebody agrees to the place, until they withdraw: whoever has it, and under sixteen also who cares for them.

    Elsewhere a consent is recorded as a person's. Here it is only the place's: were it kept with the person, anybody
    who looks at the person's record could see that they are in a project.
    """

    place = Of("DiversionPlace", "agreements", "The place.", SENSITIVE, PROJECT)
    given_by = Code("Who agreed.", PERSONAL, PROJECT, codes=("themselves", "parent or carer"))


class UnderTenProposal(Occurrence):
    """A child under ten was proposed to a project, which does not take them."""

    project = Of("DiversionProject", "under_ten_proposals", "The project.", SENSITIVE, PROJECT)
    reference = Text("What the project, and nobody else, knows them by.", SENSITIVE, PROJECT, required=True)


class EarlyHelpReferral(Occurrence):
    """A child whom a project does not take was referred to early help."""

    proposal = Of("UnderTenProposal", "early_help_referrals", "The proposal.", SENSITIVE, PROJECT)


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


class SupersededDiversionVersion(KeptVersion):
    """The superseded versions of the records that lie apart, beside them."""

    class Meta(KeptVersion.Meta):
        db_table = "superseded_diversion_version"


class ErasedDiversionRow(ErasedId):
    """The erased rows of the records that lie apart, beside them: erasing from that database alone is enough."""

    class Meta:
        db_table = "erased_diversion_row"
