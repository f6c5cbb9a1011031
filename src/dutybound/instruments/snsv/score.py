"""SNSV: serious non-sexual violence within two years, from the record alone or with needs. It has no bands of its own.

It is OGRS4's sum with other coefficients, so their names are read as those of OGRS4.
"""

from pathlib import Path

from pydantic import Field

from dutybound.instruments.convictions import ViolentConvictions, check_convictions
from dutybound.instruments.instrument import Instrument, Score
from dutybound.instruments.needs import Circumstances, Conduct, Level, need_terms
from dutybound.instruments.ogrs4 import POWERS, record_terms
from dutybound.instruments.predicting import (
    CODE_BEFORE,
    OGRS3_UNTIL,
    Coefficients,
    Term,
    probability_score,
    read_coefficients,
)

READ = read_coefficients(Path(__file__).parent)
#: SNSV's name of a group of offences by OGRS4's name; kinds of violence are one group, and differ by an extra weight.
VIOLENCE = "Violence against the person"
KINDS = {
    "VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS": "Violence against the person (ABH+)",
    "VIOLENCE_AGAINST_THE_PERSON_SUB_ABH": "Violence against the person (sub-ABH)",
    "WEAPONS_NON_FIREARM": "Weapons (non-firearm)",
    "FIREARMS_MOST_SERIOUS": "Firearms (most serious)",
    "FIREARMS_OTHER": "Firearms (other)",
}
GROUPS = {
    "ABSCONDING_OR_BAIL": "Absconding/bail",
    "ACQUISITIVE_VIOLENCE": "Acquisitive violence",
    "BURGLARY_DOMESTIC": "Burglary (domestic)",
    "BURGLARY_OTHER": "Burglary (other)",
    "CRIMINAL_DAMAGE": "Criminal damage",
    "DRINK_DRIVING": "Drink driving",
    "DRUG_IMPORT_EXPORT_OR_PRODUCTION": "Drug import/export/production",
    "DRUG_POSSESSION_OR_SUPPLY": "Drug possession/supply",
    "DRUNKENNESS": "Drunkenness",
    "FRAUD_AND_FORGERY": "Fraud and forgery",
    "HANDLING_STOLEN_GOODS": "Handling stolen goods",
    "MOTORING_OFFENCES": "Motoring offences",
    "OTHER_OFFENCES": "Other offences",
    "PUBLIC_ORDER_AND_HARRASSMENT": "Public order and harassment",
    "SEXUAL_AGAINST_CHILD": "Sexual (against child)",
    "SEXUAL_NOT_AGAINST_CHILD": "Sexual (not against child)",
    "THEFT_NON_MOTOR": "Theft (non-motor)",
    "VEHICLE_RELATED_THEFT": "Vehicle-related theft",
    "WELFARE_FRAUD": "Welfare fraud",
}
#: OGRS4's name of a coefficient by SNSV's; {} is STATIC or DYNAMIC.
NAMES = {
    "{}_TWO_YEAR_INTERCEPT_WEIGHT": "TWO_YEAR_CONSTANT",
    "{}_FEMALE_WEIGHT": "FEMALE",
    "{}_TOTAL_SANCTIONS_WEIGHTS": "SANCTION_OCCASIONS",
    "{}_NUMBER_OF_SANCTIONS_WEIGHTS[0]": "FIRST_SANCTION",
    "{}_NUMBER_OF_SANCTIONS_WEIGHTS[1]": "SECOND_SANCTION",
    "{}_ONCE_VIOLENT_SANCTIONS_WEIGHTS": "ONCE_VIOLENT",
    "{}_TOTAL_VIOLENT_SANCTIONS_WEIGHTS": "VIOLENT_SANCTIONS",
    "{}_VIOLENCE_RATE_WEIGHT": "VIOLENT_RATE",
}
BY_GENDER = {
    "{}_YEARS_BETWEEN_FIRST_AND_SECOND_SANCTIONS_WEIGHTS.{}": "YRS_BETWEEN_FIRST_AND_SECOND_SANCTION_{}",
    "{}_THREE_PLUS_SANCTIONS_WEIGHT.{}": "THREE_PLUS_SANCTIONS_COPAS_V_{}",
    "{}_GENDERED_VIOLENT_SANCTIONS_WEIGHTS.{}": "NEVER_VIOLENT_{}",
}
ITEMS = {
    "WEAPON_dynamic": "CARRY_OR_USE_WEAPON",
    "UNEMPLOYED_per_point_dynamic (x2 if unemployed)": "UNEMPLOYED",
    "ACCOMMODATION_COEFFICIENT": "ACCOMMODATION_SUITABILITY",
    "RELATIONSHIP_PARTNER_COEFFICIENT": "RELATIONSHIP_QUALITY",
    "CHRONIC_DRINKING_COEFFICIENT": "CHRONIC_DRINKING",
    "BINGE_DRINK_COEFFICIENT": "BINGE_DRINKING",
    "IMPULSIVITY_COEFFICIENT": "IMPULSIVITY",
    "TEMPER_CONTROL_COEFFICIENT": "TEMPER",
    "PRO_CRIMINAL_COEFFICIENT": "PRO_CRIMINAL_ATTITUDE",
    "DOMESTIC_VIOLENCE_PERP_dynamic": "DOMESTIC_ABUSE",
}


class SnsvAnswers(ViolentConvictions):
    """The record, as it stands on the day of the assessment."""


class SnsvNeedsAnswers(Conduct, Circumstances, ViolentConvictions):
    """The record and the needs; every one is asked."""

    partner_relationship: Level = Field(title="problems in the relationship with the partner, 0 to 2 (OASys 6.4)")
    domestic_abuse: bool = Field(title="evidence of domestic abuse against a partner (OASys 6.7)")
    binge_drinking: Level = Field(title="excessive drinking in the last six months, 0 to 2 (OASys 9.2)")
    impulsivity: Level = Field(title="impulsive, 0 to 2 (OASys 11.2)")


def _record(kind: str) -> dict[str, float]:
    found = READ["SNSV", "term"] | READ["SNSV", "array"] | READ["SNSV", "by_gender"]
    terms = {ogrs4: found[name.format(kind)] for name, ogrs4 in NAMES.items()}
    for gender in ("MALE", "FEMALE"):
        terms |= {ogrs4.format(gender): found[name.format(kind, gender)] for name, ogrs4 in BY_GENDER.items()}
        terms |= {f"AAI{power}_{gender}": found[f"{kind}_AGE_{gender}_COEFFS[{at}]"] for at, power in enumerate(POWERS)}
    for at, power in enumerate(POWERS):
        terms[f"OFFENCE_FREE_MONTHS{power}"] = found[f"{kind}_MONTHS_SINCE_LAST_SANCTION_WEIGHTS[{at}]"]
    return terms


def _offences(kind: str) -> dict[str, float]:
    weights, extra = READ[f"SNSV_{kind}", "offence"], READ[f"SNSV_{kind}_VATP", "offence"]
    violence = {ogrs4: weights[VIOLENCE] + extra[name] for ogrs4, name in KINDS.items()}
    return violence | {ogrs4: weights[name] + extra[name] for ogrs4, name in GROUPS.items()}


def _needs() -> dict[str, float]:
    past = {"WOUNDING_GBH": "GBH"}
    kinds = READ["SNSV", "previous_conviction_dynamic"].items()
    previous = {f"PAST_{past.get(name, name)}_OFFENCE": weight for name, weight in kinds}
    return {ogrs4: READ["SNSV", "term"][name] for name, ogrs4 in ITEMS.items()} | previous


STATIC = Coefficients(_record("STATIC"), _offences("static"))
DYNAMIC = Coefficients(_record("DYNAMIC") | _needs(), _offences("dynamic"))


def static_terms(answers: SnsvAnswers) -> list[Term]:
    """The terms of the record."""
    return record_terms(STATIC, answers)


def dynamic_terms(answers: SnsvNeedsAnswers) -> list[Term]:
    """The terms of the record and of the needs."""
    return [*record_terms(DYNAMIC, answers), *need_terms(DYNAMIC, answers)]


def score_static(answers: SnsvAnswers) -> Score:
    """The percentage from the record alone."""
    check_convictions(answers, "ogrs4")
    return probability_score(answers, static_terms, {})


def score_dynamic(answers: SnsvNeedsAnswers) -> Score:
    """The percentage with needs."""
    check_convictions(answers, "ogrs4")
    return probability_score(answers, dynamic_terms, {})


INSTRUMENTS = (
    Instrument(
        name="snsv-static",
        title="Serious non-sexual violence (SNSV), from the record alone",
        family="serious violence",
        version="SNSV, static",
        source=CODE_BEFORE,
        mark="published",
        answers=SnsvAnswers,
        score=score_static,
        valid_to=OGRS3_UNTIL,
        dates_mark="project default",
    ),
    Instrument(
        name="snsv-dynamic",
        title="Serious non-sexual violence (SNSV), with needs",
        family="serious violence with needs",
        version="SNSV, dynamic",
        source=CODE_BEFORE,
        mark="published",
        answers=SnsvNeedsAnswers,
        score=score_dynamic,
        valid_to=OGRS3_UNTIL,
        dates_mark="project default",
    ),
)
