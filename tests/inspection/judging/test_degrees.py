"""Each word of degree has one test, and each test can come to each of its verdicts."""

import pytest

from dutybound.inspection.degrees import TESTS, Verdict, terms, verdict_on
from dutybound.inspection.figures import COMPLETE, FILES, Count, Figures, Seen
from dutybound.inspection.frameworks.framework import Degree
from tests.inspection.judging.made_up import MONTHS, UNITS, everywhere, noise, step

HOLDS, SHORT, FAR, CANNOT = Verdict.HOLDS, Verdict.SHORT, Verdict.FAR_SHORT, Verdict.CANNOT_TELL


def figures(planted: dict[tuple[str, str], float], each: int = 40, worth: float = 1.0) -> Figures:
    cells = {
        (unit, month): Count(round(planted.get((unit, month), 0.97) * each), each) for unit in UNITS for month in MONTHS
    }
    total = Count(sum(one.part for one in cells.values()), sum(one.whole for one in cells.values()))
    return Figures("a test", force=total.seen(worth), worth=worth, cells=cells)


def share(value: float, number: int = 400, of: str = "duties") -> Figures:
    return Figures("a test", of=of, force=Count(round(value * number), number).seen(1.0))


def test_every_word_has_one_test() -> None:
    assert set(TESTS) == set(Degree)


@pytest.mark.parametrize(("value", "verdict"), [(0.97, HOLDS), (0.6, SHORT), (0.3, FAR), (0.7, CANNOT)])
def test_most(value: float, verdict: Verdict) -> None:
    assert verdict_on(Degree.MOST, share(value)).verdict is verdict


def test_the_vast_majority_is_more_than_most() -> None:
    at_80 = share(0.8)
    assert verdict_on(Degree.MOST, at_80).verdict is HOLDS
    assert verdict_on(Degree.VAST_MAJORITY, at_80).verdict is SHORT


def test_too_few_is_cannot_tell_with_n_of_n() -> None:
    found = verdict_on(Degree.MOST, share(0.2, 10))
    assert found.verdict is CANNOT
    assert "2 of 10" in found.reason


def test_duties_that_are_alike_tell_less() -> None:
    assert verdict_on(Degree.MOST, figures(everywhere(0.74))).verdict is HOLDS
    assert verdict_on(Degree.MOST, figures(everywhere(0.74), worth=0.01)).verdict is CANNOT


def test_all_there_are_are_counted_without_an_interval() -> None:
    seen = Figures("a test", of=COMPLETE, force=Seen(5, 6, 5 / 6, 5 / 6))
    assert verdict_on(Degree.MOST, seen).verdict is HOLDS
    assert verdict_on(Degree.MOST, Figures("a test", of=COMPLETE, force=Seen(2, 6, 1 / 3, 1 / 3))).verdict is FAR


def test_one_unit_that_is_behind_is_not_consistent_and_is_named() -> None:
    found = verdict_on(Degree.CONSISTENTLY, figures(step("South", "2015-12", 0.6)))
    assert found.verdict is SHORT
    assert found.where == ("South",)
    assert "South" in found.reason
    assert verdict_on(Degree.MOST, figures(step("South", "2015-12", 0.6))).verdict is HOLDS


def test_consistent_is_as_good_everywhere() -> None:
    assert verdict_on(Degree.CONSISTENTLY, figures({})).verdict is HOLDS
    assert verdict_on(Degree.CONSISTENTLY, figures(everywhere(0.3))).verdict is FAR  # alike, and seldom done
    assert verdict_on(Degree.CONSISTENTLY, figures({**step("South", "2015-12", 0.2), **step("North", "2015-12", 0.2)}))
    two = {**step("South", "2015-12", 0.2), **step("North", "2015-12", 0.2)}
    assert verdict_on(Degree.CONSISTENTLY, figures(two)).verdict is FAR


@pytest.mark.parametrize("seed", range(20))
def test_chance_alone_is_no_inconsistency(seed: int) -> None:
    assert verdict_on(Degree.CONSISTENTLY, figures(noise(seed, 0.94))).verdict is HOLDS


def test_routine_is_in_every_unit_in_each_of_six_months() -> None:
    assert verdict_on(Degree.ROUTINE, figures({})).verdict is HOLDS
    assert verdict_on(Degree.ROUTINE, figures(step("West", "2016-10", 0.4))).where == ("West",)
    before = {key: share for key, share in step("West", "2015-12", 0.4).items() if key[1] < "2016-06"}
    assert verdict_on(Degree.ROUTINE, figures(before)).verdict is HOLDS  # it was not, and is now
    assert verdict_on(Degree.ROUTINE, figures(everywhere(0.4))).verdict is FAR


def test_routine_is_not_held_because_each_month_has_few() -> None:
    low = figures(everywhere(0.6), each=5)
    found = verdict_on(Degree.ROUTINE, low)
    assert found.verdict.falls_short  # 3 of 5 is surely below in no single month
    assert found.where == tuple(sorted(UNITS))
    assert "South (18 of 30; surely in 0 of the months)" in found.reason
    assert verdict_on(Degree.ROUTINE, figures(everywhere(1.0), each=5)).verdict is HOLDS
    one = figures(step("West", "2015-12", 0.6), each=5)
    assert verdict_on(Degree.ROUTINE, one).where == ("West",)


def test_routine_of_too_few_in_the_last_months_cannot_be_told() -> None:
    few = figures({}, each=3)  # 36 of each unit in the year, and 18 in the last half
    assert verdict_on(Degree.ROUTINE, few).verdict is CANNOT
    fewer = figures({}, each=1)  # no unit has enough in the year
    assert verdict_on(Degree.ROUTINE, fewer).verdict is CANNOT
    assert verdict_on(Degree.ROUTINE, figures(everywhere(0.0), each=1)).verdict.falls_short


def unnamed(each: int, share: float = 1.0) -> Figures:
    cells = {("", month): Count(round(each * share), each) for month in MONTHS}
    return Figures("a test", force=Count(round(each * share) * 12, each * 12).seen(1.0), cells=cells)


def test_routine_of_a_force_whose_units_are_not_known_takes_enough_too() -> None:
    assert verdict_on(Degree.ROUTINE, unnamed(10)).verdict is HOLDS
    assert verdict_on(Degree.ROUTINE, unnamed(3)).verdict is CANNOT
    assert verdict_on(Degree.ROUTINE, unnamed(5, 0.6)).verdict.falls_short


@pytest.mark.parametrize(("value", "verdict"), [(0.0, FAR), (0.1, FAR), (0.6, SHORT), (0.7, CANNOT), (0.9, HOLDS)])
def test_what_is_seldom_done_is_not_sustained(value: float, verdict: Verdict) -> None:
    found = verdict_on(Degree.SUSTAINED, figures(everywhere(value)))
    assert found.verdict is verdict
    assert "where 70% is asked for" in found.reason


def test_sustained_is_no_signal_for_the_worse_in_twelve_months() -> None:
    rising = {(unit, month): 0.6 + 0.03 * place for unit in UNITS for place, month in enumerate(MONTHS)}
    falling = {(unit, month): 0.93 - 0.03 * place for unit in UNITS for place, month in enumerate(MONTHS)}
    assert verdict_on(Degree.SUSTAINED, figures(noise(3, 0.9))).verdict is HOLDS
    assert verdict_on(Degree.SUSTAINED, figures(falling)).verdict.falls_short
    assert verdict_on(Degree.SUSTAINED, share(0.9)).verdict is CANNOT
    assert verdict_on(Degree.SUSTAINED, figures(rising)).verdict is not SHORT


def test_sufficient_is_what_a_trained_person_read() -> None:
    assert verdict_on(Degree.SUFFICIENT, share(0.95, 100, FILES)).verdict is HOLDS
    assert verdict_on(Degree.SUFFICIENT, share(0.4, 100, FILES)).verdict is FAR
    assert verdict_on(Degree.SUFFICIENT, share(0.95, 100)).verdict is CANNOT


def test_thresholds_are_read_from_their_file() -> None:
    moved = {**terms(), "most": {"at_least": 0.99}}
    assert verdict_on(Degree.MOST, share(0.97), moved).verdict is SHORT
