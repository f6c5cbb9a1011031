"""Findings with all that was known of each at a moment, in order of time. A row counts from when it was recorded or,
where that is not said, from when it happened.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dutybound.inspection.findings.draft import Kind
from dutybound.inspection.findings.history import Alert, Correction, Entry, Extension, History, Shown, local_day
from dutybound.inspection.findings.lineage import Link
from dutybound.inspection.findings.registers import Registers, registers
from dutybound.records.models import inspection_findings as tables


@dataclass(frozen=True)
class Answered:
    """A report and how far the answer to it has come."""

    id: str
    title: str
    force: str
    published_on: date
    chief_officer_on: date | None
    local_body_on: date | None
    sent_on: date | None
    recommendations: tuple[str, ...]
    unanswered: tuple[str, ...]


def findings(as_at: datetime, known: Registers | None = None, **where: Any) -> list[History]:
    """All findings on record at a moment, or those of a `force`, `owner`, `source` ...; parts after their wholes."""
    known = known or registers()
    rows = [one for one in tables.Finding.objects.filter(**where).select_related("report") if _known(one) <= as_at]
    told = {model: _by(model, "finding_id", as_at) for model in OF_A_FINDING}
    answered = _by(tables.RecurrenceAnswer, "alert_id", as_at)
    found = [_history(one, told, answered, as_at, known) for one in rows]
    whole = {one.id: one for one in found if not one.parent}
    found = [_with_status_of(whole.get(one.parent), one) for one in found]
    return sorted(found, key=lambda one: (one.heard_at or as_at, one.parent or one.id, one.part or 0))


def links(as_at: datetime) -> list[Link]:
    """All proposals on record at a moment, each with the last decision of a person; what a person proposed is first."""
    decided, found = _by(tables.LineageDecision, "proposal_id", as_at), []
    for one in tables.LineageProposal.objects.all():
        if _known(one) > as_at:
            continue
        last = decided[one.pk][-1] if decided[one.pk] else None
        outcome, who = (last.outcome, last.decided_by) if last else ("", "")
        found.append(Link(one.pk, one.earlier_id, one.later_id, one.score, one.reasons or one.method, outcome, who))
    return sorted(found, key=lambda one: (-(1 if one.score is None else one.score), one.id))


def answers(as_at: datetime, known: Registers | None = None) -> list[Answered]:
    """Every report on record, with what was answered by a moment, to the whole and to each recommendation."""
    calendar = (known or registers()).force_calendar
    told, found = _by(tables.ReportResponse, "report_id", as_at), []
    for report in tables.PublishedReport.objects.order_by("happened_at", "id"):
        if _known(report) > as_at:
            continue
        last = {one.stage: local_day(one.happened_at, calendar) for one in told[report.pk] if one.finding_id is None}
        owed = [one.pk for one in report.findings.all() if one.kind == Kind.RECOMMENDATION and _known(one) <= as_at]
        done = {one.finding_id for one in told[report.pk]}
        found.append(Answered(
            report.pk, report.title, report.force or "", local_day(report.happened_at, calendar),
            last.get("chief officer"), last.get("local policing body"), last.get("sent"),
            tuple(owed), tuple(one for one in owed if one not in done),
        ))  # fmt: skip
    return found


OF_A_FINDING = (
    tables.FindingEntry, tables.FindingExtension, tables.FindingEvidence, tables.FindingDemonstration,
    tables.RecurrenceAlert, tables.FindingCorrection,
)  # fmt: skip
Rows = dict[str, list[Any]]


def _happened(row: Any) -> datetime:
    moment: datetime = row.began_at if hasattr(row, "began_at") else row.happened_at
    return moment


def _known(row: Any) -> datetime:
    return row.recorded_at or _happened(row)


def _by(model: Any, column: str, as_at: datetime) -> Rows:
    """The rows of a table known at a moment, by what they belong to, in order of when they happened."""
    found: Rows = defaultdict(list)
    rows = (one for one in model.objects.all() if _known(one) <= as_at)
    for one in sorted(rows, key=_order):
        found[getattr(one, column)].append(one)
    return found


def _order(row: Any) -> tuple[datetime, datetime, int, str]:
    """When it happened and was known; of one moment, the number in its id: 10 stands after 9."""
    return _happened(row), _known(row), len(row.pk), row.pk


def last_status(entries: Iterable[Any]) -> str | None:
    """The status that the last of a finding's entries gave it, in the order in which the board reads them."""
    said = sorted((one for one in entries if one.kind == "status"), key=_order)
    return said[-1].status if said else None


def _history(one: Any, told: dict[Any, Rows], answered: Rows, as_at: datetime, known: Registers) -> History:
    rows = {model: by[one.pk] for model, by in told.items()}
    return History(
        id=one.pk, kind=Kind(one.kind), source=one.source, owner=one.owner, text=one.text, force=one.force or "",
        scope=one.scope or "", report=one.report.title if one.report else "", parent=one.parent_id or "", part=one.part,
        question=one.question or "", theme=one.theme or "", canonical=one.canonical or "",
        reference=one.reference or "", published_on=one.published_on, heard_at=one.happened_at,
        deadline_words=one.deadline_words or "", deadline_on=one.deadline_on, deadline_rule=one.deadline_rule or "",
        demonstration_days=one.demonstration_days or 0, review_on=one.review_on,
        entries=tuple(Entry(each.happened_at, each.kind, each.status, each.comment or "", each.body or "",
                            each.said_by or "", each.reference or "") for each in rows[tables.FindingEntry]),
        extensions=tuple(Extension(each.happened_at, each.was_on, each.deadline_words or "", each.deadline_on,
                                   each.reason or "") for each in rows[tables.FindingExtension]),
        evidence=tuple(each.reference for each in rows[tables.FindingEvidence]),
        shown=tuple(_shown(each, as_at, known) for each in rows[tables.FindingDemonstration]),
        alerts=tuple(_alert(each, answered) for each in rows[tables.RecurrenceAlert]),
        corrections=tuple(Correction(each.happened_at, each.field, each.was or "", each.now, each.body or "")
                          for each in rows[tables.FindingCorrection]),
    )  # fmt: skip


def _with_status_of(whole: History | None, part: History) -> History:
    """A part that has no status of its own has that of its whole."""
    if whole is None or any(entry.kind == "status" for entry in part.entries):
        return part
    theirs = tuple(entry for entry in whole.entries if entry.kind == "status")
    return replace(part, entries=tuple(sorted((*theirs, *part.entries), key=lambda entry: entry.at)))


def _shown(each: Any, as_at: datetime, known: Registers) -> Shown:
    """What slipped, but was not known to have at that moment, was still in use then."""
    ended = each.ended_at if each.ended_at and (each.end_recorded_at or each.ended_at) <= as_at else None
    until = None if ended is None else local_day(ended, known.force_calendar)
    return Shown(local_day(each.began_at, known.force_calendar), until, each.evidence.reference)


def _alert(each: Any, answered: Rows) -> Alert:
    last = answered[each.pk][-1] if answered[each.pk] else None
    return Alert(each.pk, each.happened_at, each.again_id or "", each.reference or "", last.decided_by if last else "")


@dataclass(frozen=True)
class Step:
    """A step of monitoring, or a move to another phase: `when` is the day, or what its source says instead."""

    on: date
    when: str
    kind: str
    text: str
    reference: str


def monitoring(force: str, as_at: datetime, known: Registers | None = None) -> tuple[str, list[Step]]:
    """The phase in which a force was at a moment, by its key (empty: none is on record), and all steps until then."""
    calendar = (known or registers()).force_calendar
    phase, found = "", []
    for one in sorted(tables.MonitoringPhase.objects.filter(force=force), key=_happened):
        if _known(one) <= as_at:
            phase = one.phase
    for step in sorted(tables.MonitoringStep.objects.filter(force=force), key=_happened):
        if _known(step) <= as_at:
            on = local_day(step.happened_at, calendar)
            found.append(Step(on, step.dated or f"{on}", step.kind, step.text or "", step.reference or ""))
    return phase, found


@dataclass(frozen=True)
class Challenge:
    """What a force said was wrong with a draft, and what became of it."""

    id: str
    report: str
    on: date
    passage: str
    claim: str
    outcome: str
    answered_by: str


def challenges(as_at: datetime, known: Registers | None = None) -> list[Challenge]:
    """Every challenge to a draft on record at a moment."""
    calendar = (known or registers()).force_calendar
    answered, found = _by(tables.AccuracyAnswer, "challenge_id", as_at), []
    for one in sorted(tables.AccuracyChallenge.objects.all(), key=_happened):
        if _known(one) <= as_at:
            last = answered[one.pk][-1] if answered[one.pk] else None
            found.append(Challenge(one.pk, one.report, local_day(one.happened_at, calendar), one.passage, one.claim,
                                   last.outcome if last else "", last.body if last else ""))  # fmt: skip
    return found
