"""A published grade of a force as it was compiled, with what it rests on and where it was read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from dutybound.inspection.grades import Grade, NoGrade


class Basis(StrEnum):
    """What a compiled grade rests on."""

    STATED = "stated"
    CARRIED_OVER = "carried over"  # from an earlier year: no new judgment
    INFERRED = "inferred"  # the page's words imply it: never counted, and never compared


@dataclass(frozen=True)
class Graded:
    """A grade of one force on a question, an area or a whole pillar, from and until when it was valid."""

    force: str  # as addresses of HMICFRS have it
    cycle: str  # the version of its framework: "2018/19"
    question: str  # the key of a question, or of a pillar
    grade: Grade | NoGrade
    basis: Basis
    place: str  # the file and line it was read from
    source: str = ""  # an address
    note: str = ""
    published: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None  # the day from which it was valid no more
    origin: str = ""  # the year that a grade was carried over from, where that is known

    @property
    def about(self) -> tuple[str, str, str]:
        return self.force, self.cycle, self.question

    @property
    def is_truth(self) -> bool:
        """Whether somebody printed this grade, so that it may be counted and compared."""
        return self.basis != Basis.INFERRED and isinstance(self.grade, Grade)

    def overlaps(self, other: "Graded") -> bool:
        """Whether there is a day on which both are valid."""
        begin = max(self.valid_from or date.min, other.valid_from or date.min)
        return begin < min(self.valid_to or date.max, other.valid_to or date.max)


@dataclass(frozen=True)
class Doubt:
    """What does not fit about a force, or is not said, in a sentence that names file and line."""

    force: str
    cycle: str
    words: str


@dataclass(frozen=True)
class Compiled:
    """All grades of a folder. `doubts`: what does not fit, and need not be wrong; `notes`: what is absent."""

    forces: Mapping[str, str]  # official names by slug
    grades: tuple[Graded, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()

    def doubts_about(self, forces: Sequence[str], cycle: str = "") -> list[str]:
        """About some forces, and about any where none is named; of one year of inspection alone, where one is named,
        and then the others in one line.
        """
        about = [one for one in self.doubts if not forces or one.force in forces]
        shown = [one.words for one in about if cycle in ("", one.cycle)]
        if others := len(about) - len(shown):
            several = f"{others:,} more are" if others > 1 else "1 more is"
            shown.append(f"{several} of other years of inspection than {cycle}: look without --cycle")
        return shown

    @cached_property
    def _valid(self) -> dict[tuple[str, str, str], Graded]:
        return {one.about: one for one in self.grades if one.valid_to is None}

    def now(self, force: str, cycle: str, question: str) -> Graded | None:
        """The grade that is valid to this day, where one is known."""
        return self._valid.get((force, cycle, question))

    def replaced(self, one: Graded) -> Iterator[Graded]:
        """Grades on the same that were amended since, the first of them first."""
        earlier = (other for other in self.grades if other.about == one.about and other.valid_to is not None)
        yield from sorted(earlier, key=lambda other: other.valid_to or date.max)
