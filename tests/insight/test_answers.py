"""What an answer comes to, and that cannot tell is one."""

import dataclasses

import pytest

from dutybound.insight.answers import LookedAt, Seen, Thresholds, Verdict, answers, is_enough, verdict_of
from dutybound.insight.estimates import Estimate, p_of
from dutybound.insight.looks import Dependence, Look, judged

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
