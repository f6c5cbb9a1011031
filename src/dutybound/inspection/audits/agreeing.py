"""How far the readers of a sample agree, question by question, and whether its results may be relied on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dutybound.insight.agreement import Agreement, agreement_of
from dutybound.inspection.audits.question_set import Answer
from dutybound.inspection.audits.readings import FileRead, SampleRead, Standing, overall_of


@dataclass(frozen=True)
class Reliability:
    """Of one question, or of all gates: how far two blind readings agree; why it may not be relied on, if so."""

    key: str
    agreement: Agreement | None
    because: tuple[str, ...]


def reliability(sample: SampleRead, key: str) -> Reliability:
    """Held to what the question set demands: enough files read twice, blind, and enough agreement between the two."""
    asked = sample.questions.reliance
    pairs = list(_pairs(sample, key))
    closed = tuple(Standing) if key == sample.questions.key else tuple(Answer)
    found = agreement_of(pairs, [one for one in closed if one not in (Standing.UNDECIDED, Standing.UNREAD)])
    return Reliability(key, found, tuple(_because(sample, found, asked.agreement, asked.read_twice)))


def reliabilities(sample: SampleRead) -> dict[str, Reliability]:
    """Of all gates, then of each question."""
    keys = (sample.questions.key, *(sample.questions.key_of(one) for one in sample.questions.questions))
    return {key: reliability(sample, key) for key in keys}


def _pairs(sample: SampleRead, key: str) -> Iterator[tuple[str, str]]:
    questions = sample.questions
    of_key = {questions.key_of(one): one.key for one in questions.questions}
    for file in _twice(sample):
        one, other = file.readings
        if key == questions.key:
            yield overall_of(one, questions), overall_of(other, questions)
        else:
            yield one.answers[of_key[key]], other.answers[of_key[key]]


def _twice(sample: SampleRead) -> Iterator[FileRead]:
    return (one for one in sample.files if len(one.readings) == 2 and all(each.blind for each in one.readings))


def _because(sample: SampleRead, found: Agreement | None, least: float, twice: int) -> Iterator[str]:
    needed = min(twice, len(sample.files))
    pairs = 0 if found is None else found.pairs
    if pairs < needed:
        yield f"{pairs} of the {needed} files that it takes were read by two people, blind"
    if found is not None and found.ac1.value < least:
        mark = sample.questions.reliance.mark
        yield f"two readers agree too little: AC1 {found.ac1.value:.2f}, below {least:.2f} ({mark})"


def differing(sample: SampleRead) -> Mapping[str, tuple[str, ...]]:
    """The questions of each file on which two readings differ and nobody has decided."""
    found = {
        file.id: tuple(one.key for one in sample.questions.questions if file.differs(one.key)) for file in sample.files
    }
    return {file: questions for file, questions in found.items() if questions}
