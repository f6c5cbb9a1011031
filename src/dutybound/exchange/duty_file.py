"""duties.parquet: the rows of duties as known at a moment. A working file: readable by its owner, not published."""

from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dutybound.exchange.private import private

ROWS = 100_000
AHEAD = 4  # standards whose duties wait to be written
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
    + [pa.field("state", pa.string()), pa.field("unit", pa.string()), pa.field("inherited", pa.bool_())]
)
#: Of few different texts; the others are as many as rows, and making a dictionary of them only takes time.
REPEATED = ("standard", "version", "unassessable", "policy", "state", "unit")


class DutyFile:
    """Takes duties and writes them in batches. `state`, `unit` and `inherited` are as at the moment.

    They are null in a superseded row, and the last two where nobody is known to hold the subject. A thread of its own
    writes, one after another, while the next are judged; what goes wrong there is raised by a later call. After an
    error there is no file: one that can be read and lacks rows would pass for all of them.
    """

    def __init__(
        self,
        file: Path,
        reference: Callable[[pa.ChunkedArray], pa.ChunkedArray] | None,
        as_at: int,
        about: Mapping[str, str] | None = None,
    ) -> None:
        """`reference` turns ids of records into what is written for them; without one the ids are written.

        `about` is what the file says of itself, as its metadata.
        """
        self.file, self.reference, self.as_at = private(file), reference, as_at
        self.writer = pq.ParquetWriter(
            self.file, SCHEMA.with_metadata(dict(about or {})), compression="zstd", use_dictionary=list(REPEATED)
        )
        self.waiting: list[pa.Table] = []  # until there are enough for a row group
        self.thread, self.begun = ThreadPoolExecutor(1), deque[Future[None]]()

    def add(self, duties: pa.Table, state: pa.Array, unit: pa.Array, inherited: pa.Array) -> None:
        """The rows known by the moment, of duties with the columns of COLUMNS, and what each is then."""
        self.begun.append(self.thread.submit(self._add, duties, state, unit, inherited))
        while len(self.begun) > AHEAD:
            self.begun.popleft().result()

    def _add(self, duties: pa.Table, state: pa.Array, unit: pa.Array, inherited: pa.Array) -> None:
        chosen = pc.less_equal(duties.column("known_from"), self.as_at)
        told = {"state": state, "unit": unit, "inherited": inherited}
        rows = pa.table({**{name: duties.column(name) for name in duties.column_names}, **told})
        rows = rows if pc.all(chosen).as_py() else rows.filter(chosen)
        columns = {name: rows.column(name) for name in SCHEMA.names}
        if self.reference is not None:
            columns |= {name: self.reference(columns[name]) for name in IDS}
        later = pc.greater(columns["known_to"], self.as_at)  # what takes its place only later was not known to
        columns["known_to"] = pc.if_else(later, pa.scalar(None, pa.int64()), columns["known_to"])
        written = [columns[field.name].cast(field.type) for field in SCHEMA]
        self.waiting.append(pa.Table.from_arrays(written, schema=SCHEMA))
        if sum(one.num_rows for one in self.waiting) >= ROWS:
            self._write()

    def _write(self) -> None:
        if self.waiting:
            self.writer.write_table(pa.concat_tables(self.waiting), row_group_size=ROWS)
            self.waiting = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._end(error is None)
        except BaseException:
            self.file.unlink(missing_ok=True)
            raise
        if error is not None:
            self.file.unlink(missing_ok=True)

    def _end(self, is_well: bool) -> None:
        try:
            while is_well and self.begun:
                self.begun.popleft().result()
            if is_well:
                self._write()
        finally:
            self.thread.shutdown(cancel_futures=True)
            self.writer.close()


def duties_into(
    file: Path | None,
    reference: Callable[[pa.ChunkedArray], pa.ChunkedArray] | None,
    as_at: int,
    about: Mapping[str, str],
) -> AbstractContextManager[DutyFile | None]:
    """A file of duties, or none where nobody wants it."""
    return nullcontext() if file is None else DutyFile(file, reference, as_at, about)
