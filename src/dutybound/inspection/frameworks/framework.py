"""A framework of inspection: its questions, what good looks like under each, and what bears on it.

Each part says where it comes from (`Mark`): seen in a published page, cut off there, or background that was not seen.
What was not seen stays a gap, and is shown as one.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from dutybound.inspection.grades import Grade

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
Elsewhere = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*:[a-z0-9][a-z0-9._-]*$")]


class Mark(StrEnum):
    """Where a part of a framework comes from."""

    SEEN = "seen"
    CUT_OFF = "cut off"
    BACKGROUND = "background"  # not seen anywhere: to be checked before anybody relies on it
    PROJECT = "project default"


class Part(BaseModel):
    """What the parts of a framework have in common: nothing is added to them, nor changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Degree(StrEnum):
    """The words of degree in reports; each has one published test (`inspection.degrees`)."""

    MOST = "most"
    VAST_MAJORITY = "vast majority"
    CONSISTENTLY = "consistently"
    ROUTINE = "routine"
    SUSTAINED = "sustained"
    SUFFICIENT = "sufficient"


class Weight(StrEnum):
    """How much a bearing weighs in a proposal: without a core practice no question is good."""

    CORE = "core"
    SUPPORTING = "supporting"


class Bearing(Part):
    """Something that bears on a question: what good practice would show, and the one thing that is looked at for it.

    Exactly one of `standard` (an id of the catalogue), `measure`, `audit` (the key of a question of an audit), and
    `gap`: what would have to be on record for it to be looked at, where nothing is. A gap is always "cannot tell".
    """

    key: Key
    claim: Words  # what good practice is, in words that a report can carry
    degree: Degree
    weight: Weight = Weight.SUPPORTING
    topic: Key | None = None  # of the question
    standard: str | None = None
    measure: str | None = None
    audit: str | None = None
    gap: Words | None = None
    complete: bool = False  # all there is is looked at, and it is few by nature: n of N stands without an interval


class Topic(Part):
    """A part of a question. Characteristics are examples for judgment that is alike, never a checklist."""

    key: Key
    summary: Words
    printed_number: str | None = None
    characteristics: tuple[Words, ...] = ()
    mark: Mark


class Window(Part):
    """What a question looked at: the days from `since` to `as_at`, both included."""

    since: date
    as_at: date
    mark: Mark = Mark.BACKGROUND  # who saw the days printed says so


class Question(Part):
    """A question, with the area of policing whose records it reads where there is one."""

    key: Key  # ours, and stable: "effectiveness.2"
    printed_number: str | None = None
    title: Words
    variants: tuple[Words, ...] = ()  # other wordings of the title, as the inspecting body printed it elsewhere
    short: Words | None = None  # as press lines and letters call it
    graded: bool
    mark: Mark
    window: Window | None = None
    topics: tuple[Topic, ...] = ()
    bears: tuple[Bearing, ...] = ()


class Pillar(Part):
    """Questions under one heading; a framework without pillars has one."""

    key: Key
    headline: Words | None = None
    graded: bool  # whether the pillar has a grade of its own
    mark: Mark
    questions: tuple[Question, ...] = ()


class Comparability(StrEnum):
    """Whether grades on one question and on its like in another revision may be compared."""

    ALIKE = "alike"
    WITH_CARE = "with care"  # the wording or the scope moved
    NOT = "not"


class Edge(Part):
    """A question's like in another framework, and what a comparison of the two is worth, whichever came first."""

    question: Key  # or a pillar
    other: Elsewhere  # "peel-2015:effectiveness.2"
    comparability: Comparability
    why: Words


class Framework(Part):
    """One revision of a framework. An inspection is bound to one revision."""

    family: Key  # "peel", "police-and-crime-plan"
    version: Words  # "2016", "2021/22"
    revision: Annotated[int, Field(ge=1)] = 1
    title: Words
    owner: Words  # the body that inspects under it
    published: Words | None = None  # in words where several parts came on several days
    valid_from: date | None = None
    valid_to: date | None = None
    scale: tuple[Grade, ...]  # best first
    mark: Mark
    sources: tuple[Words, ...] = ()
    gaps: tuple[Words, ...] = ()  # what is known to be missing here
    pillars: tuple[Pillar, ...]
    edges: tuple[Edge, ...] = ()

    @property
    def key(self) -> str:
        """As it is asked for: family, version, and the revision where it is not the first."""
        plain = f"{self.family}-{self.version.replace('/', '-')}"
        return plain if self.revision == 1 else f"{plain}-r{self.revision}"

    def questions(self) -> Iterator[Question]:
        for pillar in self.pillars:
            yield from pillar.questions

    def parts(self) -> Iterator[Pillar | Question]:
        """Whatever may have a grade: each pillar, then its questions."""
        for pillar in self.pillars:
            yield pillar
            yield from pillar.questions
