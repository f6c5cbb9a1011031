"""Embedding curves: scipy's own fit, how often intervals hold, and two units of eleven that never took a policy."""

import numpy as np
import pytest
from scipy.optimize import curve_fit

from dutybound.insight.embedding import Curve, Taken, embedding
from dutybound.insight.estimates import Estimate

WEEKS = np.arange(35.0)


def rates(before: float, reached: float, middle: float, width: float) -> np.ndarray:
    return before + (reached - before) / (1 + np.exp(-(WEEKS - middle) / width))


def curve(rate: np.ndarray, a_week: float, rng: np.random.Generator) -> Curve:
    whole = rng.poisson(a_week, len(rate))
    found = embedding(rng.binomial(whole, rate), whole)
    assert found is not None
    return found


def test_it_is_scipys_least_squares_where_there_is_much_to_see() -> None:
    rng = np.random.default_rng(1)
    whole = np.full(35, 3000)
    part = rng.binomial(whole, rates(0.55, 0.9, 12.0, 2.0))
    peer, _ = curve_fit(
        lambda t, a, b, m, w: a + (b - a) / (1 + np.exp(-(t - m) / w)), WEEKS, part / whole, (0.5, 1, 9, 1)
    )
    found = embedding(part, whole)
    assert found is not None
    assert found.middle.value == pytest.approx(peer[2], abs=0.3)
    assert found.reached.value == pytest.approx(peer[1], abs=0.005)
    assert found.before.value == pytest.approx(peer[0], abs=0.005)
    assert found.p < 1e-6


def test_of_eleven_units_the_two_that_never_took_it_are_told_and_the_dates_are_within_three_weeks() -> None:
    """65 allocations a week in each unit; half of the way gone in week 10."""
    rng, told, right, dated = np.random.default_rng(2), [], [], []
    for _ in range(12):
        for unit in range(11):
            never = unit >= 9
            found = curve(rates(0.58, 0.61 if never else 0.92, 10, 2), 65, rng)
            told.append((found.taken(0.8) is Taken.NOT_ROUTINE) == never)
            if not never:
                dated.append(abs(found.middle.value - 10) <= 3)
                right.append(found.middle.low <= 10 <= found.middle.high and found.reached.low <= 0.92)
    assert np.mean(told) >= 0.97
    assert np.mean(dated) >= 0.95
    assert np.mean(right) >= 0.9


@pytest.mark.parametrize("alike", [0.0, 0.03])
def test_the_interval_of_the_date_holds_it_even_where_weeks_vary_more_than_chance(alike: float) -> None:
    rng, held = np.random.default_rng(3), 0
    for _ in range(150):
        rate = rates(0.5, 0.85, 15, 3)
        if alike:
            strength = (1 - alike) / alike
            rate = rng.beta(rate * strength, (1 - rate) * strength)
        found = curve(rate, 50, rng)
        held += found.middle.low <= 15 <= found.middle.high
    assert 0.9 <= held / 150 <= 0.99


def test_where_nothing_rises_nothing_is_said_to_but_one_time_in_twenty() -> None:
    rng = np.random.default_rng(4)
    assert np.mean([curve(np.full(35, 0.6), 40, rng).p < 0.05 for _ in range(200)]) <= 0.09


def test_a_unit_near_the_line_cannot_be_told_and_few_points_have_no_curve() -> None:
    rng = np.random.default_rng(5)
    assert curve(rates(0.5, 0.8, 10, 2), 10, rng).taken(0.8) is Taken.CANNOT_TELL
    some = Estimate(0.5, 0.4, 0.6)
    for reached, taken in (
        (Estimate(0.78, 0.7, 0.86), Taken.CANNOT_TELL),
        (Estimate(0.86, 0.8, 0.9), Taken.ROUTINE),
        (Estimate(0.72, 0.6, 0.79), Taken.NOT_ROUTINE),
    ):
        assert Curve(100, some, reached, some, some, 0.01).taken(0.8) is taken
    assert embedding(np.full(7, 3), np.full(7, 5)) is None


def test_all_met_from_a_day_on_is_a_curve_too() -> None:
    whole = np.full(30, 20)
    found = embedding(np.where(np.arange(30) < 12, 0, 20), whole)
    assert found is not None
    assert found.middle.value == pytest.approx(11.5, abs=0.5)
    assert found.reached.value == pytest.approx(1, abs=0.02)
