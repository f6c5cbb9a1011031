"""How often something was right, from rows drawn by meaning and marked by a person: each stands for many."""

from collections.abc import Sequence
from dataclasses import dataclass

from dutybound.insight.shares import wilson


@dataclass(frozen=True)
class Stratum:
    """The rows of one meaning: how many there are, how many were marked, and how many of these were right."""

    rows: int
    marked: int
    right: int


@dataclass(frozen=True)
class Precision:
    """`right` of `marked`; the share of all rows that this stands for, with its interval."""

    marked: int
    right: int
    share: float
    low: float
    high: float


def precision_of(strata: Sequence[Stratum]) -> Precision | None:
    """The share right, each meaning weighed by its rows (Cochran, Sampling Techniques, 1977, section 5A); Wilson's
    interval at the number of rows that, drawn at random, would tell as much, and never more than were marked. None
    where nothing was marked. Of meanings without a marked row nothing is known: they weigh nothing.
    """
    seen = [one for one in strata if one.marked]
    marked, total = sum(one.marked for one in seen), sum(one.rows for one in seen)
    if not marked:
        return None
    share = sum(one.rows / total * one.right / one.marked for one in seen)
    low, high = wilson(share, _worth(seen, total, share, marked))
    return Precision(marked, sum(one.right for one in seen), share, low, high)


def _worth(seen: Sequence[Stratum], total: int, share: float, marked: int) -> float:
    """Kish's effective number for unequal weights, or that of the variance between meanings, where that is less."""
    alike = 1 / sum((one.rows / total) ** 2 / one.marked for one in seen)
    parts = [(one.rows / total, one.right / one.marked, one.marked) for one in seen]
    variance = sum(weight**2 * p * (1 - p) / max(1, n - 1) for weight, p, n in parts)
    told = share * (1 - share) / variance if variance and 0 < share < 1 else alike
    return min(float(marked), alike, told)
