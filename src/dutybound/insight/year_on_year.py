"""One year beside the next, each by its own rules: what changed, and how much of it is the rules.

A force that lengthens a limit looks better without doing better. So both years are judged twice, by their own rules and
by each other's, and the change is parted in two that add up to it: what the same rules show in both years, and what the
two rules show of the same year (each the mean of two ways round, as in Kitagawa's decomposition).
"""

from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from dutybound.insight.clustered import Codes
from dutybound.insight.estimates import Estimate
from dutybound.insight.shares import Counts, quantile

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class UnderRules:
    """What each subject adds under one set of rules: duties met in time, and duties in the rate; a line for each."""

    part: Counts
    whole: Counts

    @property
    def rate(self) -> float:
        return float(self.part.sum() / self.whole.sum())

    def influence(self) -> Floats:
        """How much each line moves the rate."""
        return np.asarray((self.part - self.rate * self.whole) / self.whole.sum())


@dataclass(frozen=True)
class Year:
    """The subjects of one year, judged by the rules of the earlier and of the later year, line by line the same ones.

    `clusters` tells apart what is alike: supervisors, or the subjects themselves.
    """

    by_earlier: UnderRules
    by_later: UnderRules
    clusters: Codes


@dataclass(frozen=True)
class YearOnYear:
    """`change` is the later year by its rules less the earlier by its own; `practice` and `rules` add up to it."""

    earlier: float
    later: float
    change: Estimate
    practice: Estimate
    rules: Estimate


def year_on_year(earlier: Year, later: Year) -> YearOnYear | None:
    """The two years are taken for independent of each other; None where either has no duty under one of the rules."""
    if not all(one.whole.sum() for one in _four(earlier, later)):
        return None
    return YearOnYear(
        earlier.by_earlier.rate,
        later.by_later.rate,
        _estimate(earlier, later, (-1, 0, 0, 1)),
        _estimate(earlier, later, (-0.5, -0.5, 0.5, 0.5)),
        _estimate(earlier, later, (-0.5, 0.5, -0.5, 0.5)),
    )


def _estimate(earlier: Year, later: Year, weights: tuple[float, float, float, float]) -> Estimate:
    """A sum of the four rates. The two of one year are of the same subjects, so they are taken together, by cluster.

    Welch's degrees of freedom, from the variances between the clusters of each year. One cluster tells nothing.
    """
    moved = _moved(earlier, weights[:2]), _moved(later, weights[2:])
    value = sum(w * one.rate for w, one in zip(weights, _four(earlier, later), strict=True))
    if min(len(one) for one in moved) < 2:
        return Estimate(value, -1.0, 1.0)
    variances = [len(one) / (len(one) - 1) * float((one**2).sum()) for one in moved]
    ways = sum(variance**2 / (len(one) - 1) for variance, one in zip(variances, moved, strict=True))
    total = sum(variances)
    freedom = total**2 / ways if ways else inf
    reach = quantile(freedom) * total**0.5
    return Estimate(value, value - reach, value + reach, freedom)


def _four(earlier: Year, later: Year) -> tuple[UnderRules, UnderRules, UnderRules, UnderRules]:
    return earlier.by_earlier, earlier.by_later, later.by_earlier, later.by_later


def _moved(year: Year, weights: tuple[float, ...]) -> Floats:
    """How much each cluster of a year moves the sum."""
    lines = weights[0] * year.by_earlier.influence() + weights[1] * year.by_later.influence()
    _, place = np.unique(year.clusters, return_inverse=True)
    return np.asarray(np.bincount(place, lines))
