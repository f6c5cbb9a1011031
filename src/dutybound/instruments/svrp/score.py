"""OGRS4: proven serious violent reoffending within two years (SVRP), from the record alone or with needs."""

from pathlib import Path

from dutybound.instruments.convictions import ViolentConvictions, check_convictions
from dutybound.instruments.instrument import Instrument, Score
from dutybound.instruments.needs import Circumstances, Conduct, need_terms
from dutybound.instruments.ogrs4 import record_terms
from dutybound.instruments.predicting import CODE_NOW, OGRS4_FROM, Term, model, probability_score

FOLDER = Path(__file__).parent
STATIC = model(FOLDER, "SeriousViolentReoffendingPredictorStatic")
DYNAMIC = model(FOLDER, "SeriousViolentReoffendingPredictorDynamic")
#: Lowest percentage of each band.
LOWEST = {"low": 0.0, "medium": 1.0, "high": 3.0, "very high": 6.9}


class SvrpAnswers(ViolentConvictions):
    """The record, as it stands on the day of the assessment."""


class SvrpNeedsAnswers(Conduct, Circumstances, ViolentConvictions):
    """The record and the needs; every one is asked."""


def static_terms(answers: SvrpAnswers) -> list[Term]:
    """The terms of the record."""
    return record_terms(STATIC, answers)


def dynamic_terms(answers: SvrpNeedsAnswers) -> list[Term]:
    """The terms of the record and of the needs."""
    return [*record_terms(DYNAMIC, answers), *need_terms(DYNAMIC, answers)]


def score_static(answers: SvrpAnswers) -> Score:
    """The percentage from the record alone."""
    check_convictions(answers, "ogrs4")
    return probability_score(answers, static_terms, LOWEST)


def score_dynamic(answers: SvrpNeedsAnswers) -> Score:
    """The percentage with needs."""
    check_convictions(answers, "ogrs4")
    return probability_score(answers, dynamic_terms, LOWEST)


INSTRUMENTS = (
    Instrument(
        name="svrp-static",
        title="Serious violent reoffending predictor (OGRS4), from the record alone",
        family="serious violence",
        version="OGRS4, static",
        source=CODE_NOW,
        mark="published",
        answers=SvrpAnswers,
        score=score_static,
        bands=tuple(LOWEST),
        valid_from=OGRS4_FROM,
        dates_mark="project default",
    ),
    Instrument(
        name="svrp-dynamic",
        title="Serious violent reoffending predictor (OGRS4), with needs",
        family="serious violence with needs",
        version="OGRS4, dynamic",
        source=CODE_NOW,
        mark="published",
        answers=SvrpNeedsAnswers,
        score=score_dynamic,
        bands=tuple(LOWEST),
        valid_from=OGRS4_FROM,
        dates_mark="project default",
    ),
)
