"""What was read of a sample: each file with its readings, what stands of them, and whether it is good practice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dutybound.inspection.audits.question_set import Answer, QuestionSet


class Standing(StrEnum):
    """What a file tells of one question, or of all gates."""

    GOOD = "good"
    NOT_GOOD = "not good"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"
    UNDECIDED = "undecided"  # two readings differ, and nobody has decided
    UNREAD = "unread"


OF_ANSWER = {
    Answer.YES: Standing.GOOD,
    Answer.NO: Standing.NOT_GOOD,
    Answer.IN_PART: Standing.NOT_GOOD,
    Answer.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
    Answer.CANNOT_TELL: Standing.CANNOT_TELL,
}


OPEN = (Standing.UNDECIDED, Standing.UNREAD)


@dataclass(frozen=True)
class Reading:
    """One reader's answers to a file, by question."""

    auditor: str = field(repr=False)
    blind: bool
    answers: Mapping[str, Answer]
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class FileRead:
    """A file of a sample, its readings in order, and what was decided where they differ."""

    id: str
    subject: str = field(repr=False)
    stratum: str
    readings: tuple[Reading, ...] = ()
    moderated: Mapping[str, Answer] = field(default_factory=dict)

    def answer(self, question: str) -> Answer | None:
        """The answer that stands; None where nobody read the file, or two differ and nobody decided."""
        if question in self.moderated:
            return self.moderated[question]
        given = {one.answers[question] for one in self.readings}
        return given.pop() if len(given) == 1 else None

    def differs(self, question: str) -> bool:
        """Whether two readings differ and nobody has decided yet."""
        return bool(self.readings) and self.answer(question) is None

    def standing(self, question: str) -> Standing:
        answer = self.answer(question)
        if answer is None:
            return Standing.UNDECIDED if self.readings else Standing.UNREAD
        return OF_ANSWER[answer]

    def overall(self, questions: QuestionSet) -> Standing:
        """Good where every gate that applies is passed. One gate that failed settles it, whatever else is open."""
        return _overall({self.standing(gate.key) for gate in questions.gates()})


def standing_of(file: FileRead, questions: QuestionSet, key: str) -> Standing:
    """What a file tells of a question, by its key in results, or of all gates, by the key of the set."""
    return file.overall(questions) if key == questions.key else file.standing(key.removeprefix(f"{questions.key}."))


def overall_of(reading: Reading, questions: QuestionSet) -> Standing:
    """The same of one reading."""
    return _overall({OF_ANSWER[reading.answers[gate.key]] for gate in questions.gates()})


def said_otherwise(files: Iterable[FileRead], questions: QuestionSet, key: str) -> tuple[int, int]:
    """How many single readings say otherwise than what stands of their file, of how many where something stands."""
    told = [(one, stands) for one in files if (stands := standing_of(one, questions, key)) not in OPEN]
    single = [(stands, _of_single(reading, questions, key)) for one, stands in told for reading in one.readings]
    return sum(one is not other for one, other in single), len(single)


def _of_single(reading: Reading, questions: QuestionSet, key: str) -> Standing:
    if key == questions.key:
        return overall_of(reading, questions)
    return OF_ANSWER[reading.answers[key.removeprefix(f"{questions.key}.")]]


def _overall(seen: set[Standing]) -> Standing:
    order = (Standing.UNREAD, Standing.NOT_GOOD, Standing.UNDECIDED, Standing.CANNOT_TELL, Standing.GOOD)
    return next((one for one in order if one in seen), Standing.NOT_APPLICABLE)


@dataclass(frozen=True)
class SampleRead:
    """A sample with everything that is on record of it."""

    id: str
    programme: str
    body: str
    audited: str
    questions: QuestionSet
    table: str
    frame: str
    strata_by: str | None
    seed: str
    drawn_by: str = field(repr=False)
    drawn_at: datetime
    populations: Mapping[str, int]
    left_out: Mapping[str, int]
    files: tuple[FileRead, ...] = field(repr=False)
    calibration: bool = False  # all who read are to read every file: an exercise, of which no result is taken

    @property
    def population(self) -> int:
        return sum(self.populations.values())

    def in_stratum(self, name: str | None) -> list[FileRead]:
        """The files of a stratum, or all of them."""
        return [one for one in self.files if name is None or one.stratum == name]
