"""Up to when the records of a source reach, on tables written here."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dutybound.exchange.reaching import Reach, reach_of
from dutybound.exchange.reading import read_source
from tests.exchange.worlds import LONDON, declared, written

DATA = {
    "case.csv": "id,opened_on,closed_on\n1,2016-01-01,2016-09-30\n2,2016-03-05,\n",
    "visit.csv": "id,case,made_at,noted_at\n1,1,2016-02-01 10:00,2016-02-03 09:00\n2,1,2016-08-01 10:00,\n",
}
UNDATED = "id,opened_on,closed_on\n1,,\n2,,\n"
CASE = """
[case]
began = "opened_on"
ended = "closed_on"
[case.columns]
opened_on = { type = "date" }
closed_on = { type = "date" }
"""
VISIT = """
[visit]
happened = "made_at"
recorded = "noted_at"
[visit.columns]
case = { of = "case", as = "visits" }
made_at = { type = "instant" }
noted_at = { type = "instant" }
"""


def reach(folder: Path, tables: str, head: str = "", data: Mapping[str, str] = DATA) -> Reach | None:
    declaration = declared(folder, tables, head=f"{head}\n{LONDON}")
    return reach_of(read_source(written(folder / "delivered", data), declaration), declaration)


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def test_without_recorded_times_what_happened_or_began_tells(tmp_path: Path) -> None:
    """Not when something ended, which is often planned."""
    assert reach(tmp_path, CASE) == Reach(day("2016-03-05"), "2016-03-05", "the latest case.opened_on")


def test_of_a_table_with_recorded_times_those_tell(tmp_path: Path) -> None:
    """A visit of August without a recorded time may be planned."""
    told = reach(tmp_path, CASE + VISIT, data={**DATA, "case.csv": UNDATED})
    assert told == Reach(day("2016-02-03"), "2016-02-03 09:00", "the latest visit.noted_at")


def test_the_latest_of_all_tables(tmp_path: Path) -> None:
    assert reach(tmp_path, CASE + VISIT) == Reach(day("2016-03-05"), "2016-03-05", "the latest case.opened_on")


@pytest.mark.parametrize("as_at", ["2016-08-01", '"2016-08-01 23:30"', '"2016-08-01T22:30Z"'])
def test_a_declaration_comes_first_and_its_day_is_a_local_one(tmp_path: Path, as_at: str) -> None:
    told = reach(tmp_path, CASE, f"data_as_at = {as_at}")
    assert told is not None
    assert (told.day, told.told_by) == (day("2016-08-01"), "the declaration")


def test_no_time_at_all(tmp_path: Path) -> None:
    assert reach(tmp_path, CASE, data={"case.csv": UNDATED}) is None
