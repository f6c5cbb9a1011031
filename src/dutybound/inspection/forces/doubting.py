"""What does not fit in compiled grades and need not be wrong: it is shown, and nothing is changed by it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dutybound.inspection.forces.graded import Basis, Doubt, Graded
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.grades import Grade, NoGrade


def doubts_of(
    read: Iterable[Graded], kept: Sequence[Graded], revisions: Mapping[str, Sequence[Framework]]
) -> Iterator[Doubt]:
    """Each with the line it is about."""
    held = {one.about: one for one in kept if one.valid_to is None}
    for one in read:
        if one.basis == Basis.INFERRED and held[one.about].basis != Basis.INFERRED:
            told = held[one.about]
            if told.grade != one.grade:
                yield Doubt(
                    one.force,
                    one.cycle,
                    f"{one.place}: {one.grade} was inferred, and {told.place} prints {told.grade}, which holds",
                )
    for one in kept:
        yield from _against_framework(one, revisions[one.cycle])
        if one.basis == Basis.CARRIED_OVER:
            yield from _against_origin(one, held)


def _against_framework(one: Graded, revisions: Sequence[Framework]) -> Iterator[Doubt]:
    designed = {_graded_by_design(one.question, framework) for framework in revisions} - {None}
    if isinstance(one.grade, Grade) and designed == {False}:
        yield Doubt(
            one.force,
            one.cycle,
            f"{one.place}: {one.question} of {one.cycle} has a grade, and its framework gives none",
        )
    if one.grade == NoGrade.UNGRADED and designed == {True}:
        yield Doubt(
            one.force,
            one.cycle,
            f"{one.place}: {one.question} of {one.cycle} is said to be ungraded, and its framework grades it",
        )


def _graded_by_design(key: str, framework: Framework) -> bool | None:
    return next((one.graded for one in framework.parts() if one.key == key), None)


def _against_origin(one: Graded, held: Mapping[tuple[str, str, str], Graded]) -> Iterator[Doubt]:
    """A grade that was carried over is that of the year it came from."""
    if not one.origin:
        yield Doubt(
            one.force, one.cycle, f"{one.place}: {one.question} was carried over, and from which year is not said"
        )
        return
    was = held.get((one.force, one.origin, one.question))
    if was is not None and was.basis != Basis.INFERRED and was.grade != one.grade:
        yield Doubt(
            one.force,
            one.cycle,
            f"{one.place}: {one.grade} was carried over from {one.origin}, where {was.place} prints {was.grade}",
        )
