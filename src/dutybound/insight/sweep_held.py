"""Who holds a subject, for the sweep: day by day, and at a moment.

numba keeps what it compiled until a file of the sweep changes, whichever of them it is (`entry`).
"""

# mypy: disable-error-code="no-any-return, untyped-decorator"

from pathlib import Path
from typing import NamedTuple

import numpy as np

from dutybound.duties.limits import DAY
from dutybound.engine.columnar.compiled import compiled, entry_with
from dutybound.engine.columnar.shapes import NONE, Array

entry = entry_with(*sorted(Path(__file__).parent.glob("sweep*.py")))
NEVER = 1 << 62  # an instant, or a day, that does not come


class Held(NamedTuple):
    """Who held which subject: the holdings of place p are those from `first[p]` to before `first[p + 1]`.

    Instants, and the local days from whose end on they are known, counted from the first day of the sweep. `line` is
    the slot that holds each subject now, or held it last, on every day: from `line_day` on it is `line_slot`; before,
    slot 0: nobody.
    """

    first: Array
    began: Array
    began_day: Array
    ended: Array
    ended_day: Array
    slot: Array
    line: Array
    line_day: Array
    line_slot: Array


@compiled
def day_of(instant: int, starts: Array, first: int) -> int:
    """From the end of which day on an instant is past, counted from the first of `starts`; all days at most."""
    day = min(max(instant // DAY - first, 0), len(starts) - 2)
    if instant < starts[day]:
        return max(0, day - 1)
    return day + 1 if instant >= starts[day + 1] else day


@compiled
def goes_before(until: int, began: int, until_of_other: int, began_of_other: int) -> bool:
    """Whether of two holdings the first has the subject, or had it last: held longer, or as long and taken on later."""
    return until > until_of_other or (until == until_of_other and began > began_of_other)


@compiled
def slot_now(h: Held, place: int, day: int) -> int:
    slot = 0
    for j in range(h.line[place], h.line[place + 1]):
        if h.line_day[j] > day:
            break
        slot = h.line_slot[j]
    return slot


@compiled
def next_turn(h: Held, place: int, day: int, end: int) -> int:
    for j in range(h.line[place], h.line[place + 1]):
        if h.line_day[j] > day:
            return min(end, h.line_day[j])
    return end


@entry
def lines(
    first: Array, began: Array, ended: Array, began_day: Array, ended_day: Array, slot: Array
) -> tuple[Array, Array, Array]:
    """`line`, `line_day` and `line_slot` of `Held`."""
    line, n = np.zeros(len(first), np.int64), 0
    line_day, line_slot = np.empty(2 * len(began), np.int64), np.empty(2 * len(began), np.int64)
    for place in range(len(first) - 1):
        day, now = next_held(first[place], first[place + 1], began_day, ended_day, -1), 0
        while day < NEVER:
            then, until, latest = 0, NONE, NONE
            for j in range(first[place], first[place + 1]):
                own = ended[j] if ended_day[j] <= day else NEVER
                if began_day[j] <= day and goes_before(own, began[j], until, latest):
                    then, until, latest = slot[j], own, began[j]
            if then != now:
                line_day[n], line_slot[n], now = day, then, then
                n += 1
            day = next_held(first[place], first[place + 1], began_day, ended_day, day)
        line[place + 1] = n
    return line, line_day[:n], line_slot[:n]


@compiled
def next_held(begin: int, end: int, began_day: Array, ended_day: Array, day: int) -> int:
    """The next day on which a holding begins or ends."""
    found = NEVER
    for j in range(begin, end):
        if day < began_day[j] < found:
            found = began_day[j]
        if day < ended_day[j] < found:
            found = ended_day[j]
    return found


@entry
def days_past(instants: Array, starts: Array, first: int) -> Array:
    """`day_of` of many."""
    days = np.empty(len(instants), np.int64)
    for i in range(len(instants)):
        days[i] = day_of(instants[i], starts, first)
    return days
