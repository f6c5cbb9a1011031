"""A batch of subjects judged by the compiled fold: rows where they are asked for, otherwise counts."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import instant_text
from dutybound.duties.duty import FOREVER, State
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.columns import DutyColumns, FactColumns
from dutybound.engine.columnar.kernel import judge_counts, judge_rows
from dutybound.engine.columnar.layout import Layout, layout_of
from dutybound.engine.columnar.loading import fact_columns
from dutybound.engine.columnar.shapes import (
    COLUMNS,
    COURSES_FULL,
    DONE,
    NONE,
    NOTICES_FULL,
    OUTSIDE,
    ROWS_FULL,
    SCRATCH_FULL,
    Array,
    Columns,
    Scratch,
    Tables,
    scratch_of,
)
from dutybound.engine.facts import Programme
from dutybound.engine.lowering import programme_of
from dutybound.engine.relation import Judgment
from dutybound.engine.source import Source

Result = TypeVar("Result")
#: Rows written before they are handed over. At a power of two the columns get into each other's way in the cache.
ROOM = (1 << 16) + 8
LARGEST = 1 << 22  # of the scratch: no subject needs more


def judged_by_columns(
    standard: Standard, source: Source, policy: PolicyBook, as_at: int = FOREVER, suspensions: bool = True
) -> Iterator[Judgment]:
    """Every subject of a source under a standard, judged by the compiled fold on what was known by `as_at`."""
    programme = programme_of(standard, policy, source.calendar)
    for facts in fact_columns(standard, programme, source, as_at, suspensions):
        found = judge_columns([programme], facts, os.cpu_count() or 1)
        yield Judgment(standard, programme, facts.subjects, found.duty_table(), found.courses, found.notice_table())


def judge_columns(
    programmes: Sequence[Programme], facts: FactColumns, threads: int = 1, room: int = ROOM
) -> DutyColumns:
    """The duties, notices and courses of all groups: row for row what `reference.judge` says of each."""
    layout = layout_of(programmes, facts.limits)
    stretches = _stretches(facts, threads)
    walks = [Walk(layout, facts) for _ in stretches]

    def judged(number: int) -> list[Written]:
        first, last = stretches[number]
        return [Written(*(one.copy() for one in part)) for part in walks[number].rows(first, last, room)]

    chunks = [chunk for part in _at_once(judged, len(stretches)) for chunk in part]
    rows, notices, courses = ([part[i] for part in chunks] for i in range(3))
    return DutyColumns(layout, facts, _joined(rows, len(COLUMNS)), _joined(notices, 4), _joined(courses, 4))


def states_at(
    programmes: Sequence[Programme],
    facts: FactColumns,
    moment: int,
    slots: Array | None = None,
    threads: int = 1,
) -> Array:
    """How many duties are in each state at a moment, without a row: one line of counts for each slot.

    `slots` says in which line a group counts, by default in that of its programme; the columns are those of `State`.
    """
    layout = layout_of(programmes, facts.limits)
    slots = facts.programmes if slots is None else slots
    size = max(int(slots.max()) + 1 if len(slots) else 0, len(layout.programmes))
    stretches = _stretches(facts, threads)

    def counted(number: int) -> Array:
        counts = np.zeros((size, len(State)), np.int64)
        Walk(layout, facts).counts(*stretches[number], moment, slots, counts)
        return counts

    return sum(_at_once(counted, len(stretches)), np.zeros((size, len(State)), np.int64))


class Written(NamedTuple):
    """What the kernel wrote of some groups; what the columns are stands at `DutyColumns`."""

    rows: Array
    notices: Array
    courses: Array


class Walk:
    """One thread's way through groups: its scratch, which grows where a subject needs more."""

    def __init__(self, layout: Layout, facts: FactColumns) -> None:
        self.layout, self.facts = layout, facts
        largest = int(np.diff(facts.offsets).max()) if facts.groups else 0
        self.least = largest + len(layout.tables.entries) + 8
        self.scratch: Scratch = scratch_of(max(128, 2 * self.least))

    def rows(self, first: int, last: int, room: int = ROOM) -> Iterator[Written]:
        """Rows, notices and courses, in buffers that are used again."""
        full = (ROWS_FULL, NOTICES_FULL, COURSES_FULL)
        buffers = [np.empty((height, room), np.int64) for height in (len(COLUMNS), 4, 4)]
        while first < last:
            status, first, *sizes = judge_rows(*self.arguments(first, last), *buffers)
            yield Written(*(one[:, :size] for one, size in zip(buffers, sizes, strict=True)))
            if status in full and not sizes[which := full.index(status)]:
                buffers[which] = np.empty((len(buffers[which]), 2 * buffers[which].shape[1]), np.int64)
            elif status not in (DONE, *full):
                self.overcome(status, first)

    def counts(self, first: int, last: int, moment: int, slots: Array, counts: Array) -> None:
        while first < last:
            status, first = judge_counts(*self.arguments(first, last), moment, slots, counts)
            if status != DONE:
                self.overcome(status, first)

    def arguments(self, first: int, last: int) -> tuple[Tables, Columns, Array, Array, int, int, Scratch]:
        facts = self.facts
        return (self.layout.tables, facts.numbers, facts.offsets, facts.programmes, first, last, self.scratch)

    def overcome(self, status: int, group: int) -> None:
        """More scratch where a subject needs it; an error where something cannot be judged."""
        size, subject = int(self.scratch.state[0].room), self.facts.subjects[group].as_py()
        if status == SCRATCH_FULL and size < LARGEST + 64 * self.least:
            self.scratch = scratch_of(2 * size)
            return
        standard = self.layout.programmes[self.facts.programmes[group]].standard
        culprit = int(self.scratch.state[0].culprit)
        if status == OUTSIDE:
            what = "a limit" if culprit == NONE else instant_text(culprit)
            raise DutyboundError(Problem("calendar", f"{what} lies outside 1970 to 2099 ({standard}, {subject})"))
        raise DutyboundError(Problem("columnar engine", f"the duties of {subject} under {standard} never end"))


def _stretches(facts: FactColumns, threads: int) -> list[tuple[int, int]]:
    """Groups cut into as many stretches as there are threads, of about as many facts each."""
    wanted = [len(facts) * number // threads for number in range(1, threads)]
    cuts = [0, *(int(cut) for cut in np.searchsorted(facts.offsets, wanted)), facts.groups]
    return [(first, last) for first, last in pairwise(cuts) if first < last]


def _at_once(judged: Callable[[int], Result], count: int) -> list[Result]:
    with ThreadPoolExecutor(max(1, count)) as pool:
        return list(pool.map(judged, range(count)))


def _joined(chunks: list[Array], height: int) -> Array:
    return np.concatenate([np.empty((height, 0), np.int64), *chunks], axis=1)
