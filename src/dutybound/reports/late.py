"""What the file of duties tells that no tally keeps: how late what was late is, and what could not be assessed why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import State
from dutybound.engine.local_days import days_of
from dutybound.reports.contents import LateBand, Lateness

#: The last number of days in each band of lateness, with what to call it; the last band has no end.
BANDS = (
    (0, "later the same day"), (7, "1 to 7 days"), (28, "8 to 28 days"), (91, "29 to 91 days"),
    (182, "92 to 182 days"), (364, "183 to 364 days"),
)  # fmt: skip
BEYOND = "a year or more"
LATE = (State.OVERDUE, State.MET_LATE, State.MISSED)

Days = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Told:
    """By standard: days late, by state; and reasons with how many duties each."""

    late: Mapping[str, Lateness] = field(default_factory=dict)
    reasons: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


def read_duties(file: Path, calendar: Calendar, as_at: int) -> Told:
    """What `duties.parquet` tells, in local days of the calendar."""
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        rows = connection.execute(
            "SELECT standard, state, epoch_us(due_at) AS due, coalesce(epoch_us(CASE state WHEN 'met_late' THEN met_at"
            " WHEN 'missed' THEN ended_at END), ?) AS until FROM read_parquet(?)"
            " WHERE state IN ('overdue', 'met_late', 'missed') AND due_at IS NOT NULL",
            [as_at, str(file)],
        ).fetchnumpy()
        reasons = connection.execute(
            "SELECT standard, unassessable, count(*) FROM read_parquet(?) WHERE state = 'unassessable'"
            " GROUP BY ALL ORDER BY 1, 3 DESC, 2",
            [str(file)],
        ).fetchall()
    standards, states = np.asarray(rows["standard"], dtype=str), np.asarray(rows["state"], dtype=str)
    days = days_of(rows["until"], calendar) - days_of(rows["due"], calendar)
    late = {name: _lateness(days[standards == name], states[standards == name]) for name in np.unique(standards)}
    return Told({str(name): one for name, one in late.items()}, _grouped(reasons))


def _lateness(days: Days, states: npt.NDArray[np.str_]) -> Lateness:
    bands = np.searchsorted([last for last, _ in BANDS], days, side="left")
    labels = [*(label for _, label in BANDS), BEYOND]
    counts = {state: np.bincount(bands[states == state.value], minlength=len(labels)) for state in LATE}
    shown = tuple(LateBand(label, *(int(counts[state][place]) for state in LATE)) for place, label in enumerate(labels))
    owed = days[states == State.OVERDUE.value]
    return Lateness(shown, float(np.median(days)), int(days.max()), int(owed.max()) if len(owed) else None)


def _grouped(reasons: list[tuple[str, str, int]]) -> dict[str, tuple[tuple[str, int], ...]]:
    names = dict.fromkeys(name for name, _, _ in reasons)
    return {name: tuple((reason, count) for of, reason, count in reasons if of == name) for name in names}
