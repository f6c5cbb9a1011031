"""Rows reached from the subject, and conditions on them, as parts of SQL queries.

A part of a query knows its rows by an alias. Every fact that needs several rows is recorded when the last of them
was. Times are whole numbers; whether they are instants or the starts of local days is decided once for a standard.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from dutybound.duties.limits import Limit
from dutybound.duties.nodes import Both, Compare, Either, Exists, IsKnown, Negated, Predicate, Rows, Step
from dutybound.duties.schema import Column, Table
from dutybound.engine.source import DAY, NEXT


@dataclass(frozen=True)
class Reached:
    """Rows reached from the subject: where from, the alias of each step, and what else they stand on."""

    tables: str
    aliases: tuple[str, ...]  # of the subject ('' where it is not joined) and of each step
    subject: str
    conditions: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()

    @property
    def alias(self) -> str:
        return self.aliases[-1]


@dataclass(frozen=True)
class Told:
    """What is told of a condition: whether it is so (NULL: unknown), from when that was known, and until when."""

    truth: str
    known: str  # never NULL; ALWAYS where no source says
    until: str  # NULL: it still is so

    @property
    def recorded(self) -> str:
        return f"nullif({self.known}, {ALWAYS})"

    @property
    def lasts(self) -> str:
        return f"coalesce({self.until}, {NEVER})"


@dataclass
class Reaching:
    """Joins the way to rows. `windows` are the tables of days that the queries join, by name."""

    by_day: bool
    planned: frozenset[tuple[str, str]] = frozenset()  # due dates on the record: known before they come
    in_hindsight: bool = False  # all that is on record counts as recorded when it happened
    windows: dict[str, Limit] = field(default_factory=dict)
    names: Iterator[int] = field(default_factory=count)

    # --- columns -------------------------------------------------------------------------------------------------

    def time(self, alias: str, column: str) -> str:
        return f'{alias}."{column}{DAY if self.by_day else ""}"'

    def recorded(self, alias: str, table: Table, column: str) -> str:
        """When the value of a column was recorded; NULL where the source does not say."""
        if self.in_hindsight:
            return NOTHING
        named = {table.recorded_for(column), table.versioned_by} - {column}
        return greatest([self.time(alias, one) for one in sorted(one for one in named if one is not None)])

    def known(self, alias: str, table: Table, column: str | None = None) -> str:
        """When a row, or one value of it, was known at the latest."""
        starts = table.starts
        happened = [self.time(alias, starts)] if starts and column in (None, starts) else []
        recorded = self.recorded(alias, table, column or starts or "id")
        return greatest([*happened, recorded])

    def superseded(self, alias: str, table: Table) -> tuple[str, ...]:
        return (self.time(alias, NEXT),) if table.versioned else ()

    def stands(self, alias: str, table: Table) -> tuple[str, ...]:
        return (f'NOT coalesce({alias}."{table.void}", false)',) if table.void else ()

    # --- rows ----------------------------------------------------------------------------------------------------

    def reach(self, rows: Rows) -> Reached:
        """Join the way to rows. The subject itself is joined only where the way starts with its own columns."""
        first, further = (rows.steps[0], rows.steps[1:]) if rows.steps else (None, ())
        alias = self.alias()
        if first is None or first.up:
            found = Reached(
                f'"{rows.subject.name}" {alias}', (alias,), f'{alias}."id"', self.stands(alias, rows.subject)
            )
            further, table = rows.steps, rows.subject
            if first is None:
                found = replace(found, superseded=self.superseded(alias, table))
        else:
            table = first.table
            found = Reached(
                f'"{table.name}" {alias}', ("", alias), f'{alias}."{first.column}"', self.stands(alias, table)
            )
            if rows.subject.void is not None:
                found = self.of_standing(found, rows.subject)
        for step in further:
            found, table = self.step(found, table, step), step.table
        if rows.steps:
            found = replace(found, superseded=(*found.superseded, *self.superseded(found.alias, table)))
        if rows.where is not None:
            told = self.predicate(rows.where, found.alias, table, rows.steps)
            found = replace(
                found,
                conditions=(*found.conditions, told.truth),
                known=(*found.known, told.recorded),
                superseded=(*found.superseded, told.until),
            )
        return found

    def of_standing(self, found: Reached, subject: Table) -> Reached:
        """Rows of a subject that may be voided count only as long as it stands."""
        there = self.alias()
        void = f'(SELECT min({self.time("v", subject.versioned_by or "id")}) FROM "{subject.name}" v '
        void += f'WHERE v."id" = {found.subject} AND coalesce(v."{subject.void}", false))'
        return replace(found, superseded=(*found.superseded, void)) if subject.versioned else replace(
            found,
            tables=f'{found.tables} JOIN "{subject.name}" {there} ON {there}."id" = {found.subject}',
            conditions=(*found.conditions, *self.stands(there, subject)),
        )  # fmt: skip

    def step(self, found: Reached, table: Table, step: Step) -> Reached:
        """One step on from rows of `table`: they become a link, known and superseded as the others."""
        here, there = found.alias, self.alias()
        joined = f'{there}."id" = {here}."{step.column}"' if step.up else f'{there}."{step.column}" = {here}."id"'
        return Reached(
            f'{found.tables} JOIN "{step.table.name}" {there} ON {joined}',
            (*found.aliases, there),
            found.subject,
            (*found.conditions, *self.stands(there, step.table)),
            (*found.known, self.known(here, table, step.column if step.up else None)),
            (*found.superseded, *self.superseded(here, table)),
        )

    def alias(self) -> str:
        return f"t{next(self.names)}"

    def begin_again(self) -> None:
        """The next query stands by itself: its aliases are counted from the first again."""
        self.names = count()

    # --- predicates ----------------------------------------------------------------------------------------------

    def predicate(self, node: Predicate, alias: str, table: Table, steps: tuple[Step, ...]) -> "Told":
        """What is told of the rows of `alias`; negations are pushed inwards first, so that each part has its time."""
        match node:
            case Both(one, other):
                first, second = (self.predicate(part, alias, table, steps) for part in (one, other))
                known = f"greatest({first.known}, {second.known})"
                return Told(f"({first.truth} AND {second.truth})", known, least([first.until, second.until]))
            case Either(one, other):
                first, second = (self.predicate(part, alias, table, steps) for part in (one, other))
                both = f"{first.truth} AND {second.truth}"
                known = f"CASE WHEN {both} THEN least({first.known}, {second.known})"
                until = f"CASE WHEN {both} THEN greatest({first.lasts}, {second.lasts})"
                return Told(
                    f"({first.truth} OR {second.truth})",
                    f"{known} WHEN {first.truth} THEN {first.known} ELSE {second.known} END",
                    f"nullif({until} WHEN {first.truth} THEN {first.lasts} ELSE {second.lasts} END, {NEVER})",
                )
            case Negated(one):
                return self.predicate(negated(one), alias, table, steps)
            case Compare(rows, column, operator, value):
                return self.of_column(rows, column, f"{operator} {literal(value)}", alias, table, steps)
            case IsKnown(rows, column, is_known):
                return self.of_column(rows, column, f"IS {'NOT ' if is_known else ''}NULL", alias, table, steps)
            case Exists(rows):
                found, condition, known = self.under(rows, alias, steps)
                return self.any_of(rows, found, [condition, *found.conditions], known)
        raise AssertionError(node)

    def of_column(
        self, rows: Rows, column: Column, test: str, alias: str, table: Table, steps: tuple[Step, ...]
    ) -> "Told":
        """A test on a column of these rows, or of the one row, further up, that they belong to (in some version)."""
        if len(rows.steps) == len(steps):
            known = self.value_known(alias, table, column)
            return Told(f'({alias}."{column.name}" {test})', coalesced(known), NOTHING)
        found, condition, _ = self.under(rows, alias, steps)
        value = f'{found.alias}."{column.name}"'
        known = coalesced(greatest([*found.known, self.value_known(found.alias, rows.table, column)]))
        told = self.any_of(rows, found, [condition, *found.conditions, f"({value} {test})"], known)
        told_at_all = "true" if "NULL" in test else f"{value} IS NOT NULL"
        source = f"{found.tables} WHERE {' AND '.join([condition, *found.conditions])}"
        otherwise = f"(SELECT CASE WHEN bool_or({told_at_all}) THEN false END FROM {source})"
        return Told(f"({told.truth} OR {otherwise})", told.known, told.until)

    def value_known(self, alias: str, table: Table, column: Column) -> str:
        """When a value was known: recorded, and a time not before it was there, unless it is a date to be kept."""
        is_event = column.type.is_time and not column.planned and (table.name, column.name) not in self.planned
        happened = [self.time(alias, column.name)] if is_event else []
        return greatest([*happened, self.known(alias, table, column.name)])

    def under(self, rows: Rows, alias: str, steps: tuple[Step, ...]) -> tuple[Reached, str, str]:
        """Rows that further steps lead to, what ties them to those of `alias`, and when each was known."""
        found, condition = self.below(rows.steps[len(steps) :], alias)
        known = [*found.known, self.known(found.alias, rows.table)]
        found = replace(found, superseded=(*found.superseded, *self.superseded(found.alias, rows.table)))
        if rows.where is not None:
            told = self.predicate(rows.where, found.alias, rows.table, rows.steps)
            found = replace(
                found, conditions=(*found.conditions, told.truth), superseded=(*found.superseded, told.until)
            )
            known.append(told.known)
        return found, condition, coalesced(greatest(known))

    def any_of(self, rows: Rows, found: Reached, conditions: list[str], known: str) -> "Told":
        """True from when the first such row, or version of one, was known, until the last was corrected."""
        where = " AND ".join(conditions)
        gone = least(found.superseded)
        lasts = f"max(coalesce({gone}, {NEVER}))"
        source = f"FROM {found.tables} WHERE {where}"
        first = f"(SELECT min({known}) {source})"
        return Told(f"({first} IS NOT NULL)", first, f"(SELECT nullif({lasts}, {NEVER}) {source})")

    def below(self, further: tuple[Step, ...], alias: str) -> tuple[Reached, str]:
        """The rows that further steps lead to from those of `alias`, and what ties them to it."""
        first, there = further[0], self.alias()
        tied = f'{there}."id" = {alias}."{first.column}"' if first.up else f'{there}."{first.column}" = {alias}."id"'
        found = Reached(f'"{first.table.name}" {there}', ("", there), "NULL", self.stands(there, first.table))
        table = first.table
        for step in further[1:]:
            found, table = self.step(found, table, step), step.table
        return found, tied


def greatest(expressions: list[str] | tuple[str, ...]) -> str:
    return _extreme("greatest", expressions)


def least(expressions: list[str] | tuple[str, ...]) -> str:
    return _extreme("least", expressions)


def _extreme(function: str, expressions: list[str] | tuple[str, ...]) -> str:
    """The greatest or least of those that are not NULL."""
    given = [one for one in expressions if one != NOTHING]
    if not given:
        return NOTHING
    return given[0] if len(given) == 1 else f"{function}({', '.join(given)})"


NOTHING = "NULL::BIGINT"
ALWAYS, NEVER = f"{-(1 << 61)}", f"{1 << 62}"  # known before anything was; not corrected


def coalesced(known: str) -> str:
    return ALWAYS if known == NOTHING else f"coalesce({known}, {ALWAYS})"


def negated(node: Predicate) -> Predicate:
    """The opposite, said without a negation."""
    match node:
        case Both(one, other):
            return Either(Negated(one), Negated(other))
        case Either(one, other):
            return Both(Negated(one), Negated(other))
        case Negated(one):
            return one
        case Compare(rows, column, operator, value):
            return Compare(rows, column, OPPOSITE[operator], value)
        case IsKnown(rows, column, is_known):
            return IsKnown(rows, column, not is_known)
    raise AssertionError(node)


OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def literal(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)
