"""Questions and pillars as laid out, read: grade and how it was seen, basis, the year before, findings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dutybound.inspection.grades import Grade, NoGrade
from dutybound.inspection.reading.found_findings import findings_under, quoted_findings
from dutybound.inspection.reading.labels import finding_label
from dutybound.inspection.reading.lines import Line, plain, stems
from dutybound.inspection.reading.report import (
    Basis,
    Clash,
    Contradiction,
    GradeRead,
    ReadFinding,
    ReadPillar,
    ReadQuestion,
    Seen,
)
from dutybound.inspection.reading.said import Said, grades_said, is_about
from dutybound.inspection.reading.sections import Laid, LaidPillar, merged
from dutybound.inspection.reading.year_before import before_said

OPENING = 2  # paragraphs in which a question says its grade and the year before
SUMMARY = 6  # paragraphs in which a summary speaks of the year before
CARRIED = re.compile(
    r"\bnot subject to detailed inspection in (?P<now>20\d\d(?:/\d\d)?)|"
    r"\bjudge?ment from the (?P<then>20\d\d(?:/\d\d)?)\b.{0,60}\bcarried over",
    re.I,
)
STANDS = re.compile(r"\bwas not inspected in (?P<now>20\d\d)\b", re.I)


@dataclass
class Told:
    """What reading a section brought besides the section."""

    contradictions: list[Contradiction] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


def pillar_read(laid: LaidPillar, names: tuple[str, ...], told: Told) -> ReadPillar:
    """A pillar as it is read, with its questions."""
    narrative, findings = _parted(laid.body)
    said = [one for paragraph in narrative for one in grades_said(paragraph, names)]
    told.said += said
    where = f"the overall grade for {laid.name}" if laid.name else "the overall grade"
    opening = [one for paragraph in narrative[:OPENING] for one in grades_said(paragraph, names)]
    prose = [one for one in opening if is_of_all(one, laid.name, laid.headline)]
    grade = grade_of(laid.labels, prose, where, told)
    return ReadPillar(
        name=laid.name,
        headline=laid.headline,
        line=laid.line,
        updated=max((day for _, day in laid.dates), default=None),
        grade=grade,
        basis=Basis.UNGRADED if grade.grade is NoGrade.UNGRADED else Basis.INSPECTED,
        before=before_said(narrative[:SUMMARY]),
        narrative=narrative,
        questions=tuple(question_read(one, names, told) for one in merged(laid.questions)),
        findings=findings,
    )


def question_read(laid: Laid, names: tuple[str, ...], told: Told) -> ReadQuestion:
    """A question as it is read."""
    narrative, findings = _parted(laid.body)
    said = [one for paragraph in narrative for one in grades_said(paragraph, names)]
    told.said += said
    prose = [one for one in said if not one.is_earlier and not one.is_in_part and is_about(one.about, laid.title)]
    grade = grade_of(
        laid.labels, prose, f'the question "{laid.title}"' if laid.title else f"the question at line {laid.line}", told
    )
    basis, origin = _basis(narrative, grade)
    return ReadQuestion(
        title=laid.title,
        line=laid.line,
        number=laid.number,
        grade=grade,
        basis=basis,
        origin=origin,
        before=before_said(narrative[:OPENING]),
        narrative=narrative,
        findings=findings,
    )


def grade_of(
    labels: Sequence[tuple[Grade | NoGrade, Line]], prose: Sequence[Said], where: str, told: Told
) -> GradeRead:
    """The grade: as printed; else as the prose says it; else unknown. Where two stand, neither is taken."""
    printed = {grade for grade, _ in labels}
    in_prose = {one.grade for one in prose}
    if len(printed) > 1:
        first, second = labels[0], next(one for one in labels if one[0] != labels[0][0])
        told.contradictions.append(
            Contradiction(Clash.TWO_GRADES, first[1].text, second[1].text, f"two grades stand for {where}",
                          (f"line {first[1].number}", f"line {second[1].number}"))
        )  # fmt: skip
        return GradeRead()
    if labels:
        grade, line = labels[0]
        for one in prose:
            if isinstance(grade, Grade) and one.grade is not grade:
                told.contradictions.append(
                    Contradiction(Clash.GRADE_AND_WORDS, line.text, one.sentence,
                                  f"the grade printed for {where} is {grade}, and the words say {one.grade}",
                                  (f"line {line.number}",))
                )  # fmt: skip
        return GradeRead(grade, Seen.PRINTED, line.text, line.number)
    if len(in_prose) > 1:
        first_said, other = prose[0], next(one for one in prose if one.grade is not prose[0].grade)
        told.contradictions.append(
            Contradiction(Clash.GRADE_AND_WORDS, first_said.sentence, other.sentence,
                          f"the words give two grades for {where}")
        )  # fmt: skip
        return GradeRead()
    return GradeRead(prose[0].grade, Seen.IN_PROSE, prose[0].sentence) if prose else GradeRead()


def is_of_all(said: Said, pillar: str | None, headline: str | None) -> bool:
    """Whether a sentence of the summary grades the pillar as a whole."""
    if not said.is_of_force or said.is_earlier or said.is_in_part:
        return False
    words = plain(said.object)
    if not words or words == "overall":
        return said.subject.casefold() != "it"
    if pillar and re.search(rf"^(?:its )?{pillar}$|\bits {pillar}\b", words):
        return True
    asked = set(stems(headline or ""))
    named = set(stems(words))
    return len(named) >= 3 and named <= asked


def _basis(narrative: Sequence[str], grade: GradeRead) -> tuple[Basis, str | None]:
    for paragraph in narrative[:OPENING]:
        if CARRIED.search(paragraph):
            origin = next((one["then"] for one in CARRIED.finditer(paragraph) if one["then"]), None)
            return Basis.CARRIED_OVER, origin
        if STANDS.search(paragraph):
            return Basis.NOT_INSPECTED, None
    return (Basis.UNGRADED if grade.grade is NoGrade.UNGRADED else Basis.INSPECTED), None


def _parted(body: Sequence[Line]) -> tuple[tuple[str, ...], tuple[ReadFinding, ...]]:
    """What a section tells and what it finds. List items of the narrative are joined to the sentence above them."""
    narrative: list[str] = []
    findings: list[ReadFinding] = []
    place = 0
    while place < len(body):
        line = body[place]
        place += 1
        kind = None if line.is_bullet else finding_label(line.text)
        if kind is not None:
            found, taken = findings_under(kind, body[place:])
            findings += found
            place += taken
            continue
        findings += quoted_findings(line, body[place:])
        if line.is_bullet and narrative:
            narrative[-1] = f"{narrative[-1]} {line.text}"
        else:
            narrative.append(line.text)
    return tuple(narrative), tuple(findings)
