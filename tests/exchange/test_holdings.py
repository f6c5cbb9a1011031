"""The table of holdings, which no source declares and none has to deliver."""

from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.duties.schema import HOLDING, schema_from
from dutybound.exchange.extract import Extract
from tests.exchange.worlds import loaded

HEAD = "id,subject_table,subject,unit,began_at,ended_at\n"


def with_holdings(folder: Path, rows: str | None) -> Extract:
    cases = {"case.csv": "id,opened_on,risk\nC1,2016-05-01,high\n"}
    return loaded(folder, cases if rows is None else {**cases, "holding.csv": HEAD + rows})


def test_nobody_has_to_deliver_it(tmp_path: Path) -> None:
    extract = with_holdings(tmp_path, None)
    assert extract.tables["holding"].num_rows == 0
    assert not {table for table, _ in extract.unmapped} & {"holding"}
    assert "holding" not in " ".join(extract.notes)


def test_nobody_declares_it() -> None:
    with pytest.raises(DutyboundError, match="is a table that every source has"):
        schema_from({"holding": {"happened": "at", "columns": {"at": {"type": "date"}}}})


def test_its_rows_are_read_and_what_they_name_in_vain_is_said(tmp_path: Path) -> None:
    rows = "h1,case,C1,North,2016-05-01T09:00,\nh2,case,C9,North,2016-05-01T09:00,\nh3,cas,C1,North,2016-05-01T09:00,\n"
    extract = with_holdings(tmp_path, rows)
    assert extract.tables["holding"].column("unit").to_pylist() == ["North"] * 3
    notes = [note for note in extract.notes if note.startswith("[holding]")]
    assert [note.split(". ")[0] for note in notes] == [
        "[holding] 1 row names a subject that is not in 'case': no duty gets its unit from them",
        "[holding] 1 row names 'cas', which is no declared table",
    ]
    assert ("holding", "officer") in extract.unmapped


def test_a_row_without_a_unit_or_that_ends_before_it_begins_is_left_out(tmp_path: Path) -> None:
    rows = "h1,case,C1,,2016-05-01T09:00,\nh2,case,C1,North,2016-05-01T09:00,2016-04-01T09:00\n"
    extract = with_holdings(tmp_path, rows)
    assert {(one.row, one.column) for one in extract.exclusions} == {(2, "unit"), (3, "ended_at")}
    assert set(HOLDING.columns) == set(extract.tables["holding"].column_names)
