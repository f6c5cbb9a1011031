"""What an answer comes to, and that cannot tell is one."""

import dataclasses

import numpy as np
import pytest
from scipy.stats import norm
from statsmodels.stats.proportion import test_proportions_2indep as proportions_differ

from dutybound.insight.answers import LookedAt, Seen, Thresholds, Verdict, answers, is_enough, p_of, verdict_of
from dutybound.insight.estimates import Estimate, difference
from dutybound.insight.looks import Dependence, Look, judged
from dutybound.insight.shares import Share, share_of

THRESHOLDS = Thresholds(differs=0.05, fewest_subjects=30, fewest_clusters=5)
AT = LookedAt("supervised", "reviews on time", "the force", "2016", "South")


def seen(value: float, half: float, subjects: int = 200, clusters: int | None = None) -> Seen:
    difference = Estimate(value, value - half, value + half)
    return Seen(difference.plus(0.8), difference, subjects, 250, 900, clusters)


@pytest.mark.parametrize(
    ("what", "q", "verdict"),
    [
        (seen(-0.15, 0.05), 0.001, Verdict.SHORT_OF),
        (seen(0.15, 0.05), 0.001, Verdict.BETTER_THAN),
        (seen(0.15, 0.05), 0.2, Verdict.CANNOT_TELL),  # one of too many looks
        (seen(-0.15, 0.2), 0.3, Verdict.CANNOT_TELL),
        (seen(0.01, 0.03), 0.6, Verdict.NO_DIFFERENT),
        (seen(-0.03, 0.01), 0.001, Verdict.NO_DIFFERENT),  # surely there, and surely too small to matter
        (seen(-0.04, 0.02), 0.01, Verdict.CANNOT_TELL),  # surely there; whether it matters is not sure
        (seen(-0.4, 0.05, subjects=29), 0.001, Verdict.CANNOT_TELL),
        (seen(-0.4, 0.05, clusters=4), 0.001, Verdict.CANNOT_TELL),
        (seen(-0.4, 0.05), None, Verdict.CANNOT_TELL),
    ],
)
def test_verdicts(what: Seen, q: float | None, verdict: Verdict) -> None:
    assert verdict_of(what, q, 0.1, THRESHOLDS) is verdict


def test_an_answer_in_words() -> None:
    asked = [(AT, seen(-0.15, 0.05)), (AT, seen(0, 0.03)), (AT, seen(-0.4, 0.3, subjects=7))]
    enough = [is_enough(one, THRESHOLDS) for _, one in asked]
    assert enough == [True, True, False]
    looks = [Look("unit", "South", p_of(one.difference) if is_enough(one, THRESHOLDS) else None) for _, one in asked]
    found = answers(asked, judged(looks, 0.1, Dependence.POSITIVE), THRESHOLDS)
    assert [one.words() for one in found] == [
        "short of the force",
        "no different from the force",
        "cannot tell (7 of 250)",
    ]
    assert [one.q is None for one in found] == [False, False, True]


def test_no_threshold_has_a_value_of_its_own() -> None:
    assert all(one.default is dataclasses.MISSING for one in dataclasses.fields(Thresholds))


def share(part: int, whole: int) -> Share:
    found = share_of(np.array([1] * part + [0] * (whole - part)), np.ones(whole, np.int64))
    assert found is not None
    return found


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
