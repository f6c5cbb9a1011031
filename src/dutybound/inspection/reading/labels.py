"""Lines that are labels: titles, headings, grades, numbers. Everything else in a report is what it says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dutybound.inspection.findings.draft import Kind
from dutybound.inspection.grades import Grade, NoGrade, grade_in
from dutybound.inspection.reading.lines import plain

LONGEST = 300  # characters of a label
PILLARS = ("effectiveness", "efficiency", "legitimacy", "leadership")
OTHER_INSPECTIONS = "other inspections"

#: Headline questions by what they ask about, as published from 2014 to 2018/19.
HEADLINES: Mapping[str, str] = {
    "how effective is the force at keeping people safe and reducing crime?": "effectiveness",
    "how effectively does the force reduce crime and keep people safe?": "effectiveness",
    "how well the force tackles crime": "effectiveness",
    "how efficient is the force at keeping people safe and reducing crime?": "efficiency",
    "how efficiently does the force operate and how sustainable are its services to the public?": "efficiency",
    "how legitimate is the force at keeping people safe and reducing crime?": "legitimacy",
    "how legitimately does the force treat the public and its workforce?": "legitimacy",
    "does the force act with integrity and provide a service the public expects?": "legitimacy",
    "how well led is the force?": "leadership",
    "how well has the force performed in our other inspections?": OTHER_INSPECTIONS,
}

FINDINGS: Mapping[str, Kind] = {
    "area for improvement": Kind.AREA_FOR_IMPROVEMENT,
    "areas for improvement": Kind.AREA_FOR_IMPROVEMENT,
    "cause of concern": Kind.CAUSE_OF_CONCERN,
    "causes of concern": Kind.CAUSE_OF_CONCERN,
    "accelerated cause of concern": Kind.ACCELERATED_CAUSE_OF_CONCERN,
    "accelerated causes of concern": Kind.ACCELERATED_CAUSE_OF_CONCERN,
    "recommendation": Kind.RECOMMENDATION,
    "recommendations": Kind.RECOMMENDATION,
    "innovative practice": Kind.STRENGTH,
    "promising practice": Kind.STRENGTH,
}

NO_GRADES: Mapping[str, NoGrade] = {
    "not being graded": NoGrade.NOT_GRADED,
    "to be graded": NoGrade.NOT_YET,
    "no graded judgment": NoGrade.UNGRADED,
}

#: Headings of the site and of the report that stand above a section, not above a question.
SECTIONS = re.compile(
    r"^(?:questions for \w+|overall summary|our judgments|terminology in this report|foreword|introduction|"
    r"hm inspector's (?:observations|summary)|other inspections|further insights on \w+|contents|about this report|"
    r"view the \w+ questions for \w+|read more about .+|contact .+|peel scorecard key|annex [a-z].*|how to read .+)$"
)
TITLE = re.compile(
    r"^(?P<place>[^\d:.?]{2,60}?)(?:'s)?(?:\s+Police|\s+Constabulary)?\s+(?P<peel>PEEL(?:\s+Assessments?)?\s+|[-:]\s*PEEL\s+)?"
    r"(?P<year>20\d\d)(?:\s*[/-]\s*(?P<until>(?:20)?\d\d))?\s*\??$",
    re.I,
)
QUESTION = re.compile(
    r"^(?:(?:question|core question)\s+)?(?P<number>\d{1,2})?[.):]?\s*"
    r"(?P<title>(?:How (?:good|well|effective|effectively|efficient|efficiently|legitimate|legitimately|sustainable)\b|"
    r"To what extent\b|What are the\b)[^?]{10,260}\?)\s*(?P<rest>.{0,40})$",
    re.I,
)
NUMBER = re.compile(r"^(?:question\s+)?(\d{1,2})[.)]?$", re.I)
GRADE_LABEL = re.compile(r"^(?:(?:overall |our )?(?:grade|judge?ment)s?(?: this year)?\s*[:-]?\s*)?(?P<grade>.+)$")


@dataclass(frozen=True)
class Titled:
    """What a question's line says: its printed number, where it has one; its title; a grade on the same line."""

    title: str
    number: str | None
    grade: Grade | NoGrade | None


def grade_label(text: str) -> Grade | NoGrade | None:
    """The grade that a line is and nothing else. "Unknown" is no grade that anybody prints."""
    if len(text) > 60:
        return None
    said = GRADE_LABEL.match(plain(text))
    if said is None:
        return None
    words = said["grade"].strip()
    found = NO_GRADES.get(words) or grade_in(words)
    return None if found is NoGrade.UNKNOWN else found


def question_label(text: str) -> Titled | None:
    """The question that a line is."""
    if len(text) > LONGEST + 20:
        return None
    found = QUESTION.match(text)
    if found is None:
        return None
    grade = grade_label(found["rest"]) if found["rest"] else None
    return None if found["rest"] and grade is None else Titled(found["title"], found["number"], grade)


def headline_pillar(text: str) -> str | None:
    """The pillar whose headline question a line is."""
    return HEADLINES.get(plain(text)) if len(text) < LONGEST else None


def finding_label(text: str) -> Kind | None:
    """What kind of findings a line stands above."""
    if len(text) > 60:
        return None
    words = re.sub(r"\s*\d{1,2}$", "", plain(text))  # "Cause of concern 1"
    return FINDINGS.get(words)


def is_label(text: str) -> bool:
    """Whether a line stands for itself, and is no part of a paragraph."""
    if len(text) > LONGEST:
        return False
    words = plain(text)
    return (
        words in PILLARS
        or headline_pillar(text) is not None
        or finding_label(text) is not None
        or grade_label(text) is not None
        or SECTIONS.match(words) is not None
        or words.startswith("last updated")
        or TITLE.match(text) is not None
        or NUMBER.match(text) is not None
    )
