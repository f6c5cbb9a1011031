"""What people do in an audit: open a programme, draw, read, moderate. Everything is checked first, nothing is edited.

Whose work it is neither draws, reads nor moderates it; nor does who supervises them, or has a post in the unit that is
audited. Who reads a file a second time is somebody else; who moderates read neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from dutybound.base.errors import DutyboundError, Problem, told_once
from dutybound.casework.actions.audit_checks import (
    wrong_with_answers,
    wrong_with_file,
    wrong_with_moderation,
    wrong_with_more,
    wrong_with_programme,
    wrong_with_questions,
)
from dutybound.casework.actions.audit_separation import (
    DRAWS,
    MODERATES,
    READS,
    body_at_work,
    drawing_own_work,
    of_the_audited,
)
from dutybound.casework.actions.audit_units import Units
from dutybound.casework.actions.signing import one_of_two
from dutybound.exchange.loading.databases import Databases, in_one
from dutybound.inspection.audits.on_record import interests_on_record, sample_on_record
from dutybound.inspection.audits.question_set import QuestionSet
from dutybound.inspection.audits.readings import FileRead
from dutybound.inspection.audits.sampling import Drawn
from dutybound.inspection.audits.sheets import Line, answers_of, is_same
from dutybound.records.models.inspection_audits import (
    READ_BY,
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
    alias = databases.alias(AuditProgramme)
    databases.ready()
    units = Units.on_record(audited, body, at, at, databases)
    if is_same(body, audited) or is_same(by, audited) or units.audits_itself:
        problems.append(
            Problem(f"the programme {key}", f"{audited} would audit itself", "Name the body that audits it.")
        )
    with one_of_two("The programme cannot be opened"), in_one(databases):
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
    *, programme: str, questions: QuestionSet, drawn: Drawn, by: str, at: datetime, calibration: bool = False,
    databases: Databases = USUAL,
) -> str:  # fmt: skip
    """Put a drawn sample on record, with its questions as they stand now; its id. A `calibration` is read by all."""
    alias = databases.alias(AuditSample)
    databases.ready()
    with one_of_two("The sample cannot be drawn"), in_one(databases):
        found = AuditProgramme.objects.using(alias).select_for_update().filter(id=programme).first()
        problems = list(wrong_with_programme(programme, found, alias))
        problems += wrong_with_questions(questions, drawn, alias)
        if found is not None:
            problems += of_the_audited(DRAWS, by, found, at, databases)
            problems += body_at_work(found, drawn.frame, at, databases)
        problems += drawing_own_work(by, drawn.frame)
        _refuse(problems, "The sample cannot be drawn")
        number = 1 + AuditSample.objects.using(alias).filter(programme=found).count()
        sample = AuditSample.objects.using(alias).create(
            id=f"{programme}/{number}", happened_at=at, recorded_at=at, programme=found,
            question_set=_adopted(questions, by, at, alias), subject_table=drawn.frame.table, frame=drawn.frame.words,
            frame_hash=drawn.frame.hash, strata_by=drawn.frame.strata_by, seed=drawn.seed, drawn_by=by,
            calibration=calibration,
        )  # fmt: skip
        _write_frame(sample, drawn, at, alias)
    return f"{sample.id}"


def record_more_files(*, sample: str, drawn: Drawn, by: str, at: datetime, databases: Databases = USUAL) -> int:
    """Add to a sample what a larger number draws from the same frame with the same seed; how many files it adds."""
    alias = databases.alias(AuditSample)
    databases.ready()
    with one_of_two("Nothing was added to the sample"), in_one(databases):
        found = _locked(sample, databases)
        known = set(AuditedFile.objects.using(alias).filter(sample=found).values_list("subject", flat=True))
        new = sorted((one, name) for name, ids in drawn.files.items() for one in ids if one not in known)
        problems = [*wrong_with_more(found, drawn, new), *of_the_audited(DRAWS, by, found.programme, at, databases)]
        problems += body_at_work(found.programme, drawn.frame, at, databases)
        _refuse([*problems, *drawing_own_work(by, drawn.frame)], "Nothing was added to the sample")
        strata = {one.name: one for one in AuditStratum.objects.using(alias).filter(sample=found)}
        _write_files(found, strata, new, len(known), drawn, at, alias)
    return len(new)


def record_readings(
    *, sample: str, lines: Sequence[Line], by: str, at: datetime, blind: bool = True, databases: Databases = USUAL
) -> int:
    """Put one auditor's answers on record; how many files they read. All of them are taken, or none."""
    databases.ready()
    with one_of_two("The readings cannot be taken; none of them was"), in_one(databases):
        row = _locked(sample, databases)
        found = sample_on_record(sample, databases)
        files = {one.id: one for one in found.files}
        interests = interests_on_record(sample, by, databases)
        by_file = {
            key: list(rows) for key, rows in groupby(sorted(lines, key=lambda one: one.file), lambda one: one.file)
        }
        problems = [] if by.strip() else [Problem("the auditor", "is not named", "Say who read the files.")]
        problems += of_the_audited(READS, by, row.programme, at, databases)
        for file, rows in by_file.items():
            problems += wrong_with_file(rows[0].where, file, files.get(file), found, by, interests)
            problems += wrong_with_answers(file, rows, found.questions)
        _refuse(problems, "The readings cannot be taken; none of them was")
        for file, rows in by_file.items():
            _write_reading(files[file], rows, by, at, blind, databases)
    return len(by_file)


def record_moderations(
    *, sample: str, lines: Sequence[Line], by: str, at: datetime, databases: Databases = USUAL
) -> int:
    """Put on record which answer stands where two readings differ; how many were decided."""
    databases.ready()
    with one_of_two("The decisions cannot be taken; none of them was"), in_one(databases):
        row = _locked(sample, databases)
        found = sample_on_record(sample, databases)
        files, seen = {one.id: one for one in found.files}, defaultdict[tuple[str, str], int](int)
        interests = interests_on_record(sample, by, databases)
        problems = [] if by.strip() else [Problem("the moderator", "is not named", "Say who decides.")]
        if found.calibration:
            what = "is a calibration of readers: what differs there is talked over, and nobody decides on it"
            problems.append(Problem(f"the sample {sample}", what, f"dutybound audit agreement {sample}"))
        problems += of_the_audited(MODERATES, by, row.programme, at, databases)
        for line in lines:
            problems += wrong_with_moderation(line, files.get(line.file), found, by, interests)
            seen[line.file, line.question] += 1
            if seen[line.file, line.question] == 2:
                what = f"decides {line.question} of {line.file} a second time"
                problems.append(Problem(line.where, what, "Leave one of them.", line.file))
        _refuse(problems, "The decisions cannot be taken; none of them was")
        AuditModeration.objects.using(databases.alias(AuditModeration)).bulk_create(
            AuditModeration(
                id=f"{one.file}/{one.question}", happened_at=at, recorded_at=at, decided_by=by, rationale=one.why,
                rationale_recorded_at=at, file_id=one.file, question=one.question, answer=answers_of(one.answer),
            )
            for one in lines
        )  # fmt: skip
    return len(lines)


def _locked(sample: str, databases: Databases) -> AuditSample:
    """A sample's own row: whoever writes about it waits here for who does already, and then sees what they wrote."""
    samples = AuditSample.objects.using(databases.alias(AuditSample)).select_related("programme")
    rows = samples.select_for_update(of=("self",))
    found: AuditSample | None = rows.filter(id=sample).first()
    if found is None:
        sample_on_record(sample, databases)  # says that it is not there, and which are
    assert found is not None
    return found


def _refuse(problems: Iterable[Problem], headline: str) -> None:
    if found := told_once(problems):
        raise DutyboundError(found, headline)


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
    hands = drawn.frame.hands.of([one.subject for one in files])
    AuditInterest.objects.using(alias).bulk_create(
        AuditInterest(id=f"{file.id}/{number}", file=file, person=person, part=part, **when)
        for file in files
        for number, (person, part) in enumerate(sorted(hands.get(file.subject, ())), start=1)
    )


def _write_reading(
    file: FileRead, rows: Sequence[Line], by: str, at: datetime, blind: bool, databases: Databases
) -> None:
    alias, number = databases.alias(AuditMarking), len(file.readings)
    turn = TURNS[min(number, len(TURNS) - 1)]
    identity = f"{file.id}/{turn if number < READ_BY else number + 1}"
    when = {"happened_at": at, "recorded_at": at}
    marking = AuditMarking.objects.using(alias).create(
        id=identity,
        file_id=file.id,
        turn=turn,
        auditor=by,
        blind=blind,
        **when,
    )
    AuditAnswer.objects.using(alias).bulk_create(
        AuditAnswer(id=f"{marking.id}/{one.question}", marking=marking, question=one.question,
                    answer=answers_of(one.answer), why=one.why or None, **when)
        for one in rows
    )  # fmt: skip
