"""What people do with the report that findings stand in: challenge a draft, publish, answer, and monitor a force."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from dutybound.base.errors import Problem, nearest
from dutybound.casework.actions.signing import moment, next_id, not_ahead, one_deed, row, said, signed
from dutybound.inspection.findings.registers import Registers, registers
from dutybound.records.models import inspection_findings as tables


def publish(
    id: str, *, title: str, published: date, by: str, at: datetime, source: str = "inspectorate", force: str = "",
    reference: str = "", known: Registers | None = None,
) -> str:  # fmt: skip
    """Put a published report on record. The 56 days of the answer begin with the day of publication."""
    known = known or registers()
    with one_deed("The report is not put on record") as problems:
        problems += [*signed(by, at), *said("title", title, "Say what it is called."), *said("id", id, "Give one.")]
        problems += [*known.problems_of_source("source", source), *not_ahead("published", published, at)]
        if tables.PublishedReport.objects.filter(pk=id).exists():
            problems.append(Problem(id, "is on record already"))
        if not problems:
            tables.PublishedReport.objects.create(
                id=id, title=title, source=source, force=force or None, reference=reference or None,
                happened_at=moment(published, at), recorded_at=at,
            )  # fmt: skip
    return id


def respond(
    report: str, stage: str, *, by: str, at: datetime, finding: str = "", text: str = "", reference: str = "",
    on: date | None = None,
) -> None:  # fmt: skip
    """Enter a stage of the answer to a report, or what is said of one recommendation: what is being done, or why
    nothing is. The local policing body's comments come with those of the chief officer or after them, and what is sent
    is both. Where an earlier stage is not on record, that is refused.
    """
    with one_deed("Nothing is entered of the answer") as problems:
        found = row(tables.PublishedReport, report, problems, "report")
        about = row(tables.Finding, finding, problems, "finding") if finding else None
        problems += [*signed(by, at), *not_ahead("on", on, at)]
        if stage not in tables.STAGES:
            problems.append(Problem(f"{stage!r}", "is no stage of the answer", nearest(stage, tables.STAGES)))
        if found is not None and not finding:
            problems += _out_of_turn(found, stage, moment(on, at))
        if finding:
            problems += said("text", text, "Say what is being done, or why nothing is.")
        if about is not None and found is not None and about.report_id != report:
            problems.append(Problem(finding, f"does not stand in {report}"))
        if found is not None and moment(on, at) < found.happened_at:
            problems.append(
                Problem("on", f"{on} lies before {report} was published", "A draft has accuracy challenges.")
            )
        if not problems:
            tables.ReportResponse.objects.create(
                id=next_id(tables.ReportResponse, report, "response", report=found), report=found, stage=stage,
                finding=about, text=text or None, reference=reference or None, said_by=by,
                happened_at=moment(on, at), recorded_at=at,
            )  # fmt: skip


#: What has to be on record of the whole report before a stage of its answer.
FIRST = {"local policing body": "chief officer", "sent": "local policing body"}


def _out_of_turn(report: Any, stage: str, when: datetime) -> Iterator[Problem]:
    """A stage of the answer to a whole report that comes before the stage which it follows."""
    first = FIRST.get(stage)
    there = report.responses.filter(stage=first, finding=None, happened_at__lte=when)
    if first is not None and not there.exists():
        what = f"comes before {first!r}, of which nothing is on record by then"
        yield Problem(f"{stage!r}", what, f"Enter {first!r} first, with its day.")


def challenge(
    report: str, *, passage: str, claim: str, by: str, at: datetime, force: str = "", evidence: str = "",
    on: date | None = None,
) -> str:  # fmt: skip
    """Say before publication that a draft is wrong in its facts; returns the id. Afterwards there are corrections."""
    with one_deed("The challenge is not entered") as problems:
        problems += [
            *signed(by, at),
            *not_ahead("on", on, at),
            *said("passage", passage, "Name question and paragraph."),
        ]
        problems += said("claim", claim, "Say what is wrong.")
        out = tables.PublishedReport.objects.filter(title=report).first()
        if out is not None and out.happened_at <= moment(on, at):
            what = f"was published on {out.happened_at:%Y-%m-%d}"
            problems.append(Problem(report, what, "Ask its owner for a correction: `dutybound findings correct`."))
        key = next_id(tables.AccuracyChallenge, f"challenge/{report}", "no", report=report)
        if not problems:
            tables.AccuracyChallenge.objects.create(
                id=key, report=report, force=force or None, passage=passage, claim=claim, evidence=evidence or None,
                said_by=by, happened_at=moment(on, at), recorded_at=at,
            )  # fmt: skip
    return key


def answer_challenge(
    id: str, outcome: str, *, body: str, why: str, by: str, at: datetime, on: date | None = None
) -> None:
    """Enter what the body that wrote the draft decided about a challenge."""
    with one_deed("The answer is not entered") as problems:
        found = row(tables.AccuracyChallenge, id, problems, "challenge")
        problems += [*signed(by, at), *not_ahead("on", on, at), *registers().problems_of("body", body)]
        if outcome not in tables.ACCURACY:
            problems.append(Problem(f"{outcome!r}", "is no answer", nearest(outcome, tables.ACCURACY)))
        if not problems:
            tables.AccuracyAnswer.objects.create(
                id=next_id(tables.AccuracyAnswer, id, "answer", challenge=found), challenge=found, outcome=outcome,
                body=body, decided_by=by, rationale=why, happened_at=moment(on, at), recorded_at=at,
            )  # fmt: skip


def move_phase(
    force: str, phase: str, *, since: date, by: str, at: datetime, body: str = "hmicfrs", reference: str,
    known: Registers | None = None, kept_elsewhere: bool = False,
) -> None:  # fmt: skip
    """Enter that an inspectorate moved a force to another phase of monitoring; the phase before ends that day.
    What is `kept_elsewhere` was on record there when it happened.
    """
    known, recorded = known or registers(), None if kept_elsewhere else at
    with one_deed("The phase stays as it is") as problems:
        # taken before anything is looked at: whatever another enters from here on takes this number, and is refused
        key = next_id(tables.MonitoringPhase, force, "phase", force=force)
        problems += [*signed(by, at), *not_ahead("since", since, at), *known.problems_of("body", body)]
        problems += said("reference", reference, "Name the letter that says so.")
        if known.phase(phase) is None:
            there = [one.key for model in known.monitoring.values() for one in model.phases]
            problems.append(Problem(f"{phase!r}", "is no phase of monitoring", nearest(phase, there)))
        before = tables.MonitoringPhase.objects.filter(force=force, ended_at=None).first()
        if before is not None and moment(since, at) <= before.began_at:
            problems.append(Problem(f"{since}", f"does not lie after {before.began_at:%Y-%m-%d}, when the last began"))
        if not problems:
            tables.MonitoringPhase.objects.filter(force=force, ended_at=None).update(
                ended_at=moment(since, at), end_recorded_at=recorded
            )
            tables.MonitoringPhase.objects.create(
                id=key, force=force, phase=phase, body=body,
                reference=reference, said_by=by, began_at=moment(since, at), recorded_at=recorded,
            )  # fmt: skip


def take_step(
    force: str, kind: str, text: str, *, on: date, by: str, at: datetime, dated: str = "", body: str = "hmicfrs",
    reference: str = "", kept_elsewhere: bool = False,
) -> None:  # fmt: skip
    """Enter a decision, board, letter or visit of monitoring; `dated` is when, in its source's words, if no day."""
    with one_deed("Nothing is entered of monitoring") as problems:
        problems += [*signed(by, at), *not_ahead("on", on, at), *said("text", text, "Say what was decided or said.")]
        if kind not in tables.STEPS:
            problems.append(Problem(f"{kind!r}", "is no step of monitoring", nearest(kind, tables.STEPS)))
        if not problems:
            tables.MonitoringStep.objects.create(
                id=next_id(tables.MonitoringStep, force, "step", force=force), force=force, kind=kind, text=text,
                dated=dated or None, body=body, reference=reference or None, happened_at=moment(on, at),
                recorded_at=None if kept_elsewhere else at,
            )  # fmt: skip
