"""dutybound audit draw: from what was typed to the files that are drawn, and to the records."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dutybound.base.clock import now
from dutybound.base.errors import Problem
from dutybound.cli.assessing import Report
from dutybound.cli.audit_asked import Asked, understood
from dutybound.cli.databases import records_databases
from dutybound.cli.settings import settings_folder
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import Given, called
from dutybound.exchange.manifest import is_clustered
from dutybound.exchange.reading import read_source
from dutybound.exchange.references import references_in
from dutybound.exchange.toml_files import collected
from dutybound.inspection.audits.framing import Wanted, frame_of, schema_of_frame
from dutybound.inspection.audits.sampling import Drawn, draw, in_all, of_each


def drawn_from(asked: Asked, report: Report, wrong: Iterable[Problem] = ()) -> Drawn:
    """The files that a source, a seed and a question set give; what is `wrong` already is said with all else."""
    meant = understood(asked, wrong)
    report(f"Reading {called(meant.given)}")
    extract = _read(meant.given, meant.declaration, meant.wanted)
    frame = frame_of(extract, meant.declaration.schema, _by_id(meant.wanted, extract))
    if asked.total is not None:
        return draw(frame, asked.seed, in_all(frame, asked.total))
    return draw(frame, asked.seed, of_each(frame, asked.files or meant.questions.files, meant.numbers))


def _by_id(wanted: Wanted, extract: Extract) -> Wanted:
    """Duties name subjects by id or by reference: here they are known by id."""
    if (only := wanted.only) is None:
        return wanted
    reference = references_in(settings_folder()).of
    rows = extract.column(wanted.table, "id").to_pylist()
    return replace(wanted, only=frozenset(one for one in rows if one in only or reference(one) in only))


def _read(given: Given, declaration: Declaration, wanted: Wanted) -> Extract:
    """What the frame needs. A clustered source is read as it was made: its columns lie apart in its files anyway."""
    needed = schema_of_frame(declaration.schema, wanted)
    if not (isinstance(given, Path) and is_clustered(given)):
        declaration = replace(declaration, schema=needed)
    return read_source(given, declaration, set(needed.tables))


def show_drawn(console: Console, drawn: Drawn) -> None:
    """The frame, what was left out and why, and how many of each stratum."""
    frame = drawn.frame
    console.print(f"Frame: {frame.words}: {len(frame.records):,} records", highlight=False, soft_wrap=True)
    for reason, count in sorted(frame.left_out.items()):
        console.print(f"  left out: {count:,} {reason}", highlight=False)
    table = Table(box=None)
    table.add_column(frame.strata_by or "stratum")
    for heading in ("records", "drawn", "one file stands for"):
        table.add_column(heading, justify="right")
    for name, count in frame.populations.items():
        files = len(drawn.files[name])
        table.add_row(name, f"{count:,}", f"{files:,}", f"{count / files:,.1f}" if files else "not drawn")
    console.print(table)
    console.print(f"{len(drawn):,} files, seed {drawn.seed}", highlight=False)


def wrong_for_record(programme: str, adding_to: str | None, by: str) -> list[Problem]:
    """What is wrong with who draws and for what, as far as the records tell before anything is drawn."""
    databases, problems = records_databases(), list[Problem]()
    from dutybound.casework.actions.audit_checks import wrong_before_drawing

    found = collected(problems, wrong_before_drawing, programme, adding_to, by, now(), databases)
    return [*problems, *(found or ())]


def put_on_record(drawn: Drawn, asked: Asked, programme: str, by: str, calibration: bool = False) -> str:
    databases = records_databases()
    from dutybound.casework.actions.audits import record_sample

    return record_sample(
        programme=programme, questions=asked.question_set, drawn=drawn, by=by, at=now(), calibration=calibration,
        databases=databases,
    )  # fmt: skip


def add_to_record(drawn: Drawn, sample: str, by: str) -> int:
    databases = records_databases()
    from dutybound.casework.actions.audits import record_more_files

    return record_more_files(sample=sample, drawn=drawn, by=by, at=now(), databases=databases)
