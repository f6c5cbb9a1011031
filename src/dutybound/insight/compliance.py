"""Days in compliance: the days on which, at their end and as then known, nothing recurring was overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dutybound.base.intervals import Interval, merged, subtracted
from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import FOREVER, Duty, State
from dutybound.engine.facts import Programme
from dutybound.engine.reference import Judged


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


def days_of(programme: Programme, judged: Judged, as_at: int) -> Days:
    """The days up to and including that of `as_at`, each as it was seen at its end."""
    calendar, ends = programme.calendar, [*(stands.known for stands in judged.course[1:]), FOREVER]
    until = calendar.day_of(as_at) + (calendar.end_of_day(as_at) == as_at)
    stretches = list(zip(judged.course, ends, strict=True)) if judged.course else []
    held = [(stands.known, end) for stands, end in stretches if stands.holds]
    stopped = _days([(stands.known, end) for stands, end in stretches if stands.is_stopped], calendar, until)
    by_state = _days_by_state(list(judged.duties), calendar, until)
    owed = _days(_in_force(programme, held), calendar, until)
    unassessable = _within(owed, by_state[State.UNASSESSABLE])
    rest = subtracted(owed, unassessable)
    suspended = _within(rest, stopped)
    rest = subtracted(rest, suspended)
    live = merged(by_state[State.PENDING] + by_state[State.OVERDUE])
    excused = _within(rest, subtracted(by_state[State.EXCUSED], live))
    rest = subtracted(rest, excused)
    overdue = _within(rest, by_state[State.OVERDUE])
    return Days(*(tuple(one) for one in (subtracted(rest, overdue), overdue, suspended, excused, unassessable)))


def _in_force(programme: Programme, held: list[Interval]) -> list[Interval]:
    """Only what lies within the dates of the standard."""
    first, last = programme.valid_from, programme.valid_to
    return [
        (begin if first is None else max(begin, first), end if last is None else min(end, last)) for begin, end in held
    ]


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
