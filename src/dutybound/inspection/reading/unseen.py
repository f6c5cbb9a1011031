"""What could not be seen of a report, in words. It stays unknown."""

import re
from collections.abc import Iterator, Sequence

from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.grades import NoGrade
from dutybound.inspection.reading.labels import OTHER_INSPECTIONS, finding_label
from dutybound.inspection.reading.lines import Line
from dutybound.inspection.reading.report import Basis, Layout, ReadPillar, ReadQuestion, ReadReport, Seen

ENDS = re.compile("[.?!:;)\\]\"'\u201d\u2019]$")


def what_was_not_seen(
    report: ReadReport, framework: Framework | None, why_none: str, lines: Sequence[Line]
) -> Iterator[str]:
    """One sentence for each thing that a reader would look for and that is not there."""
    if report.layout is Layout.UNKNOWN:
        yield "Nothing was recognised as part of an inspection report: no title, headline question or question of one"
    if report.force is None:
        yield "The force is not named in a title, the address or the text"
    elif not report.force.is_listed:
        yield f"{report.force.name} is none of the 43 forces: its name stands as the title has it"
    if framework is None:
        yield f"The framework is unknown: {why_none}"
    if report.layout is Layout.LOST_WORDS:
        yield (
            "The page lost its lines of one word when it was saved. A missing grade may have been any: "
            "only those of two words would have stayed"
        )
    for pillar in report.pillars:
        yield from _of_pillar(pillar, report)
    yield from _of_areas(report)
    if framework is not None:
        yield from _questions_missing(report, framework)
    yield from _findings_missing(lines)
    if lines and _is_cut(lines[-1]):
        yield "The text stops in the middle: what came after it, grades and findings among it, was not seen"


def _of_pillar(pillar: ReadPillar, report: ReadReport) -> Iterator[str]:
    of = f" for {pillar.name}" if pillar.name else ""
    if report.layout is not Layout.AREAS:
        if pillar.updated is None:
            yield f"The date{of} is not in the text"
        if pillar.grade.grade is NoGrade.UNKNOWN and pillar.name != OTHER_INSPECTIONS:
            yield f"The overall grade{of} is not in the text"
        if not pillar.questions and report.layout is not Layout.LANDING and pillar.name != OTHER_INSPECTIONS:
            yield f"No question{of} was seen: the page is a summary, or was cut off before them"
    for question in pillar.questions:
        if not question.title:
            yield f"The title of a question is not in the text: line {question.line} is all that is left of its heading"
        if question.grade.grade is NoGrade.UNKNOWN:
            yield f"The grade of {_called(question)} is not in the text{_why(question)}"
        if question.title and question.number is None and report.layout is not Layout.AREAS:
            yield f"The number of {_called(question)} is not in the text"


def _why(question: ReadQuestion) -> str:
    if question.basis is Basis.CARRIED_OVER:
        return f": it was carried over{f' from {question.origin}' if question.origin else ''}"
    if question.basis is Basis.NOT_INSPECTED:
        return ": the question was not inspected, and the earlier grade stands, which is not said"
    return ""


def _called(question: ReadQuestion) -> str:
    named = f'"{question.title}"' if question.title else f"a title that was lost above line {question.line}"
    return f"question {question.number} ({named})" if question.number else named


def _of_areas(report: ReadReport) -> Iterator[str]:
    if report.areas_graded is None:
        return
    seen = sum(one.grade.seen is not Seen.NOT_SEEN for one in report.questions())
    if seen < report.areas_graded:
        yield (
            f"{report.areas_graded} areas are said to be graded, and {seen} grades could be seen: "
            "the others are most likely in a picture"
        )


def _questions_missing(report: ReadReport, framework: Framework) -> Iterator[str]:
    seen = {one.key for one in report.questions()}
    for pillar in framework.pillars:
        if pillar.key not in {one.name for one in report.pillars} and not (
            report.layout is Layout.AREAS and len(framework.pillars) == 1
        ):
            continue
        missing = [one for one in pillar.questions if one.key not in seen]
        if missing and len(missing) == len(pillar.questions):
            yield f"None of the {len(missing)} questions that the framework has for {pillar.key} was seen"
        else:
            for one in missing:
                yield f'Question {one.printed_number or one.key} of the framework ("{one.title}") was not seen'


def _findings_missing(lines: Sequence[Line]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if line.is_bullet or (kind := finding_label(line.text)) is None:
            continue
        if place + 1 == len(lines):
            yield f'Line {line.number} says "{line.text}", and nothing stands below it: each {kind} is missing'


def _is_cut(line: Line) -> bool:
    return line.text.endswith(("…", "...")) or (len(line.text) > 60 and ENDS.search(line.text) is None)
