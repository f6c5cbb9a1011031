"""Files that cannot be read as declared are refused whole, with what is wrong and where."""

import gzip
from pathlib import Path

import pyarrow as pa
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.exchange.reading import read_source
from tests.exchange.worlds import CASES, Content, column, declared, loaded, refusal, whats, written

MANY = "id,risk\n" + "".join(f"{number},high\n" for number in range(20000))
TWO = CASES + '[visit]\nhappened = "made_on"\n[visit.columns]\nmade_on = { type = "date" }\ncase = { of = "case" }\n'


def only(folder: Path, name: str, content: Content, mapping: str = "") -> str:
    (problem,) = refusal(folder, {name: content}, mapping=mapping)
    return str(problem)


def test_csv_gzip_and_parquet_are_read_alike(tmp_path: Path) -> None:
    table = pa.table({"id": ["1", "2"], "risk": ["high", None]})
    text = 'id,risk\r\n1,"high"\r\n2,\r\n'
    for name, content in (("case.csv", text), ("case.csv.gz", gzip.compress(text.encode())), ("case.parquet", table)):
        found = loaded(tmp_path / name, {name: content})
        assert found.tables["case"].to_pylist() == [
            {"id": "1", "opened_on": None, "risk": "high"},
            {"id": "2", "opened_on": None, "risk": None},
        ]


def test_a_gzip_archive_of_several_parts_is_read_to_its_end(tmp_path: Path) -> None:
    content = gzip.compress(b"id\n1\n") + gzip.compress(b"2\n")
    assert column(loaded(tmp_path, {"case.csv.gz": content}), "id") == ["1", "2"]


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(MANY.encode())
    for cut in (len(whole) // 2, len(whole) - 4, 5):
        problem = only(tmp_path / str(cut), "case.csv.gz", whole[:cut])
        assert problem.startswith(
            "case.csv.gz: is a gzip archive that was cut off before its end\n    Deliver it again"
        )


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(MANY.encode()))
    whole[len(whole) // 2] ^= 0xFF
    assert only(tmp_path / "a", "case.csv.gz", bytes(whole)).startswith("case.csv.gz: is a broken gzip archive (")
    problem = only(tmp_path / "b", "case.csv.gz", "id\n1\n")
    assert problem.startswith("case.csv.gz: is not a gzip archive, though its name says so")
    assert only(tmp_path / "c", "case.csv", gzip.compress(b"id\n1\n")).startswith("case.csv: is a gzip archive\n")


def test_text_that_is_not_utf8_is_refused_with_byte_line_and_remedy(tmp_path: Path) -> None:
    content = "id,risk\n1,high\n2,café\n".encode("cp1252")
    assert only(tmp_path, "case.csv", content) == (
        "case.csv: is not UTF-8: byte 20 (line 3) cannot be; it looks like Windows-1252\n"
        '    Save it as UTF-8, or name what it is in mapping.toml: encoding = "windows-1252".'
    )


def test_a_letter_across_two_blocks_is_not_taken_for_a_wrong_encoding(tmp_path: Path) -> None:
    content = ("id,risk\n" + "x" * ((1 << 20) - 9) + "é,\n").encode()
    assert len(column(loaded(tmp_path / "a", {"case.csv": content}), "id")[0]) == (1 << 20) - 8
    broken = only(tmp_path / "b", "case.csv", content[: 1 << 20])
    assert broken.startswith(f"case.csv: is not UTF-8: byte {(1 << 20) - 1} (line 2) cannot be")


@pytest.mark.parametrize("place", ['encoding = "{}"\n[case]\n', '[case]\nencoding = "{}"\n'])
@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
def test_a_named_encoding_is_honoured(tmp_path: Path, place: str, encoding: str) -> None:
    content = "id,café\nà,1\n".encode(encoding)
    mapping = place.format(encoding) + '[case.columns]\nid = { join = ["id", "café"] }\n'
    for name, data in (("case.csv", content), ("case.csv.gz", gzip.compress(content))):
        assert column(loaded(tmp_path / name, {name: data}, mapping=mapping), "id") == ["à:1"]


def test_a_wrong_encoding_is_refused(tmp_path: Path) -> None:
    mapping = 'encoding = "windows-1252"\n'
    problem = only(tmp_path / "a", "case.csv", b"id\n\x81\n", mapping)
    assert problem.startswith("case.csv: is not cp1252: byte 3 (line 2) cannot be\n    Name the encoding")
    assert "it looks like UTF-16" in only(tmp_path / "b", "case.csv", "id\n1\n".encode("utf-16"))
    assert only(tmp_path / "c", "case.csv", b"id\n1\n\x002\n").startswith("case.csv: holds a zero character in line 3")


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    assert column(loaded(tmp_path, {"case.csv": b"\xef\xbb\xbfid\n1\n"}), "id") == ["1"]


def test_ragged_rows_are_all_named(tmp_path: Path) -> None:
    problems = refusal(tmp_path, {"case.csv": 'id,risk\n1,"high\nor not"\n2\n3,high,x\n4,high\n5,"x"y\n'})
    assert whats(problems) == [
        "case.csv, row 3: has too few fields: 1 where the header has 2",
        "case.csv, row 4: has too many fields: 3 where the header has 2",
        "case.csv, row 6: has a quote that is never closed, or text after a closing quote",
    ]


def test_many_ragged_rows_are_counted(tmp_path: Path) -> None:
    problems = refusal(tmp_path, {"case.csv": "id,risk\n" + "1\n" * 5000})
    assert len(problems) == 40
    assert whats(problems)[-1] == "case.csv: 4961 further rows are not whole"


def test_an_unclosed_quote_and_mixed_line_ends_are_refused(tmp_path: Path) -> None:
    problem = only(tmp_path / "a", "case.csv", 'id,risk\n1,"high\n2,high\n')
    assert problem.startswith("case.csv, row 2: has a quote that is never closed")
    problem = only(tmp_path / "b", "case.csv", "id,risk\r\n1,high\n2,high\r\n")
    assert problem.endswith("Save it again, with one kind of line ending throughout.")
    problem = only(tmp_path / "c", "case.csv", 'id,"risk\n' + "x" * 200000)
    assert problem.startswith("case.csv, row 1: cannot be read as the names of columns")


def test_headers_must_name_every_column_once(tmp_path: Path) -> None:
    assert whats(refusal(tmp_path / "a", {"case.csv": "id,risk,id,RISK,\n"})) == [
        "case.csv, row 1: the column 'id' stands twice",
        "case.csv, row 1: the column 'RISK' stands twice (also as 'risk')",
        "case.csv, row 1: column 5 has no name",
    ]
    assert only(tmp_path / "b", "case.csv", "\nid\n1\n").startswith("case.csv, row 1: is blank")
    assert only(tmp_path / "c", "case.csv", "id;risk\n1;high\n") == (
        'case.csv, row 1: is a single column whose name holds ";"\n'
        '    If that separates the columns, write delimiter = ";" in mapping.toml.'
    )


def test_another_delimiter_can_be_named(tmp_path: Path) -> None:
    for delimiter, name in ((";", ";"), ("\t", "\\t")):
        content = f'id{delimiter}risk\n"1{delimiter}2"{delimiter}high\n'
        found = loaded(tmp_path / name.strip("\\"), {"case.csv": content}, mapping=f'delimiter = "{name}"\n')
        assert column(found, "id") == [f"1{delimiter}2"]


def test_empty_files_are_refused_and_files_without_rows_are_noted(tmp_path: Path) -> None:
    assert only(tmp_path / "a", "case.csv", "").startswith("case.csv: is empty, without even a header")
    assert only(tmp_path / "b", "case.csv.gz", b"").startswith("case.csv.gz: is empty")
    assert only(tmp_path / "c", "case.csv.gz", gzip.compress(b"")).startswith("case.csv.gz: is empty")
    assert only(tmp_path / "d", "case.parquet", b"").startswith("case.parquet: is empty")
    found = loaded(tmp_path / "e", {"case.csv": "id,risk\n"})
    assert found.delivered["case"] == 0
    assert found.notes == found.warnings
    assert found.warnings[0].startswith(
        "NOTHING WAS READ from case.csv: it has the names of its columns and no row below"
    )
    some = loaded(tmp_path / "g", {"case.csv": "id,risk\n1,high\n"}, mapping='[case]\nwhere = { risk = "medium" }\n')
    assert some.warnings == ()
    assert "[case] case.csv holds no rows of it" in some.notes
    assert found.tables["case"].schema.names == ["id", "opened_on", "risk"]
    assert loaded(tmp_path / "f", {"case.csv": "id,risk"}).loaded["case"] == 0


def test_blank_lines_are_noted_because_they_move_row_numbers(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"case.csv": "id,risk\n1,high\n\n2,low\n"})
    assert found.notes == ("case.csv has blank lines; they are passed over, and row numbers do not count them",)
    assert [one.row for one in found.exclusions] == [3]


def test_broken_parquet_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, "case.parquet", b"PAR1 nothing").startswith("case.parquet: cannot be read as Parquet: ")


def test_parquet_cut_off_inside_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "whole", {"case.parquet": pa.table({"id": [str(one) for one in range(5000)]})})
    content = bytearray((folder / "case.parquet").read_bytes())
    content[100:2000] = bytes(1900)
    assert only(tmp_path, "case.parquet", bytes(content)).startswith("case.parquet: cannot be read as Parquet: ")


def test_folders_and_files_that_are_not_there(tmp_path: Path) -> None:
    found = declared(tmp_path)
    for name, what in (("case.cvs", "there is no such file or folder"), ("gone/x.csv", "there is no such file")):
        with pytest.raises(DutyboundError, match=what):
            read_source(tmp_path / name, found)
    problems = refusal(tmp_path / "a", {"notes.md": "x", "cases.csv": "id\n"})
    assert "holds no file of any declared table" in str(problems[0])
    assert "cases.csv" in problems[0].remedy


def test_other_kinds_of_file_are_refused(tmp_path: Path) -> None:
    assert only(tmp_path / "a", "case.xlsx", "x") == (
        "case.xlsx: is neither CSV nor Parquet by its name\n"
        "    Save it as CSV in UTF-8 (.csv or .csv.gz) or as Parquet (.parquet)."
    )
    mapping = '[case]\nfile = "c.txt"\n'
    assert "file 'c.txt' is neither CSV nor Parquet" in only(tmp_path / "b", "c.txt", "x", mapping)
    source = written(tmp_path / "c", {"x.json": "{}"}) / "x.json"
    with pytest.raises(DutyboundError, match=r"x\.json: is neither CSV nor Parquet"):
        read_source(source, declared(tmp_path / "c"))


def test_a_mapped_file_that_is_missing_is_refused_with_the_nearest(tmp_path: Path) -> None:
    problem = only(tmp_path / "a", "fines.csv", "id\n", '[case]\nfile = "fine.csv"\n')
    assert problem.startswith("mapping.toml: [case]: file 'fine.csv' is not in ")
    assert problem.endswith("Did you mean 'fines.csv'?")
    problem = only(tmp_path / "b", "cases.csv", "id\n", "[case]\n")
    assert "has no file in" in problem
    assert problem.endswith("Name it: file = ... Did you mean 'cases.csv'?")
    assert column(loaded(tmp_path / "c", {"fines.csv": "id\n1\n"}, mapping='[case]\nfile = "fines.csv"\n'), "id")


def test_two_files_of_one_table_are_refused(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, {"case.csv": "id\n", "case.parquet": pa.table({"id": ["1"]})})
    assert problem.what == "holds case.csv and case.parquet, all of the table 'case'"


def test_tables_that_are_not_delivered_are_unmapped_and_unread_files_listed(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"case.csv": "id,opened_on,risk\n1,,\n", "visits.csv": "x\n"}, tables=TWO)
    assert found.unmapped == {("visit", "id"), ("visit", "made_on"), ("visit", "case")}
    assert found.tables["visit"].schema.names == ["id", "made_on", "case"]
    assert found.unused == ("visits.csv: no table is read from it; is it 'visit', which is not delivered?",)
    assert found.notes == ("[visit] is not delivered: standards that read it cannot be assessed",)
    assert "excusal" in found.tables


def test_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    problems = refusal(tmp_path, {"case.csv": "id,opened_on\n1,x\n", "visit.csv": ""}, tables=TWO)
    assert [one.where for one in problems] == ["visit.csv", "case.csv, row 2, column 'opened_on'"]


def test_one_file_is_read_for_its_table_or_for_all_that_are_mapped(tmp_path: Path) -> None:
    source = written(tmp_path, {"log.csv": "id,case\n1,1\n", "visit.csv": "id,case\n1,1\n"})
    assert read_source(source / "log.csv", declared(tmp_path / "a")).loaded["case"] == 1
    assert read_source(source / "visit.csv", declared(tmp_path / "b", TWO)).loaded["visit"] == 1
    with pytest.raises(DutyboundError, match=r"log\.csv: is the name of no declared table"):
        read_source(source / "log.csv", declared(tmp_path / "c", TWO))
    both = read_source(source / "log.csv", declared(tmp_path / "d", TWO, "[case]\n[visit]\n"))
    assert both.loaded == {"case": 1, "visit": 1, "excusal": 0, "holding": 0}
    with pytest.raises(DutyboundError, match=r"\[case\]: is read from 'x\.csv', and the source is the one file"):
        read_source(source / "log.csv", declared(tmp_path / "e", TWO, '[case]\nfile = "x.csv"\n'))


def test_files_may_be_called_anything(tmp_path: Path) -> None:
    mapping = '[case]\nfile = "a[1]*?.csv"\n'
    assert column(loaded(tmp_path, {"a[1]*?.csv": 'id,"a ""b"""\n1,2\n', "a1.csv": "x\n"}, mapping=mapping), "id") == [
        "1"
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "is an Excel workbook (or another zip archive), though its name says CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel workbook (.xls), though its name says CSV"),
        (b"PAR1\x15\x04", "is Parquet, though its name says CSV\n    Call it .parquet."),
    ],
)
def test_what_is_no_csv_by_its_first_bytes_is_called_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    assert only(tmp_path / "plain", "case.csv", content).startswith(f"case.csv: {what}")
    assert only(tmp_path / "packed", "case.csv.gz", gzip.compress(content)).startswith(f"case.csv.gz: {what}")
