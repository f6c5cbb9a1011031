"""Grades of inspections, best first, and what stands in place of a grade: words, in which nothing is counted."""

from enum import StrEnum


class Grade(StrEnum):
    """A grade, best first. A framework says which of them it knows."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"  # from 2021 on
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"

    @property
    def is_below_good(self) -> bool:
        return self not in (Grade.OUTSTANDING, Grade.GOOD)


class NoGrade(StrEnum):
    """Why there is no grade. What could not be seen is unknown, and never filled in."""

    UNGRADED = "ungraded"  # by the framework's design
    NOT_GRADED = "not graded"  # planned, and then not possible
    NOT_YET = "not yet graded"
    UNKNOWN = "unknown"


def grade_in(text: str) -> Grade | NoGrade | None:
    """The grade that a text is, whatever its case and whether words are joined by spaces, hyphens or underscores."""
    plain = " ".join(text.replace("_", " ").replace("-", " ").casefold().split())
    for kind in (Grade, NoGrade):
        if plain in tuple(kind):
            return kind(plain)
    return None
