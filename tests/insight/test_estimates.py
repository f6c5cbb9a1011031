"""Figures made of several, against a published table and statsmodels."""

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from dutybound.insight.estimates import Estimate, combination, difference
from dutybound.insight.shares import Share, share_of


def share(part: int, whole: int) -> Share:
    found = share_of(np.array([1] * part + [0] * (whole - part)), np.ones(whole, np.int64))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
    ],
)
def test_a_difference_is_that_of_newcombe_1998_table_ii(
    first: tuple[int, int], second: tuple[int, int], wanted: tuple[float, float]
) -> None:
    """Method 10; statsmodels gives the same."""
    found = difference(share(*first), share(*second))
    assert (round(found.low, 4), round(found.high, 4)) == wanted
    assert (found.low, found.high) == pytest.approx(confint_proportions_2indep(*first, *second, method="newcomb"))


def test_signs_and_factors_turn_the_interval_round() -> None:
    one = Estimate(0.2, 0.1, 0.4)
    assert combination((-2,), (one,)) == Estimate(-0.4, pytest.approx(-0.8), pytest.approx(-0.2))
    assert one.times(-1) == Estimate(-0.2, -0.4, -0.1)
    assert one.plus(0.5) == Estimate(0.7, 0.6, 0.9)
