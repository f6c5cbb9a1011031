"""Excusals that name what is not there: left out, counted and listed, so that nobody believes them to hold."""

from pathlib import Path

from dutybound.exchange.extract import Extract
from dutybound.standards.excusals import without_idle_excusals
from tests.exchange.worlds import CASES, loaded
from tests.standards.test_discovery import library, written

HEAD = "id,standard,subject,begins_on,ends_on,reason,asked_by,approved_by,recorded_at\n"
REST = "2016-01-01,2016-02-01,a reason,one,another,2016-01-01T10:00Z\n"


def excused(folder: Path, *named: str, cases: str = "id\nA\nB\n") -> Extract:
    rows = "".join(f"X{number},{one},{REST}" for number, one in enumerate(named, start=1))
    extract = loaded(folder, {"excusal.csv": HEAD + rows, **({"case.csv": cases} if cases else {})}, tables=CASES)
    return without_idle_excusals(extract, library(folder, one=written()))


def said(extract: Extract) -> list[tuple[str, str, int, str, str]]:
    return [(one.table, one.file, one.row, one.column, one.what) for one in extract.exclusions]


def test_an_excusal_of_a_standard_and_a_subject_that_are_there_stays(tmp_path: Path) -> None:
    found = excused(tmp_path, "reviewed,A", "reviewed,B")
    assert (said(found), found.loaded["excusal"], len(found.excusal_rows)) == ([], 2, 2)


def test_an_unknown_standard_is_listed_with_the_nearest(tmp_path: Path) -> None:
    found = excused(tmp_path, "reviewed,A", "reviewd,A")
    what = "names no standard here. Did you mean 'reviewed'?"
    assert said(found) == [("excusal", "excusal.csv", 3, "standard", what)]
    assert found.exclusions[0].value == "reviewd"
    assert found.tables["excusal"].column("id").to_pylist() == ["X1"]
    assert (found.delivered["excusal"], found.loaded["excusal"]) == (2, 1)


def test_an_unknown_subject_is_listed_and_not_said_aloud(tmp_path: Path) -> None:
    found = excused(tmp_path, "reviewed,Q", "reviewed,B")
    what = "names no row of 'case' that was loaded, so it excuses nothing"
    assert said(found) == [("excusal", "excusal.csv", 2, "subject", what)]
    assert "Q" not in repr(found.exclusions)


def test_the_row_is_that_of_the_file_also_after_other_rows_were_left_out(tmp_path: Path) -> None:
    found = excused(tmp_path, "reviewed,A", ",A", "nothing,B")
    assert [(row, column) for _, _, row, column, _ in said(found)] == [(3, "standard"), (4, "standard")]


def test_a_table_that_was_not_delivered_proves_nothing(tmp_path: Path) -> None:
    assert said(excused(tmp_path, "reviewed,Q", cases="")) == []


def test_without_excusals_there_is_nothing_to_say(tmp_path: Path) -> None:
    extract = loaded(tmp_path, {"case.csv": "id\nA\n"})
    assert extract.tables["excusal"].num_rows == 0
    assert without_idle_excusals(extract, library(tmp_path, one=written())) is extract
