"""Findings in the terminal: the board over all sources, one finding with its log, lineages, and answers owed."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table

from dutybound.casework.queries.findings import Answered
from dutybound.inspection.findings.board import HEADINGS, Board, in_use_words, source_words
from dutybound.inspection.findings.deadlines import respond_by
from dutybound.inspection.findings.history import Entry, History, Standing, local_day, standing
from dutybound.inspection.findings.lineage import Again, Link
from dutybound.inspection.findings.registers import Registers
from dutybound.reports.saying import counted

SHORT = 120  # characters of a finding's text in a table


def show_board(console: Console, found: Board) -> None:
    """One table over all sources, what is owed first; nothing is done before it was shown to last."""
    table = Table(box=None, padding=(0, 1, 1, 0))
    for name in HEADINGS:
        right = name in ("days left", "evidence")
        table.add_column(name, justify="right" if right else "left", overflow="fold",
                         ratio=3 if name == HEADINGS[-1] else None)  # fmt: skip
    for line in found.lines:
        what, *_ = line.cells[-1]  # its parts stand on its own page
        table.add_row(
            *("\n".join(cell) for cell in line.cells[:-1]),
            what if len(what) <= SHORT else f"{what[:SHORT].rstrip()} ...",
        )
    console.print(table)
    for remark in found.remarks:
        console.print(remark, highlight=False, soft_wrap=True)


def show_finding(console: Console, one: History, parts: Sequence[History], day: date, known: Registers) -> None:
    """One finding with all that is on record of it."""
    stands = standing(one, day, known)
    owner = known.bodies[one.owner].title if one.owner in known.bodies else one.owner
    told = [
        ("finding", f"{one.id}, {one.kind}, {one.scope}{f', {one.force}' if one.force else ''}"),
        ("text", one.reading), ("owner", owner),
        ("source", f"{source_words(one, known)}{f': {one.report}' if one.report else ''}"), ("question", one.question),
        ("theme", one.theme), ("status", f"{stands.status.title}; {stands.state}"),
        ("deadline", _deadline(one, stands)),
        ("ready", "" if stands.ready_since is None else f"since {stands.ready_since}, as the force says"),
        ("in use", in_use_words(one, stands)), ("evidence", ", ".join(one.evidence)), ("read it at", one.reference),
    ]  # fmt: skip
    for name, value in told:
        if value:
            console.print(f"{name + ':':<12}{value}", highlight=False, soft_wrap=True)
    for part in parts:
        console.print(f"  part {part.part}: {standing(part, day, known).status.title}: {part.reading}", highlight=False)
    for line in log_lines(one, known):
        console.print(f"  {line}", highlight=False, soft_wrap=True)


def log_lines(one: History, known: Registers) -> list[str]:
    """The log in order of time: what was entered, corrected, extended, and noticed."""
    told = [(entry.at, _entry(entry, one, known)) for entry in one.entries]
    told += [
        (each.at, f"more time: {each.words} (was {each.was_on or 'no day'}); {each.reason}") for each in one.extensions
    ]
    told += [
        (each.at, f"corrected by {each.body}: {each.field} was {each.was!r}, is {each.now!r}")
        for each in one.corrections
    ]
    told += [(each.at, f"alert {each.id}: may be back, by {each.again or each.reference}"
              f"{f'; answered by {each.answered_by}' if each.answered_by else ''}") for each in one.alerts]  # fmt: skip
    return [f"{local_day(at, known.force_calendar)} {text}" for at, text in sorted(told, key=lambda pair: pair[0])]


def show_lineages(
    console: Console, found: Sequence[tuple[Sequence[History], Sequence[Again]]], known: Registers
) -> None:
    """Each lineage in order of time, with what slipped, after how long, and what was claimed when it was closed."""
    for number, (lineage, again) in enumerate(found, start=1):
        console.print(f"Lineage {number}: found {counted(len(lineage), 'time')}", highlight=False)
        for one in lineage:
            heard = "" if one.heard_at is None else f"{local_day(one.heard_at, known.force_calendar)} "
            console.print(
                f"  {heard}{one.id} ({source_words(one, known)}): {one.reading}", highlight=False, soft_wrap=True
            )
        for each in again:
            console.print(f"  {_again(each)}", highlight=False, soft_wrap=True)
    if not found:
        console.print("No lineage: no link between findings has been confirmed.", highlight=False)


def show_offered(console: Console, links: Sequence[Link], by_id: dict[str, History]) -> None:
    """What waits for a person: pairs that may be of one failing."""
    waiting = [one for one in links if not one.outcome]
    for link in waiting:
        score = "a person" if link.score is None else f"{link.score:.2f}"
        console.print(f"Offered: {link.id} ({score}): {link.reasons}", highlight=False, soft_wrap=True)
        for id in (link.earlier, link.later):
            if id in by_id:
                console.print(f"    {id}: {by_id[id].reading}", highlight=False, soft_wrap=True)
    if waiting:
        said = "Nothing is joined until somebody says: dutybound findings lineage confirm PAIR --why ... --by ..."
        console.print(said, highlight=False)


def show_answers(console: Console, found: Sequence[Answered], day: date) -> None:
    """Which answers the law asks for, by when, and what of them is there."""
    table = Table(box=None)
    for name in ("report", "force", "published", "due (day 56)", "days left", "chief officer", "local policing body",
                 "sent", "recommendations answered"):  # fmt: skip
        table.add_column(name)
    for one in found:
        due = respond_by(one.published_on)
        left = "answered" if one.local_body_on else f"{(due - day).days}"
        answered = len(one.recommendations) - len(one.unanswered)
        days = (one.chief_officer_on, one.local_body_on, one.sent_on)
        table.add_row(one.id, one.force, f"{one.published_on}", f"{due}", left, *(f"{each or '-'}" for each in days),
                      f"{answered} of {len(one.recommendations)}")  # fmt: skip
    console.print(table)
    console.print(
        "The day of publication is day 1 (Police Act 1996, section 55(5A)). The chief officer's comments come first; "
        "the local policing body publishes its own with them.", highlight=False, soft_wrap=True,
    )  # fmt: skip


def _deadline(one: History, stands: Standing) -> str:
    if not one.deadline_words and stands.deadline_on is None:
        return ""
    left = (
        ""
        if stands.days_left is None or stands.status.stage != "open"
        else f", {counted(stands.days_left, 'day')} left"
    )
    words = one.extensions[-1].words if one.extensions else one.deadline_words
    more = f"; extended {counted(len(one.extensions), 'time')}" if one.extensions else f" ({one.deadline_rule})"
    return f"{stands.deadline_on or 'no day'}{left}: {words}{more}"


def _entry(entry: Entry, one: History, known: Registers) -> str:
    said = {
        "status": known.status_of(one.owner, entry.status).title,
        "ready": "the force says ready",
        "comment": "comment",
    }
    rest = "; ".join(part for part in (entry.comment, entry.reference) if part)
    return f"{said[entry.kind]}{f': {rest}' if rest else ''} ({entry.body}, entered by {entry.said_by})"


def _again(each: Again) -> str:
    if each.closed_on is None:
        return f"{each.earlier.id} had not been closed when {each.later.id} came: it went on, as far as is on record."
    claim = f" Claimed then: {each.claim}." if each.claim else " Nothing was claimed then."
    return f"{each.earlier.id} was closed on {each.closed_on} and found again by {each.later.id} after "\
           f"{counted(each.days_to_slip or 0, 'day')}.{claim}"  # fmt: skip
