"""How many forces have which grade, and of how many it is not known. No order of forces is made of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dutybound.inspection.forces.graded import Basis, Compiled
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.frameworks.likes import order_of
from dutybound.inspection.grades import Grade, NoGrade


@dataclass(frozen=True)
class Counted:
    """Forces by grade on one question or pillar of a year; `inferred` are in no grade, `not_known` in nothing."""

    cycle: str
    key: str
    scale: tuple[Grade, ...]
    grades: Mapping[Grade, int]
    without: Mapping[NoGrade, int]
    carried_over: int  # of those in `grades`
    inferred: int
    forces: int

    @property
    def known(self) -> int:
        return sum(self.grades.values()) + sum(self.without.values())

    @property
    def not_known(self) -> int:
        return self.forces - self.known - self.inferred

    @property
    def words(self) -> str:
        """ "1 outstanding, 28 good, 13 requires improvement, 1 inadequate", and what is not among them."""
        told = [f"{self.grades[one]} {one}" for one in self.scale if self.grades.get(one)]
        told += [f"{count} {one}" for one, count in self.without.items()]
        told += [f"{self.inferred} only inferred"] * bool(self.inferred)
        told += [f"{self.not_known} not known"] * bool(self.not_known)
        return ", ".join(told)


def counted(compiled: Compiled, revisions: Mapping[str, Sequence[Framework]]) -> tuple[Counted, ...]:
    """Every question, area and pillar of which any force's grade is known, year by year, in the framework's order."""
    known = {(one.cycle, one.question) for one in compiled.grades}
    found: list[Counted] = []
    for cycle in sorted(revisions, key=lambda one: order_of(revisions[one][0])):
        keys = (
            key
            for framework in reversed(revisions[cycle])
            for pillar in framework.pillars
            for key in (pillar.key, *(one.key for one in pillar.questions))
        )
        found += [
            _of(cycle, key, revisions[cycle][-1].scale, compiled)
            for key in dict.fromkeys(keys)
            if (cycle, key) in known
        ]
    return tuple(found)


def _of(cycle: str, key: str, scale: tuple[Grade, ...], compiled: Compiled) -> Counted:
    now = [one for force in compiled.forces if (one := compiled.now(force, cycle, key)) is not None]
    printed = [one for one in now if one.basis != Basis.INFERRED]
    grades: Counter[Grade] = Counter(one.grade for one in printed if isinstance(one.grade, Grade))
    without: Counter[NoGrade] = Counter(one.grade for one in printed if isinstance(one.grade, NoGrade))
    del without[NoGrade.UNKNOWN]  # as if there were no row
    carried = sum(one.basis == Basis.CARRIED_OVER for one in printed)
    inferred = len(now) - len(printed)
    return Counted(cycle, key, scale, grades, without, carried, inferred, len(compiled.forces))
