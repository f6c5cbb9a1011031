"""Which file each table is read from, and which files nobody reads."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.schema import OPTIONAL, Schema
from dutybound.exchange.csv_files import opened_csv
from dutybound.exchange.given import not_there
from dutybound.exchange.mapping import FileForm, SourceMapping, TableMapping
from dutybound.exchange.parquet_files import opened_parquet
from dutybound.exchange.plans import DataFile

ENDINGS = (".csv", ".csv.gz", ".parquet")
READABLE = "Save it as CSV in UTF-8 (.csv or .csv.gz) or as Parquet (.parquet)."
DECLARING = (".toml", ".py", ".md")


class Place(Protocol):
    """Where the rows of a table are: opened, it is known to be whole. Places are equal where they are the same."""

    def __hash__(self) -> int: ...
    def open(self, form: FileForm) -> DataFile: ...


@dataclass(frozen=True)
class FilePlace:
    """A file, called in messages as it is called in its folder."""

    path: Path
    folder: Path

    def open(self, form: FileForm) -> DataFile:
        is_within = self.path.is_relative_to(self.folder)
        label = self.path.relative_to(self.folder).as_posix() if is_within else self.path.name
        if self.path.suffix.lower() == ".parquet":
            return opened_parquet(self.path, label)
        return opened_csv(self.path, label, form)


@dataclass(frozen=True)
class Places:
    """The place of each delivered table, and the files (or tables of a database) that no table reads."""

    found: dict[str, Place]
    unread: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    zone: str | None = None  # of times that name none; the calendar's, where it is not said


def placed(source: Path, schema: Schema, mapping: SourceMapping) -> Places:
    """Find the file of each table in a folder, or give the one file to all tables that are mapped."""
    if source.is_dir():
        return _in_folder(source, schema, mapping)
    if problems := not_there(source, "file or folder"):
        raise DutyboundError(problems)
    if not is_readable(source):
        raise DutyboundError(Problem(source.name, "is neither CSV nor Parquet by its name", READABLE))
    return _one_file(source, schema, mapping)


def is_readable(path: Path) -> bool:
    return path.name.lower().endswith(ENDINGS)


@lru_cache(maxsize=4096)  # each file's name is held against the name of every table
def stem(name: str) -> str:
    """A file's name without what says how it is written."""
    return next((name[: -len(end)] for end in sorted(ENDINGS, key=len)[::-1] if name.lower().endswith(end)), name)


def _one_file(source: Path, schema: Schema, mapping: SourceMapping) -> Places:
    declared = [name for name in schema.tables if name not in OPTIONAL]
    mapped = [name for name, one in mapping.tables.items() if not one.not_delivered]
    tables = mapped or [name for name in declared if name == stem(source.name) or len(declared) == 1]
    if not tables:
        remedy = f"Say in mapping.toml which table it holds, or call it after one of: {', '.join(declared)}."
        raise DutyboundError(Problem(source.name, "is the name of no declared table", remedy))
    problems = [
        Problem(
            f"mapping.toml: [{name}]",
            f"is read from {file!r}, and the source is the one file {source.name!r}",
            "Give the folder that holds them all, or leave `file` out.",
        )
        for name in tables
        if (file := mapping.of(name).file) not in (None, source.name)
    ]
    problems += [_not_stored(name, mapping) for name in tables if mapping.of(name).stored is not None]
    return Places(dict.fromkeys(tables, FilePlace(source, source.parent)), (), problems)


def _not_stored(name: str, mapping: SourceMapping) -> Problem:
    what = f"is read from the table {mapping.of(name).stored!r} of a database, and the source is no database"
    return Problem(f"mapping.toml: [{name}]", what, "Write file = ... in place of table, or name the database.")


def _in_folder(folder: Path, schema: Schema, mapping: SourceMapping) -> Places:
    names = _names(folder)
    problems: list[Problem] = []
    files: dict[str, Path] = {}
    for table in schema.tables:
        if mapping.of(table).not_delivered:
            continue
        if mapping.of(table).stored is not None:
            problems.append(_not_stored(table, mapping))
            continue
        found = _file_of(mapping.of(table), folder, names, table in mapping.tables, problems)
        if found is not None:
            files[table] = found
    if not files and not problems:
        remedy = f"Expected files like {next(iter(schema.tables))}.csv. " + nearest("", names)
        problems.append(Problem(str(folder), "holds no file of any declared table", remedy))
    read = {path.resolve() for path in files.values()}
    unread = [name for name in names if (folder / name).resolve() not in read and not name.endswith(DECLARING)]
    return Places({name: FilePlace(path, folder) for name, path in files.items()}, tuple(unread), problems)


def _file_of(
    mapped: TableMapping, folder: Path, names: list[str], is_named: bool, problems: list[Problem]
) -> Path | None:
    where = f"mapping.toml: [{mapped.table}]"
    if mapped.file is not None:
        return _named_file(mapped.file, folder, names, where, problems)
    own = [name for name in names if stem(name) == mapped.table and is_readable(Path(name))]
    if len(own) > 1:
        problems.append(
            Problem(str(folder), f"holds {' and '.join(own)}, all of the table {mapped.table!r}", "Keep one of them.")
        )
    if own:
        return folder / own[0]
    other = [name for name in names if _is_unreadable(name, mapped.table)]
    problems += [Problem(name, "is neither CSV nor Parquet by its name", READABLE) for name in other]
    if is_named and not other:
        wanted = ", ".join(mapped.table + ending for ending in ENDINGS)
        what = f"has no file in {folder} (one of {wanted})"
        problems.append(Problem(where, what, "Name it: file = ... " + nearest(mapped.table, names)))
    return None


def _named_file(file: str, folder: Path, names: list[str], where: str, problems: list[Problem]) -> Path | None:
    path = folder / file
    if not path.is_file():
        problems.append(Problem(where, f"file {file!r} is not in {folder}", nearest(file, names)))
    elif not is_readable(path):
        problems.append(Problem(where, f"file {file!r} is neither CSV nor Parquet by its name", READABLE))
    else:
        return path
    return None


def _is_unreadable(name: str, table: str) -> bool:
    """Whether a file is meant for a table by its name, but cannot be read: a spreadsheet, say."""
    return name.partition(".")[0] == table and not is_readable(Path(name)) and not name.endswith(DECLARING)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
