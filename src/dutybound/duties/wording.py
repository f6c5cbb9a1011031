"""What an author holds while writing a standard: proxies for rows, columns, events and predicates.

Proxies are wording and nodes are meaning. Only proxies overload operators; what would silently mean something else
(`if`, `and`, `in`, a loop, a chained comparison, an f-string) is refused with what to write instead.
"""

from typing import Any, NoReturn

from dutybound.base.errors import nearest
from dutybound.duties.limits import Limit
from dutybound.duties.nodes import (
    After,
    Alternatives,
    Both,
    Compare,
    Either,
    Exists,
    IsKnown,
    Moment,
    Negated,
    Rows,
    Step,
    Tenures,
)
from dutybound.duties.schema import Column
from dutybound.duties.tracing import Unknown, built, slip, stop, trace

IN = "`in` asks about one value, and this is about all subjects at once"
IS_IN = "Write column.is_in('a', 'b'), and for `not in` ~column.is_in('a', 'b')."


class Proxy:
    """Stands for something of every subject at once, so it is neither true nor false, and has no length."""

    def __bool__(self) -> NoReturn:
        if trace().operation() == "CONTAINS_OP":  # `x in (a, b)` compares with each, and asks each for a yes or no
            stop(IN, IS_IN)
        stop(
            "this is about all subjects at once, so it has no yes or no here (if, and, or, not, a < b < c)",
            "Write & for and, | for or, ~ for not, and (a < b) & (b < c); say for whom in @standard(applies=...).",
        )

    def __contains__(self, _: object) -> NoReturn:
        stop(IN, IS_IN)

    def __len__(self) -> NoReturn:
        stop("rows cannot be counted here", "Use nth(3, of=...) for a third event, or at_most(...) for a load.")

    def __iter__(self) -> NoReturn:
        stop("rows cannot be gone through one by one", "Name them whole: each(rows).must(...), met_by(rows).")

    def __format__(self, _: str) -> NoReturn:
        self.__str__()

    def __str__(self) -> NoReturn:
        stop("this has no single value to put into a text", "Say it in the docstring in plain words.")

    __repr__ = __str__

    def _compared(self, _: object) -> Any:
        stop("rows, events and spans cannot be compared", "Compare a column: case.risk == 'high'.")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _compared
    __hash__ = object.__hash__


class PredicateProxy(Proxy):
    """A condition, joined by &, | and ~."""

    def __init__(self, node: Any) -> None:
        self._node = node

    def __and__(self, other: Any) -> "PredicateProxy":
        return PredicateProxy(built(Both, self._node, as_predicate(other)))

    def __or__(self, other: Any) -> "PredicateProxy":
        return PredicateProxy(built(Either, self._node, as_predicate(other)))

    def __invert__(self) -> "PredicateProxy":
        return PredicateProxy(built(Negated, self._node))

    def _unbracketed(self, _: object) -> Any:
        stop(
            "a condition is compared with something, because & and | bind more tightly than ==",
            "Put brackets: (case.risk == 'high') & (case.kind == 'burglary').",
        )

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _unbracketed
    __hash__ = object.__hash__


class EventProxy(Proxy):
    """Things that happened; `a | b` means either, `a.after(b)` only those at or after the first of b."""

    def __init__(self, node: Any) -> None:
        self._node = node

    def _event(self) -> Any:
        return self._node

    def __or__(self, other: Any) -> "EventProxy":
        return EventProxy(built(lambda one, two: Alternatives((one, two)), self._event(), as_event(other)))

    def after(self, others: Any) -> "EventProxy":
        return EventProxy(built(After, self._event(), as_event(others)))


class SpanProxy(Proxy):
    """Stretches of time."""

    def __init__(self, node: Any) -> None:
        self._node = node


class ColumnProxy(EventProxy):
    """A column of rows: compared with a constant, or, if it is a time, an event."""

    def __init__(self, rows: Rows, column: Column) -> None:
        self._rows, self._column = rows, column

    def _event(self) -> Any:
        return built(Moment, self._rows, self._column)

    def _compare(self, operator: str, value: Any) -> PredicateProxy:
        if isinstance(value, Proxy):
            return PredicateProxy(slip(f"{self._column.name} can only be compared with a constant"))
        return PredicateProxy(built(Compare, self._rows, self._column, operator, value))

    def __eq__(self, value: object) -> PredicateProxy:  # type: ignore[override]
        return self._compare("=", value)

    def __ne__(self, value: object) -> PredicateProxy:  # type: ignore[override]
        return self._compare("<>", value)

    def __lt__(self, value: Any) -> PredicateProxy:
        return self._compare("<", value)

    def __le__(self, value: Any) -> PredicateProxy:
        return self._compare("<=", value)

    def __gt__(self, value: Any) -> PredicateProxy:
        return self._compare(">", value)

    def __ge__(self, value: Any) -> PredicateProxy:
        return self._compare(">=", value)

    __hash__ = object.__hash__

    def is_in(self, *values: Any) -> PredicateProxy:
        """True where the column holds one of these."""
        if not values:
            return PredicateProxy(slip(f"{self._column.name}.is_in() names no values"))
        found = self._compare("=", values[0])
        for value in values[1:]:
            found = found | self._compare("=", value)
        return found

    def is_known(self) -> PredicateProxy:
        return PredicateProxy(built(IsKnown, self._rows, self._column))

    def is_null(self) -> PredicateProxy:
        return ~self.is_known()


class RowsProxy(EventProxy):
    """Rows of a table, reached from the subject; as an event, when each happened; as spans, while each lasts."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        table, schema = self._rows.table, trace().schema
        column = table.columns.get(name)
        if column is not None and column.refers_to is not None:
            return RowsProxy(self._further(Step(name, schema.table(column.refers_to), up=True)))
        if column is not None:
            return ColumnProxy(self._rows, column)
        relation = schema.relation(table.name, name)
        if relation is not None:
            return RowsProxy(self._further(Step(relation.column, schema.table(relation.child))))
        known = [*table.columns, *(one.name for one in schema.relations_of(table.name))]
        return slip(f"{table.name!r} has no column or relation {name!r}", nearest(name, known))

    def _further(self, step: Step) -> Rows:
        if self._rows.where is not None:
            slip("a selection of rows cannot be followed further", "Put where(...) at the end.")
        return Rows(self._rows.subject, (*self._rows.steps, step))

    def _event(self) -> Any:
        table = self._rows.table
        if table.starts is None:
            return slip(f"{table.name} does not say when it happened")
        return built(Moment, self._rows, table.columns[table.starts])

    def where(self, condition: Any = None, **equals: Any) -> "RowsProxy | Unknown":
        """Only the rows for which this holds: column=value, or a condition on the same rows."""
        found = [as_predicate(condition)] if condition is not None else []
        for name, value in equals.items():
            column = self.__getattr__(name)
            if isinstance(column, RowsProxy):
                column = slip(f"where({name}=...) needs a column, and {name!r} is a relation")
            found.append(as_predicate(column == value))
        if self._rows.where is not None:
            found.insert(0, self._rows.where)
        if not found:
            return slip("where() says nothing", "Name a column: where(active=True).")
        both = found[0]
        for one in found[1:]:
            both = built(Both, both, one)
        selected = built(lambda where: Rows(self._rows.subject, self._rows.steps, where), both)
        return selected if isinstance(selected, Unknown) else RowsProxy(selected)

    def exists(self) -> PredicateProxy:
        """True from when there is such a row."""
        return PredicateProxy(built(Exists, self._rows))

    def is_known(self) -> "PredicateProxy | Unknown":
        """Of the row that a row belongs to: whether it names one."""
        steps = self._rows.steps
        if not steps or not steps[-1].up:
            return slip(f"there may be several {self._rows.table.name} rows", "Ask exists().")
        rows = Rows(self._rows.subject, steps[:-1])
        return PredicateProxy(built(IsKnown, rows, rows.table.columns[steps[-1].column]))

    def is_null(self) -> "PredicateProxy | Unknown":
        return ~self.is_known()


def as_event(given: Any) -> Any:
    """The event that an author names, or Unknown."""
    if isinstance(given, Unknown):
        return given
    if isinstance(given, EventProxy):
        return given._event()
    return slip(f"{described(given)} is not something that happened", "Name a time column, or rows that have a time.")


def as_spans(given: Any) -> Any:
    """The spans that an author names, or Unknown."""
    if isinstance(given, SpanProxy):
        return given._node
    return as_tenures(given)


def as_tenures(given: Any) -> Any:
    if isinstance(given, Unknown):
        return given
    if isinstance(given, RowsProxy):
        return built(Tenures, given._rows)
    return slip(f"{described(given)} is not a stretch of time", "Name tenure rows, or write between(start, end).")


def as_predicate(given: Any) -> Any:
    if isinstance(given, PredicateProxy):
        return given._node
    if isinstance(given, Unknown):
        return given
    if isinstance(given, ColumnProxy) and given._column.type == "boolean":
        return built(Compare, given._rows, given._column, "=", True)
    return slip(f"{described(given)} is not a condition", "Write for example case.risk == 'high'.")


def described(given: Any) -> str:
    """What an author put there, in words."""
    if isinstance(given, ColumnProxy):
        return f"{given._rows.table.name}.{given._column.name}"
    if isinstance(given, RowsProxy):
        return f"{given._rows.table.name} rows"
    kinds = {PredicateProxy: "a condition", EventProxy: "an event", SpanProxy: "a span"}
    plain = repr(given) if isinstance(given, str | int | float | Limit | None) else f"a {type(given).__name__}"
    return next((words for kind, words in kinds.items() if type(given) is kind), plain)
