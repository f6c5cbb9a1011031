"""What people do in an audit: open a programme, draw, read, moderate. Everything is checked first, nothing is edited.

Who owns work neither draws nor reads it; who reads a file a second time is somebody else; who moderates read neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.casework.actions.audit_separation import drawing_own_work, of_the_audited
from dutybound.exchange.loading.databases import Databases, in_one
from dutybound.inspection.audits.on_record import interests_on_record, sample_on_record
from dutybound.inspection.audits.question_set import QuestionSet
from dutybound.inspection.audits.readings import FileRead, SampleRead
from dutybound.inspection.audits.sampling import Drawn
from dutybound.inspection.audits.sheets import ALLOWED, Line, answers_of, is_same, keys_of
from dutybound.records.models.inspection_audits import (
    TURNS,
    AuditAnswer,
    AuditedFile,
    AuditInterest,
    AuditLeftOut,
    AuditMarking,
    AuditModeration,
    AuditProgramme,
    AuditQuestionSet,
    AuditSample,
    AuditStratum,
)

USUAL = Databases()


def open_programme(
    *, key: str, title: str, body: str, audited: str, by: str, at: datetime, databases: Databases = USUAL
) -> str:
    """Open a programme of audits by one body of the work of a unit or force; its id."""
    said = {"key": key, "title": title, "body": body, "audited": audited, "by": by}
    problems = [
        Problem(name, "is empty", "Say it: every audit names them.") for name, one in said.items() if not one.strip()
    ]
    if is_same(body, audited) or is_same(by, audited):
        problems.append(
            Problem(f"the programme {key}", f"{audited} would audit itself", "Name the body that audits it.")
        )
    alias = databases.alias(AuditProgramme)
    databases.ready()
    with in_one(databases):
        if AuditProgramme.objects.using(alias).filter(id=key).exists():
            problems.append(
                Problem(f"the programme {key}", "is open already", "Draw for it, or give a key of its own.")
            )
        _refuse(problems, "The programme cannot be opened")
        AuditProgramme.objects.using(alias).create(
            id=key, began_at=at, recorded_at=at, title=title, body=body, audited=audited, opened_by=by
        )
    return key


def record_sample(
    *, programme: str, questions: QuestionSet, drawn: Drawn, by: str, at: datetime, databases: Databases = USUAL
) -> str:
    """Put a drawn sample on record, with its questions as they stand now; its id."""
    alias = databases.alias(AuditSample)
    databases.ready()
    with in_one(databases):
        found = AuditProgramme.objects.using(alias).filter(id=programme).first()
        problems = list(_of_programme(programme, found, alias))
        problems += _of_questions(questions, drawn, alias)
        if found is not None:
            problems += of_the_audited(by, found.audited, at, databases)
        problems += drawing_own_work(by, drawn.frame)
        _refuse(problems, "The sample cannot be drawn")
        number = 1 + AuditSample.objects.using(alias).filter(programme=found).count()
        sample = AuditSample.objects.using(alias).create(
            id=f"{programme}/{number}", happened_at=at, recorded_at=at, programme=found,
            question_set=_adopted(questions, by, at, alias), subject_table=drawn.frame.table, frame=drawn.frame.words,
            frame_hash=drawn.frame.hash, strata_by=drawn.frame.strata_by, seed=drawn.seed, drawn_by=by,
        )  # fmt: skip
        _write_frame(sample, drawn, at, alias)
    return f"{sample.id}"


def record_more_files(*, sample: str, drawn: Drawn, by: str, at: datetime, databases: Databases = USUAL) -> int:
    """Add to a sample what a larger number draws from the same frame with the same seed; how many files it adds."""
    alias = databases.alias(AuditSample)
    databases.ready()
    with in_one(databases):
        sample_on_record(sample, databases)
        found = AuditSample.objects.using(alias).select_related("programme").get(id=sample)
        known = set(AuditedFile.objects.using(alias).filter(sample=found).values_list("subject", flat=True))
        new = sorted((one, name) for name, ids in drawn.files.items() for one in ids if one not in known)
        problems = [*_of_more(found, drawn, new), *of_the_audited(by, found.programme.audited, at, databases)]
        _refuse([*problems, *drawing_own_work(by, drawn.frame)], "Nothing was added to the sample")
        strata = {one.name: one for one in AuditStratum.objects.using(alias).filter(sample=found)}
        _write_files(found, strata, new, len(known), drawn, at, alias)
    return len(new)


def record_readings(
    *, sample: str, lines: Sequence[Line], by: str, at: datetime, blind: bool = True, databases: Databases = USUAL
) -> int:
    """Put one auditor's answers on record; how many files they read. All of them are taken, or none."""
    databases.ready()
    with in_one(databases):
        found = sample_on_record(sample, databases)
        files = {one.id: one for one in found.files}
        interests = interests_on_record(sample, by, databases)
        by_file = {
            key: list(rows) for key, rows in groupby(sorted(lines, key=lambda one: one.file), lambda one: one.file)
        }
        problems = [] if by.strip() else [Problem("the auditor", "is not named", "Say who read the files.")]
        for file, rows in by_file.items():
            problems += _of_file(rows[0].where, file, files.get(file), found, by, interests)
            problems += _of_answers(file, rows, found.questions)
        _refuse(problems, "The readings cannot be taken; none of them was")
        for file, rows in by_file.items():
            _write_reading(files[file], rows, by, at, blind, databases)
    return len(by_file)


def record_moderations(
    *, sample: str, lines: Sequence[Line], by: str, at: datetime, databases: Databases = USUAL
) -> int:
    """Put on record which answer stands where two readings differ; how many were decided."""
    databases.ready()
    with in_one(databases):
        found = sample_on_record(sample, databases)
        files, seen = {one.id: one for one in found.files}, defaultdict[tuple[str, str], int](int)
        interests = interests_on_record(sample, by, databases)
        problems = [] if by.strip() else [Problem("the moderator", "is not named", "Say who decides.")]
        for line in lines:
            problems += _of_moderation(line, files.get(line.file), found, by, interests)
            seen[line.file, line.question] += 1
            if seen[line.file, line.question] == 2:
                problems.append(Problem(line.where, f"decides {line.question} of {line.file} a second time"))
        _refuse(problems, "The decisions cannot be taken; none of them was")
        AuditModeration.objects.using(databases.alias(AuditModeration)).bulk_create(
            AuditModeration(
                id=f"{one.file}/{one.question}", happened_at=at, recorded_at=at, decided_by=by, rationale=one.why,
                rationale_recorded_at=at, file_id=one.file, question=one.question, answer=answers_of(one.answer),
            )
            for one in lines
        )  # fmt: skip
    return len(lines)


def _refuse(problems: Iterable[Problem], headline: str) -> None:
    if found := list(problems):
        raise DutyboundError(found, headline)


def _of_programme(key: str, found: AuditProgramme | None, alias: str) -> Iterator[Problem]:
    if found is None:
        known = AuditProgramme.objects.using(alias).values_list("id", flat=True)
        remedy = nearest(key, known) if known else "Open it first: dutybound audit open."
        yield Problem(f"the programme {key}", "is not on record", remedy)
    elif found.ended_at is not None:
        yield Problem(f"the programme {key}", "has ended", "Open another.")


def _of_questions(questions: QuestionSet, drawn: Drawn, alias: str) -> Iterator[Problem]:
    where = f"the question set {questions.key}, version {questions.version}"
    if questions.subjects != drawn.frame.table:
        yield Problem(where, f"is about {questions.subjects}, and the files are of {drawn.frame.table}")
    known = AuditQuestionSet.objects.using(alias).filter(id=f"{questions.key}/{questions.version}").first()
    if known is not None and known.content != questions.model_dump_json():
        remedy = "Give the changed set a new version: answers to the old one are already on record."
        yield Problem(where, "says something else than when it was taken into use", remedy)


def _adopted(questions: QuestionSet, by: str, at: datetime, alias: str) -> AuditQuestionSet:
    given = {"happened_at": at, "recorded_at": at, "name": questions.key, "version": questions.version,
             "content": questions.model_dump_json(), "adopted_by": by}  # fmt: skip
    identity = f"{questions.key}/{questions.version}"
    found: AuditQuestionSet
    found, _ = AuditQuestionSet.objects.using(alias).get_or_create(id=identity, defaults=given)
    return found


def _write_frame(sample: AuditSample, drawn: Drawn, at: datetime, alias: str) -> None:
    """The strata, what was left out, the files, and who had a hand in them."""
    when = {"happened_at": at, "recorded_at": at}
    strata = {
        name: AuditStratum(id=f"{sample.id}/{name}", sample=sample, name=name, population=count, **when)
        for name, count in drawn.frame.populations.items()
    }
    AuditStratum.objects.using(alias).bulk_create(strata.values())
    AuditLeftOut.objects.using(alias).bulk_create(
        AuditLeftOut(id=f"{sample.id}/{number}", sample=sample, reason=reason, count=count, **when)
        for number, (reason, count) in enumerate(sorted(drawn.frame.left_out.items()), start=1)
    )
    ids = sorted((identity, name) for name, several in drawn.files.items() for identity in several)
    _write_files(sample, strata, ids, 0, drawn, at, alias)


def _of_more(found: AuditSample, drawn: Drawn, new: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    where = f"the sample {found.id}"
    if found.seed != drawn.seed:
        yield Problem(where, "was drawn with another seed", f"Say --seed {found.seed}.")
    if found.frame_hash != drawn.frame.hash:
        what = "was drawn from another frame: its records, or what they are parted by, are not the same now"
        yield Problem(where, what, "Say what was said then; if records were corrected since, draw a sample of its own.")
    elif not new:
        yield Problem(where, "has all these files already", "Draw more of each stratum.")


def _write_files(
    sample: AuditSample, strata: Mapping[str, AuditStratum], ids: Iterable[tuple[str, str]], before: int, drawn: Drawn,
    at: datetime, alias: str,
) -> None:  # fmt: skip
    """Files, numbered after those that are there before, each with who had a hand in it."""
    when = {"happened_at": at, "recorded_at": at}
    files = [
        AuditedFile(id=f"{sample.id}/{number:03}", sample=sample, stratum=strata[name], subject=identity, **when)
        for number, (identity, name) in enumerate(ids, start=before + 1)
    ]
    AuditedFile.objects.using(alias).bulk_create(files)
    AuditInterest.objects.using(alias).bulk_create(
        AuditInterest(id=f"{file.id}/{number}", file=file, person=person, part=part, **when)
        for file in files
        for number, (person, part) in enumerate(sorted(drawn.frame.hands.get(file.subject, ())), start=1)
    )


def _of_file(
    where: str, identity: str, file: FileRead | None, sample: SampleRead, by: str, interests: Iterable[str]
) -> Iterator[Problem]:
    if file is None:
        yield Problem(where, f"{identity!r} is no file of the sample {sample.id}", "Copy it from the sheet.")
        return
    if any(is_same(one.auditor, by) for one in file.readings):
        yield Problem(where, f"{by} has read {identity} already", "A second reading is somebody else's.")
    elif len(file.readings) >= len(TURNS):
        yield Problem(where, f"{identity} was read twice already", "Where the two differ, a third person moderates.")
    if identity in interests:
        yield Problem(
            where, f"{by} had a hand in {identity}", "Nobody audits their own work: give it to somebody else."
        )


def _of_answers(file: str, rows: Sequence[Line], questions: QuestionSet) -> Iterator[Problem]:
    known, seen = keys_of(questions), set[str]()
    for row in rows:
        if row.question not in known:
            yield Problem(
                row.where, f"{row.question!r} is no question of {questions.key}", nearest(row.question, known)
            )
        elif row.question in seen:
            yield Problem(row.where, f"answers {row.question} of {file} a second time", "Leave one of them.")
        if answers_of(row.answer) is None:
            yield Problem(row.where, f"{row.answer!r} is no answer", f"Write one of: {ALLOWED}.")
        seen.add(row.question)
    if missing := [one for one in known if one not in seen]:
        what = f"{file} is answered in part: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} empty"
        yield Problem(rows[0].where, what, "Answer them (cannot tell is an answer), or leave the whole file for later.")


def _write_reading(
    file: FileRead, rows: Sequence[Line], by: str, at: datetime, blind: bool, databases: Databases
) -> None:
    alias, turn = databases.alias(AuditMarking), TURNS[len(file.readings)]
    when = {"happened_at": at, "recorded_at": at}
    marking = AuditMarking.objects.using(alias).create(
        id=f"{file.id}/{turn}", file_id=file.id, turn=turn, auditor=by, blind=blind, **when
    )
    AuditAnswer.objects.using(alias).bulk_create(
        AuditAnswer(id=f"{marking.id}/{one.question}", marking=marking, question=one.question,
                    answer=answers_of(one.answer), why=one.why or None, **when)
        for one in rows
    )  # fmt: skip


def _of_moderation(
    line: Line, file: FileRead | None, sample: SampleRead, by: str, interests: Iterable[str]
) -> Iterator[Problem]:
    if file is None:
        yield Problem(line.where, f"{line.file!r} is no file of the sample {sample.id}", "Copy it from the list.")
        return
    if any(is_same(one.auditor, by) for one in file.readings):
        yield Problem(line.where, f"{by} read {file.id}", "Who moderates has read neither: ask somebody else.")
    if file.id in interests:
        yield Problem(line.where, f"{by} had a hand in {file.id}", "Nobody decides on their own work.")
    known = keys_of(sample.questions)
    if line.question not in known:
        yield Problem(line.where, f"{line.question!r} is no question of the set", nearest(line.question, known))
    elif not file.differs(line.question):
        what = f"{line.question} of {file.id} waits for no decision"
        yield Problem(line.where, what, "Only where two readings differ, and once, does somebody decide.")
    if answers_of(line.answer) is None:
        yield Problem(line.where, f"{line.answer!r} is no answer", f"Write one of: {ALLOWED}.")
    if not line.why:
        yield Problem(line.where, "says no reason", "Write why: whoever answered otherwise learns from it.")
