"""What the published predictors share: terms that add up, editions by date, the worst that may still be answered."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from dutybound.instruments.arithmetic import banded, logistic, percentage, whole_percentage
from dutybound.instruments.instrument import Answers, Reason, Score, possible, unanswered

#: The first day on which the predictors of the fourth generation (OGRS4) are taken to apply. A project default: no day
#: is published. Known is that the service scored with them as at 2025-10-03 and dropped the older ones from June 2026;
#: the force's probation partner decides the day.
OGRS4_FROM = date(2026, 6, 1)
OGRS3_UNTIL = date(2026, 5, 31)
#: Only the year of publication (2009) is known of OGRS3, and the first year of use (2021) of OSP; of OGP, OVP, SNSV
#: and RSR not even that, so they have no first day here.
OGRS3_FROM = date(2009, 1, 1)
OSP_FROM = date(2021, 1, 1)
CODE_BEFORE = "ministryofjustice/hmpps-arns-risk-actuarial-api @52792f49 (MIT, Crown copyright)"
CODE_NOW = "ministryofjustice/hmpps-arns-risk-actuarial-api @016919c (MIT, Crown copyright)"

A = TypeVar("A", bound=Answers)


@dataclass(frozen=True)
class Term:
    """One term of a sum: its name, what it stands for in words, and its log-odds or points."""

    name: str
    text: str
    weight: float


@dataclass(frozen=True)
class Coefficients:
    """The coefficients of one model: by the name of the term, and by the group of the offence."""

    term: Mapping[str, float]
    offence: Mapping[str, float]

    def of(self, name: str) -> float:
        """The coefficient of a term; 0 where this model has no such term."""
        return self.term.get(name, 0.0)


def read_coefficients(folder: Path) -> dict[tuple[str, str], dict[str, float]]:
    """The coefficients of a predictor's folder: by model and kind, then by name."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    with (folder / "coefficients.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["model"], row["kind"]), {})[row["name"]] = float(row["value"])
    return found


def model(folder: Path, name: str) -> Coefficients:
    """One model of a predictor's folder."""
    read = read_coefficients(folder)
    return Coefficients(read[name, "term"], read[name, "offence"])


def worst(answers: A, measure: Callable[[A], Any], may_be: Mapping[str, tuple[Any, ...]]) -> A:
    """The answers with what nobody answered filled in so that `measure` is greatest.

    `may_be` says what each question may be answered, worst last. Exact where each question by itself never lessens what
    another adds, which holds for the sums here (the tests try all combinations).
    """
    for name, values in may_be.items():
        if getattr(answers, name) is None:
            tried = [answers.model_copy(update={name: value}) for value in reversed(values)]
            answers = max(tried, key=measure)
    return answers


def reasons(terms: list[Term]) -> tuple[Reason, ...]:
    """Every term that counts, in words; where none does, that."""
    found = tuple(Reason(one.text, one.weight) for one in terms if one.weight)
    return found or (Reason("nothing that was answered adds to it", 0.0),)


def probability_score(
    answers: A,
    terms_of: Callable[[A], list[Term]],
    lowest: Mapping[str, float],
    may_be: Mapping[str, tuple[Any, ...]] | None = None,
) -> Score:
    """A sum of log-odds as a percentage to two digits, 99.99 at most, and its band (none where none is published)."""
    total = _total(terms := terms_of(answers))
    value = percentage(logistic(total))
    most = percentage(logistic(_total(terms_of(worst(answers, lambda one: _total(terms_of(one)), may_be or {})))))
    return Score(
        value,
        "% within two years",
        possible(tuple(lowest), banded(value, lowest), banded(most, lowest)) if lowest else (),
        reasons(terms),
        unanswered(answers),
        {one.name: one.weight for one in terms} | {"sum": total, "probability": logistic(total)},
    )


def points_score(
    terms: list[Term], shift: tuple[float, float, float], lowest: Mapping[str, float], answers: Answers
) -> Score:
    """Points as whole percentages within one and two years. `shift`: log-odds a point, and what each year takes off."""
    points = _total(terms)
    each, one, two = shift
    value = whole_percentage(logistic(each * points - two))
    parts = {term.name: term.weight for term in terms} | {"points": points}
    parts["one year"] = whole_percentage(logistic(each * points - one))
    band = (banded(value, lowest),)
    return Score(value, "% within two years", band, reasons(terms), unanswered(answers), parts)


def _total(terms: list[Term]) -> float:
    return sum(one.weight for one in terms)
