"""Change points: two published series, ruptures' exact search, and how often chance is taken for a change."""

import numpy as np
import pytest
import ruptures

from dutybound.insight.change_points import Search, changes

#: Coal-mining disasters in Britain with ten or more killed, by year from 1851 to 1962 (Jarrett, Biometrika 66, 1979, as
#: tabulated by the R package boot). Raftery and Akman, Biometrika 73, 1986, put the change between 1887 and 1895.
DISASTERS = [
    4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2, 1,
    3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0,
    1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 3, 3, 0, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1,
]  # fmt: skip
SEARCH = Search(least=3, seldom=0.01, shuffles=499)


def test_the_coal_mining_disasters_changed_about_1891() -> None:
    """Of so many days of the year that rare events are those of Poisson."""
    (found,) = changes(np.array(DISASTERS), np.full(len(DISASTERS), 365), SEARCH)
    assert 1851 + found.at in (1891, 1892)  # the first year after the change
    assert (1851 + found.earliest, 1851 + found.latest) == (pytest.approx(1887, abs=2), pytest.approx(1895, abs=2))
    assert (found.before * 365, found.after * 365) == (pytest.approx(3.1, abs=0.1), pytest.approx(0.92, abs=0.05))
    assert found.p == 1 / 500


def test_the_places_are_those_of_ruptures() -> None:
    """Its exact search for two steps, on shares of equal numbers, by least squares."""
    rng = np.random.default_rng(9)
    rates = np.repeat([0.85, 0.6, 0.75], [14, 10, 16])
    part = rng.binomial(300, rates)
    peer = ruptures.Dynp(model="l2", min_size=3, jump=1).fit(part / 300).predict(n_bkps=2)
    assert [one.at for one in changes(part, np.full(40, 300), SEARCH)] == peer[:-1]


def test_a_series_with_nothing_in_it_has_no_change_but_one_time_in_twenty() -> None:
    rng = np.random.default_rng(10)
    search = Search(least=3, seldom=0.05, shuffles=199)
    alike = rng.beta(0.7 * 40, 0.3 * 40, (200, 36))  # months vary more than binomial ones
    found = [bool(changes(rng.binomial(120, rates), np.full(36, 120), search)) for rates in alike]
    assert 0.01 <= np.mean(found) <= 0.09


@pytest.mark.parametrize("alike", [0.0, 0.03])
def test_the_interval_of_the_date_holds_it(alike: float) -> None:
    """No shorter piece than a third is looked for, so that there is one split and no more."""
    rng, held = np.random.default_rng(11), 0
    for _ in range(200):
        whole = rng.integers(60, 200, 36)
        rates = np.repeat([0.75, 0.65], [15, 21])
        if alike:  # months vary more than chance
            rates = rng.beta(rates * (1 - alike) / alike, (1 - rates) * (1 - alike) / alike)
        (found,) = changes(rng.binomial(whole, rates), whole, Search(least=13, seldom=1.0, shuffles=1))
        held += found.earliest <= 15 <= found.latest
    assert held / 200 >= 0.92


def test_too_short_a_series_and_one_without_duties_have_none() -> None:
    assert changes(np.array([1, 9]), np.array([10, 10]), SEARCH) == ()
    assert changes(np.zeros(20, np.int64), np.zeros(20, np.int64), SEARCH) == ()
    assert changes(np.full(20, 5), np.full(20, 5), SEARCH) == ()
