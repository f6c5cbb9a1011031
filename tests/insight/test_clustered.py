"""Intervals over clusters: against statsmodels, against known cases, and by how often they hold the truth."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint
from tools.measuring.clusters import Force, covered_of

from dutybound.insight.clustered import Alike, _expected, alike_within, alikeness, clustered_share, worth_of
from dutybound.insight.shares import share_of

GENERATOR = 20161231


def test_where_nothing_is_clustered_it_is_wilsons_with_students_quantile() -> None:
    part, whole = np.array([1] * 430 + [0] * 570), np.ones(1000, dtype=np.int64)
    found = clustered_share(part, whole, {"subject": np.arange(1000)})
    assert found is not None
    wanted = proportion_confint(430, 1000, method="wilson")
    assert (found.share.low, found.share.high) == pytest.approx(wanted, abs=2e-4)
    assert (found.clusters, found.alike) == (1000, 0.0)


def test_the_variance_is_the_robust_one_of_statsmodels() -> None:
    """For clusters of one size the bias is that of HC1/CR1: G / (G - 1), and the degrees of freedom G - 1."""
    from scipy.stats import t

    rng = np.random.default_rng(GENERATOR)
    part, whole = rng.binomial(40, rng.beta(3, 2, 12)).astype(float), np.full(12, 40.0)
    duties = np.concatenate([[1.0] * int(met) + [0.0] * int(40 - met) for met in part])
    fit = sm.OLS(duties, np.ones(len(duties))).fit()
    robust = fit.get_robustcov_results("cluster", groups=np.repeat(np.arange(12), 40), use_correction=False)
    variance = float(robust.cov_params()[0, 0]) * 12 / 11
    value = part.sum() / 480
    wanted = value * (1 - value) / variance * (1.959964 / t.ppf(0.975, 11)) ** 2
    _, worth, freedom = worth_of(part, whole)
    assert (worth, freedom) == (pytest.approx(wanted, rel=1e-6), pytest.approx(11))


def test_uneven_clusters_are_worth_what_the_matrices_say() -> None:
    """The working model written out: duties of one cluster are alike to the extent seen, clusters are not alike."""
    from scipy.stats import norm, t

    whole = np.array([4.0, 60.0, 9.0, 150.0, 30.0])
    part = np.array([1.0, 50.0, 8.0, 80.0, 12.0])
    alike, worth, freedom = worth_of(part, whole)
    assert 0.05 < alike < 0.3
    weights, value = whole / whole.sum(), part.sum() / whole.sum()
    counts = np.diag(whole * (1 + (whole - 1) * alike))
    centring = np.eye(5) - np.outer(weights, np.ones(5))
    residuals = centring @ counts @ centring.T
    variance = ((centring @ part) ** 2).sum() * counts.sum() / np.trace(residuals) / whole.sum() ** 2
    wanted = np.trace(residuals) ** 2 / np.trace(residuals @ residuals)
    assert freedom == pytest.approx(wanted)
    few = (norm.ppf(0.975) / t.ppf(0.975, wanted)) ** 2
    assert worth == pytest.approx(few * value * (1 - value) / variance)


def test_what_is_borrowed_from_few_clusters_is_less_sure() -> None:
    from scipy.stats import norm, t

    whole, part = np.array([10, 30]), np.array([8, 15])
    found = clustered_share(part, whole, {"supervisor": np.arange(2)}, {"supervisor": Alike(0.1, 5)})
    assert found is not None
    worth = 40**2 / (10 * 1.9 + 30 * 3.9) * (norm.ppf(0.975) / t.ppf(0.975, 5)) ** 2
    wanted = proportion_confint(23 / 40 * worth, worth, method="wilson")
    assert (found.share.low, found.share.high) == pytest.approx(wanted)
    assert found.share.freedom == 5


def test_the_degrees_of_freedom_are_satterthwaites() -> None:
    """Written out as matrices: 2 E(x)^2 / Var(x) of a quadratic form x of normal residuals."""
    rng = np.random.default_rng(GENERATOR)
    count = np.array([1.0, 3.0, 2.0, 1.0])  # so many clusters of each size
    weight, spread = rng.dirichlet(np.ones(4)) / count, rng.gamma(2, 10, 4)
    weights, spreads = (np.repeat(one, count.astype(int)) for one in (weight, spread))
    centring = np.eye(7) - np.outer(weights, np.ones(7))
    covariance = centring @ np.diag(spreads) @ centring.T
    wanted = np.trace(covariance), np.trace(covariance @ covariance)
    assert _expected(weight, spread, count) == pytest.approx(wanted, rel=1e-9)


def test_alikeness_is_that_of_a_mixed_model() -> None:
    """Balanced, the estimate by analysis of variance is the restricted likelihood's."""
    rng = np.random.default_rng(GENERATOR)
    part = rng.binomial(30, rng.beta(3, 2, 25))
    duties = np.concatenate([[1.0] * met + [0.0] * (30 - met) for met in part])
    data = pd.DataFrame({"met": duties, "cluster": np.repeat(np.arange(25), 30)})
    fit = sm.MixedLM.from_formula("met ~ 1", data, groups="cluster").fit(reml=True)
    between = float(fit.cov_re.iloc[0, 0])
    assert alikeness(part.astype(float), np.full(25, 30.0)) == pytest.approx(between / (between + fit.scale), abs=1e-3)


def test_within_units_it_is_that_of_a_mixed_model_in_which_units_differ() -> None:
    rng = np.random.default_rng(GENERATOR)
    supervisor = np.repeat(np.arange(24), 30)
    unit = supervisor // 6
    rate = np.clip(np.array([0.3, 0.5, 0.7, 0.8])[unit] + rng.normal(0, 0.15, 24)[supervisor], 0, 1)
    met = rng.binomial(1, rate)
    data = pd.DataFrame({"met": met.astype(float), "unit": unit, "supervisor": supervisor})
    fit = sm.MixedLM.from_formula("met ~ C(unit)", data, groups="supervisor").fit(reml=True, method="powell")
    between = float(fit.cov_re.iloc[0, 0])
    found = alike_within(met, np.ones(720, np.int64), supervisor, unit)
    assert found.freedom == 20
    assert found.value == pytest.approx(between / (between + fit.scale), abs=1e-3)
    assert found.value < 0.7 * alike_within(met, np.ones(720, np.int64), supervisor, 0 * unit).value


@pytest.mark.parametrize("alike", [0.05, 0.27])
def test_a_unit_of_few_supervisors_may_borrow_how_alike_cases_are_from_the_force(alike: float) -> None:
    """Eight of the force's 88 supervisors: the interval holds the truth as often as it says, and is narrower."""
    rng, held, wider = np.random.default_rng(GENERATOR), 0, 0
    strength = (1 - alike) / alike
    unit = np.repeat(np.arange(11), 8)
    for _ in range(400):
        cases = np.maximum(2, rng.lognormal(3.4, 0.7, 88)).astype(np.int64)
        met = rng.binomial(cases, rng.beta(0.7 * strength, 0.3 * strength, 88))
        force = alikeness(met.astype(float), cases.astype(float), unit)
        own = slice(0, 8)
        codes = {"supervisor": np.arange(8)}
        found = clustered_share(met[own], cases[own], codes, {"supervisor": Alike(force, 77)})
        alone = clustered_share(met[own], cases[own], codes)
        assert found is not None
        assert alone is not None
        held += found.share.low <= 0.7 <= found.share.high
        wider += alone.share.high - alone.share.low > found.share.high - found.share.low
    assert 0.925 <= held / 400 <= 0.98
    assert wider / 400 > 0.6


def test_alike_cases_widen_the_interval_and_the_widest_kind_is_taken() -> None:
    rng = np.random.default_rng(GENERATOR)
    supervisor = np.repeat(np.arange(20), 50)
    part = rng.binomial(1, rng.beta(2, 1, 20)[supervisor])
    ones, subject = np.ones(1000, dtype=np.int64), np.arange(1000)
    over_subjects = share_of(part, ones)
    found = clustered_share(part, ones, {"subject": subject, "supervisor": supervisor})
    assert over_subjects is not None
    assert found is not None
    assert found.by == "supervisor"
    assert found.share.value == over_subjects.value
    assert found.share.subjects == 1000
    assert found.share.high - found.share.low > 2 * (over_subjects.high - over_subjects.low)


def test_one_cluster_tells_next_to_nothing_and_nothing_owed_is_no_share() -> None:
    ones = np.ones(50, dtype=np.int64)
    found = clustered_share(np.array([1] * 40 + [0] * 10), ones, {"supervisor": 0 * ones})
    assert found is not None
    assert (found.clusters, found.worth) == (1, 1.0)
    assert found.share.high - found.share.low > 0.7
    assert clustered_share(0 * ones, 0 * ones, {"supervisor": ones}) is None


def test_all_met_is_as_sure_as_there_are_clusters() -> None:
    ones = np.ones(60, dtype=np.int64)
    found = clustered_share(ones, ones, {"supervisor": np.repeat(np.arange(6), 10)})
    assert found is not None
    assert (found.share.low, found.share.high) == (pytest.approx(proportion_confint(6, 6, method="wilson")[0]), 1.0)


@pytest.mark.parametrize("alike", [0.05, 0.27])
@pytest.mark.parametrize("supervisors", [10, 30, 130])
def test_it_holds_the_truth_as_often_as_it_says(supervisors: int, alike: float) -> None:
    """Within 2 points of 95%, and as much again as 600 rounds may err (two standard errors)."""
    assert 0.912 <= covered_of(Force(supervisors, alike, 0.7), rounds=600, seed=GENERATOR) <= 0.988


def test_an_interval_over_subjects_alone_would_not() -> None:
    """The fault that this is for, planted: subjects taken for independent."""
    force = Force(30, 0.27, 0.7)
    assert covered_of(force, rounds=300, seed=GENERATOR, by="subject") < 0.6
