"""Days in compliance: the days on which, at their end and as then known, nothing recurring was overdue.

One sweep over the days of each subject, from its duties and its course alone; any figure for any day follows from the
spans that it leaves.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from dutybound.duties.calendar import Calendar
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.relation import Judgment, Numbers
from dutybound.insight.rows import rows_of, window_of
from dutybound.insight.sweep_standings import standings


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
    rows, programme = rows_of(judgment), judgment.programme
    window = window_of(judgment, rows, last_day(programme.calendar, as_at))
    valid = (
        NONE if programme.valid_from is None else programme.valid_from,
        -NONE - 1 if programme.valid_to is None else programme.valid_to,
    )
    courses = np.ascontiguousarray(judgment.courses)
    found = standings(rows, courses, len(judgment.subjects), valid, window.starts, window.first)
    return DaySpans(found[0], found[1], found[2] + window.first, found[3] + window.first)
