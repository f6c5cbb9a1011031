"""Sheets that auditors and moderators fill in: CSV, one row for each question of each file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.csv_files import opened_csv
from dutybound.exchange.mapping import FileForm
from dutybound.exchange.private import private_csv
from dutybound.inspection.audits.agreeing import differing
from dutybound.inspection.audits.question_set import Answer, QuestionSet
from dutybound.inspection.audits.readings import FileRead, SampleRead

NEEDED = ("sample", "file", "question", "answer", "why")
SHEET = ("sample", "auditor", "file", "record", "question", "stage", "asks", "look for", "answer", "why")
DIFFERENCES = ("sample", "file", "record", "question", "asks", "look for", "one reading", "because", "other reading",
               "other because", "answer", "why")  # fmt: skip
ALLOWED = ", ".join(Answer)


@dataclass(frozen=True)
class Line:
    """One answer as it stands in a sheet: `where` says in which row."""

    where: str
    sample: str
    file: str
    question: str
    answer: str
    why: str
    auditor: str = ""  # for whom the sheet was written; empty where it does not say


def may_read(sample: SampleRead, auditor: str, interests: Iterable[str]) -> list[FileRead]:
    """The files that are still to be read and that this auditor may read, in the order of a hash of both.

    So each auditor has an order of their own, and the files that two read first are chosen by chance.
    """
    barred = set(interests)
    free = [
        one for one in sample.files
        if one.id not in barred and (sample.calibration or len(one.readings) < 2)
        and not any(is_same(each.auditor, auditor) for each in one.readings)
    ]  # fmt: skip
    return sorted(free, key=lambda one: sha256(f"{sample.seed}\n{auditor}\n{one.subject}".encode()).digest())


def may_moderate(sample: SampleRead, by: str, interests: Iterable[str]) -> list[FileRead]:
    """The files whose answers somebody may be shown: those that they did not read, and that are not their own work."""
    barred = set(interests)
    return [
        one for one in sample.files
        if one.id not in barred and not any(is_same(each.auditor, by) for each in one.readings)
    ]  # fmt: skip


def is_same(one: str, other: str) -> bool:
    """Whether two references are of one person, however they are typed."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def write_sheet(
    file: Path, sample: SampleRead, auditor: str, files: Iterable[FileRead], record: Callable[[str], str]
) -> None:
    """A sheet to be filled in. It shows nothing of any other reading, nor what the file was drawn for."""
    rows = (
        (sample.id, auditor, one.id, record(one.subject), question.key, question.stage or "", question.asks,
         question.look_for, "", "")
        for one in files for question in sample.questions.questions
    )  # fmt: skip
    private_csv(file, SHEET, rows)


def write_differences(file: Path, sample: SampleRead, record: Callable[[str], str]) -> int:
    """What is to be moderated: both answers, and who gave which is not said. How many there are."""
    rows = list(_differences(sample, record))
    private_csv(file, DIFFERENCES, rows)
    return len(rows)


def _differences(sample: SampleRead, record: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    asked, open_ones = {one.key: one for one in sample.questions.questions}, differing(sample)
    for file in sample.files:
        for key in open_ones.get(file.id, ()):
            given = [(f"{one.answers[key]}", one.reasons.get(key, "")) for one in file.readings]
            (one, because), (other, why) = sorted(given)
            yield (sample.id, file.id, record(file.subject), key, asked[key].asks, asked[key].look_for, one, because,
                   other, why, "", "")  # fmt: skip


def read_lines(file: Path) -> list[Line]:
    """The filled-in rows of a sheet; those without an answer and a reason are passed over."""
    opened = opened_csv(file, file.name, FileForm())
    if absent := [name for name in NEEDED if name not in opened.columns]:
        remedy = f"It needs {', '.join(NEEDED)}; other columns are passed over."
        raise DutyboundError([Problem(file.name, f"has no column {name!r}", remedy) for name in absent])
    rows = opened.read((*NEEDED, *(name for name in ("auditor",) if name in opened.columns))).to_pylist()
    said = [{name: " ".join((value or "").split()) for name, value in row.items()} for row in rows]
    found = [Line(f"{file.name}, row {number}", **row) for number, row in enumerate(said, start=2)]
    return [one for one in found if one.answer or one.why]


def refuse_anothers(lines: list[Line], auditor: str, file: Path) -> None:
    """A reading is blind only where it is one's own: the sheet says for whom it was written."""
    others = sorted({one.auditor for one in lines if one.auditor and not is_same(one.auditor, auditor)})
    if others:
        what = f"was written for {', '.join(others)}, not for {auditor}"
        raise DutyboundError(Problem(file.name, what, f"dutybound audit sheet SAMPLE --auditor {auditor!r}"))


def refuse_filled(file: Path) -> None:
    """Nothing that somebody may have filled in is written over."""
    if file.exists():
        what = "is there already, and may hold somebody's answers"
        raise DutyboundError(Problem(f"{file}", what, "Take it in (audit mark, audit moderate), or name another file."))


def the_sample(lines: list[Line], file: Path) -> str:
    """The one sample that a sheet is of."""
    samples = sorted({one.sample for one in lines})
    if len(samples) == 1 and samples[0]:
        return samples[0]
    what = "has no answers" if not lines else f"is of {len(samples)} samples: {', '.join(map(repr, samples))}"
    raise DutyboundError(Problem(file.name, what, "Fill in a sheet of one sample, as it was written."))


def answers_of(text: str) -> Answer | None:
    """The answer that a text is, however it is spelt; None: it is none."""
    plain = text.replace("_", " ").replace("-", " ").casefold()
    return Answer(plain) if plain in tuple(Answer) else None


def keys_of(questions: QuestionSet) -> list[str]:
    return [one.key for one in questions.questions]
