"""What the predictors ask of a person's life, each item in our words, and the terms that they make of the answers.

An item is 0 (no problem), 1 (some) or 2 (significant) unless it is yes or no, as in OASys, whose numbers are named.
"""

from typing import Annotated, Literal

from pydantic import Field

from dutybound.instruments.instrument import Answers
from dutybound.instruments.predicting import Coefficients, Term

Level = Annotated[int, Field(ge=0, le=2)]
Previous = Literal[
    "homicide", "wounding_gbh", "kidnapping", "firearms", "robbery", "aggravated_burglary", "weapon", "criminal_damage",
    "arson",
]  # fmt: skip
#: The drugs that count as one: any of them is "another drug".
OTHER_DRUGS = ("other_drugs", "ketamine", "spice", "hallucinogens", "solvents")


class Circumstances(Answers):
    """Asked by every predictor with needs."""

    accommodation: Level = Field(title="unsuitable accommodation, 0 to 2 (OASys 3.4)")
    unemployed: bool = Field(title="unemployed (OASys 4.2)")
    chronic_drinking: Level = Field(title="current use of alcohol is a problem, 0 to 2 (OASys 9.1)")


class Conduct(Answers):
    """Asked by the predictors of serious violence."""

    weapon: bool = Field(title="a weapon was carried or used in the current offence (OASys 2.2)")
    temper: Level = Field(title="problems with temper, 0 to 2 (OASys 11.4)")
    attitudes: Level = Field(title="attitudes in favour of crime, 0 to 2 (OASys 12.1)")
    previous_convictions: frozenset[Previous] = Field(title="kinds of earlier conviction; an empty list for none")


class Lifestyle(Circumstances):
    """Asked by the predictors of any and of violent reoffending. Drugs may be left unanswered."""

    lives_with_partner: bool = Field(title="in a relationship and living together (OASys 6.8)")
    partner_relationship: Level = Field(title="problems in the relationship with the partner, 0 to 2 (OASys 6.4)")
    domestic_abuse: bool = Field(title="evidence of domestic abuse (OASys 6.7)")
    activities: Level = Field(title="regular activities encourage offending, 0 to 2 (OASys 7.2)")
    binge_drinking: Level = Field(title="excessive drinking in the last six months, 0 to 2 (OASys 9.2)")
    impulsivity: Level = Field(title="impulsive, 0 to 2 (OASys 11.2)")
    drug_motivation: Level | None = Field(
        None, title="motivation to tackle drug misuse: 0 full, 1 partial, 2 none (OASys 8.8)"
    )
    other_opiate: bool | None = Field(None, title="uses another opiate")
    crack_cocaine: bool | None = Field(None, title="uses crack cocaine")
    powder_cocaine: bool | None = Field(None, title="uses powder cocaine")
    prescribed: bool | None = Field(None, title="misuses prescribed drugs")
    benzodiazepines: bool | None = Field(None, title="uses benzodiazepines")
    cannabis: bool | None = Field(None, title="uses cannabis")
    steroids: bool | None = Field(None, title="uses steroids")
    ketamine: bool | None = Field(None, title="uses ketamine")
    spice: bool | None = Field(None, title="uses spice")
    hallucinogens: bool | None = Field(None, title="uses hallucinogens")
    solvents: bool | None = Field(None, title="uses solvents")
    other_drugs: bool | None = Field(None, title="uses other drugs")


#: Coefficient to question.
ITEMS = {
    "CARRY_OR_USE_WEAPON": "weapon",
    "ACCOMMODATION_SUITABILITY": "accommodation",
    "UNEMPLOYED": "unemployed",
    "LIVE_IN_RELATIONSHIP": "lives_with_partner",
    "RELATIONSHIP_QUALITY": "partner_relationship",
    "DOMESTIC_ABUSE": "domestic_abuse",
    "ACTIVITIES_ENCOURAGE_OFFENDING": "activities",
    "MOTIVATION_TO_TACKLE_DRUG_MISUSE": "drug_motivation",
    "CHRONIC_DRINKING": "chronic_drinking",
    "BINGE_DRINKING": "binge_drinking",
    "IMPULSIVITY": "impulsivity",
    "TEMPER": "temper",
    "PRO_CRIMINAL_ATTITUDE": "attitudes",
    "HEROIN": "heroin",
    "METHADONE": "methadone",
    "OTHER_OPIATE": "other_opiate",
    "CRACK_COCAINE": "crack_cocaine",
    "POWDER_COCAINE": "powder_cocaine",
    "PRESCRIPTION_DRUG_MISUSE": "prescribed",
    "BENZODIAZEPINES": "benzodiazepines",
    "CANNABIS": "cannabis",
    "STEROIDS": "steroids",
}
#: Unemployment counts twice, as OASys scores it 0 or 2.
TWICE = {"unemployed"}


def need_terms(of: Coefficients, answers: Answers) -> list[Term]:
    """The terms of the items that this model has. What is not answered counts as no problem, as published."""
    asked = [_item(of, name, question, answers) for name, question in ITEMS.items() if name in of.term]
    together = [_together(of, answers)] if "QUALITY_OF_LIVE_IN_RELATIONSHIP" in of.term else []
    other = [_other_drugs(of, answers)] if "OTHER_DRUGS" in of.term else []
    return [*asked, *together, *other, *_previous(of, answers)]


def drugs_may_be(answers: type[Answers]) -> dict[str, tuple[int | bool, ...]]:
    """What the questions about drugs may be answered, worst last."""
    left = {name for name, one in answers.model_fields.items() if not one.is_required()}
    return {name: (0, 1, 2) if name == "drug_motivation" else (False, True) for name in sorted(left)}


def _item(of: Coefficients, name: str, question: str, answers: Answers) -> Term:
    given = int(getattr(answers, question) or 0)
    text = type(answers).model_fields[question].title or question
    return Term(question, f"{text}: {given}", given * (2 if question in TWICE else 1) * of.of(name))


def _together(of: Coefficients, answers: Answers) -> Term:
    level = getattr(answers, "partner_relationship", 0) if getattr(answers, "lives_with_partner", False) else 0
    text = "problems with a partner who lives with them"
    return Term("live-in relationship", text, level * of.of("QUALITY_OF_LIVE_IN_RELATIONSHIP"))


def _other_drugs(of: Coefficients, answers: Answers) -> Term:
    used = any(getattr(answers, name) for name in OTHER_DRUGS)
    return Term("any other drug", "uses another drug", of.of("OTHER_DRUGS") if used else 0.0)


def _previous(of: Coefficients, answers: Answers) -> list[Term]:
    return [
        Term(f"previous {one}", f"earlier conviction: {one.replace('_', ' ')}", of.of(_past(one)))
        for one in sorted(getattr(answers, "previous_convictions", ()))
    ]


def _past(kind: str) -> str:
    return f"PAST_{'GBH' if kind == 'wounding_gbh' else kind.upper()}_OFFENCE"
