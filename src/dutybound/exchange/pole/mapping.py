"""Which table and columns of an extract hold which entity: pole.toml, as a force writes it beside its extract."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.mapping import FileForm, file_form, unknown_keys, wanted_values
from dutybound.exchange.pole.minimum import CLASSES, Entity, minimum
from dutybound.exchange.times import format_fault
from dutybound.exchange.toml_files import read_toml

FILE = "pole.toml"
SETTINGS = ("title", "data_as_at", "dates", "encoding", "delimiter", "codes")
KEYS = ("table", "id", "where", "only", "unit", "linked", "columns")
LINK_KEYS = ("table", "column", "to")


@dataclass(frozen=True)
class Link:
    """What links a record to others: its id in a column of another `table`, or its own `column`, filled.

    `to` is the entity whose id stands in its own column, where that can be looked up.
    """

    column: str
    table: str | None = None
    to: str | None = None


@dataclass(frozen=True)
class Held:
    """One entity in an extract: the rows of a table, and the columns (joined, where several) of each attribute."""

    entity: Entity
    table: str
    id: str
    columns: Mapping[str, tuple[str, ...]]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_empty: tuple[str, ...] = ()  # columns that say something in every row of this entity
    only: Link | None = None  # rows whose id stands in this column of another table
    unit: str | None = None
    linked: tuple[Link, ...] = ()

    @property
    def uses(self) -> tuple[str, ...]:
        """The columns of its table that it reads, each once."""
        own = [one.column for one in self.linked if one.table is None]
        named = [self.id, *self.where, *self.not_empty, *own, *([self.unit] if self.unit else [])]
        return tuple(dict.fromkeys([*named, *(name for names in self.columns.values() for name in names)]))


@dataclass(frozen=True)
class PoleMap:
    """A whole extract: its entities, how its files and dates are written, and its own codes of the national lists."""

    held: tuple[Held, ...]
    form: FileForm = field(default_factory=FileForm)
    dates: str | None = None
    data_as_at: date | None = None
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    title: str | None = None


def read_pole_map(folder: Path) -> PoleMap:
    """The pole.toml of a folder; all that is wrong in it at once."""
    problems: list[Problem] = []
    content = read_toml(folder / FILE, problems)
    found = None if content is None else _pole_map(content, FILE, problems)
    if problems or found is None:
        raise DutyboundError(problems, f"{folder / FILE} cannot be used")
    return found


def map_of_records() -> PoleMap:
    """Where our own records hold what the minimum asks for."""
    name = "records.toml"
    problems: list[Problem] = []
    content = read_toml(Path(str(files(__package__) / name)), problems) or {}
    found = _pole_map(content, name, problems)
    if problems:
        raise DutyboundError(problems)
    return found


def delivered(pole: PoleMap, unmapped: Collection[tuple[str, str]]) -> PoleMap:
    """Only what a source delivers: columns without a source of their own are not blank, they are not there."""

    def is_there(table: str, names: Iterable[str]) -> bool:
        return not any((table, name) in unmapped for name in names)

    held = []
    for one in pole.held:
        if not is_there(one.table, (one.id,)):
            continue
        columns = {name: own for name, own in one.columns.items() if is_there(one.table, own)}
        linked = tuple(link for link in one.linked if is_there(link.table or one.table, (link.column,)))
        if one.only is None or is_there(one.only.table or one.table, (one.only.column,)):
            held.append(replace(one, columns=columns, linked=linked))
    return replace(pole, held=tuple(held))


def _pole_map(content: Mapping[str, Any], where: str, problems: list[Problem]) -> PoleMap:
    problems += unknown_keys(content, (*SETTINGS, *CLASSES), where)
    held = tuple(
        one
        for kind in CLASSES
        for name, body in _sections(content.get(kind, {}), f"{where}: [{kind}]", problems)
        if (one := _held(f"{kind}.{name}", body, f"{where}: [{kind}.{name}]", problems)) is not None
    )
    if not held and not problems:
        remedy = 'Write a section for each, like [person.victim] with table = "people" and columns = { ... }.'
        problems.append(Problem(where, "names no entity", remedy))
    _check_links(held, where, problems)
    form = file_form(content, FileForm(), where, problems)
    return PoleMap(
        held, form, _dates(content, where, problems), *_rest(content, where, problems), _title(content, where, problems)
    )


def _rest(
    content: Mapping[str, Any], where: str, problems: list[Problem]
) -> tuple[date | None, Mapping[str, Mapping[str, str]]]:
    as_at = content.get("data_as_at")
    if as_at is not None and type(as_at) is not date:
        problems.append(Problem(f"{where}: data_as_at", f"{as_at!r} is not a date", "Write it as 2026-06-30."))
        as_at = None
    codes = dict(_sections(content.get("codes", {}), f"{where}: [codes]", problems))
    known = [name for name, one in minimum().attributes.items() if one.rule == "list"]
    for name in sorted(set(codes) - set(known)):
        what = "is no attribute with a national list"
        problems.append(Problem(f"{where}: [codes.{name}]", what, nearest(name, known)))
    for name in sorted(set(codes) & set(known)):
        allowed = minimum().attributes[name].values
        problems += [
            Problem(f"{where}: [codes.{name}]", f"{meant!r} is no value of the national list", nearest(meant, allowed))
            for meant in codes[name].values()
            if meant not in allowed
        ]
    return as_at, codes


def _title(content: Mapping[str, Any], where: str, problems: list[Problem]) -> str | None:
    title = content.get("title")
    if title is not None and not isinstance(title, str):
        problems.append(Problem(f"{where}: title", f"{title!r} is not a text", "Write it in quotes."))
        return None
    return title


def _dates(content: Mapping[str, Any], where: str, problems: list[Problem]) -> str | None:
    dates = content.get("dates")
    fault = "" if dates is None else format_fault(dates) if isinstance(dates, str) else "is not a text"
    if fault:
        problems.append(Problem(f"{where}: dates", f"{dates!r} {fault}", 'Write it like dates = "%d/%m/%Y".'))
        return None
    return dates


def _sections(declared: Any, where: str, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, body in declared.items() if isinstance(declared, dict) else ():
        if isinstance(body, dict):
            yield name, body
        else:
            problems.append(Problem(f"{where} {name}", "is not a section", "Write it under a heading of its own."))


def _held(name: str, body: dict[str, Any], where: str, problems: list[Problem]) -> Held | None:
    before = len(problems)
    problems += unknown_keys(body, KEYS, where)
    entity = minimum().entities.get(name)
    if entity is None:
        known = [one for one in minimum().entities if one.startswith(name.partition(".")[0])]
        problems.append(Problem(where, "is no entity of the national minimum", nearest(name, known)))
    for key in ("table", "id"):
        if not isinstance(body.get(key), str):
            problems.append(Problem(where, f"{key} is missing", f'Say {key} = "...": which one of the extract it is.'))
    if not isinstance(body.get("unit", ""), str):
        problems.append(Problem(where, "unit is not a text", "Name the column that says which unit holds the record."))
    columns = _columns(body.get("columns", {}), where, problems)
    linked = tuple(_links(body.get("linked", []), where, problems))
    only = tuple(_links([body["only"]] if "only" in body else [], where, problems))
    rows, not_empty = wanted_values(body.get("where", {}), where, problems)
    if len(problems) > before or entity is None:
        return None
    first = only[0] if only else None
    return Held(entity, body["table"], body["id"], columns, rows, not_empty, first, body.get("unit"), linked)


def _columns(declared: Any, where: str, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if not isinstance(declared, dict) or not declared:
        problems.append(Problem(where, "columns names none", 'Write columns = { given_name = "Forename", ... }.'))
        return found
    known = minimum().attributes
    for name, named in declared.items():
        names = named if isinstance(named, list) else [named]
        if name not in known:
            problems.append(Problem(f"{where} columns.{name}", "is no attribute of the minimum", nearest(name, known)))
        elif not names or not all(isinstance(one, str) for one in names):
            remedy = 'Name one in quotes, or several that are joined: ["House", "Street"].'
            problems.append(Problem(f"{where} columns.{name}", f"{named!r} names no column", remedy))
        else:
            found[name] = tuple(names)
    return found


def _links(declared: Any, where: str, problems: list[Problem]) -> Iterator[Link]:
    for body in declared if isinstance(declared, list) else [declared]:
        is_link = isinstance(body, dict) and isinstance(body.get("column"), str) and set(body) <= set(LINK_KEYS)
        if not is_link or ("table" in body and "to" in body):
            one, other = '{ table = "involvement", column = "Person ref" }', '{ column = "Crime", to = "event.crime" }'
            remedy = f"Write {one}, or {other}."
            problems.append(Problem(where, f"{body!r} is no link", remedy))
        else:
            yield Link(body["column"], body.get("table"), body.get("to"))


def _check_links(held: tuple[Held, ...], where: str, problems: list[Problem]) -> None:
    known = [one.entity.name for one in held]
    problems += [
        Problem(
            f"{where}: [{one.entity.name}] linked", f"{link.to!r} is no entity of this file", nearest(link.to, known)
        )
        for one in held
        for link in one.linked
        if link.to is not None and link.to not in known
    ]
