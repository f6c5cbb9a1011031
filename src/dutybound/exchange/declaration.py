"""The folder that a force writes about its source: calendar, tables, mapping and policy, read and checked together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.calendar import Calendar
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import ColumnType, Schema, schema_from
from dutybound.exchange.casting import cast
from dutybound.exchange.column_mapping import written
from dutybound.exchange.databases.address import SCHEME, PostgresAddress
from dutybound.exchange.feeds import Feeds, read_feeds
from dutybound.exchange.given import MARKER, Given, given_source, not_there
from dutybound.exchange.interpreting import Interpreted, read_precision
from dutybound.exchange.mapping import SourceMapping, as_delivered, mapping_from, unknown_keys
from dutybound.exchange.packs import book_of, packs
from dutybound.exchange.switches import Switches, read_switches
from dutybound.exchange.times import Clock
from dutybound.exchange.toml_files import collected, read_toml, sections

CALENDAR_KEYS = ("zone", "region")
KEYS = ("calendar", "source", "parts", "title", "data_as_at", "records", "feed", "feeds")


@dataclass(frozen=True)
class Declaration:
    """What is known about a source before it is read. `source` is its own data, where it brings some."""

    folder: Path
    title: str
    calendar: Calendar
    schema: Schema
    mapping: SourceMapping
    policy: PolicyBook
    source: Given
    data_as_at: str | None = None  # an ISO date or instant: up to when the source's records are known to reach
    records: bool = False  # its tables are those of Dutybound's own records, and the standards of practice apply
    switches: Switches = field(
        default_factory=Switches
    )  # which of these are judged, where they are not those that are on by themselves
    interpreted: tuple[Interpreted, ...] = ()  # the columns with codes or rules, and how often they were found right
    feeds: Feeds = field(default_factory=Feeds)  # how often its tables arrive
    kept: bool = False  # the source is a database of records, into which extracts are loaded
    parts: tuple[Path, ...] = ()  # folders that are judged each by itself and added up; no row belongs to another's
    restated: frozenset[str] = frozenset()  # tables of a records database that keep superseded versions of rows


def is_declaration(folder: Path) -> bool:
    """Whether a folder declares a source."""
    return (folder / MARKER).is_file()


def read_declaration(folder: Path) -> Declaration:
    """Read the folder of a source. Whatever is wrong in any of its files is reported at once."""
    if problems := not_there(folder, "folder"):
        raise DutyboundError(problems)
    if not is_declaration(folder):
        remedy = f"Name the folder that holds {MARKER}, tables.toml and, if needed, mapping.toml."
        raise DutyboundError(Problem(str(folder), f"holds no {MARKER}, so it declares no source", remedy))
    problems = []
    head = read_toml(folder / MARKER, problems) or {}
    found = len(problems)
    calendar = _calendar(head, problems) if found == 0 else None
    records = _is_records(head, problems)
    schema = _records_schema(folder, problems) if records else _schema(folder, problems)
    mapping = _mapping(folder, schema, problems)
    policy = _policy(folder, packs() if records else PolicyBook(), problems)
    switches = read_switches(folder, problems) if records else Switches()
    measured = read_precision(folder, mapping, problems)
    data_as_at = _data_as_at(head, problems)
    feeds = read_feeds(head, schema, problems)
    source = _source(folder, head.get("source", "."), problems) or folder
    parts = _parts(folder, head, problems)
    if problems or calendar is None or schema is None:
        raise DutyboundError(problems, f"The declaration in {folder} cannot be used")
    title = head.get("title", folder.resolve().name)
    schema = as_delivered(schema, mapping)
    return Declaration(
        folder, title, calendar, schema, mapping, policy, source, data_as_at, records, switches, measured, feeds,
        parts=parts,
    )  # fmt: skip


def _calendar(head: Mapping[str, Any], problems: list[Problem]) -> Calendar | None:
    body = head.get("calendar", {})
    problems += unknown_keys(head, KEYS, MARKER)
    problems += [
        Problem(f"{MARKER}: {key}", f"{head[key]!r} is not a text", "Write it in quotes.")
        for key in ("title", "source")
        if not isinstance(head.get(key, ""), str)
    ]
    if not isinstance(body, dict):
        problems.append(Problem(f"{MARKER}: calendar", "is not a section", "Write it as [calendar]."))
        return None
    for key in sorted(set(body) - set(CALENDAR_KEYS)):
        remedy = "Move it above [calendar]." if key in KEYS else nearest(key, CALENDAR_KEYS)
        problems.append(Problem(f"{MARKER}: [calendar]", f"unknown key {key!r}", remedy))
    missing = [key for key in CALENDAR_KEYS if not isinstance(body.get(key), str)]
    remedy = 'Write zone = "Europe/London" and region = "GB-ENG".'
    problems += [Problem(f"{MARKER}: [calendar]", f"{key} is missing", remedy) for key in missing]
    return None if missing else _checked(Calendar(body["zone"], body["region"]), problems)


def _checked(calendar: Calendar, problems: list[Problem]) -> Calendar:
    """A zone or a region that nobody knows is found now, not in the middle of an assessment."""
    for reading in (lambda: calendar.starts, lambda: calendar.holidays):
        found: list[Problem] = []
        collected(found, reading)
        problems += [Problem(f"{MARKER}: [calendar]", one.what, one.remedy) for one in found]
    return calendar


def _source(folder: Path, named: Any, problems: list[Problem]) -> Given | None:
    """The source's own data. A password does not belong in a file that others read and keep."""
    if not isinstance(named, str) or not SCHEME.match(named):
        return folder / named if isinstance(named, str) else None
    found: list[Problem] = []
    address = collected(found, given_source, named)
    if isinstance(address, PostgresAddress) and address.secrets:
        remedy = "Leave it out, and put it into PGPASSWORD or ~/.pgpass."
        found.append(Problem("", "holds a password", remedy))
    problems += [Problem(f"{MARKER}: source", one.what, one.remedy) for one in found]
    return address


def _parts(folder: Path, head: Mapping[str, Any], problems: list[Problem]) -> tuple[Path, ...]:
    """The folders within the one that is named, in the order of their names."""
    if "parts" not in head:
        return ()
    named, where = head["parts"], f"{MARKER}: parts"
    if not isinstance(named, str) or "source" in head:
        what = "stands beside source" if isinstance(named, str) else f"{named!r} is not a text"
        problems.append(Problem(where, what, 'Write parts = "FOLDER", which holds a folder for each, and no source.'))
        return ()
    found = sorted(one for one in (folder / named).glob("*") if one.is_dir() and not one.name.startswith("."))
    if not found:
        problems.append(Problem(where, f"there is no folder in {folder / named}", "Put one there for each part."))
    return tuple(found)


def _data_as_at(head: Mapping[str, Any], problems: list[Problem]) -> str | None:
    if "data_as_at" not in head:
        return None
    text = written(head["data_as_at"])
    if cast(pa.array([text]), ColumnType.DATE, Clock("UTC")).wrong:
        remedy = "Write it like data_as_at = 2016-06-30."
        problems.append(Problem(f"{MARKER}: data_as_at", f"{text!r} is not a date or time that can be read", remedy))
    return text


def _is_records(head: Mapping[str, Any], problems: list[Problem]) -> bool:
    if not isinstance(head.get("records", False), bool):
        what = f"{head['records']!r} is neither true nor false"
        problems.append(Problem(f"{MARKER}: records", what, "Write records = true, without quotes."))
    return head.get("records") is True


def _records_schema(folder: Path, problems: list[Problem]) -> Schema:
    """The tables of the records, which nobody declares a second time."""
    if (folder / "tables.toml").is_file():
        what = "stands beside records = true, which says that the tables are those of the records"
        problems.append(Problem("tables.toml", what, "Leave one of the two out."))
    from dutybound.records.schema import schema_of_records  # half a second of Django, where records are read

    return schema_of_records()


def _schema(folder: Path, problems: list[Problem]) -> Schema | None:
    path = folder / "tables.toml"
    if not path.is_file():
        problems.append(Problem(path.name, f"is missing beside {MARKER}", "It declares the tables of the source."))
        return None
    content = read_toml(path, problems)
    if content is None:
        return None
    found = len(problems)
    for name, body in sections(content, path.name, problems).items():
        sections(body.get("columns", {}), f"{path.name}: [{name}] columns", problems)
    return collected(problems, schema_from, content, path.name) if len(problems) == found else None


def _mapping(folder: Path, schema: Schema | None, problems: list[Problem]) -> SourceMapping:
    path = folder / "mapping.toml"
    content = read_toml(path, problems) if path.is_file() else None
    if content is None or schema is None:
        return SourceMapping()
    return mapping_from(content, schema, path.name, problems)


def _policy(folder: Path, beneath: PolicyBook, problems: list[Problem]) -> PolicyBook:
    """The folder's own figures, laid over those beneath."""
    paths = [path for path in (folder / "policy.toml",) if path.is_file()] + sorted((folder / "policy").glob("*.toml"))
    books = [book for path in paths if (book := book_of(path, folder, problems)) is not None]
    return collected(problems, reduce, PolicyBook.joined, books, beneath) or beneath
