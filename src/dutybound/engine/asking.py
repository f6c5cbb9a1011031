"""The relational step, as SQL: what lies in the tables, as events of the subject. The only place where joins happen."""

from dataclasses import dataclass, replace
from itertools import pairwise

from dutybound.duties.limits import Limit
from dutybound.duties.nodes import (
    After,
    Alternatives,
    Event,
    First,
    Moment,
    Nth,
    Predicate,
    Repeat,
    Rows,
    Step,
    is_always_told,
)
from dutybound.duties.schema import Column, Table
from dutybound.engine.conditions import literal, values_asked
from dutybound.engine.events import (
    EVENT,
    KNOWN,
    SAME,
    are_apart,
    are_lasting,
    as_events,
    columns_of,
    suffix_of,
    table_of,
)
from dutybound.engine.reaching import Reached, Reaching
from dutybound.engine.source import DAY, NUMBER, VOIDED
from dutybound.engine.stretches import NEVER, greatest, least, standing


@dataclass(frozen=True)
class Answers:
    """Which trigger an event belongs to: the column that names it, or the steps that lead by it."""

    trigger: Moment | None = None
    column: Column | None = None


class Asking(Reaching):
    """Writes the queries of one standard."""

    # --- events --------------------------------------------------------------------------------------------------

    def event(self, event: Event, answers: Answers = Answers(), extra: tuple[Column, ...] = ()) -> str:
        """The events of a node, as a query of the columns EVENT."""
        match event:
            case Moment():
                return self.moment(event, answers, extra)
            case Alternatives(options):
                return self.any_of(options, answers)
            case First(options):
                return self.first(self.any_of(options, answers))
            case After(inner, others):
                tied = "o.subject = e.subject AND o.happened <= e.happened"
                return self.derived((inner, others), self.event(inner, answers), self.event(others), tied)
            case Nth(n, of, within):
                tied = "o.subject = e.subject"
                return self.derived((of, of), self.event(of, answers), self.event(of), tied, n - 1, within)
            case Repeat(of, same, within):
                whose = "true" if of.rows.is_subject else "o.subject = e.subject"
                alike = " AND ".join(f"e.extra[{place}] = o.extra[{place}]" for place in range(1, len(same) + 1))
                again, tied = self.event(of, extra=same), f"{whose} AND {alike or 'true'}"
                return self.derived((of, of), self.event(of, answers, same), again, tied, 1, within)
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
        reached = self.reach(rows)
        time, recorded = self.time(reached.alias, column), self.recorded(reached.alias, rows.table, column)
        found = self.holding(reached, must, rows.table, rows.steps)
        was_so = greatest(found.known[len(reached.known) :])
        return self.told(
            found, rows.steps, greatest([time, was_so]), greatest([recorded, *found.known]), suffix=suffix_of(event),
            answers=Answers(event), conditions=(f"{time} IS NOT NULL",),
        )  # fmt: skip

    def missing(self, event: Moment, expected: Limit | None, ends: Event | None = None) -> str | None:
        """Rows that lack the time, from when that was clear until it came.

        It is clear once the row has ended, the time was expected, or what the duty holds for has ended.
        """
        rows, column, table = event.rows, event.column.name, event.rows.table
        found = self.reach(rows)
        here = found.alias
        clear = []
        if table.ended is not None and table.ended != column:
            ended_at = greatest([self.time(here, table.ended), self.recorded(here, table, table.ended)])
            clear.append(f'CASE WHEN {here}."{table.ended}" IS NOT NULL THEN {ended_at} END')
        if expected is not None and table.starts not in (None, column):
            clear.append(self.after(f'{here}."{table.starts}', expected))
        ways = [self.lacking(found, event, least(clear))] if clear else []
        if ends is not None:
            ended, further = self.alias(), self.reach(rows)
            join = f" JOIN ({self.first(self.event(ends))}) {ended} ON {ended}.subject = {further.subject}"
            since = f"greatest({ended}.happened, coalesce({ended}.recorded, {ended}.happened))"
            ways.append(self.lacking(further.on(join=join, until=f"{ended}.superseded"), event, since))
        if len(ways) < 2:
            return ways[0] if ways else None
        return self.first(" UNION ALL ".join(ways), "subject, id")

    def lacking(self, found: Reached, event: Moment, since: str) -> str:
        """Rows that lack a time though it was clear since then that they do."""
        rows, here, column = event.rows, found.alias, event.column.name
        known = greatest([self.time(here, column), self.known(here, rows.table, column)])
        supplied = f'CASE WHEN {here}."{column}" IS NOT NULL THEN {known} END'
        recorded = greatest([since, self.recorded(here, rows.table, rows.table.starts or "id"), *found.known])
        conditions = (f"{since} IS NOT NULL", f'({here}."{column}" IS NULL OR {supplied} > {since})')
        return self.told(
            found.on(until=supplied), rows.steps, since, recorded, suffix=suffix_of(event),
            conditions=conditions,
        )  # fmt: skip

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
            found.subject, f'{here}."id"{suffix}', f'{here}."id"', happened, day or happened,
            recorded, least(found.superseded), self.answered(found, steps, answers),
            f"[{', '.join(f'{one}::VARCHAR' for one in extra)}]::VARCHAR[]",
        )  # fmt: skip
        named = ", ".join(f"{column} AS {name}" for column, name in zip(columns, EVENT, strict=True))
        turns = any(one.up and not other.up for one, other in pairwise(steps))  # may reach one row twice
        where = " AND ".join([*conditions, *found.conditions]) or "true"
        return f"SELECT {'DISTINCT ' if turns else ''}{named} FROM {found.tables} WHERE {where}"

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

    def any_of(self, options: tuple[Event, ...], answers: Answers) -> str:
        """The events of all options; where they are of several tables, rows of one id are told apart by the table."""
        events = [self.event(option, answers) for option in options]
        if are_apart(options):
            names = ", ".join(EVENT[2:])
            suffixes = [f" || ':{name}'" if (name := table_of(option)) else "" for option in options]
            pairs = zip(events, suffixes, strict=True)
            events = [f"SELECT subject, id{suffix} AS id, {names} FROM ({event})" for event, suffix in pairs]
        return self.alike(options, " UNION ALL ".join(events))

    def alike(self, of: Event | tuple[Event, ...], events: str) -> str:
        """What is told of one event several times over, as one in each stretch of time in which it is told."""
        stretches = f"SELECT *, recorded AS known, superseded AS until FROM ({events})"
        return as_events(standing(stretches, SAME, lasting=are_lasting(of)))

    def first(self, events: str, of: str = "subject") -> str:
        """The event that was known first; if it is corrected, from then on the one known next."""
        order = f"OVER (PARTITION BY {of} ORDER BY {KNOWN}, happened, id"
        before = f"max(coalesce(superseded, {NEVER})) {order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        columns = ", ".join(EVENT).replace("recorded", "greatest(recorded, before) AS recorded")
        ranked = f"SELECT *, {before} AS before FROM ({events})"
        standing = f"(before IS NULL OR (before < {NEVER} AND coalesce(superseded, {NEVER}) > before))"
        return f"SELECT {columns} FROM ({ranked}) WHERE {standing}"

    def derived(
        self, of: tuple[Event, Event], event: str, others: str, tied: str, needed: int = 1, within: Limit | None = None
    ) -> str:
        """Events that need `needed` others: in each stretch of time in which so many of them were known and stand.

        With `within` the others lie at most so long before: their local day is in the window, which is joined because
        Spark allows no lookup in the terms of a join, and they come earlier in order.
        """
        window = ""
        if within is not None:
            window = f'JOIN "{self.window(within)}" w ON w.day = e.day '
            tied += " AND o.day >= w.back AND (o.happened, o.id) < (e.happened, e.id)"
        event, others = self.alike(of[0], event), self.alike(of[1], others)
        lasting = are_lasting(of)
        same = ", ".join(f"e.{name}" for name in SAME)
        known = "greatest(e.happened, coalesce(e.recorded, e.happened), o.happened, coalesce(o.recorded, o.happened))"
        until = f"least(coalesce(e.superseded, {NEVER}), coalesce(o.superseded, {NEVER}))"
        pairs = f"SELECT {same}, {known} AS known, {until} AS until "
        pairs += f"FROM ({event}) e {window}JOIN ({others}) o ON {tied}"
        return as_events(standing(pairs, SAME, needed, lasting=lasting))

    def after(self, column: str, limit: Limit) -> str:
        """The first moment after a limit has run out from a time column (given as alias."name, its quote left open)."""
        if limit.is_elapsed:
            return f'({column}" + {limit.microseconds})'
        return f'(SELECT w.over FROM "{self.window(limit)}" w WHERE w.day = {column}{DAY}")'

    def window(self, limit: Limit) -> str:
        """The table of days in which civil time is looked up; no engine counts days."""
        name = f"window {limit}"
        self.windows[name] = limit
        return name

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
        others = tuple(one for one in found.superseded if one not in self.superseded(here, table))
        found = replace(found, superseded=(*others, self.time(here, VOIDED)) if table.versioned else others)
        value = self.time(here, column.name) if column.type.is_time else f'{here}."{column.name}"'
        known = greatest([self.recorded(here, table, column.name), *found.known])
        conditions = (f"{starts} IS NOT NULL",)
        return self.told(found, rows.steps, starts, known, answers=answers, extra=(value,), conditions=conditions)

    # --- for whom ------------------------------------------------------------------------------------------------

    def applying(self, applies: Predicate | None, subject: Table) -> str:
        """SELECT subject, truth, known, superseded, untold: the stretches in which a standard applies to each subject.

        Truth is NULL in those in which that cannot be told, and `untold` names the columns for want of which; those
        in which it does not apply need not be there.
        """
        so = self.of_subject(applies, subject)
        when_so = self.as_told(standing(so.stretches(so.subject), ("k0",), lasting=so.lasts), "true")
        if applies is None or is_always_told(applies):
            return when_so
        found = self.of_subject(None, subject)
        told = self.told_by_row(applies, found.alias, subject, (), False)
        if told is None:
            names = {f"{node.rows.table.name}.{node.column.name}": None for node in values_asked(applies)}
            may_be = self.of_subject(applies, subject, possible=True)
            untold = standing(may_be.stretches(may_be.subject), ("k0",), but=so.stretches(so.subject))
            return f"{when_so} UNION ALL {self.as_told(untold, 'NULL::BOOLEAN', literal(', '.join(sorted(names))))}"
        null = {node.column.name: f"{subject.name}.{node.column.name}" for node in values_asked(applies)}
        named = (f'CASE WHEN {found.alias}."{name}" IS NULL THEN {literal(null[name])} END' for name in sorted(null))
        found = found.on(f"{told.truth} IS NULL")
        untold = found.stretches(found.subject, f"concat_ws(', ', {', '.join(named)})")
        untold = standing(untold, ("k0", "k1"), lasting=found.lasts)
        return f"{when_so} UNION ALL {self.as_told(untold, 'NULL::BOOLEAN', 'k1')}"

    def of_subject(self, applies: Predicate | None, subject: Table, possible: bool = False) -> Reached:
        """The subjects for which a condition holds, once they are on record themselves."""
        found = self.reach(Rows(subject))
        found = found.on(known=self.recorded(found.alias, subject, subject.starts or "id"))
        return found if applies is None else self.holding(found, applies, subject, (), possible)

    def as_told(self, stretches: str, truth: str, untold: str = "NULL::VARCHAR") -> str:
        times = "known, until AS superseded"
        return f"SELECT k0 AS subject, {truth} AS truth, {times}, {untold} AS untold FROM ({stretches})"
