"""A figure with its interval, and what is made of several: a sum, a difference, an average."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from typing import Protocol

from dutybound.insight.shares import quantile


class WithInterval(Protocol):
    """Anything that has a value and says between what it may lie: a share, an estimate."""

    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def freedom(self) -> float: ...


@dataclass(frozen=True)
class Estimate:
    """A figure and its 95% interval: of many such intervals, each from work seen anew, 95 of 100 hold the truth.

    `freedom`: the degrees of freedom of Student's t behind the interval; infinite where it is the normal.
    """

    value: float
    low: float
    high: float
    freedom: float = inf

    def times(self, factor: float) -> "Estimate":
        ends = sorted((self.low * factor, self.high * factor))
        return Estimate(self.value * factor, ends[0], ends[1], self.freedom)

    def plus(self, constant: float) -> "Estimate":
        return Estimate(self.value + constant, self.low + constant, self.high + constant, self.freedom)


def combination(weights: Sequence[float], parts: Sequence[WithInterval]) -> Estimate:
    """The sum of weight times figure, over figures that are independent of one another.

    Each figure's own interval is carried over, so that small numbers and all-or-none keep their lopsided ones (the
    method of variance estimates recovery: Zou and Donner, Statistics in Medicine 27, 2008; for two shares and weights
    1 and -1 it is method 10 of Newcombe, Statistics in Medicine 17, 1998). The freedom is Welch's.
    """
    value = below = above = 0.0
    for weight, part in zip(weights, parts, strict=True):
        low, high = sorted((weight * part.low, weight * part.high))
        value += weight * part.value
        below += (weight * part.value - low) ** 2
        above += (high - weight * part.value) ** 2
    spreads = [(weight * (part.high - part.low) / 2, part.freedom) for weight, part in zip(weights, parts, strict=True)]
    return Estimate(value, value - sqrt(below), value + sqrt(above), _welch(spreads))


def difference(later: WithInterval, earlier: WithInterval) -> Estimate:
    """How much higher the one is than the other, where they are independent."""
    return combination((1, -1), (later, earlier))


def p_of(estimate: WithInterval) -> float:
    """How often by chance a figure lies as far from 0 on either side, where it is 0: below 0.05 just where the interval
    leaves out 0.

    The side of the interval that faces 0 tells the standard error, as lopsided as it may be (for even intervals: Altman
    and Bland, BMJ 343:d2304, 2011), and Student's t its tail.
    """
    from scipy.special import stdtr  # slow to load, and not every command needs it

    facing = estimate.value - estimate.low if estimate.value > 0 else estimate.high - estimate.value
    if facing <= 0:
        return 1.0 if estimate.value == 0 else 0.0
    return float(2 * stdtr(estimate.freedom, -abs(estimate.value) / facing * quantile(estimate.freedom)))


def _welch(spreads: Iterable[tuple[float, float]]) -> float:
    """The degrees of freedom of a sum of independent figures, of their half-widths and degrees of freedom."""
    variances = [((half / quantile(freedom)) ** 2, freedom) for half, freedom in spreads]
    few = sum(variance**2 / freedom for variance, freedom in variances)
    return sum(variance for variance, _ in variances) ** 2 / few if few else inf
