"""A SQLite file, read in one deferred read transaction: what is written meanwhile is not seen.

SQLite keeps a type with every value and not with the column, and the driver takes a column's type from its first rows.
So every value is read as text, as it is from CSV, and the declared type decides.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import adbc_driver_sqlite.dbapi as sqlite
import pyarrow as pa
from adbc_driver_manager import Error
from adbc_driver_manager.dbapi import Connection

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.databases.asking import asked, refused, rows
from dutybound.exchange.databases.stored import VIEW, StoredColumn, StoredTable, quoted

MAGIC = b"SQLite format 3\x00"
ENDINGS = (".sqlite", ".sqlite3", ".db", ".db3")
TABLES = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
COLUMNS = "SELECT name, type, pk FROM pragma_table_xinfo('{}') WHERE hidden <> 1 ORDER BY cid"
#: A number as SQLite writes it has 15 digits; where those are not the number, 17 are.
TEXT = "CASE WHEN typeof({0}) = 'real' AND CAST(CAST({0} AS TEXT) AS REAL) <> {0} THEN printf('%!.17g', {0})"
TEXT += " ELSE CAST({0} AS TEXT) END AS {0}"
REMEDY = "Deliver a whole file, copied while nobody writes to it (VACUUM INTO makes one), or try again later."


@dataclass(frozen=True)
class SqliteDatabase:
    """An open SQLite file."""

    label: str
    connection: Connection

    def read(self, table: StoredTable, columns: tuple[str, ...]) -> pa.Table:
        """The columns as text. The row of empty texts before them is there for the driver to take the type from."""
        try:
            self._refuse_blobs(table, columns)
            heading = ", ".join(f"'' AS {quoted(name)}" for name in columns)
            texts = ", ".join(TEXT.format(quoted(name)) for name in columns)
            ordered = f"SELECT {texts} FROM {table.sql}{table.ordered}"
            return asked(self.connection, f"SELECT {heading} UNION ALL SELECT * FROM ({ordered})").slice(1)
        except Error as error:
            raise refused(table.label, error, REMEDY) from error

    def _refuse_blobs(self, table: StoredTable, columns: tuple[str, ...]) -> None:
        counted = ", ".join(f"total(typeof({quoted(name)}) = 'blob')" for name in columns)
        (found,) = rows(self.connection, f"SELECT {counted} FROM {table.sql}")
        problems = [
            Problem(
                f"{table.label}, column {name!r}", f"holds binary values (blob) in {int(count):,} of its rows", VIEW
            )
            for name, count in zip(columns, found, strict=True)
            if count
        ]
        if problems:
            raise DutyboundError(problems)

    def tables(self) -> list[StoredTable]:
        """Every table and view, by name."""
        return [self._table(str(name)) for (name,) in rows(self.connection, f"{TABLES} ORDER BY name")]

    def _table(self, name: str) -> StoredTable:
        try:
            found = rows(self.connection, COLUMNS.format(name.replace("'", "''")))
        except Error as error:
            return StoredTable(name, (name,), {}, (), self, f"{refused(name, error, '').problems[0].what}")
        columns = {str(column): StoredColumn(str(column), str(kind)) for column, kind, _ in found}
        key = sorted((place, str(column)) for column, _, place in found if place)
        return StoredTable(name, (name,), columns, tuple(column for _, column in key), self)


def is_sqlite(path: Path) -> bool:
    """Whether a file is one of SQLite, by its name or its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return path.suffix.lower() in ENDINGS or file.read(len(MAGIC)) == MAGIC


@contextmanager
def opened_sqlite(path: Path) -> Iterator[SqliteDatabase]:
    """The file, read-only; the driver begins a deferred transaction, and the first question takes the snapshot."""
    try:
        connection = sqlite.connect(f"file:{quote(str(path.resolve()))}?mode=ro")
    except Error as error:
        raise refused(path.name, error, REMEDY, "cannot be opened") from error
    with connection:
        try:
            rows(connection, "SELECT count(*) FROM sqlite_schema")
        except Error as error:
            raise refused(path.name, error, REMEDY, "cannot be read as SQLite") from error
        yield SqliteDatabase(path.name, connection)
