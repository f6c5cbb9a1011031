"""How far two readers agree who read the same files apart: by count, and beyond what chance alone would give."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from dutybound.insight.shares import LEVEL, wilson


@dataclass(frozen=True)
class Coefficient:
    """An agreement beyond chance, 1 at most, with its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """`same` of `pairs` answers are the same. Kappa is None where only one answer was ever given."""

    pairs: int
    same: int
    low: float  # of the plain share, Wilson's interval
    high: float
    kappa: Coefficient | None
    ac1: Coefficient

    @property
    def share(self) -> float:
        return self.same / self.pairs


def agreement_of(pairs: Sequence[tuple[str, str]], answers: Sequence[str]) -> Agreement | None:
    """Of pairs of answers from a closed list; None where there are none.

    Cohen's kappa (1960) falls far where nearly all files have one answer, although the readers agree; Gwet's AC1 (2008)
    does not. Both are shown, and AC1 decides.
    """
    if not pairs:
        return None
    same = sum(one == other for one, other in pairs)
    low, high = wilson(same / len(pairs), len(pairs))
    return Agreement(len(pairs), same, low, high, _kappa(pairs), gwet_ac1(pairs, answers))


def _kappa(pairs: Sequence[tuple[str, str]]) -> Coefficient | None:
    from statsmodels.stats.inter_rater import cohens_kappa  # slow to load, and not every command needs it

    given = sorted({one for pair in pairs for one in pair})
    if len(given) < 2:
        return None
    counted = Counter(pairs)
    with np.errstate(invalid="ignore", divide="ignore"):  # of a test that is not used
        found = cohens_kappa([[counted[one, other] for other in given] for one in given])
    return Coefficient(float(found.kappa), max(-1.0, float(found.kappa_low)), min(1.0, float(found.kappa_upp)))


def gwet_ac1(pairs: Sequence[tuple[str, str]], answers: Sequence[str]) -> Coefficient:
    """Gwet's AC1 of two readers, with its variance over files (Gwet, British Journal of Mathematical and Statistical
    Psychology 61, 2008) and Student's t. All of the closed list counts, given or not.

    The library that computes it (irrCAC) is bound to one old release of scipy; a test holds this to what it gives.
    """
    number, categories = len(pairs), len(answers)
    share = {one: sum((a == one) + (b == one) for a, b in pairs) / (2 * number) for one in answers}
    by_chance = sum(p * (1 - p) for p in share.values()) / (categories - 1)
    observed = sum(a == b for a, b in pairs) / number
    value = (observed - by_chance) / (1 - by_chance)
    terms = [_linear(a, b, share, value, by_chance, categories) for a, b in pairs]
    spread = _standard_error(terms, value)
    return Coefficient(value, max(-1.0, value - spread), min(1.0, value + spread))


def _linear(
    one: str, other: str, share: dict[str, float], value: float, by_chance: float, categories: int
) -> float:  # fmt: skip
    """What one file adds to AC1, to the first order."""
    chance = ((1 - share[one]) + (1 - share[other])) / 2 / (categories - 1)
    agreed = (float(one == other) - by_chance) / (1 - by_chance)
    return agreed - 2 * (1 - value) * (chance - by_chance) / (1 - by_chance)


def _standard_error(terms: Sequence[float], value: float) -> float:
    """The half-width of the interval; of one file nothing is known of how files differ."""
    from scipy.stats import t

    number = len(terms)
    if number < 2:
        return 2.0
    variance = sum((one - value) ** 2 for one in terms) / (number * (number - 1))
    return float(t.ppf(0.5 + LEVEL / 2, number - 1)) * sqrt(variance)
