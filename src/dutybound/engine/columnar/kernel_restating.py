"""Compiled: rows closed and opened again where a record or the policy was corrected (`reference.py`)."""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_ledger import copy_row, new_row
from dutybound.engine.columnar.shapes import NONE, NOTHING, Kit


@compiled
def restate(k: Kit, start: int) -> None:
    """What was seen before `start`, closed there unless it still holds, and what is seen from then on.

    The list `order` holds the rows that were current, `snapshot` beside it each as it looked just before `start`.
    """
    s, unused = k.s[0], k.s[0].rows
    current = find_current(k, start)
    n = 0
    for i in range(s.duties):
        if k.rows[k.w[i].duties].known_to <= start:
            k.w[n].later = k.w[i].duties
            n += 1
    for i in range(s.now):
        row = k.rows[k.w[i].now]
        if row.known_to <= start:
            continue
        same = NOTHING
        if row.known_from <= start:
            same = find_same(k, as_seen(k, k.w[i].now, start), current)
            s.rows -= 1
        if same == NOTHING:
            row.known_from = max(row.known_from, start)
        else:
            row.known_from = k.rows[k.w[same].order].known_from
            k.w[same].order = NOTHING
        k.w[n].later = k.w[i].now
        n += 1
    for i in range(current):
        if k.w[i].order != NOTHING:
            unsettle(k, k.w[i].order, start)
            k.rows[k.w[i].order].known_to = start
            k.w[n].later = k.w[i].order
            n += 1
    for i in range(n):
        k.w[i].duties = k.w[i].later
    s.duties, s.rows = n, unused


@compiled
def find_current(k: Kit, start: int) -> int:
    """The rows that were seen just before `start`; of those that look the same the last, in the place of the first."""
    n = 0
    for i in range(k.s[0].duties):
        duty = k.w[i].duties
        if k.rows[duty].known_from < start and start < k.rows[duty].known_to:
            look = as_seen(k, duty, start)
            at = find_same(k, look, n)
            if at == NOTHING:
                at = n
                n += 1
            k.w[at].order, k.w[at].snapshot = duty, look
    return n


@compiled
def find_same(k: Kit, look: int, current: int) -> int:
    for i in range(current):
        if k.w[i].order != NOTHING and looks_same(k, look, k.w[i].snapshot):
            return i
    return NOTHING


@compiled
def looks_same(k: Kit, one: int, other: int) -> bool:
    a, b = k.rows[one], k.rows[other]
    if a.owed_from != b.owed_from or k.f[a.anchor].id != k.f[b.anchor].id:
        return False
    if a.owed_recorded != b.owed_recorded or a.due != b.due or a.due_recorded != b.due_recorded:
        return False
    if a.met != b.met or a.met_recorded != b.met_recorded or (a.met_by == NOTHING) != (b.met_by == NOTHING):
        return False
    if a.met_by != NOTHING and k.f[a.met_by].id != k.f[b.met_by].id:
        return False
    if a.ended != b.ended or a.ended_recorded != b.ended_recorded or a.excused != b.excused:
        return False
    return a.unassessable == b.unassessable and a.policy == b.policy


@compiled
def as_seen(k: Kit, duty: int, moment: int) -> int:
    """A copy of a row as it looked just before `moment`."""
    copy = new_row(k)
    copy_row(k, duty, copy)
    unsettle(k, copy, moment)
    return copy


@compiled
def unsettle(k: Kit, duty: int, moment: int) -> None:
    """Takes from a row what was recorded, or came to be, only at `moment` or later."""
    row, seen = k.rows[duty], moment - 1
    if row.due == NONE or row.due_recorded > seen:
        row.due = row.due_recorded = NONE
    if row.met != NONE and since(row.met, row.met_recorded) > seen:
        row.met = row.met_recorded = NONE
        row.met_by = NOTHING
    if row.ended != NONE and since(row.ended, row.ended_recorded) > seen:
        row.ended = row.ended_recorded = NONE
    if row.excused != NONE:
        due = seen if row.due == NONE or row.due == 0 else row.due
        if max(row.excused, due + 1) > seen:
            row.excused = NONE


@compiled
def since(at: int, recorded: int) -> int:
    """From when it can be seen. (A recorded time of 0, or none, counts as when it happened, as in the reference.)"""
    return at if recorded == 0 else max(at, recorded)
