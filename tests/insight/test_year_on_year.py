"""Two years under two sets of rules: sums that must come out, statsmodels, and worlds of which the answer is known."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import t, ttest_rel

from dutybound.insight.year_on_year import UnderRules, Year, year_on_year


def year(strict: np.ndarray, lax: np.ndarray, clusters: np.ndarray | None = None) -> Year:
    """The earlier rules are strict, the later lax; one duty a subject."""
    ones = np.ones(len(strict), np.int64)
    subjects = np.arange(len(strict)) if clusters is None else clusters
    return Year(UnderRules(strict.astype(np.int64), ones), UnderRules(lax.astype(np.int64), ones), subjects)


def drawn(rng: np.random.Generator, subjects: int, days: float) -> Year:
    """How long each took; 28 days are allowed at first and 35 later."""
    took = rng.exponential(days, subjects)
    return year(took <= 28, took <= 35)


def test_a_longer_limit_alone_is_all_rules() -> None:
    rng = np.random.default_rng(1)
    found = year_on_year(drawn(rng, 4000, 25), drawn(rng, 4000, 25))
    assert found is not None
    assert found.change.low > 0.05
    assert found.rules.value == pytest.approx(np.exp(-28 / 25) - np.exp(-35 / 25), abs=0.02)
    assert found.practice.low < 0 < found.practice.high


def test_the_parts_add_up_and_the_rates_are_those_of_each_years_own_rules() -> None:
    rng = np.random.default_rng(2)
    found = year_on_year(drawn(rng, 300, 30), drawn(rng, 500, 20))
    assert found is not None
    assert found.practice.value + found.rules.value == pytest.approx(found.change.value)
    assert found.change.value == pytest.approx(found.later - found.earlier)


def test_the_change_has_the_robust_interval_of_statsmodels_in_large_numbers() -> None:
    rng = np.random.default_rng(3)
    one, other = drawn(rng, 3000, 30), drawn(rng, 2000, 20)
    found = year_on_year(one, other)
    assert found is not None
    met = np.concatenate([one.by_earlier.part, other.by_later.part]).astype(float)
    later = np.repeat([0.0, 1.0], [3000, 2000])
    fit = sm.OLS(met, sm.add_constant(later)).fit(cov_type="HC1")
    assert (found.change.low, found.change.high) == pytest.approx(tuple(fit.conf_int()[1]), abs=2e-4)


def test_two_rules_on_the_same_subjects_are_paired() -> None:
    """Where one year stands for both, what is due to the rules is the paired test's, and narrower than unpaired."""
    rng = np.random.default_rng(4)
    one = drawn(rng, 400, 25)
    found = year_on_year(one, one)
    assert found is not None
    paired = ttest_rel(one.by_later.part, one.by_earlier.part).confidence_interval()
    half = (paired.high - paired.low) / 2 / t.ppf(0.975, 399) / np.sqrt(2)  # half of each of two years
    assert (found.rules.high - found.rules.low) / 2 == pytest.approx(half * t.ppf(0.975, 798), rel=1e-3)


def test_subjects_of_one_supervisor_are_alike() -> None:
    rng = np.random.default_rng(5)
    supervisor = np.repeat(np.arange(20), 50)
    took = rng.exponential(rng.gamma(4, 6, 20)[supervisor])
    alone, together = year(took <= 28, took <= 35), year(took <= 28, took <= 35, supervisor)
    apart, found = year_on_year(alone, alone), year_on_year(together, together)
    assert apart is not None
    assert found is not None
    assert found.practice.high > 1.5 * apart.practice.high


@pytest.mark.parametrize("what", ["change", "practice", "rules"])
def test_the_interval_holds_the_truth_as_often_as_it_says(what: str) -> None:
    rng, held = np.random.default_rng(6), 0
    strict, lax = (1 - np.exp(-limit / np.array([30, 22])) for limit in (28, 35))
    truth = {
        "change": lax[1] - strict[0],
        "practice": (strict[1] - strict[0] + lax[1] - lax[0]) / 2,
        "rules": (lax[0] - strict[0] + lax[1] - strict[1]) / 2,
    }[what]
    for _ in range(400):
        found = getattr(year_on_year(drawn(rng, 150, 30), drawn(rng, 90, 22)), what)
        held += found.low <= truth <= found.high
    assert 0.925 <= held / 400 <= 0.975


def test_a_year_without_duties_has_no_comparison_and_one_cluster_tells_nothing() -> None:
    none = np.zeros(3, np.int64)
    empty = Year(UnderRules(none, none), UnderRules(none, none), np.arange(3))
    some = year(np.array([1, 0, 1]), np.array([1, 1, 1]))
    assert year_on_year(empty, some) is None
    found = year_on_year(some, year(np.array([1, 0]), np.array([1, 1]), np.zeros(2, np.int64)))
    assert found is not None
    assert (found.change.low, found.change.high) == (-1.0, 1.0)
