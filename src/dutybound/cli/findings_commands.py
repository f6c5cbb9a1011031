"""The findings command: what inspectors, coroners, reviewers and auditors found, and what became of it."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.arguments import day_said
from dutybound.cli.findings_options import (
    AsAt,
    Body,
    By,
    Id,
    On,
    Own,
    Reference,
    days_said,
    moment_asked,
    one_of,
    opened,
)
from dutybound.cli.terminal import wide_console
from dutybound.inspection.findings.board import board as make_board
from dutybound.inspection.findings.board_page import board_page
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.registers import Registers, registers

app = typer.Typer(
    name="findings", no_args_is_help=True, add_completion=False,
    help="Findings of all sources on one board: who owns each, by when, what shows that it was done, what may be back.",
)  # fmt: skip


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="A register as JSON or CSV: findings with the ids of their owner.")],
    by: By,
    own: Own = None,
) -> None:
    """Take in a register with the ids, statuses and history that its owner gave it."""
    from dutybound.casework.actions.register_import import take_in as take

    taken = take(file, by=by, at=now(), known=opened(own))
    console = wide_console()
    console.print(f"Taken in: {len(taken.added):,}. On record already: {len(taken.there):,}",
                  highlight=False)  # fmt: skip
    for id in taken.went_on:
        console.print(f"Its log goes on: {id}", highlight=False)
    for id, words, why in taken.undated:
        console.print(f"No day can be told: {id}, {words!r}: {why}", highlight=False, soft_wrap=True)


@app.command()
def add(
    id: Annotated[str, typer.Argument(help="Its id: the number in its owner's register, if it has one.")],
    text: Annotated[str, typer.Option(help="What was found, as published.")],
    by: By,
    kind: Annotated[str, typer.Option(help="area for improvement, cause of concern, recommendation, strength ...")] = (
        Kind.AREA_FOR_IMPROVEMENT
    ),
    part: Annotated[list[str] | None, typer.Option(help="A part of it, in order; once for each.")] = None,
    source: Annotated[str, typer.Option(help="What kind of source it comes from.")] = "inspectorate",
    owner: Annotated[
        str, typer.Option(help="Who alone may close it, where that does not follow from the source.")
    ] = "",
    report: Annotated[str, typer.Option(help="The id of the report that it stands in (`findings publish`).")] = "",
    force: Annotated[str, typer.Option(help="The force, by its short name.")] = "",
    scope: Annotated[str, typer.Option(help="one force, some forces, all forces.")] = "one force",
    question: Annotated[str, typer.Option(help="The question, with its framework: peel-2016:effectiveness.2.")] = "",
    theme: Annotated[str, typer.Option(help="What it is about.")] = "",
    canonical: Annotated[str, typer.Option(help="The wording used for several forces that this is a variant of.")] = "",
    published: Annotated[str, typer.Option(help="The day on which it was published.")] = "",
    deadline: Annotated[str, typer.Option(help="By when, in the words of the report.")] = "",
    review: Annotated[str, typer.Option(help="When a strength is looked at again.")] = "",
    demonstration_days: Annotated[int | None, typer.Option(help="For how many days it has to be seen to last.")] = None,
    reference: Reference = "",
    on: Annotated[str, typer.Option(help="The day on which it was found, where nothing was published.")] = "",
    own: Own = None,
) -> None:
    """Put a finding on record, with its parts."""
    from dutybound.casework.actions import findings as actions

    known, at, problems = opened(own), now(), list[Problem]()
    days = days_said(problems, published=published, review=review, on=on)
    meant = Kind(kind) if kind in tuple(Kind) else None
    if meant is None:
        problems.append(Problem("--kind", f"{kind!r} is no kind of finding", nearest(kind, Kind)))
    draft = DraftFinding(meant or Kind.RECOMMENDATION, text, tuple(part or ()), question, source, force,
                         days["published"], deadline)  # fmt: skip
    review_on = days["review"] or (at.date() if review else None)  # so that of one that is no day no more is said
    more = actions.Particulars(
        owner, report, scope, theme, canonical, reference, demonstration_days, review_on, days["on"]
    )
    if problems:
        problems += actions.unfit(draft, id=id, by=by, at=at, more=more, known=known)
        raise DutyboundError(problems, f"{id} is not put on record")
    actions.add(draft, id=id, by=by, at=at, more=more, known=known)
    show(id, own=own)


@app.command()
def board(
    as_at: AsAt = "", force: Annotated[str, typer.Option(help="Of one force alone.")] = "",
    page: Annotated[Path | None, typer.Option(help="Write it as a page (HTML) too.")] = None, own: Own = None,
) -> None:  # fmt: skip
    """All findings of all sources on one board, what is owed first."""
    from dutybound.casework.queries import findings as queries
    from dutybound.cli.showing_findings import show_board

    known = opened(own)
    moment, day = moment_asked(as_at, known)
    found = queries.findings(moment, known, **({"force": force} if force else {}))
    made = make_board(found, day, known)
    show_board(wide_console(), made)
    if page is not None:
        page.write_text(board_page(made), encoding="utf-8")
        wide_console().print(f"Written to {page}", highlight=False)


app.command("list", help="The same as board.")(board)


@app.command()
def show(id: Id, as_at: AsAt = "", own: Own = None) -> None:
    """One finding with its parts, its log, its evidence and its alerts."""
    from dutybound.casework.queries import findings as queries
    from dutybound.cli.showing_findings import show_finding

    known = opened(own)
    moment, day = moment_asked(as_at, known)
    found = queries.findings(moment, known)
    one = one_of(found, id)
    show_finding(wide_console(), one, [each for each in found if each.parent == id], day, known)


@app.command()
def parts(id: Id, as_at: AsAt = "", own: Own = None) -> None:
    """The parts of a finding, each with its own status: parts close one by one."""
    from dutybound.casework.queries import findings as queries
    from dutybound.cli.showing_findings import show_finding

    known = opened(own)
    moment, day = moment_asked(as_at, known)
    found = queries.findings(moment, known)
    one_of(found, id)
    for one in found:
        if one.parent == id:
            show_finding(wide_console(), one, [], day, known)


@app.command()
def say(
    id: Id, by: By, body: Body,
    comment: Annotated[str, typer.Option(help="What is said.")] = "",
    status: Annotated[str, typer.Option(help="A status that its owner gave it: being-progressed.")] = "",
    reference: Reference = "", on: On = "", own: Own = None,
) -> None:  # fmt: skip
    """Enter a comment, or a status that the owner gave."""
    from dutybound.casework.actions import findings as actions

    known, day = opened(own), day_said(on, "--on")
    if status:
        actions.set_status(
            id, status, by=by, at=now(), body=body, reference=reference, on=day, comment=comment, known=known
        )
    else:
        actions.say(id, comment, by=by, at=now(), body=body, on=day, reference=reference)
    show(id, own=own)


@app.command()
def ready(
    id: Id, by: By, claim: Annotated[str, typer.Option(help="What was done.")], on: On = "", own: Own = None
) -> None:
    """The force says that it has done what is asked. The status stays; its owner decides."""
    from dutybound.casework.actions import findings as actions

    opened(own)
    actions.ready(id, claim, by=by, at=now(), on=day_said(on, "--on"))
    show(id, own=own)


@app.command()
def close(
    id: Id, by: By, body: Body,
    reference: Annotated[str, typer.Option(help="The letter in which the owner closes it.")],
    status: Annotated[str, typer.Option(help="The owner's word for it, where its register has several.")] = "",
    comment: Annotated[str, typer.Option(help="On what evidence.")] = "", on: On = "", own: Own = None,
) -> None:  # fmt: skip
    """Enter that the owner closed a finding."""
    from dutybound.casework.actions import findings as actions

    known = opened(own)
    closing = _closing(body, known)
    actions.set_status(id, status or closing, by=by, at=now(), body=body, reference=reference, on=day_said(on, "--on"),
                       comment=comment, known=known)  # fmt: skip
    show(id, own=own)


@app.command()
def extend(
    id: Id, by: By, body: Body, deadline: Annotated[str, typer.Option(help="By when now, as the owner says it.")],
    reason: Annotated[str, typer.Option(help="Why.")], on: On = "", own: Own = None,
) -> None:  # fmt: skip
    """Enter that the owner gave more time. Each time is counted."""
    from dutybound.casework.actions import findings as actions

    known = opened(own)
    actions.extend(id, deadline, by=by, at=now(), body=body, reason=reason, on=day_said(on, "--on"), known=known)
    show(id, own=own)


@app.command()
def attach(
    id: Id, by: By, evidence: Annotated[str, typer.Option(help="A reference: standard:supervised@2017-01-31.")],
    since: Annotated[str, typer.Option(help="The day since which it shows that the change is in use.")] = "",
    body: Body = "force", on: On = "", own: Own = None,
) -> None:  # fmt: skip
    """Attach evidence by reference; with --since, what it shows is in use from that day."""
    from dutybound.casework.actions import findings as actions

    opened(own)
    from dutybound.casework.queries import findings as queries

    held = {one.id: one.evidence for one in queries.findings(now())}
    if not (since and evidence in held.get(id, ())):
        actions.attach(id, evidence, by=by, at=now(), body=body, on=day_said(on, "--on"))
    if day := day_said(since, "--since"):
        actions.in_use(id, since=day, evidence=evidence, by=by, at=now())
    show(id, own=own)


@app.command()
def slipped(id: Id, by: By, on: On, own: Own = None) -> None:
    """The change is no longer in use: what was shown to last begins anew."""
    from dutybound.casework.actions import findings as actions

    opened(own)
    actions.slipped(id, on=day_said(on, "--on") or now().date(), by=by, at=now())
    show(id, own=own)


@app.command()
def correct(
    id: Id, by: By, body: Body, field: Annotated[str, typer.Option(help="text, question, theme or deadline.")],
    new: Annotated[str, typer.Option("--now", help="What it says from now.")],
    why: Annotated[str, typer.Option(help="Why.")], reference: Reference, on: On = "", own: Own = None,
) -> None:  # fmt: skip
    """Enter that the owner corrected a finding after publication; what was published stays beside it."""
    from dutybound.casework.actions import findings as actions

    known = opened(own)
    actions.correct(id, field, new, by=by, at=now(), body=body, why=why, reference=reference, on=day_said(on, "--on"),
                    known=known)  # fmt: skip
    show(id, own=own)


@app.command()
def bodies(own: Own = None) -> None:
    """The bodies that own findings, the kinds of source, the statuses of each register, and phases of monitoring."""
    known, console = registers(own), wide_console()
    for key, body in known.bodies.items():
        statuses = ", ".join(one.key for one in known.register_of(key).statuses)
        sources = ", ".join(name for name, one in known.sources.items() if one.owner == key)
        console.print(f"{key}: {body.title}. Sources: {sources or 'none'}. Statuses: {statuses}", highlight=False)
    for model in known.monitoring.values():
        console.print(f"{model.title}: {', '.join(one.key for one in model.phases)}", highlight=False)


def _closing(body: str, known: Registers) -> str:
    """The status by which a body closes; the action says what is wrong with a body that is not known."""
    if body not in known.bodies:
        return ""
    return next((one.key for one in known.register_of(body).statuses if one.stage == "closed"), "")
