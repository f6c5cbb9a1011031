"""What was read of a report, and what could not be seen. What was not seen is unknown; nothing is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.grades import Grade, NoGrade
from dutybound.inspection.reading.said import Said
from dutybound.inspection.reading.year_before import Before
from dutybound.records.forces import Force


class Layout(StrEnum):
    """Forms in which a published report comes."""

    FULL = "full page"
    LOST_WORDS = "page that lost its lines of one word"
    BARE = "bare text, without dates, grades and numbers"
    LANDING = "landing page"
    AREAS = "report by areas, from 2021 on"
    PRINTED = "printed report"
    UNKNOWN = "no known form"


class Seen(StrEnum):
    """How a grade was seen."""

    PRINTED = "printed"
    IN_PROSE = "in prose"
    NOT_SEEN = "not seen"


class Basis(StrEnum):
    """What a grade stands on, as the report says."""

    INSPECTED = "inspected"
    CARRIED_OVER = "carried over"
    NOT_INSPECTED = "not inspected"
    UNGRADED = "ungraded"


@dataclass(frozen=True)
class GradeRead:
    """A grade, or why there is none; how it was seen; and the words that say it, with their line."""

    grade: Grade | NoGrade = NoGrade.UNKNOWN
    seen: Seen = Seen.NOT_SEEN
    words: str = ""
    line: int | None = None


@dataclass(frozen=True)
class ReadFinding:
    """A finding as printed: its text, its parts in order, its deadline in words, the line that it begins on."""

    kind: Kind
    text: str
    line: int
    parts: tuple[str, ...] = ()
    deadline_words: str = ""
    is_carried: bool = False  # of an earlier inspection, quoted
    is_cut: bool = False  # the text stops within it


@dataclass(frozen=True)
class ReadQuestion:
    """A question, or an area of a report by areas. `key` is the framework's, where the framework is known."""

    title: str
    line: int
    number: str | None = None
    key: str | None = None
    grade: GradeRead = GradeRead()
    basis: Basis = Basis.INSPECTED
    origin: str | None = None  # the cycle that a carried grade comes from
    before: Before | None = None
    narrative: tuple[str, ...] = ()
    findings: tuple[ReadFinding, ...] = ()


@dataclass(frozen=True)
class ReadPillar:
    """One pillar of a report; a report by areas has one without a name."""

    name: str | None
    headline: str | None
    line: int
    updated: date | None = None
    grade: GradeRead = GradeRead()
    basis: Basis = Basis.INSPECTED
    before: Before | None = None
    narrative: tuple[str, ...] = ()
    questions: tuple[ReadQuestion, ...] = ()
    findings: tuple[ReadFinding, ...] = ()  # not under any question


class Clash(StrEnum):
    """In what way a report is at odds with itself."""

    STATEMENTS = "two statements against each other"
    GRADE_AND_WORDS = "grade against words"
    GRADE_AND_YEAR = "grade against what is said of the year before"
    TWO_GRADES = "two grades for one question"
    FORCE_NAME = "name of another force"
    REPEATED = "sentence in the wrong place"
    LEFTOVER = "words left over from a template"
    COUNT = "count against what is there"


@dataclass(frozen=True)
class Contradiction:
    """What to raise for factual accuracy: both statements as they stand, and why they are at odds.

    Which of them is right is not decided here.
    """

    clash: Clash
    first: str
    second: str
    why: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadReport:
    """A report as read."""

    name: str
    kind: str
    layout: Layout
    title: str | None = None
    cycle: str | None = None  # "2016", "2018/19"
    framework: str | None = None  # the key of a framework that comes with Dutybound
    force: Force | None = None
    address: str = ""
    dates: tuple[tuple[str, date], ...] = ()  # what the text says of each
    pillars: tuple[ReadPillar, ...] = ()
    in_prose: tuple[Said, ...] = ()  # grades said in sentences
    areas_inspected: int | None = None
    areas_graded: int | None = None
    contradictions: tuple[Contradiction, ...] = ()
    not_seen: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def updated(self) -> date | None:
        """When the page was last updated; the latest where it has several pillars."""
        return max((one.updated for one in self.pillars if one.updated), default=None)

    @property
    def overall(self) -> GradeRead:
        """The grade of the report's one pillar; unknown where it has several or none."""
        return self.pillars[0].grade if len(self.pillars) == 1 else GradeRead()

    def questions(self) -> Iterator[ReadQuestion]:
        for pillar in self.pillars:
            yield from pillar.questions

    def findings(self) -> Iterator[tuple[ReadFinding, ReadQuestion | None]]:
        """Every finding, with the question that it stands under."""
        for pillar in self.pillars:
            yield from ((one, None) for one in pillar.findings)
            yield from ((one, question) for question in pillar.questions for one in question.findings)

    def drafts(self) -> tuple[DraftFinding, ...]:
        """The findings to hand on: what is cut off or quoted from an earlier report is not among them."""
        force = self.force.slug if self.force else ""
        return tuple(
            DraftFinding(
                kind=one.kind,
                text=one.text,
                parts=one.parts,
                question=f"{self.framework}:{question.key}" if self.framework and question and question.key else "",
                source="inspectorate",
                force=force,
                published=self.updated,
                deadline_words=one.deadline_words,
            )
            for one, question in self.findings()
            if not one.is_cut and not one.is_carried
        )
