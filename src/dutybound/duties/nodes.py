"""What a standard means: frozen nodes that cannot be built wrong. The words for them are in `language`."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.limits import Limit
from dutybound.duties.schema import Column, ColumnType, Table


def refuse(what: str, remedy: str = "") -> DutyboundError:
    """An error about a node; `language` adds where in the author's file it arose."""
    return DutyboundError(Problem("obligation", what, remedy))


@dataclass(frozen=True)
class Step:
    """One step along a relation: down to the rows that belong to a row, or up to the row that it belongs to."""

    column: str  # the column that holds the other's id: of the child when going down, of this row when going up
    table: Table
    up: bool = False


@dataclass(frozen=True)
class Rows:
    """Rows reached from the subject by relations, and only those for which `where` holds."""

    subject: Table
    steps: tuple[Step, ...] = ()
    where: "Predicate | None" = None

    def __post_init__(self) -> None:
        if self.where is not None:
            check_about(self.where, self.steps)

    @property
    def table(self) -> Table:
        return self.steps[-1].table if self.steps else self.subject

    @property
    def is_subject(self) -> bool:
        return not self.steps


# --- predicates: a closed grammar ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Predicate:
    """Something that is true, false or unknown of a row."""


#: What a column of each type may be compared with.
CONSTANTS: dict[ColumnType, tuple[type, ...]] = {
    ColumnType.TEXT: (str,), ColumnType.BOOLEAN: (bool,), ColumnType.INTEGER: (int,), ColumnType.NUMBER: (int, float),
}  # fmt: skip


@dataclass(frozen=True)
class Compare(Predicate):
    """A column against a constant. A null column makes it unknown."""

    rows: Rows
    column: Column
    operator: str  # = <> < <= > >=
    value: str | int | float | bool

    def __post_init__(self) -> None:
        if self.operator not in ("=", "<>", "<", "<=", ">", ">="):
            raise refuse(f"cannot compare with {self.operator!r}")
        wanted = CONSTANTS.get(self.column.type)
        if wanted is None:
            raise refuse(f"{self.column.name} holds times, and times are not compared with a constant")
        if not isinstance(self.value, wanted) or (isinstance(self.value, bool) and self.column.type != "boolean"):
            raise refuse(f"{self.column.name} is {self.column.type}, and {self.value!r} is not")
        if self.column.codes and self.value not in self.column.codes:
            raise refuse(
                f"{self.value!r} is not a code of {self.column.name}", f"Codes: {', '.join(self.column.codes)}."
            )


@dataclass(frozen=True)
class IsKnown(Predicate):
    """A column is not null; or, if not `is_known`, is null."""

    rows: Rows
    column: Column
    is_known: bool = True


@dataclass(frozen=True)
class Exists(Predicate):
    """There is such a row."""

    rows: Rows


@dataclass(frozen=True)
class Both(Predicate):
    one: Predicate
    other: Predicate


@dataclass(frozen=True)
class Either(Predicate):
    one: Predicate
    other: Predicate


@dataclass(frozen=True)
class Negated(Predicate):
    """Not so. What exists may yet come to exist, so `exists` cannot be negated: that is what `unless=` is for."""

    one: Predicate

    def __post_init__(self) -> None:
        if any(isinstance(node, Exists) for node in walk(self.one)):
            remedy = "To end a duty when there is one, use unless=; of a row's own reference, ask is_null()."
            raise refuse("'not exists' may change with the next record", remedy)


def check_about(predicate: Predicate, steps: tuple[Step, ...]) -> None:
    """A condition on rows reads these rows, or what they belong to; rows below them only by exists()."""
    match predicate:
        case Both(one, other) | Either(one, other):
            check_about(one, steps)
            check_about(other, steps)
        case Negated(one):
            check_about(one, steps)
        case Exists(rows):
            if rows.steps[: len(steps)] != steps or len(rows.steps) == len(steps):
                raise refuse(f"{rows.table.name} rows do not belong to the rows that this is a condition on")
        case Compare(rows) | IsKnown(rows):
            further = rows.steps[len(steps) :]
            if rows.where is not None or rows.steps[: len(steps)] != steps:
                raise refuse(
                    f"{rows.table.name}.{predicate.column.name} is not of the rows that this is a condition on"
                )
            if not all(step.up for step in further):
                raise refuse(
                    f"there may be several {rows.table.name} rows, so {predicate.column.name} has no one value",
                    f"Write ...where({predicate.column.name}=...).exists() if any will do.",
                )


def is_always_told(predicate: Predicate) -> bool:
    """Whether a condition is never unknown: it asks for no value, only whether there is such a row."""
    match predicate:
        case Both(one, other) | Either(one, other):
            return is_always_told(one) and is_always_told(other)
    return isinstance(predicate, Exists)


def about_subject(predicate: Predicate) -> Predicate:
    """The predicate, if it is a condition on the subject itself."""
    check_about(predicate, ())
    return predicate


# --- events and spans ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Event:
    """Things that happened, each with an id, a time and when it was recorded."""


@dataclass(frozen=True)
class Moment(Event):
    """A time column of rows: one event for each row in which it is known."""

    rows: Rows
    column: Column

    def __post_init__(self) -> None:
        if not self.column.type.is_time:
            raise refuse(f"{self.column.name} holds a {self.column.type}, not a date or an instant")


@dataclass(frozen=True)
class Alternatives(Event):
    """Events of any of these kinds."""

    options: tuple[Event, ...]


@dataclass(frozen=True)
class First(Event):
    """Only the first of all these events that becomes known."""

    options: tuple[Event, ...]


@dataclass(frozen=True)
class After(Event):
    """The events that lie at or after the first of some others; known when both are."""

    event: Event
    others: Event


@dataclass(frozen=True)
class Nth(Event):
    """Each event that has at least `n` - 1 others in the stretch of time before it."""

    n: int
    of: Moment
    within: Limit

    def __post_init__(self) -> None:
        if self.n < 2:
            raise refuse(f"nth({self.n}) counts nothing", "Use nth(2, ...) or more.")
        _plain_window(self.within)


@dataclass(frozen=True)
class Repeat(Event):
    """Each event that repeats an earlier one: the same in these columns, within this stretch of time."""

    of: Moment
    same: tuple[Column, ...]
    within: Limit

    def __post_init__(self) -> None:
        if self.of.rows.is_subject and not self.same:
            raise refuse("a repeat among all subjects needs same=", "Say what they share: same=case.victim.")
        _plain_window(self.within)


def _plain_window(limit: Limit) -> None:
    if limit.is_elapsed or limit.without:
        raise refuse(f"a window of {limit} cannot be counted back", "Give it in days, weeks or months.")


@dataclass(frozen=True)
class Spans:
    """Stretches of time in which something holds, from each opening to the end that follows it."""


@dataclass(frozen=True)
class Tenures(Spans):
    """The spans of tenure rows."""

    rows: Rows

    def __post_init__(self) -> None:
        if not self.rows.table.is_tenure:
            raise refuse(f"{self.rows.table.name} is not a tenure", "It has no `began` and `ended`.")


@dataclass(frozen=True)
class Between(Spans):
    """From each opening event until the ending event that follows it."""

    openings: Event
    ends: Event


# --- limits ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FixedLimit:
    limit: Limit


@dataclass(frozen=True)
class PolicyLimit:
    """A figure of the policy, by the band that a column holds where `by` is given."""

    id: str
    by_rows: Rows | None = None
    by: Column | None = None


@dataclass(frozen=True)
class RecordLimit:
    """A limit that the record itself holds: text such as "28 days", or a whole number of days."""

    rows: Rows
    column: Column
    default: "FixedLimit | PolicyLimit | None" = None

    def __post_init__(self) -> None:
        if self.column.type not in ("text", "integer"):
            raise refuse(f"{self.column.name} is {self.column.type}; a limit is text ('28 days') or whole days")


@dataclass(frozen=True)
class DueDate:
    """A due date that the record itself holds."""

    rows: Rows
    column: Column

    def __post_init__(self) -> None:
        if not self.column.type.is_time:
            raise refuse(f"{self.column.name} holds a {self.column.type}, not a date or an instant")


AnyLimit = FixedLimit | PolicyLimit | RecordLimit | DueDate


# --- obligations -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Obligation:
    """What is owed. Obligations do not nest."""

    @property
    def ends(self) -> bool:
        """Whether something other than fulfilment can end it."""
        return getattr(self, "during", None) is not None or getattr(self, "unless", None) is not None


@dataclass(frozen=True)
class Within(Obligation):
    limit: AnyLimit
    of: Event
    met_by: Event
    named: Column | None = None
    or_within: Limit | None = None
    unless: Event | None = None
    during: Spans | None = None
    paused: Tenures | None = None

    def __post_init__(self) -> None:
        if isinstance(self.limit, DueDate) and self.paused is not None:
            raise refuse("a due date on the record does not move with suspensions", "Leave out paused=.")
        if self.named is not None and not isinstance(self.met_by, Moment):
            raise refuse("for_= needs fulfilments of one kind", "Name one relation in met_by.")


@dataclass(frozen=True)
class Every(Obligation):
    limit: FixedLimit | PolicyLimit | RecordLimit
    during: Spans
    met_by: Event
    paused: Tenures | None = None

    def __post_init__(self) -> None:
        if isinstance(self.limit, FixedLimit) and not self.limit.limit.count:
            raise refuse("a period of nothing cannot be kept", "Write days(1) or more.")


@dataclass(frozen=True)
class Before(Obligation):
    event: Event
    of: Event
    met_by: Event
    or_within: Limit | None = None
    unless: Event | None = None
    during: Spans | None = None

    def __post_init__(self) -> None:
        if self.event in (self.unless, _end_of(self.during)):
            what = "what it must come before is also what ends it, so that it could lapse and never be missed"
            raise refuse(what, "Leave out unless= or during=: a duty that is not done by then is overdue.")


def _end_of(spans: Spans | None) -> Event | None:
    """The event with which spans end."""
    if isinstance(spans, Between):
        return spans.ends
    if isinstance(spans, Tenures):
        return Moment(spans.rows, spans.rows.table.columns[spans.rows.table.ended or ""])
    return None


@dataclass(frozen=True)
class Each(Obligation):
    of: Moment
    must: Predicate
    grace: FixedLimit | PolicyLimit

    def __post_init__(self) -> None:
        check_about(self.must, self.of.rows.steps)


@dataclass(frozen=True)
class Throughout(Obligation):
    during: Spans
    has: Tenures
    limit: FixedLimit | PolicyLimit
    paused: Tenures | None = None


@dataclass(frozen=True)
class AtMost(Obligation):
    """The load of a subject's tenures, each with its weight, stays at or under a figure."""

    threshold: float | PolicyLimit
    of: Tenures
    weight: Column | None
    limit: FixedLimit

    @property
    def ends(self) -> bool:
        return False


FORMS: dict[type[Obligation], str] = {
    Within: "within", Every: "every", Before: "before", Each: "each", Throughout: "throughout", AtMost: "at_most",
}  # fmt: skip


def walk(node: Any) -> Iterator[Any]:
    """A node and all nodes in it; tables and columns are not nodes."""
    if isinstance(node, tuple):
        for one in node:
            yield from walk(one)
    elif is_dataclass(node) and not isinstance(node, Table | Column | Limit | type):
        yield node
        for field in fields(node):
            yield from walk(getattr(node, field.name))


def tables_read(node: Any) -> list[Table]:
    """The tables whose rows a node reads."""
    return [
        table for one in walk(node) if isinstance(one, Rows) for table in (one.subject, *(s.table for s in one.steps))
    ]


def columns_read(node: Any) -> set[tuple[str, str]]:
    """The (table, column) pairs that a node reads; what is unmapped among them makes a standard unassessable."""
    read: set[tuple[str, str]] = set()
    for one in walk(node):
        table = one.table if isinstance(one, Rows) else one.rows.table if hasattr(one, "rows") else None
        if isinstance(one, Rows):
            before = (one.subject, *(step.table for step in one.steps))
            kept = {table.name: (table.void, table.versioned_by) for table in before}
            read |= {(name, column) for name, columns in kept.items() for column in columns if column is not None}
            holding = zip(one.steps, before, strict=False)  # the foreign key stands in the row that belongs to another
            read |= {((above if step.up else step.table).name, step.column) for step, above in holding}
        if isinstance(one, Tenures) and table is not None:
            read |= {(table.name, column) for column in (table.began, table.ended) if column is not None}
        if table is not None and isinstance(getattr(one, "column", None), Column):
            read.add((table.name, one.column.name))
        if isinstance(one, PolicyLimit) and one.by is not None and one.by_rows is not None:
            read.add((one.by_rows.table.name, one.by.name))
        if isinstance(one, AtMost) and one.weight is not None:
            read.add((one.of.rows.table.name, one.weight.name))
        if isinstance(one, Repeat):
            read |= {(one.of.rows.table.name, column.name) for column in one.same}
    return read


def time_columns(node: Any) -> set[tuple[str, Column]]:
    """The time columns that a node compares, by table: one date among them makes all compared as local dates."""
    found: set[tuple[str, Column]] = set()

    def add(table: Table, *columns: str | None) -> None:
        for column in columns:
            if column is not None:
                recorded = table.recorded_for(column)
                found.add((table.name, table.columns[column]))
                if recorded is not None:
                    found.add((table.name, table.columns[recorded]))

    for one in walk(node):
        match one:
            case Moment(rows, column) | DueDate(rows, column):
                add(rows.table, column.name)
            case IsKnown(rows, column) if column.type.is_time:  # known when it comes
                add(rows.table, column.name)
            case Tenures(rows):
                add(rows.table, rows.table.began, rows.table.ended)
            case RecordLimit(rows) if not rows.is_subject:
                add(rows.table, rows.table.starts)
            case PolicyLimit(_, Rows() as rows) if not rows.is_subject:
                add(rows.table, rows.table.starts)
            case Exists(rows):
                add(rows.table, rows.table.starts)
    return found
