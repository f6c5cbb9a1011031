"""How a grade stands to the one before it, as far as the two may be compared.

Between revisions that are not comparable nothing is said to be better or worse, whatever the words of the grades.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dutybound.inspection.forces.graded import Basis, Compiled, Graded
from dutybound.inspection.frameworks.framework import Comparability, Framework
from dutybound.inspection.frameworks.likes import Like, Likes, order_of
from dutybound.inspection.grades import Grade, NoGrade


class Way(StrEnum):
    """What a step from one grade to the next is."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "the same"
    NOT_COMPARABLE = "not comparable"
    KEPT = "carried over"  # the earlier grade itself, with no new judgment
    NOT_COMPARED = "not compared"  # one of the two was only inferred


@dataclass(frozen=True)
class Step:
    """A grade beside the grade on a question's like before; `whys` say what lies between, the nearest first."""

    way: Way
    to: Graded
    before: Graded
    like: Like

    @property
    def comparability(self) -> Comparability:
        return self.like.comparability

    @property
    def words(self) -> str:
        """ "better than inadequate in 2015, with care"."""
        then = f"{self.before.grade} in {self.before.cycle}"
        if self.way in (Way.BETTER, Way.WORSE, Way.SAME):
            link = "as" if self.way == Way.SAME else "than"
            care = ", with care" if self.comparability == Comparability.WITH_CARE else ""
            return f"{self.way} {link} {then}{care}"
        if self.way == Way.KEPT:
            return f"carried over from {self.to.origin or 'an earlier year that is not said'}: no new judgment"
        because = ": inferred from a report's words" if self.way == Way.NOT_COMPARED else ""
        return f"{self.way} with {then}{because}"


def steps_to(one: Graded, compiled: Compiled, likes: Likes) -> tuple[Step, ...]:
    """The steps to a grade from the nearest earlier revision in which the force has a grade on its likes."""
    framework = _framework_of(one, likes)
    if framework is None or not isinstance(one.grade, Grade):
        return ()
    for there in likes.earlier((framework.key, one.question)):
        found = tuple(_steps(one, framework, there, compiled, likes))
        if found:
            return found
    return ()


def _framework_of(one: Graded, likes: Likes) -> Framework | None:
    """The latest revision of its year that has such a question; under which a force was inspected is not known."""
    of_year = (
        framework
        for framework in likes.known.values()
        if framework.version == one.cycle and one.question in _keys(framework)
    )
    return max(of_year, key=order_of, default=None)


def _keys(framework: Framework) -> set[str]:
    return {one.key for one in framework.parts()}


def _steps(
    one: Graded, framework: Framework, there: tuple[Like, ...], compiled: Compiled, likes: Likes
) -> Iterator[Step]:
    for like in there:
        earlier = likes.known[like.framework]
        before = compiled.now(one.force, earlier.version, like.question)
        if earlier.version != one.cycle and before is not None and isinstance(before.grade, Grade):
            yield Step(_way(one, before, like, framework, earlier), one, before, like)


def _way(one: Graded, before: Graded, like: Like, framework: Framework, earlier: Framework) -> Way:
    if like.comparability == Comparability.NOT or framework.scale != earlier.scale:
        return Way.NOT_COMPARABLE
    if one.basis == Basis.CARRIED_OVER:
        return Way.KEPT
    if not (one.is_truth and before.is_truth):
        return Way.NOT_COMPARED
    scale: tuple[Grade | NoGrade, ...] = framework.scale
    now, then = scale.index(one.grade), scale.index(before.grade)
    return Way.SAME if now == then else Way.BETTER if now < then else Way.WORSE
