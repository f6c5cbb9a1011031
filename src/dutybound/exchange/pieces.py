"""A table too large to be held, on disk in pieces: as drawn, then without the rows that break a constraint."""

import shutil
import tempfile
import weakref
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from dutybound.duties.schema import Table
from dutybound.exchange.assembling import Assembled
from dutybound.exchange.casting import ARROW
from dutybound.exchange.drawing import Drawn
from dutybound.exchange.private import private
from dutybound.exchange.zones import Mask, Whole

ROW, WHOLE = "@row", "@whole"  # the number of a row in its file; whether it says nothing wrong by itself
AS_WRITTEN = "@written:"  # before the name of an id or link: how it stands in the file, where it is mapped


def arrow_schema(table: Table) -> pa.Schema:
    return pa.schema([(column.name, ARROW[column.type]) for column in table.columns.values()])


def links(table: Table) -> list[str]:
    """The columns by which rows are known, and belong to others."""
    return ["id", *(name for name, column in table.columns.items() if column.refers_to is not None)]


class Pieces:
    """The pieces of one table, in a folder that goes when nobody reads them any more."""

    def __init__(self, table: Table) -> None:
        self.table, self.files = table, list[Path]()
        self.folder = Path(tempfile.mkdtemp(prefix="dutybound-"))
        self._gone = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def add(self, one: Assembled, whole: Mask) -> None:
        """Write the rows of a piece; how an id is written in the file is kept for what is said of it."""
        rows = one.table.append_column(ROW, pa.array(one.rows)).append_column(WHOLE, pa.array(whole))
        for name in links(self.table):
            drawn = one.drawn.get(name)
            written = pa.nulls(len(rows), pa.string()) if drawn is None else _as_written(drawn)
            rows = rows.append_column(AS_WRITTEN + name, written)
        self._write(rows, self.folder / f"{len(self.files):08}.parquet")

    def add_nothing(self) -> None:
        """A piece without rows: a table has one piece at least."""
        more = [
            (ROW, pa.int64()),
            (WHOLE, pa.bool_()),
            *((AS_WRITTEN + name, pa.string()) for name in links(self.table)),
        ]
        schema = arrow_schema(self.table)
        for name, kind in more:
            schema = schema.append(pa.field(name, kind))
        self._write(schema.empty_table(), self.folder / f"{len(self.files):08}.parquet")

    def _write(self, rows: pa.Table, file: Path) -> None:
        pq.write_table(rows, private(file), compression="lz4")
        if file not in self.files:
            self.files.append(file)

    def kept(self, dropped: Whole) -> tuple[ds.Dataset, int]:
        """The table without the rows that are not whole, or `dropped`, and how many it has; it owns the pieces now."""
        count = 0
        for file in self.files:
            said = pq.read_table(file, columns=[ROW, WHOLE])
            keep = np.asarray(said.column(WHOLE)) & ~np.isin(np.asarray(said.column(ROW)), dropped)
            count += int(keep.sum())
            if not keep.all():
                self._write(pq.read_table(file).filter(pa.array(keep)), file)
        self._gone.detach()
        rows = ds.dataset([str(file) for file in self.files], schema=arrow_schema(self.table), format="parquet")
        weakref.finalize(rows, shutil.rmtree, self.folder, ignore_errors=True)
        return rows, count


def _as_written(drawn: Drawn) -> pa.Array:
    """As `Drawn.written` says it, of every row."""
    texts = pa.array([None if one is None else str(one) for one in drawn.distinct.to_pylist()], pa.string())
    return texts.take(drawn.indices).fill_null("")
