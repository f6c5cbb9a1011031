"""What people do with findings. The force adds, says, attaches, and says when it is ready; only the body that owns a
finding changes its status, gives more time, or corrects it; and no software does any of this.

Each function takes `by` (which post does it) and `at` (when), writes in one transaction, checks all before and says all
that is wrong at once. `on` is the day on which something happened, where that is not the moment at which it is entered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dutybound.base.errors import Problem, nearest
from dutybound.casework.actions.signing import LONDON, moment, next_id, not_ahead, one_deed, row, said, signed
from dutybound.casework.queries.findings import last_status
from dutybound.inspection.findings.deadlines import deadline, impossible_day
from dutybound.inspection.findings.draft import CAUSES, DraftFinding, Kind
from dutybound.inspection.findings.history import local_day
from dutybound.inspection.findings.registers import Registers, registers
from dutybound.records.forces import SCOPES
from dutybound.records.models import inspection_findings as tables

REFERENCE = re.compile(rf"({'|'.join(tables.EVIDENCE)}):[\w./@#:+%-]+")
REFERENCES = (
    "Write what it is and its id, without spaces: standard:supervised@2017-01-31, audit:KEY/QUESTION, document:NUMBER. "
    "Text about people has no place here."
)


@dataclass(frozen=True)
class Particulars:
    """What is put on record of a finding beside its draft; what is empty follows from the kind of its source."""

    owner: str = ""
    report: str = ""  # the id of a published report
    scope: str = "one force"
    theme: str = ""
    canonical: str = ""
    reference: str = ""
    demonstration_days: int | None = None
    review_on: date | None = None
    heard_on: date | None = None  # where nobody knows when it was published
    kept_elsewhere: bool = False  # it comes from a register in which it stood since it was published


def add(
    draft: DraftFinding, *, id: str, by: str, at: datetime, more: Particulars | None = None,
    known: Registers | None = None,
) -> str:  # fmt: skip
    """Put a finding and its parts on record; returns its id. The parts of a cause of concern are recommendations."""
    more, known = more or Particulars(), known or registers()
    with one_deed(f"{id} is not put on record") as problems:
        problems += unfit(draft, id=id, by=by, at=at, more=more, known=known)
        report = row(tables.PublishedReport, more.report, problems, "report") if more.report and not problems else None
        if not problems:
            owner = more.owner or known.sources[draft.source].owner
            _write(draft, id, more, owner, report, at, known)
    return id


def say(
    id: str, comment: str, *, by: str, at: datetime, body: str, on: date | None = None, reference: str = ""
) -> None:
    """Add a comment to a finding's log. It changes nothing."""
    with one_deed("Nothing is entered") as problems:
        finding = _asked(id, body, by, at, on, problems)
        problems += said("comment", comment, "Say what is to be entered.")
        if not problems:
            _enter(finding, "comment", by, at, body, on, comment=comment, reference=reference)


def ready(id: str, claim: str, *, by: str, at: datetime, on: date | None = None) -> None:
    """The force says that it has done what a finding asks, and what it claims. The status stays as it is."""
    with one_deed(f"{id} cannot be called ready") as problems:
        finding = _asked(id, "force", by, at, on, problems)
        problems += said("claim", claim, "Say what was done: it is read again if the failing comes back.")
        if finding is not None and not finding.evidence.exists():
            problems.append(Problem(id, "has no evidence", f"Attach some first. {REFERENCES}"))
        if not problems:
            _enter(finding, "ready", by, at, "force", on, comment=claim)


def set_status(
    id: str, status: str, *, by: str, at: datetime, body: str, reference: str, on: date | None = None,
    comment: str = "", known: Registers | None = None,
) -> None:  # fmt: skip
    """Enter that the owner of a finding gave it a status: to close it, to open it again, or between. `reference` is the
    letter or report in which it said so.
    """
    known = known or registers()
    with one_deed(f"The status of {id} stays as it is") as problems:
        finding = _asked(id, body, by, at, on, problems, known)
        problems += said("reference", reference, "Name the letter or report in which the owner says so.")
        if finding is not None:
            problems += _not_the_owner(finding, body, known)
            problems += _unfit_status(finding, status, on, known)
        if not problems:
            _enter(finding, "status", by, at, body, on, status=status, comment=comment, reference=reference)


def extend(
    id: str, words: str, *, by: str, at: datetime, body: str, reason: str, on: date | None = None,
    known: Registers | None = None,
) -> None:  # fmt: skip
    """Enter that the owner of a finding gave more time: `words` as it said them ("by 30 June 2018")."""
    known = known or registers()
    with one_deed(f"The deadline of {id} stays as it is") as problems:
        finding = _asked(id, body, by, at, on, problems, known)
        problems += said("reason", reason, "Say why more time was given.")
        problems += said("deadline", words, "Say by when, as the owner says it.")
        problems += no_such_day("deadline", words)
        if finding is not None:
            problems += _not_the_owner(finding, body, known)
        if not problems:
            told = deadline(words, on or local_day(at, known.force_calendar), known.force_calendar)
            last = finding.extensions.order_by("happened_at", "recorded_at").last()
            tables.FindingExtension.objects.create(
                id=next_id(tables.FindingExtension, id, "extension", finding=finding), finding=finding,
                happened_at=moment(on, at), recorded_at=at, was_on=last.deadline_on if last else finding.deadline_on,
                deadline_words=words, deadline_on=told.on, reason=reason, body=body, said_by=by,
                deadline_rule=told.rule.replace("publication", "the extension"),
            )  # fmt: skip


def attach(id: str, reference: str, *, by: str, at: datetime, body: str = "force", on: date | None = None) -> str:
    """Attach evidence to a finding, by reference; returns the id of the evidence."""
    with one_deed("Nothing is attached") as problems:
        finding = _asked(id, body, by, at, on, problems)
        if not REFERENCE.fullmatch(reference):
            problems.append(Problem(f"{reference!r}", "is no reference", REFERENCES))
        if finding is not None and finding.evidence.filter(reference=reference).exists():
            problems.append(Problem(reference, f"is attached to {id} already"))
        if problems:
            return ""
        key = next_id(tables.FindingEvidence, id, "evidence", finding=finding)
        tables.FindingEvidence.objects.create(
            id=key, finding=finding, happened_at=moment(on, at), recorded_at=at, kind=reference.partition(":")[0],
            reference=reference, body=body, said_by=by,
        )  # fmt: skip
        return key


def in_use(id: str, *, since: date, evidence: str, by: str, at: datetime) -> None:
    """The change is in use since a day, as evidence that is attached shows: from then it is shown to last."""
    with one_deed(f"Nothing is entered of {id}") as problems:
        finding = _asked(id, "force", by, at, since, problems)
        shows = finding.evidence.filter(reference=evidence).first() if finding is not None else None
        if finding is not None and shows is None:
            there = finding.evidence.values_list("reference", flat=True)
            problems.append(Problem(f"{evidence!r}", f"is not attached to {id}", nearest(evidence, there)))
        if finding is not None and finding.demonstrations.filter(ended_at=None).exists():
            problems.append(Problem(id, "is in use already, as was said before", "Say first that it slipped, if so."))
        if not problems:
            tables.FindingDemonstration.objects.create(
                id=next_id(tables.FindingDemonstration, id, "in-use", finding=finding), finding=finding, evidence=shows,
                began_at=moment(since, at), recorded_at=at, said_by=by,
            )  # fmt: skip


def slipped(id: str, *, on: date, by: str, at: datetime) -> None:
    """The change is no longer in use: what was shown to last begins anew. The status stays as it is."""
    with one_deed(f"Nothing is entered of {id}") as problems:
        finding = _asked(id, "force", by, at, on, problems)
        running: Any = finding.demonstrations.filter(ended_at=None).first() if finding is not None else None
        if finding is not None and running is None:
            problems.append(Problem(id, "was not said to be in use"))
        if running is not None and moment(on, at) < running.began_at:
            problems.append(Problem(f"{on}", f"lies before {running.began_at:%Y-%m-%d}, when it came into use"))
        if not problems:
            running.ended_at, running.end_recorded_at, running.ended_by = moment(on, at), at, by
            running.save(update_fields=["ended_at", "end_recorded_at", "ended_by"])


def correct(
    id: str, field: str, now: str, *, by: str, at: datetime, body: str, why: str, reference: str,
    on: date | None = None, known: Registers | None = None,
) -> None:  # fmt: skip
    """Enter that the owner corrected a finding after publication. It stays as published, with this beside it."""
    known = known or registers()
    with one_deed(f"{id} is not corrected") as problems:
        finding = _asked(id, body, by, at, on, problems, known)
        problems += [*said("reference", reference, "Name where the correction is published."), *said("now", now, "")]
        if field not in FIELDS:
            problems.append(Problem(f"{field!r}", "cannot be corrected", nearest(field, FIELDS)))
        if finding is not None:
            problems += _not_the_owner(finding, body, known)
        if not problems:
            last = finding.corrections.filter(field=field).order_by("happened_at", "recorded_at").last()
            tables.FindingCorrection.objects.create(
                id=next_id(tables.FindingCorrection, id, "correction", finding=finding), finding=finding, field=field,
                happened_at=moment(on, at), recorded_at=at, was=last.now if last else getattr(finding, FIELDS[field]),
                now=now, body=body, decided_by=by, rationale=why, reference=reference,
            )  # fmt: skip


FIELDS = {"text": "text", "question": "question", "theme": "theme", "deadline": "deadline_words"}


def no_such_day(where: str, words: str) -> Iterator[Problem]:
    """A day that no calendar has would leave what is owed without a day, and nobody would be told when it is late."""
    if day := impossible_day(words):
        yield Problem(where, f"{day!r} is a day that there is not", "Say which day is meant, such as 28 February 2017.")


def unfit(
    draft: DraftFinding, *, id: str, by: str, at: datetime, more: Particulars, known: Registers
) -> Iterator[Problem]:
    """What is wrong with a finding that is to be put on record, and with who does it."""
    yield from signed(by, at)
    yield from said("id", id, "Give it an id: the number in its owner's register, if it has one.")
    yield from said("text", draft.text, "Say what was found.")
    yield from known.problems_of_source("source", draft.source)
    yield from known.problems_of("owner", more.owner) if more.owner else ()
    yield from not_ahead("published", draft.published, at)
    yield from not_ahead("on", more.heard_on, at)
    if draft.published and more.heard_on and not more.kept_elsewhere and draft.published != more.heard_on:
        yield Problem("on", f"{more.heard_on} is not {draft.published}, when it was published",
                      "What was published was found on that day: leave the other out.")  # fmt: skip
    if draft.kind not in tuple(Kind):
        yield Problem("kind", f"{draft.kind!r} is no kind of finding", nearest(draft.kind, Kind))
    if draft.kind == Kind.STRENGTH and more.review_on is None:
        yield Problem("review", "a strength has no day of review", "Say when somebody looks whether it is still true.")
    if more.scope not in SCOPES:
        yield Problem("scope", f"{more.scope!r} is no scope", nearest(more.scope, SCOPES))
    if not more.kept_elsewhere:  # in a register that is taken in the words stand as its owner has them
        yield from no_such_day("deadline", draft.deadline_words)
    reports = tables.PublishedReport.objects
    if more.report and not reports.filter(pk=more.report).exists():
        there = nearest(more.report, reports.values_list("pk", flat=True))
        yield Problem(f"report {more.report!r}", "is not on record", there)
    if tables.Finding.objects.filter(pk=id).exists():
        yield Problem(id, "is on record already", "Give another id; what is on record is never changed.")


def _write(
    draft: DraftFinding, id: str, more: Particulars, owner: str, report: Any, at: datetime, known: Registers
) -> None:
    told = deadline(draft.deadline_words, draft.published, known.force_calendar)
    kept = {
        "scope": more.scope, "force": draft.force or None, "report": report, "source": draft.source, "owner": owner,
        "question": draft.question or None, "theme": more.theme or None, "published_on": draft.published,
        "deadline_words": draft.deadline_words or None, "deadline_on": told.on, "deadline_rule": told.rule,
        "demonstration_days": known.demonstration.days if more.demonstration_days is None else more.demonstration_days,
        "review_on": more.review_on, "reference": more.reference or None,
        "happened_at": moment(draft.published or more.heard_on, at), "recorded_at": None if more.kept_elsewhere else at,
    }  # fmt: skip
    whole = tables.Finding.objects.create(
        id=id, kind=str(draft.kind), text=draft.text, canonical=more.canonical or None, **kept
    )
    kind = Kind.RECOMMENDATION if draft.kind in CAUSES else draft.kind
    for number, text in enumerate(draft.parts, start=1):
        tables.Finding.objects.create(id=f"{id}/{number}", kind=str(kind), text=text, parent=whole, part=number, **kept)


def _asked(
    id: str, body: str, by: str, at: datetime, on: date | None, problems: list[Problem], known: Registers | None = None
) -> Any:
    """The finding that something is entered of, with what is wrong with who enters it and when."""
    problems += [*signed(by, at), *(known or registers()).problems_of("body", body), *not_ahead("on", on, at)]
    finding = row(tables.Finding, id, problems, "finding")
    if finding is not None and on is not None and moment(on, at) < finding.happened_at:
        what = f"lies before {finding.happened_at.astimezone(LONDON):%Y-%m-%d}, when it was found"
        problems.append(Problem(f"{on}", what, "Say when it happened."))
    return finding


def _not_the_owner(finding: Any, body: str, known: Registers) -> Iterator[Problem]:
    if body != finding.owner:
        owner = known.bodies[finding.owner].title if finding.owner in known.bodies else finding.owner
        yield Problem(
            finding.pk, f"belongs to {owner}, and this would be the word of {body!r}",
            "Only the owner decides this. The force says that it is ready: `dutybound findings ready`.",
        )  # fmt: skip


def _unfit_status(finding: Any, status: str, on: date | None, known: Registers) -> Iterator[Problem]:
    register = known.register_of(finding.owner)
    found = register.status(status)
    if found is None:
        yield Problem(
            f"{status!r}", "is no status of its register", nearest(status, (o.key for o in register.statuses))
        )
    elif found.stage == "closed" and (open_parts := _open_parts(finding, known)):
        yield Problem(finding.pk, f"has parts that are not closed: {', '.join(open_parts)}", "Parts close one by one.")


def _open_parts(finding: Any, known: Registers) -> list[str]:
    """The parts of a finding whose last status is an open one."""
    found = []
    for part in tables.Finding.objects.filter(parent=finding).order_by("part"):
        if known.status_of(part.owner, last_status(part.entries.all())).stage == "open":
            found.append(part.pk)
    return found


def _enter(
    finding: Any, kind: str, by: str, at: datetime, body: str, on: date | None, status: str = "", comment: str = "",
    reference: str = "",
) -> None:  # fmt: skip
    tables.FindingEntry.objects.create(
        id=next_id(tables.FindingEntry, finding.pk, "entry", finding=finding), finding=finding, kind=kind,
        status=status or None, comment=comment or None, body=body, said_by=by, reference=reference or None,
        happened_at=moment(on, at), recorded_at=at,
    )  # fmt: skip
