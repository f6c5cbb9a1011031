"""A standard: declared once by its author, then read against a schema and a policy into what the engine judges."""

import inspect
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from traceback import extract_tb
from typing import Any, TypeVar

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.calling import caller, forgiving, noting
from dutybound.duties.duty import State
from dutybound.duties.language import Wording
from dutybound.duties.limits import Limit
from dutybound.duties.nodes import (
    FORMS,
    Compare,
    Each,
    Exists,
    IsKnown,
    Obligation,
    PolicyLimit,
    Predicate,
    Rows,
    about_subject,
    columns_read,
    tables_read,
    walk,
)
from dutybound.duties.policy import MARKS, PolicyBook
from dutybound.duties.schema import Schema, Table
from dutybound.duties.tracing import StandardStopped, Trace, Unknown, built, slip, tracing
from dutybound.duties.unknown_words import known_words
from dutybound.duties.wording import RowsProxy, as_predicate, described

#: What missing= may say of a duty whose trigger was never recorded.
MISSING = {
    "not_owed": "nothing is owed",
    "unassessable": "the duty is counted as one that cannot be assessed, and lowers the coverage",
}
WHERE_MISSING = "Where the time that the duty runs from was never recorded: " + "; ".join(
    f'missing="{value}" means that {meaning}' for value, meaning in MISSING.items()
)

#: How often the data of a source arrive, slowest first.
FEEDS = ("weekly", "nightly", "hourly", "live")

#: What has been declared while a file of standards is being loaded, in order, so that none is lost by a repeated name.
DECLARED: ContextVar[list[Any] | None] = ContextVar("declared", default=None)


def declared_by(load: Callable[[], object]) -> list[Any]:
    """Every standard and measure that `load` declares, also those whose name a later one takes."""
    found: list[Any] = []
    token = DECLARED.set(found)
    try:
        load()
    finally:
        DECLARED.reset(token)
    return found


Declaration = TypeVar("Declaration")


def declare(declaration: Declaration) -> Declaration:
    """Note a declaration for whoever is loading it."""
    if (found := DECLARED.get()) is not None:
        found.append(declaration)
    return declaration


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
    expected_within: Any
    feed: str
    examples: list[Example] = field(default_factory=list)
    slips: list[Problem] = field(default_factory=list)

    @noting
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
        """One subject's records, and the state expected of its duties at a moment; it is a test of the standard.

        `expect` is one state, or several in the order in which the duties arose; `due` a due date to expect as well;
        `part` the part of a standard that has several. `as_at` is a local day, meaning its end, or a local time. The
        records are the subject's columns by name (`created_on="2016-04-01"`) and its relations: a list whose rows are
        each a time alone (`"2016-04-03"`), a tenure as `"2016-04-01..2016-04-05"` (open: nothing after the dots), or
        columns by name in braces (`{"sent_on": "2016-04-03", "recorded_at": ...}`). `versions` are later versions of
        the subject, `others` further subjects beside it, `excusals` excusals of this standard.
        """
        states = (expect,) if isinstance(expect, str) else tuple(expect)
        self.examples.append(Example(sentence, as_at, states, due, part, records, caller()))


@forgiving(
    {"missing": f"{WHERE_MISSING}."},
    version="1",
    valid_from="1970-01-01",
    source="-",
    owed_by="-",
    missing="unassessable",
)
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
    feed: str = "nightly",
) -> Callable[[Callable[..., Any]], StandardDeclaration]:
    """Declare a standard; its docstring is the sentence, its argument the subject, its body the obligation.

    `feed` is how often data must arrive for it to be of use: "weekly", "nightly", "hourly" or "live".
    """

    def decorate(body: Callable[..., Any]) -> StandardDeclaration:
        return declare(
            StandardDeclaration(
                body, version, valid_from, valid_to, source, mark, owed_by, missing, applies, expected_within, feed
            )
        )

    return decorate


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
    feed: str
    examples: tuple[Example, ...]
    where: str

    @property
    def name(self) -> str:
        """What the standard is called; its id says which part of it this is as well."""
        return self.id.partition(".")[0]

    @property
    def form(self) -> str:
        return FORMS[type(self.obligation)]

    @property
    def recurs(self) -> bool:
        """Judged by days in compliance: a duty that comes again, or cover that must last."""
        return self.form in ("every", "throughout", "at_most")

    def says_when_recorded(self, unmapped: Collection[tuple[str, str]] = ()) -> bool:
        """Whether any time that it reads says when it was recorded; if none, all history is as now known.

        `unmapped` are the (table, column) pairs that a source does not deliver, and that therefore say nothing.
        """
        tables = {table.name: table for table in tables_read((self.obligation, self.applies))}
        said = {
            (table, tables[table].recorded_for(column))
            for table, column in self.columns_read()
            if table in tables and column in tables[table].columns and (table, column) not in unmapped
        }
        return any(recorded is not None and (table, recorded) not in unmapped for table, recorded in said)

    def columns_read(self) -> set[tuple[str, str]]:
        """The (table, column) pairs that it reads."""
        return columns_read(self.obligation) | columns_read(self.applies)

    def tables(self) -> list[Table]:
        """The tables whose rows it reads."""
        return [self.subject, *tables_read((self.obligation, self.applies))]

    def policies(self) -> set[str]:
        """The ids of the figures that it reads."""
        return {node.id for node in walk(self.obligation) if isinstance(node, PolicyLimit)}

    def _can_be_mended(self, each: Each) -> bool:
        """Whether the record says when something came to be as it must: by rows that are added, or by a time."""
        asked = [node for node in walk(each.must) if isinstance(node, Exists | Compare | IsKnown)]
        return any(isinstance(node, Exists) or _comes_later(node, each) for node in asked)

    def reachable(self) -> frozenset[State]:
        """The states that its form can reach by the subject's own records; any duty can also be excused."""
        states = {State.PENDING, State.MET, State.OVERDUE, State.MET_LATE}
        if isinstance(self.obligation, Each) and not self._can_be_mended(self.obligation):
            states.remove(State.MET_LATE)
        if self.obligation.ends:
            states |= {State.LAPSED, State.MISSED}
        return frozenset(states)


def _comes_later(node: Compare | IsKnown, each: Each) -> bool:
    """Whether a value may be on record later than the row that it is asked of."""
    table, column = node.rows.table, node.column
    is_event = column.type.is_time and not column.planned
    is_versioned = table.versioned and table.restated is None  # a restatement is no part of how a practice is meant
    of_another = node.rows.steps != each.of.rows.steps and table.recorded_for(column.name) is not None
    return is_event or column.recorded is not None or is_versioned or of_another


def read_standard(declared: StandardDeclaration, schema: Schema, policy: PolicyBook) -> list[Standard]:
    """Trace a declaration's body; all slips of its author are raised together."""
    body = declared.body
    where = where_declared(body)
    problems = [*declared.slips, *_declared_wrong(declared, where)]
    subject = subject_of(body, schema, where, problems)
    if subject is None:
        raise DutyboundError(problems, "A standard cannot be read")
    code = body.__code__
    trace = Trace(body.__name__, code.co_filename, subject, schema, policy, code.co_firstlineno)
    with tracing(trace):
        applies = (
            None
            if declared.applies is None
            else built(about_subject, as_predicate(read_body(declared.applies, subject)))
        )
        returned = read_body(body, subject)
        parts = _parts(returned, body.__name__)
    problems += trace.slips
    if not problems and not parts:
        problems.append(Problem(where, "it returns no obligation", "End it with return within(...).met_by(...)."))
    problems += [
        Problem(one.where, f"part={one.part!r} is no part of {body.__name__}", nearest(one.part, parts))
        for one in declared.examples
        if one.part not in parts and parts
    ]
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
        declared.owed_by, declared.feed, tuple(one for one in declared.examples if one.part == part), where,
    )  # fmt: skip


def where_declared(body: Callable[..., Any]) -> str:
    return f"{body.__code__.co_filename}:{body.__code__.co_firstlineno} ({body.__name__})"


def sentence(body: Callable[..., Any]) -> str:
    return " ".join((body.__doc__ or "").split())


def _declared_wrong(declared: StandardDeclaration, where: str) -> list[Problem]:
    problems = []
    if not declared.body.__doc__:
        problems.append(Problem(where, "has no docstring", "Write the standard there as the force would publish it."))
    for name in ("version", "source", "owed_by"):
        if not getattr(declared, name):
            problems.append(Problem(where, f"{name} is empty", "A standard says where it comes from and whose it is."))
    if declared.missing not in tuple(MISSING):
        problems.append(Problem(where, f"missing={declared.missing!r} is neither of its values", f"{WHERE_MISSING}."))
    if declared.feed not in FEEDS:
        problems.append(Problem(where, f"feed={declared.feed!r} is unknown", f"Feeds: {', '.join(FEEDS)}."))
    if declared.mark not in MARKS:
        problems.append(Problem(where, f"mark={declared.mark!r} is unknown", nearest(declared.mark, MARKS)))
    expected = declared.expected_within
    if expected is not None and not isinstance(expected, Limit):
        problems.append(Problem(where, "expected_within is not a fixed length of time", "Write days(3) or the like."))
    elif expected is not None and expected.is_elapsed and expected.without:
        problems.append(Problem(where, f"expected_within={expected} cannot leave days out", "Give it in days."))
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


def subject_of(body: Callable[..., Any], schema: Schema, where: str, problems: list[Problem]) -> Table | None:
    try:
        parameters = list(inspect.signature(body, eval_str=True).parameters.values())
    except NameError as error:
        problems.append(Problem(where, f"{error.name!r} means nothing here", 'Write (fine: Subject["fine"]).'))
        return None
    kind = parameters[0].annotation if len(parameters) == 1 else None
    if not isinstance(kind, SubjectOf):
        problems.append(Problem(where, "needs one argument that says its subject", 'Write (fine: Subject["fine"]).'))
        return None
    if kind.table not in schema.tables:
        problems.append(Problem(where, f"no table {kind.table!r}", nearest(kind.table, schema.tables)))
        return None
    return schema.tables[kind.table]


def read_body(body: Callable[..., Any], subject: Table) -> Any:
    """What a body returns for all subjects at once."""
    try:
        return known_words(body)(RowsProxy(Rows(subject)))
    except StandardStopped:
        return Unknown()
    except DutyboundError as error:
        for problem in error.problems:
            slip(problem.what, problem.remedy)
    except Exception as error:  # whatever an author's code raises is said as a slip, at its line
        lines = [
            frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == body.__code__.co_filename
        ]
        slip(
            f"{type(error).__name__}: {re.sub(r'^[A-Za-z]+Wording', '', f'{error}')}", line=lines[-1] if lines else None
        )
    return Unknown()


def _parts(returned: Any, name: str) -> dict[str, Obligation]:
    """The obligations by the name of their part; an only one has none."""
    if isinstance(returned, Obligation):
        return {"": returned}
    if isinstance(returned, Unknown):
        return {}
    if isinstance(returned, tuple) and hasattr(returned, "_fields"):
        parts = dict(zip(returned._fields, returned, strict=True))
        for part, given in parts.items():
            _no_obligation(given, f"{part} is")
        return {part: given for part, given in parts.items() if isinstance(given, Obligation)}
    if returned is not None:
        _no_obligation(returned, f"{name} returns", "Several are returned as a named tuple.")
    return {}


def _no_obligation(given: Any, said: str, remedy: str = "") -> None:
    """A slip where something stands in the place of an obligation; half of one is said at its own line."""
    if isinstance(given, Wording):
        slip(f"the obligation has only its first half, {given.word}(...)", f"Go on with {given.what}.", given.line)
    elif not isinstance(given, Obligation | Unknown):
        slip(f"{said} {described(given)}, not an obligation", remedy)
