"""What a shortcoming does to a number, subject by subject: there, then, at those hours, and nowhere else."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.simulator.scenario import Practice, Scenario, Shortcoming

DAY = 1440
ZONE = ZoneInfo("Europe/London")
HOURS = {"early": (6, 14), "late": (14, 22), "night": (22, 6)}


def minute(day: date) -> int:
    """The first minute of a day in UTC."""
    return (day - date(1970, 1, 1)).days * DAY


@cache
def _ahead(day: int) -> int:
    """By how many minutes local time is ahead of UTC on a day, at noon."""
    told = (datetime(1970, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)).astimezone(ZONE).utcoffset()
    return int(told.total_seconds()) // 60 if told else 0


def ahead_of_utc(at: Any) -> np.ndarray:
    """The same for many minutes; what never comes counts as the first day."""
    day = np.asarray(at) // DAY
    days, places = np.unique(np.where(day > 100_000, 0, day), return_inverse=True)
    return np.array([_ahead(int(one)) for one in days], np.int64)[places].reshape(day.shape)


class Shaping:
    """The numbers of a scenario as they are for each subject, by its unit and its time."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.names = [unit.name for unit in scenario.units]

    def value(self, practice: str, what: str, unit: Any, at: Any) -> np.ndarray:
        """`what` (habit, effort ...) of a practice, for subjects in a unit (by number) at a minute."""
        given = self.practice(practice)
        values = np.full(np.shape(unit), float(getattr(given, what if what != "external" else "wait")))
        for one in self.scenario.shortcomings:
            if one.practice == practice and one.cause == what:
                there = self.where(one, unit, at)
                before = values if one.from_value is None else one.from_value
                aim = before * one.to if what == "external" else one.to
                values = np.where(there, before + (aim - before) * self.progress(one, at), values)
        return values

    def practice(self, name: str) -> Practice:
        """A practice of the scenario."""
        practices = self.scenario.practices
        if name not in practices:
            where, what = (
                f"[practice.{name!r}]",
                "is missing: this is what the force does, and the scenario must say how",
            )
            raise DutyboundError(Problem(f"{self.scenario.name}: {where}", what, nearest(name, practices)))
        return practices[name]

    def factor(self, name: str, cause: str, unit: Any, at: Any) -> np.ndarray:
        """By what posts or demand are multiplied."""
        values = np.ones(np.shape(unit))
        for one in self.scenario.shortcomings:
            if one.practice == name and one.cause == cause:
                grown = 1 + (one.to - 1) * self.progress(one, at)
                values = np.where(self.where(one, unit, at), values * grown, values)
        return values

    def where(self, one: Shortcoming, unit: Any, at: Any) -> np.ndarray:
        """Whether a shortcoming concerns a subject at all."""
        at = np.asarray(at)
        there = np.isin(unit, [self.names.index(name) for name in one.units]) if one.units else np.full(at.shape, True)
        if one.shape == "step" and one.until is not None:
            there = there & (at < minute(one.until))
        if one.begins is not None:
            there = there & (at >= minute(one.begins))
        if one.shift:
            begins, ends = HOURS[one.shift]
            hour = (at + ahead_of_utc(at)) // 60 % 24
            there = there & (
                ((hour >= begins) & (hour < ends)) if begins < ends else ((hour >= begins) | (hour < ends))
            )
        return np.asarray(there)

    def progress(self, one: Shortcoming, at: Any) -> np.ndarray:
        """How far a shortcoming has come at a minute, from 0 to 1."""
        at = np.asarray(at, float)
        if one.shape == "step" or one.until is None or one.begins is None:
            return np.ones(at.shape)
        begins, ends = minute(one.begins), minute(one.until)
        if one.shape == "ramp":
            return np.asarray(np.clip((at - begins) / (ends - begins), 0, 1))
        return np.asarray(
            1 / (1 + np.exp(-8 * ((at - begins) / (ends - begins) - 0.5)))
        )  # 2% at its begin, 98% at its end


def with_spread(share: Any, normal: Any, spread: float) -> np.ndarray:
    """A chance that differs from person to person: normally in its log-odds, its mean kept nearly."""
    share = np.clip(np.asarray(share, float), 1e-6, 1 - 1e-6)
    if spread == 0:
        return np.asarray(share)
    odds = np.log(share / (1 - share)) * np.sqrt(1 + spread**2 * 0.346) + spread * np.asarray(normal)
    return np.asarray(1 / (1 + np.exp(-odds)))
