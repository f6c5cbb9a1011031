"""People whom the force deals with, where they live, and what they agree to: as few columns as the standards need, and
none that says who somebody is twice."""

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
    Whole,
    YesNo,
    published,
)

POLE = published("POLE data dictionary v1.1")
UPRN = published("Unique Property Reference Number (UPRN), in the address data of Great Britain (to be confirmed)")
CENSUS = published("Office for National Statistics, ethnic group in five categories (2021 census)")


class Person(Occurrence):
    """A person, from when the force first knew of them. What they are in one case is said in that case."""

    name = Text("Their name.", PERSONAL, POLE)
    born_on = Day("Their date of birth.", PERSONAL, POLE)
    sex = Code("Their sex as recorded.", SENSITIVE, POLE, codes=("female", "male", "unknown"))
    ethnicity = Code("As they describe themselves.", SENSITIVE, CENSUS,
                     codes=("asian", "black", "mixed", "white", "other", "not stated"))  # fmt: skip


class SurveyResponse(Occurrence):
    """An answer to a question of a survey: of victims, staff, partners or the public."""

    person = Of("Person", "survey_responses", "Who answered, where that is known.", PERSONAL, PROJECT, required=False)
    survey = Code("Which survey.", OPEN, PROJECT, codes=("victims", "staff", "partners", "public"))
    question = Text("The question, word for word the same each time.", OPEN, PROJECT)
    score = Whole("The answer, from 1 (worst) to 5 (best).", OPEN, PROJECT)
    useful = YesNo("Whether the contact was of use to them.", OPEN, PROJECT)


class Address(Occurrence):
    """A place, from when the force first knew of it. Who lives there is never told with it: that is a residence."""

    line = Text("The address as it is written.", RESTRICTED, PROJECT)
    postcode = Text("Its postcode.", RESTRICTED, PROJECT)
    uprn = Text("Its number in the address data of the country, so that one place is not two.", RESTRICTED, UPRN)
    kind = Code("What kind of place.", OPEN, PROJECT,
                codes=("dwelling", "refuge or hostel", "home for children", "home for adults", "business",
                       "public place"))  # fmt: skip


class Residence(Tenure):
    """A person lives at an address, or stays there."""

    person = Of("Person", "residences", "Who.", RESTRICTED, PROJECT)
    address = Of("Address", "residents", "Where.", RESTRICTED, PROJECT)


class AddressMarker(Tenure):
    """A warning that whoever is sent to an address sees first, until it is taken off."""

    address = Of("Address", "markers", "The address.", RESTRICTED, PROJECT)
    kind = Code("Of what it warns.", SENSITIVE, PROJECT,
                codes=("domestic abuse", "child at risk", "adult at risk", "weapon", "dog",
                       "threat to officers"))  # fmt: skip
    text = Text("What whoever goes there needs to know.", RESTRICTED, PROJECT)
    removed_because = Text("Why it was taken off.", SENSITIVE, PROJECT, recorded="end_recorded_at")
    removed_by = Text("Who decided to take it off.", PERSONAL, PROJECT, recorded="end_recorded_at")


class Consent(Tenure):
    """What somebody answered when they were asked whether what concerns them may be shared, until they said otherwise:
    a consent ends when it is withdrawn, a refusal when they agree after all."""

    person = Of("Person", "consents", "Who was asked.", SENSITIVE, PROJECT)
    sharing = Code("With whom it was to be shared.", OPEN, PROJECT,
                   codes=("support service", "local authority", "health", "conference of agencies"))  # fmt: skip
    answer = Code("What they answered.", SENSITIVE, PROJECT, codes=("given", "refused"))
    asked_by = Text("Who asked them.", PERSONAL, PROJECT)
    stopped_at = Instant("When every open task to contact them on its ground was stopped, after it was withdrawn.",
                         OPEN, PROJECT, recorded="stop_recorded_at")  # fmt: skip
    stop_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class SharingDecision(Decision):
    """Somebody decided to share what concerns a person without their consent."""

    referral = Of("SafetyReferral", "sharing_decisions", "The referral that was made.", SENSITIVE, PROJECT)
    ground = Code("On what it stands.", SENSITIVE, PROJECT,
                  codes=("child at risk", "life in danger", "adult at risk who cannot decide", "others in danger",
                         "asking would have raised the danger"))  # fmt: skip
