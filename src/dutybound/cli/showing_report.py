"""What was read of a report, for whoever reads the terminal."""

from collections import Counter
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dutybound.inspection.reading.report import (
    Basis,
    Contradiction,
    GradeRead,
    ReadPillar,
    ReadQuestion,
    ReadReport,
    Seen,
)
from dutybound.inspection.reading.year_before import Before, Direction

SHOWN = 300  # characters of a quoted sentence
NOTHING = "-"


def show_report(console: Console, report: ReadReport) -> None:
    """What the report is, its grades and findings, what is at odds in it, and what was not seen."""
    force = report.force.name if report.force else "force not known"
    console.print(Text(f"{report.title or report.name}: {force}", style="bold"))
    console.print(f"Read as {report.layout} ({report.kind}). Framework: {report.framework or 'not known'}.")
    if report.areas_inspected is not None:
        console.print(
            f"It speaks of {report.areas_inspected} areas, {report.areas_graded or 'no number of them'} graded."
        )
    for pillar in report.pillars:
        _show_pillar(console, pillar)
    _show_contradictions(console, report.contradictions)
    _show_list(console, "Not seen, and so not known:", report.not_seen)
    _show_list(console, "Noted:", report.notes)


def _show_pillar(console: Console, pillar: ReadPillar) -> None:
    name = pillar.name.capitalize() if pillar.name else "Overall"
    dated = f", last updated {pillar.updated:%-d %B %Y}" if pillar.updated else ""
    before = _before(pillar.before)
    console.print()
    console.print(Text(f"{name}: {_grade(pillar.grade)}{dated}", style="bold"))
    if before != NOTHING:
        console.print(f"Against the grade before: {before}")
    if pillar.questions:
        console.print(_table(pillar.questions))


def _table(questions: Iterable[ReadQuestion]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=False)
    for title in ("", "Question", "Grade", "Stands on", "Against the grade before", "Findings"):
        table.add_column(title, overflow="fold")
    for one in questions:
        table.add_row(
            one.number or "",
            one.title or "(title not seen)",
            _grade(one.grade),
            _basis(one),
            _before(one.before),
            "\n".join(_findings(one)),
        )
    return table


def _grade(grade: GradeRead) -> str:
    """A grade that only a sentence says is told from one that is printed."""
    return f"{grade.grade} (in prose)" if grade.seen is Seen.IN_PROSE else str(grade.grade)


def _basis(question: ReadQuestion) -> str:
    return (
        f"carried over from {question.origin}"
        if question.basis is Basis.CARRIED_OVER and question.origin
        else question.basis
    )


def _before(before: Before | None) -> str:
    if before is None:
        return NOTHING
    way = str(before.direction) if before.direction else ""
    grade = f"{'from ' if way and before.direction is not Direction.SAME else ''}{before.grade}" if before.grade else ""
    if before.direction is Direction.SAME:
        way = "the same," if grade else "the same"
    year = f"in {before.year}" if before.year else ""
    return " ".join(filter(None, (way, grade, year))) or NOTHING


def _findings(question: ReadQuestion) -> list[str]:
    """How many of each kind, and what is particular about any."""
    counts = Counter(one.kind for one in question.findings)
    lines = [f"{count} {_plural(kind, count)}" for kind, count in counts.items()]
    for place, one in enumerate(question.findings, start=1):
        said = [f"{len(one.parts)} parts"] if one.parts else []
        said += ["quoted from an earlier report"] if one.is_carried else []
        said += ["cut off"] if one.is_cut else []
        said += [one.deadline_words] if one.deadline_words else []
        lines += [f"  no. {place}: {', '.join(said)}"] if said else []
    return lines or ["none seen"]


def _plural(kind: str, count: int) -> str:
    if count == 1:
        return kind
    first, *rest = kind.split(" ")
    return " ".join((f"{first}s", *rest)) if first in ("area", "cause") else f"{kind}s"


def _show_contradictions(console: Console, found: Iterable[Contradiction]) -> None:
    found = tuple(found)
    if not found:
        console.print("\nNothing in it was found to be at odds with something else in it.")
        return
    console.print(Text("\nFor factual accuracy, to be looked at by a person; both stand as read:", style="bold"))
    for number, one in enumerate(found, start=1):
        where = f" ({'; '.join(one.where)})" if one.where else ""
        console.print(f"{number}. {one.clash.capitalize()}{where}: {one.why}.")
        for text in dict.fromkeys(filter(None, (one.first, one.second))):
            console.print(f'   "{text[:SHOWN]}{" ..." if len(text) > SHOWN else ""}"')


def _show_list(console: Console, title: str, lines: Iterable[str]) -> None:
    lines = tuple(lines)
    if not lines:
        return
    console.print(Text(f"\n{title}", style="bold"))
    for line in lines:
        console.print(f"- {line}.")
