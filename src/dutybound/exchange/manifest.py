"""manifest.json of a clustered source: what each file holds and its hash, so that one that changed is refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem

NAME = "manifest.json"
MADE_BY = "dutybound cluster"
FORMAT = 2
AGAIN = "Make it again with dutybound cluster."


@dataclass(frozen=True)
class Manifest:
    """Everything about a clustered source that its Parquet files do not say. `declared_in` is relative to it.

    `restated` are the tables that keep superseded versions; `erased` the table and hashed id of rows that were erased.
    """

    package: str
    title: str
    declared_in: str
    schema: str
    mapping: str
    calendar: Mapping[str, str]
    data_as_at: Mapping[str, str] | None
    tables: Mapping[str, Mapping[str, Any]]
    excluded: Mapping[str, Any]
    unmapped: list[list[str]]
    excusal_rows: list[list[Any]]
    unused: list[str]
    notes: list[str]
    restated: list[str]
    erased: list[list[str]]
    format: int = FORMAT
    made_by: str = MADE_BY

    @property
    def files(self) -> dict[str, str]:
        """The hash of each file."""
        return {entry["file"]: entry["sha256"] for entry in (*self.tables.values(), self.excluded)}


KEYS = frozenset(Manifest.__dataclass_fields__)


@dataclass(frozen=True)
class Checked:
    """A folder whose files are as its manifest says."""

    folder: Path
    manifest: Manifest = field(repr=False)


def is_clustered(source: Path) -> bool:
    """Whether a folder was made by `dutybound cluster`; another's manifest.json is a file like any other."""
    return source.is_dir() and (source / NAME).is_file() and _content(source).get("made_by") == MADE_BY


def declared_in(source: Path) -> Path | None:
    """The folder that declares a clustered source."""
    named = _content(source).get("declared_in") if is_clustered(source) else None
    return source / named if isinstance(named, str) else None


def restated_tables(source: Path) -> frozenset[str]:
    """The tables of which a clustered source keeps versions."""
    return frozenset(_content(source).get("restated", ())) if is_clustered(source) else frozenset()


def file_of(source: Path, table: str) -> Path | None:
    """The file of a table in a clustered source, if it is there; it is not checked against its hash."""
    entry = _content(source).get("tables", {}).get(table)
    file = source / Path(entry["file"]).name if isinstance(entry, dict) and "file" in entry else None
    return file if file is not None and file.is_file() else None


def sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def checked_folder(folder: Path) -> Checked:
    """Hash every file of a clustered source; all that differ, or are not there, are named at once."""
    manifest = _read(folder)
    problems = [
        problem
        for name, expected in manifest.files.items()
        if (problem := _differs(folder / name, expected)) is not None
    ]
    if problems:
        raise DutyboundError(problems, f"{folder} is not as it was made")
    return Checked(folder, manifest)


def _differs(file: Path, expected: str) -> Problem | None:
    if not file.is_file():
        return Problem(file.name, f"is named in {NAME} and is not there", f"Put it back. {AGAIN}")
    if sha256(file) != expected:
        return Problem(file.name, f"was changed, or cut off, since {NAME} was written", AGAIN)
    return None


def _read(folder: Path) -> Manifest:
    content = _content(folder)
    if content.get("format") != FORMAT:
        what = f"has the format {content.get('format')!r}, and this version reads {FORMAT}"
        raise DutyboundError(Problem(NAME, what, AGAIN))
    if set(content) != KEYS or not _is_sound(content):
        raise DutyboundError(Problem(NAME, "is not complete, or holds what this version does not know", AGAIN))
    return Manifest(**content)


def _is_sound(content: Mapping[str, Any]) -> bool:
    """Files are named without a folder: a manifest may not point elsewhere."""
    tables = content["tables"]
    entries = [*tables.values(), content["excluded"]] if isinstance(tables, dict) else []
    return bool(entries) and all(
        isinstance(one, dict)
        and all(isinstance(one.get(key), str) for key in ("file", "sha256"))
        and Path(one["file"]).name == one["file"]
        and isinstance(one.get("rows"), int)
        for one in entries
    )


def _content(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        what = f"cannot be read, so nobody can tell whether the files beside it are whole: {error}"
        raise DutyboundError(Problem(f"{folder / NAME}", what, AGAIN)) from error
    return content if isinstance(content, dict) else {}
