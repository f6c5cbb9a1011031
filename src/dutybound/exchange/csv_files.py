"""CSV, plain or gzipped, as DuckDB reads it: every value as text, and every row whole or the file is refused."""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from pathlib import Path

import duckdb
import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.faults import ROOM
from dutybound.exchange.mapping import FileForm
from dutybound.exchange.scanning import AGAIN, CHUNK, is_gzip, opened, scanned

DIRECT = ("utf-8", "utf-8-sig", "ascii")
PIECE = 1 << 18  # rows
CUT = ("MISSING COLUMNS", "UNQUOTED VALUE")  # how the last row of a file that was cut is refused
PACKED = 8  # a gzipped file holds about so many times its own bytes
REJECTED = {
    "MISSING COLUMNS": "has too few fields",
    "TOO MANY COLUMNS": "has too many fields",
    "UNQUOTED VALUE": "has a quote that is never closed, or text after a closing quote",
    "LINE SIZE OVER MAXIMUM": "is longer than 2 MB",
}
READ = """SELECT {} FROM read_csv($path, columns = $columns, delim = $delim, compression = $compression,
    header = true, auto_detect = false, quote = '"', escape = '"', strict_mode = true, null_padding = false,
    store_rejects = true, rejects_limit = 0)"""


@dataclass(frozen=True)
class CsvFile:
    """One CSV file that is whole and in the encoding that was promised."""

    path: Path
    label: str
    form: FileForm
    columns: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return self.path.stat().st_size * (PACKED if is_gzip(self.path) else 1)

    def read(self, columns: tuple[str, ...]) -> pa.Table:
        """The named columns as text, null where there is nothing. Row i is the file's row i + 2."""
        with self._selected(columns) as selected:
            return selected.to_arrow_table()

    def pieces(self, columns: tuple[str, ...]) -> Iterator[pa.Table]:
        with self._selected(columns) as selected:
            for batch in selected.to_arrow_reader(PIECE):
                yield pa.Table.from_batches([batch])

    @contextmanager
    def _selected(self, columns: tuple[str, ...]) -> Iterator[duckdb.DuckDBPyRelation]:
        """The rows, to be fetched; whether all of them are whole is looked at afterwards."""
        chosen = ", ".join('"' + name.replace('"', '""') + '"' for name in columns or self.columns[:1])
        with _as_utf8(self.path, self.form.encoding) as path, duckdb.connect(":memory:") as connection:
            given = {
                "path": escape(str(path)),
                "columns": dict.fromkeys(self.columns, "VARCHAR"),
                "delim": self.form.delimiter,
                "compression": "gzip" if is_gzip(path) else "none",
            }
            try:
                yield connection.sql(READ.format(chosen), params=given)
            except duckdb.Error as error:
                raise DutyboundError(self._unreadable(error)) from error
            if problems := self._rejected(connection):
                raise DutyboundError(problems)

    def _rejected(self, connection: duckdb.DuckDBPyConnection) -> list[Problem]:
        rejected = connection.execute(
            "SELECT line, first(error_type), first(error_message) FROM reject_errors GROUP BY line ORDER BY line"
        ).fetchall()
        problems = [
            Problem(f"{self.label}, row {line}", self._said(kind, message), "Quote values that hold the delimiter.")
            for line, kind, message in (rejected if len(rejected) <= ROOM else rejected[: ROOM - 1])
        ]
        if rejected and self._is_cut(rejected[-1][0], rejected[-1][1]):
            what = "ends in the middle of a row, so it was cut, and nobody can tell how many rows are missing"
            problems[-1] = Problem(f"{self.label}, row {rejected[-1][0]}", what, AGAIN)
        if rest := len(rejected) - len(problems):
            problems.append(Problem(self.label, f"{rest} further rows are not whole"))
        return problems

    def _is_cut(self, line: int, kind: str) -> bool:
        """Whether the row that is not whole is the last of the file, and no line end follows it."""
        if kind not in CUT:
            return False
        last, number, ends = b"", 0, False
        with opened(self.path) as stream:
            while chunk := stream.read(CHUNK):
                number, last = number + chunk.count(b"\n"), chunk
        ends = last.rstrip(b"\0").endswith((b"\n", b"\r"))
        return not ends and line >= number + 1

    def _said(self, kind: str, message: str) -> str:
        found = message.rpartition("Found: ")[2]
        counted = f": {found} where the header has {len(self.columns)}" if kind.endswith("COLUMNS") else ""
        return REJECTED.get(kind, message) + counted

    def _unreadable(self, error: duckdb.Error) -> Problem:
        if "state machine" in str(error):
            remedy = "Save it again, with one kind of line ending throughout."
            return Problem(self.label, "cannot be read as CSV: a line end or a quote stands where none can", remedy)
        return Problem(self.label, f"cannot be read as CSV: {str(error).splitlines()[0]}")


def opened_csv(path: Path, label: str, form: FileForm) -> CsvFile:
    """Check that a file is whole, encoded as promised and has a usable header."""
    blank_lines = scanned(path, label, form.encoding)
    header = _header(path, label, form)
    if problems := header_problems(header, label, form.delimiter):
        raise DutyboundError(problems)
    note = f"{label} has blank lines; they are passed over, and row numbers do not count them"
    return CsvFile(path, label, form, tuple(header), (note,) if blank_lines else ())


def header_problems(header: list[str], label: str, delimiter: str = "") -> list[Problem]:
    """A blank line, names that are empty or stand twice, the wrong delimiter. (DuckDB does not see capitals in CSV.)"""
    where = f"{label}, row 1"
    if not header:
        return [Problem(where, "is blank", "Put the names of the columns in row 1.")]
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for number, name in enumerate(header, start=1):
        first = seen.setdefault(name.lower() if delimiter else name, name)
        if not name.strip():
            problems.append(Problem(where, f"column {number} has no name", "Name every column."))
        elif number - 1 != header.index(first):
            also = "" if first == name else f" (also as {first!r})"
            problems.append(Problem(where, f"the column {name!r} stands twice{also}", "Rename or remove one of them."))
    other = next((one for one in ";\t|," if one != delimiter and len(header) == 1 and one in header[0]), None)
    if delimiter and other:
        written = '"\\t"' if other == "\t" else f'"{other}"'
        remedy = f"If that separates the columns, write delimiter = {written} in mapping.toml."
        problems.append(Problem(where, f"is a single column whose name holds {written}", remedy))
    return problems


def _header(path: Path, label: str, form: FileForm) -> list[str]:
    encoding = "utf-8-sig" if form.encoding in DIRECT else form.encoding
    with opened(path) as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        try:
            return next(csv.reader(text, delimiter=form.delimiter, strict=True), [])
        except csv.Error as error:
            what = f"cannot be read as the names of columns: {error}"
            raise DutyboundError(Problem(f"{label}, row 1", what, "Look for a quote that is never closed.")) from error


@contextmanager
def _as_utf8(path: Path, encoding: str) -> Iterator[Path]:
    """The file itself, or a copy in UTF-8 that only its owner can read and that is gone afterwards."""
    if encoding in DIRECT:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="dutybound-") as folder:
        copy = Path(folder) / "copy.csv"
        with (
            opened(path) as stream,
            io.TextIOWrapper(stream, encoding, newline="") as text,
            copy.open("w", encoding="utf-8", newline="") as target,
        ):
            shutil.copyfileobj(text, target, CHUNK)
        yield copy
