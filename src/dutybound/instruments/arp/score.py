"""OGRS4/G: any proven reoffending within two years (ARP), from the record alone or with what is known of needs."""

from pathlib import Path

from pydantic import Field

from dutybound.instruments.convictions import AssessedConvictions, check_convictions
from dutybound.instruments.instrument import Instrument, Score
from dutybound.instruments.needs import Level, Lifestyle, drugs_may_be, need_terms
from dutybound.instruments.ogrs4 import record_terms
from dutybound.instruments.predicting import CODE_NOW, OGRS4_FROM, Term, model, probability_score

FOLDER = Path(__file__).parent
STATIC = model(FOLDER, "AllReoffendingPredictorStatic")
DYNAMIC = model(FOLDER, "AllReoffendingPredictorDynamic")
#: Lowest percentage of each band.
LOWEST = {"low": 0.0, "medium": 50.0, "high": 75.0, "very high": 90.0}


class ArpAnswers(AssessedConvictions):
    """The record, as it stands on the day of the assessment."""


class ArpNeedsAnswers(Lifestyle, AssessedConvictions):
    """The record and the needs."""

    attitudes: Level = Field(title="attitudes in favour of crime, 0 to 2 (OASys 12.1)")
    heroin: bool | None = Field(None, title="uses heroin")


MAY_BE = drugs_may_be(ArpNeedsAnswers)


def static_terms(answers: ArpAnswers) -> list[Term]:
    """The terms of the record."""
    return record_terms(STATIC, answers)


def dynamic_terms(answers: ArpNeedsAnswers) -> list[Term]:
    """The terms of the record and of the needs."""
    return [*record_terms(DYNAMIC, answers), *need_terms(DYNAMIC, answers)]


def score_static(answers: ArpAnswers) -> Score:
    """The percentage from the record alone."""
    check_convictions(answers, "ogrs4")
    return probability_score(answers, static_terms, LOWEST)


def score_dynamic(answers: ArpNeedsAnswers) -> Score:
    """The percentage with needs; drugs that nobody asked about may still raise it."""
    check_convictions(answers, "ogrs4")
    return probability_score(answers, dynamic_terms, LOWEST, MAY_BE)


INSTRUMENTS = (
    Instrument(
        name="arp-static",
        title="All reoffending predictor (OGRS4), from the record alone",
        family="general reoffending",
        version="OGRS4, static",
        source=CODE_NOW,
        mark="published",
        answers=ArpAnswers,
        score=score_static,
        bands=tuple(LOWEST),
        valid_from=OGRS4_FROM,
        dates_mark="project default",
    ),
    Instrument(
        name="arp-dynamic",
        title="All reoffending predictor (OGRS4), with needs",
        family="general reoffending with needs",
        version="OGRS4, dynamic",
        source=CODE_NOW,
        mark="published",
        answers=ArpNeedsAnswers,
        score=score_dynamic,
        bands=tuple(LOWEST),
        valid_from=OGRS4_FROM,
        dates_mark="project default",
    ),
)
