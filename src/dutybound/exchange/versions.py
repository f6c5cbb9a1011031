"""Superseded versions of records: kept beside the current rows, and united with them when a database is read.

Only the tables in which a row was ever restated have versions, so that all others are read as quickly as before. What
a first version says is known as its own times say; every later one has when it came to be known.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from adbc_driver_manager.dbapi import Connection

from dutybound.duties.schema import OPTIONAL, Column, ColumnType, Schema, Table
from dutybound.exchange.databases.address import PostgresAddress
from dutybound.exchange.databases.asking import rows
from dutybound.exchange.databases.postgres import opened_postgres
from dutybound.exchange.databases.sqlite import is_sqlite, opened_sqlite
from dutybound.exchange.databases.stored import StoredTable
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import Given
from dutybound.exchange.manifest import restated_tables
from dutybound.exchange.pieces import arrow_schema
from dutybound.exchange.scratch import scratch

LOAD = "load"
OWN = ("record_source", LOAD)  # how the records came in is written by loading itself, and never delivered
KNOWN, VOID = "version_known_at", "version_void"
#: Where superseded versions lie, in the database of the records and in that of those that lie apart.
STORES = ("superseded_version", "superseded_diversion_version")
ADDED = (
    Column(KNOWN, ColumnType.INSTANT, "From when this version is known; empty: from when its own times say."),
    Column(VOID, ColumnType.BOOLEAN, "Whether the row is withdrawn."),
)
VERSIONS = Table(
    STORES[0],
    {
        name: Column(name, kind, required=name in ("id", "record_table", "record", "content", "is_void"))
        for name, kind in {
            **dict.fromkeys(("id", "record_table", "record", "content"), ColumnType.TEXT),
            **dict.fromkeys(("known_from", "known_to"), ColumnType.INSTANT), "is_void": ColumnType.BOOLEAN,
        }.items()
    },
    began="known_from",
    ended="known_to",
)  # fmt: skip


def restated_in(source: Given) -> frozenset[str]:
    """The tables of which a source, if it is a database of records or made from one, keeps versions.

    Of holdings and excusals none is read: whose a duty was is told as now known.
    """
    if isinstance(source, Path) and source.is_dir():
        return restated_tables(source)
    with asked_of(source) as (stored, connection):
        found = [
            str(name)
            for one in stored
            if one.label in STORES and connection is not None
            for (name,) in rows(connection, f"SELECT DISTINCT record_table FROM {one.sql}")
        ]
    return frozenset(found) - set(OPTIONAL)


def stores_in(source: Given) -> list[str]:
    """Where a database keeps superseded versions, if it is one of records."""
    with asked_of(source) as (stored, _):
        return [one.label for one in stored if one.label in STORES]


@contextmanager
def asked_of(source: Given) -> Iterator[tuple[list[StoredTable], Connection | None]]:
    """The tables of a database, with a connection to it; nothing of what is none."""
    if isinstance(source, PostgresAddress):
        with opened_postgres(source) as server:
            yield server.tables(), server.connection
    elif is_sqlite(source):
        with opened_sqlite(source) as file:
            yield file.tables(), file.connection
    else:
        yield [], None


def with_versions(schema: Schema, restated: Collection[str]) -> Schema:
    """The same tables, those that are restated with versions."""
    return replace(
        schema, tables={name: _versioned(one) if name in restated else one for name, one in schema.tables.items()}
    )


def _versioned(table: Table) -> Table:
    columns = {**table.columns, **{one.name: one for one in ADDED}}
    return replace(table, columns=columns, versioned=True, void=VOID, restated=KNOWN)


def without_versions(schema: Schema, restated: Collection[str]) -> Schema:
    """The tables as they stand in the database itself."""
    return replace(
        schema, tables={name: _plain(one) if name in restated else one for name, one in schema.tables.items()}
    )


def _plain(table: Table) -> Table:
    columns = {name: one for name, one in table.columns.items() if one not in ADDED}
    return replace(table, columns=columns, versioned=False, void=None, restated=None)


def undelivered(loads: pa.Table | None, extract: Extract, schema: Schema) -> frozenset[tuple[str, str]]:
    """The columns that no load brought, where there were loads: of tables without a row, or empty in every row."""
    if loads is None or not loads.num_rows:
        return frozenset()
    brought: dict[str, set[str]] = {}
    for said in loads.column("tables").to_pylist():
        for name, counts in json.loads(said).items():
            brought.setdefault(name, set()).update(set(schema.tables[name].columns) - set(counts["undelivered"]))
    return frozenset(
        (name, column)
        for name, table in schema.tables.items()
        if name not in (*OPTIONAL, *OWN)
        for column in set(table.columns) - brought.get(name, set())
        if extract.column(name, column).null_count == len(extract.column(name, column))
    )


def united(extract: Extract, versions: pa.Table, schema: Schema, restated: Iterable[str]) -> Extract:
    """The current rows of restated tables with all versions that they superseded."""
    found: Mapping[str, pa.Table] = {
        name: _united(extract.tables[name], versions, schema.tables[name]) for name in restated
    }
    counts = {name: rows.num_rows for name, rows in found.items()}
    return replace(
        extract,
        tables={**extract.tables, **found},
        delivered={**extract.delivered, **{name: one + extract.excluded(name) for name, one in counts.items()}},
        loaded={**extract.loaded, **counts},
    )


def _united(current: pa.Table, versions: pa.Table, table: Table) -> pa.Table:
    own = [one for one in table.columns.values() if one not in ADDED]
    kept = ", ".join(f'"{one.name}"' for one in own)
    shape = "{" + ", ".join(f'"{one.name}": "VARCHAR"' for one in own) + "}"
    types = zip(own, (arrow_schema(table).field(one.name).type for one in own), strict=True)
    told = ", ".join(f'CAST(said."{one.name}" AS {_sql(kind)}) AS "{one.name}"' for one, kind in types)
    with scratch() as connection:
        connection.register("current_rows", current)
        connection.register("versions", versions)
        connection.execute(f"CREATE TEMP TABLE past AS SELECT * FROM versions WHERE record_table = '{table.name}'")
        connection.execute(f"CREATE TEMP TABLE standing AS {latest('past')}")
        said = f"SELECT from_json(content, '{shape}') AS said, known_from, is_void FROM past WHERE known_to IS NOT NULL"
        query = (
            f"SELECT {kept}, known AS {KNOWN}, coalesce(withdrawn, false) AS {VOID} "
            "FROM current_rows AS row LEFT JOIN standing ON row.id = standing.record "
            f"UNION ALL SELECT {told}, known_from, is_void FROM ({said}) ORDER BY id, {KNOWN} NULLS FIRST"
        )
        return connection.sql(query).to_arrow_table().cast(arrow_schema(table))


def latest(versions: str) -> str:
    """SELECT record, known, withdrawn: from when what now stands of a row is known, and whether it is withdrawn."""
    withdrawn = "is_void AND known_to IS NULL"
    known = f"max(CASE WHEN {withdrawn} THEN known_from ELSE known_to END)"
    return f"SELECT record, {known} AS known, bool_or({withdrawn}) AS withdrawn FROM {versions} GROUP BY record"


def _sql(kind: pa.DataType) -> str:
    """What DuckDB calls an Arrow type of the records."""
    named = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN"}
    return {**named, pa.date32(): "DATE", pa.timestamp("us"): "TIMESTAMP"}[kind]
