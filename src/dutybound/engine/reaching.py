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
from dutybound.engine.conditions import negated, test_of
from dutybound.engine.source import DAY, NEXT, NUMBER
from dutybound.engine.stretches import ALWAYS, NOTHING, coalesced, greatest, least, standing

KEY = ("k0", "k1")  # of a row, or a version of one, where stretches are told apart by it


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

    @property
    def lasts(self) -> bool:
        """Whether nothing that they stand on can be corrected."""
        return least(self.superseded) == NOTHING

    @property
    def where(self) -> str:
        return " AND ".join(self.conditions) or "true"

    def on(self, *conditions: str, known: str = NOTHING, until: str = NOTHING, join: str = "") -> "Reached":
        """The same rows, where they stand on something more."""
        return replace(
            self,
            tables=self.tables + join,
            conditions=(*self.conditions, *conditions),
            known=(*self.known, known),
            superseded=(*self.superseded, until),
        )

    def stretches(self, *columns: str) -> str:
        """SELECT the columns, known, until: of each row from when all that it stands on was known, and until when."""
        named = ", ".join(f"{column} AS k{place}" for place, column in enumerate(columns))
        times = f"{greatest(self.known)} AS known, {least(self.superseded)} AS until"
        return f"SELECT {named}, {times} FROM {self.tables} WHERE {self.where}"


@dataclass(frozen=True)
class Told:
    """What one version of a row tells of a condition on it: whether it is so, and from when that was known."""

    truth: str
    known: str  # never NULL; ALWAYS where no source says

    @property
    def recorded(self) -> str:
        return f"nullif({self.known}, {ALWAYS})"


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
        """When the value of a column was recorded, no sooner than its row; NULL where the source does not say."""
        if self.in_hindsight:
            return NOTHING
        named = {table.recorded_for(column), table.recorded or table.began_recorded, table.restated} - {column}
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
        return found if rows.where is None else self.holding(found, rows.where, table, rows.steps)

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

    def holding(
        self, found: Reached, node: Predicate, table: Table, steps: tuple[Step, ...], possible: bool = False
    ) -> Reached:
        """Those of the rows for which a condition holds, once for each stretch of time in which it does.

        What is unknown does not hold, unless what is `possible` is asked for. Negations are pushed inwards first, so
        that each part has its time.
        """
        match node:
            case Negated(one):
                return self.holding(found, negated(one), table, steps, possible)
            case Both(one, other):
                first = self.holding(found, one, table, steps, possible)
                return self.holding(first, other, table, steps, possible)
        by_row = self.told_by_row(node, found.alias, table, steps, possible)
        if by_row is not None:
            return found.on(by_row.truth, known=by_row.recorded)
        match node:
            case Exists(rows):
                return self.tied(found, self.further(rows, steps), rows.steps[len(steps)])
            case Compare(rows) | IsKnown(rows) if not possible:
                return self.tied(found, self.further(rows, steps, node), rows.steps[len(steps)])
            case Compare() | IsKnown():  # as long as the opposite is not told
                every, told = self.rows_of(table), self.of_rows(negated(node), table, steps)
                alike = standing(
                    every.stretches(*self.key(every, table)), KEY, but=told.stretches(*self.key(told, table))
                )
                return self.joined(found, alike, self.key(found, table))
            case Either(one, other):
                ways = [self.of_rows(part, table, steps, possible) for part in (one, other)]
                union = " UNION ALL ".join(way.stretches(*self.key(way, table)) for way in ways)
                lasting = all(way.lasts for way in ways)
                return self.joined(found, standing(union, KEY, lasting=lasting), self.key(found, table), lasting)
        raise AssertionError(node)

    def told_by_row(
        self, node: Predicate, alias: str, table: Table, steps: tuple[Step, ...], possible: bool
    ) -> Told | None:
        """What a row tells of a condition by itself; None where others have to be asked."""
        match node:
            case Both(one, other) | Either(one, other):
                parts = [self.told_by_row(part, alias, table, steps, possible) for part in (one, other)]
                first, second = parts
                if first is None or second is None:
                    return None
                if isinstance(node, Both):
                    return Told(f"({first.truth} AND {second.truth})", f"greatest({first.known}, {second.known})")
                known = f"CASE WHEN {first.truth} AND {second.truth} THEN least({first.known}, {second.known})"
                known += f" WHEN {first.truth} THEN {first.known} ELSE {second.known} END"
                return Told(f"({first.truth} OR {second.truth})", known)
            case Negated(one):
                return self.told_by_row(negated(one), alias, table, steps, possible)
            case Compare(rows, column) | IsKnown(rows, column) if len(rows.steps) == len(steps):
                truth = f'({alias}."{column.name}" {test_of(node)})'
                known = coalesced(self.value_known(alias, table, column))
                return Told(f"({truth} IS NOT false)" if possible else truth, known)
        return None

    def of_rows(self, node: Predicate, table: Table, steps: tuple[Step, ...], possible: bool = False) -> Reached:
        """The rows of a table, or their versions, for which a condition holds."""
        return self.holding(self.rows_of(table), node, table, steps, possible)

    def rows_of(self, table: Table) -> Reached:
        alias = self.alias()
        return Reached(f'"{table.name}" {alias}', (alias,), "NULL")

    def key(self, found: Reached, table: Table) -> tuple[str, str]:
        """What tells one row of a table, or version of it, from another."""
        return f'{found.alias}."id"', f'{found.alias}."{NUMBER}"' if table.versioned else "1"

    def tied(self, found: Reached, further: Reached, first: Step) -> Reached:
        """The rows to which such others are tied, for each stretch in which there is one on record."""
        there = f'{further.aliases[1]}."{"id" if first.up else first.column}"'
        here = f'{found.alias}."{first.column if first.up else "id"}"'
        alike = standing(further.stretches(there), ("k0",), lasting=further.lasts)
        return self.joined(found, alike, (here,), further.lasts)

    def joined(self, found: Reached, alike: str, key: tuple[str, ...], lasting: bool = False) -> Reached:
        alias = self.alias()
        on = " AND ".join(f"{alias}.k{place} = {column}" for place, column in enumerate(key))
        until = NOTHING if lasting else f"{alias}.until"
        return found.on(known=f"{alias}.known", until=until, join=f" JOIN ({alike}) {alias} ON {on}")

    def further(self, rows: Rows, steps: tuple[Step, ...], node: Compare | IsKnown | None = None) -> Reached:
        """The rows that further steps lead to: those that fit, and one of whose columns passes the test of a node."""
        first, there = rows.steps[len(steps)], self.alias()
        found = Reached(f'"{first.table.name}" {there}', ("", there), "NULL", self.stands(there, first.table))
        table = first.table
        for step in rows.steps[len(steps) + 1 :]:
            found, table = self.step(found, table, step), step.table
        until = least(self.superseded(found.alias, table))
        if node is None:
            found = found.on(known=self.known(found.alias, table), until=until)
        else:
            known = self.value_known(found.alias, table, node.column)
            found = found.on(f'{found.alias}."{node.column.name}" {test_of(node)}', known=known, until=until)
        return found if rows.where is None else self.holding(found, rows.where, table, rows.steps)

    def value_known(self, alias: str, table: Table, column: Column) -> str:
        """When a value was known: recorded, and a time not before it was there, unless it is a date to be kept."""
        is_event = column.type.is_time and not column.planned and (table.name, column.name) not in self.planned
        happened = [self.time(alias, column.name)] if is_event else []
        return greatest([*happened, self.known(alias, table, column.name)])
