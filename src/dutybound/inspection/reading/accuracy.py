"""What to raise before a report is published or relied on: where it is at odds with itself. Nothing is decided here."""

import re
from collections.abc import Iterator, Sequence

from dutybound.inspection.grades import Grade
from dutybound.inspection.reading.forces import forces_in
from dutybound.inspection.reading.judged import CARRIED, STANDS, is_of_all
from dutybound.inspection.reading.labels import PILLARS
from dutybound.inspection.reading.lines import Line, plain, sentences
from dutybound.inspection.reading.report import Clash, Contradiction, ReadPillar, ReadQuestion, ReadReport, Seen
from dutybound.inspection.reading.said import grades_said, is_about
from dutybound.inspection.reading.statements import opposed, statements_in
from dutybound.inspection.reading.year_before import Direction

BEST_FIRST = tuple(Grade)
LEFTOVER = re.compile(
    r"\b[Ff]orce [xX]\b|\[(?:force|name of (?:the )?force|insert\b[^\]]*|tbc|xx+)\]|<force>|\bX{2,}\b|"
    r"\blorem ipsum\b|\bTBC\b"
)
REPEATED = 8  # words from which a sentence in two places is no standing phrase


def contradictions_of(report: ReadReport, lines: Sequence[Line]) -> Iterator[Contradiction]:
    """Everything that is at odds within the report, but for two grades of one question, seen when it is read."""
    yield from _statements(report)
    for pillar in report.pillars:
        yield from _year_before(pillar, f"the overall grade{f' for {pillar.name}' if pillar.name else ''}")
        for question in pillar.questions:
            yield from _year_before(question, f'the question "{question.title}"')
        yield from _summary_against_questions(pillar, report)
    yield from _other_forces(report, lines)
    yield from _in_two_places(report)
    yield from _of_another_pillar(report)
    yield from _leftovers(lines)
    yield from _counts(report)


def sections_of(report: ReadReport) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the report tells, by what each section is called."""
    for pillar in report.pillars:
        name = f" of {pillar.name}" if pillar.name and len(report.pillars) > 1 else ""
        yield f"the summary{name}", pillar.narrative
        for place, one in enumerate(pillar.questions, start=1):
            yield f"question {one.number or place}{name}", one.narrative


def _statements(report: ReadReport) -> Iterator[Contradiction]:
    for pair in opposed(list(statements_in(list(sections_of(report))))):
        yield Contradiction(
            Clash.STATEMENTS,
            pair.first.sentence,
            pair.second.sentence,
            f"both speak of the same thing (in common: {', '.join(pair.shared)}); {pair.way}",
            (pair.first.where, pair.second.where),
        )


def _year_before(section: ReadPillar | ReadQuestion, where: str) -> Iterator[Contradiction]:
    """The grade, the grade before and the direction, where all three are said."""
    before, grade = section.before, section.grade.grade
    if before is None or before.grade is None or before.direction is None or not isinstance(grade, Grade):
        return
    step = BEST_FIRST.index(before.grade) - BEST_FIRST.index(grade)
    told = Direction.UP if step > 0 else Direction.DOWN if step < 0 else Direction.SAME
    if told is not before.direction:
        why = f"{where} is {grade} and was {before.grade}: that is {told}, and the words say {before.direction}"
        yield Contradiction(Clash.GRADE_AND_YEAR, section.grade.words, before.sentence, why)


def _summary_against_questions(pillar: ReadPillar, report: ReadReport) -> Iterator[Contradiction]:
    """A grade that the summary says of a question, against the grade that the question has."""
    names = report.force.names if report.force else ()
    for said in (one for paragraph in pillar.narrative for one in grades_said(paragraph, names)):
        if said.is_earlier or said.is_in_part or is_of_all(said, pillar.name, pillar.headline):
            continue
        for question in pillar.questions:
            grade = question.grade
            if (
                isinstance(grade.grade, Grade)
                and grade.grade is not said.grade
                and is_about(said.about, question.title)
            ):
                why = f'the summary says {said.grade} of "{question.title}", whose grade is {grade.grade}'
                yield Contradiction(Clash.GRADE_AND_WORDS, said.sentence, grade.words, why, ("the summary",))


def _other_forces(report: ReadReport, lines: Sequence[Line]) -> Iterator[Contradiction]:
    """A sentence that begins with another force's name: most likely a slip of copying."""
    if report.force is None:
        return
    for line in lines:
        for sentence in sentences(line.text) if len(line.text) < 20_000 else ():
            first = next(forces_in(sentence), None)
            if first is None or first[1] > 4 or first[0].slug == report.force.slug:
                continue
            if re.match(r"^(?:and|or|with|with the|,)\b|^[,]", sentence[first[1] + len(first[0].name) :].strip()):
                continue  # "Surrey Police and Sussex Police share ..."
            why = f"the report is on {report.force.name}, and the sentence speaks of {first[0].name}"
            yield Contradiction(Clash.FORCE_NAME, sentence, report.title or "", why, (f"line {line.number}",))


def _in_two_places(report: ReadReport) -> Iterator[Contradiction]:
    """A sentence that stands under two headings: it is about one of them. That a summary repeats is no fault."""
    for kind in ("the summary", "question"):
        yield from _repeated([one for one in sections_of(report) if one[0].startswith(kind)])


def _repeated(sections: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Contradiction]:
    seen: dict[str, str] = {}
    for where, paragraphs in sections:
        for sentence in {one for paragraph in paragraphs for one in sentences(paragraph)}:
            words = plain(sentence)
            if len(words.split()) < REPEATED or CARRIED.search(sentence) or STANDS.search(sentence):
                continue
            if words in seen and seen[words] != where:
                why = "one sentence stands in two places, and can be about one of them only"
                yield Contradiction(Clash.REPEATED, sentence, sentence, why, (seen[words], where))
            seen.setdefault(words, where)


def _of_another_pillar(report: ReadReport) -> Iterator[Contradiction]:
    """A graded sentence that names another pillar than the one it stands under."""
    for pillar in report.pillars:
        for paragraph in pillar.narrative:
            for said in grades_said(paragraph, report.force.names if report.force else ()):
                words = plain(said.object)
                other = next((one for one in PILLARS if re.search(rf"\b{one}\b", words)), None)
                if (
                    pillar.name in PILLARS
                    and other
                    and pillar.name not in words
                    and said.is_of_force
                    and other != pillar.name
                ):
                    why = f"the sentence grades {other}, and stands under {pillar.name}"
                    yield Contradiction(Clash.REPEATED, said.sentence, pillar.headline or "", why, (f"{pillar.name}",))


def _leftovers(lines: Sequence[Line]) -> Iterator[Contradiction]:
    for line in lines:
        if len(line.text) < 5000 and (found := LEFTOVER.search(line.text)):
            why = f'"{found[0]}" was left over from a template'
            yield Contradiction(Clash.LEFTOVER, line.text, "", why, (f"line {line.number}",))


def _counts(report: ReadReport) -> Iterator[Contradiction]:
    inspected, graded = report.areas_inspected, report.areas_graded
    seen = sum(one.grade.seen is Seen.PRINTED and isinstance(one.grade.grade, Grade) for one in report.questions())
    if graded is not None and inspected is not None and graded > inspected:
        why = "more areas are said to be graded than inspected"
        yield Contradiction(Clash.COUNT, f"{inspected} areas inspected", f"{graded} areas graded", why)
    if graded is not None and seen > graded:
        yield Contradiction(Clash.COUNT, f"{graded} areas graded", f"{seen} grades are printed", "the counts differ")
