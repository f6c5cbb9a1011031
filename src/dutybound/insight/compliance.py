"""Days in compliance: the days on which, at their end and as then known, nothing recurring was overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dutybound.base.intervals import Interval, merged, subtracted
from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import FOREVER, Duty, State
from dutybound.engine.facts import Fact, Kind, Programme


@dataclass(frozen=True)
class Days:
    """Local days of one subject under one standard, as intervals of day numbers; no day is in two of them.

    The headline is within / (within + overdue). Suspended and excused days are left out of it, and count as in
    compliance in a second figure; unassessable days are in neither.
    """

    within: tuple[Interval, ...]
    overdue: tuple[Interval, ...]
    suspended: tuple[Interval, ...]
    excused: tuple[Interval, ...]
    unassessable: tuple[Interval, ...]

    def on(self, day: int) -> str | None:
        """Which of them a day is in."""
        for name in ("within", "overdue", "suspended", "excused", "unassessable"):
            if any(begin <= day < end for begin, end in getattr(self, name)):
                return name
        return None


def length(intervals: Iterable[Interval]) -> int:
    return sum(end - begin for begin, end in intervals)


def days_of(programme: Programme, facts: Iterable[Fact], duties: Iterable[Duty], as_at: int) -> Days:
    """The days up to and including that of `as_at`, each as it was seen at its end."""
    calendar, facts, duties = programme.calendar, list(facts), list(duties)
    until = calendar.day_of(as_at) + (calendar.end_of_day(as_at) == as_at)
    owed = _days(_owed(programme, facts), calendar, until)
    stopped = _days(_seen(facts, Kind.SUSPEND, Kind.RESUME), calendar, until)
    by_state = _days_by_state(duties, calendar, until)
    unassessable = _within(owed, by_state[State.UNASSESSABLE])
    rest = subtracted(owed, unassessable)
    suspended = _within(rest, stopped)
    rest = subtracted(rest, suspended)
    live = merged(by_state[State.PENDING] + by_state[State.OVERDUE])
    excused = _within(rest, subtracted(by_state[State.EXCUSED], live))
    rest = subtracted(rest, excused)
    overdue = _within(rest, by_state[State.OVERDUE])
    return Days(*(tuple(one) for one in (subtracted(rest, overdue), overdue, suspended, excused, unassessable)))


def _owed(programme: Programme, facts: list[Fact]) -> list[Interval]:
    """When the standard held for the subject, as then known: its spans, or while a holder holds anything."""
    held = programme.form == "at_most"
    spans = _seen(facts, Kind.COVER, Kind.UNCOVER) if held else _seen(facts, Kind.OPEN, Kind.END)
    first, last = programme.valid_from, programme.valid_to
    return [
        (begin if first is None else max(begin, first), end if last is None else min(end, last)) for begin, end in spans
    ]


def _seen(facts: list[Fact], begins: Kind, ends: Kind) -> list[Interval]:
    """From when each begin was known until its end was: an end says whose it is, or is the first after the begin."""
    closing = sorted((fact for fact in facts if fact.kind is ends), key=lambda fact: fact.place)
    seen = []
    for fact in facts:
        if fact.kind is not begins:
            continue
        over = [one for one in closing if (one.of == fact.id if one.of is not None else one.happened >= fact.happened)]
        whole = not over or over[0].of is not None
        end = max((one.known for one in over), default=FOREVER) if whole else over[0].known
        gone = FOREVER if fact.withdrawn is None else fact.withdrawn
        seen.append((fact.known, max(fact.known, min(end, gone))))
    return merged(seen)


def _days_by_state(duties: list[Duty], calendar: Calendar, until: int) -> dict[State, list[Interval]]:
    seen: dict[State, list[Interval]] = {state: [] for state in State}
    for duty in duties:
        for state, begin, end in phases(duty):
            seen[state].append((begin, end))
    return {state: _days(intervals, calendar, until) for state, intervals in seen.items()}


def phases(duty: Duty) -> Iterable[tuple[State, int, int]]:
    """A row's states one after another, each from when until when it is seen."""
    begin = max(duty.known_from, duty.owed_from)
    turns = {begin, duty.known_to}
    if duty.due_at is not None:
        turns |= {duty.due_at + 1, duty.due_recorded_at or begin}
        turns.add(max(duty.excused_recorded_at or begin, duty.due_at + 1))
    for at, recorded in ((duty.met_at, duty.met_recorded_at), (duty.ended_at, duty.ended_recorded_at)):
        if at is not None:
            turns.add(at if recorded is None else max(at, recorded))
    moments = sorted(moment for moment in turns if begin <= moment <= duty.known_to)
    for moment, following in pairwise(moments):
        state = duty.state_at(moment)
        if state is not None:
            yield state, moment, following


def _days(intervals: Iterable[Interval], calendar: Calendar, until: int) -> list[Interval]:
    """The days whose end lies in an interval of instants, before the day `until`."""
    end = calendar.starts_at(until)
    whole = [(max(0, begin), min(last, end)) for begin, last in intervals]
    return merged((calendar.day_of(begin), calendar.day_of(last)) for begin, last in whole if begin < last)


def _within(ground: list[Interval], others: Iterable[Interval]) -> list[Interval]:
    return subtracted(ground, subtracted(ground, others))
