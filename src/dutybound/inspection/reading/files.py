"""A file as lines: text in any of the usual encodings, HTML, or PDF. What is none of these is refused in words."""

import re
from dataclasses import dataclass
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.inspection.reading.lines import Line, lines_of_text

LARGEST = 20 * 1024 * 1024  # bytes; the longest reports of all forces together are a tenth of it
LINES = 100_000
ANOTHER = "Save the page of the report as HTML, text or PDF, and read that file."
HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|span|ul|table)\b[^<>]*>", re.I)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,30})", re.I)
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
         (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
BROKEN = re.compile("â€|Ã[\x80-\xbf©¨¢ª«]|Â[\xa0-\xbf]")  # UTF-8 that was read as windows-1252


@dataclass(frozen=True)
class Opened:
    """What a file says: its lines, what kind of file it is, its address if it names one, and what was mended."""

    kind: str  # "text", "HTML" or "PDF"
    lines: tuple[Line, ...]
    address: str = ""
    notes: tuple[str, ...] = ()


def opened(path: Path) -> Opened:
    """The lines of a file. Raises DutyboundError where it cannot be read, is empty, or is no text at all."""
    try:
        size = path.stat().st_size
        content = b"" if size > LARGEST else path.read_bytes()
    except OSError as error:
        raise DutyboundError(Problem(str(path), f"cannot be opened: {error.strerror or error}", ANOTHER)) from None
    if size > LARGEST:
        raise _refused(path.name, f"is larger than {LARGEST // 2**20} MB, and no report is", ANOTHER)
    return opened_content(content, path.name)


def opened_content(content: bytes, name: str) -> Opened:
    """The lines of what a file holds; `name` is what it is called where it is refused."""
    from dutybound.inspection.reading.html_pages import lines_of_html
    from dutybound.inspection.reading.pdf_pages import lines_of_pdf
    from dutybound.inspection.reading.wrapping import is_wrapped, unwrapped

    if not content.strip():
        raise _refused(name, "is empty", ANOTHER)
    if b"%PDF-" in content[:1024]:
        found = Opened("PDF", lines_of_pdf(content, name))
    else:
        text, notes = decoded(content, name)
        if HTML.search(text[:65_536]):
            lines, address = lines_of_html(text)
            found = Opened("HTML", tuple(lines), address, notes)
        else:
            found = Opened("text", tuple(lines_of_text(text)), "", notes)
    if not found.lines:
        raise _refused(name, "has no text in it", "A scanned PDF is a picture: have its text recognised first.")
    if len(found.lines) > LINES:
        raise _refused(name, f"has more than {LINES:,} lines, and no report has", ANOTHER)
    if found.kind == "PDF" or is_wrapped(found.lines):
        return Opened("PDF", tuple(unwrapped(found.lines)), found.address, found.notes)
    return found


def decoded(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text, and what was mended in it. Raises DutyboundError if it is no text."""
    text, how = _text(content)
    controls = len(CONTROLS.findall(text[:200_000]))
    if controls > max(3, len(text[:200_000]) // 100):
        raise _refused(name, "is not a text, a web page or a PDF", ANOTHER)
    notes = [how] if how else []
    text = CONTROLS.sub(" ", text)
    if BROKEN.search(text):
        text = "\n".join(_mended(one) for one in text.splitlines())
        notes.append("letters that an earlier program had written wrongly were mended where that was certain")
    return text, tuple(notes)


def _text(content: bytes) -> tuple[str, str]:
    """The text of bytes, and in words how it was written where that is not UTF-8."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), "" if encoding == "utf-8-sig" else f"the file is {encoding}"
    if (wide := _utf_16_without_mark(content)) is not None:
        return content.decode(wide, "replace"), f"the file is {wide}"
    named = CHARSET.search(content[:4096])
    for encoding in ("utf-8", named[1].decode("ascii") if named else "utf-8"):
        try:
            return content.decode(encoding), "" if encoding == "utf-8" else f"the file is {encoding}"
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace"), "the file is not UTF-8 and was read as windows-1252"


def _utf_16_without_mark(content: bytes) -> str | None:
    """Every second byte of English text in UTF-16 is nought."""
    head = content[:2000]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > len(head) // 4 and even < len(head) // 20:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and odd < len(head) // 20 else None


def _mended(line: str) -> str:
    try:
        return line.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return line


def _refused(name: str, what: str, remedy: str) -> DutyboundError:
    return DutyboundError(Problem(name, what, remedy), "The report cannot be read")
