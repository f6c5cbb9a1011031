"""One made-up report in every form: what the form keeps is read alike, what it loses is unknown and said to be."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dutybound.inspection.findings.draft import Kind
from dutybound.inspection.frameworks.framework import Framework, Mark, Pillar, Question
from dutybound.inspection.grades import Grade, NoGrade
from dutybound.inspection.reading.files import opened_content
from dutybound.inspection.reading.reading import read_report, report_of
from dutybound.inspection.reading.report import Basis, Clash, Layout, ReadReport, Seen
from dutybound.inspection.reading.year_before import Direction
from tests.inspection.reading import exampleshire
from tests.inspection.reading.exampleshire import REPORT

WHOLE = {
    "text": exampleshire.as_text(),
    "windows-1252": exampleshire.as_text().replace("'", "\u2019").encode("cp1252"),
    "UTF-16": exampleshire.as_text().encode("utf-16"),
    "UTF-16 without its mark": exampleshire.as_text().encode("utf-16-le"),
    "mojibake": exampleshire.as_text().replace("'", "\u2019").encode().decode("cp1252").encode(),
    "HTML": exampleshire.as_html(),
    "PDF": exampleshire.as_pdf(),
}
GRADES = [Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE, NoGrade.UNGRADED]


def read(content: str | bytes, frameworks: dict[str, Framework] | None = None) -> ReadReport:
    raw = content.encode() if isinstance(content, str) else content
    return report_of(opened_content(raw, "report"), "report", frameworks or {})


@pytest.mark.parametrize("form", WHOLE)
def test_whatever_keeps_everything_is_read_alike(form: str) -> None:
    report = read(WHOLE[form])
    assert report.layout is (Layout.PRINTED if form == "PDF" else Layout.FULL)
    assert report.force is not None
    assert (report.force.slug, report.cycle, report.updated) == ("exampleshire", "2016", date(2017, 3, 2))
    assert report.overall.grade is Grade.REQUIRES_IMPROVEMENT
    assert [(one.number, one.grade.grade) for one in report.questions()] == list(
        zip(("1", "2", "3", "5"), GRADES, strict=True)
    )
    assert all(one.grade.seen is Seen.PRINTED for one in report.questions())


@pytest.mark.parametrize("form", WHOLE)
def test_findings_with_their_parts_and_deadlines(form: str) -> None:
    found = [(one.kind, len(one.parts), one.deadline_words) for one, _ in read(WHOLE[form]).findings()]
    assert found == [
        (Kind.AREA_FOR_IMPROVEMENT, 0, ""),
        (Kind.AREA_FOR_IMPROVEMENT, 3, "within six months"),
        (Kind.AREA_FOR_IMPROVEMENT, 0, ""),
        (Kind.CAUSE_OF_CONCERN, 0, ""),
        (Kind.RECOMMENDATION, 2, "By 1 September 2017"),
    ]


@pytest.mark.parametrize("form", WHOLE)
def test_texts_of_findings_are_whole(form: str) -> None:
    findings = [one for question in REPORT.questions for one in question.findings]
    read_back = [(one.text.replace("\u2019", "'"), one.parts) for one, _ in read(WHOLE[form]).findings()]
    assert read_back == [(one.text, one.parts) for one in findings]


@pytest.mark.parametrize("form", WHOLE)
def test_the_planted_contradiction_and_no_other(form: str) -> None:
    [found] = read(WHOLE[form]).contradictions
    assert found.clash is Clash.STATEMENTS
    assert "is causing delays" in found.first
    assert "has cleared the delays" in found.second


@pytest.mark.parametrize("form", WHOLE)
def test_the_year_before(form: str) -> None:
    report = read(WHOLE[form])
    assert report.pillars[0].before is not None
    assert (report.pillars[0].before.direction, report.pillars[0].before.grade) == (Direction.DOWN, Grade.GOOD)


def test_a_text_copied_out_of_a_printed_report() -> None:
    """Its contents lines with dots tell that lines are broken at the margin."""
    report = read("\n".join(line for page in exampleshire.printed_pages() for line in page))
    assert report.layout is Layout.PRINTED
    assert [one.grade.grade for one in report.questions()] == GRADES
    assert [len(one.findings) for one in report.questions()] == [1, 2, 2, 0]


def test_lines_of_one_word_lost() -> None:
    """What was printed in two words stays; "Good" and "Inadequate" stand only in sentences, "Ungraded" nowhere."""
    report = read(exampleshire.as_lost_words())
    assert report.layout is Layout.LOST_WORDS
    seen = [(one.grade.grade, one.grade.seen) for one in report.questions()]
    assert seen == [
        (Grade.GOOD, Seen.IN_PROSE),
        (Grade.REQUIRES_IMPROVEMENT, Seen.PRINTED),
        (Grade.INADEQUATE, Seen.IN_PROSE),
        (NoGrade.UNKNOWN, Seen.NOT_SEEN),
    ]
    assert any(one.startswith('The grade of "How effective are the force') for one in report.not_seen)


def test_a_lost_grade_that_no_sentence_says_is_unknown_and_not_good() -> None:
    quiet = replace(
        REPORT.questions[0], paragraphs=("Neighbourhood teams know the harbour and the market towns well.",)
    )
    report = read(exampleshire.as_lost_words(replace(REPORT, questions=(quiet, *REPORT.questions[1:]))))
    assert next(report.questions()).grade.grade is NoGrade.UNKNOWN


def test_bare_text_has_grades_in_sentences_and_no_dates() -> None:
    report = read(exampleshire.as_bare())
    assert report.layout is Layout.BARE
    assert report.updated is None
    assert report.overall.grade is NoGrade.UNKNOWN
    assert [one.grade.grade for one in report.questions()] == [*GRADES[:3], NoGrade.UNKNOWN]
    assert [len(one.findings) for one in report.questions()] == [1, 2, 2, 0]
    assert {one.number for one in report.questions()} == {None}


def test_menus_scripts_and_footers_grade_nothing() -> None:
    """The page around the report says Outstanding in its menu and script, and Good in its footer."""
    report = read(exampleshire.as_html())
    assert not [one for one in report.notes if "stands under no question" in one]
    assert report.address == "https://example.org/peel-2016/exampleshire/effectiveness/"


AREAS = """Exampleshire PEEL 2023-25
Overall summary
Our judgments
Our inspection assessed Exampleshire Police in four areas of policing. We make graded judgments in three of these four:
We don't make a graded judgment of the service to victims.
Preventing crime
Adequate
Exampleshire Police is adequate at preventing crime.
Areas for improvement
The force should visit the harbour after dark
Nobody had been there since the spring.
Responding to the public
Requires improvement
The force is slow to answer.
Investigating crime
"""


def test_a_report_by_areas() -> None:
    report = read(AREAS)
    assert report.layout is Layout.AREAS
    assert (report.cycle, report.areas_inspected, report.areas_graded) == ("2023-25", 4, 3)
    told = [(one.title, one.grade.grade, len(one.findings)) for one in report.questions()]
    assert told == [
        ("Preventing crime", Grade.ADEQUATE, 1),
        ("Responding to the public", Grade.REQUIRES_IMPROVEMENT, 0),
    ]
    assert any("3 areas are said to be graded, and 2 grades could be seen" in one for one in report.not_seen)


LANDING = """Skip to content

Exampleshire PEEL Assessments 2016

The extent to which the force is effective at keeping people safe and reducing crime is: good.

The extent to which the force is efficient at keeping people safe and reducing crime good.

The extent to which the force is effective at keeping people safe and reducing crime is: good.

How effective is the force at keeping people safe and reducing crime?

Last updated [on]9th February 2017[/on]

Not being graded
"""


def test_a_landing_page() -> None:
    """A verb is missing, a sentence is repeated, and the extract says otherwise than the sentence."""
    report = read(LANDING)
    grades = {one.name: (one.grade.grade, one.updated) for one in report.pillars}
    assert grades == {"effectiveness": (NoGrade.UNKNOWN, date(2017, 2, 9)), "efficiency": (Grade.GOOD, None)}
    clashes = {Clash.REPEATED, Clash.LEFTOVER, Clash.TWO_GRADES}
    assert {one.clash for one in report.contradictions} == clashes
    assert len(report.contradictions) == 3


CARRIED = """Exampleshire PEEL 2018
Effectiveness
How effectively does the force reduce crime and keep people safe?
Last updated 02/05/2019
Good
1
How effective is the force at investigating crime and reducing re-offending?
Good
This question was not subject to detailed inspection in 2018/19, and our judgment from the 2017 one was carried over.
One area for improvement remained from that inspection.
  • The force should give every detective a mentor.
We then saw the following. The force:
  • has mentors; and
  • asks them what they need.
"""


def test_a_question_carried_over() -> None:
    report = read(CARRIED)
    [question] = report.questions()
    assert (question.grade.grade, question.basis, question.origin) == (Grade.GOOD, Basis.CARRIED_OVER, "2017")
    assert [(one.is_carried, one.text) for one in question.findings] == [
        (True, "The force should give every detective a mentor.")
    ]
    assert report.drafts() == (), "what an earlier report found is not found anew"


def framework(*titles: str) -> Framework:
    questions = tuple(
        Question(key=f"effectiveness.{number}", printed_number=str(number), title=title, graded=True, mark=Mark.SEEN)
        for number, title in enumerate(titles, start=1)
    )
    pillars = (Pillar(key="effectiveness", graded=True, mark=Mark.SEEN, questions=questions),)
    return Framework(family="peel", version="2016", title="PEEL 2016", owner="HMIC", scale=tuple(Grade), mark=Mark.SEEN,
                     pillars=pillars)  # fmt: skip


def test_questions_have_the_keys_of_the_framework_though_their_wording_drifted() -> None:
    known = framework(
        "How effective is the force at preventing crime and anti-social behaviour, and keeping people safe?",
        REPORT.questions[1].title,
        REPORT.questions[2].title,
        "How effective is the force at tackling serious and organised crime?",
    )
    report = read(exampleshire.as_bare(), {"peel-2016": known})
    assert report.framework == "peel-2016"
    assert [(one.key, one.number) for one in report.questions()] == [
        ("effectiveness.1", "1"),
        ("effectiveness.2", "2"),
        ("effectiveness.3", "3"),
        (None, None),
    ]
    assert report.drafts()[0].question == "peel-2016:effectiveness.1"
    assert any(one.startswith("Question 4 of the framework") for one in report.not_seen)


def test_smaller_questions_within_a_question_are_no_questions_of_their_own() -> None:
    smaller = "How effectively does the force look after what it has seized?"
    second = replace(REPORT.questions[1], paragraphs=(smaller, *REPORT.questions[1].paragraphs))
    pdf = exampleshire.as_pdf(replace(REPORT, questions=(REPORT.questions[0], second, *REPORT.questions[2:])))
    known = framework(*(one.title for one in REPORT.questions))
    assert len(list(read(pdf).questions())) == 5, "without a framework nobody can tell"
    report = read(pdf, {"peel-2016": known})
    assert [(one.key, len(one.findings)) for one in report.questions()] == [
        ("effectiveness.1", 1), ("effectiveness.2", 2), ("effectiveness.3", 2), ("effectiveness.4", 0),
    ]  # fmt: skip


def test_two_revisions_of_a_cycle_are_not_chosen_between() -> None:
    first = framework(REPORT.questions[0].title)
    second = first.model_copy(update={"revision": 2})
    report = read(exampleshire.as_text(), {first.key: first, second.key: second})
    assert report.framework is None
    assert any("2 revisions" in one for one in report.not_seen)


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(exampleshire.as_html(), encoding="utf-8")
    assert read_report(tmp_path / "report.html", {}).name == "report.html"


def test_a_page_that_says_only_when_it_was_updated_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("A plan of roads\nLast updated 1 April 2025\nThe roads are to be mended.\n")
    assert read_report(tmp_path / "plan.txt").layout is Layout.UNKNOWN
