"""Which column of a file becomes which declared column, once the file's header is known."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

import pyarrow as pa

from dutybound.base.errors import Problem, nearest
from dutybound.duties.schema import Table
from dutybound.exchange.column_mapping import ColumnMapping
from dutybound.exchange.mapping import TableMapping


class DataFile(Protocol):
    """A file that was found whole: its label in messages, its columns, and ways to read some of them.

    `size` is about how many bytes its rows are as text; 0 where nobody can tell. `pieces` are the rows of `read`, in
    order, some at a time; what is wrong with a file may be known only after the last of them.
    """

    @property
    def label(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def size(self) -> int: ...
    def pieces(self, columns: tuple[str, ...]) -> Iterator[pa.Table]: ...
    def read(self, columns: tuple[str, ...]) -> pa.Table: ...


@dataclass(frozen=True)
class Plan:
    """How one table is read from one file. Declared columns without an entry in `columns` are not delivered."""

    table: Table
    mapped: TableMapping
    file: DataFile
    columns: Mapping[str, ColumnMapping]

    @property
    def uses(self) -> list[str]:
        """The columns of the file that this table needs, each once."""
        chosen = [*self.mapped.where, *self.mapped.not_empty]
        chosen += [self.mapped.one_per] if self.mapped.one_per else []
        chosen += [name for column in self.columns.values() for name in column.columns]
        return list(dict.fromkeys(chosen))

    @property
    def unmapped(self) -> set[tuple[str, str]]:
        return {(self.table.name, name) for name in self.table.columns if name not in self.columns}

    def named(self, column: str) -> str:
        """A declared column as a message names it: by the file's own columns, where they are called otherwise."""
        own = " and ".join(repr(name) for name in self.columns[column].columns) or "(constant)"
        return own if own == repr(column) else f"{own} ({self.table.name}.{column})"


def planned(
    table: Table, mapped: TableMapping, file: DataFile, problems: list[Problem], zone: str | None = None
) -> Plan:
    """Match a table with the header of its file; every name that is not there is a problem.

    Times that say no zone of their own are in `zone`, where that is not the calendar's.
    """
    columns = mapped.columns if mapped.columns is not None else _same_names(table, file, zone, problems)
    plan = Plan(table, mapped, file, columns)
    problems += [_not_there(plan, name) for name in plan.uses if name not in file.columns]
    return plan


def alike(name: str, known: Collection[str]) -> list[str]:
    """Names that may well mean the same, capitals, spaces and hyphens apart."""
    plain = {_plain(one): one for one in known}
    return [plain[one] for one in get_close_matches(_plain(name), plain, n=3, cutoff=0.75)]


def _same_names(table: Table, file: DataFile, zone: str | None, problems: list[Problem]) -> dict[str, ColumnMapping]:
    problems += [
        Problem(file.label, f"lacks the required column {name!r} of {table.name!r}", _offered(name, file.columns))
        for name, column in table.columns.items()
        if column.required and name not in file.columns
    ]
    return {name: ColumnMapping((name,), zone=zone) for name in table.columns if name in file.columns}


def _offered(name: str, columns: tuple[str, ...]) -> str:
    close = " or ".join(repr(one) for one in alike(name, columns))
    how = f'Say in mapping.toml where it comes from: {name} = "...".'
    return f"Is it {close}? {how}" if close else f"{how} {nearest(name, columns)}"


def _not_there(plan: Plan, name: str) -> Problem:
    users = [f"columns.{column}" for column, mapped in plan.columns.items() if name in mapped.columns]
    users += ["where"] if name in (*plan.mapped.where, *plan.mapped.not_empty) else []
    users += ["one_per"] if name == plan.mapped.one_per else []
    where = f"mapping.toml: [{plan.table.name}] {', '.join(users)}"
    close = " or ".join(repr(one) for one in alike(name, plan.file.columns))
    remedy = f"Did you mean {close}?" if close else nearest(name, plan.file.columns)
    return Problem(where, f"the column {name!r} is not in {plan.file.label}", remedy)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum()) or name
