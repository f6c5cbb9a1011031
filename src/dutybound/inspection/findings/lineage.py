"""One lineage for one failing across years and sources: what people confirmed, and what may belong together."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dutybound.inspection.findings.draft import Kind
from dutybound.inspection.findings.history import Entry, History, local_day
from dutybound.inspection.findings.likeness import POSSIBLE, Likeness, Statement, likeness
from dutybound.inspection.findings.registers import Registers
from dutybound.inspection.frameworks.reading import frameworks


@dataclass(frozen=True)
class Link:
    """Two findings that may be of one failing; `outcome` is what a person decided last, empty where nobody has."""

    id: str
    earlier: str
    later: str
    score: float | None
    reasons: str
    outcome: str = ""
    decided_by: str = ""

    @property
    def stands(self) -> bool:
        return self.outcome == "confirmed"


@dataclass(frozen=True)
class Again:
    """A failing that was found again: when it had been closed, on what claim, and how long that held.

    `closed_on` is None where the earlier finding was not closed when the later came: then nothing slipped, it went on.
    """

    earlier: History
    later: History
    closed_on: date | None
    claim: str
    days_to_slip: int | None


@dataclass(frozen=True)
class Candidate:
    """Two findings that software thinks alike enough to be shown to a person."""

    earlier: History
    later: History
    likeness: Likeness


def lineages(histories: Iterable[History], links: Iterable[Link]) -> list[list[History]]:
    """Findings that confirmed links join, each lineage in order of time; those that stand alone are left out."""
    by_id = {one.id: one for one in histories}
    group = {id: {id} for id in by_id}
    for link in links:
        if link.stands and link.earlier in group and link.later in group:
            joined = group[link.earlier] | group[link.later]
            group |= dict.fromkeys(joined, joined)
    found = {min(ids): ids for ids in group.values() if len(ids) > 1}
    return [sorted((by_id[one] for one in ids), key=_when) for _, ids in sorted(found.items())]


def recurrences(lineage: Sequence[History], registers: Registers) -> list[Again]:
    """Each time that a lineage was found again, in order."""
    return [_again(one, other, registers) for one, other in pairwise(lineage)]


def candidates(histories: Collection[History], links: Iterable[Link], floor: float = POSSIBLE) -> list[Candidate]:
    """Pairs of findings of one force that may be of one failing and that nobody has proposed yet, most alike first."""
    taken = {frozenset((one.earlier, one.later)) for one in links}
    said = {one.id: statement_of(one, histories) for one in histories if one.kind is not Kind.STRENGTH}
    found = []
    for one, other in _pairs([one for one in histories if one.id in said]):
        if frozenset((one.id, other.id)) not in taken:
            alike = _alike(one, other, said)
            if alike.score >= floor:
                earlier, later = sorted((one, other), key=_when)
                found.append(Candidate(earlier, later, alike))
    return sorted(found, key=lambda each: (-each.likeness.score, each.earlier.id, each.later.id))


def _alike(one: History, other: History, said: dict[str, Statement]) -> Likeness:
    """How alike two findings are: variants of one wording are wholly so. Joined questions are a reason, no score."""
    if one.canonical and one.canonical == other.canonical:
        return Likeness(1.0, ("both are variants of one wording",))
    found = likeness(said[one.id], said[other.id])
    if not questions_are_joined(one.question, other.question):
        return found
    return replace(found, reasons=(*found.reasons, "their questions are alike"))


def questions_are_joined(one: str, other: str) -> bool:
    """Whether two questions are the same, or a framework says that they are each other's like."""
    if one and one == other:
        return True
    return any(_leads(*pair) for pair in ((one, other), (other, one)))


def _leads(one: str, other: str) -> bool:
    framework, _, question = one.partition(":")
    edges = frameworks()[framework].edges if framework in frameworks() else ()
    return any(edge.question == question and edge.other == other for edge in edges)


def statement_of(one: History, histories: Collection[History]) -> Statement:
    """A finding as it is compared: a part is read with what stands above it, and with its question."""
    whole = next((each for each in histories if each.id == one.parent), None)
    above = f"{whole.reading} " if whole is not None else ""
    return Statement(f"{above}{one.reading}", f"{question_words(one.question)} {one.theme}")


def question_words(key: str) -> str:
    """The title of a question by its key with its framework ("peel-2016:effectiveness.2"), where that is known."""
    framework, _, question = key.partition(":")
    if framework not in frameworks():
        return ""
    return next((one.title for one in frameworks()[framework].questions() if one.key == question), "")


def _pairs(histories: Sequence[History]) -> Iterator[tuple[History, History]]:
    """Pairs of one force that were not published together, neither being a part of the other."""
    for at, one in enumerate(histories):
        for other in histories[at + 1 :]:
            if one.force == other.force and _day(one) != _day(other):
                yield one, other


def _again(one: History, other: History, registers: Registers) -> Again:
    came = other.heard_at
    entries = [entry for entry in one.entries if came is None or entry.at <= came]
    last = next((entry for entry in reversed(entries) if entry.kind == "status"), None)
    if last is None or registers.status_of(one.owner, last.status).stage != "closed":
        return Again(one, other, None, "", None)
    closed = local_day(last.at, registers.force_calendar)
    days = None if came is None else (local_day(came, registers.force_calendar) - closed).days
    return Again(one, other, closed, _claim(entries), days)


def _claim(entries: Sequence[Entry]) -> str:
    """What the force claimed last before the closure, with the owner's own reason."""
    last = {entry.kind: entry.comment for entry in entries if entry.comment}
    return "; ".join(last[kind] for kind in ("ready", "status", "comment") if kind in last)


def _when(one: History) -> tuple[float, str]:
    return (one.heard_at.timestamp() if one.heard_at else 0.0, one.id)


def _day(one: History) -> date | None:
    return one.published_on or (one.heard_at.date() if one.heard_at else None)
