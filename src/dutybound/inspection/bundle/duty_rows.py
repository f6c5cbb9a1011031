"""Rows of duties.parquet as columns of whole numbers, and what each row is at a moment, from its times alone.

This says again, from the rules and not from the engine, what `Duty.state_at` says: it is what an inspector runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dutybound.duties.duty import State

STATES = tuple(State)
PLACE = {state: place for place, state in enumerate(STATES)}
NOT_SEEN = -1
#: No time: of what never happened. Of `known_to`, that the row still stands.
NEVER = 1 << 62

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class DutyRows:
    """Times in microseconds since 1970 in UTC, `NEVER` where there is none; ids, versions and units as codes.

    `unit` is -1 where none is known. `said` is the state that the file gives, `NOT_SEEN` where it gives none.
    """

    subject: Numbers
    anchor: Numbers
    version: Numbers
    owed_from: Numbers
    due_at: Numbers
    due_recorded_at: Numbers
    met_at: Numbers
    met_recorded_at: Numbers
    ended_at: Numbers
    ended_recorded_at: Numbers
    excused_recorded_at: Numbers
    known_from: Numbers
    known_to: Numbers
    unassessable: Flags
    inherited: Flags
    unit: Numbers
    said: Numbers

    def __len__(self) -> int:
        return len(self.subject)

    def only(self, chosen: Flags) -> "DutyRows":
        return DutyRows(*(getattr(self, one.name)[chosen] for one in fields(self)))

    def states_at(self, moment: int) -> Numbers:
        """The place of each row's state as seen at a moment; `NOT_SEEN` where it is not seen then."""
        due = np.where(told(self.due_recorded_at, moment), self.due_at, NEVER)
        met = known(self.met_at, self.met_recorded_at) <= moment
        excused = (due < NEVER) & (np.maximum(self.excused_recorded_at, due + 1) <= moment)
        ended = known(self.ended_at, self.ended_recorded_at) <= moment
        seen = (self.known_from <= moment) & (moment < self.known_to) & (self.owed_from <= moment)
        return np.select(
            [~seen, self.unassessable, met, excused, ended],
            [
                np.int64(NOT_SEEN),
                np.int64(PLACE[State.UNASSESSABLE]),
                np.where(self.met_at <= due, PLACE[State.MET], PLACE[State.MET_LATE]),
                np.int64(PLACE[State.EXCUSED]),
                np.where(self.ended_at <= due, PLACE[State.LAPSED], PLACE[State.MISSED]),
            ],
            np.where(moment <= due, PLACE[State.PENDING], PLACE[State.OVERDUE]),
        )


def told(recorded: Numbers, moment: int) -> Flags:
    """Whether a time was on record by a moment; one of which nobody says when it was recorded always was."""
    return np.asarray((recorded <= moment) | (recorded == NEVER))


def known(at: Numbers, recorded: Numbers) -> Numbers:
    """From when on it is known that something happened."""
    return np.where(recorded == NEVER, at, np.maximum(at, recorded))


@dataclass(frozen=True)
class DutyFileRead:
    """The rows of each standard, in the order of the file, and the names of the units."""

    standards: dict[str, DutyRows]
    units: tuple[str, ...]


TEXTS = ("subject", "anchor", "version", "unit")
TIMES = (
    "owed_from", "due_at", "due_recorded_at", "met_at", "met_recorded_at", "ended_at", "ended_recorded_at",
    "excused_recorded_at", "known_from", "known_to",
)  # fmt: skip


def read_duty_rows(file: Path) -> DutyFileRead:
    """All rows by standard. A missing `owed_from` lies before everything: such a duty is always seen."""
    table = pq.read_table(file, columns=["standard", *TEXTS, *TIMES, "unassessable", "inherited", "state"])
    columns: dict[str, Any] = {name: _codes(table.column(name)) for name in TEXTS}
    columns |= {name: _times(table.column(name), -NEVER if name == "owed_from" else NEVER) for name in TIMES}
    columns["unassessable"] = np.asarray(pc.is_valid(table.column("unassessable")))
    columns["inherited"] = np.asarray(pc.fill_null(table.column("inherited"), False))
    names = pa.array([state.value for state in STATES])
    columns["said"] = np.asarray(pc.fill_null(pc.index_in(table.column("state"), names), NOT_SEEN), dtype=np.int64)
    rows = DutyRows(**columns)
    standard, named = _codes(table.column("standard")), _names(table.column("standard"))
    found = {name: rows.only(standard == code) for code, name in enumerate(named)}
    return DutyFileRead(found, tuple(_names(table.column("unit"))))


def _dictionary(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return column.combine_chunks().dictionary_encode()


def _names(column: pa.ChunkedArray) -> Sequence[str]:
    names: list[str] = _dictionary(column).dictionary.to_pylist()
    return names


def _codes(column: pa.ChunkedArray) -> Numbers:
    return np.asarray(pc.fill_null(_dictionary(column).indices, -1), dtype=np.int64)


def _times(column: pa.ChunkedArray, missing: int) -> Numbers:
    return np.asarray(pc.fill_null(column.cast(pa.int64()), missing), dtype=np.int64)
