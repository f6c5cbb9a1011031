"""The findings under a heading: list items with their parts, or paragraphs that say what should be done."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dutybound.inspection.findings.draft import CAUSES, Kind
from dutybound.inspection.reading.dates import MONTHS
from dutybound.inspection.reading.lines import Line
from dutybound.inspection.reading.report import ReadFinding

DEADLINE = re.compile(
    r"\b(?:within (?:the next )?(?:\d+|one|two|three|six|nine|twelve) (?:days?|weeks?|months?|years?)"
    r"(?: of [^,;.]{3,40})?|(?:by|before|no later than) (?:the end of )?(?:\d{1,2} )?"
    rf"(?:{'|'.join(MONTHS)}) 20\d\d|with immediate effect|immediately)\b",
    re.I,
)
DEMAND = re.compile(
    r"^(?:(?:by|within|before|with immediate)\b[^,]{2,60},?\s+)?(?:the )?(?:\w+[ -]){0,5}?(?:should|must|needs? to)\b",
    re.I,
)
CUT = re.compile(r"(?:…|\.\.\.)$")
#: Where a narrative quotes findings of an earlier inspection above a list.
QUOTED = re.compile(
    r"\bareas? for improvement\b.{0,60}\b(?:remain|outstanding|open|from that|from the (?:last|20\d\d))", re.I
)


def findings_under(kind: Kind, lines: Sequence[Line]) -> tuple[list[ReadFinding], int]:
    """The findings that follow a heading, and how many lines they take. A list ends where its items end."""
    if lines and lines[0].is_bullet:
        items = _while_bullets(lines)
        return _listed(kind, items), len(items)
    taken = 0
    found: list[ReadFinding] = []
    for line in lines:
        if line.is_bullet and not found:
            break
        if line.is_bullet:
            found[-1] = _with_part(found[-1], line)
        elif not found and not DEMAND.match(line.text) if kind in CAUSES else DEMAND.match(line.text):
            found.append(_finding(kind, line))
        elif kind in CAUSES and (DEMAND.match(line.text) or line.text.endswith(":")):
            items = _while_bullets(lines[taken + 1 :])
            return _with_recommendations(found, line, items), taken + 1 + len(items)
        else:
            break
        taken += 1
    return found, taken


def quoted_findings(before: Line, lines: Sequence[Line]) -> list[ReadFinding]:
    """Areas for improvement that a narrative quotes in a list, without their heading."""
    if not QUOTED.search(before.text):
        return []
    return [replace(one, is_carried=True) for one in _listed(Kind.AREA_FOR_IMPROVEMENT, _while_bullets(lines))]


def _while_bullets(lines: Sequence[Line]) -> list[Line]:
    count = next((place for place, one in enumerate(lines) if not one.is_bullet), len(lines))
    return list(lines[:count])


def _listed(kind: Kind, items: Sequence[Line]) -> list[ReadFinding]:
    found: list[ReadFinding] = []
    outer = min((one.indent for one in items), default=0)
    is_open = False  # the item above ends with a colon, and its parts have not ended
    for item in items:
        if found and (item.indent > outer or (is_open and item.text[:1].islower())):
            found[-1] = _with_part(found[-1], item)
            is_open = is_open and not item.text.endswith(".")
            continue
        whole = _finding(kind, item)
        found.append(replace(whole, is_cut=True) if item.indent > outer else whole)  # a part whose beginning was lost
        is_open = item.text.endswith(":")
    return found


def _with_recommendations(found: list[ReadFinding], above: Line, items: Sequence[Line]) -> list[ReadFinding]:
    """A cause of concern, and what is recommended for it: one recommendation, whose parts are the list."""
    recommended = _finding(Kind.RECOMMENDATION, above)
    for item in items:
        recommended = _with_part(recommended, item)
    return [*found, recommended]


def _finding(kind: Kind, line: Line) -> ReadFinding:
    deadline = DEADLINE.search(line.text)
    return ReadFinding(kind, line.text, line.number, (), deadline[0] if deadline else "", False, _is_cut(line.text))


def _with_part(finding: ReadFinding, line: Line) -> ReadFinding:
    return replace(finding, parts=(*finding.parts, line.text), is_cut=finding.is_cut or _is_cut(line.text))


def _is_cut(text: str) -> bool:
    return CUT.search(text) is not None
