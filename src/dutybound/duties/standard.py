"""A standard: declared once by its author, then read against a schema and a policy into what the engine judges."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.duty import State
from dutybound.duties.language import is_wording
from dutybound.duties.limits import Limit
from dutybound.duties.nodes import FORMS, Obligation, Predicate, Rows, check_about
from dutybound.duties.policy import MARKS, PolicyBook
from dutybound.duties.schema import Schema, Table
from dutybound.duties.tracing import StandardStopped, Trace, Unknown, built, slip, tracing
from dutybound.duties.wording import RowsProxy, as_predicate, described

MISSING = ("not_owed", "unassessable")


@dataclass(frozen=True)
class SubjectOf:
    """The kind of record that a standard is about."""

    table: str


class Subject:
    """`Subject["fine"]`, or `Subject[MissingEpisode]` for the table missing_episode."""

    def __class_getitem__(cls, kind: Any) -> SubjectOf:
        name = kind if isinstance(kind, str) else re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
        return SubjectOf(name)


@dataclass(frozen=True)
class Example:
    """A sentence, the records of one subject (for a measure: of several), and what is expected at a moment."""

    sentence: str
    as_at: str
    expect: Any
    due: str | None
    part: str
    records: Mapping[str, Any]
    where: str


class Exemplified(Protocol):
    examples: list[Example]


@dataclass
class StandardDeclaration:
    """What @standard makes of a function: nothing is read before there is a schema to read it against."""

    body: Callable[..., Any]
    version: str
    valid_from: str
    valid_to: str | None
    source: str
    mark: str
    owed_by: str
    missing: str
    applies: Callable[..., Any] | None
    expected_within: Limit | None
    examples: list[Example] = field(default_factory=list)

    def example(
        self,
        sentence: str,
        *,
        as_at: str,
        expect: str | Sequence[str],
        due: str | None = None,
        part: str = "",
        **records: Any,
    ) -> None:
        """One subject's records and the state expected of its duties (several: in the order in which they arose).

        A record of a relation is its time, or its columns by name; `excusals` are (standard's) excusals of the subject.
        """
        states = (expect,) if isinstance(expect, str) else tuple(expect)
        self.examples.append(Example(sentence, as_at, states, due, part, records, caller()))


def standard(
    *,
    version: str,
    valid_from: str,
    source: str,
    owed_by: str,
    missing: str,
    valid_to: str | None = None,
    mark: str = "project default",
    applies: Callable[..., Any] | None = None,
    expected_within: Limit | None = None,
) -> Callable[[Callable[..., Any]], StandardDeclaration]:
    """Declare a standard; its docstring is the sentence, its argument the subject, its body the obligation."""

    def declare(body: Callable[..., Any]) -> StandardDeclaration:
        return StandardDeclaration(
            body, version, valid_from, valid_to, source, mark, owed_by, missing, applies, expected_within
        )

    return declare


def caller() -> str:
    """Where in the author's file an example stands."""
    frame = inspect.stack()[2]
    return f"{frame.filename}:{frame.lineno}"


@dataclass(frozen=True)
class Standard:
    """A standard as read: one obligation on one kind of subject."""

    id: str
    version: str
    sentence: str
    subject: Table
    obligation: Obligation
    applies: Predicate | None
    missing: str
    expected_within: Limit | None
    valid_from: date
    valid_to: date | None
    source: str
    mark: str
    owed_by: str
    examples: tuple[Example, ...]
    where: str

    @property
    def form(self) -> str:
        return FORMS[type(self.obligation)]

    @property
    def recurs(self) -> bool:
        """Judged by days in compliance: a duty that comes again, or cover that must last."""
        return self.form in ("every", "throughout", "at_most")

    def reachable(self) -> frozenset[State]:
        """The states that its form can reach by the subject's own records; any duty can also be excused."""
        states = {State.PENDING, State.MET, State.OVERDUE, State.MET_LATE}
        if self.obligation.ends:
            states |= {State.LAPSED, State.MISSED}
        return frozenset(states)


def read_standard(declared: StandardDeclaration, schema: Schema, policy: PolicyBook) -> list[Standard]:
    """Trace a declaration's body; all slips of its author are raised together."""
    body = declared.body
    where = f"{body.__code__.co_filename}:{body.__code__.co_firstlineno} ({body.__name__})"
    problems = _declared_wrong(declared, where)
    subject = _subject(body, schema, where, problems)
    if subject is None:
        raise DutyboundError(problems, "A standard cannot be read")
    trace = Trace(body.__name__, body.__code__.co_filename, subject, schema, policy)
    with tracing(trace):
        applies = _read(declared.applies, subject, _applies) if declared.applies else None
        returned = _read(body, subject, lambda given: given)
        parts = _parts(returned, body.__name__)
    problems += trace.slips
    if not problems and not parts:
        problems.append(Problem(where, "it returns no obligation", "End it with return within(...).met_by(...)."))
    if problems:
        raise DutyboundError(problems, "A standard cannot be read")
    return [_standard(declared, subject, applies, part, node, where) for part, node in parts.items()]


def _standard(
    declared: StandardDeclaration, subject: Table, applies: Predicate | None, part: str, node: Obligation, where: str
) -> Standard:
    name = declared.body.__name__
    return Standard(
        f"{name}.{part}" if part else name, declared.version, sentence(declared.body), subject, node, applies,
        declared.missing, declared.expected_within, date.fromisoformat(declared.valid_from),
        date.fromisoformat(declared.valid_to) if declared.valid_to else None, declared.source, declared.mark,
        declared.owed_by, tuple(one for one in declared.examples if one.part == part), where,
    )  # fmt: skip


def sentence(body: Callable[..., Any]) -> str:
    return " ".join((body.__doc__ or "").split())


def _declared_wrong(declared: StandardDeclaration, where: str) -> list[Problem]:
    problems = []
    if not declared.body.__doc__:
        problems.append(Problem(where, "has no docstring", "Write the standard there as the force would publish it."))
    for name in ("version", "source", "owed_by"):
        if not getattr(declared, name):
            problems.append(Problem(where, f"{name} is empty", "A standard says where it comes from and whose it is."))
    if declared.missing not in MISSING:
        problems.append(Problem(where, f"missing={declared.missing!r}", f"Write {' or '.join(map(repr, MISSING))}."))
    if declared.mark not in MARKS:
        problems.append(Problem(where, f"mark={declared.mark!r} is unknown", nearest(declared.mark, MARKS)))
    for name in ("valid_from", "valid_to"):
        if (written := getattr(declared, name)) is not None:
            problems += _not_a_date(written, f"{where}, {name}")
    return problems


def _not_a_date(written: Any, where: str) -> list[Problem]:
    try:
        date.fromisoformat(written)
    except (TypeError, ValueError):
        return [Problem(where, f"{written!r} is not a date", "Write it as '2016-04-01'.")]
    return []


def _subject(body: Callable[..., Any], schema: Schema, where: str, problems: list[Problem]) -> Table | None:
    parameters = list(inspect.signature(body, eval_str=True).parameters.values())
    kind = parameters[0].annotation if len(parameters) == 1 else None
    if not isinstance(kind, SubjectOf):
        problems.append(Problem(where, "needs one argument that says its subject", 'Write (fine: Subject["fine"]).'))
        return None
    if kind.table not in schema.tables:
        problems.append(Problem(where, f"no table {kind.table!r}", nearest(kind.table, schema.tables)))
        return None
    return schema.tables[kind.table]


def _read(body: Callable[..., Any], subject: Table, read: Callable[[Any], Any]) -> Any:
    try:
        return read(body(RowsProxy(Rows(subject))))
    except StandardStopped:
        return Unknown()


def _applies(given: Any) -> Any:
    return built(lambda condition: check_about(condition, ()) or condition, as_predicate(given))


def _parts(returned: Any, name: str) -> dict[str, Obligation]:
    """The obligations by the name of their part; an only one has none."""
    if isinstance(returned, Obligation):
        return {"": returned}
    if isinstance(returned, Unknown):
        return {}
    if isinstance(returned, tuple) and hasattr(returned, "_fields"):
        parts = dict(zip(returned._fields, returned, strict=True))
        for part, given in parts.items():
            if not isinstance(given, Obligation | Unknown):
                slip(f"{part} is {described(given)}, not an obligation")
        return {part: given for part, given in parts.items() if isinstance(given, Obligation)}
    if is_wording(returned) and hasattr(returned, "what"):
        slip("the obligation has only its first half", f"Go on with {returned.what}.")
    elif returned is not None:
        slip(f"{name} returns {described(returned)}, not an obligation", "Several are returned as a named tuple.")
    return {}
