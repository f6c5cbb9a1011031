"""What a record is, as far as duties need to know: tables, columns, and how rows belong to one another."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest

#: Words that the language and its examples use themselves; no column or relation may take them.
RESERVED = frozenset(
    {
        "as_at",
        "sentence",
        "expect",
        "due",
        "part",
        "excusals",
        "others",
        "versions",
        "where",
        "exists",
        "is_in",
        "is_known",
        "is_null",
        "after",
    }
)


class ColumnType(StrEnum):
    """What a column holds. An `instant` has a time of day, a `date` has none."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "instant"

    @property
    def is_time(self) -> bool:
        return self in (ColumnType.DATE, ColumnType.INSTANT)


@dataclass(frozen=True)
class Column:
    """One column: its type, whether a row may lack it, the codes it may hold, and when its value was recorded."""

    name: str
    type: ColumnType
    about: str = ""
    required: bool = False
    codes: tuple[str, ...] = ()
    recorded: str | None = None  # the column saying when this value was recorded, if not the row's own
    refers_to: str | None = None  # the table whose `id` it holds
    planned: bool = False  # a time that is set ahead, such as a due date: it is known before it comes
    by_day: bool = False  # a date where an instant is meant, because the source says the day alone
    sensitivity: str = ""  # as the records say it: "open", "personal", "sensitive", "restricted"; empty: nobody says


@dataclass(frozen=True)
class Table:
    """A kind of record. An occurrence names `happened`, a tenure names `began` and `ended`; each with when recorded."""

    name: str
    columns: Mapping[str, Column] = field(repr=False)
    about: str = ""
    happened: str | None = None
    recorded: str | None = None
    began: str | None = None
    began_recorded: str | None = None
    ended: str | None = None
    ended_recorded: str | None = None
    versioned: bool = False  # several rows of one id are its versions, in the order of `recorded`
    void: str | None = None  # the boolean column that marks a version as withdrawn
    restated: str | None = None  # the column that says from when a version is known, where rows are restated whole;
    # empty in the first version of a row, which is known as its own times say

    @property
    def versioned_by(self) -> str | None:
        """The column that orders the versions of a row."""
        return (self.restated or self.recorded or self.began_recorded) if self.versioned else None

    @property
    def is_tenure(self) -> bool:
        return self.began is not None

    @property
    def starts(self) -> str | None:
        """The column that says when a row begins to hold."""
        return self.began or self.happened

    def is_placed_by(self, column: str) -> bool:
        """Whether a column says when rows happened, began or ended, or when something in them was recorded."""
        return column in (self.happened, self.began, self.ended, self.recorded, self.began_recorded) or column in (
            self.ended_recorded, *(one.recorded for one in self.columns.values()),
        )  # fmt: skip

    def recorded_for(self, column: str) -> str | None:
        """The column that says when the value of `column` was recorded, if there is one."""
        if column == self.ended:
            return self.ended_recorded
        if column == self.began:
            return self.began_recorded
        return self.columns[column].recorded or self.recorded or self.began_recorded


@dataclass(frozen=True)
class Relation:
    """Rows of `child` belong to a row of `parent`, whose id stands in `child.column`; the parent calls them `name`."""

    name: str
    parent: str
    child: str
    column: str


@dataclass(frozen=True)
class Schema:
    """The tables of one source and the relations between them."""

    tables: Mapping[str, Table]
    relations: tuple[Relation, ...] = field(default=())

    def only(self, names: Collection[str]) -> "Schema":
        """Only these tables, and what every schema has."""
        kept = {name: table for name, table in self.tables.items() if name in names or name in OPTIONAL}
        return Schema(kept, tuple(one for one in self.relations if {one.parent, one.child} <= set(kept)))

    def table(self, name: str) -> Table:
        if name not in self.tables:
            raise DutyboundError(Problem(f"table {name!r}", "is not declared", nearest(name, self.tables)))
        return self.tables[name]

    def relation(self, parent: str, name: str) -> Relation | None:
        return next((one for one in self.relations if one.parent == parent and one.name == name), None)

    def relations_of(self, parent: str) -> Iterator[Relation]:
        return (one for one in self.relations if one.parent == parent)


def _by_name(*columns: Column) -> dict[str, Column]:
    return {column.name: column for column in columns}


def _time(name: str, kind: ColumnType, about: str) -> Column:
    return Column(name, kind, about, required=True)


#: Every schema has this table: a decision that a standard is not owed by one subject for a while, by two people.
EXCUSAL = Table(
    "excusal",
    _by_name(
        Column("id", ColumnType.TEXT, "What the source knows the row by.", required=True),
        Column("standard", ColumnType.TEXT, "The id of the standard.", required=True),
        Column("subject", ColumnType.TEXT, "The id of the subject.", required=True),
        _time("begins_on", ColumnType.DATE, "The first day of the span."),
        _time("ends_on", ColumnType.DATE, "The last day of the span."),
        Column("reason", ColumnType.TEXT, "Why it is right not to do it.", required=True),
        Column("asked_by", ColumnType.TEXT, "Who asked for it.", required=True),
        Column("approved_by", ColumnType.TEXT, "Who agreed: somebody else.", required=True),
        _time("recorded_at", ColumnType.INSTANT, "When it was recorded."),
    ),
    "Excusals: a standard, a subject, a span, a reason and two people.",
    recorded="recorded_at",
    began="begins_on",
    ended="ends_on",
)


#: Every schema has this table too: which unit held a record, of whatever table, from when until when.
HOLDING = Table(
    "holding",
    _by_name(
        Column("id", ColumnType.TEXT, "What the source knows the row by.", required=True),
        Column("subject_table", ColumnType.TEXT, "The table of the record that is held.", required=True),
        Column("subject", ColumnType.TEXT, "The id of the record that is held.", required=True),
        Column("unit", ColumnType.TEXT, "The unit that holds it.", required=True),
        Column("officer", ColumnType.TEXT, "Who in the unit: read to tell a handover, and never written."),
        _time("began_at", ColumnType.INSTANT, "When they took it on."),
        Column("ended_at", ColumnType.INSTANT, "When they gave it up; empty: they hold it still."),
        Column("recorded_at", ColumnType.INSTANT, "When the beginning was recorded."),
        Column("end_recorded_at", ColumnType.INSTANT, "When the end was recorded."),
    ),
    "Holdings: a record, the unit that holds it, and from when until when.",
    began="began_at",
    ended="ended_at",
    began_recorded="recorded_at",
    ended_recorded="end_recorded_at",
)

#: No source declares these, and none needs to deliver them.
OPTIONAL = {table.name: table for table in (EXCUSAL, HOLDING)}


def schema_from(declared: Mapping[str, Any], where: str = "tables") -> Schema:
    """Read tables as they stand in a TOML file; everything wrong is reported at once.

    Each table is a section: `about`, `happened`/`recorded` or `began`/`ended` (with `began_recorded`,
    `ended_recorded`), `versioned`, `void`, and `columns`, each with a `type` or, for a row of another table,
    `of = "table"` and `as = "what the other table calls these rows"`.
    """
    problems: list[Problem] = []
    tables: dict[str, Table] = {}
    relations: list[Relation] = []
    for name, body in declared.items():
        if name in OPTIONAL:
            problems.append(
                Problem(f"{where}: [{name}]", "is a table that every source has", "Map it; do not declare it.")
            )
        problems += _named_oddly(name, f"{where}: [{name}]")
        tables[name] = _table(name, body, f"{where}: [{name}]", problems, relations)
    for relation in relations:
        spot = f"{where}: [{relation.child}] columns.{relation.column}"
        if relation.parent not in tables:
            problems.append(
                Problem(
                    spot,
                    f"belongs to a table {relation.parent!r} that is not declared",
                    nearest(relation.parent, tables),
                )
            )
        elif relation.name in tables[relation.parent].columns:
            problems.append(Problem(spot, f"{relation.name!r} is already a column of {relation.parent!r}"))
        problems += _named_oddly(relation.name, spot)
        if relation.name in RESERVED:
            problems.append(Problem(spot, f"{relation.name!r} is a word of the language", "Choose another `as`."))
    if problems:
        raise DutyboundError(problems, f"The tables in {where} cannot be used")
    return Schema({**tables, **OPTIONAL}, tuple(relations))


NAME = re.compile(r"[a-z][a-z0-9_]*")


def _named_oddly(name: str, where: str) -> list[Problem]:
    """Names are what an author writes and what a database is asked for: nothing in them needs quoting."""
    if NAME.fullmatch(name):
        return []
    return [Problem(where, f"{name!r} cannot be a name", "Write small letters, digits and _, a letter first.")]


TABLE_KEYS = ("happened", "recorded", "began", "began_recorded", "ended", "ended_recorded", "void")


def _table(name: str, body: Mapping[str, Any], where: str, problems: list[Problem], relations: list[Relation]) -> Table:
    columns = {"id": Column("id", ColumnType.TEXT, "What the source knows the row by.", required=True)}
    for column, spec in dict(body.get("columns", {})).items():
        spot = f"{where} columns.{column}"
        if column in RESERVED:
            problems.append(Problem(spot, f"{column!r} is a word of the language", "Choose another name."))
        problems += _named_oddly(column, spot)
        columns[column] = _column(column, spec, spot, problems)
        if "of" in spec:
            relations.append(Relation(spec.get("as", f"{name}s"), spec["of"], name, column))
    unknown = set(body) - {*TABLE_KEYS, "about", "columns", "versioned"}
    problems += [
        Problem(where, f"unknown entry {one!r}", nearest(one, {*TABLE_KEYS, "about"})) for one in sorted(unknown)
    ]
    named = {key: body.get(key) for key in TABLE_KEYS}
    _check_named(named, columns, where, problems)
    if body.get("versioned") and not (named["recorded"] or named["began_recorded"]):
        problems.append(Problem(where, "versions need the time each was recorded", "Name it as `recorded`."))
    return Table(name, columns, body.get("about", ""), versioned=bool(body.get("versioned")), **named)


def _check_named(named: Mapping[str, Any], columns: Mapping[str, Column], where: str, problems: list[Problem]) -> None:
    for key, column in named.items():
        if column is None:
            continue
        if column not in columns:
            problems.append(Problem(where, f"{key} = {column!r} is not one of its columns", nearest(column, columns)))
        elif (columns[column].type is ColumnType.BOOLEAN) is not (key == "void") or (
            key != "void" and not columns[column].type.is_time
        ):
            wanted = "a boolean" if key == "void" else "a date or an instant"
            problems.append(Problem(where, f"{key} = {column!r} must be {wanted}, not {columns[column].type}"))
    if bool(named["happened"]) == bool(named["began"]):
        problems.append(Problem(where, "needs either `happened` (an occurrence) or `began` and `ended` (a tenure)"))
    if named["began"] and not named["ended"]:
        problems.append(Problem(where, "a tenure needs `ended`", "A column that is always empty will do."))
    for column in columns.values():
        if column.recorded and column.recorded in columns and not columns[column.recorded].type.is_time:
            spot = f"{where} columns.{column.name}"
            problems.append(Problem(spot, f"recorded = {column.recorded!r} must be a date or an instant"))
        if column.recorded is not None and column.recorded not in columns:
            problems.append(
                Problem(
                    f"{where} columns.{column.name}",
                    f"recorded = {column.recorded!r} is not a column",
                    nearest(column.recorded, columns),
                )
            )


COLUMN_KEYS = ("type", "about", "required", "codes", "recorded", "planned", "of", "as")


def _column(name: str, spec: Mapping[str, Any], where: str, problems: list[Problem]) -> Column:
    problems += [
        Problem(where, f"unknown key {key!r}", nearest(key, COLUMN_KEYS)) for key in sorted(set(spec) - {*COLUMN_KEYS})
    ]
    if "of" in spec:
        return Column(name, ColumnType.TEXT, spec.get("about", ""), spec.get("required", True), refers_to=spec["of"])
    kinds = [one.value for one in ColumnType]
    if spec.get("type") not in kinds:
        problems.append(Problem(where, f"type {spec.get('type')!r} is unknown", f"Types: {', '.join(kinds)}."))
        return Column(name, ColumnType.TEXT)
    return Column(
        name,
        ColumnType(spec["type"]),
        spec.get("about", ""),
        bool(spec.get("required", False)),
        tuple(spec.get("codes", ())),
        spec.get("recorded"),
        planned=bool(spec.get("planned", False)),
    )
