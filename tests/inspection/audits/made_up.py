"""Made-up samples: every file, reader and answer is invented."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from dutybound.inspection.audits.question_set import Answer, QuestionSet, Reliance
from dutybound.inspection.audits.readings import FileRead, Reading, SampleRead

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
YES, NO, PART, NOT_APPLICABLE, CANNOT_TELL = Answer


def asked(*gates: str, scored: Sequence[str] = (), reliance: Reliance | None = None) -> QuestionSet:
    questions = [{"key": one, "asks": f"{one}?", "kind": "gate", "look_for": one} for one in gates]
    questions += [{"key": one, "asks": f"{one}?", "kind": "scored", "look_for": one} for one in scored]
    return QuestionSet.model_validate({
        "key": "made-up", "version": "1", "title": "Made up", "subjects": "investigation", "source": "made up",
        "questions": questions, "reliance": reliance or Reliance(),
    })  # fmt: skip


def reading(who: str, blind: bool = True, **answers: Answer) -> Reading:
    return Reading(who, blind, answers)


def sample_of(
    questions: QuestionSet, populations: Mapping[str, int], files: Sequence[FileRead]
) -> SampleRead:  # fmt: skip
    return SampleRead("made-up/1", "Made up", "internal audit", "the force", questions, "investigation", "a frame",
                      "category", "7", "somebody", AT, populations, {}, tuple(files))  # fmt: skip


def twice(file: int, stratum: str, one: Mapping[str, Answer], other: Mapping[str, Answer] | None = None,
          moderated: Mapping[str, Answer] | None = None) -> FileRead:  # fmt: skip
    """A file that two read; alike, unless the other's answers are given."""
    readings = (reading("A", **one), reading("B", **(one if other is None else other)))
    return FileRead(f"made-up/1/{file:03}", f"C{file}", stratum, readings, moderated or {})
