"""A finding before anybody has put it on record: as it was read in a report, or as it is proposed from the figures.

A draft is no finding. It becomes one when a person adds it to the register (`casework.actions.findings.add`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a finding is. A cause of concern always comes with one recommendation or more."""

    AREA_FOR_IMPROVEMENT = "area for improvement"
    CAUSE_OF_CONCERN = "cause of concern"
    ACCELERATED_CAUSE_OF_CONCERN = "accelerated cause of concern"  # issued before the report
    RECOMMENDATION = "recommendation"
    STRENGTH = "strength"


CAUSES = (Kind.CAUSE_OF_CONCERN, Kind.ACCELERATED_CAUSE_OF_CONCERN)


@dataclass(frozen=True)
class DraftFinding:
    """A finding as handed in: `parts` are its sub-points in order, and `text` is what stands above them.

    `question` is the key of a question with its framework ("peel-2016:effectiveness.2"), empty where it has none.
    `source` is the key of a kind of source (`sources.toml`: "inspectorate", "coroner", "internal audit" ...).
    `force` is the slug of a force ("staffordshire"). `deadline_words` is as printed: "within six months".
    """

    kind: Kind
    text: str
    parts: tuple[str, ...] = ()
    question: str = ""
    source: str = "inspectorate"
    force: str = ""
    published: date | None = None
    deadline_words: str = ""
