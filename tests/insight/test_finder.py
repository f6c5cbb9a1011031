"""The finder over made-up duties: what is planted in one unit is found there, and nothing where nothing is."""

import numpy as np
import pytest

from dutybound.insight.answers import Thresholds, Verdict
from dutybound.insight.evidence import Evidence
from dutybound.insight.finder import BEFORE, OTHERS, Found, Rule, find

FIRST, LAST = 16800, 17163  # 364 days
UNITS = (None, *(f"team {number}" for number in range(1, 9)))
ALIKE = {unit: "local policing" for unit in UNITS if unit}
RULE = Rule(Thresholds(0.05, 30, 1), 0.1, 2, 1999)


def duties(seed: int, each: int = 900, rate: float = 0.9, short: float = 0.0, since: int = FIRST) -> Evidence:
    """Each of eight teams has so many duties; team 3 meets `short` fewer of them since a day."""
    rng = np.random.default_rng(seed)
    unit = np.repeat(np.arange(1, 9), each)
    day = rng.integers(FIRST, LAST + 1, len(unit))
    supervisor = unit * 10 + rng.integers(0, 8, len(unit))
    own = rng.normal(0, 0.02, 100)[supervisor]  # supervisors differ
    chance = rate + own - short * ((unit == 3) & (day >= since))
    met = rng.random(len(unit)) < np.clip(chance, 0, 1)
    return Evidence("supervised", UNITS, met, unit, day, np.arange(len(unit)), supervisor)


def looked(seen: Evidence) -> Found:
    return find({"supervised": seen}, ALIKE, FIRST, LAST, RULE)


def short(found: Found) -> set[tuple[str | None, str]]:
    return {(one.at.where, one.at.beside) for one in found.answers if one.verdict is Verdict.SHORT_OF}


@pytest.mark.parametrize("seed", range(5))
def test_a_unit_that_is_short_is_found_and_no_other(seed: int) -> None:
    assert short(looked(duties(seed, short=0.2))) == {("team 3", OTHERS)}


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_found_where_nothing_is(seed: int) -> None:
    assert short(looked(duties(seed))) == set()


@pytest.mark.parametrize("seed", range(3))
def test_a_step_is_found_near_its_day(seed: int) -> None:
    since = FIRST + 196
    found = looked(duties(seed, each=3000, short=0.25, since=since))
    assert ("team 3", BEFORE) in short(found)
    step = next(step for at, step in found.steps.items() if at.where == "team 3")
    assert abs(step.day - since) <= 28
    assert step.earliest <= step.day <= step.latest


def test_too_little_is_cannot_tell() -> None:
    found = looked(duties(1, each=12, short=0.5))
    assert {one.verdict for one in found.answers if one.at.beside == OTHERS} == {Verdict.CANNOT_TELL}


def test_every_look_is_counted() -> None:
    found = looked(duties(1))
    assert sum(found.rule.counted.values()) == len(found.answers)


def test_one_bad_team_does_not_hide_another() -> None:
    """The middle of the others, and how far most of them lie from it, stand a few that are far off."""
    seen = duties(2, short=0.3)
    worse = seen.met & ~((seen.unit == 5) & (np.arange(len(seen)) % 2 == 0))
    both = Evidence("supervised", UNITS, worse, seen.unit, seen.day, seen.subject, seen.supervisor)
    assert {"team 3", "team 5"} <= {where for where, _ in short(looked(both))}


def with_hubs(
    seed: int, short: float, hubs: tuple[str, ...] = ("hub 1", "hub 2"), second: tuple[int, float, int] = (900, 0.7, 8)
) -> Evidence:
    """Eight teams, and hubs that meet 70%, of which the first meets `short` fewer.

    `second`: how many duties another hub has, the share that it meets, and under how many supervisors.
    """
    teams, rng = duties(seed), np.random.default_rng(seed + 100)
    many, rate, supervisors = second
    unit = np.concatenate([np.repeat(9, 900), *(np.repeat(10 + at, many) for at in range(len(hubs) - 1))])
    met = rng.random(len(unit)) < np.where(unit == 9, 0.7 - short, rate)
    led = rng.integers(0, np.where(unit == 9, 8, supervisors))
    columns = (
        (teams.met, met),
        (teams.unit, unit),
        (teams.day, rng.integers(FIRST, LAST + 1, len(unit))),
        (teams.subject, len(teams) + np.arange(len(unit))),
        (teams.supervisor, unit * 10 + led),
    )
    return Evidence("supervised", (*UNITS, *hubs), *(np.concatenate(one) for one in columns))


def beside_hubs(seen: Evidence, alike: dict[str, str]) -> dict[str | None, Verdict]:
    found = find({"supervised": seen}, alike, FIRST, LAST, RULE).answers
    return {one.at.where: one.verdict for one in found if one.at.beside == OTHERS}


WITH_TWO = Rule(Thresholds(0.05, 30, 2), 0.1, 2, 1999)  # supervisors at the least
HUBS = {"hub 1": "investigation", "hub 2": "investigation"}


@pytest.mark.parametrize("seed", range(3))
def test_of_two_units_of_a_kind_the_lower_is_short_as_far_as_units_of_other_kinds_lie_apart(seed: int) -> None:
    told = beside_hubs(with_hubs(seed, short=0.2), ALIKE | HUBS)
    assert told["hub 1"] is Verdict.SHORT_OF
    assert told["hub 2"] is not Verdict.SHORT_OF
    assert Verdict.SHORT_OF not in beside_hubs(with_hubs(seed, short=0.0), ALIKE | HUBS).values()


def test_how_far_two_units_lie_apart_is_not_told_by_themselves() -> None:
    """Where no kind has units enough, there is nothing to hold their difference beside."""
    seen = with_hubs(1, short=0.2)
    assert beside_hubs(seen.where(seen.unit > 8), HUBS) == {}
    assert "hub 1" not in beside_hubs(with_hubs(1, short=0.2, hubs=("hub 1",)), ALIKE | {"hub 1": "investigation"})


@pytest.mark.parametrize("second", [(1, 1.0, 1), (10, 1.0, 2), (900, 0.7, 1)])
def test_a_unit_of_which_too_little_is_known_is_nothing_to_be_compared_with(second: tuple[int, float, int]) -> None:
    """Nor one under a single supervisor: what they do could be worked out from the answer about the other."""
    told = find({"supervised": with_hubs(1, short=0.2, second=second)}, ALIKE | HUBS, FIRST, LAST, WITH_TWO).answers
    assert "hub 1" not in {one.at.where for one in told if one.at.beside == OTHERS}


def test_a_unit_that_meets_all_leaves_an_interval() -> None:
    told = find({"supervised": with_hubs(1, 0.0, second=(60, 1.0, 8))}, ALIKE | HUBS, FIRST, LAST, WITH_TWO).answers
    (seen,) = [one.seen for one in told if (one.at.where, one.at.beside) == ("hub 1", OTHERS)]
    assert seen.difference.high - seen.difference.value > 0.05  # 60 of 60 are 94% at the least


def test_units_without_a_kind_are_not_compared_for_being_two() -> None:
    assert "hub 1" not in beside_hubs(with_hubs(1, short=0.2), ALIKE)


def test_where_units_of_other_kinds_lie_far_apart_two_may() -> None:
    """Teams that lie ten points apart without any fault make ten points between two hubs nothing."""
    seen = with_hubs(2, short=0.1)
    lower = np.isin(seen.unit, (1, 3, 5, 7)) & (np.arange(len(seen)) % 5 == 0)
    apart = Evidence("supervised", seen.units, seen.met & ~lower, seen.unit, seen.day, seen.subject, seen.supervisor)
    assert beside_hubs(seen, ALIKE | HUBS)["hub 1"] is Verdict.SHORT_OF
    assert beside_hubs(apart, ALIKE | HUBS)["hub 1"] is Verdict.CANNOT_TELL
