"""The relational step, as SQL: what lies in the tables, as events of the subject. The only place where joins happen.

A part of a query knows its rows by an alias. Every fact that needs several rows is recorded when the last of them
was. Times are whole numbers; whether they are instants or the starts of local days is decided once for a standard.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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

    trigger: Moment | None = None
    column: Column | None = None


#: What a query of events selects: `row` is the id of the row, `id` that of the event; `extra` are columns asked for.
EVENT = ("subject", "part", "id", "row", "happened", "day", "recorded", "superseded", "of", "extra")


@dataclass
class Asking:
    """Writes the queries of one standard. `windows` are the tables of days that they join, by name."""

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

    # --- events --------------------------------------------------------------------------------------------------

    def event(self, event: Event, answers: Answers = Answers(), extra: tuple[Column, ...] = ()) -> str:
        """The events of a node, as a query of the columns EVENT."""
        match event:
            case Moment():
                return self.moment(event, answers, extra)
            case Alternatives(options):
                return " UNION ALL ".join(self.event(option, answers) for option in options)
            case First(options):
                known = "greatest(happened, coalesce(recorded, happened))"
                union = " UNION ALL ".join(self.event(option, answers) for option in options)
                ranked = f"row_number() OVER (PARTITION BY subject ORDER BY {known}, happened, id)"
                return f"SELECT * FROM ({union}) WHERE superseded IS NULL QUALIFY {ranked} = 1"
            case After(inner, others):
                tied = "o.subject = e.subject AND o.happened <= e.happened"
                return self.derived(self.event(inner, answers), self.event(others), tied, 1)
            case Nth(n, of, within):
                tied = f"o.subject = e.subject AND {self.window(within)}"
                return self.derived(self.event(of, answers), self.event(of), tied, n - 1)
            case Repeat(of, same, within):
                whose = "true" if of.rows.is_subject else "o.subject = e.subject"
                tied = f"{whose} AND e.extra = o.extra AND list_count(e.extra) = len(e.extra) AND {self.window(within)}"
                return self.derived(self.event(of, answers, same), self.event(of, extra=same), tied, 1)
        raise AssertionError(event)

    def moment(self, event: Moment, answers: Answers = Answers(), extra: tuple[Column, ...] = ()) -> str:
        """One event for each row in which the column holds a time."""
        rows, column = event.rows, event.column.name
        found = self.reach(rows)
        happened = self.time(found.alias, column)
        known = greatest([self.recorded(found.alias, rows.table, column), *found.known])
        return self.told(
            found, rows.steps, happened, known, day=f'{found.alias}."{column}{DAY}"', suffix=suffix_of(event),
            answers=answers, extra=columns_of(found.alias, extra), conditions=(f"{happened} IS NOT NULL",),
        )  # fmt: skip

    def judged(self, event: Moment, must: Predicate) -> str:
        """For each row that is as it must be: the event of being so, from when that was known, and whose it is."""
        rows, column = event.rows, event.column.name
        found = self.reach(rows)
        here, table = found.alias, rows.table
        truth, known = self.predicate(must, here, table, rows.steps)
        time = self.time(here, column)
        recorded = greatest([self.recorded(here, table, column), *found.known, known])
        conditions = (f"{time} IS NOT NULL", truth)
        return self.told(
            found, rows.steps, greatest([time, known]), recorded, suffix=suffix_of(event), answers=Answers(event),
            conditions=conditions,
        )  # fmt: skip

    def missing(self, event: Moment, expected: Limit | None) -> str | None:
        """Rows that lack the time, from when that was clear (the row had ended, or it was expected) until it came."""
        rows, column, table = event.rows, event.column.name, event.rows.table
        found = self.reach(rows)
        here, supplied = found.alias, self.known(found.alias, table, column)
        clear = []
        if table.ended is not None and table.ended != column:
            clear.append(greatest([self.time(here, table.ended), self.recorded(here, table, table.ended)]))
        if expected is not None and table.starts not in (None, column):
            clear.append(self.after(f'{here}."{table.starts}', expected))
        if not clear:
            return None
        since = least(clear)
        supplied = f'CASE WHEN {here}."{column}" IS NOT NULL THEN {greatest([self.time(here, column), supplied])} END'
        found = replace(found, superseded=(*found.superseded, supplied))
        conditions = (f"{since} IS NOT NULL", f'({here}."{column}" IS NULL OR {supplied} > {since})')
        recorded = greatest([since, *found.known])
        return self.told(found, rows.steps, since, recorded, suffix=suffix_of(event), conditions=conditions)

    def told(
        self,
        found: Reached,
        steps: tuple[Step, ...],
        happened: str,
        recorded: str,
        *,
        day: str = "",
        suffix: str = "",
        answers: Answers = Answers(),
        extra: tuple[str, ...] = (),
        conditions: tuple[str, ...] = (),
    ) -> str:
        """The query of events that are rows: each column of EVENT in its place."""
        here = found.alias
        columns = (
            found.subject, f"{next(self.names)}", f'{here}."id"{suffix}', f'{here}."id"', happened, day or happened,
            recorded, least(found.superseded), self.answered(found, steps, answers),
            f"[{', '.join(f'{one}::VARCHAR' for one in extra)}]::VARCHAR[]",
        )  # fmt: skip
        named = ", ".join(f"{column} AS {name}" for column, name in zip(columns, EVENT, strict=True))
        return f"SELECT {named} FROM {found.tables} WHERE {' AND '.join([*conditions, *found.conditions]) or 'true'}"

    def answered(self, found: Reached, steps: tuple[Step, ...], answers: Answers) -> str:
        """The id of the trigger that an event belongs to: named in a column, or on the way to the event's row."""
        trigger = answers.trigger
        if trigger is None:
            return "NULL::VARCHAR"
        if answers.column is not None:
            return f'{found.alias}."{answers.column.name}"{suffix_of(trigger)}'
        if trigger.rows.is_subject:
            return f"{found.subject}{suffix_of(trigger)}"
        if steps[: len(trigger.rows.steps)] != trigger.rows.steps:
            return "NULL::VARCHAR"
        return f'{found.aliases[len(trigger.rows.steps)]}."id"{suffix_of(trigger)}'

    def derived(self, event: str, others: str, tied: str, needed: int) -> str:
        """Events that need `needed` others, known when so many of them are. Others count as they now stand."""
        known = f"list_sort(list(greatest(o.happened, coalesce(o.recorded, o.happened))))[{needed}]"
        columns = ", ".join(f"e.{name}" for name in EVENT)
        selected = columns.replace("e.recorded", f"greatest(e.happened, e.recorded, {known}) AS recorded")
        return (
            f"SELECT {selected} FROM ({event}) e JOIN ({others}) o ON {tied} AND o.superseded IS NULL "
            f"GROUP BY {columns} HAVING count(*) >= {needed}"
        )

    def window(self, within: Limit) -> str:
        """Others that lie at most so long before: their local day is in the window, and they come earlier in order."""
        return f"o.day >= {self.looked_up('e.day', within, 'back')} AND (o.happened, o.id) < (e.happened, e.id)"

    def after(self, column: str, limit: Limit) -> str:
        """The first moment after a limit has run out from a time column (given as alias."name, its quote left open)."""
        if limit.is_elapsed:
            return f'({column}" + {limit.microseconds})'
        return self.looked_up(f'{column}{DAY}"', limit, "over")

    def looked_up(self, day: str, limit: Limit, column: str) -> str:
        """Civil time is looked up in a table of days; no engine counts days."""
        name = f"window {limit}"
        self.windows[name] = limit
        return f'(SELECT w.{column} FROM "{name}" w WHERE w.day = {day})'

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

    # --- attributes that change --------------------------------------------------------------------------------------

    def attribute(self, rows: Rows, column: Column, answers: Answers = Answers()) -> str:
        """What a column said, from when: a query of the columns EVENT, with the value as its extra.

        The first value of the subject's own column has always held; a later version changes it from when it was
        recorded; a row of a relation sets it from when that row begins to hold.
        """
        found = self.reach(rows)
        here, table = found.alias, rows.table
        starts = self.time(here, table.starts) if table.starts and not rows.is_subject else "0"
        if table.versioned_by:
            starts = f'CASE WHEN {here}."{NUMBER}" = 1 THEN {starts} ELSE {self.time(here, table.versioned_by)} END'
        found = replace(found, superseded=(self.time(here, VOIDED),) if table.versioned else ())
        value = self.time(here, column.name) if column.type.is_time else f'{here}."{column.name}"'
        known = greatest([self.recorded(here, table, column.name), *found.known])
        conditions = (f"{starts} IS NOT NULL",)
        return self.told(found, rows.steps, starts, known, answers=answers, extra=(value,), conditions=conditions)

    # --- for whom ------------------------------------------------------------------------------------------------

    def applying(self, applies: Predicate | None, subject: Table) -> str:
        """SELECT subject, truth, known, superseded: whether a standard applies to each subject (NULL: cannot tell)."""
        found = self.reach(Rows(subject))
        truth, known = ("true", NOTHING) if applies is None else self.predicate(applies, found.alias, subject, ())
        where = " AND ".join(found.conditions) or "true"
        return (
            f"SELECT {found.subject} AS subject, {truth} AS truth, {known} AS known, "
            f"{least(found.superseded)} AS superseded FROM {found.tables} WHERE {where}"
        )


def suffix_of(event: Moment) -> str:
    """The ids of events at another time of a row than its own: the row's id and the column."""
    return "" if event.column.name == event.rows.table.starts else f" || ':{event.column.name}'"


def columns_of(alias: str, columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(f'{alias}."{column.name}"' for column in columns)


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
