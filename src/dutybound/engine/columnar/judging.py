"""A batch of subjects judged by the compiled fold: rows where they are asked for, otherwise counts."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import instant_text
from dutybound.duties.duty import FOREVER
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.columns import DutyColumns, FactColumns
from dutybound.engine.columnar.kernel import judge_rows
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
    Scratch,
    read_only,
    scratch_of,
)
from dutybound.engine.columnar.strands import strands_of
from dutybound.engine.facts import Programme
from dutybound.engine.lowering import programme_of
from dutybound.engine.relation import Judgment
from dutybound.engine.source import Source

Result = TypeVar("Result")
#: Rows written before they are handed over. At a power of two the columns get into each other's way in the cache.
ROOM = (1 << 16) + 8
AT_HAND = 1 << 15  # facts that stay in the cache while one programme after the other judges them
LARGEST = 1 << 22  # of the scratch: no subject needs more


def judged_by_columns(
    standards: Sequence[Standard], source: Source, policy: PolicyBook, as_at: int = FOREVER, suspensions: bool = True
) -> Iterator[Judgment]:
    """Every subject of a source under its standards, judged by the compiled fold on what was known by `as_at`.

    What several standards read of a subject is read once, and all of them are judged while it is at hand.
    """
    for some in of_one_table(standards):
        programmes = [programme_of(standard, policy, source.calendar) for standard in some]
        strands = strands_of(some, programmes, source)
        for facts in fact_columns(strands, programmes, source, as_at, suspensions):
            for standard, found in zip(some, judge_columns(programmes, facts, os.cpu_count() or 1), strict=True):
                yield Judgment(
                    standard, found.programme, facts.subjects, found.duty_table(), found.courses, found.notice_table()
                )


def of_one_table(standards: Sequence[Standard]) -> list[list[Standard]]:
    """Standards together whose subjects are the same."""
    tables: dict[str, list[Standard]] = {}
    for standard in standards:
        tables.setdefault(standard.subject.name, []).append(standard)
    return list(tables.values())


def judge_columns(
    programmes: Sequence[Programme], facts: FactColumns, threads: int = 1, room: int = ROOM
) -> list[DutyColumns]:
    """The duties, notices and courses of all subjects under each programme: row for row what `reference.judge` says."""
    layout = layout_of(programmes, facts.limits)
    stretches = _stretches(facts, threads)
    walks = [Walk(layout, facts) for _ in stretches]

    def judged(number: int) -> list[list[Written]]:
        found: list[list[Written]] = [[] for _ in programmes]
        for first, last in _near(facts, *stretches[number]):
            for place, chunks in enumerate(found):
                chunks += [
                    Written(*(one.copy() for one in part)) for part in walks[number].rows(place, first, last, room)
                ]
        return found

    parts = _at_once(judged, len(stretches))
    return [
        DutyColumns(layout, programme, facts, *_joined([chunk for part in parts for chunk in part[place]]))
        for place, programme in enumerate(programmes)
    ]


class Written(NamedTuple):
    """What the kernel wrote of some groups; what the columns are stands at `DutyColumns`."""

    rows: Array
    notices: Array
    courses: Array


class Walk:
    """One thread's way through groups: its scratch, which grows where a subject needs more."""

    def __init__(self, layout: Layout, facts: FactColumns) -> None:
        self.layout, self.facts = layout, facts
        self.tables, self.numbers = read_only(layout.tables), read_only(facts.numbers)
        (self.offsets,) = read_only((facts.offsets,))
        self.buffers: list[Array] = []
        largest = int(np.diff(facts.offsets).max()) if facts.groups else 0
        self.least = largest + len(layout.tables.entries) + 8
        self.scratch: Scratch = scratch_of(max(128, 2 * self.least))

    def rows(self, programme: int, first: int, last: int, room: int = ROOM) -> Iterator[Written]:
        """Rows, notices and courses of subjects under one programme, in buffers that are used again."""
        full = (ROWS_FULL, NOTICES_FULL, COURSES_FULL)
        buffers = self.buffers_of(room)
        reading = read_only(self.facts.reading(programme))
        while first < last:
            status, first, *sizes = judge_rows(
                self.tables, self.numbers, self.offsets, reading, programme, first, last, self.scratch, *buffers
            )
            yield Written(*(one[:, :size] for one, size in zip(buffers, sizes, strict=True)))
            if status in full and not sizes[which := full.index(status)]:
                buffers[which] = np.empty((len(buffers[which]), 2 * buffers[which].shape[1]), np.int64)
            elif status not in (DONE, *full):
                self.overcome(programme, status, first)

    def buffers_of(self, room: int) -> list[Array]:
        if not self.buffers or self.buffers[0].shape[1] < room:
            self.buffers = [np.empty((height, room), np.int64) for height in (len(COLUMNS), 4, 4)]
        return self.buffers

    def overcome(self, programme: int, status: int, group: int) -> None:
        """More scratch where a subject needs it; an error where something cannot be judged."""
        size, subject = int(self.scratch.state[0].room), self.facts.subjects[group].as_py()
        if status == SCRATCH_FULL and size < LARGEST + 64 * self.least:
            self.scratch = scratch_of(2 * size)
            return
        standard = self.layout.programmes[programme].standard
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


def _near(facts: FactColumns, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Subjects cut so that the facts of some are still at hand when the next programme asks for them."""
    while first < last:
        following = int(np.searchsorted(facts.offsets, facts.offsets[first] + AT_HAND))
        yield first, min(max(first + 1, following), last)
        first = min(max(first + 1, following), last)


def _joined(chunks: list[Written]) -> list[Array]:
    heights = (len(COLUMNS), 4, 4)
    return [
        np.concatenate([np.empty((height, 0), np.int64), *(chunk[place] for chunk in chunks)], axis=1)
        for place, height in enumerate(heights)
    ]
