"""OGRS3 (Howard and others, 2009): proven reoffending within one and two years, from age, gender and convictions."""

from math import log
from pathlib import Path

from dutybound.instruments.arithmetic import banded, half_up, logistic, whole_percentage
from dutybound.instruments.convictions import Convictions, check_convictions
from dutybound.instruments.instrument import Instrument, Score
from dutybound.instruments.offence_groups import offence_groups
from dutybound.instruments.predicting import CODE_BEFORE, OGRS3_FROM, OGRS3_UNTIL, Term, read_coefficients, reasons

READ = read_coefficients(Path(__file__).parent)
TERM = READ["OGRS3", "term"]
#: Years added to a career before it divides the count of sanctions.
CAREER = 10
#: Lowest percentage within two years of each band.
LOWEST = {"low": 0.0, "medium": 50.0, "high": 75.0, "very high": 90.0}


class Ogrs3Answers(Convictions):
    """What OGRS3 asks: every question must be answered."""


def terms(answers: Ogrs3Answers) -> list[Term]:
    """The four terms of the sum, in log-odds."""
    count, career = answers.sanctions, answers.career
    group = offence_groups("ogrs3")[answers.offence_code]
    status = "first_sanction" if count == 1 else "repeat_sanction"
    rate = TERM["copas_multiplier"] * log(count / (CAREER + career))
    return [
        Term("age", f"{answers.gender}, age {answers.age_at_follow_up} at the start of follow-up", _age(answers)),
        Term("status", "the first sanction" if count == 1 else "sanctioned before", TERM[status]),
        Term("copas", f"{count} sanctions over {career} years", rate),
        Term("offence", f"current offence: {group.lower()}", READ["OGRS3", "offence"][group]),
    ]


def _age(answers: Ogrs3Answers) -> float:
    weights = READ["OGRS3", f"age_at_followup_{answers.gender}"]
    return next(weight for ages, weight in weights.items() if _within(answers.age_at_follow_up, ages))


def _within(age: int, ages: str) -> bool:
    """Whether an age is in a row of the published table: "21-24", "50+"."""
    first, _, last = ages.rstrip("+").partition("-")
    return int(first) <= age <= int(last or age)


def one_year(total: float) -> float:
    """The probability within a year of a sum, to the five digits that the publication keeps."""
    return half_up(logistic(TERM["intercept_1yr"] + total), 5)


def two_years(total: float) -> float:
    """The probability within two years of a sum, to the five digits that the publication keeps."""
    return half_up(logistic(TERM["intercept_2yr"] + total), 5)


def score_ogrs3(answers: Ogrs3Answers) -> Score:
    """The percentage within two years, its band, and the percentage within one."""
    check_convictions(answers, "ogrs3")
    found = terms(answers)
    total = sum(one.weight for one in found)
    value = whole_percentage(two_years(total))
    parts = {one.name: one.weight for one in found} | {"sum": total, "one year": whole_percentage(one_year(total))}
    return Score(value, "% within two years", (banded(value, LOWEST),), reasons(found), (), parts)


INSTRUMENTS = (
    Instrument(
        name="ogrs3",
        title="Offender Group Reconviction Scale, third edition (OGRS3)",
        family="general reoffending",
        version="OGRS3",
        source=f"Howard and others 2009; {CODE_BEFORE}",
        mark="published",
        answers=Ogrs3Answers,
        score=score_ogrs3,
        bands=tuple(LOWEST),
        valid_from=OGRS3_FROM,
        valid_to=OGRS3_UNTIL,
        dates_mark="project default",
    ),
)
