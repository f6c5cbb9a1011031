"""How columns of a file become declared columns."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.duties.schema import ColumnType
from tests.exchange.worlds import CASES, column, declared, loaded, one_column, refusal, whats

FREE = one_column("text")


def mapped(columns: str, table: str = "") -> str:
    return f'[case]\n{table}\n[case.columns]\nid = "id"\n{columns}\n'


def values(folder: Path, content: str, columns: str, tables: str = FREE, table: str = "") -> list[object]:
    return column(loaded(folder, {"case.csv": content}, tables=tables, mapping=mapped(columns, table)), "v")


def slips(folder: Path, mapping: str, tables: str = CASES) -> list[str]:
    with pytest.raises(DutyboundError) as error:
        declared(folder, tables, mapping)
    return [str(one) for one in error.value.problems]


def test_columns_are_renamed_joined_and_constant(tmp_path: Path) -> None:
    assert values(tmp_path, "id,a\n1,x\n", 'v = "a"') == ["x"]
    assert values(tmp_path, "id,a\n1,x\n2,\n", 'v = { join = ["id", "a"], by = "/" }') == ["1/x", None]
    assert values(tmp_path, "id,a\n1,x\n", 'v = { join = ["id", "a"] }') == ["1:x"]
    assert values(tmp_path, "id\n1\n2\n", 'v = { constant = "Force control room" }') == ["Force control room"] * 2


def test_constants_take_the_type_of_the_column(tmp_path: Path) -> None:
    assert values(tmp_path, "id\n1\n", "v = { constant = true }", one_column("boolean")) == [True]
    assert str(values(tmp_path, "id\n1\n", "v = { constant = 2016-07-01 }", one_column("date"))) == (
        "[datetime.date(2016, 7, 1)]"
    )


def test_a_code_list_translates_and_what_it_lacks_is_excluded(tmp_path: Path) -> None:
    mapping = mapped('risk = { column = "r", codes = { H = "high", M = "medium" } }')
    found = loaded(tmp_path, {"case.csv": "id,r\n1,H\n2,M\n3,high\n4,\n"}, mapping=mapping)
    assert column(found, "risk") == ["high", "medium", None]
    (left_out,) = found.exclusions
    assert (left_out.row, left_out.column, left_out.what) == (4, "risk", "is not in the mapping's code list: H, M")
    assert left_out.value == "high"
    assert "high" not in repr(left_out)


def test_text_rules_take_the_first_that_matches(tmp_path: Path) -> None:
    rules = (
        'v = { column = "t", rules = [ { matches = "(?i)burgl", is = "burglary" }, { matches = "e", is = "e" }%s ] }'
    )
    content = "id,t\n1,BURGLARY dwelling\n2,theft\n3,x\n4,\n"
    assert values(tmp_path, content, rules % ', { otherwise = "other" }') == ["burglary", "e", "other", None]
    found = loaded(tmp_path, {"case.csv": content}, tables=FREE, mapping=mapped(rules % ""))
    assert column(found, "v") == ["burglary", "e", None, None]
    assert "[case] v: 1 row matches no rule in case.csv; nothing is known there" in found.notes


def test_texts_that_mean_nothing_are_nothing(tmp_path: Path) -> None:
    mapping = 'v = { column = "a", empty = ["NIL"] }'
    assert values(tmp_path, 'id,a\n1,NIL\n2,""\n3,\n4,  \n5,7\n', mapping, one_column("number")) == [None] * 4 + [7.0]


def test_only_rows_that_hold_the_named_values_are_taken(tmp_path: Path) -> None:
    content = "id,kind\n1,a\n2,b\n3,c\n4,\n"
    found = loaded(tmp_path, {"case.csv": content}, mapping='[case]\nwhere = { kind = ["a", "b"] }')
    assert column(found, "id") == ["1", "2"]
    assert found.delivered["case"] == 2
    assert column(loaded(tmp_path, {"case.csv": content}, mapping='[case]\nwhere = { kind = "" }'), "id") == ["4"]
    both = '[case]\nwhere = { kind = ["a", "b"], id = 2 }'
    assert column(loaded(tmp_path, {"case.csv": content}, mapping=both), "id") == ["2"]


def test_rows_in_which_a_column_says_nothing_are_left_out(tmp_path: Path) -> None:
    content = "id,kind,n\n1,a,1\n2,,2\n3,  ,\n4,b,\n"
    asked = "[case]\nwhere = { kind = { not_empty = true } }"
    found = loaded(tmp_path, {"case.csv": content}, mapping=asked)
    assert column(found, "id") == ["1", "4"]
    assert found.delivered["case"] == 2
    assert found.notes == ("[case] where: 2 of 4 rows of case.csv are not taken, having nothing in 'kind'",)
    both = "[case]\nwhere = { kind = { not_empty = true }, n = 1 }"
    assert column(loaded(tmp_path, {"case.csv": content}, mapping=both), "id") == ["1"]


def test_what_else_is_asked_of_a_column_is_refused(tmp_path: Path) -> None:
    said = slips(tmp_path, "[case]\nwhere = { risk = { not_empty = false }, opened_on = { empty = true } }")
    assert said == [
        f"mapping.toml: [case]: where: {asked} cannot be understood\n"
        "    Write a value, a list of values, or { not_empty = true }."
        for asked in ("'risk' = {'not_empty': False}", "'opened_on' = {'empty': True}")
    ]


def test_a_value_that_no_row_holds_is_noted_with_the_nearest(tmp_path: Path) -> None:
    mapping = '[case]\nwhere = { kind = "Creat Fine" }'
    found = loaded(tmp_path, {"case.csv": "id,kind\n1,Create Fine\n"}, mapping=mapping)
    assert found.notes == (
        "[case] where: no row of case.csv has 'Creat Fine' in 'kind'. Did you mean 'Create Fine'?",
        "[case] case.csv holds no rows of it",
    )


def test_one_row_is_made_of_each_case_and_differences_are_counted(tmp_path: Path) -> None:
    log = "event,c,limit\n1,A,2016-01-01\n2,A,2016-01-02\n3,B,2016-01-03\n4,B,2016-01-03\n5,,2016-01-04\n"
    mapping = '[case]\none_per = "c"\n[case.columns]\nid = "c"\nopened_on = "limit"\n'
    found = loaded(tmp_path, {"case.csv": log}, mapping=mapping)
    assert column(found, "id") == ["A", "B"]
    assert [str(day) for day in column(found, "opened_on")] == ["2016-01-01", "2016-01-03"]
    assert found.notes == (
        "[case] opened_on: 1 of 2 rows made from case.csv have several values of 'limit'; the first is taken",
    )
    assert [(one.row, one.what) for one in found.exclusions] == [(6, "is required and missing")]
    assert (found.delivered["case"], found.loaded["case"]) == (3, 2)


def test_optional_columns_that_are_not_mapped_are_unmapped_and_null(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"case.csv": "id,Risk,foo\n1,high,2\n"}, mapping=mapped(""))
    assert found.unmapped == {("case", "opened_on"), ("case", "risk")}
    assert found.tables["case"].column_names == ["id", "opened_on", "risk"]
    assert column(found, "risk") == [None]
    assert found.unused == (
        "case.csv: column 'Risk'; is it case.risk, which is not mapped?",
        "case.csv: foo",
    )


def test_slips_in_a_mapping_are_reported_at_once_with_the_nearest_name(tmp_path: Path) -> None:
    mapping = """
encoding = "utf-99"
[cas]
[case]
fil = "x.csv"
delimiter = ";;"
where = "x"
[case.columns]
opend_on = "a"
opened_on = { colum = "a" }
risk = { column = "r", join = ["a", "b"] }
[excusal]
columns = 3
"""
    assert slips(tmp_path, mapping) == [
        'mapping.toml: encoding = \'utf-99\' is unknown\n    Name one like "utf-8", "windows-1252" or "utf-16".',
        "mapping.toml: [cas]: is not a declared table\n    Did you mean 'case'?",
        "mapping.toml: [case]: unknown key 'fil'\n    Did you mean 'file'?",
        "mapping.toml: [case]: where = 'x' names no column\n"
        '    Write it as { "column" = "value" }, or with a list of values.',
        'mapping.toml: [case]: delimiter = \';;\' cannot separate fields\n    It is one character, like ";" or "\\t".',
        "mapping.toml: [case] columns.opend_on: is not a column of 'case'\n    Did you mean 'opened_on'?",
        "mapping.toml: [case] columns.opened_on: unknown key 'colum'\n    Did you mean 'column'?",
        "mapping.toml: [case] columns.opened_on: does not say where its values come from\n"
        "    Give exactly one of column, join or constant.",
        "mapping.toml: [case] columns.risk: names column and join\n    Give exactly one of column, join or constant.",
        "mapping.toml: [case]: the required column 'id' is not mapped\n"
        "    Say where it comes from, or what it always is.",
        "mapping.toml: [excusal]: columns is not a section\n    Write it as [excusal.columns].",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3", "3 names no column of a file"),
        ('{ join = ["a"] }', "join = ['a'] is not a list of at least two columns"),
        ('{ column = "a", by = "-" }', "by means nothing here"),
        ('{ constant = "a", empty = ["x"] }', "empty means nothing here"),
        ('{ column = "a", codes = [1] }', "codes = [1] is not a list of codes and meanings"),
        ('{ column = "a", codes = { A = "hgh" } }', "'hgh' is not one of its codes\n    Did you mean 'high'?"),
        ('{ column = "a", rules = "x" }', "rules is not a list"),
        ('{ column = "a", rules = [ { matches = "a" } ] }', "rule 1 cannot be understood"),
        (
            '{ column = "a", rules = [ { matches = "(", is = "high" } ] }',
            "rule 1: '(' is no regular expression: missing",
        ),
        (
            '{ column = "a", rules = [ { otherwise = "high" }, { matches = "a", is = "high" } ] }',
            "rule 1 hides those after it",
        ),
        ('{ column = "a", zone = "UTC" }', "zone is for dates and instants; this column is text"),
        ('{ column = "a", codes = { A = "high" }, rules = [] }', "rules means nothing here"),
    ],
)
def test_a_column_that_cannot_be_understood_is_refused(tmp_path: Path, written: str, said: str) -> None:
    assert f"mapping.toml: [case] columns.risk: {said}" in "\n".join(slips(tmp_path, mapped(f"risk = {written}")))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{ column = "a", zone = "Europe/Londn" }', "no time zone 'Europe/Londn'"),
        ('{ column = "a", format = "%Q" }', "format = '%Q' cannot be used: Failed to parse format specifier"),
        ('{ column = "a", format = "dd/mm" }', "format = 'dd/mm' cannot be used: names no part of a time"),
        (
            '{ column = "a", format = "%d/%m/%Y" }',
            "format = '%d/%m/%Y' reads no time of day, and the column is an instant",
        ),
        ('{ constant = "soon" }', "'soon' is not a date or time that can be read"),
        ("{ constant = 2016-07-01 }", "'2016-07-01' has no time of day"),
    ],
)
def test_times_that_cannot_be_understood_are_refused(tmp_path: Path, written: str, said: str) -> None:
    problems = "\n".join(slips(tmp_path, mapped(f"v = {written}"), one_column("instant")))
    assert f"mapping.toml: [case] columns.v: {said}" in problems


def test_columns_that_the_file_lacks_are_named_with_the_nearest(tmp_path: Path) -> None:
    asked = '[case]\none_per = "cse"\nwhere = { knd = 1, rik = { not_empty = true } }\n'
    mapping = f'{asked}[case.columns]\nid = "Case"\nrisk = "rsk"\n'
    problems = refusal(tmp_path, {"case.csv": "case,kind,risk\n"}, mapping=mapping)
    assert [str(one) for one in problems] == [
        "mapping.toml: [case] where: the column 'knd' is not in case.csv\n    Did you mean 'kind'?",
        "mapping.toml: [case] where: the column 'rik' is not in case.csv\n    Did you mean 'risk'?",
        "mapping.toml: [case] one_per: the column 'cse' is not in case.csv\n    Did you mean 'case'?",
        "mapping.toml: [case] columns.id: the column 'Case' is not in case.csv\n    Did you mean 'case'?",
        "mapping.toml: [case] columns.risk: the column 'rsk' is not in case.csv\n    Did you mean 'risk'?",
    ]


def test_without_a_mapping_a_missing_required_column_is_refused_and_an_optional_one_unmapped(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, {"case.csv": "ID,risk\n1,high\n"})
    assert whats((problem,)) == ["case.csv: lacks the required column 'id' of 'case'"]
    assert problem.remedy == "Is it 'ID'? Say in mapping.toml where it comes from: id = \"...\"."
    assert loaded(tmp_path, {"case.csv": "id,risk\n1,high\n"}).unmapped == {("case", "opened_on")}


@pytest.mark.parametrize(
    "file", ["/etc/cases.csv", "../cases.csv", "a/../../cases.csv", r"C:\\cases.csv", r"..\\c.csv"]
)
def test_a_file_outside_the_source_is_refused(tmp_path: Path, file: str) -> None:
    (said,) = slips(tmp_path, f'[case]\nfile = "{file}"\n')
    assert "lies outside the source's folder" in said
    assert "Name a file by its path within that folder" in said


def test_a_file_in_a_folder_of_the_source_is_read(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"2016/all.csv": "id\n1\n"}, mapping='[case]\nfile = "2016/all.csv"\n')
    assert column(found, "id") == ["1"]


INSTANTS = """
[case]
happened = "seen_at"
[case.columns]
seen_at = { type = "instant", required = true }
told_at = { type = "instant", required = true }
"""


def test_where_the_day_alone_is_known_an_instant_is_a_date(tmp_path: Path) -> None:
    written_by_day = '{ column = "seen", format = "%d/%m/%Y", precision = "day" }'
    mapping = f'[case.columns]\nid = "id"\nseen_at = {written_by_day}\ntold_at = "told"\n'
    content = "id,seen,told\n1,28/02/2016,2016-02-28T10:00\n"
    found = loaded(tmp_path, {"case.csv": content}, tables=INSTANTS, mapping=mapping)
    assert column(found, "seen_at") == [date(2016, 2, 28)]
    assert column(found, "told_at") == [datetime(2016, 2, 28, 10)]
    seen = declared(tmp_path, tables=INSTANTS, mapping=mapping).schema.tables["case"].columns["seen_at"]
    assert (seen.type, seen.by_day) == (ColumnType.DATE, True)


def test_a_required_column_may_be_left_out_by_saying_why(tmp_path: Path) -> None:
    mapping = '[case.columns]\nid = "id"\nseen_at = "seen"\ntold_at = { not_delivered = "nobody is told" }\n'
    found = loaded(tmp_path, {"case.csv": "id,seen\n1,2016-02-28T10:00\n"}, tables=INSTANTS, mapping=mapping)
    assert found.loaded["case"] == 1
    assert ("case", "told_at") in found.unmapped
    assert column(found, "told_at") == [None]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('told_at = { not_delivered = "" }', "not_delivered does not say why"),
        ('told_at = { not_delivered = "x", column = "told" }', "not_delivered does not say why"),
        ('told_at = "told"\nid = { not_delivered = "x" }', "tells which row it is"),
        ('told_at = { column = "told", precision = "hour" }', "precision = 'hour' is not 'day'"),
        ('told_at = { column = "told", format = "%d/%m/%Y" }', "reads no time of day, and the column is an instant"),
    ],
)
def test_what_is_said_of_precision_and_delivery_is_checked(tmp_path: Path, body: str, said: str) -> None:
    identity = "" if "\nid" in body else 'id = "id"\n'
    with pytest.raises(DutyboundError, match=re.escape(said)):
        declared(tmp_path, tables=INSTANTS, mapping=f'[case.columns]\n{identity}seen_at = "seen"\n{body}\n')


def test_precision_is_for_instants(tmp_path: Path) -> None:
    with pytest.raises(DutyboundError, match="precision is for instants; this column is date"):
        declared(tmp_path, mapping='[case.columns]\nid = "id"\nopened_on = { column = "o", precision = "day" }\n')
