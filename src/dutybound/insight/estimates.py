"""A figure with its interval, and what is made of several: a sum, a difference, an average."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Protocol


class WithInterval(Protocol):
    """Anything that has a value and says between what it may lie: a share, an estimate."""

    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True)
class Estimate:
    """A figure and its 95% interval: of many such intervals, each from work seen anew, 95 of 100 hold the truth."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        ends = sorted((self.low * factor, self.high * factor))
        return Estimate(self.value * factor, *ends)

    def plus(self, constant: float) -> "Estimate":
        return Estimate(self.value + constant, self.low + constant, self.high + constant)


def combination(weights: Sequence[float], parts: Sequence[WithInterval]) -> Estimate:
    """The sum of weight times figure, over figures that are independent of one another.

    Each figure's own interval is carried over, so that small numbers and all-or-none keep their lopsided ones (the
    method of variance estimates recovery: Zou and Donner, Statistics in Medicine 27, 2008; for two shares and weights
    1 and -1 it is method 10 of Newcombe, Statistics in Medicine 17, 1998).
    """
    value = below = above = 0.0
    for weight, part in zip(weights, parts, strict=True):
        low, high = sorted((weight * part.low, weight * part.high))
        value += weight * part.value
        below += (weight * part.value - low) ** 2
        above += (high - weight * part.value) ** 2
    return Estimate(value, value - sqrt(below), value + sqrt(above))


def difference(later: WithInterval, earlier: WithInterval) -> Estimate:
    """How much higher the one is than the other, where they are independent."""
    return combination((1, -1), (later, earlier))
