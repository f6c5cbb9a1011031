"""What the folder of a source declares, and what is said when it is wrong."""

from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.reading import read_source
from tests.exchange.worlds import CASES, LONDON, column, declared, whats, written

POLICY = """
[[policy]]
id = "{}"
layer = "guidance"
valid_from = 2016-01-01
recorded = 2016-01-01
value = "28 days"
source = "a manual"
mark = "published"
owner = "the college"
"""


def refused(folder: Path, **files: str) -> list[str]:
    with pytest.raises(DutyboundError) as error:
        read_declaration(written(folder, files))
    return whats(error.value.problems)


def test_a_declaration_holds_calendar_tables_mapping_and_policy(tmp_path: Path) -> None:
    found = declared(tmp_path, head='title = "Cases"\n' + LONDON, **{"policy.toml": POLICY.format("a.b")})
    assert (found.title, found.calendar.zone, found.calendar.region) == ("Cases", "Europe/London", "GB-ENG")
    assert list(found.schema.tables) == ["case", "excusal", "holding"]
    assert found.policy.ids == {"a.b"}
    assert found.source == found.folder / "."


def test_several_policy_files_are_one_book(tmp_path: Path) -> None:
    found = declared(tmp_path, **{"policy/a.toml": POLICY.format("a.b"), "policy/c.toml": POLICY.format("c.d")})
    assert found.policy.ids == {"a.b", "c.d"}


def test_clashes_between_policy_files_are_found(tmp_path: Path) -> None:
    files = {"dutybound.toml": LONDON, "tables.toml": CASES, "policy/a.toml": POLICY.format("a.b")}
    (problem,) = refused(tmp_path, **files, **{"policy/c.toml": POLICY.format("a.b")})
    assert problem.startswith("policy packs together: a.b (guidance): the entries from 2016-01-01")


def test_without_a_title_the_folder_names_the_source(tmp_path: Path) -> None:
    assert declared(tmp_path).title == "declared"


def test_a_folder_without_the_marker_declares_nothing(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, **{"tables.toml": CASES})
    assert problem.endswith("holds no dutybound.toml, so it declares no source")


def test_problems_of_all_files_come_together_with_file_and_line(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        **{
            "dutybound.toml": LONDON + "\nzone 3",
            "tables.toml": CASES,
            "mapping.toml": "[case]\n\n[case]\n",
            "policy/a.toml": "[[policy]]\nid = 'x'\nlayer = 'guidance'\nwhen = 3\n",
        },
    )
    assert problems[0].startswith("dutybound.toml, line 5: cannot be read as TOML: expected '='")
    assert problems[1].startswith("mapping.toml, line 3: cannot be read as TOML: cannot declare")
    assert "policy/a.toml: entry 1 (x): unknown key 'when'" in problems


def test_toml_that_is_cut_off_or_not_utf8_is_said(tmp_path: Path) -> None:
    written(tmp_path, {"tables.toml": b'[case]\nabout = "caf\xe9"\n'})
    problems = refused(tmp_path, **{"dutybound.toml": LONDON + 'x = "'})
    assert problems[0].startswith("dutybound.toml, ")
    assert problems[1] == "tables.toml, line 2: is not UTF-8"


def test_missing_tables_and_a_wrong_calendar_are_said_at_once(tmp_path: Path) -> None:
    problems = refused(tmp_path, **{"dutybound.toml": '[calendar]\nzone = "Europe/Londn"\nregion = "XX"\n'})
    assert problems == [
        "dutybound.toml: [calendar]: no time zone 'Europe/Londn'",
        "dutybound.toml: [calendar]: no holidays are known for 'XX'",
        "tables.toml: is missing beside dutybound.toml",
    ]


def test_a_calendar_without_zone_is_refused(tmp_path: Path) -> None:
    problems = refused(tmp_path, **{"dutybound.toml": '[calendar]\nregion = "IT"\nzon = 1\n', "tables.toml": CASES})
    assert problems == ["dutybound.toml: [calendar]: unknown key 'zon'", "dutybound.toml: [calendar]: zone is missing"]


def test_a_setting_below_the_calendar_is_shown_its_place(tmp_path: Path) -> None:
    with pytest.raises(DutyboundError, match=r"unknown key 'source'\n    Move it above \[calendar\]"):
        declared(tmp_path, head=LONDON + 'source = "x.csv"\n')


def test_tables_and_policies_of_a_wrong_shape_are_problems(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        **{
            "dutybound.toml": "calendar = 3\ntitle = 4\n",
            "tables.toml": "case = 1\n[b]\n[b.columns]\nx = 'text'\n",
            "policy.toml": "[policy]\nid = 3\n",
        },
    )
    assert problems == [
        "dutybound.toml: title: 4 is not a text",
        "dutybound.toml: calendar: is not a section",
        "tables.toml: case: is not a section",
        "tables.toml: [b] columns: x: is not a section",
        "policy.toml: policy: is not a list of entries",
    ]


def test_a_declaration_can_bring_its_own_data(tmp_path: Path) -> None:
    found = declared(tmp_path, head='source = "data/case.csv"\n' + LONDON, **{"data/case.csv": "id\n1\n"})
    assert column(read_source(found.folder, found), "id") == ["1"]


def test_data_beside_the_declaration_need_no_source(tmp_path: Path) -> None:
    found = declared(tmp_path, **{"case.csv": "id\n1\n"})
    assert column(read_source(found.folder, found), "id") == ["1"]


def test_the_line_of_a_toml_error_is_shown(tmp_path: Path) -> None:
    long = 'title = "' + "x" * 200
    files = {"dutybound.toml": LONDON + "\n  zone 3", "tables.toml": "[case]\n\n[case]\n", "mapping.toml": long}
    with pytest.raises(DutyboundError) as error:
        read_declaration(written(tmp_path / "declared", files))
    said = {one.where: one.remedy for one in error.value.problems}
    assert said["dutybound.toml, line 5"] == "The line is: zone 3"
    assert said["tables.toml, line 3"] == "The line is: [case]"
    (shown,) = (remedy for where, remedy in said.items() if where.startswith("mapping.toml"))
    assert shown == f"The line is: {long[:100]} ..."


def test_a_folder_that_is_not_there_gets_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    with pytest.raises(DutyboundError) as error:
        read_declaration(tmp_path / "casses")
    assert f"{tmp_path / 'casses'}: there is no such folder\n    Did you mean 'cases/'?" in str(error.value)
    with pytest.raises(DutyboundError) as error:
        read_declaration(tmp_path / "casses" / "a" / "b")
    assert f"there is no such folder: {tmp_path / 'casses'} is not there\n    Did you mean 'cases/'?" in str(
        error.value
    )
