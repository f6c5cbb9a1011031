"""One standard over all its subjects, as at a moment: its states, rate, coverage, days, months and oddities."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from dutybound.duties.calendar import Calendar, add_months, date_of, day_number
from dutybound.duties.duty import Duty, State
from dutybound.duties.standard import Standard
from dutybound.engine.facts import Programme
from dutybound.engine.judging import SubjectJudged
from dutybound.insight.compliance import Days, days_of, length
from dutybound.insight.shares import Share, share_of

#: Above this share of subjects, or of duties, that cannot be assessed no rate is shown (rule 10).
UNASSESSABLE_AT_MOST = 0.2


@dataclass
class Tally:
    """Fed subject by subject; asked for figures at the end."""

    as_at: int
    judged_by: list[tuple[Standard, Programme]] = field(default_factory=list)  # the versions of the standard
    states: Counter[State] = field(default_factory=Counter)
    subjects: int = 0
    unassessable_subjects: int = 0
    notices: Counter[str] = field(default_factory=Counter)
    born_overdue: int = 0
    months: dict[str, Counter[State]] = field(default_factory=dict)
    in_time: list[int] = field(default_factory=list)  # by subject: duties met in time, of those in the rate
    in_rate: list[int] = field(default_factory=list)
    excused: list[int] = field(default_factory=list)  # by subject: excused duties, which the second rate counts
    places: dict[str, int] = field(default_factory=dict)  # of each subject in these lists
    days: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    month_ends: dict[int, Counter[str]] = field(default_factory=dict)

    @property
    def standard(self) -> Standard:
        """The standard in its newest version."""
        return self.judged_by[-1][0]

    @property
    def calendar(self) -> Calendar:
        return self.judged_by[-1][1].calendar

    @property
    def versions(self) -> list[str]:
        return [standard.version for standard, _ in self.judged_by]

    def take(self, found: SubjectJudged) -> list[tuple[Duty, State]]:
        """Count one subject under the version begun last; returns its duties seen at the moment, with their states."""
        seen = found.judged.seen_at(self.as_at)
        odd = {(notice.what, notice.fact) for notice in found.judged.notices if notice.known <= self.as_at}
        self.notices.update(what for what, _ in odd)
        if self.standard.recurs:
            self._days(days_of(self.judged_by[-1][1], found.judged, self.as_at))
        if not seen:
            return seen
        self.subjects += found.subject not in self.places
        self.states.update(state for _, state in seen)
        self.unassessable_subjects += all(state is State.UNASSESSABLE for _, state in seen)
        self.born_overdue += born_overdue(found.judged.duties, {duty.key for duty, _ in seen})
        self._rate(self.place(found.subject), seen)
        return seen

    def place(self, subject: str) -> int:
        """A subject counts once, whatever the versions of the standard that it is judged by."""
        if subject not in self.places:
            self.places[subject] = len(self.places)
            for counts in (self.in_time, self.in_rate, self.excused):
                counts.append(0)
        return self.places[subject]

    def _rate(self, place: int, seen: list[tuple[Duty, State]]) -> None:
        """A duty not yet due is in no rate, even if it is met; a one-off duty belongs to the month of its due date."""
        counted = [
            (duty.due_at, state)
            for duty, state in seen
            if state.in_rate and duty.due_at is not None and duty.due_at <= self.as_at
        ]
        self.in_rate[place] += len(counted)
        self.in_time[place] += sum(state is State.MET for _, state in counted)
        self.excused[place] += sum(state is State.EXCUSED for _, state in seen)
        if not self.standard.recurs:
            for due, state in counted:
                self.months.setdefault(self.month_of(due), Counter())[state] += 1

    def month_of(self, instant: int) -> str:
        return f"{date_of(self.calendar.day_of(instant)):%Y-%m}"

    def _days(self, days: Days) -> None:
        parts = (days.within, days.overdue, days.suspended, days.excused, days.unassessable)
        within, overdue, suspended, excused, unassessable = (length(part) for part in parts)
        self.days.append((within, overdue, suspended, excused, unassessable))
        all_days = [interval for part in parts for interval in part]
        if not all_days:
            return
        first, last = min(begin for begin, _ in all_days), max(end for _, end in all_days)
        for day in {*month_ends(first, last), self.last_day}:
            status = days.on(day)
            if status is not None:
                self.month_ends.setdefault(day, Counter())[status] += 1

    @property
    def last_day(self) -> int:
        """The last day that was over at the moment asked for."""
        day = self.calendar.day_of(self.as_at)
        return day if self.calendar.ends_at(day) == self.as_at else day - 1

    # --- figures -------------------------------------------------------------------------------------------------

    @property
    def owed(self) -> int:
        return sum(self.states.values())

    @property
    def coverage(self) -> float | None:
        """The share of subjects that can be assessed."""
        return 1 - self.unassessable_subjects / self.subjects if self.subjects else None

    @property
    def shows_rate(self) -> bool:
        return (
            self.subjects > 0
            and self.unassessable_subjects <= UNASSESSABLE_AT_MOST * self.subjects
            and self.states[State.UNASSESSABLE] <= UNASSESSABLE_AT_MOST * self.owed
        )

    def rate(self) -> Share | None:
        """Met in time, of all that fell due: met / (met + met_late + overdue + missed)."""
        return share_of(np.asarray(self.in_time), np.asarray(self.in_rate)) if self.shows_rate else None

    def rate_with_excused(self) -> Share | None:
        """The same with excused duties kept among those that fell due (rule 9)."""
        whole = np.asarray(self.in_rate) + np.asarray(self.excused)
        return share_of(np.asarray(self.in_time), whole) if self.shows_rate else None

    def days_in_compliance(self, stopped_count: bool = False) -> Share | None:
        """The share of days within the standard; with `stopped_count`, suspended and excused days are such days."""
        if not self.days or not self.shows_rate:
            return None
        within, overdue, suspended, excused, _ = np.asarray(self.days).T
        if stopped_count:
            within = within + suspended + excused
        return share_of(within, within + overdue)

    def in_date(self, day: int) -> tuple[int, int] | None:
        """Of the subjects that the standard held for at the end of a day, those with nothing overdue."""
        counts = self.month_ends.get(day)
        if counts is None:
            return None
        live = sum(count for status, count in counts.items() if status != "unassessable")
        return live - counts["overdue"], live


def born_overdue(rows: Iterable[Duty], seen: set[tuple[str, str, str, int]]) -> int:
    """How many of the duties seen became known, in their first row, only after their due date."""
    first: dict[tuple[str, str, str, int], Duty] = {}
    for row in sorted(rows, key=lambda one: one.known_from):
        first.setdefault(row.key, row)
    return sum(row.due_at is not None and row.known_from > row.due_at for key, row in first.items() if key in seen)


def month_ends(first: int, last: int) -> list[int]:
    """The last days of months from one day to before another."""
    month = day_number(date_of(first).replace(day=1))
    ends = []
    while (end := add_months(month, 1) - 1) < last:
        if end >= first:
            ends.append(end)
        month = add_months(month, 1)
    return ends


def states_by_name(states: Mapping[State, int]) -> dict[str, int]:
    """A count for each of the eight states, in their order."""
    return {state.value: states.get(state, 0) for state in State}
