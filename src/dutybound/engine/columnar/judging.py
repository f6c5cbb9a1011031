"""Subjects judged by the compiled fold, batch by batch: their duties, notices and courses."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, TypeVar

import numpy as np
import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import instant_text
from dutybound.duties.duty import FOREVER
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.columns import DutyColumns, FactColumns
from dutybound.engine.columnar.kernel import judge_rows
from dutybound.engine.columnar.layout import Layout, layout_of
from dutybound.engine.columnar.loading import Loading, by_subject, loading_of
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
from dutybound.engine.columnar.strands import of_one_table
from dutybound.engine.facts import Programme
from dutybound.engine.lowering import programme_of
from dutybound.engine.relation import Judgment
from dutybound.engine.source import Source

Given = TypeVar("Given")
Result = TypeVar("Result")
HEIGHTS = (len(COLUMNS), 4, 4)  # of rows, notices and courses
#: Facts judged at once: few enough that their rows lie in memory that is used again and again.
BATCH = 1 << 17
#: Of many standards about one kind of subject each reads few of the facts, so more facts are judged at once: what is
#: done once for each standard and batch took three times as long as the judging.
FEW, TIMES = 8, 8
LEAST = 1 << 10  # rows for which there is room at the least
LARGEST = 1 << 22  # of the scratch: no subject needs more


def judged_by_columns(
    standards: Sequence[Standard], source: Source, policy: PolicyBook, as_at: int = FOREVER, suspensions: bool = True
) -> Iterator[Judgment]:
    """Every subject of a source under its standards, judged by the compiled fold on what was known by `as_at`.

    What several standards read of a subject is read once, and all of them are judged while it is at hand.
    """
    for some in of_one_table(standards):
        programmes = [programme_of(standard, policy, source.calendar) for standard in some]
        loading = loading_of(some, programmes, source, as_at, suspensions)
        tables = by_subject(source.connection.sql(loading.strands.query()).to_arrow_reader(batch_for(len(some))))
        for judgments in ahead(partial(judged_table, some, programmes, loading), tables):
            yield from judgments


def batch_for(standards: int) -> int:
    """How many facts are judged at once, for so many standards."""
    return BATCH * min(TIMES, max(1, standards // FEW))


def judged_table(
    standards: Sequence[Standard], programmes: Sequence[Programme], loading: Loading, table: pa.Table
) -> list[Judgment]:
    """What is found of the subjects whose facts these are, under each standard."""
    facts = loading.columns(table)
    if not facts.groups:
        return []
    return [
        Judgment(standard, found.programme, facts.subjects, found.duty_table(), found.courses, found.notice_table())
        for standard, found in zip(standards, judge_columns(programmes, facts), strict=True)
    ]


def ahead(judged: Callable[[Given], Result], given: Iterable[Given]) -> Iterator[Result]:
    """In order, some of them while the one before is still being looked at."""
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        waiting: deque[Future[Result]] = deque()
        for one in given:
            waiting.append(pool.submit(judged, one))
            if len(waiting) > cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def judge_columns(programmes: Sequence[Programme], facts: FactColumns, room: int | None = None) -> list[DutyColumns]:
    """The duties, notices and courses of all subjects under each programme: row for row what `reference.judge` says.

    `room` is how many rows are written at once; by default one for each subject, as most standards find about so many.
    Room for as many as there are facts, which is enough nearly always, took gigabytes where many standards are judged:
    each column of it touches memory of its own, however few rows are written.
    """
    layout = layout_of(programmes, facts.limits)
    walk = Walk(layout, facts)
    first = room or facts.groups + LEAST
    found = [walk.rows(place, 0, facts.groups, first) for place in range(len(programmes))]
    return [
        DutyColumns(layout, programme, facts, *_joined(list(chunks)))
        for programme, chunks in zip(programmes, found, strict=True)
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
        largest = int(np.diff(facts.offsets).max()) if facts.groups else 0
        self.least = largest + len(layout.tables.entries) + 8
        self.scratch: Scratch = scratch_of(max(128, 2 * self.least))

    def rows(self, programme: int, first: int, last: int, room: int) -> Iterator[Written]:
        """Rows, notices and courses of subjects under one programme, in buffers with room for so many."""
        full, rooms = (ROWS_FULL, NOTICES_FULL, COURSES_FULL), [room, room // 8 + 8, room]
        reading = read_only(self.facts.reading(programme))
        while first < last:
            buffers = [np.empty((height, size), np.int64) for height, size in zip(HEIGHTS, rooms, strict=True)]
            status, first, *sizes = judge_rows(
                self.tables, self.numbers, self.offsets, reading, programme, first, last, self.scratch, *buffers
            )
            yield Written(*(one[:, :size] for one, size in zip(buffers, sizes, strict=True)))
            if status in full and not sizes[which := full.index(status)]:
                rooms[which] *= 2
            elif status not in (DONE, *full):
                self.overcome(programme, status, first)

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


def _joined(chunks: list[Written]) -> list[Array]:
    if len(chunks) == 1:
        return list(chunks[0])
    return [
        np.concatenate([np.empty((height, 0), np.int64), *(chunk[place] for chunk in chunks)], axis=1)
        for place, height in enumerate(HEIGHTS)
    ]
