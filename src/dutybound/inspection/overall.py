"""The overall grade that question grades would lead to, as a proposal by our own rule.

HMICFRS has published no formula: the overall grade is a professional judgment. The same question grades have led to
different overall grades, so no rule can be right each time (docs/explanation/overall-grade.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from dutybound.inspection.grades import Grade, NoGrade

SEVERAL = 2  # so many questions below a grade take the overall grade there with them
FIVE = Grade.ADEQUATE  # a scale that knows it has five grades
SPELLED_OUT = 2  # up to so many unknown questions the conditions can be read


@dataclass(frozen=True)
class Possibility:
    """An overall grade, and which grades of the unknown questions would give it, each set in the order of the scale."""

    overall: Grade
    unknown: tuple[tuple[Grade, ...], ...]


@dataclass(frozen=True)
class Overall:
    """A proposed overall grade, or None with what each possibility would give; `reason` says why in a sentence."""

    grade: Grade | None
    reason: str
    unknown: tuple[str, ...] = ()  # keys of the questions whose grade is not known
    possibilities: tuple[Possibility, ...] = ()


def overall_of(grades: Mapping[str, Grade | NoGrade], scale: Sequence[Grade]) -> Overall:
    """What the grades of a pillar's questions, by key, lead to on a scale.

    A question without a grade by design is left out. One whose grade is not known, or could not be given, may be of
    any grade of the scale: where that could change the answer, none is proposed.
    """
    known = [one for one in grades.values() if isinstance(one, Grade)]
    unknown = tuple(key for key, one in grades.items() if isinstance(one, NoGrade) and one != NoGrade.UNGRADED)
    if not known and not unknown:
        return Overall(None, "No question has a grade by the design of the framework, so nothing leads to one overall")
    possible: dict[Grade, list[tuple[Grade, ...]]] = {}
    for drawn in combinations_with_replacement(scale, len(unknown)):
        possible.setdefault(ruled([*known, *drawn], scale), []).append(drawn)
    if len(possible) == 1:
        (grade,) = possible
        return Overall(grade, _reason(known, scale, unknown), unknown)
    found = tuple(Possibility(one, tuple(possible[one])) for one in scale if one in possible)
    return Overall(None, f"Cannot tell: {_conditions(found, len(unknown))}", unknown, found)


def ruled(grades: Sequence[Grade], scale: Sequence[Grade]) -> Grade:
    """The rule. Outstanding is never its answer: that is for people to decide.

    Two or more inadequate: inadequate. At most one below good: good. Otherwise requires improvement; but on a scale
    with adequate, adequate where at most one is below that.
    """
    if sum(one == Grade.INADEQUATE for one in grades) >= SEVERAL:
        return Grade.INADEQUATE
    if sum(one.is_below_good for one in grades) < SEVERAL:
        return Grade.GOOD
    if FIVE in scale and sum(scale.index(one) > scale.index(FIVE) for one in grades) < SEVERAL:
        return Grade.ADEQUATE
    return Grade.REQUIRES_IMPROVEMENT


def _reason(known: Sequence[Grade], scale: Sequence[Grade], unknown: Sequence[str]) -> str:
    below = sum(one.is_below_good for one in known)
    worst = sum(one == Grade.INADEQUATE for one in known)
    told = f"{below or 'None'} of {len(known)} known question grades {'is' if below == 1 else 'are'} below good"
    told += f", {worst} of them inadequate" if worst else ""
    told += "" if not unknown else f"; whatever {'is' if len(unknown) == 1 else 'are'} not known would not change it"
    if below == worst == 1:
        told += ". No real pillar with one inadequate question, and nothing else below good, was seen whole"
    return told


def _conditions(found: Sequence[Possibility], unknown: int) -> str:
    """ "good if the question not known is outstanding or good; requires improvement if ..."."""
    if unknown == 1:
        each = (
            f"{one.overall} if the question not known is {_either(g.value for (g,) in one.unknown)}" for one in found
        )
        return "; ".join(each)
    if unknown > SPELLED_OUT:
        return f"{_either(one.overall.value for one in found)}, as the {unknown} questions not known turn out"
    return "; ".join(f"{one.overall} if of the {unknown} not known {_either(_counts(one))}" for one in found)


def _counts(one: Possibility) -> Iterator[str]:
    """Which counts of grades below good give it, without their names: the rule reads no more than counts."""
    below = (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE)
    for counts in sorted({tuple(drawn.count(grade) for grade in below) for drawn in one.unknown}):
        parts = (f"{count} {grade}" for count, grade in zip(counts, below, strict=True) if count)
        yield " and ".join(parts) or "none is below good"


def _either(words: Iterator[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
