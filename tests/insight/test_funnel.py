"""Funnels: the spread between units against statsmodels' meta-analysis and scipy, and limits by drawn units."""

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats.mstats import winsorize
from statsmodels.stats.meta_analysis import combine_effects

from dutybound.insight.funnel import ALARM, WARNING, Widening, funnel

RNG = np.random.default_rng(20161231)
NUMBERS = RNG.integers(40, 900, 20).astype(float)
VALUES = np.clip(0.7 + RNG.normal(0, 0.06, 20) + RNG.normal(0, 1, 20) * np.sqrt(0.21 / NUMBERS), 0, 1)


def test_without_winsorising_the_spread_is_dersimonians_and_lairds() -> None:
    """About the mean that weighs by precision; statsmodels counts from there."""
    target = float((VALUES * NUMBERS).sum() / NUMBERS.sum())
    peer = combine_effects(VALUES, target * (1 - target) / NUMBERS, method_re="dl")
    found = funnel(VALUES, NUMBERS, target, winsorised=0)
    assert found.tau**2 == pytest.approx(peer.tau2)
    assert found.phi * 20 == pytest.approx(peer.q)


def test_winsorised_scores_are_scipys() -> None:
    """Where the ends fall on units: of 21, a tenth is two at either end."""
    values, numbers = np.append(VALUES, 0.2), np.append(NUMBERS, 300.0)
    scores = (values - 0.7) / np.sqrt(0.21 / numbers)
    wanted = float((np.asarray(winsorize(scores, (2 / 21, 2 / 21))) ** 2).mean())
    assert funnel(values, numbers, 0.7).phi == pytest.approx(wanted)


def test_one_unit_far_out_does_not_hide_itself_by_widening_the_limits() -> None:
    values, numbers = np.append(VALUES, 0.2), np.append(NUMBERS, 300.0)
    with_it, without = funnel(values, numbers, 0.7), funnel(VALUES, NUMBERS, 0.7)
    assert with_it.tau < 1.3 * without.tau
    assert with_it.z[-1] < norm.ppf(0.001)
    assert funnel(values, numbers, 0.7, winsorised=0).tau > 1.5 * without.tau


@pytest.mark.parametrize("widening", Widening)
def test_a_unit_at_a_limit_has_the_p_value_of_the_limit(widening: Widening) -> None:
    found = funnel(VALUES, NUMBERS, 0.7, widening)
    for level in (WARNING, ALARM):
        low, high = found.limits(300, level)
        spread = np.sqrt(0.21 / 300 * found.phi if widening is Widening.MULTIPLIED else 0.21 / 300 + found.tau**2)
        assert (low, high) == pytest.approx(norm.interval(level, 0.7, spread))


def test_chance_alone_widens_nothing() -> None:
    values = 0.7 + norm.ppf(np.linspace(0.02, 0.98, 30)) * np.sqrt(0.21 / 400) * 0.9
    found = funnel(values, np.full(30, 400.0), 0.7)
    assert (found.phi, found.tau) == (1.0, 0.0)
    assert found.z == pytest.approx(found.raw)


def test_of_units_that_differ_as_units_do_one_in_twenty_lies_outside() -> None:
    """By chance alone as the limits, it would be more than half of large units."""
    outside = naive = 0
    for _ in range(200):
        numbers = RNG.integers(200, 2000, 30).astype(float)
        values = RNG.binomial(numbers.astype(int), np.clip(RNG.normal(0.7, 0.06, 30), 0, 1)) / numbers
        found = funnel(values, numbers, 0.7)
        outside += (found.p < 1 - WARNING).sum()
        naive += (np.abs(found.raw) > norm.ppf(0.975)).sum()
    assert 0.03 <= outside / 6000 <= 0.12  # winsorising makes the spread a little small
    assert naive / 6000 > 0.5
