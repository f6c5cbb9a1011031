"""An interval that heeds supervisors: widened where their cases are alike, and not by units that differ."""

import numpy as np

from dutybound.insight.heeding import _heeded

SUPERVISORS, CASES = 40, 25
SUPERVISOR = np.repeat(np.arange(SUPERVISORS), CASES)
UNIT = SUPERVISOR // 10  # four units of ten supervisors
WHOLE = np.ones(len(SUPERVISOR), np.int64)


def share(met: np.ndarray) -> tuple[float, float, str]:
    found = _heeded(met.astype(np.int64), WHOLE, SUPERVISOR, UNIT)
    assert found is not None
    return found.share.low, found.share.high, found.by


def width(met: np.ndarray) -> float:
    low, high, _ = share(met)
    return high - low


def test_cases_of_a_supervisor_that_are_alike_tell_less() -> None:
    chance = np.random.default_rng(1)
    alone = chance.random(len(SUPERVISOR)) < 0.8
    alike = chance.random(len(SUPERVISOR)) < np.repeat(np.where(np.arange(SUPERVISORS) % 5, 0.97, 0.1), CASES)
    assert width(alike) > 2 * width(alone)
    assert share(alike)[2] == "supervisor"


def test_a_unit_that_is_short_is_no_doubt_about_the_forces_figure() -> None:
    chance = np.random.default_rng(2)
    rates = np.where(UNIT == 0, 0.3, 0.95)
    assert width(chance.random(len(SUPERVISOR)) < rates) < 0.08  # 1,000 cases, in four units that are all there


def test_who_is_not_known_stands_alone() -> None:
    met = (np.random.default_rng(3).random(len(SUPERVISOR)) < 0.8).astype(np.int64)
    nobody = np.full(len(SUPERVISOR), -1)
    found = _heeded(met, WHOLE, nobody, nobody)
    assert found is not None
    assert found.clusters == len(SUPERVISOR)
