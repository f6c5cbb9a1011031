"""More of the findings command: lineages and alerts, the reports that findings stand in, and monitoring."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.base.clock import now
from dutybound.cli.arguments import day_said
from dutybound.cli.findings_commands import app
from dutybound.cli.findings_nightly import alerts
from dutybound.cli.findings_options import AsAt, Body, By, Id, On, Own, Reference, moment_asked, opened
from dutybound.cli.terminal import wide_console

Why = Annotated[str, typer.Option(help="Why: it is kept with the decision.")]
Report = Annotated[str, typer.Argument(help="The report.")]
Force = Annotated[str, typer.Argument(help="The force, by its short name.")]

lineage_app = typer.Typer(no_args_is_help=True, help="One lineage for one failing, across years and sources.")
app.add_typer(lineage_app, name="lineage")


@lineage_app.command("show")
def show_lineage(as_at: AsAt = "", own: Own = None) -> None:
    """Each failing that was found more than once: when, by whom, what had been claimed, and how long that held."""
    from dutybound.casework.queries import findings as queries
    from dutybound.cli.showing_findings import show_lineages
    from dutybound.inspection.findings.lineage import lineages, recurrences

    known = opened(own)
    moment, _ = moment_asked(as_at, known)
    found = lineages(queries.findings(moment, known), queries.links(moment))
    show_lineages(wide_console(), [(one, recurrences(one, known)) for one in found], known)


@lineage_app.command("offer")
def offer(
    by: By, floor: Annotated[float | None, typer.Option(help="The score from which pairs are offered, 0 to 1.")] = None,
    own: Own = None,
) -> None:  # fmt: skip
    """Look for findings that may be of one failing, and offer them to people. Nothing is joined by it."""
    from dutybound.casework.actions.finding_lineage import propose
    from dutybound.casework.queries import findings as queries
    from dutybound.cli.showing_findings import show_offered
    from dutybound.inspection.findings.likeness import POSSIBLE
    from dutybound.inspection.findings.lineage import candidates

    known = opened(own)
    found = queries.findings(now(), known)
    for each in candidates(found, queries.links(now()), POSSIBLE if floor is None else floor):
        propose(each.earlier.id, each.later.id, by=by, at=now(), likeness=each.likeness)
    show_offered(wide_console(), queries.links(now()), {one.id: one for one in found})


@lineage_app.command("propose")
def propose_pair(
    earlier: Id, later: Annotated[str, typer.Argument(help="The other finding.")], by: By, own: Own = None
) -> None:
    """Propose yourself that two findings are of one failing."""
    from dutybound.casework.actions.finding_lineage import propose

    opened(own)
    wide_console().print(f"Proposed: {propose(earlier, later, by=by, at=now())}", highlight=False)


def _decide(pairs: list[str], outcome: str, by: str, why: str, own: Path | None) -> None:
    from dutybound.casework.actions.finding_lineage import decide

    for alert in decide(pairs, outcome, by=by, at=now(), why=why, known=opened(own)):
        wide_console().print(
            f"Raised: {alert}. The status stays as it is; its owner is the one to tell.", highlight=False
        )
    show_lineage(own=own)


Pairs = Annotated[list[str], typer.Argument(help="Pairs as they are offered: EARLIER=LATER.")]


@lineage_app.command("confirm")
def confirm(pairs: Pairs, by: By, why: Why, own: Own = None) -> None:
    """Say that pairs are of one failing."""
    _decide(pairs, "confirmed", by, why, own)


@lineage_app.command("refuse")
def refuse(pairs: Pairs, by: By, why: Why, own: Own = None) -> None:
    """Say that pairs are not of one failing."""
    _decide(pairs, "refused", by, why, own)


@lineage_app.command("undo")
def undo(pairs: Pairs, by: By, why: Why, own: Own = None) -> None:
    """Take back what was confirmed."""
    _decide(pairs, "undone", by, why, own)


@app.command("adopt")
def adopt(
    file: Annotated[Path, typer.Argument(help="Drafts without ids, of `read-report --json` or `judge drafts --out`.")],
    prefix: Annotated[str, typer.Option(help="They are put on record as PREFIX-1, PREFIX-2 ...")], by: By,
    only: Annotated[list[int] | None, typer.Option(help="The number of a draft in the file; once for each.")] = None,
    report: Annotated[str, typer.Option(help="The id of the report that they stand in.")] = "", own: Own = None,
) -> None:  # fmt: skip
    """Put drafts of findings on record, all or those that are named. Until a person does so they are no findings."""
    from dutybound.casework.actions.finding_drafts import add_drafts
    from dutybound.inspection.findings.finding_file import chosen, read_findings

    known, found = opened(own), chosen(read_findings(file), only or ())
    ids = add_drafts(found, prefix=prefix, by=by, at=now(), report=report, known=known)
    wide_console().print(f"On record: {', '.join(ids)}", highlight=False, soft_wrap=True)


@app.command("alert")
def alert(
    id: Id,
    by: By,
    evidence: Annotated[str, typer.Option(help="The figure: standard:supervised@2018-06-30.")],
    own: Own = None,
) -> None:
    """Say that a figure shows what was closed may be back: an alert beside the status."""
    from dutybound.casework.actions.finding_lineage import raise_alert

    opened(own)
    wide_console().print(
        f"Raised: {raise_alert(id, evidence, by=by, at=now()) or 'nothing; it is there'}", highlight=False
    )


app.command("alerts")(alerts)


@app.command("answer-alert")
def answer(alert: Annotated[str, typer.Argument(help="The alert.")], by: By, why: Why, own: Own = None) -> None:
    """Say what you make of an alert; it is no longer shown as open."""
    from dutybound.casework.actions.finding_lineage import answer_alert

    opened(own)
    answer_alert(alert, by=by, at=now(), why=why)
    wide_console().print(f"Answered: {alert}", highlight=False)


@app.command("publish")
def publish_report(
    id: Report, title: Annotated[str, typer.Option(help="What it is called.")],
    published: Annotated[str, typer.Option(help="The day of publication: day 1 of 56.")], by: By,
    source: Annotated[str, typer.Option(help="What kind of source.")] = "inspectorate",
    force: Annotated[str, typer.Option(help="The force; empty: all forces.")] = "", reference: Reference = "",
    own: Own = None,
) -> None:  # fmt: skip
    """Put a published report on record: its findings name it, and the answer to it is owed in 56 days."""
    from dutybound.casework.actions.finding_reports import publish

    known = opened(own)
    day = day_said(published, "--published") or now().date()
    publish(
        id, title=title, published=day, by=by, at=now(), source=source, force=force, reference=reference, known=known
    )
    answers(own=own)


@app.command("respond")
def respond_to(
    report: Report,
    stage: Annotated[str, typer.Option(help="chief officer invited, chief officer, local policing body, sent.")],
    by: By, finding: Annotated[str, typer.Option(help="The recommendation that it is about.")] = "",
    text: Annotated[str, typer.Option(help="What is being done, or why nothing is.")] = "", reference: Reference = "",
    on: On = "", own: Own = None,
) -> None:  # fmt: skip
    """Enter a stage of the answer to a report, or what is said of one recommendation."""
    from dutybound.casework.actions.finding_reports import respond

    opened(own)
    respond(report, stage, by=by, at=now(), finding=finding, text=text, reference=reference, on=day_said(on, "--on"))
    answers(own=own)


@app.command("answers")
def answers(as_at: AsAt = "", own: Own = None) -> None:
    """The answers that the law asks for: by when, and what of them is there."""
    from dutybound.casework.queries import findings as queries
    from dutybound.cli.showing_findings import show_answers

    known = opened(own)
    moment, day = moment_asked(as_at, known)
    show_answers(wide_console(), queries.answers(moment, known), day)


@app.command("challenge")
def challenge_draft(
    report: Annotated[str, typer.Argument(help="The draft, by its title.")],
    passage: Annotated[str, typer.Option(help="Question and paragraph.")],
    claim: Annotated[str, typer.Option(help="What is wrong with it.")], by: By,
    evidence: Annotated[str, typer.Option(help="What shows that: a reference.")] = "",
    force: Annotated[str, typer.Option(help="The force.")] = "", on: On = "", own: Own = None,
) -> None:  # fmt: skip
    """Say before publication that a draft is wrong in its facts."""
    from dutybound.casework.actions.finding_reports import challenge

    opened(own)
    challenge(
        report, passage=passage, claim=claim, by=by, at=now(), force=force, evidence=evidence, on=day_said(on, "--on")
    )
    list_challenges(own=own)


@app.command("answer-challenge")
def answer_draft(
    id: Annotated[str, typer.Argument(help="The challenge.")],
    outcome: Annotated[str, typer.Option(help="accepted, accepted in part, refused.")], by: By, body: Body, why: Why,
    on: On = "", own: Own = None,
) -> None:  # fmt: skip
    """Enter what the body that wrote the draft decided."""
    from dutybound.casework.actions.finding_reports import answer_challenge

    opened(own)
    answer_challenge(id, outcome, body=body, why=why, by=by, at=now(), on=day_said(on, "--on"))
    list_challenges(own=own)


@app.command("challenges")
def list_challenges(as_at: AsAt = "", own: Own = None) -> None:
    """What was said to be wrong with drafts, and what became of it."""
    from dutybound.casework.queries import findings as queries

    known = opened(own)
    for one in queries.challenges(moment_asked(as_at, known)[0], known):
        answered = f"{one.outcome} by {one.answered_by}" if one.outcome else "not answered"
        wide_console().print(
            f"{one.on} {one.id}: {one.passage}: {one.claim}: {answered}", highlight=False, soft_wrap=True
        )


@app.command("monitoring")
def show_monitoring(
    force: Force, as_at: AsAt = "",
    take_in: Annotated[Path | None, typer.Option("--import", help="Steps of monitoring to take in, as JSON.")] = None,
    by: Annotated[str, typer.Option(help="Which post takes them in.")] = "", own: Own = None,
) -> None:  # fmt: skip
    """The phase of monitoring in which a force is, and the decisions, boards, letters and visits that led there."""
    from dutybound.casework.queries import findings as queries

    known, console = opened(own), wide_console()
    if take_in is not None:
        from dutybound.casework.actions.monitoring_import import take_in_monitoring

        added = take_in_monitoring(take_in, by=by, at=now(), known=known)
        console.print(f"Taken in: {len(added)}", highlight=False)
    phase, steps = queries.monitoring(force, moment_asked(as_at, known)[0], known)
    found = known.phase(phase)
    console.print(f"{force}: {found.title if found else phase or 'no phase is on record'}", highlight=False)
    for step in steps:
        console.print(f"  {step.when} {step.kind}: {step.text}", highlight=False, soft_wrap=True)


@app.command("phase")
def phase(
    force: Force, to: Annotated[str, typer.Option(help="The phase: scan, engage ...")],
    since: Annotated[str, typer.Option(help="From which day.")], by: By,
    reference: Annotated[str, typer.Option(help="The letter that says so.")],
    body: Body = "hmicfrs", own: Own = None,
) -> None:  # fmt: skip
    """Enter that an inspectorate moved a force to another phase of monitoring."""
    from dutybound.casework.actions.finding_reports import move_phase

    known, day = opened(own), day_said(since, "--since") or now().date()
    move_phase(force, to, since=day, by=by, at=now(), body=body, reference=reference, known=known)
    show_monitoring(force, own=own)


@app.command("step")
def step(
    force: Force,
    kind: Annotated[str, typer.Option(help="decision, board, letter, inspection, revisit, report, closure.")],
    text: Annotated[str, typer.Option(help="What was decided or said.")], on: On, by: By, body: Body = "hmicfrs",
    reference: Reference = "", own: Own = None,
) -> None:  # fmt: skip
    """Enter a decision, board, letter or visit of monitoring."""
    from dutybound.casework.actions.finding_reports import take_step

    opened(own)
    day = day_said(on, "--on") or now().date()
    take_step(force, kind, text, on=day, by=by, at=now(), body=body, reference=reference)
    show_monitoring(force, own=own)
