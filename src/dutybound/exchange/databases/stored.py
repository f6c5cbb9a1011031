"""A table of a database, standing where a file would stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.mapping import FileForm

VIEW = "Make a view that gives it as text, a number, a date or a timestamp, and map the view."


class Database(Protocol):
    """What a kind of database does in its own way."""

    def read(self, table: "StoredTable", columns: tuple[str, ...]) -> pa.Table: ...


@dataclass(frozen=True)
class StoredColumn:
    """One column: its type in the database's own words, and why it cannot be read, if it cannot."""

    name: str
    kind: str
    fault: str = ""


@dataclass(frozen=True)
class StoredTable:
    """One table or view. `path` is its name for SQL, `order` the columns of its primary key: rows come in its order."""

    label: str
    path: tuple[str, ...]
    stored: Mapping[str, StoredColumn] = field(hash=False)
    order: tuple[str, ...]
    database: Database = field(repr=False, compare=False)
    fault: str = ""
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.stored)

    @property
    def sql(self) -> str:
        return ".".join(quoted(one) for one in self.path)

    @property
    def ordered(self) -> str:
        return f" ORDER BY {', '.join(quoted(one) for one in self.order)}" if self.order else ""

    def open(self, form: FileForm) -> "StoredTable":
        """The table itself; how a CSV file is written means nothing here."""
        if self.fault:
            raise DutyboundError(Problem(self.label, f"cannot be read: {self.fault}"))
        return self

    @property
    def size(self) -> int:
        """Nobody can tell without reading it."""
        return 0

    def pieces(self, columns: tuple[str, ...]) -> Iterator[pa.Table]:
        """All rows at once: what comes out of a snapshot is held until it is whole."""
        yield self.read(columns)

    def read(self, columns: tuple[str, ...]) -> pa.Table:
        """The named columns. Row i, in the order of the primary key, is called row i + 2, as in a CSV file."""
        chosen = columns or self.columns[:1]
        if problems := [
            Problem(f"{self.label}, column {name!r}", self.stored[name].fault, VIEW)
            for name in chosen
            if self.stored[name].fault
        ]:
            raise DutyboundError(problems)
        found = self.database.read(self, chosen)
        try:
            found.validate(full=True)
        except pa.ArrowInvalid as error:
            remedy = "Correct it in the database, or give the column through a view that mends it."
            raise DutyboundError(Problem(self.label, f"holds text that is not UTF-8: {error}", remedy)) from error
        return found


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
