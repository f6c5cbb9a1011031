"""Lists of what is to be erased: read through the same checks as any file, and known afterwards by hashes alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.schema import Column, ColumnType, Schema, Table
from dutybound.exchange.databases.address import PostgresAddress
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.given import Given
from dutybound.exchange.mapping import mapping_from
from dutybound.exchange.placing import ENDINGS
from dutybound.exchange.reading import read_source
from dutybound.exchange.references import References
from dutybound.exchange.versions import OWN
from dutybound.records.deeds import tables_by_actions

NAME = "erasure"
ERASURE = Table(
    NAME,
    {
        name: Column(name, kind, required=name != "erased_at")
        for name, kind in (("id", ColumnType.TEXT), ("record_table", ColumnType.TEXT), ("record", ColumnType.TEXT),
                           ("erased_at", ColumnType.DATE))
    },
    happened="erased_at",
)  # fmt: skip
COLUMNS = {
    "id": {"join": ["table", "id"], "by": "/"}, "record_table": "table", "record": "id", "erased_at": "when",
}  # fmt: skip
HOW = "How the records came in is no row of a source: a load says what was loaded, and of nobody."
KEPT = (
    "What was read, found or decided in an inspection is never taken out row by row. List the record that it is about: "
    "what an audit holds of that is emptied with it."
)
MADE = "It is a CSV with the columns table, id and when: a row for each record that is to be erased."


@dataclass(frozen=True)
class Erasures:
    """What is to be erased: `rows` by table, each id with the day of that decision, as microseconds, or None."""

    rows: dict[str, dict[str, int | None]]

    @property
    def count(self) -> int:
        return sum(len(one) for one in self.rows.values())

    def ids(self, table: str) -> list[str]:
        return sorted(self.rows.get(table, {}))


def read_erasures(file: Given, declaration: Declaration) -> Erasures:
    """Read a list; a row that cannot be used refuses it whole, because what it means would stay on record."""
    problems: list[Problem] = []
    schema = Schema({NAME: ERASURE})
    mapping = mapping_from({NAME: {"columns": COLUMNS}}, schema, NAME, problems)
    told = replace(declaration, schema=schema, mapping=mapping, restated=frozenset())
    found = read_source(file, told)
    problems += [Problem(f"{one.file} row {one.row}", f"{one.column} {one.what}", MADE) for one in found.exclusions]
    rows = found.tables[NAME]
    held = rows if isinstance(rows, pa.Table) else rows.to_table()
    for table in pc.unique(held.column("record_table")).to_pylist():
        if table not in declaration.schema.tables:
            what = f"names a table {table!r} that there is not"
            problems.append(Problem(f"{file}", what, nearest(table, declaration.schema.tables)))
        elif declaration.records and table in OWN:
            problems.append(Problem(f"{file}", f"lists rows of {table!r}, which loading writes itself", HOW))
        elif declaration.records and table in tables_by_actions():
            problems.append(Problem(f"{file}", f"lists rows of {table!r}, which are kept as they were written", KEPT))
    if problems:
        raise DutyboundError(problems, "The list of what is to be erased cannot be used")
    return Erasures(_by_table(held))


def _by_table(rows: pa.Table) -> dict[str, dict[str, int | None]]:
    found: dict[str, dict[str, int | None]] = {}
    times = rows.column("erased_at").cast(pa.timestamp("us")).cast(pa.int64()).to_pylist()
    for table, record, at in zip(
        rows.column("record_table").to_pylist(), rows.column("record").to_pylist(), times, strict=True
    ):
        found.setdefault(table, {})[record] = at
    return found


def brought_by(source: Given, declaration: Declaration) -> Erasures:
    """What a folder brings in erasure.csv (or .csv.gz, .parquet); nothing where there is none."""
    place = declaration.source if source == declaration.folder else source
    if isinstance(place, PostgresAddress) or not place.is_dir():
        return Erasures({})
    files = [one for ending in ENDINGS if (one := place / f"{NAME}{ending}").is_file()]
    return read_erasures(files[0], declaration) if files else Erasures({})


def hashed(table: str, identity: str, references: References) -> str:
    """What stays of an erased id: a keyed hash of it and of its table."""
    return references.of(f"{table}\n{identity}")


def erased_among(table: str, ids: Iterable[str], hashes: frozenset[str], references: References) -> list[str]:
    """Those of some ids that were erased here before."""
    return [one for one in ids if hashed(table, one, references) in hashes] if hashes else []


def is_list(path: Path) -> bool:
    return path.name in {f"{NAME}{ending}" for ending in ENDINGS}
