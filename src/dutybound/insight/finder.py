"""Looks for shortfalls in the evidence of many standards: which units lie behind others like them, and what fell when.

Every look that is made is counted, and one rule over all of them says which are reported (`looks.judged`). What cannot
be told stays "cannot tell". Never a person: what tells supervisors apart only widens intervals.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np

from dutybound.insight.answers import Answer, LookedAt, Seen, Thresholds, answers, is_enough
from dutybound.insight.change_points import Search, clearest
from dutybound.insight.clustered import Alike, Clustered, alike_within, clustered_share, places_of
from dutybound.insight.estimates import Estimate, combination, difference, p_of
from dutybound.insight.evidence import Evidence
from dutybound.insight.looks import Dependence, Judged, Look, judged
from dutybound.insight.shares import quantile

RATE, STEP = "met in time", "step of met in time"
OTHERS, BEFORE = "the other units of its kind", "its own time before"
PERIOD = 14  # days of a point: of 13 points in a year, one order in 1,700 is as clear as the clearest step


@dataclass(frozen=True)
class Rule:
    """How looks are judged, all alike. `chance`: the share of chance finds that is put up with.

    `least` is how many periods a step has on either side, `shuffles` in how many other orders its points are looked at:
    the smallest p of a step is one in so many, and the rule over all looks asks for less the more there are.
    `thresholds` say how much there must be, and what matters.
    """

    thresholds: Thresholds
    chance: float
    least: int
    shuffles: int


def detection_rule() -> Rule:
    """The rule that comes with Dutybound. It was set on forces with faults drawn at random, and on nothing else."""
    given = tomllib.loads((Path(__file__).parent / "detection.toml").read_text(encoding="utf-8"))
    thresholds = Thresholds(given["differs"], given["fewest_subjects"], given["fewest_clusters"])
    return Rule(thresholds, given["chance"], given["least_periods"], given["shuffles"])


@dataclass(frozen=True)
class Stepped:
    """From which day on a step is seen, and between which days it lies."""

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
    period = f"{np.datetime64(first, 'D')} to {np.datetime64(last, 'D')}"
    for standard, whole in evidence.items():
        looking = Looking(whole.between(first, last), alike, first, last, rule)
        for where in looking.places():
            if (seen := looking.beside_others(where)) is not None:
                at = LookedAt(standard, RATE, OTHERS, period, looking.name(where))
                asked.append((at, seen, p_of(seen.difference)))
            if (stepped := looking.step(where)) is not None:
                at = LookedAt(standard, STEP, BEFORE, period, looking.name(where))
                asked.append((at, *stepped[:2]))
                steps[at] = stepped[2]
    looks = [
        Look(f"{at.what} beside {at.beside}", f"{at.standard}, {at.where or 'the force'}", p) for at, _, p in asked
    ]
    decided = judged(looks, rule.chance, Dependence.POSITIVE)
    return Found(answers([(at, seen) for at, seen, _ in asked], decided, rule.thresholds), steps, decided)


FORCE = -1  # in place of a unit: all of them


class Looking:
    """One standard, looked at in every unit."""

    def __init__(self, seen: Evidence, alike: Mapping[str, str], first: int, last: int, rule: Rule) -> None:
        self.seen, self.first, self.last, self.rule = seen, first, last, rule
        self.kinds = [alike.get(unit, "") if unit else "" for unit in seen.units]
        self.there = [int(one) for one in np.unique(seen.unit) if seen.units[one]]
        self.points = (last - first + 1) // PERIOD
        self.begins = last + 1 - self.points * PERIOD  # the last point ends on the last day
        self.known = self._alike()
        self.changed: dict[tuple[int, int], Estimate | None] = {}
        self.own: dict[int, Evidence] = {}
        self.rates = {place: rate for place in self.there if (rate := self.rate(self.of(place))) is not None}
        self.apart = self._apart()

    def places(self) -> list[int]:
        """The force, and each unit."""
        return [FORCE, *self.there] if len(self.seen) else []

    def name(self, where: int) -> str | None:
        return None if where == FORCE else self.seen.units[where]

    def of(self, where: int) -> Evidence:
        if where not in self.own:
            self.own[where] = self.seen if where == FORCE else self.seen.where(self.seen.unit == where)
        return self.own[where]

    def others(self, where: int) -> list[int]:
        """The other units of its kind."""
        return [one for one in self.rates if one != where and where != FORCE and self.kinds[one] == self.kinds[where]]

    def rate(self, some: Evidence) -> Clustered | None:
        """The share met in time, its interval honest about subjects and about who supervises."""
        by = {"subject": some.subject}
        if self.known:
            by["supervisor"] = some.supervisor
        return clustered_share(some.met.astype(np.int64), np.ones(len(some), np.int64), by, self.known)

    def beside_others(self, where: int) -> Seen | None:
        """A unit beside the middle one of the others, as far apart as most of these lie taken into account."""
        if where not in self.rates:
            return None
        others = self.others(where)
        if len(others) < FEWEST:
            told = self._beside_few(where, others)
        else:
            middle, spread = _middle_of([self.rates[one] for one in others])
            told = _widened(difference(self.rates[where].share, middle), spread)
        return None if told is None else _seen(self.of(where), self.rates[where], told)

    def _beside_few(self, where: int, others: list[int]) -> Estimate | None:
        """A unit beside so few others that how far they lie apart cannot be told: as far as units of other kinds do.

        The others are taken together, and only those of which enough is known: what they did can be worked out from the
        answer. Units that nobody gave a kind have nothing in common.
        """
        enough = [one for one in others if is_enough(self._by_itself(one), self.rule.thresholds)]
        if not enough or self.apart is None or not self.kinds[where]:
            return None
        together = self.rate(self.seen.where(np.isin(self.seen.unit, enough)))
        assert together is not None  # each of them has a rate
        spread, freedom = self.apart
        slope = _odds_slope((together.share.part + 0.5) / (together.share.whole + 1))  # never 0, if all were met
        reach = quantile(freedom) * spread * slope * sqrt(1 + 1 / len(enough))
        apart = Estimate(0.0, -reach, reach, freedom)
        return combination((1, -1, 1), (self.rates[where].share, together.share, apart))

    def _by_itself(self, where: int) -> Seen:
        share = self.rates[where].share
        return _seen(self.of(where), self.rates[where], Estimate(share.value, share.low, share.high))

    def step(self, where: int) -> tuple[Seen, float, Stepped] | None:
        """The clearest step of a unit's series, as far as the others of its kind did not take it too."""
        own = self.since_begun(where)
        place = (own.day - self.begins) // PERIOD
        part, whole = (np.bincount(one, minlength=self.points).astype(np.int64) for one in (place[own.met], place))
        found = clearest(part, whole, Search(self.rule.least, 1.0, self.rule.shuffles))
        if found is None:
            return None
        day, earliest, latest = (self.begins + at * PERIOD for at in (found.at, found.earliest, found.latest))
        seen, stepped = self._since(where, own, day), Stepped(day, earliest, latest)
        return None if seen is None else (seen, max(found.p, p_of(seen.difference)), stepped)

    def since_begun(self, where: int) -> Evidence:
        """Of a unit, what lies in the series."""
        own = self.of(where)
        return own if self.begins == self.first else own.where(own.day >= self.begins)

    def _since(self, where: int, own: Evidence, day: int) -> Seen | None:
        """How much higher a unit's rate has been since a day, beyond the middle one of the others."""
        told = self._change(where, day)
        if told is None:
            return None
        theirs = [change for one in self.others(where) if (change := self._change(one, day)) is not None]
        if len(theirs) >= FEWEST:
            middle, spread = _middle([one.value for one in theirs], [_half(one) for one in theirs])
            told = _widened(difference(told, middle), spread)
        after = self.rate(own.where(own.day >= day))
        return None if after is None else _seen(own, after, told)

    def _change(self, where: int, day: int) -> Estimate | None:
        """How much higher a unit's rate has been since a day: asked again by each other unit that steps on that day."""
        if (where, day) not in self.changed:
            some = self.since_begun(where)
            after, before = (self.rate(some.where(chosen)) for chosen in (some.day >= day, some.day < day))
            told = None if after is None or before is None else difference(after.share, before.share)
            self.changed[where, day] = told
        return self.changed[where, day]

    def _apart(self) -> tuple[float, int] | None:
        """How far units of a kind lie apart without being off, in log odds, and the degrees of freedom of that.

        Of the kinds with enough units to tell, that in which they lie farthest apart. In log odds, because at 97% a
        point is more than at 60%.
        """
        kinds = {self.kinds[one] for one in self.rates}
        alike = ([rate for one, rate in self.rates.items() if self.kinds[one] == kind] for kind in kinds)
        told = ((*_middle_of(rates), len(rates) - 1) for rates in alike if len(rates) > FEWEST)
        return max(
            ((spread / slope, freedom) for middle, spread, freedom in told if (slope := _odds_slope(middle.value))),
            default=None,
        )

    def _alike(self) -> dict[str, Alike]:
        """How alike the duties under one supervisor are, over the force; nothing where few say whose they are."""
        told = self.seen.where(self.seen.supervisor >= 0)
        if len(told) < len(self.seen) * 0.8 or len(np.unique(told.supervisor)) < 2:
            return {}
        ones = np.ones(len(told), np.int64)
        return {"supervisor": alike_within(told.met.astype(np.int64), ones, told.supervisor, told.unit)}


FEWEST = 3  # with fewer others there is no telling how far units lie apart


def _middle(values: list[float], errors: list[float]) -> tuple[Estimate, float]:
    """The middle of some figures with its interval, and how far most of them lie from it beyond their own errors.

    Median and median absolute deviation: a few that are far off, because something is wrong there too, move neither.
    """
    middle = float(np.median(values))
    seen = float(np.median(np.abs(np.array(values) - middle))) * 1.4826
    spread = sqrt(max(0.0, seen**2 - float(np.median(errors)) ** 2))
    reach = 1.959964 * 1.2533 * max(seen, float(np.median(errors))) / sqrt(len(values))
    return Estimate(middle, middle - reach, middle + reach), spread


def _middle_of(rates: list[Clustered]) -> tuple[Estimate, float]:
    return _middle([one.share.value for one in rates], [_error(one) for one in rates])


def _odds_slope(share: float) -> float:
    """How much a share changes with its log odds."""
    return share * (1 - share)


def _error(rate: Clustered) -> float:
    return sqrt(rate.share.value * (1 - rate.share.value) / max(rate.worth, 1.0))


def _half(told: Estimate) -> float:
    return (told.high - told.low) / 2 / quantile(told.freedom)


def _widened(told: Estimate, spread: float) -> Estimate:
    reach = 1.959964 * spread
    low, high = sqrt((told.value - told.low) ** 2 + reach**2), sqrt((told.high - told.value) ** 2 + reach**2)
    return Estimate(told.value, told.value - low, told.value + high, told.freedom)


def _seen(own: Evidence, rate: Clustered, told: Estimate) -> Seen:
    subjects = int(places_of(own.subject).max(initial=-1)) + 1
    supervisors = rate.clusters if rate.by == "supervisor" else None
    return Seen(rate.share, told, subjects, subjects, len(own), supervisors)
