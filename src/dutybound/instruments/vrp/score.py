"""OGRS4/V: proven violent reoffending within two years (VRP), from the record alone or with what is known of needs."""

from pathlib import Path

from pydantic import Field

from dutybound.instruments.convictions import ViolentConvictions, check_convictions
from dutybound.instruments.instrument import Instrument, Score
from dutybound.instruments.needs import Level, Lifestyle, drugs_may_be, need_terms
from dutybound.instruments.ogrs4 import record_terms
from dutybound.instruments.predicting import CODE_NOW, OGRS4_FROM, Term, model, probability_score

FOLDER = Path(__file__).parent
STATIC = model(FOLDER, "ViolentReoffendingPredictorStatic")
DYNAMIC = model(FOLDER, "ViolentReoffendingPredictorDynamic")
#: Lowest percentage of each band.
LOWEST = {"low": 0.0, "medium": 30.0, "high": 60.0, "very high": 80.0}


class VrpAnswers(ViolentConvictions):
    """The record, as it stands on the day of the assessment."""


class VrpNeedsAnswers(Lifestyle, ViolentConvictions):
    """The record and the needs."""

    temper: Level = Field(title="problems with temper, 0 to 2 (OASys 11.4)")
    methadone: bool | None = Field(None, title="uses methadone")


MAY_BE = drugs_may_be(VrpNeedsAnswers)


def static_terms(answers: VrpAnswers) -> list[Term]:
    """The terms of the record."""
    return record_terms(STATIC, answers)


def dynamic_terms(answers: VrpNeedsAnswers) -> list[Term]:
    """The terms of the record and of the needs."""
    return [*record_terms(DYNAMIC, answers), *need_terms(DYNAMIC, answers)]


def score_static(answers: VrpAnswers) -> Score:
    """The percentage from the record alone."""
    check_convictions(answers, "ogrs4")
    return probability_score(answers, static_terms, LOWEST)


def score_dynamic(answers: VrpNeedsAnswers) -> Score:
    """The percentage with needs; drugs that nobody asked about may still raise it."""
    check_convictions(answers, "ogrs4")
    return probability_score(answers, dynamic_terms, LOWEST, MAY_BE)


INSTRUMENTS = (
    Instrument(
        name="vrp-static",
        title="Violent reoffending predictor (OGRS4), from the record alone",
        family="violent reoffending",
        version="OGRS4, static",
        source=CODE_NOW,
        mark="published",
        answers=VrpAnswers,
        score=score_static,
        bands=tuple(LOWEST),
        valid_from=OGRS4_FROM,
        dates_mark="project default",
    ),
    Instrument(
        name="vrp-dynamic",
        title="Violent reoffending predictor (OGRS4), with needs",
        family="violent reoffending with needs",
        version="OGRS4, dynamic",
        source=CODE_NOW,
        mark="published",
        answers=VrpNeedsAnswers,
        score=score_dynamic,
        bands=tuple(LOWEST),
        valid_from=OGRS4_FROM,
        dates_mark="project default",
    ),
)
