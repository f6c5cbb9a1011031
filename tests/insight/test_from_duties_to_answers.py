"""A made-up force looked at as a whole: what is planted is found, and of what is found little is chance."""

from collections import Counter

import numpy as np
import pytest

from dutybound.insight.answers import Answer, LookedAt, Seen, Thresholds, Verdict, answers, is_enough
from dutybound.insight.clustered import Alike, Clustered, alike_within, clustered_share
from dutybound.insight.estimates import difference, p_of
from dutybound.insight.looks import Dependence, Look, judged

STANDARDS, UNITS, SUPERVISORS, ALIKE = 20, 11, 12, 0.05
SHORT = {(standard, 7) for standard in range(5)}  # one unit, 20 points below the others in five standards
SMALL = 10  # a unit with three supervisors and few cases
THRESHOLDS = Thresholds(differs=0.05, fewest_subjects=30, fewest_clusters=5)


def drawn(rng: np.random.Generator, standard: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What was met, in which unit, under which supervisor: a line a case."""
    met, unit, supervisor = [], [], []
    for place in range(UNITS):
        few = 3 if place == SMALL else SUPERVISORS
        rate = 0.55 if (standard, place) in SHORT else 0.75
        strength = (1 - ALIKE) / ALIKE
        cases = np.full(few, 8) if place == SMALL else np.maximum(5, rng.lognormal(3.3, 0.6, few)).astype(np.int64)
        who = np.repeat(np.arange(few), cases)
        met.append(rng.binomial(1, rng.beta(rate * strength, (1 - rate) * strength, few)[who]))
        unit.append(np.full(len(who), place))
        supervisor.append(place * 100 + who)
    return np.concatenate(met), np.concatenate(unit), np.concatenate(supervisor)


def looked_at(rng: np.random.Generator) -> list[tuple[LookedAt, Seen]]:
    found = []
    for standard in range(STANDARDS):
        met, unit, supervisor = drawn(rng, standard)
        alike = alike_within(met, np.ones(len(met), np.int64), supervisor, unit)
        for place in range(UNITS):
            own, rest = (share(met[rows], supervisor[rows], alike) for rows in (unit == place, unit != place))
            gap = difference(own.share, rest.share)
            at = LookedAt(str(standard), "met in time", "the rest of the force", "2016", str(place))
            count = own.share.subjects
            found.append((at, Seen(own.share, gap, count, count, own.share.whole, own.clusters)))
    return found


def share(met: np.ndarray, supervisor: np.ndarray, alike: Alike) -> Clustered:
    found = clustered_share(met, np.ones(len(met), np.int64), {"supervisor": supervisor}, {"supervisor": alike})
    assert found is not None
    return found


def asked_and_answered(rng: np.random.Generator) -> tuple[Answer, ...]:
    asked = looked_at(rng)
    looks = [
        Look("unit", f"{at.standard}/{at.where}", p_of(seen.difference) if is_enough(seen, THRESHOLDS) else None)
        for at, seen in asked
    ]
    return answers(asked, judged(looks, 0.1, Dependence.POSITIVE), THRESHOLDS)


def test_what_is_planted_is_found_what_is_found_is_planted_and_too_little_cannot_be_told() -> None:
    rng, found, chance, verdicts = np.random.default_rng(1), 0, [], Counter[Verdict]()
    rounds = 30
    for _ in range(rounds):
        said = asked_and_answered(rng)
        short = {(int(one.at.standard), int(one.at.where or 0)) for one in said if one.verdict is Verdict.SHORT_OF}
        better = [int(one.at.standard) for one in said if one.verdict is Verdict.BETTER_THAN]
        found += len(short & SHORT)
        # beside a unit that falls short the others are a little better than the rest: that is no chance
        wrong = len(short - SHORT) + sum((standard, 7) not in SHORT for standard in better)
        chance.append(wrong / max(1, len(short) + len(better)))
        verdicts.update(one.verdict for one in said)
        assert {one.verdict for one in said if one.at.where == str(SMALL)} == {Verdict.CANNOT_TELL}
    assert np.mean(chance) <= 0.1
    assert found / (rounds * len(SHORT)) >= 0.85
    assert verdicts[Verdict.CANNOT_TELL] > verdicts[Verdict.NO_DIFFERENT]


def test_where_nothing_is_planted_p_values_are_what_they_say() -> None:
    rng = np.random.default_rng(2)
    values = [
        p_of(seen.difference)
        for _ in range(8) for at, seen in looked_at(rng) if int(at.standard) >= 5 and at.where != str(SMALL)
    ]  # fmt: skip
    assert len(values) == 8 * 15 * 10
    assert np.mean(np.array(values) < 0.05) == pytest.approx(0.05, abs=0.02)
    assert np.mean(np.array(values) < 0.01) == pytest.approx(0.01, abs=0.01)
