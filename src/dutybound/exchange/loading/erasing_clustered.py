"""Rows erased from a clustered source: its files are written anew without them, and its manifest keeps hashes alone."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import EXCUSAL, OPTIONAL, Schema
from dutybound.exchange.loading.erasures import Erasures, hashed
from dutybound.exchange.manifest import NAME, Manifest, checked_folder, sha256
from dutybound.exchange.private import private, write_private
from dutybound.exchange.references import References

ALSO = "Put these rows on the list too, or cluster the source again once it says what they belong to."
GROUP = 100_000  # rows: as they were clustered


def erase_clustered(
    folder: Path, erasures: Erasures, schema: Schema, references: References, out: Path
) -> dict[str, int]:
    """Write into `out` what changes of a clustered folder; how many ids of each table were erased."""
    manifest = checked_folder(folder).manifest
    rows = {name: pq.read_table(folder / entry["file"]) for name, entry in manifest.tables.items()}
    there = {name: _there(rows[name], erasures.ids(name)) for name in erasures.rows if name in rows}
    gone = {name: ids for name, ids in there.items() if ids}
    if problems := list(_dependants(gone, rows, schema)):
        raise DutyboundError(problems, "Nothing was erased")
    entries: dict[str, Any] = dict(manifest.tables)
    places = manifest.excusal_rows
    for name, table in rows.items():
        left = _without(table, gone.get(name, []))
        left = _unlinked(name, left, gone, schema)
        if left.equals(table):
            continue
        file = out / entries[name]["file"]
        with pq.ParquetWriter(private(file), table.schema, compression="zstd") as writer:
            writer.write_table(left, row_group_size=GROUP)
        lost = table.num_rows - left.num_rows
        counts = {key: entries[name][key] - lost for key in ("rows", "delivered")}
        entries[name] = {**entries[name], **counts, "sha256": sha256(file)}
        if name == EXCUSAL.name:
            kept = set(left.column("id").to_pylist())
            ids = table.column("id").to_pylist()
            places = [place for one, place in zip(ids, places, strict=True) if one in kept]
    hashes = [[name, hashed(name, one, references)] for name, ids in gone.items() for one in ids]
    made: Manifest = replace(manifest, tables=entries, excusal_rows=places, erased=sorted([*manifest.erased, *hashes]))
    write_private(out / NAME, asdict(made))
    return {name: len(ids) for name, ids in gone.items()}


def _there(rows: pa.Table, ids: list[str]) -> list[str]:
    found: list[str] = pc.unique(rows.column("id").filter(_among(rows, "id", ids))).to_pylist()
    return sorted(found)


def _among(rows: pa.Table, column: str, ids: list[str]) -> Any:
    return pc.is_in(rows.column(column), value_set=pa.array(ids, pa.string()))


def _without(rows: pa.Table, ids: list[str]) -> pa.Table:
    return rows.filter(pc.invert(_among(rows, "id", ids))) if ids else rows


def _unlinked(name: str, rows: pa.Table, gone: dict[str, list[str]], schema: Schema) -> pa.Table:
    for column in schema.tables[name].columns.values():
        if column.refers_to in gone and not column.required:
            lost = _among(rows, column.name, gone[column.refers_to or ""])
            emptied = pc.if_else(lost, pa.scalar(None, pa.string()), rows.column(column.name))
            rows = rows.set_column(rows.column_names.index(column.name), column.name, emptied)
    return rows


def _dependants(gone: dict[str, list[str]], rows: dict[str, pa.Table], schema: Schema) -> Iterator[Problem]:
    for name, ids in gone.items():
        needing = [(table.name, one.name) for table in schema.tables.values() for one in table.columns.values()
                   if one.refers_to == name and one.required]  # fmt: skip
        for table, column in [*needing, *((one, "subject") for one in OPTIONAL)]:
            left = _without(rows[table], gone.get(table, []))
            if table == "holding":
                left = left.filter(pc.equal(left.column("subject_table"), name))
            if count := pc.sum(_among(left, column, ids)).as_py():
                what = f"{count:,} of its rows belong to rows of {name!r} that are to be erased, and stay themselves"
                yield Problem(f"[{table}] {column}", what, ALSO)
