"""What every local day is to every subject under a standard that recurs, from its duties and its course."""

# mypy: disable-error-code="no-any-return, untyped-decorator"

import numpy as np

from dutybound.engine.columnar.compiled import NUMBA, compiled
from dutybound.engine.columnar.shapes import CANNOT, EXCUSED, NONE, OVERDUE, Array
from dutybound.insight.sweep import Rows, phases_of
from dutybound.insight.sweep_held import Held, day_of, entry, next_turn, slot_now

inner = NUMBA.njit(nogil=True)  # they make arrays larger, which `compiled` cannot

OWED, STOPPED, UNKNOWN, LIVE, LET_OFF, LATE = range(6)  # what holds from one day to before another


@entry
def standings(r: Rows, courses: Array, subjects: int, valid: tuple[int, int], starts: Array, first: int) -> Array:
    """Runs of days of one standing as four rows: place, standing, begin, end; days counted from the first."""
    spans, count = np.empty((4, 1024), np.int64), 0
    turns, phases, e = np.empty((3, 64), np.int64), np.empty((8, 3), np.int64), np.empty(4, np.int64)
    duty = course = 0
    for place in range(subjects):
        n = 0
        while course < courses.shape[1] and courses[0, course] == place:
            is_last = course + 1 == courses.shape[1] or courses[0, course + 1] != place
            ends = -NONE - 1 if is_last else courses[1, course + 1]
            if courses[2, course]:
                begins = max(courses[1, course], valid[0])
                until = day_of(min(ends, valid[1]), starts, first)
                turns, n = _hold(turns, n, day_of(begins, starts, first), until, OWED)
            if courses[3, course]:
                begins = courses[1, course]
                turns, n = _hold(turns, n, day_of(begins, starts, first), day_of(ends, starts, first), STOPPED)
            course += 1
        while duty < len(r.place) and r.place[duty] == place:
            for j in range(phases_of(r, duty, starts, first, phases, e) if n else 0):
                state, begins, until = phases[j, 0], phases[j, 1], phases[j, 2]
                if state <= OVERDUE:
                    turns, n = _hold(turns, n, begins, until, LIVE)
                if state in (OVERDUE, EXCUSED, CANNOT):
                    what = LATE if state == OVERDUE else LET_OFF if state == EXCUSED else UNKNOWN
                    turns, n = _hold(turns, n, begins, until, what)
            duty += 1
        if count + n > spans.shape[1]:
            larger = np.empty((4, 2 * spans.shape[1] + n), np.int64)
            larger[:, :count] = spans[:, :count]
            spans = larger
        count = _spans_of(turns, n, place, spans, count)
    return spans[:, :count]


@inner
def _hold(turns: Array, n: int, day: int, last: int, what: int) -> tuple[Array, int]:
    """Note that something holds from one day to before another."""
    if day >= last:
        return turns, n
    if n + 2 > turns.shape[1]:
        larger = np.empty((3, 2 * turns.shape[1]), np.int64)
        larger[:, :n] = turns[:, :n]
        turns = larger
    turns[0, n], turns[1, n], turns[2, n] = day, what, 1
    turns[0, n + 1], turns[1, n + 1], turns[2, n + 1] = last, what, -1
    return turns, n + 2


@compiled
def _put_in_order(turns: Array, n: int) -> None:
    """By day. They come nearly in order, so each goes back only a little."""
    for i in range(1, n):
        day, what, change = turns[0, i], turns[1, i], turns[2, i]
        j = i - 1
        while j >= 0 and turns[0, j] > day:
            turns[0, j + 1], turns[1, j + 1], turns[2, j + 1] = turns[0, j], turns[1, j], turns[2, j]
            j -= 1
        turns[0, j + 1], turns[1, j + 1], turns[2, j + 1] = day, what, change


@inner
def _spans_of(turns: Array, n: int, place: int, spans: Array, count: int) -> int:
    """The standing between each turn and the next, where the standard holds; what goes on is one span."""
    _put_in_order(turns, n)
    holds = np.zeros(6, np.int64)
    before, begin = -1, 0
    for i in range(n):
        holds[turns[1, i]] += turns[2, i]
        if i + 1 < n and turns[0, i + 1] == turns[0, i]:
            continue
        standing = _standing_of(holds)
        if standing != before:
            if before >= 0:
                spans[0, count], spans[1, count], spans[2, count], spans[3, count] = place, before, begin, turns[0, i]
                count += 1
            before, begin = standing, turns[0, i]
    return count


@compiled
def _standing_of(holds: Array) -> int:
    """Unassessable, suspended, excused, overdue, within: the first of these that holds, of a standard that does."""
    if holds[OWED] == 0:
        return -1
    if holds[UNKNOWN] > 0:
        return 4
    if holds[STOPPED] > 0:
        return 2
    if holds[LET_OFF] > 0 and holds[LIVE] == 0:
        return 3
    return 1 if holds[LATE] > 0 else 0


@entry
def count_standings(spans: Array, held: Held, counts: Array) -> None:
    """Add spans to `counts`: slots by standings by days, and one more; each day to the slot that then had it."""
    for i in range(spans.shape[1]):
        place, day = spans[0, i], spans[2, i]
        while day < spans[3, i]:
            until = next_turn(held, place, day, spans[3, i])
            slot = slot_now(held, place, day)
            counts[slot, spans[1, i], day] += 1
            counts[slot, spans[1, i], until] -= 1
            day = until
