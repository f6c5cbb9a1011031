"""Why a duty is in its state: asked for one subject, answered in a paragraph for each of its duties."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import Ground, Report, declaration_for, ground_on
from dutybound.duties.schema import EXCUSAL, Schema
from dutybound.duties.standard import Standard
from dutybound.engine.judging import judge_source
from dutybound.engine.reasons import explaining_of, why_nothing
from dutybound.exchange.given import Given
from dutybound.exchange.references import REFERENCE_BYTES
from dutybound.standards.examples import check_examples
from dutybound.standards.own import all_of, of_practice

REFERENCE = re.compile(rf"[0-9a-f]{{{2 * REFERENCE_BYTES}}}")  # as duties.parquet writes it in the place of an id
IDS_AT_ONCE = 100_000


def ground_to_explain(
    source: Given, folder: Path | None, standard: str, known_at: str | None, report: Report
) -> Ground:
    """A source and one standard in all its versions: only its own examples are run, and only what it reads is read.

    Those of a standard of practice hold under the figures, and to the precision, that come with it.
    """
    declaration = declaration_for(source, folder)
    report(f"Loading {standard}")
    schema, calendar = declaration.schema, declaration.calendar
    library = all_of(declaration)
    versions = library.versions(standard)
    own = [one for one in versions if not of_practice(one)]
    if problems := [one for each in own for one in check_examples(each, schema, declaration.policy, calendar)]:
        raise DutyboundError(problems, f"{standard} cannot be used")
    return ground_on(source, declaration, library, report, known_at, tables_needed(versions, schema))


def tables_needed(standards: Iterable[Standard], schema: Schema) -> frozenset[str]:
    """The tables that standards read, and those that rows of them belong to, without which rows would be left out."""
    needed = {EXCUSAL.name}
    waiting = {table.name for one in standards for table in one.tables()}
    while waiting:
        needed |= waiting
        columns = [column for name in waiting for column in schema.table(name).columns.values()]
        waiting = {column.refers_to for column in columns if column.refers_to is not None} - needed
    return frozenset(needed)


def subject_meant(ground: Ground, standard: str, given: str, reference: Callable[[str], str]) -> str | None:
    """The id of the subject that is named by its id or by the reference that results show; None if there is none."""
    for table in dict.fromkeys(version.subject.name for version in ground.library.versions(standard)):
        with ground.source.connection.cursor() as asking:  # of its own, for it may be left before its end
            if asking.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', [given]).fetchall():
                return given
            if REFERENCE.fullmatch(given):
                asking.execute(f'SELECT DISTINCT id FROM "{table}"')
                while some := asking.fetchmany(IDS_AT_ONCE):
                    if (found := next((one for (one,) in some if reference(one) == given), None)) is not None:
                        return str(found)
    return None


def no_subject(ground: Ground, standard: str, given: str, settings: Path) -> DutyboundError:
    """That nobody has this id, or this reference."""
    table = ground.library.versions(standard)[-1].subject.name
    count = ground.source.connection.execute(f'SELECT count(DISTINCT id) FROM "{table}"').fetchone()
    held = f"{ground.name} has {count[0] if count else 0:,} of them"
    if REFERENCE.fullmatch(given):
        what = f"no {table} has this id, nor this reference under the key in {settings}; {held}"
        remedy = (
            "References of another machine or user, or made before the key was replaced, cannot be followed. Take the "
            "column subject of duties.parquet; anchor and met_by are other records."
        )
    else:
        what = f"no {table} has this id; {held}"
        remedy = (
            "Write the id as the source has it (capitals and blanks count), or the reference that duties.parquet shows."
        )
    return DutyboundError(Problem(f"--subject {given}", what, remedy), "There is no such subject")


def explain_subject(ground: Ground, standard: str, subject: str, as_at: int) -> list[str]:
    """A paragraph for each duty of a subject under a standard that was known by a moment, or why there is none."""
    source, policy = ground.source, ground.declaration.policy
    paragraphs: list[str] = []
    nothing: list[str] = []  # of each version under which no duty is seen
    for version in ground.library.versions(standard):
        judged = list(judge_source(version, source, policy, as_at, subject))  # to its end, before more is asked
        explained = [(explaining_of(version, source, policy, found), found.judged.seen_at(as_at)) for found in judged]
        seen = [one.of(duty, as_at) for one, duties in explained for duty, _ in duties]
        odd = [said for one, _ in explained for said in one.odd(None, as_at)]
        paragraphs += seen
        nothing += [] if seen else [" ".join([_owes_nothing(ground, version, subject, as_at), *odd])]
    return paragraphs or nothing


def _owes_nothing(ground: Ground, version: Standard, subject: str, as_at: int) -> str:
    moment = ground.declaration.calendar.local_text(as_at)
    owes = f"{version.subject.name.replace('_', ' ').capitalize()} {subject} owes nothing under this as at {moment}."
    why = why_nothing(version, ground.source, ground.declaration.policy, subject, as_at)
    return f"{version.sentence} {owes} {why}"
