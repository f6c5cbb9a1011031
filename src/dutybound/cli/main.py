"""The dutybound command."""

from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import (
    Engine,
    all_or_nothing,
    checked_library,
    judge,
    prepare_ground,
    write_assessment,
)
from dutybound.cli.clustering import OutOption, cluster_source, show_clustered
from dutybound.cli.conforming import DayOption, hold_to_minimum, show_conformed
from dutybound.cli.deciding import decide, show_links
from dutybound.cli.erasing import erase_listed
from dutybound.cli.explaining import explain_subject, ground_to_explain, no_subject, subject_meant
from dutybound.cli.importing import (
    ListOption,
    PreviewOption,
    WithdrawOption,
    compare_source,
    list_changes,
    records_databases,
    show_incoming,
    write_source,
)
from dutybound.cli.instrument_commands import app as instrument_app
from dutybound.cli.linking import ColumnsOption, DecisionsOption, SourcesArgument, propose, show_proposed
from dutybound.cli.map_command import map_files
from dutybound.cli.placing import refuse_among_sources
from dutybound.cli.reporting import write_report
from dutybound.cli.schema_command import print_schema
from dutybound.cli.settings import log_disclosure, settings_folder
from dutybound.cli.showing import reach_and_feed, show_assessment
from dutybound.cli.simulating import simulate as simulate_force
from dutybound.cli.switching import Switch, switch_on
from dutybound.cli.terminal import errors, progress, wide_console
from dutybound.cli.unassessable import show_unassessable
from dutybound.duties.measure import Measure
from dutybound.duties.standard import Standard
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.duty_file import DutyFile
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import given_source
from dutybound.exchange.references import references_in
from dutybound.reports.late import read_duties
from dutybound.reports.saying import counted
from dutybound.standards.catalogue import catalogue_of
from dutybound.standards.excusals import without_idle_excusals
from dutybound.standards.own import starved

#: Exit codes. 2 is also Typer's own for a command that is used wrongly.
REFUSED, UNASSESSABLE, EXCLUDED = 2, 4, 8

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

SourceArgument = Annotated[
    str,
    typer.Argument(help="An event log, a folder of CSV or Parquet files, a SQLite file, or postgresql:SERVICE."),
]
FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--with",
        help="The folder that declares the source; by default its own. Its standards/*.py are run as programs: "
        "name only a folder that you trust.",
    ),
]
AsAtOption = Annotated[str, typer.Option(help="The moment to look at: 2013-06-30 is the end of that day.")]
KnownAtOption = Annotated[
    str | None, typer.Option(help="Hindsight: all that was on record by then, as if recorded when it happened.")
]


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
) -> None:
    """Judge a source by its standards.

    Exits with 4 if something could not be assessed, 8 if rows were left out, 12 if both, 2 if the source or the
    standards were refused.
    """
    given = given_source(source)
    with progress() as report:
        ground = prepare_ground(given, folder, report, known_at)
        warn(ground.extract)
        ground = replace(ground, extract=without_idle_excusals(ground.extract, ground.library))
        moment = ground.moment(as_at, "--as-at")
        ground.check_hindsight(moment)
        refuse_among_sources(out, given, ground.declaration)
        if identified:
            log_disclosure("duties with the ids of records", given, out)
        reference = None if identified else references_in(settings_folder()).of
        with all_or_nothing(out) as folder_to_fill:
            with DutyFile(folder_to_fill / "duties.parquet", reference, moment, ground.about()) as duties:
                assessment = judge(ground, moment, duties, report, not ignore_suspensions, engine)
            write_assessment(assessment, folder_to_fill)
            report("Writing the report")
            write_report(assessment, folder_to_fill)
    code = UNASSESSABLE * assessment.is_unassessable_somewhere + EXCLUDED * bool(ground.extract.exclusions)
    show_assessment(console := wide_console(), assessment)
    if code & UNASSESSABLE:
        told = read_duties(out / "duties.parquet", ground.declaration.calendar, moment)
        show_unassessable(console, assessment, told.reasons, code)
    raise typer.Exit(code)


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


@app.command()
def cluster(source: SourceArgument, out: OutOption, folder: FolderOption = None) -> None:
    """Write a source as Parquet, each table sorted by subject, to be assessed many times.

    Exits with 8 if rows were left out, 2 if the source was refused.
    """
    with progress() as report:
        manifest, extract = cluster_source(given_source(source), folder, out, report)
    warn(extract)
    show_clustered(wide_console(), manifest, extract, out)
    raise typer.Exit(EXCLUDED * bool(extract.exclusions))


@app.command("import")
def import_extract(
    source: SourceArgument,
    folder: FolderOption = None,
    preview: PreviewOption = False,
    out: ListOption = None,
    withdraw: WithdrawOption = None,
) -> None:
    """Load an extract into the records: new rows are entered, corrected ones restated, none is ever edited.

    Exits with 8 if rows were left out, 2 if the source was refused.
    """
    given, databases = given_source(source), records_databases()
    with progress() as report:
        one = compare_source(given, folder, databases, report)
    warn(one.extract)
    show_incoming(console := wide_console(), one)
    if out is not None:
        list_changes(one, given, out)
        console.print(f"Listed in {out}", highlight=False)
    if not preview:
        with progress() as report:
            load = write_source(one, databases, withdraw, report)
        said = "Nothing was written: this extract was loaded before" if load is None else f"Loaded as {load}"
        console.print(said, highlight=False)
    raise typer.Exit(EXCLUDED * bool(one.extract.exclusions or one.refused))


@app.command()
def conformance(
    source: SourceArgument,
    out: Annotated[Path, typer.Option(help="The folder to write the results to.")],
    folder: FolderOption = None,
    as_at: DayOption = None,
    identified: Annotated[bool, typer.Option(help="Write the records' real ids. This is logged.")] = False,
) -> None:
    """Hold an extract to the national minimum for people, objects, locations and events (POLE).

    Exits with 8 if records fall short, 4 if the extract lacks something that is asked for, 12 if both, 2 if refused.
    """
    given = given_source(source)
    with progress() as report:
        found = hold_to_minimum(given, folder, as_at, out, identified, report)
    show_conformed(wide_console(), found, out)
    raise typer.Exit(UNASSESSABLE * found.is_untold_somewhere + EXCLUDED * found.is_short_somewhere)


@app.command()
def erase(
    file: Annotated[Path, typer.Argument(metavar="LIST", help="A CSV with the columns table, id and when.")],
    targets: Annotated[list[str], typer.Argument(help="Clustered folders, and databases of records.")],
    folder: FolderOption = None,
) -> None:
    """Erase rows from copies: every version of them, and what refers to them. A hash of each id remains."""
    for target, tables in erase_listed(file, [given_source(one) for one in targets], folder).items():
        told = ", ".join(f"{counted(count, 'row')} of {name}" for name, count in tables.items())
        typer.echo(f"{target}: {told or 'nothing of the list was there'}")


@app.command()
def simulate(
    out: Annotated[Path, typer.Option(help="A new folder to write the force to.")],
    scenario: Annotated[
        str | None,
        typer.Option(help="A whole force at work: a scenario by its name (exemplary), or its file NAME.toml."),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="One seed gives one force; by default the scenario's own.")] = None,
    cases: Annotated[
        int | None, typer.Option(min=1, help="How many investigations the small force has; by default 300.")
    ] = None,
) -> None:
    """Write a made-up force, to be assessed like any source: a small one with records of every area, or a scenario."""
    with progress() as report:
        rows, tables, ends = simulate_force(out, scenario, seed, cases, report)
    typer.echo(f"{rows:,} rows in {tables} tables. Next: dutybound assess {out} --as-at {ends}")


app.command("map")(map_files)
app.command("schema")(print_schema)


@app.command("link")
def link_people(
    out: Annotated[Path, typer.Option(help="The folder of the review. Its files hold real ids: this is logged.")],
    sources: SourcesArgument = None,
    columns: ColumnsOption = None,
    decisions: DecisionsOption = None,
    folder: FolderOption = None,
    seed: Annotated[int, typer.Option(help="One seed gives the same figures.")] = 1,
) -> None:
    """Propose which records of people are of one person, or put on record what people decided about that."""
    if bool(sources) == (decisions is not None):
        raise DutyboundError(Problem("dutybound link", "takes either sources or --decisions", "Name one of them."))
    if decisions is not None:
        show_links(wide_console(), decide(decisions, out), out)
        return
    with progress() as report:
        proposed = propose(sources or [], folder, columns, out, seed, report)
    show_proposed(wide_console(), proposed, out)


@app.command("switch-on")
def switch_on_standard(
    standard: Annotated[str, typer.Argument(help="The id of a standard of practice.")],
    source: SourceArgument,
    as_at: AsAtOption,
    owner: Annotated[str, typer.Option(help="The post that will answer for it.")],
    approved_by: Annotated[str, typer.Option(help="The post that decided so: another one.")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="From which day.")],
    folder: FolderOption = None,
) -> None:
    """Have a standard of practice judged from now on. Exits with 2, and says why, where it cannot be."""
    switch = Switch(standard, owner, approved_by, since.date())
    with progress() as report:
        coverage = switch_on(given_source(source), folder, switch, as_at, report)
    typer.echo(f"{standard} is on; {coverage:.0%} of what is owed can be assessed.")


@app.command()
def standards(
    folder: Annotated[
        Path,
        typer.Argument(help="The folder that declares a source. Its standards/*.py are run: use one that you trust."),
    ],
    markdown: Annotated[bool, typer.Option(help="Print the catalogue of the folder in Markdown.")] = False,
) -> None:
    """Load the standards of a folder, run all their examples, and list them."""
    declaration = read_declaration(folder)
    library = checked_library(declaration)
    if markdown:
        typer.echo(catalogue_of(declaration.title, library, declaration.policy))
        return
    for one in library.standards:
        typer.echo(f"{one.id} {one.version}: {one.sentence} [{examples_held(one)}]")
    for measure in library.measures:
        typer.echo(f"{measure.id} {measure.version}: {measure.sentence} [{examples_held(measure)}]")
    if library.off:
        off = sorted({one.id for one in library.off})
        typer.echo(f"{len(off)} more are off (dutybound switch-on): {', '.join(off)}.")
    for text in starved(library, declaration):
        typer.echo(f"{text}.")


app.add_typer(instrument_app)


def examples_held(one: Standard | Measure) -> str:
    """ "1 example holds", "2 examples hold"."""
    return f"{counted(len(one.examples), 'example')} {'holds' if len(one.examples) == 1 else 'hold'}"


def warn(extract: Extract) -> None:
    """What nobody should miss, apart from the results and before them."""
    for text in extract.warnings:
        errors.print(f"Warning: {text}.", style="bold red", highlight=False, markup=False, soft_wrap=True)


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
