"""Control charts, held to a published worked example and to a second calculation written another way."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutybound.insight.control_chart import ControlChart, Rule, control_chart

#: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches, and its limits.
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def chart(values: list[float]) -> ControlChart:
    found = control_chart(values)
    assert found is not None
    return found


def places(values: list[float], rule: Rule) -> list[int]:
    return [place for place, rules in enumerate(chart(values).broken) if rule in rules]


def test_the_limits_are_those_of_the_published_example() -> None:
    found = chart(FLOW)
    assert found.mean == pytest.approx(50.81)
    assert (found.low, found.high) == pytest.approx((45.8159, 55.8041), abs=0.002)  # it uses 3 / 1.128, not 2.66
    assert not any(found.broken)
    assert found.is_provisional


def test_no_values_no_chart_and_few_values_no_limits() -> None:
    assert control_chart([]) is None
    found = chart([0.1, 0.9, 0.1, 0.9, 0.1])
    assert (found.low, found.high) == (None, None)
    assert not any(found.broken)


def test_a_point_outside_the_limits() -> None:
    assert places([5, 5.1] * 6 + [9] + [5, 5.1] * 3, Rule.OUTSIDE) == [12]


def test_seven_in_a_row_on_one_side_are_a_shift_and_six_are_not() -> None:
    wobble = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0]
    assert places([*wobble, 2, 3, 2, 3, 2, 3, 2], Rule.SHIFT) == list(range(6, 13))
    assert places([*wobble, 2, 3, 2, 3, 2, 3], Rule.SHIFT) == []


def test_a_value_on_the_mean_ends_a_run() -> None:
    values = [-1, -1, -1, -1, -1, -1, 0, 1, 1, 1, 1, 1, 1]
    assert chart(values).mean == 0
    assert places(values, Rule.SHIFT) == []


def test_values_that_are_all_the_same_say_nothing() -> None:
    assert not any(chart([0.1 + 0.2, 0.3] * 10).broken)  # they differ in their last digits


def test_seven_in_a_row_that_rise_or_fall_are_a_trend_and_six_are_not() -> None:
    assert places([3, 1, 2, 3, 4, 5, 6, 7, 2], Rule.RISING) == list(range(1, 8))
    assert places([1, 7, 6, 5, 4, 3, 2, 1], Rule.FALLING) == list(range(1, 8))
    assert places([1, 7, 6, 5, 4, 3, 2, 1], Rule.RISING) == []
    assert places([3, 1, 2, 3, 4, 5, 6, 2, 3], Rule.RISING) == []
    assert places([1, 2, 3, 4, 4, 5, 6, 7, 3], Rule.RISING) == []


def test_a_signal_points_up_or_down_or_both_ways() -> None:
    assert chart([5, 5.1] * 6 + [9] + [5, 5.1] * 3).direction(12) == 1
    assert chart([5, 5.1] * 6 + [1] + [5, 5.1] * 3).direction(12) == -1
    falling = chart([0, 1] * 10 + [9, 8, 7, 6, 5, 4, 3])
    assert {Rule.SHIFT, Rule.FALLING} <= falling.broken[-1]
    assert falling.direction(26) == 0
    assert chart(FLOW).direction(3) == 0


def test_two_of_three_close_to_a_limit_on_one_side() -> None:
    values = [0, 1, 0, -1] * 5 + [2.7, 0.5, 2.7]
    found = chart(values)
    assert found.high is not None
    assert found.mean + 2 * (found.high - found.mean) / 3 < 2.7 < found.high
    assert places(values, Rule.TWO_OF_THREE) == [20, 22]
    assert places([0, 1, 0, -1] * 5 + [2.7, -0.5, 2.7], Rule.TWO_OF_THREE) == []  # the third lies on the other side


def naive(values: list[float]) -> list[set[str]]:
    """The same rules, window by window, with numpy."""
    data = np.array(values)
    mean, reach = data.mean(), 2.66 * np.abs(np.diff(data)).mean()
    away = data - mean
    said: list[set[str]] = [{"outside"} if abs(one) > reach else set() for one in away]
    for first, size in product(range(len(data)), (3, 7)):
        window = slice(first, first + size)
        if first + size > len(data):
            continue
        one_side = bool((away[window] > 0).all() or (away[window] < 0).all())
        near = (np.abs(away[window]) > 2 * reach / 3) & (np.abs(away[window]) <= reach)
        if size == 7 and one_side:
            [said[place].add("shift") for place in range(first, first + 7)]  # type: ignore[func-returns-value]
        steps = np.diff(data[window])
        if size == 7 and ((steps > 0).all() or (steps < 0).all()):
            [said[place].add("up" if steps[0] > 0 else "down") for place in range(first, first + 7)]  # type: ignore[func-returns-value]
        if size == 3 and one_side and near.sum() >= 2:
            [said[first + place].add("two") for place in np.flatnonzero(near)]  # type: ignore[func-returns-value]
    return said


NAMES = {
    Rule.OUTSIDE: "outside",
    Rule.SHIFT: "shift",
    Rule.RISING: "up",
    Rule.FALLING: "down",
    Rule.TWO_OF_THREE: "two",
}


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=6, max_size=40), st.integers(0, 10**6))
def test_a_second_calculation_finds_the_same(levels: list[int], seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 0.5, len(levels))  # so that no value lies exactly on a border
    values = [float(level // 4 + extra) for level, extra in zip(levels, noise, strict=True)]
    assert [{NAMES[rule] for rule in rules} for rules in chart(values).broken] == naive(values)
