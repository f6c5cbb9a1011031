"""Rows that break a declared constraint are left out, counted and listed; whatever is only odd is loaded."""

from pathlib import Path

from dutybound.exchange.extract import Extract
from tests.exchange.worlds import CASES, column, loaded

FAMILY = """
[case]
happened = "opened_on"
[case.columns]
opened_on = { type = "date" }
part_of = { of = "case", as = "parts", required = false }
[visit]
happened = "made_on"
[visit.columns]
case = { of = "case", as = "visits" }
made_on = { type = "date" }
[note]
happened = "made_on"
[note.columns]
visit = { of = "visit", as = "notes" }
made_on = { type = "date" }
"""
STAYS = """
[stay]
began = "from"
ended = "until"
[stay.columns]
from = { type = "%s" }
until = { type = "%s" }
"""
VERSIONS = """
[case]
happened = "opened_on"
recorded = "entered_at"
versioned = true
[case.columns]
opened_on = { type = "date" }
entered_at = { type = "instant" }
"""


def said(extract: Extract) -> list[tuple[str, int, str, str, str]]:
    return [(one.table, one.row, one.column, one.what, one.value) for one in extract.exclusions]


def test_a_missing_required_value_and_an_unknown_code_exclude_the_row(tmp_path: Path) -> None:
    tables = CASES + 'owner = { type = "text", required = true }\n'
    found = loaded(tmp_path, {"case.csv": "id,risk,owner\n1,high,x\n2,low,\n,,y\n4,,z\n"}, tables=tables)
    assert column(found, "id") == ["1", "4"]
    assert said(found) == [
        ("case", 3, "owner", "is required and missing", ""),
        ("case", 3, "risk", "is not one of its codes: high, medium", "low"),
        ("case", 4, "id", "is required and missing", ""),
    ]
    assert (found.delivered["case"], found.loaded["case"], found.excluded("case")) == (4, 2, 2)
    assert found.exclusions[0].file == "case.csv"


def test_every_row_but_the_first_of_an_id_is_excluded(tmp_path: Path) -> None:
    content = "id,opened_on,risk\n1,2016-01-01,high\n2,,\n1,2016-01-01,high\n1,2016-01-02,\n2,,\n"
    found = loaded(tmp_path, {"case.csv": content})
    assert column(found, "id") == ["1", "2"]
    assert said(found) == [
        ("case", 4, "id", "repeats the id of row 2, with the same values", "1"),
        ("case", 5, "id", "repeats the id of row 2, with other values in opened_on, risk", "1"),
        ("case", 6, "id", "repeats the id of row 3, with the same values", "2"),
    ]


def test_ids_that_the_file_tells_apart_and_the_mapping_does_not_are_repeated(tmp_path: Path) -> None:
    mapping = '[case.columns]\nid = { column = "id", codes = { A = "1", B = "1" } }\n'
    found = loaded(tmp_path, {"case.csv": "id,risk\nA,high\nB,high\n"}, mapping=mapping)
    assert column(found, "id") == ["1"]
    assert said(found) == [("case", 3, "id", "repeats the id of row 2, with the same values", "B")]


def test_a_row_excluded_for_itself_does_not_count_as_the_first(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"case.csv": "id,risk\n1,low\n1,high\n"})
    assert column(found, "risk") == ["high"]
    assert [row for _, row, *_ in said(found)] == [2]


def test_versions_repeat_an_id_but_not_with_the_same_recorded_time(tmp_path: Path) -> None:
    times = ("2016-01-01T10:00Z", "2016-01-02T10:00Z", "2016-01-01T10:00Z", "", "")
    content = "id,entered_at\n" + "".join(f"1,{time}\n" for time in times)
    found = loaded(tmp_path, {"case.csv": content}, tables=VERSIONS)
    assert found.loaded["case"] == 2
    missing = "is missing, and it orders the versions of a row"
    assert said(found) == [
        ("case", 4, "id", "repeats the id and 'entered_at' of row 2, with the same values", "1"),
        ("case", 5, "entered_at", missing, ""),
        ("case", 6, "entered_at", missing, ""),
    ]


def test_orphans_are_excluded_until_nothing_changes(tmp_path: Path) -> None:
    files = {
        "note.csv": "id,visit,made_on\nn1,v1,\nn2,v2,\nn3,v9,\n",
        "visit.csv": "id,case,made_on\nv1,1,\nv2,3,\nv3,,\n",
        "case.csv": "id,part_of,opened_on\n1,,\n2,9,\n3,2,\n4,1,\n",
    }
    found = loaded(tmp_path, files, tables=FAMILY)
    assert {name: column(found, "id", name) for name in ("case", "visit", "note")} == {
        "case": ["1", "4"],
        "visit": ["v1"],
        "note": ["n1"],
    }
    assert said(found) == [
        ("case", 3, "part_of", "names no row of 'case'", "9"),
        ("case", 4, "part_of", "names a row of 'case' that was itself excluded", "2"),
        ("visit", 3, "case", "names a row of 'case' that was itself excluded", "3"),
        ("visit", 4, "case", "is required and missing", ""),
        ("note", 3, "visit", "names a row of 'visit' that was itself excluded", "v2"),
        ("note", 4, "visit", "names no row of 'visit'", "v9"),
    ]


def test_an_undelivered_parent_makes_no_orphans_but_is_noted(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"visit.csv": "id,case,made_on\nv1,1,\n"}, tables=FAMILY)
    assert found.loaded["visit"] == 1
    assert "[visit] could not be checked against case, not delivered" in found.notes


def test_a_tenure_that_ends_before_it_begins_is_excluded(tmp_path: Path) -> None:
    content = "id,from,until\n1,2016-01-02,2016-01-01\n2,2016-01-02,2016-01-02\n3,2016-01-02,\n4,,2016-01-01\n"
    found = loaded(tmp_path, {"stay.csv": content}, tables=STAYS % ("date", "date"))
    assert column(found, "id", "stay") == ["2", "3", "4"]
    assert said(found) == [("stay", 2, "until", "lies before 'from': it ends before it begins", "2016-01-01")]


def test_a_date_and_an_instant_are_compared_as_local_dates(tmp_path: Path) -> None:
    content = "id,from,until\n1,2016-07-02,2016-07-01T22:30Z\n2,2016-07-02,2016-07-01T23:30Z\n"
    found = loaded(tmp_path, {"stay.csv": content}, tables=STAYS % ("date", "instant"))
    assert column(found, "id", "stay") == ["2"]


def test_an_excusal_needs_two_people(tmp_path: Path) -> None:
    head = "id,standard,subject,begins_on,ends_on,reason,asked_by,approved_by,recorded_at\n"
    row = "{},a.b,1,2016-01-01,2016-02-01,leave,{},{},2016-01-01T10:00Z\n"
    content = head + row.format(1, "Ann", "Bob") + row.format(2, "Ann", "ann ") + row.format(3, "Ann", "")
    found = loaded(tmp_path, {"case.csv": "id\n1\n", "excusal.csv": content})
    assert column(found, "id", "excusal") == ["1"]
    assert said(found) == [
        ("excusal", 3, "approved_by", "is the person who asked for it: two are needed", "ann "),
        ("excusal", 4, "approved_by", "is required and missing", ""),
    ]


def test_odd_but_possible_order_is_loaded(tmp_path: Path) -> None:
    tables = VERSIONS.replace("versioned = true\n", "")
    content = "id,opened_on,entered_at\n1,2016-05-01,2016-01-01T10:00Z\n2,2016-01-01,2016-05-01T10:00Z\n"
    assert loaded(tmp_path, {"case.csv": content}, tables=tables).loaded["case"] == 2


def test_no_row_is_lost_without_an_exclusion(tmp_path: Path) -> None:
    content = "id,risk\n" + "".join(f"{number % 700},{'high' if number % 3 else 'low'}\n" for number in range(2000))
    found = loaded(tmp_path, {"case.csv": content})
    assert found.excluded("case") == len({one.row for one in found.exclusions})
    assert found.loaded["case"] == found.tables["case"].num_rows == len(set(column(found, "id")))
