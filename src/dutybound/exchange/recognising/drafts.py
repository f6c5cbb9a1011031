"""A declaration as it is drafted: tables with their columns, each with what the guess rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dutybound.exchange.mapping import FileForm
from dutybound.exchange.recognising.columns import LOOKED_AT, Look


@dataclass(frozen=True)
class DraftColumn:
    """One declared column: what is written in mapping.toml for it, why, and how tables.toml declares it."""

    name: str
    body: str | Mapping[str, Any]
    because: str
    declared: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftTable:
    """One table, read from one file. `declared` is what tables.toml says of it, where it is none of the records."""

    name: str
    file: str
    form: FileForm | None
    columns: tuple[DraftColumn, ...]
    because: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    one_per: str | None = None
    declared: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """All that is known of a source: its tables, what could not be placed, the last day found, a first standard."""

    records: bool
    tables: tuple[DraftTable, ...]
    unplaced: tuple[str, ...] = ()
    latest: str = ""
    offsets: frozenset[str] = frozenset()  # from UTC, of the times that tables read
    standards: Mapping[str, str] = field(default_factory=dict)  # the text of each file in standards/, by its name
    unreadable: tuple[str, ...] = ()  # files that cannot be read, each with why and what to do
    lost: Mapping[str, str] = field(default_factory=dict)  # tables that such a file would hold by its name, with why


def time_body(look: Look, by_day: bool) -> dict[str, Any]:
    """A time column as a mapping says it; `by_day` where an instant is declared and the day alone is known."""
    assert look.times is not None
    said: dict[str, Any] = {"column": look.name}
    if look.times.format is not None:
        said["format"] = look.times.format
    return {**said, "precision": "day"} if by_day and not look.times.clocked else said


def time_words(look: Look) -> str:
    """How the times of a column were read, in words, and how much of it was looked at: what stands later may differ."""
    times = look.times
    assert times is not None
    some = "" if look.different <= LOOKED_AT else f"{LOOKED_AT:,} of "
    form = "ISO 8601" if times.format is None else times.format
    day = "" if times.clocked else ", a day without a time"
    doubt = f"; {times.doubt}" if times.doubt else ""
    seen = f"{some}its {look.different:,} different values in the {look.rows:,} rows looked at"
    return f"{times.share:.0%} of {seen} read as {form}{day}{doubt}"
