"""Every local day of one standard, as it was known at its end: duties by state and subjects by standing."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dutybound.duties.calendar import Calendar
from dutybound.engine.relation import Judgment
from dutybound.insight.compliance import DaySpans, Standing, last_day
from dutybound.insight.holders import Holdings
from dutybound.insight.rows import rows_of, window_of
from dutybound.insight.states import STATES
from dutybound.insight.sweep import count_states
from dutybound.insight.sweep_standings import count_standings

Counts = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Days:
    """Counts at the end of each local day from `first` on, by slot (a unit; 0 is none).

    `states` is slots by the eight states by days: duties. `standings` is slots by standings by days: subjects; all
    zero where a standard does not recur, since nothing is in or out of compliance then.
    """

    first: int
    states: Counts
    standings: Counts

    @property
    def last(self) -> int:
        return self.first + int(self.states.shape[2]) - 1

    def plus(self, other: "Days") -> "Days":
        """The counts of both together. The longer one's may be used for them, so neither is to be asked again."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        both = self if (self.first, self.last) == (first, last) else Days(
            first, *(_spread(one, self.first, first, last) for one in (self.states, self.standings))
        )  # fmt: skip
        own = slice(other.first - first, other.last - first + 1)
        both.states[:, :, own] += other.states
        both.standings[:, :, own] += other.standings
        return both

    def in_date(self, day: int, slot: int | None = None) -> tuple[int, int] | None:
        """Of the subjects that the standard held for at the end of a day, those with nothing overdue, and all."""
        standings = self._standings(day, day, slot)
        if not standings.any():
            return None
        live = int(standings.sum() - standings[Standing.UNASSESSABLE])
        return live - int(standings[Standing.OVERDUE]), live

    def in_compliance(self, first: int, last: int, slot: int | None = None) -> tuple[int, int]:
        """The subject-days of a period, both days in it, that were within the standard; and of how many."""
        standings = self._standings(first, last, slot)
        within, overdue = int(standings[Standing.WITHIN]), int(standings[Standing.OVERDUE])
        return within, within + overdue

    def counts_anything(self, slot: int) -> bool:
        return bool(self.states[slot].any() or self.standings[slot].any())

    def live_days(self) -> list[int]:
        """The days on which the standard held for anybody."""
        return [int(day) + self.first for day in np.flatnonzero(self.standings.any(axis=(0, 1)))]

    def _standings(self, first: int, last: int, slot: int | None) -> npt.NDArray[np.int64]:
        chosen = self.standings[:, :, max(0, first - self.first) : max(0, last - self.first + 1)]
        by_slot: npt.NDArray[np.int64] = chosen.sum(axis=2, dtype=np.int64)
        return np.asarray(by_slot.sum(axis=0) if slot is None else by_slot[slot])


def _spread(counts: Counts, own: int, first: int, last: int) -> Counts:
    """Counts from the day `own` on, as counts from `first` to `last`. After its last day nothing is known of it."""
    wider = np.zeros((*counts.shape[:2], last - first + 1), np.int32)
    wider[:, :, own - first : own - first + counts.shape[2]] = counts
    return wider


def days_of_judgment(judgment: Judgment, spans: DaySpans | None, holdings: Holdings, as_at: int) -> Days:
    """The days of some subjects up to the last that was over by `as_at`; `spans` where the standard recurs."""
    slots = len(holdings.units)
    calendar: Calendar = judgment.programme.calendar
    rows = rows_of(judgment)
    window = window_of(judgment, rows, last_day(calendar, as_at))
    held = holdings.on_days(window)
    states = np.zeros((slots, len(STATES), window.days + 1), np.int32)
    count_states(rows, held, window.starts, window.first, states)
    np.cumsum(states, axis=2, dtype=np.int32, out=states)
    standings = np.zeros((slots, len(Standing), window.days + 1), np.int32)
    if spans is not None:
        own = np.stack([spans.place, spans.standing, spans.begin - window.first, spans.end - window.first])
        count_standings(own, held, standings)
        np.cumsum(standings, axis=2, dtype=np.int32, out=standings)
    return Days(window.first, states[:, :, :-1], standings[:, :, :-1])
