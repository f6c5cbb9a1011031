"""What a report says of the grade before: the grade, the year, and whether it went up or down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dutybound.inspection.grades import Grade
from dutybound.inspection.reading.lines import QUOTES, sentences
from dutybound.inspection.reading.opposite_words import any_of
from dutybound.inspection.reading.said import GRADE, grade_word


class Direction(StrEnum):
    """How a grade stands to the one before, in the report's own words."""

    UP = "up"
    DOWN = "down"
    SAME = "the same"


@dataclass(frozen=True)
class Before:
    """What a report says of the grade before: the grade where it names it, the year, and the direction."""

    grade: Grade | None
    year: int | None
    direction: Direction | None
    sentence: str


WAYS = (
    (Direction.UP, any_of(
        r"up (?:from|on) (?:last year|20\d\d|the|inadequate|requires|good|adequate)", "better than last year",
        "higher (?:grade|judge?ment) than", "improved on (?:the|its|last)", "an improvement on (?:last|the|20)",
    )),
    (Direction.DOWN, any_of(
        "down from", "lower (?:grade|judge?ment) than", "worse than last", "fall from", "has fallen (?:from|since)",
        "decline from last",
    )),
    (Direction.SAME, any_of(
        "the same (?:overall )?(?:judge?ment |view |grade )?as", r"as (?:last year|in 20\d\d)",
        "consistent with last year", "same overall (?:judge?ment|view|grade)", "also judged",
        "remains (?:outstanding|good|adequate|inadequate)",
    )),
)  # fmt: skip
#: Where a sentence names the grade of then. "When we judged it to require improvement", "down from good".
JUDGED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:judged|graded|rated)\s+(?:it|them|the force|the constabulary|the service)?\s*(?:overall\s+)?"
        rf"(?:to be|as|to)?\s*(?:an?\s)?{GRADE}",
        rf"\bjudge?ment of\s+{GRADE}",
        rf"\b(?:down|up|fall|fell|fallen) from (?:last year's )?{GRADE}",
        rf"\blast year's {GRADE}",
        rf"\b(?:last year|20\d\d),? when it (?:was )?{GRADE}",
    )
)
OF_A_PART = re.compile(r"\s+(?:at|in)\b")  # "in 2017 we judged it good at investigating crime"
EARLIER = any_of("last year", r"in 20\d\d")


def before_said(paragraphs: Sequence[str]) -> Before | None:
    """What the opening paragraphs of a section say of the grade before: the first sentence that tells of it."""
    for paragraph in paragraphs:
        for sentence in sentences(paragraph):
            if (found := _in_sentence(sentence)) is not None:
                return found
    return None


def _in_sentence(sentence: str) -> Before | None:
    words = sentence.translate(QUOTES)
    way = next((way for way, pattern in WAYS if pattern.search(words)), None)
    judged = next((found for pattern in JUDGED if (found := pattern.search(words))), None)
    if way is None and (judged is None or EARLIER.search(words) is None or OF_A_PART.match(words[judged.end() :])):
        return None
    year = re.search(r"\b(20\d\d)\b", words)
    return Before(grade_word(judged["grade"]) if judged else None, int(year[1]) if year else None, way, sentence)
