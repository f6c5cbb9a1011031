"""The dutybound command."""

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.arguments import (
    EXCLUDED,
    REFUSED,
    UNASSESSABLE,
    AsAtOption,
    FolderOption,
    KnownAtOption,
    SourceArgument,
)
from dutybound.cli.assessing import (
    WHEN_ASKED,
    Engine,
    declaration_for,
    judge,
    prepare_ground,
    write_assessment,
)
from dutybound.cli.assessing_parts import Order, assess_parts
from dutybound.cli.definition_file import write_definitions
from dutybound.cli.explaining import explain_subject, ground_to_explain, no_subject, subject_meant
from dutybound.cli.later import Commands
from dutybound.cli.looking import write_shortfalls
from dutybound.cli.placing import ASSESSMENT, refuse_among_reports, refuse_among_sources
from dutybound.cli.reporting import write_report
from dutybound.cli.settings import log_disclosure, settings_folder
from dutybound.cli.showing import reach_and_feed, show_assessment
from dutybound.cli.subject_day_file import write_subject_days
from dutybound.cli.terminal import errors, progress, warn, wide_console
from dutybound.cli.unassessable import show_unassessable
from dutybound.cli.writing_parts import show_parts, write_parts
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.duty_file import duties_into
from dutybound.exchange.given import Given, given_source
from dutybound.exchange.references import references_in
from dutybound.reports.late import read_duties
from dutybound.standards.excusals import without_idle_excusals

app = typer.Typer(cls=Commands, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


def say_version(asked: bool) -> None:
    """Say which version this is, and do nothing else."""
    if asked:
        typer.echo(f"dutybound {version('dutybound')}")
        raise typer.Exit


@app.callback()
def callback(
    version: Annotated[
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Dutybound holds a police force to its own standards: it reads what the force recorded and says, as at any date,
    what was owed, what was done in time, what is late, and what cannot be told.

    Try this first, in the folder of the project:

        dutybound assess examples/fines/made_up.csv --as-at 2013-06-30 --out build

    Then open build/report.html.
    """


@app.command()
def assess(
    source: SourceArgument,
    as_at: AsAtOption,
    out: Annotated[Path, typer.Option(help="The folder to write the results to.")],
    folder: FolderOption = None,
    known_at: KnownAtOption = None,
    ignore_suspensions: Annotated[bool, typer.Option(help="Judge as if no clock had ever stood still.")] = False,
    identified: Annotated[bool, typer.Option(help="Write the records' real ids. This is logged.")] = False,
    engine: Annotated[
        Engine,
        typer.Option(help="The compiled engine, the one that is written to be read, or the compiled one on Spark."),
    ] = (Engine.COLUMNAR),
    shortfalls: Annotated[
        bool, typer.Option(help="Also look which units fall short of others of their kind, and since when.")
    ] = False,
    measures_only: Annotated[
        bool, typer.Option(help="Write the figures alone: no duties.parquet, and no report, which reads it.")
    ] = False,
) -> None:
    """Judge a source by its standards.

    Exits with 4 if something could not be assessed, 8 if rows were left out, 12 if both, 2 if the source or the
    standards were refused.
    """
    given = given_source(source)
    declaration = declaration_for(given, folder)
    if declaration.parts:
        if shortfalls:
            what = "compares units of one force, and this source is in parts"
            raise DutyboundError(Problem("--shortfalls", what, "Assess a part of it by its own folder."))
        asked = (as_at, known_at, not ignore_suspensions, identified, measures_only, engine)
        raise typer.Exit(assess_whole(given, declaration, Order(declaration.folder, out, *asked)))
    with progress() as report:
        ground = prepare_ground(given, declaration, report, known_at)
        warn(ground.extract)
        ground = replace(ground, extract=without_idle_excusals(ground.extract, ground.library))
        moment = ground.moment(as_at, "--as-at")
        ground.check_hindsight(moment)
        refuse_among_sources(out, given, ground.declaration)
        refuse_among_reports(out)
        if identified:
            log_disclosure("duties with the ids of records", given, out)
        reference = None if identified else references_in(settings_folder()).of_all
        with all_or_nothing(out, WHEN_ASKED, ASSESSMENT) as folder_to_fill:
            place = None if measures_only else folder_to_fill / "duties.parquet"
            with duties_into(place, reference, moment, ground.about()) as duties:
                assessment = judge(ground, moment, duties, report, not ignore_suspensions, engine, shortfalls)
            write_assessment(assessment, folder_to_fill)
            write_definitions(assessment, folder_to_fill)
            found = write_shortfalls(assessment, folder_to_fill, report) if shortfalls else None
            if not measures_only:
                write_subject_days(assessment.tallies, folder_to_fill, reference, ground.about())
                report("Writing the report")
                write_report(assessment, folder_to_fill, found)
    code = UNASSESSABLE * assessment.is_unassessable_somewhere + EXCLUDED * bool(ground.extract.exclusions)
    show_assessment(console := wide_console(), assessment)
    if code & UNASSESSABLE and not measures_only:
        told = read_duties(out / "duties.parquet", ground.declaration.calendar, moment)
        show_unassessable(console, assessment, told.reasons, code)
    raise typer.Exit(code)


def assess_whole(given: Given, declaration: Declaration, order: Order) -> int:
    """Assess a source in parts; the exit code."""
    refuse_among_sources(order.out, given, declaration)
    refuse_among_reports(order.out, *(order.out / part.name for part in declaration.parts))
    if order.identified:
        log_disclosure("duties with the ids of records", given, order.out)
    with progress() as report:
        whole = assess_parts(declaration, order, report)
    write_parts(whole, order)
    show_parts(wide_console(), whole, order)
    unassessable = any(part.is_unassessable_somewhere for part in whole.parts)
    return UNASSESSABLE * unassessable + EXCLUDED * any(part.excluded for part in whole.parts)


@app.command()
def explain(
    source: SourceArgument,
    standard: Annotated[str, typer.Option(help="The id of the standard.")],
    subject: Annotated[
        str, typer.Option(help="The id of the subject in the source, or its reference in duties.parquet.")
    ],
    as_at: AsAtOption,
    folder: FolderOption = None,
    known_at: KnownAtOption = None,
) -> None:
    """Say why each duty of one subject is in its state. Shows real ids; the consultation is logged."""
    given = given_source(source)
    with progress() as report:
        ground = ground_to_explain(given, folder, standard, known_at, report)
        warn(ground.extract)
        moment = ground.moment(as_at, "--as-at")
        ground.check_hindsight(moment)
        settings = settings_folder()
        meant = subject_meant(ground, standard, subject, references_in(settings).of)
        log_disclosure(f"explained {standard}", given, subject=meant or subject)
        if meant is None:
            raise no_subject(ground, standard, subject, settings)
        paragraphs = explain_subject(ground, standard, meant, moment)
    for paragraph in (*paragraphs, reach_and_feed(ground)):
        typer.echo(fill(paragraph, 100, break_on_hyphens=False) + "\n")


def run() -> None:
    """The command: what is refused is said in words, without a traceback."""
    try:
        app()
    except DutyboundError as error:
        errors.print(error.render(), highlight=False, markup=False, soft_wrap=True)
        raise SystemExit(REFUSED) from None
    except OSError as error:
        problem = Problem(f"{error.filename or 'a file'}", f"{error.strerror or error}")
        errors.print(DutyboundError(problem).render(), highlight=False, markup=False, soft_wrap=True)
        raise SystemExit(REFUSED) from None
