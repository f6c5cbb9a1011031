"""How forces call things, and whether a column's name is one of these names."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Any

PASSED_OVER = frozenset({"date", "dates", "time", "datetime", "dt", "of", "the", "on", "at", "is", "in", "and"})
SHORT_FOR = {"no": "number", "nr": "number", "num": "number", "nbr": "number", "ref": "reference"}
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
SAME, SAME_WORDS, NEAR = 3, 2, 1  # how much a likeness of names is worth
CLOSE, LONG = 0.88, 6  # of the letters of names that are near, and how many a name must have to be so


@dataclass(frozen=True)
class Instead:
    """A column that may stand for one that a file does not have; what must then be left out, and why."""

    column: str
    table: str
    other: str
    because: str
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableWords:
    """How files and columns are called that hold the rows of a table."""

    table: str
    files: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Mapping[str, tuple[str, ...]]]
    instead: tuple[Instead, ...]
    again: str = ""  # what it means that a file has one row alone of what happens again and again


@cache
def words() -> dict[str, TableWords]:
    """The words for each table of the records that a file is looked through for, in the order of the list."""
    return {name: _table_words(name, body) for name, body in _listed().items() if name not in ("log", "span")}


@cache
def log_words() -> Mapping[str, tuple[str, ...]]:
    """How the case, the activity and the time of an event log are called."""
    return {name: tuple(texts) for name, texts in _listed()["log"].items()}


@cache
def span_words() -> Mapping[str, tuple[str, ...]]:
    """How the start and the end of what lasts are called, in a table that is no record of practice."""
    return {name: tuple(texts) for name, texts in _listed()["span"].items()}


def _listed() -> dict[str, Any]:
    return tomllib.loads((files("dutybound.exchange.recognising") / "words.toml").read_text(encoding="utf-8"))


def _table_words(name: str, body: Mapping[str, Any]) -> TableWords:
    codes = {
        column: {code: tuple(texts) for code, texts in one.items()} for column, one in body.get("codes", {}).items()
    }
    instead = [
        Instead(one["column"], *_named(one["from"]), one["because"], tuple(one.get("leave_out", ())))
        for one in body.get("instead", ())
    ]
    columns = {column: tuple(texts) for column, texts in body["columns"].items()}
    return TableWords(name, tuple(body.get("files", ())), columns, codes, tuple(instead), body.get("again", ""))


def _named(pair: str) -> tuple[str, str]:
    """The table and the column of "table.column"."""
    table, _, column = pair.partition(".")
    return table, column


def likeness(name: str, known: Iterable[str]) -> tuple[int, str]:
    """How alike a name is to the nearest of others, and which that is: 0 where none is."""
    found = [(_alike(parts_of(name), parts_of(one)), one) for one in known]
    best = max((worth for worth, _ in found), default=0)
    return (best, next(one for worth, one in found if worth == best)) if best else (0, "")


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name, however they are joined: "ReviewDate", "review_date", "REVIEW DATE"."""
    return tuple(part.lower() for part in PARTS.findall(name))


def slug(name: str, otherwise: str) -> str:
    """A name as tables and columns are called: small letters, digits and _, a letter first."""
    found = "_".join(re.findall(r"[a-z0-9]+", name.lower()))
    return found if re.match(r"[a-z]", found) else f"{otherwise}_{found}".rstrip("_")


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    one, other = (tuple(SHORT_FOR.get(part, part) for part in parts) for parts in (first, second))
    joined, known = "".join(one), "".join(other)
    if joined == known:
        return SAME
    plain, told = (frozenset(parts) - PASSED_OVER for parts in (one, other))
    if plain and plain == told:
        return SAME_WORDS
    near = min(len(joined), len(known)) >= LONG and SequenceMatcher(None, joined, known).ratio() >= CLOSE
    return NEAR if near else 0
