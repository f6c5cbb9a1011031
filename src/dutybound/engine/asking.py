"""The relational step, as SQL: what lies in the tables, as events of the subject. The only place where joins happen."""

from dataclasses import dataclass, replace
from itertools import pairwise

from dutybound.duties.limits import Limit
from dutybound.duties.nodes import After, Alternatives, Event, First, Moment, Nth, Predicate, Repeat, Rows, Step
from dutybound.duties.schema import Column, Table
from dutybound.engine.reaching import ALWAYS, NEVER, NOTHING, Reached, Reaching, Told, greatest, least
from dutybound.engine.source import DAY, NUMBER, VOIDED


@dataclass(frozen=True)
class Answers:
    """Which trigger an event belongs to: the column that names it, or the steps that lead by it."""

    trigger: Moment | None = None
    column: Column | None = None


#: What a query of events selects: `row` is the id of the row, `id` that of the event; `extra` are columns asked for.
EVENT = ("subject", "id", "row", "happened", "day", "recorded", "superseded", "of", "extra")


#: When an event was known; a source that does not say counts it when it happened.
KNOWN = "greatest(happened, coalesce(recorded, happened))"


class Asking(Reaching):
    """Writes the queries of one standard."""

    # --- events --------------------------------------------------------------------------------------------------

    def event(self, event: Event, answers: Answers = Answers(), extra: tuple[Column, ...] = ()) -> str:
        """The events of a node, as a query of the columns EVENT."""
        match event:
            case Moment():
                return self.moment(event, answers, extra)
            case Alternatives(options):
                return " UNION ".join(self.event(option, answers) for option in options)
            case First(options):
                return self.first(" UNION ".join(self.event(option, answers) for option in options))
            case After(inner, others):
                tied = "o.subject = e.subject AND o.happened <= e.happened"
                return self.derived(self.event(inner, answers), self.event(others), tied, 1)
            case Nth(n, of, within):
                return self.derived(self.event(of, answers), self.event(of), "o.subject = e.subject", n - 1, within)
            case Repeat(of, same, within):
                whose = "true" if of.rows.is_subject else "o.subject = e.subject"
                alike = " AND ".join(f"e.extra[{place}] = o.extra[{place}]" for place in range(1, len(same) + 1))
                tied = f"{whose} AND {alike or 'true'}"
                return self.derived(self.event(of, answers, same), self.event(of, extra=same), tied, 1, within)
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
        must_be = self.predicate(must, here, table, rows.steps)
        found = replace(found, superseded=(*found.superseded, must_be.until))
        time = self.time(here, column)
        recorded = greatest([self.recorded(here, table, column), *found.known, must_be.recorded])
        conditions = (f"{time} IS NOT NULL", must_be.truth)
        return self.told(
            found, rows.steps, greatest([time, must_be.recorded]), recorded, suffix=suffix_of(event),
            answers=Answers(event), conditions=conditions,
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

    def chained(self, events: str) -> str:
        """Versions of an event that say the same of it, as one: from the first until the last is corrected."""
        same = "subject, id, row, happened, day, of, extra"
        until = f"nullif(max(coalesce(superseded, {NEVER})), {NEVER}) AS superseded"
        return f"SELECT {same}, min(recorded) AS recorded, {until} FROM ({events}) GROUP BY {same}"

    def first(self, events: str) -> str:
        """The event that was known first; if it is corrected, from then on the one known next."""
        order = f"OVER (PARTITION BY subject ORDER BY {KNOWN}, happened, id"
        before = f"max(coalesce(superseded, {NEVER})) {order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        columns = ", ".join(EVENT).replace("recorded", "greatest(recorded, before) AS recorded")
        ranked = f"SELECT *, {before} AS before FROM ({self.chained(events)})"
        standing = f"(before IS NULL OR (before < {NEVER} AND coalesce(superseded, {NEVER}) > before))"
        return f"SELECT {columns} FROM ({ranked}) WHERE {standing}"

    def derived(self, event: str, others: str, tied: str, needed: int, within: Limit | None = None) -> str:
        """Events that need `needed` others: known when so many of them are, and until so few of them stand.

        With `within` the others lie at most so long before: their local day is in the window, which is joined because
        Spark allows no lookup in the terms of a join, and they come earlier in order.
        """
        window = ""
        if within is not None:
            window = f'JOIN "{self.window(within)}" w ON w.day = e.day '
            tied += " AND o.day >= w.back AND (o.happened, o.id) < (e.happened, e.id)"
        known = "list_sort(list(greatest(o.happened, coalesce(o.recorded, o.happened))))"
        gone = f"list_sort(list(coalesce(o.superseded, {NEVER})))[count(*) - {needed} + 1]"
        columns = ", ".join(f"e.{name}" for name in EVENT)
        selected = columns.replace("e.recorded", f"greatest(e.happened, e.recorded, {known}[{needed}]) AS recorded")
        until = f"least(e.superseded, nullif({gone}, {NEVER})) AS superseded"
        return (
            f"SELECT {selected.replace('e.superseded', until)} FROM ({self.chained(event)}) e {window}"
            f"JOIN ({self.chained(others)}) o ON {tied} GROUP BY {columns} HAVING count(*) >= {needed}"
        )

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
        found = replace(found, superseded=(self.time(here, VOIDED),) if table.versioned else ())
        value = self.time(here, column.name) if column.type.is_time else f'{here}."{column.name}"'
        known = greatest([self.recorded(here, table, column.name), *found.known])
        conditions = (f"{starts} IS NOT NULL",)
        return self.told(found, rows.steps, starts, known, answers=answers, extra=(value,), conditions=conditions)

    # --- for whom ------------------------------------------------------------------------------------------------

    def applying(self, applies: Predicate | None, subject: Table) -> str:
        """SELECT subject, truth, known, superseded: whether a standard applies to each subject (NULL: cannot tell)."""
        found = self.reach(Rows(subject))
        told = Told("true", ALWAYS, NOTHING) if applies is None else self.predicate(applies, found.alias, subject, ())
        found = replace(found, superseded=(*found.superseded, told.until))
        where = " AND ".join(found.conditions) or "true"
        return (
            f"SELECT {found.subject} AS subject, {told.truth} AS truth, {told.recorded} AS known, "
            f"{least(found.superseded)} AS superseded FROM {found.tables} WHERE {where}"
        )


def suffix_of(event: Moment) -> str:
    """The ids of events at another time of a row than its own: the row's id and the column."""
    return "" if event.column.name == event.rows.table.starts else f" || ':{event.column.name}'"


def columns_of(alias: str, columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(f'{alias}."{column.name}"' for column in columns)
