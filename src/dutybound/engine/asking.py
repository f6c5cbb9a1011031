"""The relational step, as SQL: what lies in the tables, as events of the subject. The only place where joins happen.

A part of a query knows its rows by an alias. Every fact that needs several rows is recorded when the last of them
was. Times are whole numbers; whether they are instants or the starts of local days is decided once for a standard.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from dutybound.duties.limits import Limit
from dutybound.duties.nodes import (
    After,
    Alternatives,
    Both,
    Compare,
    Either,
    Event,
    Exists,
    First,
    IsKnown,
    Moment,
    Negated,
    Nth,
    Predicate,
    Repeat,
    Rows,
    Step,
)
from dutybound.duties.schema import Column, Table
from dutybound.engine.source import DAY, NEXT, NUMBER, VOIDED


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
class Answers:
    """Which trigger an event belongs to: the column that names it, or the steps that lead by it."""

    column: Column | None = None
    trigger: Moment | None = None


@dataclass
class Asking:
    """Writes the queries of one standard. Windows of derived events are asked for as tables by `windows`."""

    by_day: bool
    windows: dict[str, Limit]
    names: Iterator[int]

    @classmethod
    def of(cls, by_day: bool) -> "Asking":
        return cls(by_day, {}, count())

    # --- columns -------------------------------------------------------------------------------------------------

    def time(self, alias: str, column: str) -> str:
        return f'{alias}."{column}{DAY if self.by_day else ""}"'

    def recorded(self, alias: str, table: Table, column: str) -> str:
        """When the value of a column was recorded; NULL where the source does not say."""
        named = {table.recorded_for(column), table.versioned_by} - {None, column}
        return greatest([self.time(alias, one) for one in sorted(named)])  # type: ignore[type-var]

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

    # --- events --------------------------------------------------------------------------------------------------

    def event(self, event: Event, answers: Answers = Answers()) -> str:
        """SELECT subject, part, id, happened, day, recorded, superseded, of, same."""
        match event:
            case Moment():
                return self.moment(event, answers)
            case Alternatives(options):
                return " UNION ALL ".join(self.event(option, answers) for option in options)
            case First(options):
                ranked = "row_number() OVER (PARTITION BY subject ORDER BY greatest(happened, coalesce(recorded, happened)), happened, id)"
                union = " UNION ALL ".join(self.event(option, answers) for option in options)
                return f"SELECT * FROM ({union}) WHERE superseded IS NULL QUALIFY {ranked} = 1"
            case After(inner, others):
                return self.derived(inner, others, "o.subject = e.subject AND o.happened <= e.happened", 1, answers)
            case Nth(n, of, within):
                return self.derived(of, of, f"o.subject = e.subject AND {self.window(within)}", n - 1, answers)
            case Repeat(of, same, within):
                whose = "true" if of.rows.is_subject else "o.subject = e.subject"
                alike = "e.same = o.same AND NOT list_contains(e.same, NULL)"
                return self.derived(of, of, f"{whose} AND {alike} AND {self.window(within)}", 1, answers, same)
        raise AssertionError(event)

    def moment(self, event: Moment, answers: Answers, same: tuple[Column, ...] = ()) -> str:
        rows, column = event.rows, event.column.name
        found = self.reach(rows)
        here = found.alias
        happened = self.time(here, column)
        suffix = "" if column == rows.table.starts else f" || ':{column}'"
        alike = ", ".join(f'{here}."{one.name}"::VARCHAR' for one in same)
        where = " AND ".join([f"{happened} IS NOT NULL", *found.conditions])
        return (
            f'SELECT {found.subject} AS subject, {next(self.names)} AS part, {here}."id"{suffix} AS id, '
            f'{happened} AS happened, {here}."{column}{DAY}" AS day, '
            f"{greatest([self.recorded(here, rows.table, column), *found.known])} AS recorded, "
            f"{least(found.superseded)} AS superseded, {self.answered(found, rows, answers)} AS of, "
            f"[{alike}]::VARCHAR[] AS same FROM {found.tables} WHERE {where}"
        )

    def answered(self, found: Reached, rows: Rows, answers: Answers) -> str:
        if answers.column is not None:
            return f'{found.alias}."{answers.column.name}"'
        trigger = answers.trigger
        if trigger is None or trigger.rows.is_subject or rows.steps[: len(trigger.rows.steps)] != trigger.rows.steps:
            return "NULL"
        suffix = "" if trigger.column.name == trigger.rows.table.starts else f" || ':{trigger.column.name}'"
        return f'{found.aliases[len(trigger.rows.steps)]}."id"{suffix}'

    def derived(
        self, event: Event, others: Event, joined: str, needed: int, answers: Answers, same: tuple[Column, ...] = ()
    ) -> str:
        """Events that need `needed` others, known when so many of them are. Others count as they now stand."""
        both = [
            self.moment(one, answers, same) if same and isinstance(one, Moment) else self.event(one, answers)
            for one in (event, others)
        ]
        other = "greatest(o.happened, coalesce(o.recorded, o.happened))"
        nth = f"list_sort(list({other}))[{needed}]"
        columns = "e.subject, e.part, e.id, e.happened, e.day, e.recorded, e.superseded, e.of, e.same"
        return (
            f"SELECT {columns.replace('e.recorded', f'greatest(e.happened, e.recorded, {nth}) AS recorded')} "
            f"FROM ({both[0]}) e JOIN ({both[1]}) o ON {joined} AND o.superseded IS NULL "
            f"GROUP BY {columns} HAVING count(*) >= {needed}"
        )

    def window(self, within: Limit) -> str:
        """Others that lie at most so long before: their local day is in the window, and they come earlier in order."""
        name = f"window {within}"
        self.windows[name] = within
        back = f'(SELECT w.back FROM "{name}" w WHERE w.day = e.day)'
        return f"o.day >= {back} AND (o.happened, o.id) < (e.happened, e.id)"

    # --- predicates ----------------------------------------------------------------------------------------------

    def predicate(self, node: Predicate, alias: str, table: Table, steps: tuple[Step, ...]) -> tuple[str, str]:
        """Two expressions about the rows of `alias`: whether it is so (NULL: unknown), and when that was known."""
        match node:
            case Both(one, other):
                (first, known), (second, also) = (self.predicate(part, alias, table, steps) for part in (one, other))
                return f"({first} AND {second})", greatest([known, also])
            case Either(one, other):
                (first, known), (second, also) = (self.predicate(part, alias, table, steps) for part in (one, other))
                when = f"CASE WHEN {first} AND {second} THEN {least([known, also])} WHEN {first} THEN {known} ELSE {also} END"
                return f"({first} OR {second})", when
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

    # --- attributes that change --------------------------------------------------------------------------------------

    def attribute(self, rows: Rows, column: Column, answers: Answers = Answers()) -> str:
        """SELECT subject, part, id, happened, recorded, superseded, of, value: what a column said, from when.

        The first value of the subject's own column has always held; a later version changes it from when it was
        recorded; a row of a relation sets it from when that row begins to hold.
        """
        found = self.reach(rows)
        here, table = found.alias, rows.table
        starts = self.time(here, table.starts) if table.starts and not rows.is_subject else "0"
        if table.versioned_by:
            starts = f'CASE WHEN {here}."{NUMBER}" = 1 THEN {starts} ELSE {self.time(here, table.versioned_by)} END'
        gone = self.time(here, VOIDED) if table.versioned else "NULL"
        value = self.time(here, column.name) if column.type.is_time else f'{here}."{column.name}"'
        where = " AND ".join([f"{starts} IS NOT NULL", *found.conditions])
        return (
            f'SELECT {found.subject} AS subject, {next(self.names)} AS part, {here}."id" AS id, {starts} AS happened, '
            f"{greatest([self.recorded(here, table, column.name), *found.known])} AS recorded, {gone} AS superseded, "
            f"{self.answered(found, rows, answers)} AS of, {value}::VARCHAR AS value FROM {found.tables} WHERE {where}"
        )


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
