"""The compiled fold and the reference, asked the same: row for row, in what they notice, and when it held."""

from collections.abc import Sequence

from dutybound.base.errors import DutyboundError
from dutybound.duties.duty import Duty
from dutybound.engine.columnar.columns import DutyColumns, columns_of
from dutybound.engine.columnar.judging import judge_columns
from dutybound.engine.facts import Fact, Programme
from dutybound.engine.ledger import Course, Notice
from dutybound.engine.reference import judge

Subjects = Sequence[tuple[int, Sequence[Fact]]]  # the place of the programme, and the facts of a subject under it
Answer = tuple[tuple[Duty, ...], tuple[Notice, ...], tuple[Course, ...]]


def by_reference(programmes: Sequence[Programme], subjects: Subjects) -> list[Answer]:
    judged = [judge(programmes[place], f"subject {n}", facts) for n, (place, facts) in enumerate(subjects)]
    return [(one.duties, one.notices, one.course) for one in judged]


def by_columns(programmes: Sequence[Programme], subjects: Subjects) -> list[Answer]:
    groups = [(place, f"subject {n}", facts) for n, (place, facts) in enumerate(subjects)]
    found = [answers_of(one) for one in judge_columns(programmes, columns_of(programmes, groups))]
    return [found[place][number] for number, (place, _) in enumerate(subjects)]


def answers_of(found: DutyColumns) -> list[Answer]:
    """Of each subject its duties, notices and course."""
    parts = zip(found.duties(), found.notices_by_group(), found.courses_by_group(), strict=True)
    return [(tuple(duties), tuple(notices), tuple(course)) for duties, notices, course in parts]


def outcome(answer: list[Answer] | DutyboundError) -> object:
    """What is compared: the answers, or that there was an error."""
    return "refused" if isinstance(answer, DutyboundError) else answer


def agree(programmes: Sequence[Programme], subjects: Subjects) -> None:
    """Both say the same; the first subject on which they do not is named."""
    wanted, found = by_reference(programmes, subjects), by_columns(programmes, subjects)
    for (_, facts), one, other in zip(subjects, wanted, found, strict=True):
        assert other == one, facts
