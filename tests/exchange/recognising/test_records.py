"""A wide file of a force becomes several tables of the records; what is not there is not made up."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.reading import read_source
from dutybound.exchange.recognising.drafting import drafted
from dutybound.exchange.recognising.drafts import Draft, DraftTable
from dutybound.exchange.recognising.writing import texts_of
from dutybound.records.schema import schema_of_records

FOUR = ("URN", "Allocated", "Reviewed", "Closed")
ROWS = [
    ("A1", "25/02/2016", "20/03/2016", ""),
    ("A2", "26/02/2016", "", "28/03/2016"),
    ("A3", "01/03/2016", "29/03/2016", "02/04/2016"),
]


def draft(folder: Path, header: Sequence[str], rows: Sequence[Sequence[str]], name: str = "extract.csv") -> Draft:
    folder.mkdir(exist_ok=True)
    with (folder / name).open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([header, *rows])
    return drafted(folder if len(list(folder.iterdir())) > 1 else folder / name, schema_of_records())


def table(found: Draft, name: str) -> DraftTable:
    return next(one for one in found.tables if one.name == name)


def bodies(found: Draft, name: str) -> Mapping[str, Any]:
    return {one.name: one.body for one in table(found, name).columns}


def test_four_columns_are_three_tables(tmp_path: Path) -> None:
    found = draft(tmp_path, FOUR, ROWS)
    assert [one.name for one in found.tables] == ["investigation", "investigation_span", "review"]
    assert found.records
    assert bodies(found, "review") == {
        "id": "URN",
        "investigation": "URN",
        "happened_at": {"column": "Reviewed", "format": "%d/%m/%Y", "precision": "day"},
    }
    assert table(found, "review").where == {"Reviewed": {"not_empty": True}}
    assert found.latest == "2016-03-29"


def test_what_stands_in_for_another_is_said_and_not_read_twice(tmp_path: Path) -> None:
    """The allocation stands for the opening: then whether it was allocated in time would always be yes."""
    found = draft(tmp_path, (*FOUR, "OIC"), [(*row, "PC 1") for row in ROWS])
    assert bodies(found, "investigation_span")["began_at"]["column"] == "Allocated"
    assert "stands for it" in table(found, "investigation_span").because
    assert "allocation" not in [one.name for one in found.tables]
    assert "not_delivered" in bodies(found, "investigation")["happened_at"]
    reported = draft(tmp_path / "more", (*FOUR, "OIC", "Reported"), [(*row, "PC 1", "24/02/2016") for row in ROWS])
    assert bodies(reported, "allocation")["officer"] == "OIC"
    assert bodies(reported, "investigation_span")["began_at"]["column"] == "Reported"


def test_codes_that_are_known_are_a_list_and_others_rules(tmp_path: Path) -> None:
    risks = [(*row, risk) for row, risk in zip(ROWS, ("H", "med", "Standard"), strict=True)]
    known = bodies(draft(tmp_path / "1", (*FOUR, "Risk"), risks), "risk_grading")["level"]
    assert known == {"column": "Risk", "codes": {"H": "high", "med": "medium", "Standard": "standard"}}
    odd = [(*row, risk) for row, risk in zip(ROWS, ("H", "H", "Gold (1)"), strict=True)]
    found = draft(tmp_path / "2", (*FOUR, "Risk"), odd)
    assert bodies(found, "risk_grading")["level"] == {"column": "Risk", "rules": [{"matches": "^H$", "is": "high"}]}
    (level,) = [one for one in table(found, "risk_grading").columns if one.name == "level"]
    assert "Gold (1)" in level.because


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (("42461", "42462", "42463"), "Excel"),
        (("soon", "later", "done"), "no date that is known"),
        (("2016-01", "2016-02", "2016-03"), "month alone"),
        (("", "", ""), "holds nothing"),
    ],
)
def test_a_column_that_cannot_hold_what_its_name_says_is_not_placed(
    tmp_path: Path, values: Sequence[str], why: str
) -> None:
    rows = [(row[0], row[1], value, row[3]) for row, value in zip(ROWS, values, strict=True)]
    found = draft(tmp_path, FOUR, rows)
    assert "review" not in [one.name for one in found.tables]
    (said,) = [line for line in found.unplaced if "'Reviewed'" in line]
    assert why in said


def test_several_reviews_of_a_case_are_a_row_each(tmp_path: Path) -> None:
    rows = [("A1", "25/02/2016", "20/03/2016", ""), ("A1", "25/02/2016", "27/03/2016", ""), *ROWS[1:]]
    found = draft(tmp_path, FOUR, rows)
    assert table(found, "investigation").one_per == "URN"
    assert table(found, "review").one_per is None
    assert bodies(found, "review")["id"] == {"join": ["URN", "Reviewed"], "by": "/"}
    assert table(found, "investigation_span").one_per == "URN"


def test_files_of_a_folder_are_put_together(tmp_path: Path) -> None:
    draft(tmp_path, ("Crime number", "Reported", "Closed"), [(row[0], row[1], row[3]) for row in ROWS], "crimes.csv")
    reviews = [(row[0], row[2], "Sgt 1") for row in ROWS if row[2]]
    found = draft(tmp_path, ("Crime number", "Review date", "Reviewed by"), reviews, "reviews.csv")
    assert {one.name: one.file for one in found.tables} == {
        "investigation": "crimes.csv", "investigation_span": "crimes.csv", "review": "reviews.csv",
    }  # fmt: skip


def test_missing_people_are_told_from_crimes(tmp_path: Path) -> None:
    header = ("Misper ID", "Nominal", "Reported missing", "Found", "RHI completed")
    found = draft(tmp_path, header, [("M1", "N1", "25/02/2016 10:00", "26/02/2016 09:00", "27/02/2016 10:00")] * 1)
    assert [one.name for one in found.tables] == ["missing_episode", "return_interview"]
    assert bodies(found, "missing_episode")["began_at"] == {"column": "Reported missing", "format": "%d/%m/%Y %H:%M"}


@pytest.mark.parametrize("header", [FOUR, ("Crime, no.", "Date allocated", 'Date of "review"', "Finalised")])
def test_what_is_drafted_can_be_read(tmp_path: Path, header: Sequence[str]) -> None:
    found = draft(tmp_path / "data", header, ROWS)
    for name, text in texts_of(found, "../data/extract.csv", 'a "title"').items():
        (tmp_path / "declared").mkdir(exist_ok=True)
        (tmp_path / "declared" / name).write_text(text, encoding="utf-8")
    declaration = read_declaration(tmp_path / "declared")
    extract = read_source(declaration.source, declaration)
    assert (extract.loaded["investigation"], extract.loaded["review"]) == (3, 2)
    assert not extract.exclusions
    assert ("investigation", "happened_at") in extract.unmapped


SEVERAL = ("Case No", "Date Opened", "Sgt Review", "Closed On")


def test_a_reference_is_known_by_its_short_names_and_repeats(tmp_path: Path) -> None:
    """Three rows of two cases, called as spreadsheets call them: the reviews are told apart by their time, and so
    said, as a corrected date will look like another review."""
    rows = [("A1", "25/02/2016", "20/03/2016", ""), ("A1", "25/02/2016", "27/03/2016", ""),
            ("A2", "26/02/2016", "21/03/2016", "28/03/2016")]  # fmt: skip
    for name in ("Case No", "Case Nr", "Ref No", "Crime Ref."):
        found = draft(tmp_path / name, (name, *SEVERAL[1:]), rows)
        assert bodies(found, "review")["id"] == {"join": [name, "Sgt Review"], "by": "/"}
        assert "corrected later, it will look like another review" in table(found, "review").because


def test_several_dates_in_one_cell_are_said(tmp_path: Path) -> None:
    rows = [("A1", "25/02/2016", "20/03/2016; 27/03/2016", ""), ("A2", "26/02/2016", "21/03/2016", "28/03/2016"),
            ("A3", "26/02/2016", "22/03/2016\n29/03/2016", "28/03/2016")]  # fmt: skip
    found = draft(tmp_path, (*SEVERAL[:2], "Sgt Review Dates", SEVERAL[3]), rows)
    assert "review" not in [one.name for one in found.tables]
    (said,) = [line for line in found.unplaced if "several dates in one cell (2 of its different values)" in line]
    assert "one row for each of them" in said


def test_a_plain_table_drops_no_row(tmp_path: Path) -> None:
    """A row with only a comment has no date: it stays, as what nobody dated is not what did not happen."""
    rows = [("A1", "2016-01-03", "", ""), ("A2", "", "", "only a comment"), ("A3", "2016-01-05", "2016-01-09", "")]
    found = draft(tmp_path, ("Serial", "Visited", "Answered", "Comment"), rows, "visits.csv")
    (one,) = found.tables
    assert not one.where
    assert "in 1 of 3 rows nothing says when" in one.because
    out = tmp_path / "declared"
    for name, text in texts_of(found, str(tmp_path / "visits.csv"), "visits").items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
    declaration = read_declaration(out)
    extract = read_source(declaration.source, declaration)
    assert (extract.loaded["visits"], extract.exclusions) == (3, ())


def test_what_tells_no_rows_apart_is_named_with_the_ways_on(tmp_path: Path) -> None:
    rows = [("A1", "2016-01-03"), ("A1", "2016-01-04"), ("A1", "2016-01-05"), ("A2", "2016-01-05")]
    line, *_ = draft(tmp_path, ("Location", "Visited"), rows, "visits.csv").unplaced
    assert "'Location' comes nearest, with 2 different values in 4 rows" in line
    assert "rename the column" in line
    assert 'id = { join = ["Location", "ANOTHER"], by = "/" }' in line


def test_start_and_end_of_a_plain_table_are_said(tmp_path: Path) -> None:
    rows = [("A1", "2016-01-03", "2016-01-05"), ("A2", "2016-01-04", "")]
    (one,) = draft(tmp_path, ("Serial", "Valid from", "Valid to"), rows, "permits.csv").tables
    assert 'write began = "valid_from" and ended = "valid_to" in tables.toml' in one.because
