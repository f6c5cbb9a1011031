"""The spread between clusters: a published example, scipy's own fit, and how often the interval holds the truth."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import betabinom, binom, chi2, fit

from dutybound.insight.spread import ALIKE, FEWEST, spread

#: Weil, Food and Cosmetics Toxicology 8, 1970: rats alive at 21 days of those alive at 4, by litter, treated. Williams,
#: Biometrics 31, 1975, fits a mean of 0.741 and theta of 0.465, which is a correlation of 0.465 / 1.465.
ALIVE = [12, 11, 10, 9, 10, 9, 9, 8, 8, 4, 7, 4, 5, 3, 3, 0]
OF = [12, 11, 10, 9, 11, 10, 10, 9, 9, 5, 9, 7, 10, 6, 10, 7]


def test_the_published_example() -> None:
    found = spread(np.array(ALIVE), np.array(OF), np.arange(16))
    assert found is not None
    assert found.mean == pytest.approx(0.741, abs=0.006)
    assert found.alike.value == pytest.approx(0.465 / 1.465, abs=0.01)
    assert found.p < 1e-4


def test_the_p_value_is_that_of_the_likelihood_ratio_halved() -> None:
    """The untreated litters of the same table, which hardly differ; by scipy's distributions."""
    alive = np.array([13, 12, 9, 9, 8, 8, 12, 11, 9, 9, 8, 11, 4, 5, 7, 7])
    of = np.array([13, 12, 9, 9, 8, 8, 13, 12, 10, 10, 9, 13, 5, 7, 10, 10])
    peer = minimize(lambda one: -betabinom.logpmf(alive, of, *np.exp(one)).sum(), (3.0, 1.0), method="Nelder-Mead")
    ratio = 2 * (-peer.fun - binom.logpmf(alive, of, alive.sum() / of.sum()).sum())
    found = spread(alive, of, np.arange(16))
    assert found is not None
    assert found.p == pytest.approx(chi2.sf(ratio, 1) / 2, abs=0.01)
    assert 0.1 < found.p < 0.45


def test_it_is_the_likeliest_of_scipys_fit() -> None:
    rng = np.random.default_rng(4)
    met = rng.binomial(25, rng.beta(6, 3, 60))
    peer = fit(betabinom, met, {"n": (25, 25), "a": (0.1, 40), "b": (0.1, 40)}, guess={"n": 25, "a": 5, "b": 3})
    a, b = peer.params.a, peer.params.b
    found = spread(met, np.full(60, 25), np.arange(60))
    assert found is not None
    assert found.mean == pytest.approx(a / (a + b), abs=0.01)
    assert found.alike.value == pytest.approx(1 / (a + b + 1), abs=0.01)
    assert found.deviation.value == pytest.approx(np.sqrt(a * b / (a + b) ** 2 / (a + b + 1)), abs=0.01)


def test_lines_of_one_cluster_are_taken_together() -> None:
    twice = spread(np.repeat(ALIVE, 1), np.array(OF), np.arange(16))
    lines = spread(
        np.array([1] * sum(ALIVE) + [0] * (sum(OF) - sum(ALIVE))),
        np.ones(sum(OF), np.int64),
        np.concatenate([np.repeat(np.arange(16), ALIVE), np.repeat(np.arange(16), np.subtract(OF, ALIVE))]),
    )
    assert twice == lines


def test_few_clusters_have_no_distribution_that_would_not_tell_of_each() -> None:
    ones = np.full(FEWEST, 10)
    assert spread(ones[1:], ones[1:], np.arange(FEWEST - 1)) is None
    assert spread(ones, ones, np.arange(FEWEST)) is not None


@pytest.mark.parametrize("alike", [0.05, 0.27])
def test_the_interval_holds_the_truth_as_often_as_it_says(alike: float) -> None:
    rng, rounds, held = np.random.default_rng(6), 100, 0
    strength = (1 - alike) / alike
    for _ in range(rounds):
        of = np.maximum(2, rng.lognormal(3.4, 0.7, 40)).astype(np.int64)
        found = spread(rng.binomial(of, rng.beta(0.7 * strength, 0.3 * strength, 40)), of, np.arange(40))
        assert found is not None
        held += found.alike.low <= alike <= found.alike.high
    assert 0.9 <= held / rounds <= 0.99


def test_where_there_is_no_spread_it_is_seldom_said_that_there_is() -> None:
    rng, said = np.random.default_rng(6), []
    for _ in range(80):
        of = rng.integers(10, 60, 30)
        found = spread(rng.binomial(of, 0.7), of, np.arange(30))
        assert found is not None
        said.append(found.p < 0.05)
        assert found.alike.low <= ALIKE[1] or found.p < 0.05
    assert np.mean(said) <= 0.09
