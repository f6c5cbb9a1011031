"""Figures made of several, against a published table and statsmodels."""

import numpy as np
import pytest
from scipy.stats import norm, ttest_ind_from_stats
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.proportion import test_proportions_2indep as proportions_differ

from dutybound.insight.estimates import Estimate, combination, difference, p_of, quantile
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


@pytest.mark.parametrize(("one", "other"), [((60, 100), (75, 100)), ((300, 400), (330, 400)), ((8, 40), (12, 50))])
def test_a_p_value_of_a_difference_is_near_that_of_the_test_of_proportions(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    peer = proportions_differ(*one, *other, method="score", correction=False).pvalue
    assert p_of(difference(share(*one), share(*other))) == pytest.approx(peer, rel=0.1, abs=0.002)


def test_a_p_value_and_its_interval_never_disagree() -> None:
    rng = np.random.default_rng(1)
    for _ in range(300):
        first, second = (share(int(rng.binomial(40, rate)), 40) for rate in (0.6, 0.8))
        gap = difference(first, second)
        assert (p_of(gap) < 0.05) == (gap.low > 0 or gap.high < 0)
    assert p_of(Estimate(0.3, 0.3 - 1.96 * 0.1, 0.3 + 1.96 * 0.1)) == pytest.approx(2 * norm.sf(3), rel=1e-3)


def test_a_difference_of_two_with_few_degrees_of_freedom_is_welchs_test() -> None:
    """Two means of 6 and 9 values: the interval is a little wider than Welch's, as each t stands in it by itself."""
    one, other = (
        Estimate(0.8, 0.8 - 0.1 * quantile(5), 0.8 + 0.1 * quantile(5), 5),
        Estimate(0.4, 0.4 - 0.08 * quantile(8), 0.4 + 0.08 * quantile(8), 8),
    )
    peer = ttest_ind_from_stats(0.8, 0.1 * 6**0.5, 6, 0.4, 0.08 * 9**0.5, 9, equal_var=False)
    gap = difference(one, other)
    variances = np.array([0.1**2, 0.08**2])
    assert gap.freedom == pytest.approx(variances.sum() ** 2 / (variances**2 / [5, 8]).sum())
    assert peer.pvalue <= p_of(gap) <= 2 * peer.pvalue
    assert p_of(gap) > 2 * norm.sf(0.4 / variances.sum() ** 0.5)  # by far
