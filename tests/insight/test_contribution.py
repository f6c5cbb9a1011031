"""Who carries a shortfall: sums that must come out, statsmodels' decomposition, and how often intervals hold."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.oaxaca import OaxacaBlinder
from statsmodels.stats.proportion import confint_proportions_2indep

from dutybound.insight.contribution import contributions, decomposed
from dutybound.insight.shares import Share, share_of

NOTHING = Share(0, 0, 0, 0.0, 0.0, 1.0)


def share(part: int, whole: int) -> Share:
    found = share_of(np.array([1] * part + [0] * (whole - part)), np.ones(whole, np.int64))
    return NOTHING if found is None else found


def test_a_third_of_the_work_with_most_of_what_is_late() -> None:
    south, north, rest = contributions([share(120, 200), share(190, 200), share(190, 200)])
    assert (south.late, south.of_work) == (80, pytest.approx(1 / 3))
    assert south.of_late == pytest.approx(0.8)
    assert south.times.value == pytest.approx(0.8 * 3)
    assert south.excess.value == pytest.approx(80 - 200 * 100 / 600)
    assert south.excess.value + north.excess.value + rest.excess.value == pytest.approx(0)
    assert south.excess.low > 0 > north.excess.high


def test_of_two_groups_the_interval_is_that_of_their_difference() -> None:
    """Each lies from the whole by the other's weight of the difference: Newcombe's interval, by statsmodels."""
    one, _ = contributions([share(50, 100), share(240, 300)])
    low, high = confint_proportions_2indep(240, 300, 50, 100, method="newcomb")
    assert (one.excess.low, one.excess.high) == pytest.approx((low * 0.75 * 100, high * 0.75 * 100))


def test_nothing_late_is_carried_by_nobody() -> None:
    assert contributions([share(5, 5), share(7, 7)]) == ()
    assert contributions([]) == ()


def test_the_excess_is_held_as_often_as_it_says() -> None:
    rng = np.random.default_rng(8)
    rates, wholes = np.array([0.6, 0.8, 0.8, 0.9]), np.array([150, 300, 300, 100])
    truth = wholes[0] * ((rates * wholes).sum() / wholes.sum() - rates[0])
    held = 0
    for _ in range(400):
        found = contributions([share(int(rng.binomial(n, p)), int(n)) for n, p in zip(wholes, rates, strict=True)])
        held += found[0].excess.low <= truth <= found[0].excess.high
    assert 0.93 <= held / 400 <= 0.975


def test_the_two_parts_are_those_of_statsmodels() -> None:
    """Oaxaca's and Blinder's decomposition at half weights (Reimers), over one dummy for each group, is Kitagawa's."""
    later, earlier = [(30, 100), (150, 200), (90, 100)], [(100, 200), (80, 100), (40, 50)]
    frames = [_duties(groups, year) for year, groups in enumerate((earlier, later))]
    data = pd.concat(frames)
    exog = pd.get_dummies(data["group"]).astype(float).assign(year=data["year"].astype(float))
    peer = OaxacaBlinder(data["met"], exog, "year", hasconst=True, swap=False)
    unexplained, explained, gap = (abs(one) for one in peer.two_fold(two_fold_type="reimers").params)
    found = decomposed([share(*one) for one in later], [share(*one) for one in earlier])
    assert abs(found.rates.value) == pytest.approx(unexplained)
    assert abs(found.mix) == pytest.approx(explained)
    assert abs(found.rates.value + found.mix) == pytest.approx(gap)


def _duties(groups: list[tuple[int, int]], year: int) -> pd.DataFrame:
    rows = [(f"g{g}", 1.0 if at < met else 0.0, year) for g, (met, of) in enumerate(groups) for at in range(of)]
    return pd.DataFrame(rows, columns=["group", "met", "year"])


def test_more_of_the_hard_work_alone_is_all_mix() -> None:
    found = decomposed([share(60, 100), share(450, 500)], [share(300, 500), share(90, 100)])
    assert found.rates.value == pytest.approx(0)
    assert found.mix == pytest.approx(510 / 600 - 390 / 600)


def test_a_group_that_came_into_being_is_mix() -> None:
    later, earlier = [share(60, 100), share(45, 50)], [share(50, 100), NOTHING]
    found = decomposed(later, earlier)
    assert found.rates.value + found.mix == pytest.approx(105 / 150 - 50 / 100)
    assert found.rates.low > -0.2
