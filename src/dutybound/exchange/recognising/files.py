"""How a file that nobody has described is written: its encoding, its delimiter, its columns."""

import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
from charset_normalizer import from_bytes

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.csv_files import opened_csv
from dutybound.exchange.given import not_there
from dutybound.exchange.mapping import FileForm
from dutybound.exchange.parquet_files import opened_parquet
from dutybound.exchange.placing import READABLE, is_readable
from dutybound.exchange.plans import DataFile
from dutybound.exchange.scanning import opened

LOOKED_AT = 1 << 20  # bytes from which the encoding and the delimiter are guessed
#: What spreadsheets and record systems of this country write; among more, short texts are taken for Polish.
ENCODINGS = ("utf_8", "cp1252", "utf_16", "utf_16_le", "utf_16_be", "cp850")
CALLED = {"cp1252": "windows-1252", "utf_16": "utf-16", "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be"}
DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Recognised:
    """A file that can be read, how it is written (None: Parquet says so itself), and its first rows as text."""

    file: DataFile
    form: FileForm | None
    rows: pa.Table
    because: str = ""

    @property
    def label(self) -> str:
        return self.file.label


@dataclass(frozen=True)
class Unreadable:
    """A file of a folder that cannot be read, and why. It is no reason to look at none of the others."""

    label: str
    problems: tuple[Problem, ...]

    @property
    def because(self) -> str:
        return "; ".join(one.what for one in self.problems)

    @property
    def words(self) -> str:
        return f"{self.label} cannot be read: " + " ".join(f"{one.what}. {one.remedy}".strip() for one in self.problems)


def recognised(source: Path) -> tuple[list[Recognised], list[Unreadable], list[str]]:
    """The readable files of a folder, or the one file; those that cannot be read; and what of the folder is neither,
    each with why. Where none can be read, all is refused.
    """
    if problems := not_there(source, "file or folder", "SOURCE"):
        raise DutyboundError(problems)
    paths = sorted(one for one in source.iterdir() if one.is_file()) if source.is_dir() else [source]
    readable = [one for one in paths if is_readable(one)]
    if not readable:
        what = "holds no CSV or Parquet file" if source.is_dir() else "is neither CSV nor Parquet by its name"
        raise DutyboundError(Problem(str(source), what, READABLE))
    others = [f"{one.name} is neither CSV nor Parquet by its name" for one in paths if one not in readable]
    looked = [_looked_at(path) for path in readable]
    found = [one for one in looked if isinstance(one, Recognised)]
    broken = [one for one in looked if isinstance(one, Unreadable)]
    if not found:
        raise DutyboundError([problem for one in broken for problem in one.problems], f"{source} cannot be read")
    return found, broken, others


def _looked_at(path: Path) -> Recognised | Unreadable:
    try:
        return _recognised(path)
    except DutyboundError as error:
        return Unreadable(path.name, error.problems)


def _recognised(path: Path) -> Recognised:
    if path.suffix.lower() == ".parquet":
        parquet = opened_parquet(path, path.name)
        return Recognised(parquet, None, _first(parquet))
    form, because = _form(path)
    found = opened_csv(path, path.name, form)
    return Recognised(found, form, _first(found), because)


def _first(file: DataFile) -> pa.Table:
    """The first piece of the rows; with the file's header alone, none. The others go by, because a file may be cut."""
    pieces: Iterator[pa.Table] = file.pieces(file.columns)
    first = next(pieces, None)
    deque(pieces, maxlen=0)
    return pa.table({name: pa.array([], pa.string()) for name in file.columns}) if first is None else first


def _form(path: Path) -> tuple[FileForm, str]:
    with opened(path) as stream:
        start = stream.read(LOOKED_AT)
    encoding, because = _encoding(start)
    return FileForm(encoding, _delimiter(start.decode(encoding, "replace"))), because


def _encoding(start: bytes) -> tuple[str, str]:
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8", "it begins with the mark of UTF-8"
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 4:  # a letter may be cut where the look ends
            return _other_encoding(start)
    return ("utf-8", "every byte is UTF-8") if b"\0" not in start else _other_encoding(start)


def _other_encoding(start: bytes) -> tuple[str, str]:
    best = from_bytes(start, cp_isolation=list(ENCODINGS)).best()
    name = best.encoding if best is not None else "cp1252"
    because = "it is not UTF-8, and reads best so; look whether names with accents and pound signs are right"
    return CALLED.get(name, name), because


def _delimiter(text: str) -> str:
    """What DuckDB finds to separate the columns; where it cannot tell, what the header holds most of."""
    header = text.partition("\n")[0]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as copy:
        copy.write(text if text.endswith("\n") else text.rpartition("\n")[0] or text)
        copy.flush()
        try:
            asked = duckdb.execute("SELECT Delimiter FROM sniff_csv($1, all_varchar = true)", [copy.name])
            found = (asked.fetchone() or ("",))[0]
        except duckdb.Error:
            found = ""
    if found in DELIMITERS and found and found in header:
        return str(found)
    return max(DELIMITERS, key=header.count)
