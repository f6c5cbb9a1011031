"""duties.parquet: the rows of duties as known at a moment. A working file: readable by its owner, not published."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.duties.duty import Duty
from dutybound.exchange.private import private

ROWS = 100_000
IDS = ("subject", "anchor", "met_by")
TIMES = (
    "owed_from", "owed_recorded_at", "due_at", "due_recorded_at", "met_at", "met_recorded_at", "ended_at",
    "ended_recorded_at", "excused_recorded_at", "known_from", "known_to",
)  # fmt: skip
COLUMNS = (
    "standard", "version", "subject", "anchor", "owed_from", "owed_recorded_at", "due_at", "due_recorded_at", "met_at",
    "met_recorded_at", "met_by", "ended_at", "ended_recorded_at", "excused_recorded_at", "unassessable", "policy",
    "known_from", "known_to",
)  # fmt: skip
SCHEMA = pa.schema(
    [pa.field(name, pa.timestamp("us", "UTC") if name in TIMES else pa.string()) for name in COLUMNS]
    + [pa.field("state", pa.string())]
)


class DutyFile:
    """Takes duties and writes them in batches. `state` is the state at the moment; null in a superseded row."""

    def __init__(self, file: Path, reference: Callable[[str | None], str | None], as_at: int) -> None:
        self.file, self.reference, self.as_at = private(file), reference, as_at
        self.writer = pq.ParquetWriter(self.file, SCHEMA, compression="zstd")
        self.rows: list[tuple[Any, ...]] = []

    def add(self, duty: Duty) -> None:
        """A row, if it was known by the moment; what takes its place only later was not known to."""
        if duty.known_from > self.as_at:
            return
        state = duty.state_at(self.as_at)
        values = [getattr(duty, name) for name in COLUMNS]
        for position, name in enumerate(COLUMNS):
            if name in IDS:
                values[position] = self.reference(values[position])
            elif name == "known_to" and duty.known_to > self.as_at:
                values[position] = None
        self.rows.append((*values, None if state is None else state.value))
        if len(self.rows) >= ROWS:
            self.flush()

    def flush(self) -> None:
        if self.rows:
            columns = zip(*self.rows, strict=True)
            arrays = [pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)]
            self.writer.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA))
            self.rows = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.flush()
        self.writer.close()
