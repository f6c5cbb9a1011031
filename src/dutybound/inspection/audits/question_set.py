"""A question set of an audit: what a trained reader asks of a case file, with closed answers.

Gates are what good practice cannot do without: a file is good where it passes all of them. Scored questions tell more,
and a file is not failed by them.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Share = Annotated[float, Field(ge=0, le=1)]


class Answer(StrEnum):
    """What may be answered. Only yes is good practice; what a file does not show is never counted as done."""

    YES = "yes"
    NO = "no"
    IN_PART = "in part"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"


class Kind(StrEnum):
    GATE = "gate"
    SCORED = "scored"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(Part):
    """One question. `look_for` says what in the file answers it, so that two readers answer alike."""

    key: Key
    asks: Words
    kind: Kind
    look_for: Words
    stage: Words | None = None  # where a set follows a case through several stages


class Reliance(Part):
    """From when results may be relied on: how many files two people read, and how far they agreed (Gwet's AC1)."""

    agreement: Share = 0.6
    read_twice: Annotated[int, Field(ge=2)] = 10  # or all files, where fewer were drawn
    mark: Words = "project default"


class QuestionSet(Part):
    """One version of a set of questions about the files of one table of records."""

    key: Key
    version: Words
    title: Words
    subjects: Words  # the table whose records are read
    strata: Words | None = None  # what a frame is parted by, unless somebody says otherwise
    files: Annotated[int, Field(ge=1)] = 10  # of each stratum
    mark: Words = "project default"
    source: Words
    reliance: Reliance = Reliance()
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    def gates(self) -> Iterator[Question]:
        return (one for one in self.questions if one.kind is Kind.GATE)

    def key_of(self, question: Question) -> str:
        """As frameworks and results name it: investigation-quality.plan-followed."""
        return f"{self.key}.{question.key}"
