"""What a mapping makes of words: the columns that go through a code list or rules, and how well each was found to."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dutybound.base.errors import Problem
from dutybound.exchange.mapping import SourceMapping, TableMapping, unknown_keys
from dutybound.exchange.toml_files import read_toml

FILE = "precision.toml"
KEYS = ("table", "column", "mapping", "marked", "right", "share", "low", "high", "marked_by", "marked_on")


@dataclass(frozen=True)
class Measured:
    """How often a mapped column was found to be right, by a person who marked rows of it: `right` of `marked`, and the
    share of all its rows that this stands for, with its interval. `mapping` is the hash of what was measured.
    """

    table: str
    column: str
    mapping: str
    marked: int
    right: int
    share: float
    low: float
    high: float
    marked_by: str
    marked_on: date

    def words(self) -> str:
        between = f"{self.share:.0%} ({self.low:.0%} to {self.high:.0%}) of all its rows"
        return f"measured on {self.marked} rows: {self.right} right, which stands for {between}"


@dataclass(frozen=True)
class Interpreted:
    """A column that a mapping interprets, the hash of how, and what was measured of it, if that still holds."""

    table: str
    column: str
    mapping: str
    measured: Measured | None = None
    edited: bool = field(default=False)  # it was measured, and the mapping is another since

    def words(self) -> str:
        if self.measured is not None:
            return self.measured.words()
        return "not measured since it was edited" if self.edited else "not measured"


def interpreted(mapping: SourceMapping) -> list[tuple[str, str, str]]:
    """Each (table, column, hash) whose values go through a code list or rules."""
    return [
        (table.table, name, _hash(table, name))
        for table in mapping.tables.values()
        for name, column in (table.columns or {}).items()
        if column.codes or column.rules
    ]


def read_precision(folder: Path, mapping: SourceMapping, problems: list[Problem]) -> tuple[Interpreted, ...]:
    """What the file beside a mapping says of its columns; what was measured of another mapping counts no more."""
    path = folder / FILE
    content = (read_toml(path, problems) if path.is_file() else None) or {}
    known = {(one.table, one.column): one for one in _entries(content, problems)}
    found = []
    for table, column, mark in interpreted(mapping):
        measured = known.get((table, column))
        holds = measured is not None and measured.mapping == mark
        found.append(Interpreted(table, column, mark, measured if holds else None, measured is not None and not holds))
    return tuple(found)


def precision_text(measured: Iterable[Measured]) -> str:
    """The file of what was measured."""
    lines = [
        "# How often each interpreted column was found to be right. Written by `dutybound map --marks`; what a mapping"
    ]
    lines += [
        "# says of a column is measured anew when it is edited, so the hash of what was measured stands beside it."
    ]
    for one in measured:
        lines += ["", "[[column]]"]
        lines += [
            f"{key} = {json.dumps(value) if isinstance(value, str) else value}" for key, value in asdict(one).items()
        ]
    return "\n".join([*lines, ""])


def _entries(content: Mapping[str, Any], problems: list[Problem]) -> list[Measured]:
    entries = content.get("column", [])
    remedy = "Have it written by `dutybound map FOLDER --marks marks.csv --by POST`."
    if not isinstance(entries, list):
        problems.append(Problem(FILE, "column is no list of entries", remedy))
        return []
    found = []
    for entry in entries:
        problems += unknown_keys(entry, KEYS, f"{FILE}: [[column]]")
        try:
            found.append(Measured(**{key: entry[key] for key in KEYS}))
        except KeyError as error:
            problems.append(Problem(f"{FILE}: [[column]]", f"{error.args[0]} is missing", remedy))
    return found


def _hash(table: TableMapping, name: str) -> str:
    """What decides which text is read, and what it is taken to mean. How the file is called is no part of it, for
    next month's is called otherwise.
    """
    assert table.columns is not None
    said = [table.table, sorted(table.where.items()), table.not_empty, table.one_per]
    text = json.dumps([*said, name, asdict(table.columns[name])], default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
