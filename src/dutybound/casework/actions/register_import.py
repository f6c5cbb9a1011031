"""A register of findings taken in whole from JSON or CSV: ids, statuses and history are kept as its owner has them.

All of it is read and checked first. A finding that is on record already is left as it is; what its log has beyond what
is on record is added. A status has to be one of its owner's register, and no entry is dated ahead. What a file does
not say is not filled in: a status that was lost stays lost, and words of a deadline whose start is unknown stay words.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.casework.actions.findings import Particulars, add
from dutybound.casework.actions.signing import moment, not_ahead, one_deed, signed
from dutybound.inspection.findings.deadlines import LONDON
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.history import local_day
from dutybound.inspection.findings.registers import Registers, registers
from dutybound.records.models import inspection_findings as tables

#: The columns that a register may have; JSON has `history` too, a list of [date, "status" or "comment", words].
COLUMNS = (
    "id", "kind", "text", "paraphrase", "scope", "force", "source", "owner", "source_report", "published",
    "deadline_phrase", "question", "theme", "parts", "url", "demonstration_days", "review_on", "status", "status_on",
    "comment", "history",
)  # fmt: skip
UNSEEN = "(part {number} of {count}; its wording was not seen)"


@dataclass(frozen=True)
class Taken:
    """What an import did: ids that were added, ids that were there, those of them whose log went on, and deadlines that
    name no day, with why.
    """

    added: tuple[str, ...]
    there: tuple[str, ...]
    undated: tuple[tuple[str, str, str], ...]
    went_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """One entry of a register as it was read."""

    id: str
    draft: DraftFinding
    more: Particulars
    history: tuple[tuple[date, str, str], ...]


def take_in(file: Path, *, by: str, at: datetime, known: Registers | None = None) -> Taken:
    """Take in a register; everything or nothing."""
    known = known or registers()
    told = read_register(file, known)
    with one_deed(f"{file.name} is not taken in") as problems:
        problems += signed(by, at)
        there = {one.id for one in told if tables.Finding.objects.filter(pk=one.id).exists()}
        problems += [problem for one in told for problem in _unfit_history(one, at, known)] if not problems else []
        went_on = []
        for one in told if not problems else ():
            try:
                if one.id not in there:
                    add(one.draft, id=one.id, by=by, at=at, more=one.more, known=known)
            except DutyboundError as error:
                problems += [replace(each, where=f"{one.id}, {each.where}") for each in error.problems]
                continue
            if _keep_history(one, by, at, is_new=one.id not in there) and one.id in there:
                went_on.append(one.id)
    added = [one.id for one in told if one.id not in there]
    rows = tables.Finding.objects.filter(pk__in=added, deadline_on=None).exclude(deadline_words=None).order_by("pk")
    undated = tuple((row.pk, row.deadline_words, row.deadline_rule) for row in rows)
    return Taken(tuple(added), tuple(sorted(there)), undated, tuple(sorted(set(went_on))))


def read_register(file: Path, known: Registers) -> list[Told]:
    """The entries of a register, or all that is wrong with it."""
    problems: list[Problem] = []
    found = []
    for number, row in enumerate(_rows(file), start=1):
        where = f"{file.name}, entry {number}"
        problems += [Problem(where, f"has {name!r}, which is not known", nearest(name, COLUMNS))
                     for name in row if name not in COLUMNS]  # fmt: skip
        try:
            found.append(_told(row, where, known))
        except DutyboundError as error:
            problems += error.problems
    if problems:
        raise DutyboundError(problems, f"{file.name} is not taken in")
    return found


def _rows(file: Path) -> list[Mapping[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix.casefold() == ".csv":
            return list(csv.DictReader(text.splitlines()))
        found = json.loads(text)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DutyboundError(Problem(file.name, f"cannot be read: {error}", "Give JSON or CSV in UTF-8.")) from error
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise DutyboundError(Problem(file.name, "is no list of findings", "Give a list of objects: [{...}, {...}]."))
    return found


def _told(row: Mapping[str, Any], where: str, known: Registers) -> Told:
    problems: list[Problem] = []
    words = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    history = tuple(_history(row, where, problems))
    days = {name: _day(words[name], f"{where}, {name}", problems) for name in ("published", "review_on")}
    scope, force = _scope(words["scope"], words["force"])
    kind = words["kind"] or Kind.RECOMMENDATION
    if kind not in tuple(Kind):
        problems.append(Problem(where, f"{kind!r} is no kind of finding", nearest(kind, Kind)))
    if not words["id"]:
        problems.append(Problem(where, "has no id", "Give the number that it has in its register."))
    if words["demonstration_days"] and not words["demonstration_days"].isdecimal():
        problems.append(Problem(where, f"demonstration_days {words['demonstration_days']!r} is no number of days"))
    if problems:
        raise DutyboundError(problems)
    draft = DraftFinding(
        Kind(kind), words["text"] or words["paraphrase"], _parts(row.get("parts")), words["question"],
        words["source"] or "inspectorate", force, days["published"], words["deadline_phrase"],
    )  # fmt: skip
    more = Particulars(
        words["owner"], "", scope, words["theme"] or words["source_report"], "", words["url"],
        int(words["demonstration_days"]) if words["demonstration_days"] else None, days["review_on"],
        min((day for day, _, _ in history), default=None), True,
    )  # fmt: skip
    if not draft.text:  # the register shows a title alone, and nothing is made up
        draft = replace(draft, text=f"({words['source_report'] or 'its report'}; the wording was not seen)")
    return Told(words["id"], draft, more, history)


def _scope(scope: str, force: str) -> tuple[str, str]:
    """Whom a finding is made to, and in whose register it stands: "humberside (... to all forces)" is both."""
    plain = scope.casefold()
    made_to = "all forces" if "all forces" in plain else "some forces" if re.match(r"(some )?forces\b", plain) else ""
    named = re.match(r"[a-z][a-z-]*", plain)
    if force or plain in ("", "one force", *tables.SCOPES):
        return made_to or "one force", force
    is_named = named is not None and named[0] not in ("all", "some", "forces")
    return made_to or "one force", named[0] if is_named and named else ""


def _parts(told: Any) -> tuple[str, ...]:
    """The words of each part, or only how many there are."""
    if isinstance(told, int) or (isinstance(told, str) and told.strip().isdecimal()):
        return tuple(UNSEEN.format(number=number, count=int(told)) for number in range(1, int(told) + 1))
    if isinstance(told, str):
        return tuple(one.strip() for one in told.split("|") if one.strip())
    return tuple(str(one) for one in told or ())


def _history(row: Mapping[str, Any], where: str, problems: list[Problem]) -> Iterator[tuple[date, str, str]]:
    now = [[row.get("status_on"), kind, row[kind]] for kind in ("status", "comment") if row.get(kind)]
    for number, entry in enumerate((*(row.get("history") or ()), *now), start=1):
        place = f"{where}, history {number}"
        if not isinstance(entry, list) or len(entry) != 3:
            problems.append(Problem(place, "is no entry", 'Write ["2018-04-27", "status", "complete"].'))
            continue
        day = _day(str(entry[0] or ""), place, problems)
        if day is None:
            problems.append(Problem(place, "has no day", "An entry of a log has the day on which it was made."))
        elif entry[1] not in ("status", "comment", None):
            problems.append(Problem(place, f"{entry[1]!r} is neither status nor comment"))
        else:
            yield day, entry[1] or "comment", str(entry[2])


def _day(text: str, where: str, problems: list[Problem]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(Problem(where, f"{text!r} is no day", "Write it as 2018-04-27."))
        return None


def _unfit_history(one: Told, at: datetime, known: Registers) -> Iterator[Problem]:
    """What is wrong with a log: a day ahead, or a status that the register of the finding's owner does not know."""
    there = tables.Finding.objects.filter(pk=one.id).first()
    source = known.sources.get(one.draft.source)
    owner = there.owner if there is not None else one.more.owner or (source.owner if source else "")
    statuses = [status.key for status in known.register_of(owner).statuses] if owner in known.bodies else None
    for number, (day, kind, words) in enumerate(one.history, start=1):
        where = f"{one.id}, history {number}"
        yield from not_ahead(where, day, at)
        if kind == "status" and statuses is not None and words not in statuses:
            yield Problem(where, f"{words!r} is no status of the register of {owner}", nearest(words, statuses))


def _keep_history(one: Told, by: str, at: datetime, *, is_new: bool) -> int:
    """The log as its owner has it, as far as it is not on record; how many entries are new.

    What comes with the finding itself was on record there on the days that it names. What comes later is known here
    since it was taken in: what was said of a day before that stays as it was.
    """
    finding = tables.Finding.objects.select_for_update().get(pk=one.id)
    held = Counter((local_day(each.happened_at, LONDON), each.kind, each.status or each.comment or "")
                   for each in finding.entries.all())  # fmt: skip
    number: int = finding.entries.count()
    before = number
    for entry in one.history:
        if held[entry] > 0:
            held[entry] -= 1
            continue
        day, kind, words = entry
        number += 1
        is_status = kind == "status"
        tables.FindingEntry.objects.create(
            id=f"{one.id}/entry/{number}", finding=finding, kind=kind, status=words if is_status else None,
            comment=None if is_status else words, body=finding.owner, said_by=by, happened_at=moment(day, at),
            recorded_at=None if is_new else at,
        )  # fmt: skip
    return number - before
