"""Subjects behind the days and duties of a figure."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from dutybound.inspection.degrees import Reading, Verdict
from dutybound.inspection.figures import Figures
from dutybound.inspection.frameworks.framework import Bearing, Window
from dutybound.inspection.judging.assessed import Assessed
from dutybound.inspection.judging.weighing import Weighed
from dutybound.inspection.writing import gathering
from dutybound.inspection.writing.gathering import subjects_behind
from dutybound.inspection.writing.subjects import Subjects, subjects_of

WINDOW = Window(since=date(2016, 1, 1), as_at=date(2016, 2, 29))


@pytest.fixture
def results(tmp_path: Path) -> Assessed:
    """One subject all of January in the north, six in the south in February; and ten duties of two subjects."""
    with duckdb.connect() as connection:
        connection.execute(
            f"""COPY (
            SELECT 'reviewed' AS standard, 'North' AS unit, day::DATE AS day,
            1 AS subjects_within, 0 AS subjects_overdue
            FROM range(DATE '2016-01-01', DATE '2016-02-01', INTERVAL 1 DAY) AS days(day) UNION ALL
            SELECT 'reviewed', 'South', DATE '2016-02-03', 4, 2) TO '{tmp_path / "days.parquet"}'"""
        )
        connection.execute(
            f"""COPY (
            SELECT 'planned' AS standard, 'North' AS unit, 'met' AS state, (i % 2)::TEXT AS subject,
            TIMESTAMPTZ '2016-01-31 23:30:00+00' AS due_at FROM range(10) AS duties(i))
            TO '{tmp_path / "duties.parquet"}'"""
        )
    standards = {"reviewed": {"form": "every"}, "planned": {"form": "within"}}
    return Assessed(tmp_path, "made-up", "Europe/Rome", standards, {})


def test_of_days_the_most_on_any_one_day_are_told(results: Assessed) -> None:
    found = subjects_of(results, {"reviewed"}, WINDOW)["reviewed"]
    assert found == Subjects(6, {"North": 1, "South": 6}, {"2016-01": 1, "2016-02": 6})
    assert (found.is_told_apart("South"), found.is_told_apart("North")) == (True, False)


def test_of_duties_each_subject_is_counted_once_in_its_local_month(results: Assessed) -> None:
    assert subjects_of(results, {"planned", "unknown"}, WINDOW) == {
        "planned": Subjects(2, {"North": 2}, {"2016-02": 2})
    }


def test_each_window_is_counted_once_for_all_its_questions(results: Assessed, monkeypatch: pytest.MonkeyPatch) -> None:
    weighed = {question: (_weighed(question, standard),) for question, standard in ASKED.items()}
    windows = {question: WINDOW for question in ASKED if question != "none"} | {"late": LATE}
    alone = {
        question: subjects_of(results, {ASKED[question]}, window) for question, window in windows.items()
    }  # fmt: skip
    counted: list[Window] = []
    monkeypatch.setattr(
        gathering, "subjects_of",
        lambda assessed, standards, window: (counted.append(window), subjects_of(assessed, standards, window))[1],
    )  # fmt: skip
    assert subjects_behind(weighed, results, windows) == {**alone, "none": {}}
    assert counted == [WINDOW, LATE]


ASKED = {"one": "reviewed", "two": "planned", "none": "planned", "late": "reviewed"}
LATE = Window(since=date(2016, 2, 1), as_at=date(2016, 2, 29))


def _weighed(question: str, standard: str) -> Weighed:
    bearing = Bearing(key="b", claim="It is so.", degree="most", standard=standard)
    return Weighed(question, bearing, Figures("a test"), Reading(Verdict.HOLDS, "", (), None))
