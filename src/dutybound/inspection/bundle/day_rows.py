"""days.parquet and subject_days.parquet of a bundle, and whether they agree with its duties and with each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.duties.calendar import Calendar, date_of
from dutybound.duties.duty import State
from dutybound.engine.local_days import starts_of
from dutybound.insight.compliance import Standing, last_day
from dutybound.insight.shares import Share, share_of
from dutybound.inspection.bundle.duty_rows import NEVER, PLACE, STATES, DutyRows, Numbers, known

SUBJECTS = tuple(f"subjects_{standing.name.lower()}" for standing in Standing)
DAYS = tuple(f"days_{standing.name.lower()}" for standing in Standing)
NO_DAYS = np.empty(0, np.int64)


@dataclass(frozen=True)
class DayRows:
    """The rows of one standard: `unit` ("" where none is known), `day`, and counts, a line for each row."""

    unit: tuple[str, ...] = ()
    day: Numbers = field(default_factory=NO_DAYS.copy)
    states: Numbers = field(default_factory=lambda: np.empty((0, len(STATES)), np.int64))
    standings: Numbers = field(default_factory=lambda: np.empty((0, len(Standing)), np.int64))
    in_date_said: Numbers = field(default_factory=lambda: np.empty((0, 2), np.int64))

    def units(self) -> set[str]:
        return set(self.unit)

    def counts_unit(self, unit: str) -> bool:
        return unit in self.unit

    def in_date(self, day: int, unit: str | None = None) -> tuple[int, int] | None:
        """Of the subjects that the standard held for at the end of a day, those with nothing overdue, and all."""
        found = self._of(unit)[self._day(unit) == day].sum(axis=0)
        if not found.any():
            return None
        live = int(found.sum() - found[Standing.UNASSESSABLE])
        return live - int(found[Standing.OVERDUE]), live

    def in_compliance(self, unit: str) -> tuple[int, int]:
        """Subject-days within the standard, and of how many."""
        found = self._of(unit).sum(axis=0)
        within, overdue = int(found[Standing.WITHIN]), int(found[Standing.OVERDUE])
        return within, within + overdue

    def live_days(self) -> list[int]:
        """The days on which the standard held for anybody, in their order."""
        return [int(day) for day in np.unique(self.day[self.standings.any(axis=1)])]

    def _own(self, unit: str | None) -> np.ndarray:
        return (
            np.ones(len(self.unit), np.bool_)
            if unit is None
            else np.asarray([one == unit for one in self.unit], np.bool_)
        )

    def _of(self, unit: str | None) -> Numbers:
        return np.asarray(self.standings[self._own(unit)])

    def _day(self, unit: str | None) -> Numbers:
        return np.asarray(self.day[self._own(unit)])

    def odd(self, name: str, rows: DutyRows, calendar: Calendar, as_at: int) -> Iterator[str]:
        """Days on which the duties, looked back on, do not add up to what the file counts."""
        last = last_day(calendar, as_at)
        counted = daily_states(rows, calendar, last)
        told = np.zeros_like(counted)
        inside = self.day <= last
        np.add.at(told, self.day[inside], self.states[inside])
        days, states = np.nonzero(counted != told)
        for day, state in list(zip(days.tolist(), states.tolist(), strict=True))[:SHOWN]:
            said, found = int(told[day, state]), int(counted[day, state])
            where = f"days.parquet, {name}, {date_of(day)}, {STATES[state].value}"
            yield f"{where}: it says {said:,}, and the duties say {found:,}"
        if len(days) > SHOWN:
            yield f"days.parquet, {name}: {len(days) - SHOWN:,} more of these"
        yield from self._within_itself(name)

    def _within_itself(self, name: str) -> Iterator[str]:
        """`live` and `in_date` follow from the five standings beside them."""
        live = self.standings.sum(axis=1) - self.standings[:, Standing.UNASSESSABLE]
        both = np.stack([live - self.standings[:, Standing.OVERDUE], live], axis=1)
        for place in np.flatnonzero((both != self.in_date_said).any(axis=1)).tolist()[:SHOWN]:
            where = f"days.parquet, {name}, {date_of(int(self.day[place]))}"
            yield f"{where}: in_date and live are not those of its subjects"


SHOWN = 5


def daily_states(rows: DutyRows, calendar: Calendar, last: int) -> Numbers:
    """How many rows are in each state at the end of each day from 1970 to `last`, as then known: days by states.

    A row's life falls into stretches of one state; each adds one from the first day whose end lies in it.
    """
    ends = starts_of(calendar)[1 : last + 2] - 1
    change = np.zeros((last + 2, len(STATES)), np.int64)
    for state, begins, until in _stretches(rows):
        lasts = begins < until
        for instants, step in ((begins[lasts], 1), (until[lasts], -1)):
            change[:, PLACE[state]] += step * np.bincount(np.searchsorted(ends, instants), minlength=last + 2)
    return np.cumsum(change, axis=0)[:-1]


def _stretches(rows: DutyRows) -> Iterator[tuple[State, Numbers, Numbers]]:
    """Each state with when, for every row, a stretch of it begins and before when it is over."""
    start, end = np.maximum(rows.known_from, rows.owed_from), rows.known_to
    yield State.UNASSESSABLE, start, np.where(rows.unassessable, end, start)
    over = np.where(rows.unassessable, start, end)  # of what cannot be assessed no other stretch is left
    due_told = np.where((rows.due_at == NEVER) | (rows.due_recorded_at == NEVER), -NEVER, rows.due_recorded_at)
    late_from = np.where(rows.due_at == NEVER, NEVER, np.maximum(rows.due_at + 1, due_told))
    met, ended = known(rows.met_at, rows.met_recorded_at), known(rows.ended_at, rows.ended_recorded_at)
    excused = np.where(rows.excused_recorded_at == NEVER, NEVER, np.maximum(rows.excused_recorded_at, late_from))
    for (good, bad), at, happened, until in (
        ((State.MET, State.MET_LATE), met, rows.met_at, over),
        ((State.LAPSED, State.MISSED), ended, rows.ended_at, np.minimum(over, np.minimum(met, excused))),
    ):
        begins = np.maximum(start, at)
        turns = np.where(happened <= rows.due_at, until, np.clip(due_told, begins, np.maximum(begins, until)))
        yield good, begins, np.minimum(turns, until)
        yield bad, turns, until
    yield State.EXCUSED, np.maximum(start, excused), np.minimum(over, met)
    live = np.minimum(over, np.minimum(met, np.minimum(excused, ended)))
    turns = np.clip(late_from, start, np.maximum(start, live))
    yield State.PENDING, start, np.minimum(turns, live)
    yield State.OVERDUE, turns, live


@dataclass(frozen=True)
class DayFileRead:
    standards: dict[str, DayRows]

    def of(self, name: str) -> DayRows:
        return self.standards.get(name, DayRows())


def read_days(file: Path) -> DayFileRead:
    table = pq.read_table(file)
    standard = table.column("standard").combine_chunks().dictionary_encode()
    code = np.asarray(standard.indices)
    unit = np.asarray([one or "" for one in table.column("unit").to_pylist()], dtype=object)
    day = np.asarray(table.column("day").cast(pa.int32()), dtype=np.int64)
    states, standings, in_date = (
        _lines(table, names) for names in ([one.value for one in STATES], SUBJECTS, ("in_date", "live"))
    )
    return DayFileRead(
        {
            name: DayRows(tuple(unit[own].tolist()), day[own], states[own], standings[own], in_date[own])
            for place, name in enumerate(standard.dictionary.to_pylist())
            if (own := code == place).any()
        }
    )


def _lines(table: pa.Table, names: tuple[str, ...] | list[str]) -> Numbers:
    return np.stack([np.asarray(table.column(name).fill_null(0), dtype=np.int64) for name in names], axis=1)


@dataclass(frozen=True)
class SubjectDays:
    """The days of each subject by standing."""

    days: Numbers

    def share(self, stopped_count: bool) -> Share | None:
        within, overdue, suspended, excused, _ = self.days.T
        if stopped_count:
            within = within + suspended + excused
        return share_of(within, within + overdue)

    def odd(self, name: str, days: DayRows) -> Iterator[str]:
        """The days of subjects one by one, and those of all subjects day by day, are the same days."""
        for column, one, other in zip(DAYS, self.days.sum(axis=0), days.standings.sum(axis=0), strict=True):
            if one != other:
                yield f"subject_days.parquet, {name}, {column}: {one:,} in all, where days.parquet has {other:,}"


def read_subject_days(file: Path) -> dict[str, SubjectDays]:
    table = pq.read_table(file)
    standard = table.column("standard").combine_chunks().dictionary_encode()
    code, days = np.asarray(standard.indices), _lines(table, DAYS)
    return {name: SubjectDays(days[code == place]) for place, name in enumerate(standard.dictionary.to_pylist())}
