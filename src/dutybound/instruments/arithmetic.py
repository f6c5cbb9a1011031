"""Ages, months, probabilities and roundings, as the published predictors do them."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import exp


def age_on(born: date, day: date) -> int:
    """Whole years lived on this day; who was born on 29 February is a year older on 1 March.

    Not dateutil: its relativedelta counts the year on 28 February, and the published examples do not.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def complete_months(start: date, end: date, most: int) -> int:
    """Complete months from start to end: none where the end comes first, and never more than `most`."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(0, min(months, most))


def logistic(total: float) -> float:
    """The probability of a sum of log-odds; in two branches, so that neither end overflows."""
    return 1 / (1 + exp(-total)) if total >= 0 else exp(total) / (1 + exp(total))


def half_up(value: float, digits: int = 0) -> float:
    """Rounded half up, from the exact value of the number: Python's own `round` goes half to even."""
    return float(_half_up(Decimal(value), digits))


def percentage(probability: float, digits: int = 2, least: float = 0.0, most: float = 99.99) -> float:
    """A probability as a percentage, half up, within the two ends that a publication prints."""
    return min(max(float(_half_up(Decimal(probability) * 100, digits)), least), most)


def whole_percentage(probability: float) -> int:
    """A probability as a whole percentage, half up: 1 at least and 99 at most, as the older predictors print it."""
    return int(percentage(probability, 0, 1, 99))


def polynomial(coefficients: tuple[float, ...], of: float) -> float:
    """c1 x + c2 x^2 + c3 x^3 ..., without a constant."""
    return float(sum(one * of**power for power, one in enumerate(coefficients, start=1)))


def banded(value: float, lowest: Mapping[str, float]) -> str:
    """The band of a value, by the lowest value of each band, bands lowest first."""
    return [band for band, least in lowest.items() if value >= least][-1]


def _half_up(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
