"""Grades of forces as a table of text: one row a grade, with what it rests on and how it stands to the one before."""

from collections.abc import Iterator, Sequence

from dutybound.inspection.forces.graded import Graded
from dutybound.inspection.forces.history import Entry, Year
from dutybound.inspection.forces.steps import Way

HEADER = (
    "force",
    "cycle",
    "frameworks",
    "question",
    "title",
    "grade",
    "basis",
    "carried_over_from",
    "published",
    "valid_from",
    "valid_to",
    "since",
    "before",
    "before_cycle",
    "before_question",
    "comparability",
    "why",
    "source",
    "note",
)


def listed(forces: Sequence[str], years: Sequence[Year]) -> Iterator[tuple[str, ...]]:
    """Rows for HEADER; a grade that is not known has a row that says so, and one with several likes a row for each."""
    for year in years:
        for asked in year.asked:
            for force, entry in zip(forces, asked.entries, strict=True):
                head = (force, year.cycle, " ".join(one.key for one in year.revisions), asked.key, asked.title)
                if entry is None:
                    yield (*head, "not known", *[""] * (len(HEADER) - len(head) - 1))
                    continue
                for was in entry.replaced:
                    yield (*head, *_graded(was), *[""] * 6, was.source or was.place, was.note)
                yield from ((*head, *row) for row in _rows(entry))


def _graded(one: Graded) -> tuple[str, ...]:
    days = tuple("" if day is None else day.isoformat() for day in (one.published, one.valid_from, one.valid_to))
    return str(one.grade), str(one.basis), one.origin, *days


def _rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    one = entry.graded
    tail = (one.source or one.place, one.note)
    for step in entry.steps:
        before = (str(step.before.grade), step.before.cycle, step.like.question)
        whys = "; before that: ".join(step.like.whys)
        worth = "" if step.way == Way.KEPT else str(step.comparability)
        yield (*_graded(one), str(step.way), *before, worth, whys, *tail)
    if not entry.steps:
        yield (*_graded(one), *[""] * 6, *tail)
