"""A standard judged on a source, subject by subject, by the reference."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from dutybound.base.errors import DutyboundError
from dutybound.duties.duty import FOREVER
from dutybound.duties.limits import LONGEST_ON_RECORD, Limit, days, limit_from
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.facts import Fact, Kind, Programme
from dutybound.engine.lowering import programme_of, valid_stretch
from dutybound.engine.preparing import Preparing
from dutybound.engine.reference import Judged, judge
from dutybound.engine.source import Source

BATCH = 100_000
THE_STANDARD = "the standard"  # the id of the end that its own going out of force is
Row = tuple[Any, ...]


@dataclass(frozen=True)
class SubjectJudged:
    """One subject under one standard: the facts that it was judged on, and its duties."""

    subject: str
    facts: tuple[Fact, ...]
    judged: Judged


def judge_source(
    standard: Standard,
    source: Source,
    policy: PolicyBook,
    as_at: int = FOREVER,
    only: str | None = None,
    suspensions: bool = True,
) -> Iterator[SubjectJudged]:
    """Every subject that has a fact under the standard known by `as_at`; if so asked, as if nothing was suspended."""
    programme = programme_of(standard, policy, source.calendar)
    for subject, facts in facts_of(standard, programme, source, only):
        facts = as_known(facts, as_at)
        if not suspensions:
            facts = [fact for fact in facts if fact.kind not in (Kind.SUSPEND, Kind.RESUME)]
        if facts and programme.valid_to is not None and programme.valid_to <= as_at:
            facts.append(Fact(Kind.END, THE_STANDARD, programme.valid_to))
        yield SubjectJudged(subject, tuple(facts), judge(programme, subject, facts))


def facts_of(
    standard: Standard, programme: Programme, source: Source, only: str | None = None
) -> Iterator[tuple[str, list[Fact]]]:
    """The facts of each subject, or of one."""
    preparing = Preparing(standard, source)
    query = preparing.query(only)
    source.look_up(preparing.asking.windows)
    making = _Making(standard, programme)
    for subject, rows in groupby(_rows(source, query), key=itemgetter(1)):
        if facts := making.facts(list(rows)):
            yield subject, facts


def as_known(facts: list[Fact], as_at: int) -> list[Fact]:
    """What was known by a moment; a version withdrawn later was not withdrawn yet."""
    known = [fact for fact in facts if fact.known <= as_at]
    return [replace(fact, withdrawn=None) if (fact.withdrawn or 0) > as_at else fact for fact in known]


def _rows(source: Source, query: str) -> Iterator[Row]:
    for batch in source.connection.sql(query).to_arrow_reader(BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


class _Making:
    """Makes facts of the rows of one query."""

    def __init__(self, standard: Standard, programme: Programme) -> None:
        self.programme = programme
        self.first, self.last = valid_stretch(standard, programme.calendar)
        self.end_of_day = programme.calendar.end_of_day

    def facts(self, rows: list[Row]) -> list[Fact]:
        facts = [fact for row in rows if (fact := self.fact(row)) is not None]
        if any(fact.withdrawn is not None for fact in facts):
            facts = _continued(facts, self.programme)
        return facts

    def fact(self, row: Row) -> Fact | None:
        number, _, identity, happened, recorded, withdrawn, of, until, value, weight = row
        kind, limit = Kind(number), None
        if self.is_out_of_force(kind, happened) or (value is None and kind is Kind.LIMIT):
            return None
        if kind is Kind.LIMIT:
            limit = limit_on_record(value)
        elif kind is Kind.DUE:
            if until is None:
                return None
            until = self.end_of_day(until) if self.programme.by_day else until
        elif kind is Kind.EXCUSE and not self.programme.by_day:
            until = self.end_of_day(until)
        return Fact(kind, identity, happened, recorded, value, of, until, limit, weight, False, withdrawn)

    def is_out_of_force(self, kind: Kind, happened: int) -> bool:
        """A trigger outside the standard's dates, or an opening after them: it owes nothing."""
        one_off = not self.programme.has_course
        is_anchor = kind is Kind.TRIGGER or (kind is Kind.UNASSESSABLE and happened > 0 and one_off)
        return (is_anchor and happened < self.first) or (
            (is_anchor or kind in (Kind.OPEN, Kind.COVER)) and happened >= self.last
        )


def limit_on_record(written: str) -> Limit | None:
    """A limit as the record has it: whole days, or a length of time in words; None where it is neither, or too long."""
    try:
        found = days(int(written)) if written.isdecimal() else limit_from(written)
    except DutyboundError:
        return None
    return None if found.length > LONGEST_ON_RECORD else found


def _continued(facts: list[Fact], programme: Programme) -> list[Fact]:
    """Versions of a row that say the same as the one before them are one fact, recorded when the first was.

    Being as it must be (`each`) happened when the first version that is so was recorded; later ones continue it.
    """
    kept: list[Fact] = []
    for _, group in groupby(sorted(facts, key=_says), key=_says):
        last: Fact | None = None
        for fact in sorted(group, key=lambda one: one.recorded or one.happened):
            if last is not None and last.withdrawn == fact.recorded and _says_the_same(last, fact, programme):
                last = replace(last, withdrawn=fact.withdrawn)
                kept[-1] = last
            else:
                last = fact
                kept.append(fact)
    return kept


def _says(fact: Fact) -> tuple[Kind, str, str]:
    return fact.kind, fact.id, fact.value or ""


def _says_the_same(one: Fact, other: Fact, programme: Programme) -> bool:
    goes_on = programme.form == "each" and one.kind is Kind.FULFIL and other.happened == other.recorded
    happened = one.happened if goes_on else other.happened
    return one == replace(other, happened=happened, recorded=one.recorded, withdrawn=one.withdrawn) and (
        goes_on or one.happened == other.happened
    )
