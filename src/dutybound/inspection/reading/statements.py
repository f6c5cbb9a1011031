"""Statements of one report that cannot both be so: what is said of one subject, in two opposite ways.

Four ways of being opposite are looked for, each by the words that carry it; the subject is what remains of the clause
when those are taken away. Two clauses are set against each other only where they share most of their subject. What is
said of an earlier year, what should or will be, and what holds for some and not for others is set against nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from dutybound.inspection.reading.lines import QUOTES, sentences, stems
from dutybound.inspection.reading.opposite_words import (
    APART,
    BETTER,
    CARRIERS,
    CLAUSES,
    DENIAL,
    FAULT,
    GOING_ON,
    NOT_NOW,
    OVER,
    PARTIAL,
    PRAISE,
    TOTAL,
    TROUBLE,
    WORSE,
)

APART_STEMS = tuple(tuple(frozenset(stems(side)) for side in sides) for sides in APART)
MOST = 400  # statements of a report that are compared with each other


class Way(StrEnum):
    """A way in which two statements are opposite."""

    TROUBLE = "one says that it goes on, the other that it is over"
    DIRECTION = "one says that it got better, the other that it got worse"
    MERIT = "one praises it, the other faults it"
    DENIAL = "one says that it is done, the other that it is not"


@dataclass(frozen=True)
class Statement:
    """A clause, the sentence and section it stands in, what it is about, and what it says in each way (+1 or -1)."""

    clause: str
    sentence: str
    where: str
    place: int  # of its sentence in the report
    subject: frozenset[str]
    says: frozenset[tuple[Way, str, int]]  # with the word for the trouble, else nothing
    denied: str | None  # the first of its subject that stands after a denial
    is_total: bool
    is_partial: bool


@dataclass(frozen=True)
class Opposed:
    """Two statements that cannot both be so, the way in which, and what they have in common."""

    first: Statement
    second: Statement
    way: Way
    shared: tuple[str, ...]


def statements_in(sections: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Statement]:
    """The statements of a report's sections: what each section is called, and its paragraphs."""
    place = 0
    for where, paragraphs in sections:
        for paragraph in paragraphs:
            for sentence in sentences(paragraph):
                place += 1
                yield from _of_sentence(sentence, where, place)


def _of_sentence(sentence: str, where: str, place: int) -> Iterator[Statement]:
    if len(sentence) > 1500:
        return
    for clause in CLAUSES.split(sentence.translate(QUOTES)):
        if len(clause) < 15 or NOT_NOW.search(clause):
            continue
        says = frozenset(_says(clause))
        subject = frozenset(stems(clause)) - CARRIERS
        if says and len(subject) >= 2:
            is_partial = PARTIAL.search(clause) is not None
            is_total = TOTAL.search(clause) is not None
            yield Statement(clause, sentence, where, place, subject, says, _denied(clause), is_total, is_partial)


def _denied(clause: str) -> str | None:
    found = DENIAL.search(clause)
    return next((one for one in stems(clause[found.end() :]) if one not in CARRIERS), None) if found else None


def _says(clause: str) -> Iterator[tuple[Way, str, int]]:
    for trouble in {found.casefold() for found in TROUBLE.findall(clause)}:
        if OVER.search(clause):
            yield Way.TROUBLE, trouble, +1
        elif GOING_ON.search(clause):
            yield Way.TROUBLE, trouble, -1
    better, worse = BETTER.search(clause), WORSE.search(clause)
    is_denied = DENIAL.search(clause) is not None
    if bool(better) != bool(worse) and not is_denied:
        yield Way.DIRECTION, "", +1 if better else -1
    praise, fault = PRAISE.search(clause), FAULT.search(clause)
    if bool(praise) != bool(fault) and not better and not worse:
        yield Way.MERIT, "", (+1 if praise else -1) * (-1 if is_denied else +1)
    yield Way.DENIAL, "", -1 if is_denied else +1


#: How much of their subjects two statements have to share: how many stems, and what part of both together.
SHARED = {Way.TROUBLE: (3, 0.3), Way.DIRECTION: (2, 0.5), Way.MERIT: (2, 0.6), Way.DENIAL: (4, 0.6)}


def opposed(statements: Sequence[Statement]) -> Iterator[Opposed]:
    """The pairs that cannot both be so, each pair of sentences once."""
    seen: set[tuple[str, str]] = set()
    for first, second in combinations(statements[:MOST], 2):
        if first.place == second.place or (first.sentence, second.sentence) in seen or _are_apart(first, second):
            continue
        found = _opposite(first, second)
        if found is not None:
            seen.add((first.sentence, second.sentence))
            yield found


def _opposite(first: Statement, second: Statement) -> Opposed | None:
    shared = first.subject & second.subject
    together = first.subject | second.subject
    for way, word, sign in sorted(first.says):
        count, part = SHARED[way]
        if (way, word, -sign) not in second.says or len(shared) < count or len(shared) < part * len(together):
            continue
        if way is not Way.TROUBLE and not _is_of_the_same_extent(first, second):
            continue
        if way is Way.DENIAL and (first.denied or second.denied) not in shared:
            continue
        return Opposed(first, second, way, tuple(sorted(shared)))
    return None


def _are_apart(first: Statement, second: Statement) -> bool:
    """Whether one speaks of the north and the other of the south; of specialists, and of those who are none."""
    for sides in APART_STEMS:
        mine = {place for place, side in enumerate(sides) if side & first.subject}
        other = {place for place, side in enumerate(sides) if side & second.subject}
        if mine and other and not mine & other:
            return True
    return any(f"non{one}" in second.subject for one in first.subject) or any(
        f"non{one}" in first.subject for one in second.subject
    )


def _is_of_the_same_extent(first: Statement, second: Statement) -> bool:
    """ "Some are" and "some are not" go together; "all are" and "some are not" do not."""
    if first.is_partial and second.is_partial:
        return False
    if first.is_partial or second.is_partial:
        other = second if first.is_partial else first
        return other.is_total
    return True
