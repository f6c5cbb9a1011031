"""A clustered source read back: its files are as they were made, and its tables as declared, so no mapping is asked."""

import csv
from collections.abc import Collection
from pathlib import Path

import pyarrow.dataset as ds

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import Table
from dutybound.exchange.clustering import mapping_print, schema_print
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.extract import Exclusion, Extract
from dutybound.exchange.manifest import AGAIN, NAME, Checked, checked_folder
from dutybound.exchange.pieces import arrow_schema


def read_clustered(folder: Path, declaration: Declaration, only: Collection[str] | None = None) -> Extract:
    """The tables as they were written; with `only`, the others are empty.

    Refused where any file differs, or the declaration has changed since.
    """
    checked = checked_folder(folder)
    manifest = checked.manifest
    if manifest.schema != schema_print(declaration):
        what = f"was made by other tables, or in another zone, than {declaration.folder} declares"
        raise DutyboundError(Problem(f"{folder / NAME}", what, AGAIN), f"{folder} cannot be read")
    read = set(manifest.tables) if only is None else set(only)
    tables = {
        name: _table(checked, table) if name in read else arrow_schema(table).empty_table()
        for name, table in declaration.schema.tables.items()
    }
    return Extract(
        tables,
        frozenset((table, column) for table, column in manifest.unmapped),
        tuple(_exclusions(folder / manifest.excluded["file"])),
        {name: manifest.tables[name]["delivered"] for name in tables},
        {name: manifest.tables[name]["rows"] if name in read else 0 for name in tables},
        tuple(manifest.unused),
        (*manifest.notes, *_notes(checked, declaration)),
        tuple((str(file), int(row)) for file, row in manifest.excusal_rows),
    )


def _table(checked: Checked, table: Table) -> ds.Dataset:
    file = checked.folder / checked.manifest.tables[table.name]["file"]
    found = ds.dataset(file, format="parquet")
    if not found.schema.equals(arrow_schema(table)):
        raise DutyboundError(Problem(file.name, "does not hold the columns that are declared", AGAIN))
    return found


def _exclusions(file: Path) -> list[Exclusion]:
    with file.open(encoding="utf-8", newline="") as opened:
        lines = csv.reader(opened)
        next(lines)
        return [Exclusion(table, name, int(row), column, what) for table, name, row, column, what in lines]


def _notes(checked: Checked, declaration: Declaration) -> list[str]:
    at, notes = checked.manifest.data_as_at, []
    if at is not None:
        notes.append(f"Data as at {at['at']} ({at['from']})")
    if checked.manifest.mapping != mapping_print(declaration):
        notes.append("The mapping has changed since the source was clustered; cluster it again for that to count")
    return notes
