"""What every row of duties is at the end of every local day, in one pass.

The state of a row is a step function of the row (`Duty.state_at` is the meaning), so a row adds one at the day of each
step and takes one away at the next: summed up, that is every day at once.
"""

# mypy: disable-error-code="no-any-return, untyped-decorator"

from typing import NamedTuple

import numpy as np

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.shapes import (
    CANNOT,
    EXCUSED,
    LAPSED,
    MET,
    MET_LATE,
    MISSED,
    NONE,
    OVERDUE,
    PENDING,
    Array,
)
from dutybound.insight.sweep_held import NEVER, Held, day_of, entry, goes_before, next_held, next_turn, slot_now


class Rows(NamedTuple):
    """Duty rows column by column, in the order of their places: microseconds since 1970 in UTC, `NONE` for null."""

    place: Array
    owed_from: Array
    due_at: Array
    due_recorded_at: Array
    met_at: Array
    met_recorded_at: Array
    ended_at: Array
    ended_recorded_at: Array
    excused_recorded_at: Array
    known_from: Array
    known_to: Array
    cannot: Array  # whether a fact is missing


@compiled
def _past(at: int, recorded: int, starts: Array, first: int) -> int:
    """From the end of which day on something is known to have happened."""
    return len(starts) - 1 if at == NONE else day_of(max(at, recorded), starts, first)


@compiled
def _put(phases: Array, n: int, state: int, begin: int, end: int) -> int:
    if begin >= end:
        return n
    phases[n, 0], phases[n, 1], phases[n, 2] = state, begin, end
    return n + 1


@compiled
def phases_of(r: Rows, i: int, starts: Array, first: int, phases: Array, e: Array) -> int:
    """The states of a row, each from which day until before which; `e`: the days of what decides whose it is."""
    begin, end = day_of(max(r.known_from[i], r.owed_from[i]), starts, first), day_of(r.known_to[i], starts, first)
    if begin >= end:
        return 0
    due, met_at, ended_at, never = r.due_at[i], r.met_at[i], r.ended_at[i], len(starts) - 1
    passed = never if due == NONE else day_of(due + 1, starts, first)
    due_known = never if due == NONE else day_of(r.due_recorded_at[i], starts, first)
    met = _past(met_at, r.met_recorded_at[i], starts, first)
    ended = _past(ended_at, r.ended_recorded_at[i], starts, first)
    e[0], e[1], e[2], e[3] = passed, due_known, met, ended
    if r.cannot[i]:
        return _put(phases, 0, CANNOT, begin, end)
    late_from = max(passed, due_known)
    excused = max(_past(r.excused_recorded_at[i], NONE, starts, first), late_from)
    live = min(min(met, ended), min(excused, end))
    n = _put(phases, 0, PENDING, begin, min(live, late_from))
    n = _put(phases, n, OVERDUE, max(begin, late_from), live)
    begins, turns = max(begin, met), due_known if met_at > due else never  # without a due date, `due_known` is never
    n = _put(phases, n, MET, begins, min(end, turns))
    n = _put(phases, n, MET_LATE, max(begins, turns), end)
    end = min(end, met)
    n = _put(phases, n, EXCUSED, max(begin, excused), end)
    begins, end, turns = max(begin, ended), min(end, excused), due_known if ended_at > due else never
    n = _put(phases, n, LAPSED, begins, min(end, turns))
    return _put(phases, n, MISSED, max(begins, turns), end)


@entry
def count_states(r: Rows, held: Held, starts: Array, first: int, counts: Array) -> None:
    """Add each row's steps to `counts`: slots by eight states by days, and one more; cumulated, duties of each day."""
    _count(r, held, starts, first, counts, np.empty((8, 3), np.int64), np.empty(4, np.int64), np.empty(6, np.int64))


@compiled
def _count(r: Rows, h: Held, starts: Array, first: int, counts: Array, phases: Array, e: Array, steps: Array) -> None:
    for i in range(len(r.place)):
        place, slot = r.place[i], -1
        is_held = h.first[place] != h.first[place + 1]
        if _is_plain(r, i):
            _steps(r, i, starts, first, steps)
            slot = _slot_settled(h, place, steps) if is_held else 0
        if slot >= 0:
            _count_live(h, place, steps, counts)
            counts[slot, steps[4], steps[2]] += 1
            counts[slot, steps[4], steps[3]] -= 1
            continue
        for j in range(phases_of(r, i, starts, first, phases, e)):
            state, begin, end = phases[j, 0], phases[j, 1], phases[j, 2]
            if is_held:
                _count_held(r, i, h, state, begin, end, e, counts)
            else:
                counts[0, state, begin] += 1
                counts[0, state, end] -= 1


@compiled
def _is_plain(r: Rows, i: int) -> bool:
    """Nearly every row: its due date is known when it is, and nothing but being met, or ended, settles it."""
    if r.cannot[i] or r.excused_recorded_at[i] != NONE or r.due_at[i] == NONE:
        return False
    return r.due_recorded_at[i] <= max(r.known_from[i], r.owed_from[i]) and (
        r.met_at[i] == NONE or r.ended_at[i] == NONE
    )


@compiled
def _steps(r: Rows, i: int, starts: Array, first: int, steps: Array) -> None:
    """`phases_of` of a plain row: the days on which it begins, is late, is settled and ends; as what, and whose then.

    Without a branch: what is met when is nothing to be guessed. A step may be no day long.
    """
    is_met, due = r.met_at[i] != NONE, r.due_at[i]
    at = r.met_at[i] if is_met else r.ended_at[i]
    recorded = r.met_recorded_at[i] if is_met else r.ended_recorded_at[i]
    begin, end = day_of(max(r.known_from[i], r.owed_from[i]), starts, first), day_of(r.known_to[i], starts, first)
    end = max(begin, end)
    settled = max(begin, min(end, day_of(NEVER if at == NONE else max(at, recorded), starts, first)))
    steps[0], steps[1], steps[2], steps[3] = begin, settled, settled, end
    steps[1] = max(begin, min(settled, day_of(due + 1, starts, first)))
    steps[4] = (MET_LATE if at > due else MET) if is_met else (MISSED if at > due else LAPSED)
    steps[5] = min(at, due)


@compiled
def _slot_settled(h: Held, place: int, steps: Array) -> int:
    """Who held the subject of a plain row when it was settled, or last; -1 where that was told otherwise later."""
    slot, until, latest, at = 0, NONE, NONE, steps[5]
    if steps[2] >= steps[3]:
        return slot
    for j in range(h.first[place], h.first[place + 1]):
        if h.began[j] <= at:
            own = min(h.ended[j], at + 1)
            if h.began_day[j] > steps[2] or (own <= at and h.ended_day[j] > steps[2]):
                return -1
            if goes_before(own, h.began[j], until, latest):
                slot, until, latest = h.slot[j], own, h.began[j]
    return slot


@compiled
def _count_live(h: Held, place: int, steps: Array, counts: Array) -> None:
    """The live days of a plain row, cut where another slot has it."""
    day, slot = steps[0], 0
    for j in range(h.line[place], h.line[place + 1] + 1):
        turn = h.line_day[j] if j < h.line[place + 1] else NEVER
        until = min(turn, steps[2])
        if day < until:
            late = max(day, min(until, steps[1]))
            counts[slot, PENDING, day] += 1
            counts[slot, PENDING, late] -= 1
            counts[slot, OVERDUE, late] += 1
            counts[slot, OVERDUE, until] -= 1
            day = until
        if turn >= steps[2]:
            return
        slot = h.line_slot[j]


@compiled
def _count_held(r: Rows, i: int, h: Held, state: int, day: int, end: int, e: Array, counts: Array) -> None:
    """One state of a row, cut where another slot is known to have it."""
    while day < end:
        at = NONE if state <= OVERDUE else _settled(r, i, day, e)
        until = end if state <= OVERDUE else _next_known(h, r.place[i], day, end, e)
        until = next_turn(h, r.place[i], day, until) if at == NONE else until
        slot = slot_now(h, r.place[i], day) if at == NONE else _slot_then(h, r.place[i], day, at)
        counts[slot, state, day] += 1
        counts[slot, state, until] -= 1
        day = until


@compiled
def _settled(r: Rows, i: int, day: int, e: Array) -> int:
    """When a settled duty fell due or was settled, the earlier, as known at the end of a day; `NONE` if neither."""
    at = r.due_at[i] if max(e[0], e[1]) <= day else -NONE - 1
    if e[2] <= day:
        at = min(at, r.met_at[i])
    if e[3] <= day:
        at = min(at, r.ended_at[i])
    return NONE if at == -NONE - 1 else at


@compiled
def _slot_then(h: Held, place: int, day: int, at: int) -> int:
    """Who held a subject at an instant, or last before, as known at the end of a day: of several, who took it last."""
    slot, until, latest = 0, NONE, NONE
    for j in range(h.first[place], h.first[place + 1]):
        if h.began_day[j] <= day and h.began[j] <= at:
            own = min(h.ended[j], at + 1) if h.ended_day[j] <= day else at + 1
            if goes_before(own, h.began[j], until, latest):
                slot, until, latest = h.slot[j], own, h.began[j]
    return slot


@compiled
def _next_known(h: Held, place: int, day: int, end: int, e: Array) -> int:
    """The next day on which more is known about the past of a row or of its subject."""
    for one in e:
        if day < one < end:
            end = one
    return min(end, next_held(h.first[place], h.first[place + 1], h.began_day, h.ended_day, day))
