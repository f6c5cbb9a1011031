"""Reports as they were printed: lines broken at the margin, contents with dots, numbers of pages, undone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dutybound.inspection.reading.labels import is_label
from dutybound.inspection.reading.lines import Line, joined

CONTENTS = re.compile(r"\.{4,}\s*\d{0,3}$|(?:\. ){4,}\s*\d{0,3}$")
PAGE = re.compile(r"^(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?$", re.I)
ENDS = (".", "?", "!", ":", ";", "…")
REPEATED = 3  # times that a line stands on top or at the foot of pages


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether a text was copied out of a printed report: its contents lines tell."""
    return sum(_is_contents(one) for one in lines) >= 2


def unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    """Paragraphs in place of lines; contents, running heads and numbers of pages left out."""
    kept = list(_without_pages(lines))
    width = sorted(len(one.text) for one in kept)[int(len(kept) * 0.9)] if kept else 0
    current: Line | None = None
    for line in kept:
        if current is not None and _goes_on(current, line, width):
            current = joined(current, line)
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _without_pages(lines: Sequence[Line]) -> Iterator[Line]:
    often = Counter(one.text for one in lines)
    for place, line in enumerate(lines):
        if _is_contents(line):
            continue
        after = lines[place + 1].text if place + 1 < len(lines) else ""
        if PAGE.match(line.text) and not _starts_question(after):
            continue  # a number above a question is the question's
        if often[line.text] >= REPEATED and not is_label(line.text) and not line.is_bullet:
            continue
        yield line


def _is_contents(line: Line) -> bool:
    return CONTENTS.search(line.text[-200:]) is not None


def _goes_on(line: Line, after: Line, width: int) -> bool:
    if after.is_bullet or is_label(line.text) or is_label(after.text):
        return False
    if _starts_question(line.text):
        return "?" not in line.text
    if line.text.endswith(ENDS) or _starts_question(after.text):
        return False
    return after.text[:1].islower() or len(line.text) > 0.7 * width


def _starts_question(text: str) -> bool:
    return bool(re.match(r"^(?:\d{1,2}[.)]?\s+)?(?:How|To what extent)\b", text))
