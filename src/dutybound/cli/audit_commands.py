"""The audit commands: question sets, samples that are drawn, sheets, readings, moderation, and what came of it."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from dutybound.base.clock import now
from dutybound.cli.arguments import FolderOption, SourceArgument
from dutybound.cli.databases import records_databases
from dutybound.cli.terminal import progress, wide_console
from dutybound.reports.saying import counted

app = typer.Typer(no_args_is_help=True, help="Read case files against a question set: draw, mark, moderate, results.")

SampleArgument = Annotated[str, typer.Argument(help="The sample, as draw named it: autumn-2016/1.")]
ByOption = Annotated[str, typer.Option(help="Who does it, as the records call them. It is kept.")]
IdentifiedOption = Annotated[bool, typer.Option(help="Write the records' real ids, to find the files. This is logged.")]
SetOption = Annotated[str, typer.Option(help="A question set by its key, or the file NAME.toml of a force's own.")]


@app.command("question-sets")
def show_question_sets(
    name: Annotated[str | None, typer.Argument(help="A question set by its key, or the file of a force's own.")] = None,
) -> None:
    """List the question sets, or show the questions of one."""
    from dutybound.cli.showing_audits import list_sets, show_set

    list_sets(wide_console()) if name is None else show_set(wide_console(), name)


@app.command("open")
def open_audits(
    key: Annotated[str, typer.Argument(help="What samples are named by: autumn-2016.")],
    title: Annotated[str, typer.Option(help="What the programme is called.")],
    body: Annotated[str, typer.Option(help="The body whose audit it is.")],
    audited: Annotated[str, typer.Option(help="The unit or force whose work is read, as the records call it.")],
    by: ByOption,
) -> None:
    """Open a programme of audits."""
    databases = records_databases()
    from dutybound.casework.actions.audits import open_programme

    open_programme(key=key, title=title, body=body, audited=audited, by=by, at=now(), databases=databases)
    typer.echo(f"Opened {key}. Next: dutybound audit draw SOURCE --programme {key} ...")


@app.command("draw")
def draw_sample(
    source: SourceArgument,
    programme: Annotated[str, typer.Option(help="The programme.")],
    questions: SetOption,
    as_at: Annotated[str, typer.Option(help="The last day looked at: 2016-09-30.")],
    seed: Annotated[
        str, typer.Option(help="Chosen by who draws, once the records are in hand: same seed, same files.")
    ],
    by: ByOption,
    since: Annotated[str | None, typer.Option(help="The first day looked at; by default all before it.")] = None,
    strata: Annotated[
        str | None,
        typer.Option(help="What the frame is parted by: a column, COLUMN.COLUMN of what it refers to, unit, or none."),
    ] = None,
    files: Annotated[int | None, typer.Option(min=1, help="Files of each stratum; by default as the set says.")] = None,
    files_of: Annotated[list[str] | None, typer.Option(help="Another number for one stratum: burglary=20.")] = None,
    total: Annotated[int | None, typer.Option(min=2, help="Instead: so many in all, by the size of strata.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="Only records with this value: category=burglary.")] = None,
    duties: Annotated[Path | None, typer.Option(help="A duties.parquet: with --standard, only what is met.")] = None,
    standard: Annotated[str | None, typer.Option(help="Draw only from records that met this standard.")] = None,
    adding_to: Annotated[
        str | None, typer.Option(help="Add to this sample what more files of the same frame and seed draw.")
    ] = None,
    calibration: Annotated[
        bool, typer.Option(help="All who read are to read every file, to see which questions are read differently.")
    ] = False,
    preview: Annotated[bool, typer.Option(help="Say what would be drawn, and write nothing.")] = False,
    folder: FolderOption = None,
) -> None:
    """Draw files for reading, by stratum and by chance, and put the sample on record.

    It is drawn by who audits and not by who is audited; the same seed and records give the same files.
    """
    from dutybound.cli.audit_asked import Asked
    from dutybound.cli.audit_drawing import add_to_record, drawn_from, put_on_record, show_drawn, wrong_for_record
    from dutybound.cli.auditing import what_was_not_asked

    asked = Asked(source, folder, questions, as_at, since, strata, files, tuple(files_of or ()), total,
                  tuple(where or ()), duties, standard, seed)  # fmt: skip
    wrong = [] if preview else wrong_for_record(programme, adding_to, by)
    with progress() as report:
        found = drawn_from(asked, report, wrong)
    show_drawn(console := wide_console(), found)
    if adding_to is not None and not preview:
        added = counted(add_to_record(found, adding_to, by), "file")
        console.print(f"{added} added to {adding_to}", highlight=False)
    elif not preview:
        sample = put_on_record(found, asked, programme, by, calibration)
        console.print(f"On record as {sample}. Next: dutybound audit sheet {sample} --auditor NAME --out sheet.csv")
    if not preview:
        _say(what_was_not_asked(by))


@app.command("sheet")
def write_audit_sheet(
    sample: SampleArgument,
    auditor: Annotated[str, typer.Option(help="Who will read, as the records call them.")],
    out: Annotated[Path, typer.Option(help="The CSV file to write.")],
    files: Annotated[
        int | None, typer.Option(min=1, help="So many files at most; by default all that are left.")
    ] = None,
    identified: IdentifiedOption = False,
) -> None:
    """Write a sheet for one auditor: the files still to be read that they may read, with every question."""
    from dutybound.cli.auditing import sheet_for, what_was_not_asked

    count = sheet_for(sample, auditor, out, files, identified)
    again = f"dutybound audit mark {quote(str(out))} --auditor {quote(auditor)}"
    typer.echo(f"{counted(count, 'file')} to read, written to {out}. Then: {again}")
    _say(what_was_not_asked(auditor))


@app.command("mark")
def mark_files(
    sheet: Annotated[Path, typer.Argument(help="The sheet, filled in.")],
    auditor: Annotated[str, typer.Option(help="Who read the files.")],
    not_blind: Annotated[bool, typer.Option(help="The auditor knew of another's answers.")] = False,
) -> None:
    """Take a sheet that is filled in: all of it, or nothing with everything that is wrong. Empty files wait."""
    from dutybound.cli.auditing import take_sheet, what_was_not_asked

    count, sample = take_sheet(sheet, auditor, not not_blind)
    typer.echo(f"{counted(count, 'file')} of {sample} put on record as read by {auditor}")
    _say(what_was_not_asked(auditor))


@app.command("agreement")
def show_agreement(sample: SampleArgument) -> None:
    """How far readers agree, question by question: two of each file, or all in a calibration. None is told apart."""
    from dutybound.cli.auditing import sample_named
    from dutybound.cli.showing_agreement import show_calibration, show_reliability

    found = sample_named(sample)
    show = show_calibration if found.calibration else show_reliability
    show(wide_console(), found)


@app.command("moderate")
def moderate_differences(
    sample: SampleArgument,
    by: ByOption,
    out: Annotated[Path | None, typer.Option(help="Write where two readings differ to this CSV file.")] = None,
    decisions: Annotated[Path | None, typer.Option(help="Take the decisions of that file, filled in.")] = None,
    identified: IdentifiedOption = False,
) -> None:
    """List where two readings differ, or put on record which answer stands, as a third person decided."""
    from dutybound.cli.auditing import list_differences, take_decisions, what_was_not_asked

    if (out is None) == (decisions is None):
        raise typer.BadParameter("takes either --out, to list what differs, or --decisions, to take what was decided")
    if out is not None:
        count = list_differences(sample, out, by, identified)
        typer.echo(f"{counted(count, 'answer')} to decide, written to {out}")
    elif decisions is not None:
        typer.echo(f"{counted(take_decisions(sample, decisions, by), 'decision')} put on record as {by}'s")
    _say(what_was_not_asked(by))


def _say(words: str) -> None:
    if words:
        typer.echo(words)


@app.command("results")
def show_audit_results(
    sample: Annotated[list[str], typer.Argument(help="One sample or several; a calibration of readers among them.")],
    out: Annotated[Path | None, typer.Option(help="A folder to write audits.json to.")] = None,
    duties: Annotated[Path | None, typer.Option(help="A duties.parquet: is its tick real?")] = None,
    standard: Annotated[str | None, typer.Option(help="The standard whose met duties are looked behind.")] = None,
    question: Annotated[
        str | None, typer.Option(help="What counts as good practice: the key of a question; by default all gates.")
    ] = None,
    half_width: Annotated[
        float, typer.Option(min=0.001, max=0.5, help="Say how many more files until the interval is this, either way.")
    ] = 0.05,
) -> None:
    """What the files tell: n of N with intervals, by question and stratum; with duties, what is behind the tick."""
    from dutybound.cli.auditing import behind, results_of, sample_named, write_results
    from dutybound.cli.showing_agreement import show_apart, show_calibration
    from dutybound.cli.showing_audits import show_behind, show_results

    read = [sample_named(one) for one in sample]
    results = results_of(read)
    looked = behind([one for one, _ in results], duties, standard, question, half_width)
    console = wide_console()
    for exercise in (one for one in read if one.calibration):
        show_calibration(console, exercise)
    for one, found in results:
        show_results(console, one, found)
        show_apart(console, one, found)
    for ticks in looked:
        show_behind(console, ticks)
    if out is not None and results:
        write_results(out, [one for _, found in results for one in found], looked)
        console.print(f"Written to {out}", highlight=False)
    elif out is not None:
        _say("Nothing was written: of a calibration no result is taken. Name it beside a sample of the same questions.")
