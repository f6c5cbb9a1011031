"""The examples of a measure: a few subjects each, and the figure expected of them."""

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import Calendar
from dutybound.duties.measure import Measure, standards_named
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import Schema
from dutybound.duties.standard import Example
from dutybound.engine.relation import judged_by_reference
from dutybound.engine.source import source_of
from dutybound.insight.figures import Figure, figure_of
from dutybound.insight.tally import tallies_of
from dutybound.standards.discovery import Library
from dutybound.standards.records import Records, read_moment

CLOSE_ENOUGH = 1e-9


def check_measure_examples(
    measure: Measure, library: Library, schema: Schema, policy: PolicyBook, calendar: Calendar
) -> list[Problem]:
    """What its examples say against a measure; one that has none does not load."""
    if not measure.examples:
        return [Problem(measure.where, f"{measure.id} has no example", "Add .example(...) with a figure to expect.")]
    problems: list[Problem] = []
    for example in measure.examples:
        try:
            found = measure_example(measure, example, library, schema, policy, calendar)
        except DutyboundError as error:
            problems += error.problems
            continue
        if not _same(None if found is None else found.value, example.expect):
            what = (
                f"{example.sentence!r}: expected {example.expect} as at {example.as_at}, found {found and found.value}"
            )
            problems.append(Problem(example.where, what))
    return problems


def measure_example(
    measure: Measure, example: Example, library: Library, schema: Schema, policy: PolicyBook, calendar: Calendar
) -> Figure | None:
    """The figure over the subjects of one example."""
    records = Records(schema, calendar)
    for number, said in enumerate(example.records["subjects"], start=1):
        records.add_subject(measure.subject, f"example {number}", said, "", example.where)
    tables = records.tables()
    moment = read_moment(example.as_at, calendar, example.where)
    named = [standard for standard in library.standards if standard.id in standards_named(measure)]
    read = measure.tables() + [table for standard in named for table in standard.tables()]
    schema = schema.only({table.name for table in read})
    source = source_of(tables, schema, calendar)
    tallies = tallies_of(named, policy, calendar, moment)
    for judgment in judged_by_reference(named, source, policy, moment):
        tallies[judgment.standard.id].take(judgment)
    record = source_of(tables, schema, calendar, known_at=moment)
    return figure_of(measure, record, tallies, moment)


def _same(found: float | None, expected: float | None) -> bool:
    if found is None or expected is None:
        return found is expected
    return abs(found - expected) <= CLOSE_ENOUGH * max(1.0, abs(expected))
