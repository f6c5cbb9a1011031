"""Why a duty is in its state: asked for one subject, answered in a paragraph for each of its duties."""

from collections.abc import Iterable
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import Ground, Report, declaration_for, ground_on
from dutybound.duties.nodes import tables_read
from dutybound.duties.schema import EXCUSAL, Schema
from dutybound.duties.standard import Standard
from dutybound.engine.behind import records_behind
from dutybound.engine.excusing import decisions_on
from dutybound.engine.explaining import Explaining
from dutybound.engine.judging import judge_source
from dutybound.engine.lowering import programme_of
from dutybound.exchange.given import Given
from dutybound.standards.examples import check_examples
from dutybound.standards.own import all_of


def ground_to_explain(
    source: Given, folder: Path | None, standard: str, known_at: str | None, report: Report
) -> Ground:
    """A source and one standard in all its versions: only its own examples are run, and only what it reads is read."""
    declaration = declaration_for(source, folder)
    report(f"Loading {standard}")
    schema, calendar = declaration.schema, declaration.calendar
    library = all_of(declaration)
    versions = library.versions(standard)
    if problems := [one for each in versions for one in check_examples(each, schema, declaration.policy, calendar)]:
        raise DutyboundError(problems, f"{standard} cannot be used")
    return ground_on(source, declaration, library, report, known_at, tables_needed(versions, schema))


def tables_needed(standards: Iterable[Standard], schema: Schema) -> frozenset[str]:
    """The tables that standards read, and those that rows of them belong to, without which rows would be left out."""
    needed = {EXCUSAL.name}
    waiting = {table.name for one in standards for table in (one.subject, *tables_read((one.obligation, one.applies)))}
    while waiting:
        needed |= waiting
        columns = [column for name in waiting for column in schema.table(name).columns.values()]
        waiting = {column.refers_to for column in columns if column.refers_to is not None} - needed
    return frozenset(needed)


def explain_subject(ground: Ground, standard: str, subject: str, as_at: int) -> list[str]:
    """A paragraph for each duty of a subject under a standard that was known by a moment."""
    declaration = ground.declaration
    decisions = decisions_on(ground.source, standard, subject)
    paragraphs = []
    for version in ground.library.versions(standard):
        programme = programme_of(version, declaration.policy, declaration.calendar)
        for found in judge_source(version, ground.source, declaration.policy, as_at, subject):
            rows = tuple(found.judged.duties)
            behind = records_behind(version, ground.source, subject)
            explaining = Explaining(
                version, programme, declaration.policy, found.facts, rows, decisions, behind, found.judged.notices
            )
            paragraphs += [explaining.of(duty, as_at) for duty, _ in found.judged.seen_at(as_at)]
            if odd := list(explaining.odd(None, as_at)):
                paragraphs.append(" ".join([version.sentence, *odd]))
    if not paragraphs:
        remedy = "The subject may not exist, or the standard may owe it nothing; try another moment or id."
        raise DutyboundError(
            Problem(f"{standard}, subject {subject!r}", "no duty was known by then", remedy), "Nothing to explain"
        )
    return paragraphs
