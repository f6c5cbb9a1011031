"""Intervals against statsmodels and by simulation."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from dutybound.insight.shares import share_of


def test_where_subjects_count_once_it_is_wilsons() -> None:
    part = np.array([1] * 43 + [0] * 57)
    share = share_of(part, np.ones(100, dtype=np.int64))
    assert share is not None
    low, high = proportion_confint(43, 100, method="wilson")
    assert (share.low, share.high) == pytest.approx((low, high))
    # Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662
    newcombe = share_of(np.array([1] * 81 + [0] * 182), np.ones(263, dtype=np.int64))
    assert newcombe is not None
    assert (round(newcombe.low, 4), round(newcombe.high, 4)) == (0.2553, 0.3662)


def test_all_and_none_are_said_as_such() -> None:
    ones = np.ones(10, dtype=np.int64)
    every, none = share_of(ones, ones), share_of(0 * ones, ones)
    assert every is not None
    assert none is not None
    assert (every.value, every.high) == (1.0, 1.0)
    assert (none.value, none.low) == (0.0, 0.0)
    assert every.low == pytest.approx(0.7225, abs=1e-4)  # not certain after ten


def test_nothing_owed_is_no_share() -> None:
    assert share_of(np.array([0]), np.array([0])) is None


def test_many_duties_of_one_subject_do_not_make_many_subjects() -> None:
    many = share_of(np.array([90, 0, 50]), np.array([100, 100, 100]))
    once = share_of(np.array([1, 0, 1]), np.array([1, 1, 1]))
    assert many is not None
    assert once is not None
    assert many.subjects == 3
    assert many.high - many.low > 0.5  # over 300 duties it would be 0.11


@pytest.mark.parametrize(("duties", "spread"), [(1, 0.0), (10, 2.0), (30, 1.0)])
def test_the_interval_covers_the_truth_as_often_as_it_says(duties: int, spread: float) -> None:
    """Subjects alike within themselves (a beta of their own): an interval over duties would cover far less."""
    generator = np.random.default_rng(20161231)
    truth, covered, rounds = 0.7, 0, 800
    for _ in range(rounds):
        rates = generator.beta(truth * 2, (1 - truth) * 2, 150) if spread else np.full(150, truth)
        part = generator.binomial(duties, rates)
        share = share_of(part, np.full(150, duties))
        assert share is not None
        covered += share.low <= truth <= share.high
    assert 0.93 <= covered / rounds <= 0.97
