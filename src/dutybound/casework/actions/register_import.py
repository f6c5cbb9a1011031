"""A register of findings taken in whole from JSON or CSV: ids, statuses and history are kept as its owner has them.

All of it is read and checked first. A finding that is on record already is left as it is; what its log has beyond what
is on record is added. A status has to be one of its owner's register, and no entry is dated ahead. What a file does
not say is not filled in: a status that was lost stays lost, and words of a deadline whose start is unknown stay words.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.casework.actions.finding_drafts import particulars_of
from dutybound.casework.actions.findings import Particulars, add
from dutybound.casework.actions.signing import moment, not_ahead, one_deed, signed
from dutybound.inspection.findings.deadlines import LONDON
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.finding_file import FiledFinding, read_findings
from dutybound.inspection.findings.history import local_day
from dutybound.inspection.findings.registers import Registers, registers
from dutybound.records.models import inspection_findings as tables


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
    told = read_register(file)
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


def read_register(file: Path) -> list[Told]:
    """The entries of a register, or all that is wrong with it."""
    found = read_findings(file, needed=("id",), kind=Kind.RECOMMENDATION)
    undated = [
        Problem(f"{one.where}, history {number}", "has no day", "An entry of a log has the day on which it was made.")
        for one in found for number, (day, _, _) in enumerate(one.history, start=1) if day is None
    ]  # fmt: skip
    if undated:
        raise DutyboundError(undated, f"{file.name} is not taken in")
    return [_told(one) for one in found]


def _told(one: FiledFinding) -> Told:
    history = tuple((day, kind, words) for day, kind, words in one.history if day is not None)
    more = replace(particulars_of(one), heard_on=min((day for day, _, _ in history), default=None), kept_elsewhere=True)
    if one.draft.text:
        return Told(one.id, one.draft, more, history)
    title = f"({one.source_report or 'its report'}; the wording was not seen)"  # a register may show a title alone
    return Told(one.id, replace(one.draft, text=title), more, history)


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
