"""The tables of an extract as they are written: every value as text, no row left out, no date understood."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.casting import as_text, plain
from dutybound.exchange.databases.address import PostgresAddress
from dutybound.exchange.databases.postgres import opened_postgres
from dutybound.exchange.databases.sqlite import is_sqlite, opened_sqlite
from dutybound.exchange.databases.stored import StoredTable
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import Given, not_there
from dutybound.exchange.mapping import FileForm
from dutybound.exchange.placing import READABLE, FilePlace, Place, is_readable, stem
from dutybound.exchange.plans import DataFile, alike


@dataclass
class Tables:
    """The tables that an extract has, by name. Each is opened once, and the columns asked for are read as text."""

    places: Mapping[str, Place]
    form: FileForm = field(default_factory=FileForm)
    opened: dict[str, DataFile] = field(default_factory=dict, init=False)

    def check(self, table: str, columns: tuple[str, ...], where: str, problems: list[Problem]) -> None:
        """Add what is not there to the problems, with the nearest that is."""
        if table not in self.places:
            problems.append(Problem(where, f"table {table!r} is not in the extract", nearest(table, self.places)))
            return
        try:
            file = self._file(table)
        except DutyboundError as error:
            problems += error.problems
            return
        for name in (name for name in columns if name not in file.columns):
            close = " or ".join(repr(one) for one in alike(name, file.columns))
            remedy = f"Did you mean {close}?" if close else nearest(name, file.columns)
            problems.append(Problem(where, f"the column {name!r} is not in {file.label}", remedy))

    def read(self, table: str, columns: tuple[str, ...]) -> pa.Table:
        """Columns of a table, each one array of texts."""
        content = self._file(table).read(columns)
        return pa.table({name: texts(content.column(name)) for name in columns})

    def _file(self, table: str) -> DataFile:
        if table not in self.opened:
            self.opened[table] = self.places[table].open(self.form)
        return self.opened[table]


@dataclass(frozen=True)
class DeclaredPlace:
    """A table of a source that was read as declared, standing where a file would stand."""

    label: str
    rows: pa.Table = field(hash=False, repr=False)

    notes: tuple[str, ...] = ()
    size: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.rows.column_names)

    def open(self, form: FileForm) -> "DeclaredPlace":
        return self

    def read(self, columns: tuple[str, ...]) -> pa.Table:
        return self.rows.select(list(columns))

    def pieces(self, columns: tuple[str, ...]) -> Iterator[pa.Table]:
        yield self.read(columns)


@contextmanager
def opened_tables(source: Given, form: FileForm) -> Iterator[Tables]:
    """What a file, a folder or a database holds; a database stays open, in one snapshot, as long as it is read."""
    if isinstance(source, PostgresAddress):
        with opened_postgres(source) as server:
            yield Tables(_stored(server.tables()), form)
    elif is_sqlite(source):
        with opened_sqlite(source) as file:
            yield Tables(_stored(file.tables()), form)
    else:
        yield Tables(_in_files(source), form)


def tables_as_declared(extract: Extract) -> Tables:
    """The tables of an extract that was read through its declaration."""
    found = {}
    for name, rows in extract.tables.items():
        table = rows if isinstance(rows, pa.Table) else rows.to_table()
        found[name] = DeclaredPlace(name, table)
    return Tables(found)


def texts(column: pa.ChunkedArray) -> pa.Array:
    """A column as it would be written; a whole number that a program stored as a fraction is written as one."""
    values = plain(column)
    if pa.types.is_floating(values.type):
        return values.cast(pa.string())
    return as_text(values)


def _stored(tables: list[StoredTable]) -> dict[str, Place]:
    return {label: table for table in tables for label in (".".join(table.path), table.label)}


def _in_files(source: Path) -> dict[str, Place]:
    """Files by their name, and by what stands before its ending."""
    if problems := not_there(source, "file or folder"):
        raise DutyboundError(problems)
    folder = source if source.is_dir() else source.parent
    paths = sorted(source.iterdir()) if source.is_dir() else [source]
    files = [path for path in paths if path.is_file() and is_readable(path)]
    if not files:
        raise DutyboundError(Problem(f"{source}", "holds nothing that can be read", READABLE))
    return {name: FilePlace(path, folder) for path in files for name in (stem(path.name), path.name)}
