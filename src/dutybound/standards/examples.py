"""The examples of a standard are its tests, and a standard that lacks one that its form calls for does not load."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import Duty, State
from dutybound.duties.nodes import Repeat, walk
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import Schema
from dutybound.duties.standard import Example, Standard
from dutybound.engine.facts import Kind
from dutybound.engine.judging import SubjectJudged, judge_source
from dutybound.engine.reasons import explaining_of, why_nothing
from dutybound.engine.source import Source, source_of
from dutybound.standards.records import Records, read_moment


@dataclass(frozen=True)
class Shown:
    """An example and what was found of it."""

    standard: Standard
    example: Example
    subject: str
    found: SubjectJudged | None
    seen: tuple[tuple[Duty, State], ...]
    source: Source = field(repr=False)

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(str(state) for _, state in self.seen)


def run_examples(standard: Standard, schema: Schema, policy: PolicyBook, calendar: Calendar) -> list[Shown]:
    """All examples of a standard, judged together where subjects cannot touch one another, else one by one."""
    examples = list(enumerate(standard.examples, start=1))
    together = not any(isinstance(node, Repeat) and node.of.rows.is_subject for node in walk(standard.obligation))
    batches = [examples] if together else [[one] for one in examples]
    return [shown for batch in batches for shown in _run(standard, batch, schema, policy, calendar)]


def _run(
    standard: Standard, batch: list[tuple[int, Example]], schema: Schema, policy: PolicyBook, calendar: Calendar
) -> Iterator[Shown]:
    records = Records(schema, calendar)
    for number, example in batch:
        records.prefix = f"example {number}"
        records.add_subject(standard.subject, records.prefix, example.records, standard.id, example.where)
    read = {table.name for table in standard.tables()}
    source = source_of(records.tables(), schema.only(read), calendar)
    judged = {one.subject: one for one in judge_source(standard, source, policy)}
    for number, example in batch:
        found = judged.get(f"example {number}")
        moment = read_moment(example.as_at, calendar, example.where)
        seen = found.judged.seen_at(moment) if found else []
        in_order = tuple(sorted(seen, key=lambda one: (one[0].owed_from, one[0].anchor)))
        yield Shown(standard, example, f"example {number}", found, in_order, source)


def check_examples(standard: Standard, schema: Schema, policy: PolicyBook, calendar: Calendar) -> list[Problem]:
    """What its examples say against a standard: one that is not so, a state or a late record without an example."""
    try:
        shown = run_examples(standard, schema, policy, calendar)
    except DutyboundError as error:
        return list(error.problems)
    problems = [problem for one in shown for problem in _not_so(one, policy, calendar)]
    expected = {state for example in standard.examples for state in example.expect}
    if expected - set(State):  # a state that is misspelt is said already, and may be the one that is lacking
        return problems
    if lacking := sorted(state.value for state in standard.reachable() if state.value not in expected):
        what = f"{standard.id} has no example that is {' or '.join(lacking)}"
        problems.append(Problem(standard.where, what, "Add .example(...) for each state that its form can reach."))
    if standard.says_when_recorded() and not any(_is_late(one) for one in shown):
        what = f"{standard.id} has no example of a fact recorded late, and its columns say when they were recorded"
        problems.append(Problem(standard.where, what, "Add one in which something is recorded after it happened."))
    return problems


def _not_so(shown: Shown, policy: PolicyBook, calendar: Calendar) -> Iterator[Problem]:
    example = shown.example
    unknown = [state for state in example.expect if state not in list(State)]
    if unknown:
        yield Problem(example.where, f"{unknown[0]!r} is no state of a duty", nearest(unknown[0], list(State)))
    elif shown.states != tuple(example.expect):
        wanted, found = _listed(example.expect), _listed(shown.states)
        what = f"{example.sentence!r}: expected {wanted} as at {example.as_at}, found {found}"
        yield Problem(example.where, what, _reason(shown, policy, calendar))
    elif example.due is not None:
        due = read_moment(example.due, calendar, example.where)
        dues = [duty.due_at for duty, _ in shown.seen]
        if due not in dues:
            said = ", ".join(calendar.local_text(one) if one is not None else "nothing" for one in dues)
            what = f"{example.sentence!r}: expected to be due {example.due}, and it is due {said}"
            yield Problem(example.where, what, _reason(shown, policy, calendar))


def _reason(shown: Shown, policy: PolicyBook, calendar: Calendar) -> str:
    """Why its duties are as they were found, each in a line; or why there are none."""
    moment = read_moment(shown.example.as_at, calendar, shown.example.where)
    if not shown.seen or shown.found is None:
        return why_nothing(shown.standard, shown.source, policy, shown.subject, moment)
    explaining = explaining_of(shown.standard, shown.source, policy, shown.found)
    return "\n    ".join(explaining.working(duty, state, moment) for duty, state in shown.seen)


def _listed(states: tuple[str, ...]) -> str:
    return ", ".join(states) or "nothing owed"


def _is_late(shown: Shown) -> bool:
    """Something was recorded after it happened; under `each`, also what came to be so only later."""
    facts = shown.found.facts if shown.found else ()
    if shown.standard.form == "each":
        triggers = {fact.id: fact.happened for fact in facts if fact.kind is Kind.TRIGGER}
        if any(
            fact.kind is Kind.FULFIL and fact.happened > triggers.get(fact.of or "", fact.happened) for fact in facts
        ):
            return True
    return any(fact.recorded is not None and fact.recorded > fact.happened > 0 for fact in facts)
