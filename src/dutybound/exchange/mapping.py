"""How a force's own columns become declared ones: the one adapter that a force writes, checked before files are."""

import codecs
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from dutybound.base.errors import Problem, nearest
from dutybound.duties.schema import Schema, Table
from dutybound.exchange.column_mapping import ColumnMapping, as_precise, column_mapping, written

NOT_DELIVERED, UNREADABLE = "not_delivered", "unreadable"
FILE_KEYS = ("encoding", "delimiter")
KEYS = ("file", "table", "where", "one_per", *FILE_KEYS, UNREADABLE, "columns")
REFUSED, LEFT_OUT = "refused", "left out"  # what becomes of a row with a value that cannot be read


@dataclass(frozen=True)
class FileForm:
    """How a CSV file is written."""

    encoding: str = "utf-8"
    delimiter: str = ","


@dataclass(frozen=True)
class TableMapping:
    """Where the rows and columns of one table come from: a `file` of a folder, or the table `stored` in a database.

    A row is taken where each column in `where` holds one of its values, and each in `not_empty` says something.
    `columns` is None where they have the same names. `not_delivered` is why the source does not have the table at all,
    and then it is not looked for. With `leaves_out`, a row with a value that cannot be read is left out and listed;
    without it, it refuses the source.
    """

    table: str
    file: str | None = None
    stored: str | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    one_per: str | None = None
    form: FileForm = FileForm()
    columns: Mapping[str, ColumnMapping] | None = None
    not_empty: tuple[str, ...] = ()
    not_delivered: str = ""
    leaves_out: bool = False


@dataclass(frozen=True)
class SourceMapping:
    """The mapping of a whole source; a table without an entry is read from a file of its own name."""

    tables: Mapping[str, TableMapping] = field(default_factory=dict)
    form: FileForm = FileForm()
    leaves_out: bool = False

    def of(self, table: str) -> TableMapping:
        return self.tables.get(table, TableMapping(table, form=self.form, leaves_out=self.leaves_out))


def mapping_from(declared: Mapping[str, Any], schema: Schema, where: str, problems: list[Problem]) -> SourceMapping:
    """Read a mapping as it stands in a TOML file; everything wrong with it is added to `problems`."""
    known = (*FILE_KEYS, UNREADABLE)
    settings = {key: declared[key] for key in known if key in declared and not isinstance(declared[key], dict)}
    form = file_form(settings, FileForm(), where, problems)
    leaves_out = _leaves_out(settings, False, where, problems)
    tables: dict[str, TableMapping] = {}
    for name, body in declared.items():
        spot = f"{where}: [{name}]"
        if name in settings:
            continue
        if not isinstance(body, dict):
            remedy = nearest(name, [*schema.tables, *known])
            problems.append(Problem(f"{where}: {name}", "is neither a section nor a known setting", remedy))
        elif name not in schema.tables:
            problems.append(Problem(spot, "is not a declared table", nearest(name, schema.tables)))
        elif NOT_DELIVERED in body:
            problems += _unsaid(body, "the file is cut, and was asked for again", spot)
            tables[name] = TableMapping(name, not_delivered=f"{body[NOT_DELIVERED]}")
        else:
            tables[name] = _table(schema.tables[name], body, form, leaves_out, spot, problems)
    return SourceMapping(tables, form, leaves_out)


def _leaves_out(body: Mapping[str, Any], otherwise: bool, where: str, problems: list[Problem]) -> bool:
    said = body.get(UNREADABLE, LEFT_OUT if otherwise else REFUSED)
    if said not in (REFUSED, LEFT_OUT):
        remedy = f'Write "{LEFT_OUT}": such rows are left out and listed; or "{REFUSED}": they refuse the whole source.'
        problems.append(Problem(where, f"{UNREADABLE} = {said!r} cannot be understood", remedy))
    return bool(said == LEFT_OUT)


def _table(
    table: Table, body: Mapping[str, Any], form: FileForm, leaves_out: bool, where: str, problems: list[Problem]
) -> TableMapping:
    problems += unknown_keys(body, KEYS, where)
    problems += [
        Problem(where, f"{key} = {body[key]!r} is not a text", 'Write it in quotes, like "fines.csv".')
        for key in ("file", "table", "one_per")
        if not isinstance(body.get(key, ""), str)
    ]
    problems += _outside(body.get("file"), where)
    if "file" in body and "table" in body:
        problems.append(Problem(where, "names both a file and a table of a database", "Name the one that it is."))
    wanted, not_empty = wanted_values(body.get("where", {}), where, problems)
    return TableMapping(
        table.name,
        body.get("file"),
        body.get("table"),
        wanted,
        body.get("one_per"),
        file_form(body, form, where, problems),
        _columns(table, body["columns"], where, problems) if "columns" in body else None,
        not_empty,
        leaves_out=_leaves_out(body, leaves_out, where, problems),
    )


def _outside(file: Any, where: str) -> list[Problem]:
    """A mapping reads what was delivered, and nothing else of the machine that it is read on."""
    if not isinstance(file, str):
        return []
    if not any(path.anchor or ".." in path.parts for path in (PurePosixPath(file), PureWindowsPath(file))):
        return []
    remedy = 'Name a file by its path within that folder, like "fines.csv", and put the file there.'
    return [Problem(where, f"file = {file!r} lies outside the source's folder", remedy)]


def _columns(table: Table, declared: Any, where: str, problems: list[Problem]) -> dict[str, ColumnMapping]:
    if not isinstance(declared, dict):
        problems.append(Problem(where, "columns is not a section", f"Write it as [{table.name}.columns]."))
        return {}
    mapped: dict[str, ColumnMapping] = {}
    for name, body in declared.items():
        spot = f"{where} columns.{name}"
        if name not in table.columns:
            problems.append(Problem(spot, f"is not a column of {table.name!r}", nearest(name, table.columns)))
        elif isinstance(body, dict) and NOT_DELIVERED in body:
            problems += _undeliverable(table, name, body, spot)
        elif (found := column_mapping(table.columns[name], body, spot, problems)) is not None:
            mapped[name] = found
    problems += [
        Problem(where, f"the required column {name!r} is not mapped", _remedy(table, name))
        for name, column in table.columns.items()
        if column.required and name not in declared
    ]
    return mapped


def _remedy(table: Table, name: str) -> str:
    if _tells_apart(table, name):
        return "Say where it comes from, or what it always is."
    return f"Say where it comes from, what it always is, or {NOT_DELIVERED} = why the source does not have it."


def _tells_apart(table: Table, name: str) -> bool:
    return name == "id" or table.columns[name].refers_to is not None


def _undeliverable(table: Table, name: str, body: Mapping[str, Any], where: str) -> list[Problem]:
    """A required column that a source does not have may be left out by saying why; what tells rows apart may not."""
    if _tells_apart(table, name):
        return [Problem(where, "tells which row it is, and no source can do without", "Say where it comes from.")]
    return _unsaid(body, "the extract has no date of report", where)


def _unsaid(body: Mapping[str, Any], such_as: str, where: str) -> list[Problem]:
    """What is not delivered says why, and nothing else: neither a file nor a column."""
    if set(body) != {NOT_DELIVERED} or not isinstance(body[NOT_DELIVERED], str) or not body[NOT_DELIVERED].strip():
        remedy = f'Write {NOT_DELIVERED} = "{such_as}", and nothing beside it.'
        return [Problem(where, f"{NOT_DELIVERED} does not say why", remedy)]
    return []


def wanted_values(
    declared: Any, where: str, problems: list[Problem]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The values that columns are to hold, and the columns that only have to say something."""
    if not isinstance(declared, dict):
        remedy = 'Write it as { "column" = "value" }, or with a list of values.'
        problems.append(Problem(where, f"where = {declared!r} names no column", remedy))
        return {}, ()
    asking = {column: value for column, value in declared.items() if isinstance(value, dict)}
    remedy = "Write a value, a list of values, or { not_empty = true }."
    problems += [
        Problem(where, f"where: {column!r} = {value!r} cannot be understood", remedy)
        for column, value in asking.items()
        if value != {"not_empty": True}
    ]
    wanted = {
        column: tuple(written(one) for one in (value if isinstance(value, list) else [value]))
        for column, value in declared.items()
        if column not in asking
    }
    return wanted, tuple(asking)


def file_form(body: Mapping[str, Any], default: FileForm, where: str, problems: list[Problem]) -> FileForm:
    encoding = body.get("encoding", default.encoding)
    delimiter = body.get("delimiter", default.delimiter)
    if not isinstance(encoding, str) or not _is_encoding(encoding):
        remedy = 'Name one like "utf-8", "windows-1252" or "utf-16".'
        problems.append(Problem(where, f"encoding = {encoding!r} is unknown", remedy))
        encoding = default.encoding
    if not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n':
        remedy = 'It is one character, like ";" or "\\t".'
        problems.append(Problem(where, f"delimiter = {delimiter!r} cannot separate fields", remedy))
        delimiter = default.delimiter
    return FileForm(codecs.lookup(encoding).name, delimiter)


def _is_encoding(name: str) -> bool:
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except (LookupError, ValueError):
        return False


def as_delivered(schema: Schema, mapping: SourceMapping) -> Schema:
    """The tables as precise as a source has them: an instant of which it knows the day alone is a date."""
    return replace(schema, tables={name: _as_precise(table, mapping.of(name)) for name, table in schema.tables.items()})


def _as_precise(table: Table, mapped: TableMapping) -> Table:
    exact = {name: as_precise(table.columns[name], one) for name, one in (mapped.columns or {}).items()}
    return replace(table, columns={**table.columns, **exact}) if mapped.columns else table


def unknown_keys(body: Mapping[str, Any], known: Iterable[str], where: str) -> list[Problem]:
    """Keys that nobody reads, with the nearest that somebody does."""
    return [Problem(where, f"unknown key {key!r}", nearest(key, known)) for key in sorted(set(body) - set(known))]
