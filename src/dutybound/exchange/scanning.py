"""Is a file whole, and is it written as promised? DuckDB may pass over a cut archive or a broken letter."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dutybound.base.errors import DutyboundError, Problem

CHUNK = 1 << 20
AGAIN = (
    "Deliver it again: what is missing cannot be told from what was never recorded. To have everything else judged "
    'meanwhile, say not_delivered = "why" for its tables in mapping.toml.'
)
SAVE = 'Save it as UTF-8, or name what it is in mapping.toml: encoding = "{}".'
EXPORT = "In Excel, choose Save As and CSV UTF-8: to rename a workbook does not convert it."
#: How files begin that are not text, whatever they are called: what each is, and what to do.
OTHERS = {
    b"PK\x03\x04": ("is an Excel workbook (or another zip archive), though its name says CSV", EXPORT),
    b"\xd0\xcf\x11\xe0": ("is an old Excel workbook (.xls), though its name says CSV", EXPORT),
    b"PAR1": ("is Parquet, though its name says CSV", "Call it .parquet."),
}
GZIP, UTF16 = b"\x1f\x8b", (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_gzip(path: Path) -> bool:
    return path.name.lower().endswith(".gz")


def opened(path: Path) -> IO[bytes]:
    """The content of a file, unpacked."""
    return cast(IO[bytes], gzip.open(path)) if is_gzip(path) else path.open("rb")


def scanned(path: Path, label: str, encoding: str) -> bool:
    """Read every byte once and refuse what is cut, empty or not in its encoding. Returns whether lines are blank."""
    decoder = codecs.getincrementaldecoder(encoding)()
    passed, line, blank, tail = 0, 1, False, ""
    for chunk in (*_chunks(path, label), b""):
        if passed == 0 and (other := next((one for one in OTHERS if chunk.startswith(one)), None)):
            raise DutyboundError(Problem(label, *OTHERS[other]))
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise DutyboundError(_misencoded(label, encoding, error, passed + len(chunk), line)) from error
        if "\0" in text:
            row = line + text.count("\n", 0, text.index("\0"))
            what = f"holds a zero character in line {row}: it looks like UTF-16, or is no text at all"
            raise DutyboundError(Problem(label, what, SAVE.format("utf-16")))
        tail += text
        blank = blank or "\n\n" in tail or "\n\r\n" in tail
        passed, line, tail = passed + len(chunk), line + text.count("\n"), tail[-2:]
    if passed == 0:
        raise DutyboundError(Problem(label, "is empty, without even a header", AGAIN))
    return blank


def _chunks(path: Path, label: str) -> Iterator[bytes]:
    try:
        with opened(path) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DutyboundError(_damaged(path, label, error)) from error
    except OSError as error:
        raise DutyboundError(Problem(label, f"cannot be opened: {error.strerror}")) from error


def _damaged(path: Path, label: str, error: Exception) -> Problem:
    with path.open("rb") as stream:
        start = stream.read(2)
    if not start:
        return Problem(label, "is empty, without even a header", AGAIN)
    if start != GZIP:
        return Problem(label, "is not a gzip archive, though its name says so", "Call it .csv if it is plain CSV.")
    if isinstance(error, EOFError):
        return Problem(label, "is a gzip archive that was cut off before its end", AGAIN)
    return Problem(label, f"is a broken gzip archive ({str(error)[:80]})", AGAIN)


def _misencoded(label: str, encoding: str, error: UnicodeDecodeError, read: int, line: int) -> Problem:
    """`read` counts the bytes up to the end of what was being decoded."""
    content = error.object
    offset = read - len(content) + error.start
    line += content.count(b"\n", 0, error.start)
    spot = f"byte {offset} (line {line}) cannot be"
    if offset <= 1 and content.startswith(GZIP):
        return Problem(label, "is a gzip archive", "Call it .csv.gz.")
    if offset == 0 and content.startswith(UTF16):
        return Problem(label, f"is not UTF-8: {spot}; it looks like UTF-16", SAVE.format("utf-16"))
    if encoding.startswith("utf-8"):
        return Problem(label, f"is not UTF-8: {spot}; it looks like Windows-1252", SAVE.format("windows-1252"))
    return Problem(label, f"is not {encoding}: {spot}", "Name the encoding it was saved in, or save it as UTF-8.")
