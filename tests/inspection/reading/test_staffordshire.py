"""The one report in hand that is complete and verbatim, to the letter of what it says."""

from datetime import date

import pytest

from dutybound.inspection.findings.draft import Kind
from dutybound.inspection.grades import Grade, NoGrade
from dutybound.inspection.reading.reading import read_report
from dutybound.inspection.reading.report import Clash, Layout, ReadReport, Seen
from dutybound.inspection.reading.year_before import Direction
from tests.data import shared_data

GOOD, REQUIRES, INADEQUATE = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE


@pytest.fixture(scope="module")
def report() -> ReadReport:
    return read_report(shared_data("staffordshire-effectiveness-2016.txt"), {})


def test_what_it_is(report: ReadReport) -> None:
    assert report.layout is Layout.FULL
    assert report.force is not None
    assert (report.force.slug, report.force.name, report.cycle) == ("staffordshire", "Staffordshire Police", "2016")
    assert report.updated == date(2017, 3, 2)
    assert [one.name for one in report.pillars] == ["effectiveness"]


def test_overall_as_the_year_before(report: ReadReport) -> None:
    assert (report.overall.grade, report.overall.seen) == (REQUIRES, Seen.PRINTED)
    before = report.pillars[0].before
    assert before is not None
    assert (before.grade, before.direction) == (REQUIRES, Direction.SAME)


def test_grades_of_the_questions(report: ReadReport) -> None:
    assert [one.number for one in report.questions()] == ["1", "2", "3", "4", "5"]
    assert [one.grade.grade for one in report.questions()] == [GOOD, REQUIRES, REQUIRES, REQUIRES, NoGrade.UNGRADED]
    assert all(one.grade.seen is Seen.PRINTED for one in report.questions())


def test_each_against_the_year_before(report: ReadReport) -> None:
    told = [(one.before.direction, one.before.grade) if one.before else None for one in report.questions()]
    same, up, down = Direction.SAME, Direction.UP, Direction.DOWN
    assert told == [(same, None), (same, REQUIRES), (up, INADEQUATE), (down, GOOD), None]


def test_areas_for_improvement(report: ReadReport) -> None:
    assert [len(one.findings) for one in report.questions()] == [2, 3, 2, 4, 0]
    assert {finding.kind for finding, _ in report.findings()} == {Kind.AREA_FOR_IMPROVEMENT}
    parts = [[len(finding.parts) for finding in one.findings] for one in report.questions()]
    assert parts == [[0, 0], [0, 0, 0], [3, 0], [0, 0, 0, 0], []]
    assert [draft.force for draft in report.drafts()] == ["staffordshire"] * 11
    assert {draft.published for draft in report.drafts()} == {date(2017, 3, 2)}


def test_it_is_at_odds_with_itself_in_one_place(report: ReadReport) -> None:
    [found] = report.contradictions
    assert found.clash is Clash.STATEMENTS
    assert found.where == ("the summary", "question 2")
    assert "causing delays to routine visits" in found.first
    assert "addressed delays to routine visits" in found.second


def test_nothing_else_is_unknown_but_its_framework(report: ReadReport) -> None:
    [only] = report.not_seen
    assert only.startswith("The framework is unknown")
