"""The terms that the predictors of the fourth generation (OGRS4), and SNSV before them, take from a record."""

from math import log

from dutybound.instruments.arithmetic import polynomial
from dutybound.instruments.convictions import AssessedConvictions, ViolentConvictions
from dutybound.instruments.offence_groups import offence_groups
from dutybound.instruments.predicting import Coefficients, Term

POWERS = ("", "_QUADRATIC", "_CUBIC", "_QUARTIC")
#: Years added to a career before it divides a count, by the rate that is made of it.
GENERAL_CAREER, VIOLENT_CAREER, VIOLENCE_CAREER = 26, 12, 30


def record_terms(of: Coefficients, answers: AssessedConvictions) -> list[Term]:
    """The terms of the record: constant, age, gender, offence, sanctions, offence-free months, rate, violence."""
    gender = answers.gender.upper()
    age, months = answers.age_at_follow_up, answers.offence_free_months
    ages = tuple(of.of(f"AAI{power}_{gender}") for power in POWERS)
    free = tuple(of.of(f"OFFENCE_FREE_MONTHS{power}") for power in POWERS)
    group = offence_groups("ogrs4")[answers.offence_code]
    return [
        Term("constant", "where the sum begins", of.of("TWO_YEAR_CONSTANT")),
        Term("age", f"age {age} at the start of follow-up", polynomial(ages, age)),
        Term("gender", "woman", of.of("FEMALE") if answers.female else 0.0),
        Term("offence", f"current offence: {group.replace('_', ' ').lower()}", of.offence[group]),
        *_sanctions(of, answers),
        Term("offence free months", f"{months} complete months since follow-up began", polynomial(free, months)),
        *_rate(of, answers),
        *(_violence(of, answers) if isinstance(answers, ViolentConvictions) else ()),
    ]


def _sanctions(of: Coefficients, answers: AssessedConvictions) -> list[Term]:
    count, gap = answers.sanctions, answers.career
    gap_weight = of.of(f"YRS_BETWEEN_FIRST_AND_SECOND_SANCTION_{answers.gender.upper()}")
    return [
        Term("sanctions", f"{count} sanctions in all", count * of.of("SANCTION_OCCASIONS")),
        Term("first sanction", "the first sanction", of.of("FIRST_SANCTION") if count == 1 else 0.0),
        Term("second sanction", "the second sanction", of.of("SECOND_SANCTION") if count == 2 else 0.0),
        Term("gap", f"{gap} years from the first sanction to the second", gap * gap_weight if count == 2 else 0.0),
    ]


def _rate(of: Coefficients, answers: AssessedConvictions) -> list[Term]:
    """The Copas rate: sanctions over the years of a career. From the third sanction."""
    if answers.sanctions < 3:
        return []
    gender, name = answers.gender.upper(), "THREE_PLUS_SANCTIONS_COPAS"
    general = log(answers.sanctions / (answers.career + GENERAL_CAREER))
    violent = log(answers.sanctions / (answers.career + VIOLENT_CAREER))
    text = f"{answers.sanctions} sanctions over {answers.career} years"
    weight = general * of.of(f"{name}_G_{gender}") + general**2 * of.of(f"{name}_SQUARED_{gender}")
    return [Term("rate", text, weight + violent * of.of(f"{name}_V_{gender}"))]


def _violence(of: Coefficients, answers: ViolentConvictions) -> list[Term]:
    count, career = answers.violent_sanctions, answers.career
    if not count:
        return [Term("violence", "no sanction for violence", of.of(f"NEVER_VIOLENT_{answers.gender.upper()}"))]
    rate = log(count / (career + VIOLENCE_CAREER)) * of.of("VIOLENT_RATE")
    return [
        Term("violence", f"{count} sanctions for violence", count * of.of("VIOLENT_SANCTIONS")),
        Term("once violent", "one sanction for violence only", of.of("ONCE_VIOLENT") if count == 1 else 0.0),
        Term("violence rate", f"{count} sanctions for violence over {career} years", rate),
    ]
