"""The judge commands: evidence first, then one's own grade, then the proposal, then a decision."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.arguments import day_said
from dutybound.cli.judging import (
    bound_framework,
    graded_by,
    new_file,
    question_named,
    ready,
    show_drafts,
    show_evidence_on,
    show_judged,
    show_proposal,
    weighed_for,
    windows_said,
)
from dutybound.cli.terminal import wide_console
from dutybound.exchange.private import write_private

app = typer.Typer(no_args_is_help=True, help="Judge the questions of an inspection: evidence, own grade, proposal.")

InspectionArgument = Annotated[str, typer.Argument(help="The id of the inspection, as it was opened.")]
QuestionArgument = Annotated[str, typer.Argument(help="The question by its key, such as effectiveness.2.")]
ResultsArgument = Annotated[Path, typer.Argument(help="The folder that dutybound assess wrote.")]
ByOption = Annotated[str, typer.Option(help="Who does this: a post. It is kept.")]
AuditsOption = Annotated[Path | None, typer.Option(help="audits.json, as dutybound audit results wrote it.")]
BecauseOption = Annotated[str, typer.Option(help="Why, in a sentence that can be read with the grade.")]


@app.command("open")
def open_inspection(
    inspection: InspectionArgument,
    force: Annotated[str, typer.Option(help="The force, by its short name.")],
    framework: Annotated[str, typer.Option(help="The framework, such as peel-2016, or the .toml file of your own.")],
    by: ByOption,
    window: Annotated[
        list[str] | None, typer.Option(help="The days a question looks at: QUESTION=FIRST..LAST. May be repeated.")
    ] = None,
) -> None:
    """Open an inspection of a force under one revision of a framework."""
    from dutybound.casework.actions import judgments

    ready()
    problems: list[Problem] = []
    windows, at = windows_said(problems, window or []), now()
    if problems:
        problems += judgments.unfit_to_open(inspection, force=force, framework=framework, by=by, at=at, windows=windows)
        raise DutyboundError(problems, judgments.NOT_OPENED)
    judgments.open_inspection(inspection, force=force, framework=framework, by=by, at=at, windows=windows)
    typer.echo(f"{inspection} is open. Next: dutybound judge evidence {inspection} QUESTION RESULTS --by {by!r}")


@app.command("evidence")
def evidence(
    inspection: InspectionArgument,
    question: QuestionArgument,
    results: ResultsArgument,
    by: ByOption,
    audits: AuditsOption = None,
    out: Annotated[Path | None, typer.Option(help="A new file to write the evidence to, as JSON.")] = None,
) -> None:
    """Show what bears on a question, without any grade."""
    from dutybound.casework.actions import judgments
    from dutybound.casework.actions.signing import signed
    from dutybound.casework.queries.judgments import windows_of
    from dutybound.inspection.judging.digest import as_evidence

    ready()
    wrong = [*signed(by, now()), *new_file(out)]
    assessed, weighed = weighed_for(inspection, question, results, audits, wrong)
    judgments.show_evidence(inspection, question, weighed, by=by, at=now(), results=assessed.title)
    named = question_named(bound_framework(inspection), question)
    show_evidence_on(wide_console(), named, windows_of(inspection).get(question), weighed)
    if out is not None:
        write_private(out, {"question": question, "bearings": [as_evidence(one) for one in weighed]})


@app.command("grade")
def grade(
    inspection: InspectionArgument,
    question: QuestionArgument,
    own: Annotated[str, typer.Argument(help="Your own grade.")],
    because: BecauseOption,
    by: ByOption,
) -> None:
    """Write your own grade of a question, from the evidence that you were shown."""
    from dutybound.casework.actions import judgments

    ready()
    judgments.write_own_grade(inspection, question, own, because, by=by, at=now())
    typer.echo(f"Kept. Next: dutybound judge propose {inspection} {question} RESULTS --by {by!r}")


@app.command("propose")
def propose(
    inspection: InspectionArgument,
    question: QuestionArgument,
    results: ResultsArgument,
    by: ByOption,
    audits: AuditsOption = None,
) -> None:
    """Show what the rule proposes, beside the grade that you have written."""
    from dutybound.casework.actions import judgments
    from dutybound.casework.queries.judgments import of_person, own_grades

    ready()
    _, weighed = weighed_for(inspection, question, results, audits)
    proposal = judgments.ask_for_proposal(inspection, question, weighed, by=by, at=now())
    mine = [one for one in of_person(own_grades(inspection), "decided_by", by) if one.question == question]
    show_proposal(wide_console(), mine[-1].grade, proposal)


@app.command("decide")
def decide(
    inspection: InspectionArgument,
    question: QuestionArgument,
    because: BecauseOption,
    by: ByOption,
    valid_from: Annotated[str, typer.Option(help="From which day it holds: 2017-03-02.")],
    graded: Annotated[str, typer.Option("--grade", help="The grade. Without one: not graded.")] = "",
    carried_over_from: Annotated[
        str, typer.Option(help="Where a grade that is carried over was given: FRAMEWORK:QUESTION.")
    ] = "",
    amend: Annotated[bool, typer.Option(help="It takes the place of what was decided before.")] = False,
) -> None:
    """Decide on a question or a pillar. What was decided before stays on record."""
    from dutybound.casework.actions import judgments

    ready()
    if (first := day_said(valid_from, "--valid-from")) is None:
        raise DutyboundError(Problem("--valid-from", "says no day", "Write it as 2017-03-02."))
    basis = "amended" if amend else "carried over" if carried_over_from else "inspected" if graded else "not graded"
    decided = judgments.Decided(basis, graded, carried_over_from)
    judgments.decide(inspection, question, decided, because, by=by, at=now(), valid_from=first)
    typer.echo(f"{question}: {graded or 'not graded'}, {basis}, from {first}")


@app.command("show")
def show(inspection: InspectionArgument, by: ByOption) -> None:
    """Show what is on record. The proposals are shown to those who have judged the question themselves."""
    from dutybound.casework.queries import judgments

    ready()
    found = judgments.inspection_of(inspection)
    judged = judgments.judged_by(inspection, by)
    own = [one for one in judgments.own_grades(inspection) if one.question in judged]
    agreed = judgments.agreement(bound_framework(inspection).scale, inspection)
    show_judged(wide_console(), found, judgments.windows_of(inspection), own,
                judgments.proposals_for(inspection, by), judgments.decisions_of(inspection), agreed)  # fmt: skip


@app.command("drafts")
def drafts(
    inspection: InspectionArgument,
    results: ResultsArgument,
    by: ByOption,
    audits: AuditsOption = None,
    out: Annotated[Path | None, typer.Option(help="A new file to write the drafts to, as JSON.")] = None,
) -> None:
    """Draft areas for improvement from what falls short, on the questions that you have graded yourself.

    A person adopts them, or does not.
    """
    from dataclasses import asdict

    from dutybound.casework.queries.judgments import inspection_of, windows_of
    from dutybound.inspection.findings.finding_file import as_row
    from dutybound.inspection.judging.assessed import read_assessed
    from dutybound.inspection.judging.drafting import draft_findings
    from dutybound.inspection.judging.weighing import weigh

    ready()
    if problems := new_file(out):
        raise DutyboundError(problems)
    framework, windows = bound_framework(inspection), windows_of(inspection)
    graded, left = graded_by(inspection, framework, by)
    weighed = weigh(graded, read_assessed(results, audits), windows)
    found = draft_findings(framework, weighed, inspection_of(inspection).force)
    show_drafts(wide_console(), found, left)
    if out is not None:
        write_private(out, [{**asdict(one), "finding": as_row(one.finding)} for one in found])


@app.command("needs")
def needs(
    framework: Annotated[str, typer.Argument(help="The framework, such as peel-2016, or the .toml file of your own.")],
) -> None:
    """List what a framework's questions look at: the standards to switch on, the measures, the audits, and the gaps."""
    from dutybound.inspection.frameworks.reading import framework_named

    bears = [(one.key, bearing) for one in framework_named(framework).questions() for bearing in one.bears]
    if not bears:
        typer.echo(f"{framework} says of none of its questions what bears on it, so nothing can be told by it yet.")
        return
    standards = {(one.standard or "").partition(".")[0] for _, one in bears} - {""}
    typer.echo("standards: " + ", ".join(sorted(standards)))
    typer.echo("measures: " + ", ".join(sorted({one.measure for _, one in bears if one.measure})))
    typer.echo("audits: " + ", ".join(sorted({one.audit for _, one in bears if one.audit})))
    for question, one in bears:
        if one.gap is not None:
            typer.echo(f"not on record yet, {question} ({one.weight}): {one.gap}")


@app.command("change")
def change(
    framework: Annotated[str, typer.Argument(help="The framework whose bearings are looked at in both years.")],
    earlier: Annotated[Path, typer.Argument(help="The results of the earlier year, by its own rules.")],
    later: Annotated[Path, typer.Argument(help="The results of the later year, by its own rules.")],
    earlier_window: Annotated[str, typer.Option(help="The days of the earlier year: FIRST..LAST.")],
    later_window: Annotated[str, typer.Option(help="The days of the later year: FIRST..LAST.")],
    earlier_by_later: Annotated[Path | None, typer.Option(help="The earlier year by the later rules.")] = None,
    later_by_earlier: Annotated[Path | None, typer.Option(help="The later year by the earlier rules.")] = None,
    beside: Annotated[str, typer.Option(help="The framework of the earlier year, where it was another.")] = "",
    out: Annotated[Path | None, typer.Option(help="A new file to write all practices to, as JSON.")] = None,
) -> None:
    """Say what changed on last year, practice by practice, and how much of it only the rules did.

    Practices of which it cannot be told are counted by what is lacking; --out writes them all.
    """
    from dutybound.cli.judging import one_year
    from dutybound.cli.showing_changes import as_rows, show_changes
    from dutybound.inspection.frameworks.likes import Likes
    from dutybound.inspection.frameworks.reading import framework_named, frameworks
    from dutybound.inspection.judging.changing import changes_of

    if problems := new_file(out):
        raise DutyboundError(problems)
    named = framework_named(framework)
    years = [
        one_year(named, own, other, window)
        for own, other, window in (
            (earlier, earlier_by_later, earlier_window), (later, later_by_earlier, later_window),
        )
    ]  # fmt: skip
    other = framework_named(beside) if beside else named
    edges = Likes({**frameworks(), named.key: named, other.key: other}).edges(named, other) if beside else ()
    found = changes_of(named, years[0], years[1], edges)
    show_changes(wide_console(), found)
    if out is not None:
        write_private(out, as_rows(found))
        typer.echo(f"All {len(found):,} practices are in {out}")
