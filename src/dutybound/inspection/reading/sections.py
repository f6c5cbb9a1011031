"""A report's lines laid out as pillars and questions, each with the lines that stand under it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dutybound.inspection.grades import Grade, NoGrade
from dutybound.inspection.reading.dates import labelled_date
from dutybound.inspection.reading.labels import (
    HEADLINES,
    NUMBER,
    OTHER_INSPECTIONS,
    PILLARS,
    SECTIONS,
    grade_label,
    question_label,
)
from dutybound.inspection.reading.lines import Line, plain


@dataclass
class Laid:
    """A question or an area while it is laid out. Its title is empty where its line was lost."""

    title: str
    line: int
    number: str | None = None
    labels: list[tuple[Grade | NoGrade, Line]] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


@dataclass
class LaidPillar:
    """A pillar while it is laid out: what stands above its first question is its summary."""

    name: str | None
    headline: str | None
    line: int
    dates: list[tuple[str, date]] = field(default_factory=list)
    labels: list[tuple[Grade | NoGrade, Line]] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    questions: list[Laid] = field(default_factory=list)


@dataclass
class LaidOut:
    """All of a report, and the lines above its first pillar."""

    pillars: list[LaidPillar] = field(default_factory=list)
    above: list[Line] = field(default_factory=list)
    strays: list[Line] = field(default_factory=list)  # a grade that stands under nothing
    has_numbers: bool = False
    has_section_line: bool = False


def laid_out(lines: Sequence[Line], headlines: Mapping[str, str] = HEADLINES, is_by_areas: bool = False) -> LaidOut:
    """Lay a report's lines out. `headlines` are headline questions in plain form, with their pillars."""
    return _Laying(headlines, is_by_areas).run(lines)


class _Laying:
    def __init__(self, headlines: Mapping[str, str], is_by_areas: bool) -> None:
        self.headlines, self.is_by_areas = headlines, is_by_areas
        self.out = LaidOut()
        self.pillar_line: Line | None = None  # a pillar's name, before its headline question
        self.number: str | None = None  # a number on a line of its own
        self.may_be_graded = False  # only labels stand between the heading and here

    def run(self, lines: Sequence[Line]) -> LaidOut:
        if self.is_by_areas:
            self.out.pillars.append(LaidPillar(None, None, lines[0].number if lines else 1))
        for place, line in enumerate(lines):
            after = lines[place + 1] if place + 1 < len(lines) else None
            if not self._is_taken(line, after):
                self._body().append(line)
                self.may_be_graded = False
        return self.out

    def _is_taken(self, line: Line, after: Line | None) -> bool:
        """Whether a line is a label; what it labels is begun or noted."""
        if line.is_bullet:
            return False
        words = plain(line.text)
        if words in PILLARS or (words == OTHER_INSPECTIONS and not self.out.pillars):
            self.pillar_line = line
            return True
        return (
            self._is_headline(line, words)
            or self._is_question(line)
            or self._is_number(line, after)
            or self._is_date(line)
            or self._is_grade(line)
            or self._is_area(line, after)
            or self._is_section(words)
        )

    def _is_headline(self, line: Line, words: str) -> bool:
        if words not in self.headlines or len(words) > 200:
            return False
        name = self.headlines[words]
        if self._pillar is not None and self._pillar.name == name and not self._pillar.questions:
            return True  # printed twice
        self.out.pillars.append(LaidPillar(name, line.text, line.number))
        self.pillar_line, self.may_be_graded = None, True
        return True

    def _is_question(self, line: Line) -> bool:
        titled = question_label(line.text)
        if titled is None:
            return False
        pillar = self._pillar or self._unnamed(line)
        number = titled.number or self.number
        self.out.has_numbers |= number is not None
        pillar.questions.append(Laid(titled.title, line.number, number))
        if titled.grade is not None:
            pillar.questions[-1].labels.append((titled.grade, line))
        self.number, self.may_be_graded = None, True
        return True

    def _is_number(self, line: Line, after: Line | None) -> bool:
        found = NUMBER.match(line.text)
        if found is None or after is None:
            return False
        if question_label(after.text) is not None:
            self.number = found[1]
            return True
        if grade_label(after.text) is None or self._pillar is None:
            return False
        self._begin_untitled(line, found[1])  # the question's own line was lost
        return True

    def _is_date(self, line: Line) -> bool:
        dated = labelled_date(line.text)
        if dated is None:
            return False
        pillar = self._pillar or self._unnamed(line)
        if dated[1] is not None:
            pillar.dates.append((dated[0], dated[1]))
        return True

    def _is_grade(self, line: Line) -> bool:
        grade = grade_label(line.text)
        if grade is None:
            return False
        if not self.may_be_graded or self._pillar is None:
            self.out.strays.append(line)
            if self._pillar is not None and self._pillar.questions:
                self._begin_untitled(line, None)  # what follows is not the question's above
                self.may_be_graded = False
        elif self._pillar.questions:
            self._pillar.questions[-1].labels.append((grade, line))
        else:
            self._pillar.labels.append((grade, line))
        return True

    def _begin_untitled(self, line: Line, number: str | None) -> None:
        self.out.pillars[-1].questions.append(Laid("", line.number, number))
        self.number, self.may_be_graded = None, True

    def _is_area(self, line: Line, after: Line | None) -> bool:
        """In a report by areas, what stands directly above a grade is an area."""
        if not self.is_by_areas or after is None or grade_label(after.text) is None or len(line.text) > 140:
            return False
        if re.search(r"[.;:…]$", line.text):
            return False
        self.out.pillars[-1].questions.append(Laid(line.text, line.number))
        self.may_be_graded = True
        return True

    def _is_section(self, words: str) -> bool:
        if len(words) > 120 or SECTIONS.match(words) is None:
            return False
        self.out.has_section_line |= words.startswith("questions for")
        return True

    @property
    def _pillar(self) -> LaidPillar | None:
        return self.out.pillars[-1] if self.out.pillars else None

    def _unnamed(self, line: Line) -> LaidPillar:
        """A pillar whose headline question was lost."""
        name = plain(self.pillar_line.text) if self.pillar_line else None
        self.out.pillars.append(LaidPillar(name, None, line.number))
        self.may_be_graded = True
        return self.out.pillars[-1]

    def _body(self) -> list[Line]:
        if self._pillar is None:
            return self.out.above
        return self._pillar.questions[-1].body if self._pillar.questions else self._pillar.body


def merged(questions: Sequence[Laid]) -> Iterator[Laid]:
    """Questions of one title are one question: a list of contents and a summary name them before they are answered."""
    found: dict[str, Laid] = {}
    for one in questions:
        words = plain(one.title) or f"line {one.line}"
        if words not in found:
            found[words] = one
            continue
        first = found[words]
        first.number = first.number or one.number
        first.labels += one.labels
        first.body += one.body
    yield from found.values()
