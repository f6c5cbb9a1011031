"""What an engine says of many subjects at once: their duties, courses and notices as tables, subject by subject."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.duty import FOREVER, Duty
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.facts import Programme
from dutybound.engine.judging import SubjectJudged, judge_source
from dutybound.engine.ledger import Course
from dutybound.engine.lowering import programme_of
from dutybound.engine.source import Source

SUBJECTS = 10_000  # that the reference judges before they are handed on

Numbers = npt.NDArray[np.int64]

#: The columns of a duty row that differ within one standard and subject.
COLUMNS = tuple(field.name for field in fields(Duty) if field.name not in ("standard", "version", "subject"))
TEXTS = ("anchor", "met_by", "unassessable", "policy")


@dataclass(frozen=True)
class Judgment:
    """Some subjects, judged whole, under one version of a standard.

    `duties` has the columns of a duty row (times are microseconds since 1970 in UTC) and `place`, its subject's place
    in `subjects`; `courses` has the rows place, known, holds, is_stopped; `notices` place, what, fact, known. All are
    in the order of their places.
    """

    standard: Standard
    programme: Programme
    subjects: pa.Array
    duties: pa.Table
    courses: Numbers
    notices: pa.Table
    decoded: dict[str, Numbers] = field(default_factory=dict, repr=False, compare=False)

    def numbers(self, name: str) -> Numbers:
        """A column of whole numbers, `NONE` where it is null; worked out once, for many figures ask for it."""
        if name not in self.decoded:
            self.decoded[name] = np.asarray(pc.fill_null(self.duties.column(name), NONE))
        return self.decoded[name]

    def rows(self) -> pa.Table:
        """The duties with all columns of a duty row; ids are coded, as standards about the same subjects share them."""
        count = self.duties.num_rows
        names = {"standard": self.standard.id, "version": self.standard.version}
        columns = {name: pa.repeat(pa.scalar(text, pa.string()), count) for name, text in names.items()}
        place = self.duties.column("place").combine_chunks()
        columns["subject"] = pa.DictionaryArray.from_arrays(place, self.subjects)
        return pa.table({**columns, **{name: self.duties.column(name) for name in COLUMNS}})


def judged_by_reference(
    standards: Sequence[Standard], source: Source, policy: PolicyBook, as_at: int = FOREVER, suspensions: bool = True
) -> Iterator[Judgment]:
    """Every subject of a source under its standards, judged by the reference on what was known by `as_at`."""
    for standard in standards:
        programme = programme_of(standard, policy, source.calendar)
        found = judge_source(standard, source, policy, as_at, suspensions=suspensions)
        while some := list(islice(found, SUBJECTS)):
            yield judgment_of(standard, programme, some)


def judgment_of(standard: Standard, programme: Programme, found: Sequence[SubjectJudged]) -> Judgment:
    """What the reference found of each subject, as tables."""
    duties = [(place, duty) for place, one in enumerate(found) for duty in one.judged.duties]
    courses = [(place, stands) for place, one in enumerate(found) for stands in one.judged.course]
    notices = [(place, notice) for place, one in enumerate(found) for notice in one.judged.notices]
    odd = {
        "place": pa.array([place for place, _ in notices], pa.int64()),
        "what": pa.array([notice.what for _, notice in notices], pa.string()),
        "fact": pa.array([notice.fact for _, notice in notices], pa.string()),
        "known": pa.array([notice.known for _, notice in notices], pa.int64()),
    }
    subjects = pa.array([one.subject for one in found], pa.string())
    return Judgment(standard, programme, subjects, _duty_table(duties), _course_numbers(courses), pa.table(odd))


def _duty_table(duties: list[tuple[int, Duty]]) -> pa.Table:
    columns: dict[str, pa.Array] = {"place": pa.array([place for place, _ in duties], pa.int64())}
    for name in COLUMNS:
        values: list[Any] = [getattr(duty, name) for _, duty in duties]
        columns[name] = pa.array(values, pa.string() if name in TEXTS else pa.int64())
    return pa.table(columns)


def _course_numbers(courses: list[tuple[int, Course]]) -> Numbers:
    rows = [(place, stands.known, stands.holds, stands.is_stopped) for place, stands in courses]
    return np.array(rows, np.int64).reshape(-1, 4).T
