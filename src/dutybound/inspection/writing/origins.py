"""Where a number in a report comes from, in a form in which anybody, and a test, can look it up again.

`this` and `last` name the two folders of results; audits, grades and findings are files of their own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from dutybound.insight.shares import wilson
from dutybound.inspection.bundle.cells import cells_of

DIGITS = 6


class Files:
    """The files that numbers are looked up in, by the names that origins give them."""

    def __init__(self, places: Mapping[str, Path]) -> None:
        self.places = dict(places)
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 1; SET enable_progress_bar = false; SET TimeZone = 'UTC'")
        self.counted: dict[tuple[str, str, str], float] = {}

    def path(self, name: str) -> Path:
        """The place of "this/duties.parquet", or of "audits.json"."""
        folder, _, file = name.partition("/")
        return self.places[folder] / file if file else self.places[name]

    def cells(self, name: str) -> Mapping[str, Any]:
        return _cells(self.path(name))

    def count(self, file: str, what: str, where: str) -> float:
        key = file, what, where
        if key not in self.counted:
            query = f"SELECT coalesce({what}, 0) FROM read_parquet(?) WHERE {where}"
            (row,) = self.connection.execute(query, [str(self.path(file))]).fetchall()
            self.counted[key] = float(row[0])
        return self.counted[key]


@lru_cache
def _cells(path: Path) -> Mapping[str, Any]:
    return dict(cells_of(json.loads(path.read_text(encoding="utf-8"))))


@dataclass(frozen=True)
class Cell:
    """A value that stands in a JSON file: "this/measures.json", "planned / rate / value"."""

    file: str
    cell: str

    def found(self, files: Files) -> float:
        return float(files.cells(self.file)[self.cell])


@dataclass(frozen=True)
class Rows:
    """`what` of the rows of a Parquet file `where` something holds, as SQL: count(*), or a sum."""

    file: str
    what: str
    where: str

    def found(self, files: Files) -> float:
        return files.count(self.file, self.what, self.where)


@dataclass(frozen=True)
class Sum:
    """Several numbers added up: of units that are shown together."""

    parts: tuple["Origin", ...]

    def found(self, files: Files) -> float:
        return sum(one.found(files) for one in self.parts)


@dataclass(frozen=True)
class Less:
    """One number less another."""

    whole: "Origin"
    part: "Origin"

    def found(self, files: Files) -> float:
        return self.whole.found(files) - self.part.found(files)


@dataclass(frozen=True)
class Ratio:
    """One number of another, as a share."""

    part: "Origin"
    whole: "Origin"

    def found(self, files: Files) -> float:
        return self.part.found(files) / self.whole.found(files)


@dataclass(frozen=True)
class Rest:
    """What a share leaves: of a figure of which fewer is better."""

    of: "Origin"

    def found(self, files: Files) -> float:
        return 1 - self.of.found(files)


@dataclass(frozen=True)
class Bound:
    """An end of the 95% interval (Wilson) of a share, where each of the whole is worth `worth` independent ones.

    Nothing is worth more than one: a `worth` above it counts as one.
    """

    part: "Origin"
    whole: "Origin"
    worth: "Origin"
    end: str  # "low" or "high"

    def found(self, files: Files) -> float:
        part, whole, worth = (one.found(files) for one in (self.part, self.whole, self.worth))
        return wilson(part / whole, max(1.0, whole * min(1.0, worth)))[("low", "high").index(self.end)]


@dataclass(frozen=True)
class Listed:
    """How many there are of what the report itself names, each by its name: counted from these."""

    what: str
    names: tuple[str, ...]

    def found(self, files: Files) -> float:
        return float(len(set(self.names)))


@dataclass(frozen=True)
class Said:
    """Words with numbers in them that stand elsewhere as they are: a finding, a framework, a grade, a date.

    Where they were worked out for the report (a reason, a proposal, a draft, a change) `file` says what they are, and
    `made_of` names the files that they follow from.
    """

    file: str
    where: str
    made_of: tuple[str, ...] = ()


Origin = Cell | Rows | Sum | Less | Ratio | Rest | Bound | Listed


def written(origin: "Origin | Said") -> dict[str, Any]:
    """An origin as it stands in figures.json."""
    return {"kind": type(origin).__name__.lower(), **{name: _plain(value) for name, value in vars(origin).items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Origin | Said):
        return written(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
