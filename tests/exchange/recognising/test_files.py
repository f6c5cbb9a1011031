"""How a file that nobody described is written is told by its bytes."""

import gzip
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.exchange.mapping import FileForm
from dutybound.exchange.recognising.files import recognised

TEXT = "URN;Officer;Opened\n" + "A1;Zoë O\u2019Brien;£20 \u2013 paid\nA2;Café;none\n" * 20


def form(folder: Path, content: bytes, name: str = "cases.csv") -> FileForm:
    (folder / name).write_bytes(content)
    ((found,), _, others) = recognised(folder / name)
    assert not others
    assert found.file.columns[1:] == ("Officer", "Opened")
    assert found.form is not None
    assert found.rows.num_rows == 40
    return found.form


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "windows-1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
    ],
)
def test_the_encoding_is_told(tmp_path: Path, encoding: str, named: str) -> None:
    found = form(tmp_path, TEXT.encode(encoding))
    assert (found.encoding, found.delimiter) == (named, ";")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_though_values_hold_others(tmp_path: Path, delimiter: str) -> None:
    row = delimiter.join(['"Smith, J; or |"', "two words", "3"])
    content = delimiter.join(["URN", "Officer", "Opened"]) + f"\n{row}" * 40 + "\n"
    assert form(tmp_path, content.encode()).delimiter == delimiter


def test_a_gzipped_file_is_looked_into(tmp_path: Path) -> None:
    assert form(tmp_path, gzip.compress(TEXT.encode()), "cases.csv.gz").delimiter == ";"


def test_what_cannot_be_read_is_named_beside_what_can(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("a,b\n1,2\n")
    (tmp_path / "cases.xlsx").write_bytes(b"PK\x03\x04")
    found, _, others = recognised(tmp_path)
    assert [one.label for one in found] == ["cases.csv"]
    assert others == ["cases.xlsx is neither CSV nor Parquet by its name"]


def test_a_folder_without_anything_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DutyboundError, match="holds no CSV or Parquet file"):
        recognised(tmp_path)
