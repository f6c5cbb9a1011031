"""The tables of a source, ready to be asked: every time as whole numbers, with the local day looked up beside it."""

import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds

from dutybound.duties.calendar import FIRST_DAY, LAST_DAY, Calendar
from dutybound.duties.limits import Limit, Unit
from dutybound.duties.schema import OPTIONAL, ColumnType, Schema, Table
from dutybound.engine.local_days import days_of, first_instants, starts_of

DAY = "@day"  # beside a time column: the first instant of its local day
NUMBER, NEXT, VOIDED = "@version", "@superseded", "@voided"  # of the rows of a versioned table
OF_VERSIONS = ", ".join(f'"{name}"' for name in (NUMBER, NEXT, NEXT + DAY, VOIDED, VOIDED + DAY))
LAID_OUT = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'"


Rows: TypeAlias = pa.Table | ds.Dataset
PIECE = 1 << 18  # rows taken up at once
IN_MEMORY = 4_000_000  # rows; a source of more is kept on disk
MEMORY = "2GB"  # of the database then


@dataclass(frozen=True)
class Source:
    """Tables in DuckDB; times are microseconds since 1970 in UTC. `unmapped` columns were not delivered."""

    schema: Schema
    calendar: Calendar
    connection: duckdb.DuckDBPyConnection
    unmapped: frozenset[tuple[str, str]] = field(default=frozenset())
    in_hindsight: bool = False  # no column says when another was recorded, whatever its table declares
    lookups: set[str] = field(default_factory=set, repr=False)
    origin: "Source | None" = field(default=None, repr=False)  # whose tables this one looks at, and keeps alive

    def look_up(self, windows: Mapping[str, Limit]) -> None:
        """Make the tables of days that queries join, each once."""
        for name, limit in windows.items():
            if name not in self.lookups:
                self.connection.register("loading", _days_around(self.calendar, limit))
                self.connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM loading')
                self.connection.unregister("loading")
                self.lookups.add(name)


def source_of(
    tables: Mapping[str, Rows],
    schema: Schema,
    calendar: Calendar,
    unmapped: Collection[tuple[str, str]] = (),
    known_at: int | None = None,
    only: Collection[str] | None = None,
) -> Source:
    """Arrow tables (dates as date32, instants as timestamp[us] in UTC) as a source. Zones are looked up here.

    With `known_at` it is the source in hindsight: what was on record by then, each as if recorded when it happened.
    With `only`, the other tables are not laid out: what nobody asks for takes as long as what is asked for.
    A source of very many rows lies in a private folder on disk for as long as it is used.
    """
    source = Source(schema, calendar, _connected(tables), frozenset(unmapped), known_at is not None)
    for name, table in (schema if only is None else schema.only(only)).tables.items():
        _take_up(source, tables[name], table)
        if known_at is None and table.versioned_by is None:
            source.connection.execute(f'ALTER TABLE loading RENAME TO "{name}"')
            continue
        rows = "SELECT * FROM loading" if known_at is None else _in_hindsight(table, known_at, "loading")
        source.connection.execute(f'CREATE TABLE "{name}" AS {_versions(table, rows)}')
        source.connection.execute("DROP TABLE loading")
    return source


def in_hindsight(source: Source, known_at: int) -> Source:
    """A source as `source_of` makes it with `known_at`, from one without: nothing is taken up or looked up again.

    Its tables are views of the other's, and what a view is not asked for is not worked out. Only the versions of a row
    are laid out, because all of them must be looked at to tell which is the last.
    """
    connection = source.connection.cursor()
    found = Source(source.schema, source.calendar, connection, source.unmapped, True, set(source.lookups), source)
    space = f"hindsight {known_at}"
    connection.execute(f'DROP SCHEMA IF EXISTS "{space}" CASCADE; CREATE SCHEMA "{space}"')
    laid_out = {name for (name,) in connection.execute(LAID_OUT).fetchall()}
    for name, table in source.schema.tables.items():
        if name in laid_out:
            kind, at_hand = ("VIEW", "*") if table.versioned_by is None else ("TABLE", f"* EXCLUDE ({OF_VERSIONS})")
            rows = _in_hindsight(table, known_at, f'(SELECT {at_hand} FROM main."{name}")')
            connection.execute(f'CREATE {kind} "{space}"."{name}" AS {_versions(table, rows)}')
    connection.execute(f"SET search_path = '\"{space}\",main'")
    return found


def _connected(tables: Mapping[str, Rows]) -> duckdb.DuckDBPyConnection:
    """A database for tables: in memory, or in a folder that goes when the database is used no more."""
    if sum(count_of(rows) for rows in tables.values()) <= IN_MEMORY:
        connection = duckdb.connect(":memory:")
    else:
        folder = tempfile.mkdtemp(prefix="dutybound-")
        connection = duckdb.connect(f"{folder}/source.duckdb", config={"memory_limit": MEMORY})
        weakref.finalize(connection, shutil.rmtree, folder, ignore_errors=True)
    connection.execute("SET enable_progress_bar = false")  # in a process of its own it would draw one over the results
    return connection


def _take_up(source: Source, rows: Rows, table: Table) -> None:
    """The rows of a table, with local days beside their times, as the table `loading`."""
    for number, piece in enumerate(pieces_of(rows)):
        source.connection.register("piece", _with_days(piece, table, source.calendar))
        how = "INSERT INTO loading" if number else "CREATE TABLE loading AS"
        source.connection.execute(f"{how} SELECT * FROM piece")
        source.connection.unregister("piece")


def count_of(rows: Rows) -> int:
    return int(rows.num_rows if isinstance(rows, pa.Table) else rows.count_rows())


def pieces_of(rows: Rows) -> Iterator[pa.Table]:
    """A table in pieces, so that one that lies in a file is never in memory whole; at least one, if it is empty."""
    if isinstance(rows, pa.Table):
        for first in range(0, max(1, rows.num_rows), PIECE):
            yield rows.slice(first, PIECE)
        return
    yield rows.schema.empty_table()
    for batch in rows.to_batches(batch_size=PIECE, batch_readahead=2, fragment_readahead=1):
        yield pa.Table.from_batches([batch])


def _with_days(loaded: pa.Table, table: Table, calendar: Calendar) -> pa.Table:
    columns: dict[str, pa.ChunkedArray | pa.Array] = {}
    for name, column in table.columns.items():
        values = loaded.column(name).combine_chunks()
        if not column.type.is_time:
            columns[name] = values
            continue
        missing = np.asarray(values.is_null())
        if column.type is ColumnType.DATE:
            days = np.asarray(values.cast(pa.int32()).fill_null(1), dtype=np.int64)
            starts = instants = first_instants(days, calendar)
        else:
            instants = np.asarray(values.cast(pa.int64()).fill_null(0), dtype=np.int64)
            starts = first_instants(days_of(instants, calendar), calendar)
        columns[name] = pa.array(instants, mask=missing)
        columns[name + DAY] = pa.array(starts, mask=missing)
    return pa.table(columns)


def _in_hindsight(table: Table, known_at: int, loaded: str) -> str:
    """The rows of what was `loaded`, and the values in them, that were on record by then; of versions the last.

    When something was recorded stays what it is, a time that a standard may ask for. Only of holdings and excusals it
    is forgotten here: nothing asks for it there but to tell when they were known.
    """
    by, kept = table.versioned_by, table.recorded or table.began_recorded
    recorded = {one for name in table.columns if (one := table.recorded_for(name)) is not None}
    forgotten = recorded if table.name in OPTIONAL else set()
    replaced = [f'NULL::BIGINT AS "{name}{day}"' for name in forgotten for day in ("", DAY)]
    for name, column in table.columns.items():
        own = name if name in recorded else table.recorded_for(name)
        if own not in (None, kept) and name not in forgotten:
            on_record = f'"{own}" IS NULL OR "{own}" <= {known_at}'
            for day in ("", DAY) if column.type.is_time else ("",):
                replaced.append(f'CASE WHEN {on_record} THEN "{name}{day}" END AS "{name}{day}"')
    times = dict.fromkeys(one for one in (kept, table.restated) if one is not None)
    where = " AND ".join(f'("{one}" IS NULL OR "{one}" <= {known_at})' for one in times) or "true"
    rows = f"SELECT * REPLACE ({', '.join(replaced)}) FROM" if replaced else "SELECT * FROM"
    if by is None:
        return f"{rows} (SELECT * FROM {loaded} WHERE {where})"
    last = f'row_number() OVER (PARTITION BY "id" ORDER BY "{by}" DESC NULLS LAST) = 1'
    stands = f'NOT coalesce("{table.void}", false)' if table.void else "true"
    return f"{rows} (SELECT * FROM (SELECT * FROM {loaded} WHERE {where} QUALIFY {last}) WHERE {stands})"


def _versions(table: Table, rows: str) -> str:
    """Each version with its number, and with when the next, or a void, took its place."""
    by = table.versioned_by
    if by is None:
        return rows
    ordered = f'(PARTITION BY "id" ORDER BY "{by}" NULLS FIRST'  # the first version of a restated row has no time
    window = f"OVER {ordered})"
    void = f'coalesce("{table.void}", false)' if table.void else "false"
    columns = [f'row_number() {window} AS "{NUMBER}"']
    for day in ("", DAY):
        columns.append(f'lead("{by}{day}") {window} AS "{NEXT}{day}"')
        after = f"OVER {ordered} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)"
        columns.append(f'min(CASE WHEN {void} THEN "{by}{day}" END) {after} AS "{VOIDED}{day}"')
    return f"SELECT *, {', '.join(columns)} FROM ({rows})"


@lru_cache
def _days_around(calendar: Calendar, limit: Limit) -> pa.Table:
    """For the start of each local day: the start of the day so long before, and of the day after so long ahead."""
    days = np.arange(FIRST_DAY, LAST_DAY - 4000)
    if limit.unit is not Unit.MONTH and not limit.without:  # all days are as long, so nothing is counted one by one
        count = calendar.day_count(FIRST_DAY, limit)
        back, over = days - count, days + count + 1
    else:
        table = days.tolist()
        back = np.array([calendar.days_back(day, limit) if day else FIRST_DAY for day in table])
        over = np.array([calendar.add_days(day, calendar.day_count(day, limit), limit.without) + 1 for day in table])
    starts = starts_of(calendar)
    return pa.table({"day": starts[days], "back": starts[np.maximum(FIRST_DAY, back)], "over": starts[over]})
