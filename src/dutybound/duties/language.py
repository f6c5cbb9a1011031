"""The words in which a standard is written. Everything an author needs is imported from here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dutybound.base.errors import nearest
from dutybound.duties.limits import Limit, days, hours, minutes, months, weeks, working_days
from dutybound.duties.nodes import (
    AtMost,
    Before,
    Between,
    DueDate,
    Each,
    Every,
    First,
    FixedLimit,
    Moment,
    Nth,
    PolicyLimit,
    RecordLimit,
    Repeat,
    Rows,
    Throughout,
    Within,
)
from dutybound.duties.tracing import Unknown, built, slip, trace
from dutybound.duties.wording import (
    ColumnProxy,
    EventProxy,
    RowsProxy,
    SpanProxy,
    as_event,
    as_predicate,
    as_spans,
    as_tenures,
    described,
)

__all__ = [
    "at_most", "before", "between", "days", "each", "every", "first", "hours", "minutes", "months", "nth", "policy",
    "repeat", "throughout", "weeks", "within", "working_days",
]  # fmt: skip


@dataclass(frozen=True)
class PolicyWord:
    """policy("id", by=column) as an author wrote it."""

    node: Any


def policy(identity: str, by: Any = None) -> PolicyWord:
    """The figure of the policy with this id; `by` names the column whose band decides which."""
    book = trace().policy
    if identity not in book.ids:
        return PolicyWord(slip(f"no policy has the id {identity!r}", nearest(identity, book.ids)))
    bands = book.bands(identity)
    if by is None:
        if bands:
            return PolicyWord(slip(f"{identity!r} has a figure for each band: {', '.join(sorted(bands))}", "Say by=."))
        return PolicyWord(PolicyLimit(identity))
    rows, column = _band_column(by)
    if column is None:
        return PolicyWord(Unknown())
    if not bands:
        return PolicyWord(slip(f"{identity!r} has one figure and no bands", "Leave out by=."))
    if column.codes:
        _compare_bands(identity, bands, rows, column.name, set(column.codes))
    return PolicyWord(built(PolicyLimit, identity, rows, column))


def _band_column(by: Any) -> tuple[Any, Any]:
    if isinstance(by, ColumnProxy):
        return by._rows, by._column
    if isinstance(by, RowsProxy):
        coded = [column for column in by._rows.table.columns.values() if column.codes]
        if len(coded) == 1:
            return by._rows, coded[0]
        slip(f"which column of {described(by)} is the band?", "Name it, as in by=case.bands.level.")
    elif not isinstance(by, Unknown):
        slip(f"by={described(by)} is not a column")
    return None, None


def _compare_bands(identity: str, bands: set[str], rows: Rows, name: str, codes: set[str]) -> None:
    spot = f"{rows.table.name}.{name}"
    if unknown := sorted(bands - codes):
        slip(
            f"{identity!r} sets a figure for {', '.join(unknown)}, which {spot} cannot hold",
            f"Codes: {', '.join(sorted(codes))}.",
        )
    if without := sorted(codes - bands):
        slip(f"{identity!r} sets no figure for {', '.join(without)}, which {spot} may hold")


def as_limit(given: Any, default: Any = None) -> Any:
    """A limit: fixed, from the policy, or from a column of the record with a default."""
    if isinstance(given, Unknown):
        return given
    if isinstance(given, ColumnProxy):
        return built(RecordLimit, given._rows, given._column, None if default is None else as_limit(default))
    if default is not None:
        return slip("default= belongs to a limit that stands on the record")
    if isinstance(given, PolicyWord):
        return _of_kind(given.node, Limit, "a length of time")
    if isinstance(given, Limit):
        return FixedLimit(given)
    return slip(f"{described(given)} is not a limit", 'Write days(28), hours(24), policy("id") or a column.')


def _of_kind(node: Any, kind: type, words: str) -> Any:
    """The policy, if all its figures are of the kind that is needed here."""
    if isinstance(node, PolicyLimit):
        figures = [value for entry in trace().policy.of(node.id) for value in entry.value.values()]
        if wrong := [str(value) for value in figures if not isinstance(value, kind)]:
            return slip(f"the policy {node.id!r} says {', '.join(wrong)}, and {words} is needed here")
    return node


def between(opening: Any, ending: Any) -> SpanProxy:
    """From each opening event until the ending event that follows it."""
    return SpanProxy(built(Between, as_event(opening), as_event(ending)))


def first(*events: Any) -> EventProxy:
    """Only the first of all these to become known."""
    return EventProxy(built(lambda *options: First(options), *(as_event(event) for event in events)))


def nth(count: int, of: Any, within: Limit) -> EventProxy:
    """Each event that is the `count`th or a later one in the days, weeks or months up to it."""
    return EventProxy(built(Nth, count, as_event(of), _window(within, "within")))


def repeat(of: Any, within: Limit, same: Any = ()) -> EventProxy:
    """Each event that repeats an earlier one with the same `same` columns, within this long of it.

    Looked for among the subject's rows; where `of` is the subject itself, among all subjects.
    """
    columns = tuple(_same_column(one) for one in (same if isinstance(same, tuple) else (same,)))
    length = _window(within, "within")
    return EventProxy(built(lambda event, limit, *cols: Repeat(event, cols, limit), as_event(of), length, *columns))


def _same_column(given: Any) -> Any:
    if isinstance(given, ColumnProxy):
        return given._column
    if isinstance(given, RowsProxy) and given._rows.steps and given._rows.steps[-1].up:
        step = given._rows.steps[-1]
        table = given._rows.steps[-2].table if len(given._rows.steps) > 1 else given._rows.subject
        return table.columns[step.column]
    return given if isinstance(given, Unknown) else slip(f"same={described(given)} is not a column")


def _optional(given: Any, read: Any) -> Any:
    return None if given is None else read(given)


def _subject_start() -> Any:
    """What a duty is counted from where of= is left out: when the subject itself began."""
    return as_event(RowsProxy(Rows(trace().subject)))


def _naming(of: Any) -> Callable[[Any], Any]:
    """Reads for_=: a column of the fulfilment that holds the id of the row that the duty arises from."""

    def read(given: Any) -> Any:
        column = _same_column(given)
        if not isinstance(of, Moment) or isinstance(column, Unknown):
            return column if isinstance(of, Moment | Unknown) else slip("for_= needs triggers of one kind in of=")
        holds = given._rows.table.name if column.name == "id" else column.refers_to
        if holds == of.rows.table.name:
            return column
        return slip(f"for_={described(given)} does not hold the id of a {of.rows.table.name}, which of= names")

    return read


def _window(given: Any, word: str) -> Any:
    """A fixed length of time, where nothing else can stand."""
    if given is None or isinstance(given, Limit | Unknown):
        return given
    return slip(f"{word}={described(given)} is not a fixed length of time", "Write days(28) or the like.")


def _fixed_or_policy(limit: Any) -> Any:
    """A grace that is the same for all: fixed, or of a policy without bands."""
    if isinstance(limit, RecordLimit) or (isinstance(limit, PolicyLimit) and limit.by is not None):
        return slip("the time allowed here is the same for all", "Write days(2), or a policy without by=.")
    return limit


def _line() -> int:
    return trace().line()


@dataclass(frozen=True)
class Wording:
    """An obligation of which only the first half is said, at a line; `what` names the half that is missing."""

    line: int = field(default_factory=_line, init=False)
    word = ""
    what = ""

    def __getattr__(self, name: str) -> Unknown:
        if name.startswith("__"):
            raise AttributeError(name)
        return slip(f"{self.word}(...) does not go on with .{name}", f"Go on with {self.what}.")


@dataclass(frozen=True)
class WithinWording(Wording):
    parts: dict[str, Any]
    word = "within"
    what = ".met_by(...)"

    def met_by(self, events: Any, for_: Any = None) -> Any:
        """Fulfilled by these; `for_` is the column in which a fulfilment names the one trigger that it answers."""
        return built(Within, met_by=as_event(events), named=_optional(for_, _naming(self.parts["of"])), **self.parts)


@dataclass(frozen=True)
class EveryWording(Wording):
    parts: dict[str, Any]
    word = "every"
    what = ".met_by(...)"

    def met_by(self, events: Any) -> Any:
        """Fulfilled by these; the next period runs from when each happened."""
        return built(Every, met_by=as_event(events), **self.parts)


@dataclass(frozen=True)
class BeforeWording(Wording):
    parts: dict[str, Any]
    word = "before"
    what = ".met_by(...)"

    def met_by(self, events: Any) -> Any:
        """Fulfilled by these: in time up to the moment of the other event."""
        return built(Before, met_by=as_event(events), **self.parts)


@dataclass(frozen=True)
class EachWording(Wording):
    of: Any
    word = "each"
    what = ".must(...)"

    def must(self, condition: Any, within: Any) -> Any:
        """Judged on the record as known when this grace is over."""
        return built(Each, self.of, as_predicate(condition), _fixed_or_policy(as_limit(within)))


@dataclass(frozen=True)
class ThroughoutWording(Wording):
    parts: dict[str, Any]
    word = "throughout"
    what = ".has(...)"

    def has(self, tenures: Any, within: Any = None) -> Any:
        """Covered by these at all times; a gap may last as long as `within`, by default to the end of its day."""
        limit = _fixed_or_policy(as_limit(days(0) if within is None else within))
        return built(Throughout, has=as_tenures(tenures), limit=limit, **self.parts)


@dataclass(frozen=True)
class AtMostWording(Wording):
    threshold: Any
    word = "at_most"
    what = ".of(...)"

    def of(self, tenures: Any, weight: Any = None, within: Any = None) -> Any:
        """The load: one for each of these tenures while it lasts, or its weight. Over it only as long as `within`."""
        limit = as_limit(_window(days(0) if within is None else within, "within"))
        return built(AtMost, self.threshold, as_tenures(tenures), _optional(weight, _same_column), limit)


def within(
    limit: Any = None,
    *,
    of: Any = None,
    by: Any = None,
    default: Any = None,
    or_within: Limit | None = None,
    unless: Any = None,
    during: Any = None,
    paused: Any = None,
) -> WithinWording:
    """Done within a limit of an event, or by a due date that stands on the record (by=).

    The limit is fixed, of the policy, or a column of the record with a `default`. `of` is what it runs from, by default
    the beginning of the subject. `or_within` is how long before that a fulfilment may lie. `unless` ends the duty,
    `during` holds it to spans, `paused` are the tenures in which its clock stands still.
    """
    if (limit is None) == (by is None):
        slip("within() needs either a limit or by=, a due date on the record")
    if by is not None and default is not None:
        slip("default= belongs to a limit that stands on the record, not to a due date")
    length = as_limit(limit, default) if by is None else _due_date(by)
    start = _subject_start() if of is None else as_event(of)
    return WithinWording(
        {"limit": length, "of": start, "or_within": _window(or_within, "or_within"), **_ended_by(unless, during),
         "paused": _optional(paused, as_tenures)}
    )  # fmt: skip


def _ended_by(unless: Any, during: Any) -> dict[str, Any]:
    return {"unless": _optional(unless, as_event), "during": _optional(during, as_spans)}


def _due_date(by: Any) -> Any:
    if isinstance(by, ColumnProxy):
        return built(DueDate, by._rows, by._column)
    return by if isinstance(by, Unknown) else slip(f"by={described(by)} is not a column that holds a due date")


def every(period: Any, *, during: Any, default: Any = None, paused: Any = None) -> EveryWording:
    """Done again, at least once a period, as long as the spans last. While `paused` no clock runs."""
    return EveryWording(
        {"limit": as_limit(period, default), "during": as_spans(during), "paused": _optional(paused, as_tenures)}
    )


def before(
    event: Any, *, of: Any = None, or_within: Limit | None = None, unless: Any = None, during: Any = None
) -> BeforeWording:
    """Done before something else happens; owed from `of`, by default the beginning of the subject."""
    start = _subject_start() if of is None else as_event(of)
    return BeforeWording(
        {"event": as_event(event), "of": start, "or_within": _window(or_within, "or_within"),
         **_ended_by(unless, during)}
    )  # fmt: skip


def each(events: Any) -> EachWording:
    """Every one of these records has what it must have."""
    event = as_event(events)
    if not isinstance(event, Moment | Unknown):
        event = slip("each() is about the rows of one relation")
    return EachWording(event)


def throughout(spans: Any, *, paused: Any = None) -> ThroughoutWording:
    """At every moment of these spans."""
    return ThroughoutWording({"during": as_spans(spans), "paused": _optional(paused, as_tenures)})


def at_most(threshold: Any, *, per: Any) -> AtMostWording:
    """Never more than this many, or this much weight, for each of the subjects."""
    if not (isinstance(per, RowsProxy) and per._rows.is_subject) and not isinstance(per, Unknown):
        slip(f"per={described(per)} is not the subject", "Make the holder the subject of the standard.")
    if isinstance(threshold, PolicyWord):
        return AtMostWording(_of_kind(threshold.node, float, "a number"))
    if isinstance(threshold, bool) or not isinstance(threshold, int | float):
        return AtMostWording(slip(f"{described(threshold)} is not a number", 'Write at_most(15, ...) or policy("id").'))
    return AtMostWording(float(threshold))
