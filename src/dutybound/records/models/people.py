"""People whom the force deals with: as few columns as the standards need, and none that says who somebody is twice."""

from dutybound.records.bases import Occurrence
from dutybound.records.columns import (
    OPEN,
    PERSONAL,
    PROJECT,
    SENSITIVE,
    Code,
    Day,
    Of,
    Text,
    Whole,
    YesNo,
    published,
)

POLE = published("POLE data dictionary v1.1")
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
