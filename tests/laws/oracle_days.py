"""What the oracle knows of time: facts by local day, the stopped clock counted day by day, the limit that holds.

Nothing here is shared with the engine. It is slow on purpose: a day is passed over or counted, one after the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from dutybound.duties.calendar import Calendar
from dutybound.duties.limits import Limit
from dutybound.engine.facts import Entry, Fact, Kind, Programme

NEVER = 10**9  # the day on which a clock runs out that has stopped for good
FURTHEST = 150  # days; no limit in a small world is longer


@dataclass(frozen=True)
class Said:
    """One fact in whole local days: when it happened and when it became known."""

    fact: Fact
    day: int
    known: int

    @property
    def place(self) -> tuple[int, int, str]:
        """Rule 2: by when it happened, then by kind, then by record id."""
        return (self.day, int(self.fact.kind), self.fact.id)


@dataclass(frozen=True)
class Step:
    """A limit that began to hold for a duty, on record from a day; None is no limit at all."""

    limit: Limit | None
    recorded: int


def said(calendar: Calendar, fact: Fact) -> Said:
    """Rule 2: a fact about the future becomes known when it happens."""
    happened = calendar.day_of(fact.happened)
    recorded = happened if fact.recorded is None else calendar.day_of(fact.recorded)
    return Said(fact, happened, max(happened, recorded))


def entry_for(programme: Programme, start: int, looking: int) -> Entry | None:
    """Rule 7: the entry in force, and on record, when the duty arose; a restatement counts back once recorded."""
    day_of = programme.calendar.day_of

    def in_force(entry: Entry) -> bool:
        counts_back = entry.restates and day_of(entry.recorded) <= looking
        return start >= day_of(entry.starts if counts_back else max(entry.starts, entry.recorded))

    def rank(entry: Entry) -> tuple[bool, int]:
        return (entry.restates and day_of(entry.recorded) <= looking, entry.starts)

    found = [entry for entry in programme.book.entries if in_force(entry)]
    return max(reversed(found), key=rank, default=None)


def stopped_days(record: list[Said]) -> Callable[[int], bool]:
    """Rule 8: suspensions, merged. One that is open as far as is known stops every day from its beginning on."""
    ends = {one.fact.of: one.day for one in record if one.fact.kind is Kind.RESUME}
    spans = [(one.day, ends.get(one.fact.of, NEVER)) for one in record if one.fact.kind is Kind.SUSPEND]
    return lambda day: any(begin <= day < end for begin, end in spans)


class Run(NamedTuple):
    """So many counted days from a day on, some days left out."""

    start: int
    days: int
    without: frozenset[str]


@dataclass(frozen=True)
class Clock:
    """A clock that stands still on the days that suspensions cover."""

    calendar: Calendar
    stopped: Callable[[int], bool]

    def counts(self, day: int, without: frozenset[str]) -> bool:
        return not self.stopped(day) and not self.calendar.is_left_out(day, without)

    def stands_still(self, day: int) -> bool:
        """Whether it stands still from a day on, as far as is known."""
        return all(self.stopped(later) for later in (*range(day, day + FURTHEST), NEVER - 1))

    def runs_out(self, start: int, count: int, without: frozenset[str]) -> int:
        """The day on which `count` counted days after `start` have passed: each is left out or it counts.

        On a day that is suspended no clock runs out, not even one on which nothing is left.
        """
        day = start
        while (count > 0 or self.stopped(day)) and day < start + FURTHEST:
            day += 1
            count -= self.counts(day, without)
        return day if day < start + FURTHEST else NEVER

    def run(self, start: int, limit: Limit) -> Run:
        return Run(start, self.calendar.day_count(start, limit), limit.without)

    def latest(self, runs: list[Run]) -> int:
        """The day on which the last of several runs out."""
        return max(self.runs_out(*run) for run in runs)

    def counted(self, first: int, last: int, without: frozenset[str]) -> int:
        """How many counted days lie after `first`, up to `last`."""
        return sum(self.counts(day, without) for day in range(first + 1, last + 1))


def limit_changes(record: list[Said], anchor: str) -> list[Said]:
    """What says which limit holds. The first band of a trigger is that of its own duty."""
    own = [one for one in record if one.fact.kind is not Kind.TRIGGER or one.fact.id == anchor]
    return [one for one in own if one.fact.kind in (Kind.BAND, Kind.LIMIT) or one.fact.has_band]


def limit_steps(changes: list[Said], entry: Entry, before: int, known: int, floor: int) -> list[Step]:
    """The limit with which a duty begins, then each that replaces it, as it became known (rule 7).

    What happened before a day and was known by the time the duty was, is what it begins with; what happened on the
    day of its anchor belongs to that (case 3). Later ones are taken as they became known; one that happened before
    the one that holds is already superseded (case 12). Of two of one day the one that became known later holds, and
    nothing is known before `floor`; of those known together the one that is taken later (rule 2).
    """

    def taken(one: Said) -> tuple[int, tuple[int, int, str]]:
        return (max(one.known, floor), one.place)

    first = [one for one in changes if one.day < before and one.known <= known]
    held: dict[bool, Said] = {}
    for one in sorted(first, key=lambda one: (one.day, *taken(one))):
        held[one.fact.kind is Kind.LIMIT] = one
    steps = [Step(_limit(held, entry), known)]
    later = sorted((one for one in changes if one not in first), key=taken)
    by_then = {(one.day, one.fact.kind is Kind.LIMIT): one for one in later if one.known <= known}
    for one in later:
        if one.known <= known and by_then[one.day, one.fact.kind is Kind.LIMIT] is not one:
            continue  # two of one day, both known by the time the duty was, are one change
        of_record = one.fact.kind is Kind.LIMIT
        if of_record not in held or held[of_record].day <= one.day:
            held[of_record] = one
            steps.append(Step(_limit(held, entry), one.known))
    return steps


def _limit(held: dict[bool, Said], entry: Entry) -> Limit | None:
    """The record's own limit, else that of the band; for an unknown band the shortest."""
    if True in held and held[True].fact.limit is not None:
        return held[True].fact.limit
    band = held[False].fact.value if False in held else None
    if band in entry.limits:
        return entry.limits[band]
    return min(entry.limits.values(), key=lambda limit: limit.length, default=None)


def in_days(programme: Programme, facts: list[Fact], looking: int) -> list[Said]:
    """What is on record at the end of the day from which one looks: known by then, and not withdrawn by then."""
    day_of = programme.calendar.day_of
    kept = [replace(fact) for fact in facts if fact.withdrawn is None or day_of(fact.withdrawn) > looking]
    found = [said(programme.calendar, fact) for fact in kept]
    return sorted((one for one in found if one.known <= looking), key=lambda one: (one.known, one.place))
