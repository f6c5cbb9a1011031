"""The declared tables of a source written as Parquet, the rows of one subject side by side."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256 as digest
from importlib.metadata import version
from json import dumps
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from dutybound.duties.schema import EXCUSAL, Column, Schema, Table
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.manifest import NAME, Manifest, sha256
from dutybound.exchange.pieces import arrow_schema
from dutybound.exchange.private import private, private_csv, write_private
from dutybound.exchange.reaching import reach_of

GROUP = 100_000  # rows: a group is the least that is read at once
MEMORY = "1GB"  # beyond it, sorting goes on on disk
EXCLUDED = ("table", "file", "row", "column", "what")


@dataclass(frozen=True)
class Lead:
    """How the rows of a table lead to their subject: the link of the table, then that of its parent, and so on."""

    table: str
    links: tuple[tuple[str, str], ...]  # (table, column)
    parents: tuple[str, ...]

    @property
    def sorted_by(self) -> list[str]:
        """The tables by whose ids the rows are sorted, the outermost first."""
        return [*self.parents[::-1], self.table]

    @property
    def query(self) -> str:
        """The table with its rows in order: by subject, by what lies between, by id, and a row's versions by time."""
        joined = ""
        keys: list[str] = []
        for place, (table, column) in enumerate(self.links):
            if place:
                once = f'(SELECT id, max("{column}") AS link FROM "{table}" GROUP BY id)'
                joined += f" LEFT JOIN {once} AS p{place} ON {keys[-1]} = p{place}.id"
            keys.append(f"p{place}.link" if place else f'own."{column}"')
        order = ", ".join([*keys[::-1], "own.id"])
        return f'SELECT own.* FROM "{self.table}" AS own{joined} ORDER BY {order}'


def lead_of(table: str, schema: Schema) -> Lead:
    """Follow the links upwards. Of several, a required one, to the table that most others belong to: the subject's."""
    links: list[tuple[str, str]] = []
    seen, at = [table], table
    while (link := _link(schema.tables[at], schema, seen)) is not None and link.refers_to is not None:
        links.append((at, link.name))
        at = link.refers_to
        seen.append(at)
    return Lead(table, tuple(links), tuple(seen[1:]))


def _link(table: Table, schema: Schema, seen: list[str]) -> Column | None:
    found = [one for one in table.columns.values() if one.refers_to in schema.tables and one.refers_to not in seen]
    weight = lambda one: (not one.required, -sum(1 for _ in schema.relations_of(one.refers_to or "")))
    return min(found, key=weight, default=None)


def write_clustered(extract: Extract, declaration: Declaration, folder: Path, out: Path) -> Manifest:
    """Fill a folder, which is to stand at `out`, with the tables, what was excluded, and the manifest over both."""
    tables: dict[str, dict[str, Any]] = {}
    for name in declaration.schema.tables:
        lead = lead_of(name, declaration.schema)
        file = folder / f"{name}.parquet"
        _write_sorted(extract.tables, declaration.schema.tables[name], lead, file)
        tables[name] = {
            "file": file.name,
            "rows": extract.loaded[name],
            "delivered": extract.delivered[name],
            "sorted_by": lead.sorted_by,
            "sha256": sha256(file),
        }
    rows = [(one.table, one.file, one.row, one.column, one.what) for one in extract.exclusions]
    private_csv(folder / "excluded.csv", EXCLUDED, rows)
    excluded = {"file": "excluded.csv", "rows": len(rows), "sha256": sha256(folder / "excluded.csv")}
    manifest = Manifest(
        version("dutybound"),
        declaration.title,
        os.path.relpath(declaration.folder.resolve(), out.resolve()),
        schema_print(declaration),
        mapping_print(declaration),
        {"zone": declaration.calendar.zone, "region": declaration.calendar.region},
        _data_as_at(extract, declaration),
        tables,
        excluded,
        sorted([table, column] for table, column in extract.unmapped),
        _excusal_rows(extract),
        list(extract.unused),
        list(extract.notes),
        sorted(declaration.restated),
        [],
    )
    write_private(folder / NAME, asdict(manifest))
    return manifest


def schema_print(declaration: Declaration) -> str:
    """A hash of what tables.toml declares, but for what it says in words, and of the zone in which days are counted."""
    tables = {name: asdict(table) for name, table in declaration.schema.tables.items()}
    for table in tables.values():
        del table["about"]
        for column in table["columns"].values():
            del column["about"]
    return _print([tables, declaration.calendar.zone])


def mapping_print(declaration: Declaration) -> str:
    return _print(asdict(declaration.mapping))


def _print(content: Any) -> str:
    return digest(dumps(content, sort_keys=True).encode()).hexdigest()


def _write_sorted(tables: Mapping[str, pa.Table | ds.Dataset], table: Table, lead: Lead, file: Path) -> None:
    """Sorted by DuckDB, which goes to disk where memory is short, and written group by group."""
    query = lead.query + (f', own."{table.versioned_by}" NULLS FIRST' if table.versioned_by else "")
    schema = arrow_schema(table)
    with tempfile.TemporaryDirectory(prefix=".sorting-", dir=file.parent) as spill, duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET temp_directory = $1", [spill])
        connection.execute("SET preserve_insertion_order = false")  # every query says its own order
        for name in dict.fromkeys([table.name, *(name for name, _ in lead.links)]):
            connection.register(name, tables[name])
        found = connection.sql(query).to_arrow_reader(GROUP)
        with pq.ParquetWriter(private(file), schema, compression="zstd") as writer:
            for batch in found:
                writer.write_table(pa.Table.from_batches([batch]).cast(schema), row_group_size=GROUP)


def _excusal_rows(extract: Extract) -> list[list[Any]]:
    """Where each excusal stood in the source, in the order in which they are written: by id."""
    ids = extract.column(EXCUSAL.name, "id").to_pylist()
    return [list(place) for _, place in sorted(zip(ids, extract.excusal_rows, strict=True))]


def _data_as_at(extract: Extract, declaration: Declaration) -> dict[str, str] | None:
    reach = reach_of(extract, declaration)
    return None if reach is None else {"at": reach.at, "from": reach.told_by}
