"""What can be read and is yet likely to be a slip is said, and nothing is changed on its account."""

from pathlib import Path

import pytest

from tests.exchange.test_constraints import FAMILY
from tests.exchange.test_types import said
from tests.exchange.worlds import column, loaded, one_column


def notes(folder: Path, *days: str, form: str) -> list[str]:
    rows = "".join(f"{number},{day}\n" for number, day in enumerate(days))
    mapping = f'[case.columns]\nid = "id"\nv = {{ column = "v", format = "{form}" }}\n'
    return list(loaded(folder, {"case.csv": "id,v\n" + rows}, one_column("date"), mapping).notes)


def test_blanks_around_ids_are_said_and_kept(tmp_path: Path) -> None:
    files = {"case.csv": "id\n A1\nA2 \nA3\n", "visit.csv": "id,case\nv1,A1\nv2,A3\n"}
    found = loaded(tmp_path, files, FAMILY)
    assert column(found, "id") == [" A1", "A2 ", "A3"]
    (note,) = (one for one in found.notes if "blanks" in one)
    assert note.startswith("[case] id: 2 rows have blanks before or after the id in case.csv; it is taken as written")
    assert [one.what for one in found.exclusions] == ["names no row of 'case'"]


def test_blanks_around_the_id_of_another_row_are_said(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"case.csv": "id\nA1\n", "visit.csv": "id,case\nv1,A1 \n"}, FAMILY)
    assert any(one.startswith("[visit] case: 1 row has blanks") for one in found.notes)
    assert not any("blanks" in one for one in loaded(tmp_path / "b", {"case.csv": "id\nA1\n"}, FAMILY).notes)


def test_years_of_two_digits_say_how_they_were_read(tmp_path: Path) -> None:
    (note,) = notes(tmp_path, "01/02/61", "01/02/06", form="%d/%m/%y")
    assert "[case] v: case.csv writes years with two digits, read as 1969 to 2068" in note
    assert "those found are 2006 to 2061" in note


def test_years_of_four_digits_need_no_hint(tmp_path: Path) -> None:
    assert notes(tmp_path, "01/02/2061", form="%d/%m/%Y") == []


@pytest.mark.parametrize("kind", ["date", "instant"])
def test_a_serial_number_of_a_spreadsheet_is_recognised(tmp_path: Path, kind: str) -> None:
    other, whole, part = said(tmp_path, kind, "42461", "42461.375", "999")
    for serial in (whole, part):
        assert "is a bare number, which is how Excel stores a date (42461 is 2016-04-01)" in serial
        assert "Give the column in Excel the format yyyy-mm-dd" in serial
    assert "999" in other
    assert "Excel" not in other
