"""How often a mapping is right, from marked rows that stand for unequal numbers of others."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from dutybound.insight.precision import Stratum, precision_of


def test_one_meaning_is_wilsons_interval() -> None:
    found = precision_of([Stratum(1000, 100, 94)])
    assert found is not None
    assert (found.marked, found.right, found.share) == (100, 94, 0.94)
    low, high = proportion_confint(93.06, 99, method="wilson")  # at 99: the variance is estimated from the same rows
    assert (found.low, found.high) == pytest.approx((low, high))


def test_meanings_weigh_by_their_rows() -> None:
    found = precision_of([Stratum(900, 50, 50), Stratum(100, 50, 25)])
    assert found is not None
    assert found.share == pytest.approx(0.95)
    assert found.right == 75


def test_what_nobody_marked_weighs_nothing() -> None:
    assert precision_of([Stratum(10, 0, 0)]) is None
    found = precision_of([Stratum(900, 0, 0), Stratum(100, 10, 5)])
    assert found is not None
    assert found.share == 0.5


def test_all_right_is_not_certain() -> None:
    found = precision_of([Stratum(500, 20, 20), Stratum(500, 20, 20)])
    assert found is not None
    assert (found.share, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(proportion_confint(40, 40, method="wilson")[0])
    uneven = precision_of([Stratum(990, 5, 5), Stratum(10, 35, 35)])
    assert uneven is not None
    assert uneven.low < 0.6, "five rows stand for nearly all"


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    generator = np.random.default_rng(20161231)
    sizes, truths, drawn = (5000, 800, 200), (0.95, 0.7, 0.4), (40, 30, 30)
    truth = sum(size * p for size, p in zip(sizes, truths, strict=True)) / sum(sizes)
    covered, rounds = 0, 1000
    for _ in range(rounds):
        right = [int(generator.binomial(n, p)) for n, p in zip(drawn, truths, strict=True)]
        found = precision_of([Stratum(*one) for one in zip(sizes, drawn, right, strict=True)])
        assert found is not None
        covered += found.low <= truth <= found.high
    assert 0.93 <= covered / rounds <= 0.995, "it may be wider than it must, and not narrower"
