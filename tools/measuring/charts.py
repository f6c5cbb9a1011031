"""How often a control chart says that something changed where nothing did."""

from dataclasses import dataclass

import numpy as np

from dutybound.insight.control_chart import Rule, control_chart


@dataclass(frozen=True)
class FalseAlarms:
    """Of many charts of so many points in which nothing changes: the share with any mark, and with each rule's.

    `latest` is the share whose latest point is marked; `trend_of_six` what a trend of six, as some of the programme's
    documents have it, would mark where seven are asked for here.
    """

    points: int
    anywhere: float
    latest: float
    by_rule: dict[Rule, float]
    trend_of_six: float


def false_alarms(points: int, rounds: int, seed: int, carried: float = 0.0) -> FalseAlarms:
    """Values are normal; `carried` is how much of one month's deviation is still there in the next."""
    rng = np.random.default_rng(seed)
    marked = dict.fromkeys(Rule, 0)
    anywhere = latest = six = 0
    for _ in range(rounds):
        values = _series(rng, points, carried)
        chart = control_chart(values.tolist())
        assert chart is not None
        found = frozenset[Rule]().union(*chart.broken)
        anywhere += bool(found)
        latest += bool(chart.broken[-1])
        six += monotone(values, 6)
        for rule in found:
            marked[rule] += 1
    shares = {rule: count / rounds for rule, count in marked.items()}
    return FalseAlarms(points, anywhere / rounds, latest / rounds, shares, six / rounds)


def _series(rng: np.random.Generator, points: int, carried: float) -> np.ndarray:
    values = rng.normal(size=points)
    for place in range(1, points):
        values[place] = carried * values[place - 1] + (1 - carried**2) ** 0.5 * values[place]
    return values


def monotone(values: np.ndarray, length: int) -> bool:
    """If so many values in a row rise, or fall."""
    steps = np.sign(np.diff(values))
    windows = np.lib.stride_tricks.sliding_window_view(steps, length - 1)
    return bool((np.abs(windows.sum(axis=1)) == length - 1).any())
