"""Looks for shortfalls in the evidence of many standards: which units lie behind others like them, and what fell when.

Every look that is made is counted, and one rule over all of them says which are reported (`looks.judged`). What cannot
be told stays "cannot tell". Never a person: what tells supervisors apart only widens intervals.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from dutybound.insight.answers import Answer, LookedAt, Seen, Thresholds, answers, p_of
from dutybound.insight.change_points import Search, changes
from dutybound.insight.clustered import Clustered, clustered_share
from dutybound.insight.estimates import Estimate, difference
from dutybound.insight.evidence import Evidence
from dutybound.insight.funnel import funnel
from dutybound.insight.looks import Dependence, Judged, Look, judged

RATE, STEP = "met in time", "step of met in time"
OTHERS, BEFORE = "the other units of its kind", "its own time before"
PERIOD = 28  # days of a point in a series


@dataclass(frozen=True)
class Rule:
    """How looks are judged, all alike. `chance`: the share of chance finds that is put up with.

    `least` is how many periods a step has on either side. `thresholds` say how much there must be, and what matters.
    """

    thresholds: Thresholds
    chance: float
    least: int
    shuffles: int = 1999


@dataclass(frozen=True)
class Stepped:
    """A step of a unit (or, None, of the force) and the day from which on it is seen, with between which days it lies."""

    day: int
    earliest: int
    latest: int


@dataclass(frozen=True)
class Found:
    """All answers, in the order in which they were asked, the dates of those that are steps, and the rule in words."""

    answers: tuple[Answer, ...]
    steps: Mapping[LookedAt, Stepped]
    rule: Judged


def find(evidence: Mapping[str, Evidence], alike: Mapping[str, str], first: int, last: int, rule: Rule) -> Found:
    """Look at each standard in each unit: beside the others of its kind, and beside its own time before a step.

    `alike` is the kind of each unit: only units of one kind are compared. The days `first` to `last` are looked at.
    """
    asked: list[tuple[LookedAt, Seen, float]] = []
    steps: dict[LookedAt, Stepped] = {}
    for standard, whole in evidence.items():
        seen = whole.between(first, last)
        period = f"{np.datetime64(first, 'D')} to {np.datetime64(last, 'D')}"
        for where, own, others in _units(seen, alike):
            if others is not None and (beside := _beside(own, others)) is not None:
                asked.append((LookedAt(standard, RATE, OTHERS, period, where), beside, p_of(beside.difference)))
            if (stepped := _step(own, others, first, last, rule)) is not None:
                at = LookedAt(standard, STEP, BEFORE, period, where)
                asked.append((at, *stepped[:2]))
                steps[at] = stepped[2]
    looks = [Look(f"{at.what} beside {at.beside}", f"{at.standard}, {at.where or 'the force'}", p) for at, _, p in asked]
    decided = judged(looks, rule.chance, Dependence.POSITIVE)
    return Found(answers([(at, seen) for at, seen, _ in asked], decided, rule.thresholds), steps, decided)


def _units(seen: Evidence, alike: Mapping[str, str]) -> Iterator[tuple[str | None, Evidence, Evidence | None]]:
    """The force, and each unit with all others of its kind."""
    yield None, seen, None
    kinds = np.array([alike.get(unit, "") if unit else "" for unit in seen.units])
    for place, unit in enumerate(seen.units):
        there = seen.unit == place
        if unit and there.any():
            others = (kinds[seen.unit] == kinds[place]) & ~there
            yield unit, seen.where(there), seen.where(others) if others.any() else None


def _rate(some: Evidence) -> Clustered | None:
    """The share met in time, its interval honest about subjects and about who supervises."""
    by = {"subject": some.subject}
    if (some.supervisor >= 0).all() and len(np.unique(some.supervisor)) > 1:
        by["supervisor"] = some.supervisor
    return clustered_share(some.met.astype(np.int64), np.ones(len(some), np.int64), by)


def _beside(own: Evidence, others: Evidence) -> Seen | None:
    """A unit beside the others, as far apart as these lie from one another taken into account."""
    mine, theirs = _rate(own), _rate(others)
    if mine is None or theirs is None:
        return None
    spread = _spread(others)
    return _seen(own, mine, _widened(difference(mine.share, theirs.share), spread))


def _spread(others: Evidence) -> float:
    """How far units that are not looked at lie from one another beyond chance: a standard deviation."""
    rates = [rate for place in np.unique(others.unit) if (rate := _rate(others.where(others.unit == place))) is not None]
    target = float(others.met.mean())
    if len(rates) < 3 or target in (0.0, 1.0):
        return 0.0
    return funnel(np.array([one.share.value for one in rates]), np.array([one.worth for one in rates]), target).tau


def _widened(told: Estimate, spread: float) -> Estimate:
    reach = 1.959964 * spread
    low, high = sqrt((told.value - told.low) ** 2 + reach**2), sqrt((told.high - told.value) ** 2 + reach**2)
    return Estimate(told.value, told.value - low, told.value + high)


def _step(
    own: Evidence, others: Evidence | None, first: int, last: int, rule: Rule
) -> tuple[Seen, float, Stepped] | None:
    """The clearest step of a unit's series, as far as the others of its kind did not take it too."""
    points = (last - first + 1) // PERIOD
    begins = last + 1 - points * PERIOD  # the last point ends on the last day
    kept = own.where(own.day >= begins)
    place = (kept.day - begins) // PERIOD
    whole = np.bincount(place, minlength=points).astype(np.int64)
    part = np.bincount(place[kept.met], minlength=points).astype(np.int64)
    found = changes(part, whole, Search(rule.least, 1.0, rule.shuffles))
    clearest = min(found, key=lambda one: one.p, default=None)
    if clearest is None:
        return None
    day = begins + clearest.at * PERIOD
    told = _before_and_after(kept, others, day)
    if told is None:
        return None
    stepped = Stepped(day, begins + clearest.earliest * PERIOD, begins + clearest.latest * PERIOD)
    return told, min(1.0, clearest.p * len(found)), stepped


def _before_and_after(own: Evidence, others: Evidence | None, day: int) -> Seen | None:
    after, before = _rate(own.where(own.day >= day)), _rate(own.where(own.day < day))
    if after is None or before is None:
        return None
    told = difference(after.share, before.share)
    if others is not None:
        later, earlier = _rate(others.where(others.day >= day)), _rate(others.where(others.day < day))
        if later is not None and earlier is not None:
            told = difference(told, difference(later.share, earlier.share))
    return _seen(own, after, told)


def _seen(own: Evidence, rate: Clustered, told: Estimate) -> Seen:
    subjects = len(np.unique(own.subject))
    return Seen(rate.share, told, subjects, subjects, len(own), None)


