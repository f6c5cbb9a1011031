"""Days in compliance: the days on which, at their end and as then known, nothing recurring was overdue.

One sweep over the days of each subject, from its duties and its course alone; compiled, because every day of every
subject is looked at. Any figure for any day follows from the spans that it leaves.
"""

# mypy: disable-error-code="no-any-return, untyped-decorator"

from dataclasses import dataclass
from enum import IntEnum

import numba
import numpy as np
import numpy.typing as npt

from dutybound.duties.calendar import Calendar
from dutybound.duties.limits import DAY
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.local_days import starts_of
from dutybound.engine.relation import Judgment, Numbers


class Standing(IntEnum):
    """What a local day is to one subject under one standard; no day is two of them.

    The headline is within / (within + overdue). Suspended and excused days are left out of it, and count as in
    compliance in a second figure; unassessable days are in neither.
    """

    WITHIN = 0
    OVERDUE = 1
    SUSPENDED = 2
    EXCUSED = 3
    UNASSESSABLE = 4


@dataclass(frozen=True)
class DaySpans:
    """Runs of local days of one standing: whose (a place among the subjects), which, from which day to before which."""

    place: Numbers
    standing: Numbers
    begin: Numbers
    end: Numbers

    def totals(self, subjects: int) -> Numbers:
        """How many days of each standing every subject had: an array of subjects by standings."""
        slots = self.place * len(Standing) + self.standing
        counts = np.bincount(slots, self.end - self.begin, subjects * len(Standing))
        return counts.astype(np.int64).reshape(subjects, len(Standing))

    def by_day(self, days: int, slots: Numbers | None = None, count: int = 1) -> Numbers:
        """How many subjects were of each standing at the end of every day: an array of slots by standings by days.

        `slots` says in which of `count` slots (units, say) each subject counts.
        """
        slot = np.zeros(len(self.place), np.int64) if slots is None else slots[self.place]
        line = (slot * len(Standing) + self.standing) * (days + 1)
        size = count * len(Standing) * (days + 1)
        changes = np.bincount(line + self.begin, minlength=size) - np.bincount(line + self.end, minlength=size)
        return np.cumsum(changes.reshape(count, len(Standing), days + 1), axis=2)[:, :, :days]

    def on(self, day: int, place: int = 0) -> Standing | None:
        """What a day is to one subject."""
        chosen = (self.place == place) & (self.begin <= day) & (day < self.end)
        return Standing(int(self.standing[chosen][0])) if chosen.any() else None


def last_day(calendar: Calendar, as_at: int) -> int:
    """The last day that was over at a moment."""
    day = calendar.day_of(as_at)
    return day if calendar.ends_at(day) == as_at else day - 1


def day_spans(judgment: Judgment, as_at: int) -> DaySpans:
    """The days of each subject up to the last that was over by `as_at`, each as it was seen at its end."""
    number, programme = judgment.numbers, judgment.programme
    duties = np.array(
        [number(name) for name in (
            "place", "owed_from", "due_at", "due_recorded_at", "met_at", "met_recorded_at", "ended_at",
            "ended_recorded_at", "excused_recorded_at", "known_from", "known_to",
        )]
    ).reshape(11, -1)  # fmt: skip
    first = NONE if programme.valid_from is None else programme.valid_from
    last = -NONE - 1 if programme.valid_to is None else programme.valid_to
    until = programme.calendar.starts_at(last_day(programme.calendar, as_at) + 1)
    found = _sweep(
        len(judgment.subjects), duties, np.asarray(judgment.duties.column("unassessable").is_valid()),
        np.ascontiguousarray(judgment.courses), starts_of(programme.calendar), first, last, until,
    )  # fmt: skip
    return DaySpans(*found)


# --- compiled ---------------------------------------------------------------------------------------------------------

OWED, STOPPED, CANNOT, LIVE, EXCUSED, OVERDUE = range(6)  # what holds from one day to before another
PENDING, IS_OVERDUE, IS_EXCUSED, IS_CANNOT, SETTLED = range(5)
(
    PLACE,
    OWED_FROM,
    DUE,
    DUE_RECORDED,
    MET,
    MET_RECORDED,
    ENDED,
    ENDED_RECORDED,
    EXCUSED_RECORDED,
    KNOWN_FROM,
    KNOWN_TO,
) = range(11)
Array = npt.NDArray[np.int64]


@numba.njit(cache=True, nogil=True)
def _sweep(
    subjects: int, duties: Array, cannot: Array, courses: Array, starts: Array, first: int, last: int, until: int
) -> Array:
    """Spans as four rows: place, standing, begin, end."""
    spans, count = np.empty((4, 1024), np.int64), 0
    turns, moments = np.empty((3, 64), np.int64), np.empty(7, np.int64)
    duty = course = 0
    for place in range(subjects):
        n = 0
        while course < courses.shape[1] and courses[0, course] == place:
            is_last = course + 1 == courses.shape[1] or courses[0, course + 1] != place
            ends = -NONE - 1 if is_last else courses[1, course + 1]
            if courses[2, course]:
                turns, n = _hold(turns, n, max(courses[1, course], first), min(ends, last), OWED, starts, until)
            if courses[3, course]:
                turns, n = _hold(turns, n, courses[1, course], ends, STOPPED, starts, until)
            course += 1
        while duty < duties.shape[1] and duties[PLACE, duty] == place:
            if n:
                turns, n = _hold_phases(turns, n, duties, cannot, duty, moments, starts, until)
            duty += 1
        if count + n > spans.shape[1]:
            larger = np.empty((4, 2 * spans.shape[1] + n), np.int64)
            larger[:, :count] = spans[:, :count]
            spans = larger
        count = _spans_of(turns, n, place, spans, count)
    return spans[:, :count]


@numba.njit(cache=True, nogil=True)
def _hold(turns: Array, n: int, begins: int, ends: int, what: int, starts: Array, until: int) -> tuple[Array, int]:
    """Note that something holds on the days whose end lies between two moments, up to `until`."""
    begins, ends = max(0, begins), min(ends, until)
    if begins >= ends:
        return turns, n
    day, last = _day_of(begins, starts), _day_of(ends, starts)
    if day >= last:
        return turns, n
    if n + 2 > turns.shape[1]:
        larger = np.empty((3, 2 * turns.shape[1]), np.int64)
        larger[:, :n] = turns[:, :n]
        turns = larger
    turns[0, n], turns[1, n], turns[2, n] = day, what, 1
    turns[0, n + 1], turns[1, n + 1], turns[2, n + 1] = last, what, -1
    return turns, n + 2


@numba.njit(cache=True, nogil=True)
def _day_of(instant: int, starts: Array) -> int:
    day = min(instant // DAY, len(starts) - 2)
    if instant < starts[day]:
        return day - 1
    return day + 1 if instant >= starts[day + 1] else day


@numba.njit(cache=True, nogil=True)
def _hold_phases(
    turns: Array, n: int, d: Array, cannot: Array, i: int, moments: Array, starts: Array, until: int
) -> tuple[Array, int]:
    """A row's states one after another, each from when until when it is seen."""
    begins, ends, due = max(d[KNOWN_FROM, i], d[OWED_FROM, i]), d[KNOWN_TO, i], d[DUE, i]
    moments[0], moments[1] = begins, ends
    moments[2] = begins if due == NONE else due + 1
    moments[3] = begins if due == NONE else d[DUE_RECORDED, i]
    moments[4] = begins if due == NONE or d[EXCUSED_RECORDED, i] == NONE else max(d[EXCUSED_RECORDED, i], due + 1)
    moments[5] = begins if d[MET, i] == NONE else max(d[MET, i], d[MET_RECORDED, i])
    moments[6] = begins if d[ENDED, i] == NONE else max(d[ENDED, i], d[ENDED_RECORDED, i])
    for j in range(7):
        moments[j] = min(max(moments[j], begins), max(begins, ends))
    moments.sort()
    for j in range(6):
        if moments[j] < moments[j + 1]:
            state = _state_at(d, cannot[i], i, moments[j])
            if state in (PENDING, IS_OVERDUE):
                turns, n = _hold(turns, n, moments[j], moments[j + 1], LIVE, starts, until)
            if state not in (PENDING, SETTLED):
                what = OVERDUE if state == IS_OVERDUE else EXCUSED if state == IS_EXCUSED else CANNOT
                turns, n = _hold(turns, n, moments[j], moments[j + 1], what, starts, until)
    return turns, n


@numba.njit(cache=True, nogil=True)
def _state_at(d: Array, cannot: bool, i: int, moment: int) -> int:
    """`Duty.state_at`, as far as days in compliance tell states apart."""
    if cannot:
        return IS_CANNOT
    due = NONE if d[DUE_RECORDED, i] > moment else d[DUE, i]
    if d[MET, i] != NONE and max(d[MET, i], d[MET_RECORDED, i]) <= moment:
        return SETTLED
    if d[EXCUSED_RECORDED, i] != NONE and due != NONE and max(d[EXCUSED_RECORDED, i], due + 1) <= moment:
        return IS_EXCUSED
    if d[ENDED, i] != NONE and max(d[ENDED, i], d[ENDED_RECORDED, i]) <= moment:
        return SETTLED
    return PENDING if due == NONE or moment <= due else IS_OVERDUE


@numba.njit(cache=True, nogil=True)
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


@numba.njit(cache=True, nogil=True)
def _put_in_order(turns: Array, n: int) -> None:
    """By day. They come nearly in order, so each goes back only a little."""
    for i in range(1, n):
        day, what, change = turns[0, i], turns[1, i], turns[2, i]
        j = i - 1
        while j >= 0 and turns[0, j] > day:
            turns[0, j + 1], turns[1, j + 1], turns[2, j + 1] = turns[0, j], turns[1, j], turns[2, j]
            j -= 1
        turns[0, j + 1], turns[1, j + 1], turns[2, j + 1] = day, what, change


@numba.njit(cache=True, nogil=True)
def _standing_of(holds: Array) -> int:
    if holds[OWED] == 0:
        return -1
    if holds[CANNOT] > 0:
        return 4
    if holds[STOPPED] > 0:
        return 2
    if holds[EXCUSED] > 0 and holds[LIVE] == 0:
        return 3
    return 1 if holds[OVERDUE] > 0 else 0
