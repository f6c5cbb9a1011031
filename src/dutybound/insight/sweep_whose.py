"""Whose each duty row is at a moment: `engine.holding.whose` over many rows."""

# mypy: disable-error-code="no-any-return, untyped-decorator"

import numpy as np

from dutybound.duties.limits import DAY
from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.shapes import NONE, OVERDUE, Array
from dutybound.engine.holding import INHERITED_WITHIN_DAYS
from dutybound.insight.sweep import Rows
from dutybound.insight.sweep_held import NEVER, entry, goes_before

NOBODY = -1


@entry
def holder_of_rows(
    r: Rows, states: Array, first: Array, began: Array, began_known: Array, ended: Array, ended_known: Array,
    slots: Array, officers: Array, moment: int,
) -> tuple[Array, Array]:  # fmt: skip
    """The slot of each row, 0 where nobody has it, and whether it was taken over shortly before it fell due."""
    found, inherited = np.zeros(len(r.place), np.int64), np.zeros(len(r.place), np.bool_)
    for i in range(len(r.place)):
        begin, end = first[r.place[i]], first[r.place[i] + 1]
        if states[i] < 0 or begin == end:
            continue
        at = moment if states[i] <= OVERDUE else min(moment, _settled(r, i, moment))
        last = _last_at(begin, end, began, began_known, ended, ended_known, moment, at)
        if last == NOBODY:
            continue
        found[i], due = slots[last], r.due_at[i]
        took = began[last]
        if due == NONE or r.due_recorded_at[i] > moment or took <= r.owed_from[i]:
            continue
        if 0 <= due - took <= INHERITED_WITHIN_DAYS * DAY:
            before = _last_at(begin, end, began, began_known, ended, ended_known, moment, took - 1)
            goes_on = before != NOBODY and slots[before] == slots[last] and officers[before] == officers[last]
            inherited[i] = not goes_on
    return found, inherited


@compiled
def _settled(r: Rows, i: int, moment: int) -> int:
    at = NEVER
    if r.met_at[i] != NONE and max(r.met_at[i], r.met_recorded_at[i]) <= moment:
        at = min(at, r.met_at[i])
    if r.ended_at[i] != NONE and max(r.ended_at[i], r.ended_recorded_at[i]) <= moment:
        at = min(at, r.ended_at[i])
    if r.due_at[i] != NONE and max(r.due_at[i] + 1, r.due_recorded_at[i]) <= moment:
        at = min(at, r.due_at[i])
    return at


@compiled
def _last_at(
    begin: int, end: int, began: Array, began_known: Array, ended: Array, ended_known: Array, moment: int, at: int
) -> int:
    """Who held it at an instant, or had held it last, as known at a moment: of several, who took it last."""
    last, until, latest = NOBODY, NONE, NONE
    for j in range(begin, end):
        if began_known[j] <= moment and began[j] <= at:
            own = min(ended[j], at + 1) if ended_known[j] <= moment else at + 1
            if goes_before(own, began[j], until, latest):
                last, until, latest = j, own, began[j]
    return last
