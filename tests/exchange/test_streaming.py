"""A source read in pieces, and lying on disk, is the source that is held: the same tables, notes and refusals."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.exchange import csv_files, reading
from dutybound.exchange.extract import Extract
from tests.exchange.worlds import loaded
from tests.generative import examples

ALL_HELD, NONE_HELD = 1 << 40, -1
TABLES = """
[case]
happened = "opened_on"
[case.columns]
opened_on = { type = "date", required = true }
parent = { of = "case", as = "children" }
risk = { type = "text", codes = ["high", "low"] }
[visit]
happened = "noted_on"
recorded = "noted_on"
versioned = true
[visit.columns]
case = { of = "case", as = "visits", required = true }
noted_on = { type = "date" }
"""
MAPPING = """
[case]
[case.columns]
id = "id"
opened_on = "opened_on"
parent = { column = "parent", codes = { c1 = "C1", c2 = "C2", c3 = "C3" } }
risk = { column = "risk", rules = [ { matches = "^h", is = "high" }, { matches = "^l", is = "low" } ] }
[visit]
where = { kind = ["visit", "call"] }
[visit.columns]
id = "id"
case = "case"
noted_on = { column = "noted_on", format = "%d/%m/%y" }
"""
ID = st.sampled_from(["C1", "C2", "C3", "C4", " C4", "C5", ""])
CASE = st.tuples(ID, st.sampled_from(["2016-02-01", "2016-02-02", ""]), st.sampled_from(["c1", "c2", "c3", "c9", ""]),
                 st.sampled_from(["high", "low", "unheard of", ""]))  # fmt: skip
VISIT = st.tuples(st.sampled_from(["V1", "V2", "V3", "V4"]), ID, st.sampled_from(["01/02/16", "03/02/16", ""]),
                  st.sampled_from(["visit", "visit", "other"]))  # fmt: skip
HOLDING = st.tuples(st.sampled_from(["H1", "H2", "H3"]), st.sampled_from(["case", "case", "crime"]), ID,
                    st.just("North"), st.sampled_from(["2016-02-01T10:00", "2016-02-02T10:00"]))  # fmt: skip


def written(header: str, rows: list[tuple[str, ...]]) -> str:
    return "".join(f"{line}\n" for line in [header, *(",".join(row) for row in rows)])


def read_both_ways(folder: Path, files: dict[str, str]) -> list[object]:
    found: list[object] = []
    for most in (ALL_HELD, NONE_HELD):
        with pytest.MonkeyPatch.context() as patching:
            patching.setattr(reading, "HELD", most)
            patching.setattr(csv_files.CsvFile, "pieces", _few_at_a_time)
            try:
                extract = loaded(folder, files, TABLES, MAPPING)
            except DutyboundError as error:
                found.append(tuple(error.problems))
                continue
            assert [isinstance(rows, pa.Table) for rows in extract.tables.values()][:2] == [most == ALL_HELD] * 2
            found.append(said(extract))
    return found


def _few_at_a_time(file: csv_files.CsvFile, columns: tuple[str, ...]) -> Iterator[pa.Table]:
    rows = file.read(columns)
    return (rows.slice(first, 4) for first in range(0, rows.num_rows, 4))


def said(extract: Extract) -> tuple[object, ...]:
    """All that an extract says; the values of what was left out too, which it keeps to itself."""
    rows = {
        name: (rows if isinstance(rows, pa.Table) else rows.to_table()).to_pylist()
        for name, rows in extract.tables.items()
    }
    values = [one.value for one in extract.exclusions]
    told = extract.unmapped, extract.delivered, extract.loaded, extract.unused, extract.notes, extract.excusal_rows
    return rows, extract.exclusions, values, told


@examples(25)
@given(st.lists(CASE, max_size=14), st.lists(VISIT, max_size=14), st.lists(HOLDING, max_size=6))
def test_whatever_is_wrong_with_rows(
    tmp_path_factory: pytest.TempPathFactory, cases: list[tuple[str, ...]], visits: list[tuple[str, ...]],
    holdings: list[tuple[str, ...]],
) -> None:  # fmt: skip
    files = {
        "case.csv": written("id,opened_on,parent,risk", cases),
        "visit.csv": written("id,case,noted_on,kind", visits),
        "holding.csv": written("id,subject_table,subject,unit,began_at", holdings),
    }
    held, in_pieces = read_both_ways(tmp_path_factory.mktemp("drawn"), files)
    assert held == in_pieces


def test_what_cannot_be_read_refuses_it_with_all_that_is_wrong_in_any_piece(tmp_path: Path) -> None:
    wrong = [("C1", "2016-02-01", "", "")] * 5 + [(f"C{n}", "yesterday", "", "") for n in range(9)]
    files = {
        "case.csv": written("id,opened_on,parent,risk", wrong),
        "visit.csv": written("id,case,noted_on,kind", [("V1", "C1", "2016", "visit")] * 9),
    }
    held, in_pieces = read_both_ways(tmp_path, files)
    assert held == in_pieces
    assert "'yesterday'" in str(held)


def test_a_row_that_is_not_whole_is_found_after_the_last_piece(tmp_path: Path) -> None:
    files = {"case.csv": "id,opened_on,parent,risk\n" + "C1,2016-02-01,,\n" * 9 + "C2,2016-02-01\n"}
    held, in_pieces = read_both_ways(tmp_path, {**files, "visit.csv": "id,case,noted_on,kind\n"})
    assert held == in_pieces
    assert "too few fields" in str(held)
