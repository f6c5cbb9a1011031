"""Rows of the records from columns of numbers: whole tables at once, in the records' own schema."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.schema import ColumnType, Schema, Table
from dutybound.records.schema import schema_of_records
from dutybound.simulator.arrow import ARROW, instant, instants
from dutybound.simulator.chance import Chance
from dutybound.simulator.shaping import DAY
from dutybound.simulator.work import NEVER


class Tables:
    """The records of a force while they are written. What was entered after `ends` (a minute) is not in them yet."""

    def __init__(self, chance: Chance, ends: int) -> None:
        self.chance, self.ends = chance, ends
        self.schema: Schema = schema_of_records()
        self.parts: dict[str, list[pa.Table]] = {name: [] for name in self.schema.tables}
        self.truth: dict[str, pa.Table] = {}  # what is so and stands in no record

    def add(self, name: str, /, **columns: Any) -> None:
        """Rows of a table: times are minutes (NEVER: empty), texts a list, an Arrow array or one text for all."""
        table = self.schema.table(name)
        unknown = [
            Problem(f"{name}.{one}", "is no column", nearest(one, table.columns))
            for one in columns
            if one not in table.columns
        ]
        if unknown:
            raise DutyboundError(unknown)
        rows = max(
            (len(value) for value in columns.values() if not isinstance(value, str) and hasattr(value, "__len__")),
            default=0,
        )
        made = {one: self._column(table, one, columns.get(one), rows) for one in table.columns}
        self.parts[name].append(self._known(table, pa.table(made)))

    def so_far(self, name: str) -> pa.Table:
        """The rows of a table that are written already."""
        return pa.concat_tables(self.parts[name]) if self.parts[name] else self._empty(name)

    def put(self, name: str, rows: pa.Table) -> None:
        """These rows in the place of those that are written."""
        self.parts[name] = [rows]

    def _empty(self, name: str) -> pa.Table:
        columns = self.schema.table(name).columns
        return pa.table({one: pa.array([], ARROW[column.type]) for one, column in columns.items()})

    def all(self) -> dict[str, pa.Table]:
        """Every table that this force keeps, in the order in which its rows were entered."""
        return {name: self._joined(name, parts) for name, parts in self.parts.items() if parts}

    def entered(self, practice: str, ids: Any, at: np.ndarray, share: Any) -> np.ndarray:
        """When what happened was entered: within the hour, or, for this share, up to a fortnight later."""
        return np.where(at >= NEVER, NEVER, at + entry_lag(self.chance, practice, ids, share))

    def _joined(self, name: str, parts: list[pa.Table]) -> pa.Table:
        joined = pa.concat_tables(parts)
        return joined.sort_by("recorded_at") if "recorded_at" in self.schema.table(name).columns else joined

    def _column(self, table: Table, name: str, value: Any, rows: int) -> pa.Array:
        kind = ARROW[table.columns[name].type]
        if value is None or isinstance(value, str | bool | float | int):
            return pa.repeat(pa.scalar(value, kind), rows)
        if isinstance(value, pa.Array | pa.ChunkedArray):
            return value
        array = np.asarray(value)
        if table.columns[name].type is ColumnType.INSTANT:
            return instants(array)
        if table.columns[name].type is ColumnType.DATE:
            empty = array >= NEVER
            return pa.array((np.where(empty, 0, array) // DAY).astype(np.int32), mask=empty).cast(kind)
        return pa.array(array, kind)

    def _known(self, table: Table, rows: pa.Table) -> pa.Table:
        """Without what had not been entered by the end, or had not happened."""
        end = instant(self.ends)
        first = "began_at" if table.is_tenure else "happened_at"
        there = None
        for one in (first, "recorded_at"):
            if one in rows.column_names:
                known = pc.less_equal(rows.column(one), end)
                there = known if there is None else pc.and_kleene(there, known)
        rows = rows.filter(pc.fill_null(there, True)) if there is not None else rows
        for name, column in table.columns.items():
            said = column.recorded or ("end_recorded_at" if name == "ended_at" else None)
            if said and said in rows.column_names:
                later = pc.fill_null(pc.greater(rows.column(said), end), False)
                rows = self._emptied(self._emptied(rows, name, later), said, later) if pc.any(later).as_py() else rows
        return rows

    @staticmethod
    def _emptied(rows: pa.Table, name: str, where: Any) -> pa.Table:
        column = rows.column(name)
        emptied = pc.if_else(where, pa.scalar(None, column.type), column)
        return rows.set_column(rows.column_names.index(name), name, emptied)


def entry_lag(chance: Chance, practice: str, ids: Any, share: Any) -> np.ndarray:
    """Minutes until what happened is entered: for whoever cannot act on it before that."""
    late = chance.yes(f"{practice}: entered late", ids, share)
    days = chance.share(f"{practice}: days late", ids)
    lag = np.where(late, DAY + days * 13 * DAY, chance.share(f"{practice}: entering", ids) * 60)
    return np.asarray(lag.astype(np.int64))


def named(prefix: str, numbers: Any, suffix: Any = None) -> pa.Array:
    """Ids like C123, or C123-2; empty where the number is negative."""
    numbers = np.asarray(numbers)
    texts = pa.array(numbers, pa.int64(), mask=numbers < 0).cast(pa.string())
    parts = [pa.scalar(prefix), texts]
    if suffix is not None:
        parts += [pa.scalar("-"), pa.array(np.asarray(suffix), pa.int64()).cast(pa.string())]
    return pc.binary_join_element_wise(*parts, pa.scalar(""))


def chosen(options: Any, which: Any) -> pa.Array:
    """One of a few texts (or None) for each row, by its place among them."""
    return pa.array(list(options), pa.string()).take(pa.array(np.asarray(which).astype(np.int64)))


def told(yes: Any, known: Any) -> pa.Array:
    """Yes or no for each row, and empty where it is not known."""
    return pa.array(np.asarray(yes, bool), pa.bool_(), mask=~np.asarray(known, bool))
