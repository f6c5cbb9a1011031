"""A change and its two parts as they are shown: one rule for pages, documents and the terminal.

The change is the difference of the two shares as shown, and practice and rules add up to it. Each of these rounded by
itself would be off from the others by a tenth of a point: 84.4% and 80.1% are 4.2 points apart where they are 84.36%
and 80.14%. What rounding leaves is put to the larger of the two parts, so that rules that did nothing show nothing.
"""

from dataclasses import dataclass

from dutybound.insight.estimates import Estimate
from dutybound.inspection.judging.changing import Changed
from dutybound.reports.saying import difference_shown, points_words


@dataclass(frozen=True)
class ChangeShown:
    """ "+12.0 points (+5.1 to +18.8)" of the change, and of practice and rules where the change is parted."""

    change: str
    practice: str = ""
    rules: str = ""


def change_shown(one: Changed) -> ChangeShown | None:
    """None where it cannot be told whether anything changed."""
    if one.change is None or one.earlier is None or one.later is None:
        return None
    whole = difference_shown(one.earlier.value, one.later.value)
    if one.practice is None or one.rules is None:
        return ChangeShown(_words(whole, one.change))
    practice, rules = _parted(whole, one.practice.value, one.rules.value)
    return ChangeShown(_words(whole, one.change), _words(practice, one.practice), _words(rules, one.rules))


def _parted(whole: float, practice: float, rules: float) -> tuple[float, float]:
    """Both in points, one digit each, with `whole` as their sum."""
    if abs(practice) < abs(rules):
        less = round(100 * practice, 1) + 0.0
        return less, round(whole - less, 1) + 0.0
    less = round(100 * rules, 1) + 0.0
    return round(whole - less, 1) + 0.0, less


def _words(value: float, one: Estimate) -> str:
    return points_words(value, 100 * one.low, 100 * one.high)
