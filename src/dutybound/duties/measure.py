"""Measures: what is not a duty. Figures over records or duties, declared beside the standards and with examples."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.calling import caller, forgiving, noting
from dutybound.duties.duty import State
from dutybound.duties.nodes import Event, Predicate, about_subject, columns_read, tables_read, time_columns
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import Column, ColumnType, Schema, Table
from dutybound.duties.standard import (
    Example,
    declare,
    read_body,
    sentence,
    subject_of,
    where_declared,
)
from dutybound.duties.tracing import Trace, Unknown, built, slip, tracing
from dutybound.duties.wording import as_event, as_predicate, described

BETTER = ("more", "fewer", "neither")
DURATIONS = ("days", "hours")


@dataclass(frozen=True)
class DutySet:
    """The duties of a standard that are in one of these states; all of them where none is named."""

    standard: str
    states: frozenset[State]


@dataclass(frozen=True)
class Duration:
    """From the first of some events of a subject to the first of others."""

    begins: Event
    ends: Event


@dataclass(frozen=True)
class Lateness:
    """How long after its due date a duty was met, or how long it has been overdue."""

    standard: str


@dataclass(frozen=True)
class Count:
    of: Event | DutySet


@dataclass(frozen=True)
class Share:
    """Of the subjects for which `of` holds, or of the duties in it, those for which `part` holds."""

    part: Predicate | DutySet
    of: Predicate | DutySet | None

    def __post_init__(self) -> None:
        kinds = {isinstance(one, DutySet) for one in (self.part, self.of) if one is not None}
        if len(kinds) > 1 or (isinstance(self.part, DutySet) and self.of is None):
            raise DutyboundError(Problem("measure", "a share of duties is of duties", 'Write of=duties("the id").'))
        if isinstance(self.part, DutySet) and isinstance(self.of, DutySet) and self.part.standard != self.of.standard:
            raise DutyboundError(Problem("measure", "a share of duties stays within one standard"))


@dataclass(frozen=True)
class Rate:
    """Events for every so many subjects (for which `of` holds)."""

    events: Event
    per: float
    of: Predicate | None


@dataclass(frozen=True)
class Median:
    of: Duration | Lateness


Figure = Count | Share | Rate | Median


@dataclass
class MeasureDeclaration:
    """What @measure makes of a function."""

    body: Callable[..., Any]
    version: str
    source: str
    unit: str
    better: str
    examples: list[Example] = field(default_factory=list)
    slips: list[Problem] = field(default_factory=list)

    @noting
    def example(self, sentence: str, *, as_at: str, expect: float | None, subjects: list[dict[str, Any]]) -> None:
        """The records of several subjects, each as in the example of a standard, and the figure expected of them.

        None is expected where the figure cannot be told.
        """
        self.examples.append(Example(sentence, as_at, expect, None, "", {"subjects": subjects}, caller()))


@forgiving(source="-", unit="-", better="neither")
def measure(
    *, source: str, unit: str, better: str, version: str = "1"
) -> Callable[[Callable[..., Any]], MeasureDeclaration]:
    """Declare a measure; `better` says which way is good: "more", "fewer" or "neither"."""
    return lambda body: declare(MeasureDeclaration(body, version, source, unit, better))


@dataclass(frozen=True)
class Measure:
    """A measure as read against a schema."""

    id: str
    version: str
    sentence: str
    subject: Table
    figure: Figure
    unit: str
    better: str
    source: str
    examples: tuple[Example, ...]
    where: str

    def tables(self) -> list[Table]:
        """The tables whose rows it reads."""
        return [self.subject, *tables_read(self.figure)]

    def lacks_hours(self) -> bool:
        """Whether it counts hours between times of which the source says the day alone."""
        return self.unit == "hours" and any(column.by_day for _, column in time_columns(self.figure))

    def columns_read(self) -> set[tuple[str, str]]:
        """The (table, column) pairs that it reads."""
        return columns_read(self.figure)


def _is_date(column: Column) -> bool:
    """A date by its nature; where a source says the day alone, its figure cannot be told, and nothing is wrong."""
    return column.type is ColumnType.DATE and not column.by_day


def read_measure(declared: MeasureDeclaration, schema: Schema, policy: PolicyBook) -> Measure:
    """Trace a declaration's body; all slips of its author are raised together."""
    body, where = declared.body, where_declared(declared.body)
    problems = [*declared.slips] + [
        Problem(where, f"{name} is empty", "A measure says what it counts, in what, and where it comes from.")
        for name in ("source", "unit", "version")
        if not getattr(declared, name)
    ]
    if not body.__doc__:
        problems.append(Problem(where, "has no docstring", "Say there in a sentence what the figure is."))
    if declared.better not in BETTER:
        problems.append(Problem(where, f"better={declared.better!r}", f"Write one of {', '.join(BETTER)}."))
    subject = subject_of(body, schema, where, problems)
    if subject is None:
        raise DutyboundError(problems, "A measure cannot be read")
    code = body.__code__
    trace = Trace(body.__name__, code.co_filename, subject, schema, policy, code.co_firstlineno)
    with tracing(trace):
        figure = read_body(body, subject)
        if not isinstance(figure, Figure | Unknown):
            slip(f"{body.__name__} returns {described(figure)}, not a figure", "Write count, share, rate or median.")
    problems += trace.slips
    if isinstance(figure, Median) and isinstance(figure.of, Duration) and declared.unit not in DURATIONS:
        problems.append(Problem(where, f"unit={declared.unit!r}", 'The median of a duration is in "days" or "hours".'))
    if declared.unit == "hours" and any(_is_date(column) for _, column in time_columns(figure)):
        problems.append(Problem(where, "hours cannot be counted between dates", 'Give it in "days".'))
    if problems:
        raise DutyboundError(problems, "A measure cannot be read")
    return Measure(
        body.__name__, declared.version, sentence(body), subject, figure, declared.unit, declared.better,
        declared.source, tuple(declared.examples), where,
    )  # fmt: skip


def standards_named(measure: Measure) -> set[str]:
    """The standards over whose duties a measure counts."""
    figure = measure.figure
    parts = (getattr(figure, "of", None), getattr(figure, "part", None))
    return {part.standard for part in parts if isinstance(part, DutySet | Lateness)}


# --- the words -------------------------------------------------------------------------------------------------


def count(of: Any) -> Any:
    """How many: events, or duties("standard", "overdue")."""
    return built(Count, _events_or_duties(of))


def share(part: Any, *, of: Any = None) -> Any:
    """The share of the subjects for which `of` holds (all, if left out) that `part` holds for; or of duties.

    A number from 0 to 1, as an example expects it.
    """
    return built(Share, _holding(part), _holding(of))


def rate(events: Any, *, per: float = 1000, of: Any = None) -> Any:
    """Events for every `per` subjects, or subjects for which `of` holds."""
    return built(Rate, as_event(events), float(per), _holding(of))


def median(of: Any) -> Any:
    """The middle of duration(a, b) or of lateness("standard")."""
    if isinstance(of, Duration | Lateness | Unknown):
        return built(Median, of)
    return slip(f"{described(of)} has no median", 'Write median(duration(a, b)) or median(lateness("id")).')


def duration(begins: Any, ends: Any) -> Any:
    """For each subject, from the first of these events to the first of those."""
    return built(Duration, as_event(begins), as_event(ends))


def lateness(standard: str) -> Lateness:
    """How late the duties of a standard were met, or are: in days."""
    return Lateness(standard)


def duties(standard: str, *states: str) -> Any:
    """The duties of a standard, or those in the states that are named."""
    known = [state.value for state in State]
    if unknown := [state for state in states if state not in known]:
        return slip(f"{', '.join(unknown)}: no such state of a duty", nearest(unknown[0], known))
    return DutySet(standard, frozenset(State(state) for state in states or known))


def _events_or_duties(given: Any) -> Any:
    return given if isinstance(given, DutySet) else as_event(given)


def _holding(given: Any) -> Any:
    if given is None or isinstance(given, DutySet | Unknown):
        return given
    return built(about_subject, as_predicate(given))
