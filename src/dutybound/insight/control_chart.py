"""A control chart of single values (XmR): does a figure vary as it always has, or did something change?

The limits are the mean and 2.66 times the mean moving range either way (Shewhart; Wheeler, Understanding Variation,
1993). The four rules are those of NHS England's Making Data Count programme, as the published package
NHSRplotthedots 0.2 (NHS-R Community) applies them, with two differences: no moving range is screened out, and a rising
trend is told from a falling one, which may lie on either side of the mean.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import fsum

#: 3 / d2, with d2 = 1.128 for the range of two values.
LIMIT = 2.66
#: How many values in a row make a shift or a trend.
RUN = 7
#: Below this many values the limits are provisional, and below the second there are none.
SETTLED, ENOUGH = 12, 6
#: Two values no further apart than this are the same: sums of shares differ in their last digits.
NOISE = 1e-9


class Rule(StrEnum):
    """Why a value is no chance variation, with the words for it."""

    OUTSIDE = "outside the limits"
    SHIFT = "one of seven or more in a row on one side of the mean"
    RISING = "one of seven or more in a row of which each is higher than the one before"
    FALLING = "one of seven or more in a row of which each is lower than the one before"
    TWO_OF_THREE = "one of two out of three in a row that lie close to a limit"


@dataclass(frozen=True)
class ControlChart:
    """Values in the order of time, their mean and limits, and for each value the rules that it breaks.

    `low` and `high` are None where there are too few values for limits; then no rule is applied.
    """

    values: tuple[float, ...]
    mean: float
    low: float | None
    high: float | None
    broken: tuple[frozenset[Rule], ...]

    @property
    def is_provisional(self) -> bool:
        return len(self.values) < SETTLED

    def direction(self, place: int) -> int:
        """Where the rules that a value breaks point: 1 up, -1 down, 0 where it breaks none or they do not agree.

        A trend points the way it goes; the other rules, to the side of the mean that the value is on.
        """
        side = _sign(self.values[place] - self.mean)
        ways = {{Rule.RISING: 1, Rule.FALLING: -1}.get(rule, side) for rule in self.broken[place]}
        return ways.pop() if len(ways) == 1 else 0


def control_chart(values: Sequence[float]) -> ControlChart | None:
    """The chart of some values; None where there are none."""
    if not values:
        return None
    mean = fsum(values) / len(values)
    if len(values) < ENOUGH:
        return ControlChart(tuple(values), mean, None, None, tuple(frozenset[Rule]() for _ in values))
    reach = LIMIT * fsum(abs(later - earlier) for earlier, later in pairwise(values)) / (len(values) - 1)
    sides = [_sign(value - mean) for value in values]
    found = {
        Rule.OUTSIDE: {place for place, value in enumerate(values) if abs(value - mean) > reach + NOISE},
        Rule.SHIFT: set(_runs(sides)),
        Rule.RISING: set(_trends(values, 1)),
        Rule.FALLING: set(_trends(values, -1)),
        Rule.TWO_OF_THREE: set(_close_pairs(values, mean, reach, sides)),
    }
    broken = tuple(frozenset(rule for rule in Rule if place in found[rule]) for place in range(len(values)))
    return ControlChart(tuple(values), mean, mean - reach, mean + reach, broken)


def _sign(difference: float) -> int:
    return 0 if abs(difference) <= NOISE else (1 if difference > 0 else -1)


def _runs(sides: Sequence[int]) -> Iterator[int]:
    """The places in runs of seven or more on one side; a value on the mean ends a run."""
    for first in range(len(sides) - RUN + 1):
        if sides[first] and len(set(sides[first : first + RUN])) == 1:
            yield from range(first, first + RUN)


def _trends(values: Sequence[float], way: int) -> Iterator[int]:
    """The places in runs of seven or more of which each is higher than the one before; or, downwards, lower."""
    steps = [_sign(later - earlier) for earlier, later in pairwise(values)]
    for first in range(len(values) - RUN + 1):
        if set(steps[first : first + RUN - 1]) == {way}:
            yield from range(first, first + RUN)


def _close_pairs(values: Sequence[float], mean: float, reach: float, sides: Sequence[int]) -> Iterator[int]:
    """The places of values in the outer third, where two of three in a row are there and all on one side."""
    close = [2 * reach / 3 + NOISE < abs(value - mean) <= reach + NOISE for value in values]
    for first in range(len(values) - 2):
        three = range(first, first + 3)
        if sides[first] and len({sides[place] for place in three}) == 1 and sum(close[place] for place in three) > 1:
            yield from (place for place in three if close[place])
