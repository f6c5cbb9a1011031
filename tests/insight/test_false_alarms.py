"""How often a control chart cries wolf, held to what is known exactly."""

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from scipy.stats import norm
from tools.measuring.charts import false_alarms, monotone

from dutybound.insight.control_chart import Rule, control_chart


def test_of_all_orders_of_seven_values_one_rises_and_one_falls() -> None:
    """Whatever the values are distributed like, a trend of seven has two chances in 5,040."""
    rising = falling = 0
    for values in permutations(range(7)):
        chart = control_chart(values)
        assert chart is not None
        found = frozenset[Rule]().union(*chart.broken)
        rising, falling = rising + (Rule.RISING in found), falling + (Rule.FALLING in found)
    assert (rising, falling) == (1, 1)
    assert sum(monotone(np.array(one), 6) for one in permutations(range(6))) == 2
    assert factorial(7) == 5040


def test_limits_of_a_long_series_are_three_standard_deviations() -> None:
    """So 27 points in 10,000 lie outside by chance (Shewhart)."""
    values = np.random.default_rng(1).normal(size=60_000)
    chart = control_chart(values.tolist())
    assert chart is not None
    outside = sum(Rule.OUTSIDE in rules for rules in chart.broken) / len(values)
    assert outside == pytest.approx(2 * norm.sf(3), rel=0.15)
    runs = sum(Rule.SHIFT in rules for rules in chart.broken) / len(values)
    assert runs == pytest.approx(8 / 2**7, rel=0.15)  # the sum of l / 2^(l+1) over runs of l from 7 on


def test_a_year_of_nothing_is_marked_seldom_and_three_years_often() -> None:
    """Measured: the page of measured figures has the numbers."""
    year, three = false_alarms(12, 800, seed=1), false_alarms(36, 800, seed=1)
    assert year.anywhere < 0.1 < 0.2 < three.anywhere < 0.3
    assert three.latest < 0.03
    assert three.trend_of_six > 3 * (three.by_rule[Rule.RISING] + three.by_rule[Rule.FALLING])


def test_what_carries_over_from_month_to_month_cries_wolf() -> None:
    assert false_alarms(36, 300, seed=1, carried=0.7).anywhere > 0.9
