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


@dataclass
class Reaching:
    """Joins the way to rows. `windows` are the tables of days that the queries join, by name."""

    by_day: bool
    windows: dict[str, Limit] = field(default_factory=dict)
    names: Iterator[int] = field(default_factory=count)

    # --- columns -------------------------------------------------------------------------------------------------

    def time(self, alias: str, column: str) -> str:
        return f'{alias}."{column}{DAY if self.by_day else ""}"'

    def recorded(self, alias: str, table: Table, column: str) -> str:
        """When the value of a column was recorded; NULL where the source does not say."""
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
        for step in further:
            found, table = self.step(found, table, step), step.table
        if rows.steps:
            found = replace(found, superseded=(*found.superseded, *self.superseded(found.alias, table)))
        if rows.where is not None:
            truth, known = self.predicate(rows.where, found.alias, table, rows.steps)
            found = replace(found, conditions=(*found.conditions, truth), known=(*found.known, known))
        return found

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

    # --- predicates ----------------------------------------------------------------------------------------------

    def predicate(self, node: Predicate, alias: str, table: Table, steps: tuple[Step, ...]) -> tuple[str, str]:
        """Two expressions about the rows of `alias`: whether it is so (NULL: unknown), and when that was known."""
        match node:
            case Both(one, other):
                (first, known), (second, also) = (self.predicate(part, alias, table, steps) for part in (one, other))
                return f"({first} AND {second})", greatest([known, also])
            case Either(one, other):
                (first, known), (second, also) = (self.predicate(part, alias, table, steps) for part in (one, other))
                both = f"WHEN {first} AND {second} THEN {least([known, also])}"
                return f"({first} OR {second})", f"CASE {both} WHEN {first} THEN {known} ELSE {also} END"
            case Negated(one):
                truth, known = self.predicate(one, alias, table, steps)
                return f"(NOT {truth})", known
            case Compare(rows, column, operator, value):
                found, known = self.value(rows, column, alias, table, steps)
                return f"({found} {operator} {literal(value)})", known
            case IsKnown(rows, column):
                found, known = self.value(rows, column, alias, table, steps)
                return f"({found} IS NOT NULL)", known
            case Exists(rows):
                return self.exists(rows, alias, steps)
        raise AssertionError(node)

    def value(self, rows: Rows, column: Column, alias: str, table: Table, steps: tuple[Step, ...]) -> tuple[str, str]:
        """A column of these rows, or of the one row, further up, that they belong to."""
        further = rows.steps[len(steps) :]
        if not further:
            return f'{alias}."{column.name}"', self.known(alias, table, column.name)
        found, condition = self.below(further, alias)
        known = greatest([*found.known, self.known(found.alias, rows.table, column.name)])
        source = f"FROM {found.tables} WHERE {' AND '.join([condition, *found.conditions])} LIMIT 1"
        return f'(SELECT {found.alias}."{column.name}" {source})', f"(SELECT {known} {source})"

    def exists(self, rows: Rows, alias: str, steps: tuple[Step, ...]) -> tuple[str, str]:
        further = rows.steps[len(steps) :]
        found, condition = self.below(further, alias)
        known = [*found.known, self.known(found.alias, rows.table)]
        conditions = [condition, *found.conditions]
        if rows.where is not None:
            truth, when = self.predicate(rows.where, found.alias, rows.table, rows.steps)
            conditions.append(truth)
            known.append(when)
        conditions += [f"{one} IS NULL" for one in (*found.superseded, *self.superseded(found.alias, rows.table))]
        when = f"(SELECT min(coalesce({greatest(known)}, 0)) FROM {found.tables} WHERE {' AND '.join(conditions)})"
        return f"({when} IS NOT NULL)", when

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


def literal(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)
