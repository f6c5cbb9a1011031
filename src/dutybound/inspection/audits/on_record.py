"""Samples as they stand in the records."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.loading.databases import Databases
from dutybound.inspection.audits.question_set import Answer, QuestionSet
from dutybound.inspection.audits.readings import FileRead, Reading, SampleRead
from dutybound.inspection.audits.sheets import is_same
from dutybound.records.models.inspection_audits import (
    TURNS,
    AuditAnswer,
    AuditedFile,
    AuditInterest,
    AuditLeftOut,
    AuditMarking,
    AuditModeration,
    AuditSample,
    AuditStratum,
)


def sample_on_record(identity: str, databases: Databases) -> SampleRead:
    """A sample with its files and readings; refused where there is none of that id."""
    alias = databases.alias(AuditSample)
    samples = AuditSample.objects.using(alias).select_related("programme", "question_set")
    found = samples.filter(id=identity).first()
    if found is None:
        known = list(samples.values_list("id", flat=True))
        remedy = nearest(identity, known) if known else "None was drawn yet: dutybound audit draw."
        raise DutyboundError(Problem(f"the sample {identity}", "is not on record", remedy))
    strata = AuditStratum.objects.using(alias).filter(sample=found).order_by("name")
    left_out = AuditLeftOut.objects.using(alias).filter(sample=found).order_by("reason")
    return SampleRead(
        found.id, found.programme.title, found.programme.body, found.programme.audited,
        QuestionSet.model_validate_json(found.question_set.content), found.subject_table, found.frame,
        found.strata_by, found.seed, found.drawn_by, found.happened_at, {one.name: one.population for one in strata},
        {one.reason: one.count for one in left_out}, tuple(_files(found, alias)), bool(found.calibration),
    )  # fmt: skip


def samples_of_programme(identity: str, databases: Databases) -> list[SampleRead]:
    """The samples of a programme, in the order in which they were drawn."""
    rows = AuditSample.objects.using(databases.alias(AuditSample)).filter(programme=identity)
    return [sample_on_record(one, databases) for one in rows.order_by("happened_at", "id").values_list("id", flat=True)]


def interests_on_record(identity: str, person: str, databases: Databases) -> dict[str, frozenset[str]]:
    """The files of a sample that are somebody's own work, or that of their unit or of whom they supervise, as far as
    the records knew when it was drawn; with where that stood.
    """
    rows = AuditInterest.objects.using(databases.alias(AuditInterest)).filter(file__sample=identity)
    found: dict[str, set[str]] = defaultdict(set)
    for file, who, part in rows.values_list("file", "person", "part"):
        if is_same(who, person):
            found[file].add(part)
    return {file: frozenset(parts) for file, parts in found.items()}


def _files(sample: Any, alias: str) -> Iterable[FileRead]:
    answers: dict[str, dict[str, Answer]] = defaultdict(dict)
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for one in AuditAnswer.objects.using(alias).filter(marking__file__sample=sample):
        answers[one.marking_id][one.question] = Answer(one.answer)
        reasons[one.marking_id][one.question] = one.why or ""
    readings: dict[str, list[Reading]] = defaultdict(list)
    for one in sorted(AuditMarking.objects.using(alias).filter(file__sample=sample), key=_turn):
        readings[one.file_id].append(Reading(one.auditor, one.blind, answers[one.id], reasons[one.id]))
    moderated: dict[str, dict[str, Answer]] = defaultdict(dict)
    for one in AuditModeration.objects.using(alias).filter(file__sample=sample):
        moderated[one.file_id][one.question] = Answer(one.answer)
    files = AuditedFile.objects.using(alias).filter(sample=sample).select_related("stratum")
    for one in sorted(files, key=lambda one: int(_last(one.id))):
        yield FileRead(one.id, one.subject, one.stratum.name, tuple(readings[one.id]), moderated[one.id])


def _turn(marking: AuditMarking) -> int:
    """Which reading of its file it was: the first two are called so, those after them by their number."""
    last = _last(f"{marking.pk}")
    return TURNS.index(last) + 1 if last in TURNS else int(last)


def _last(identity: str) -> str:
    return identity.rpartition("/")[2]
