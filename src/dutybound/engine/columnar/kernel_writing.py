"""Compiled: rows, notices and courses as they are written."""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.shapes import NOTHING, Array, Kit


@compiled
def write_rows(k: Kit, group: int, out: Array, first: int) -> None:
    for i in range(k.s[0].duties):
        row, n = k.rows[k.w[i].sorting], first + i
        out[0, n] = group
        out[1, n] = k.f[row.anchor].index
        out[2, n] = row.owed_from
        out[3, n] = row.owed_recorded
        out[4, n] = row.due
        out[5, n] = row.due_recorded
        out[6, n] = row.met
        out[7, n] = row.met_recorded
        out[8, n] = NOTHING if row.met_by == NOTHING else k.f[row.met_by].index
        out[9, n] = row.ended
        out[10, n] = row.ended_recorded
        out[11, n] = row.excused
        out[12, n] = row.unassessable
        out[13, n] = row.policy
        out[14, n] = row.known_from
        out[15, n] = row.known_to


@compiled
def write_notices(k: Kit, group: int, notices: Array, first: int) -> None:
    for i in range(k.s[0].notices):
        one = k.w[i]
        notices[0, first + i] = group
        notices[1, first + i] = one.notice
        notices[2, first + i] = k.f[one.notice_fact].index
        notices[3, first + i] = one.notice_known


@compiled
def write_courses(k: Kit, group: int, courses: Array, first: int) -> None:
    for i in range(k.s[0].courses):
        one = k.w[i]
        courses[0, first + i] = group
        courses[1, first + i] = one.course_known
        courses[2, first + i] = one.course_holds
        courses[3, first + i] = one.course_stopped
