"""What is wrong with a programme, a sheet or a decision of an audit before it is written: all of it at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from dutybound.base.errors import Problem, nearest
from dutybound.casework.actions.audit_separation import DRAWS, NOBODY_DRAWS, of_the_audited, part_in
from dutybound.exchange.loading.databases import Databases
from dutybound.inspection.audits.question_set import QuestionSet
from dutybound.inspection.audits.readings import FileRead, SampleRead
from dutybound.inspection.audits.sampling import Drawn
from dutybound.inspection.audits.sheets import ALLOWED, Line, answers_of, is_same, keys_of
from dutybound.records.models.inspection_audits import READ_BY, AuditProgramme, AuditQuestionSet, AuditSample

Interests = Mapping[str, frozenset[str]]  # whose work a file is, by file: in which parts


def wrong_with_programme(key: str, found: AuditProgramme | None, alias: str) -> Iterator[Problem]:
    if found is None:
        known = AuditProgramme.objects.using(alias).values_list("id", flat=True)
        remedy = nearest(key, known) if known else "Open it first: dutybound audit open."
        yield Problem(f"the programme {key}", "is not on record", remedy)
    elif found.ended_at is not None:
        yield Problem(f"the programme {key}", "has ended", "Open another.")


def wrong_before_drawing(
    programme: str, adding_to: str | None, by: str, at: datetime, databases: Databases
) -> list[Problem]:
    """What is wrong with who draws and for what, before anything is drawn: the rest is asked when it is written."""
    alias, problems = databases.alias(AuditProgramme), [] if by.strip() else [NOBODY_DRAWS]
    if not databases.is_there(alias):
        what, remedy = "is not on record: there are no records here yet", "Open it first: dutybound audit open."
        return [*problems, Problem(f"the programme {programme}", what, remedy)]
    databases.refuse_behind()
    found = AuditProgramme.objects.using(alias).filter(id=programme).first()
    problems += wrong_with_programme(programme, found, alias)
    problems += [] if adding_to is None else wrong_with_sample(adding_to, programme, alias)
    if found is not None and by.strip():
        problems += of_the_audited(DRAWS, by, found, at, databases)
    return problems


def wrong_with_sample(identity: str, programme: str, alias: str) -> Iterator[Problem]:
    """What is wrong with a sample that is added to."""
    where, samples = f"--adding-to {identity}", AuditSample.objects.using(alias)
    found = samples.filter(id=identity).first()
    if found is None:
        yield Problem(where, "is no sample on record", nearest(identity, samples.values_list("id", flat=True)))
    elif found.programme_id != programme:
        what = f"is a sample of the programme {found.programme_id}, and not of {programme}"
        yield Problem(where, what, f"Say --programme {found.programme_id}.")


def wrong_with_questions(questions: QuestionSet, drawn: Drawn, alias: str) -> Iterator[Problem]:
    where = f"the question set {questions.key}, version {questions.version}"
    if questions.subjects != drawn.frame.table:
        yield Problem(where, f"is about {questions.subjects}, and the files are of {drawn.frame.table}")
    known = AuditQuestionSet.objects.using(alias).filter(id=f"{questions.key}/{questions.version}").first()
    if known is not None and known.content != questions.model_dump_json():
        remedy = "Give the changed set a new version: answers to the old one are already on record."
        yield Problem(where, "says something else than when it was taken into use", remedy)


def wrong_with_more(found: AuditSample, drawn: Drawn, new: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    where = f"the sample {found.id}"
    if found.seed != drawn.seed:
        yield Problem(where, "was drawn with another seed", f"Say --seed {found.seed}.")
    if found.frame_hash != drawn.frame.hash:
        what = "was drawn from another frame: its records, or what they are parted by, are not the same now"
        yield Problem(where, what, "Say what was said then; if records were corrected since, draw a sample of its own.")
    elif not new:
        yield Problem(where, "has all these files already", "Draw more of each stratum.")


def wrong_with_file(
    where: str,
    identity: str,
    file: FileRead | None,
    sample: SampleRead,
    by: str,
    interests: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    if file is None:
        told = f"{identity!r}"
        yield Problem(where, f"{told} is no file of the sample {sample.id}", "Copy it from the sheet.", told)
        return
    if any(is_same(one.auditor, by) for one in file.readings):
        yield Problem(where, f"{by} has read {identity} already", "A second reading is somebody else's.", identity)
    elif not sample.calibration and len(file.readings) >= READ_BY:
        remedy = "Where the two differ, a third person moderates."
        yield Problem(where, f"{identity} was read twice already", remedy, identity)
    if identity in interests:
        remedy = "Nobody audits their own work: give it to somebody else."
        yield Problem(where, f"{by} does not read {identity}: {part_in(interests[identity])}", remedy, identity)


def wrong_with_answers(file: str, rows: Sequence[Line], questions: QuestionSet) -> Iterator[Problem]:
    known, seen = keys_of(questions), set[str]()
    for row in rows:
        if row.question not in known:
            yield Problem(
                row.where, f"{row.question!r} is no question of {questions.key}", nearest(row.question, known)
            )
        elif row.question in seen:
            yield Problem(row.where, f"answers {row.question} of {file} a second time", "Leave one of them.", file)
        if answers_of(row.answer) is None:
            yield _no_answer(row)
        seen.add(row.question)
    if missing := [one for one in known if one not in seen]:
        what = f"{file} is answered in part: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} empty"
        remedy = "Answer them (cannot tell is an answer), or leave the whole file for later."
        yield Problem(rows[0].where, what, remedy, file)


def wrong_with_moderation(
    line: Line, file: FileRead | None, sample: SampleRead, by: str, interests: Interests
) -> Iterator[Problem]:
    if file is None:
        told = f"{line.file!r}"
        yield Problem(line.where, f"{told} is no file of the sample {sample.id}", "Copy it from the list.", told)
        return
    if any(is_same(one.auditor, by) for one in file.readings):
        yield Problem(line.where, f"{by} read {file.id}", "Who moderates has read neither: ask somebody else.", file.id)
    if file.id in interests:
        what = f"{by} does not decide on {file.id}: {part_in(interests[file.id])}"
        yield Problem(line.where, what, "Nobody decides on their own work.", file.id)
    known = keys_of(sample.questions)
    if line.question not in known:
        yield Problem(line.where, f"{line.question!r} is no question of the set", nearest(line.question, known))
    elif not file.differs(line.question):
        what = f"{line.question} of {file.id} waits for no decision"
        yield Problem(line.where, what, "Only where two readings differ, and once, does somebody decide.", file.id)
    if answers_of(line.answer) is None:
        yield _no_answer(line)
    if not line.why:
        yield Problem(line.where, "says no reason", "Write why: whoever answered otherwise learns from it.")


def _no_answer(row: Line) -> Problem:
    told = f"{row.answer!r}"
    return Problem(row.where, f"{told} is no answer", f"Write one of: {ALLOWED}.", told)
