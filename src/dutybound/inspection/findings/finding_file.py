"""A file of findings, read in one way whatever becomes of them: adopted as drafts, taken in as a register, reported.

The form is docs/reference/finding-files.md: JSON, a list of objects, by itself or under `drafts` or `findings`; or CSV.
What a file does not say is not filled in.
"""

import csv
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.reading.forces import force_of_place
from dutybound.records.forces import SCOPES

#: The fields that a finding may have, in the order in which the reference page names them.
FIELDS = (
    "id", "kind", "text", "paraphrase", "parts", "question", "source", "force", "scope", "published", "deadline_words",
    "owner", "theme", "source_report", "url", "demonstration_days", "review_on", "status", "status_on", "comment",
    "history",
)  # fmt: skip
#: Names under which registers have a field of ours.
ALSO = {"deadline_phrase": "deadline_words"}
#: Where the findings of an object stand, and where a draft stands beside what it rests on.
UNDER, BESIDE = ("drafts", "findings"), "finding"
#: Fields that hold more than words, and how deep a file is looked into: a log is a list of lists in all of it.
LISTS, DEPTH = ("parts", "history"), 20
FORCES = re.compile(r"(some )?forces\b")
NAME = re.compile(r"[a-z][a-z-]*")
UNSEEN = "(part {number} of {count}; its wording was not seen)"
SHAPE = (
    "Give JSON, a list of objects with kind and text, by itself or under drafts or findings; or CSV. The fields: "
    "docs/reference/finding-files.md."
)

#: What to do where a needed field is missing, if that is more than what the form is.
NEEDED = {
    "id": "A register has the id that its owner gave each finding. Drafts, which have none, are put on record by "
    "dutybound findings adopt FILE --prefix PREFIX."
}

#: An entry of a log: its day (None: nobody says), "status" or "comment", and the words.
Entry = tuple[date | None, str, str]


@dataclass(frozen=True)
class FiledFinding:
    """A finding as a file has it, with its place there from 0 and in words. What is empty was not said."""

    place: int
    where: str
    draft: DraftFinding
    id: str = ""
    scope: str = "one force"
    owner: str = ""
    theme: str = ""
    source_report: str = ""
    url: str = ""
    demonstration_days: int | None = None
    review_on: date | None = None
    status: str = ""
    history: tuple[Entry, ...] = ()


def read_findings(
    file: Path, needed: Collection[str] = ("kind", "text"), kind: Kind | None = None
) -> list[FiledFinding]:
    """The findings of a file, or all that is wrong with it; `kind` is what one is that does not say so."""
    problems: list[Problem] = []
    found = []
    for place, row in enumerate(_rows(file)):
        where = f"{file.name}, finding {place + 1}"
        before = len(problems)
        problems += _astray(row, where)
        problems += [
            Problem(where, f"has no {name}", NEEDED.get(name, SHAPE)) for name in needed if not _given(row, name)
        ]
        told = {name: _told(row, name) for name in FIELDS}
        one = _filed(place, where, told, kind, problems)
        if len(problems) == before:
            found.append(one)
    if problems:
        raise DutyboundError(problems, f"The findings in {file.name} cannot be used")
    return found


def as_row(draft: DraftFinding) -> dict[str, Any]:
    """A draft as a file has it."""
    published = draft.published.isoformat() if draft.published else None
    return {**asdict(draft), "kind": str(draft.kind), "parts": list(draft.parts), "published": published}


def chosen(found: Sequence[FiledFinding], numbers: Sequence[int]) -> list[FiledFinding]:
    """Those with these numbers, from 1; all of them where no number is given."""
    if wrong := [one for one in numbers if not 1 <= one <= len(found)]:
        raise DutyboundError([Problem(f"draft {one}", f"is not there: the file has {len(found)}") for one in wrong])
    return [one for one in found if not numbers or one.place + 1 in numbers]


def _content(file: Path) -> Any:
    try:
        text = file.read_bytes().decode("utf-8-sig")
        if file.suffix.casefold() == ".csv":
            return list(csv.DictReader(StringIO(text, newline="")))  # a line break in a cell stays as it is
        told = json.loads(text)
        json.dumps(told, ensure_ascii=False).encode()  # half a character can be escaped, and nobody could write it
    except RecursionError:
        raise _too_deep(file) from None
    except (OSError, ValueError, csv.Error) as error:
        raise DutyboundError(Problem(f"{file}", f"cannot be read: {error}", SHAPE)) from error
    level = [told]
    for _ in range(DEPTH):
        lists = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [within for one in lists for within in one]
    if level:
        raise _too_deep(file)
    return told


def _too_deep(file: Path) -> DutyboundError:
    return DutyboundError(Problem(f"{file}", "has lists within lists, deeper than any finding has", SHAPE))


def _rows(file: Path) -> list[Mapping[str, Any]]:
    told = _content(file)
    if isinstance(told, dict):
        told = next((told[name] for name in UNDER if name in told), None)
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise DutyboundError(Problem(f"{file}", "is no list of findings", SHAPE))
    rows = [one.get(BESIDE, one) for one in told]
    if not all(isinstance(one, dict) for one in rows):
        raise DutyboundError(Problem(f"{file}", f"has a {BESIDE!r} that is no finding", SHAPE))
    return rows


def _astray(row: Mapping[Any, Any], where: str) -> Iterator[Problem]:
    for name in row:
        if name is None:
            yield Problem(where, "has more cells than the first line has names", "Put quotes around cells with commas.")
        elif name not in (*FIELDS, *ALSO):
            yield Problem(where, f"has {name!r}, which is no field of a finding", nearest(name, FIELDS))
    for other, name in ALSO.items():
        if row.get(other) and row.get(name) and row[other] != row[name]:
            yield Problem(where, f"has both {name} and {other}, and they differ", f"Keep {name}.")


def _told(row: Mapping[str, Any], name: str) -> Any:
    return row.get(name) or next((row[other] for other, own in ALSO.items() if own == name and row.get(other)), None)


def _given(row: Mapping[str, Any], name: str) -> bool:
    return bool(f"{_told(row, name) or ''}".strip()) or (name == "text" and bool(row.get("paraphrase")))


def _filed(place: int, where: str, told: Mapping[str, Any], kind: Kind | None, problems: list[Problem]) -> FiledFinding:
    words = {name: _words(value, f"{where}, {name}", problems) for name, value in told.items() if name not in LISTS}
    days = {name: _day(words[name], f"{where}, {name}", problems) for name in ("published", "review_on")}
    scope, force = _scope(words["scope"], words["force"], where, problems)
    demonstration = _number(words["demonstration_days"])
    if words["demonstration_days"] and demonstration is None:
        problems.append(Problem(where, f"demonstration_days {words['demonstration_days']!r} is no number of days"))
    draft = DraftFinding(
        _kind(words["kind"], where, kind, problems), words["text"] or words["paraphrase"],
        _parts(told["parts"], where, problems), words["question"], words["source"] or "inspectorate", force,
        days["published"], words["deadline_words"],
    )  # fmt: skip
    return FiledFinding(
        place, where, draft, words["id"], scope, words["owner"], words["theme"], words["source_report"], words["url"],
        demonstration, days["review_on"], words["status"], tuple(_history(told, where, problems)),
    )  # fmt: skip


def _kind(text: str, where: str, otherwise: Kind | None, problems: list[Problem]) -> Kind:
    told = text.replace("_", " ").replace("-", " ").casefold()
    if told in tuple(Kind):
        return Kind(told)
    if told:
        problems.append(Problem(where, f"{text!r} is no kind of finding", nearest(told, Kind)))
    return otherwise or Kind.RECOMMENDATION


def _scope(scope: str, force: str, where: str, problems: list[Problem]) -> tuple[str, str]:
    """Whom a finding is made to, and in whose register it stands: "humberside (... to all forces)" is both.

    A word is a force where it is a listed one, or where the brackets after it show that it is meant so: of other words
    nobody knows what they say.
    """
    plain = scope.casefold()
    made_to = "all forces" if "all forces" in plain else "some forces" if FORCES.match(plain) else "one force"
    if plain in ("", *SCOPES) or FORCES.match(plain) or plain.startswith("all forces"):
        return made_to, force
    head, bracket, _ = (one.strip() for one in plain.partition("("))
    listed = force_of_place(head)
    if listed is None and not (bracket and NAME.fullmatch(head)):
        remedy = f"Write {', '.join(SCOPES)}, or the short name of the force: humberside (addressed to all forces)."
        problems.append(Problem(where, f"{scope!r} is no scope", remedy))
    return made_to, force or (listed.slug if listed else head)


def _words(told: Any, where: str, problems: list[Problem]) -> str:
    """What is said in a cell: a text or a number. A list or an object has no wording, and true is none either."""
    if isinstance(told, str | int) and not isinstance(told, bool):
        return f"{told}".strip()
    if told is not None:
        problems.append(Problem(where, "is no text", "Write it between quotation marks."))
    return ""


def _number(told: Any) -> int | None:
    """A whole number, as such or in digits; None for anything else, and for more than parts or days can be."""
    if isinstance(told, str) and re.fullmatch(r"[0-9]{1,4}", told.strip()):
        return int(told)
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 <= told < 10_000 else None


def _parts(told: Any, where: str, problems: list[Problem]) -> tuple[str, ...]:
    """The words of each part, or only how many there are."""
    if (count := _number(told)) is not None:
        return tuple(UNSEEN.format(number=number, count=count) for number in range(1, count + 1))
    if isinstance(told, str):
        return tuple(one.strip() for one in told.split("|") if one.strip())
    if not isinstance(told or [], list) or not all(isinstance(one, str) and one.strip() for one in told or []):
        problems.append(Problem(where, "has parts that are no list of words", "Write each as a text, or how many."))
        return ()
    return tuple(told or ())


def _history(told: Mapping[str, Any], where: str, problems: list[Problem]) -> Iterator[Entry]:
    """The log in order; the status and the comment of today stand last in it."""
    now = [[told["status_on"], kind, told[kind]] for kind in ("status", "comment") if told[kind]]
    before = told["history"] or []
    if not isinstance(before, list):
        problems.append(Problem(where, "has a history that is no list of entries", "A log of several entries is JSON."))
        before = []
    for number, entry in enumerate((*before, *now), start=1):
        place = f"{where}, history {number}"
        if not isinstance(entry, list) or len(entry) != 3:
            problems.append(Problem(place, "is no entry", 'Write ["2018-04-27", "status", "complete"].'))
        elif entry[1] not in ("status", "comment", None):
            problems.append(Problem(place, f"{entry[1]!r} is neither status nor comment"))
        else:
            day, text = (_words(entry[at], place, problems) for at in (0, 2))
            yield _day(day, place, problems), entry[1] or "comment", text


def _day(text: str, where: str, problems: list[Problem]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(Problem(where, f"{text!r} is no day", "Write it as 2018-04-27."))
        return None
