"""One lineage for one failing: links between findings are proposed, and only a person makes one.

Software proposes, and raises an alert where a link that stands says that what was closed was found again. It neither
links nor changes a status.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dutybound.base.errors import Problem, nearest
from dutybound.casework.actions.findings import REFERENCE, REFERENCES
from dutybound.casework.actions.signing import one_deed, row, said, signed
from dutybound.casework.queries.findings import last_status
from dutybound.inspection.findings.likeness import METHOD, Likeness
from dutybound.inspection.findings.recurring import Back
from dutybound.inspection.findings.registers import Registers, registers
from dutybound.records.models import inspection_findings as tables


def propose(earlier: str, later: str, *, by: str, at: datetime, likeness: Likeness | None = None) -> str:
    """Propose that two findings are of one failing; returns the id of the proposal, an old one where there is one."""
    with one_deed("Nothing is proposed") as problems:
        found = {id: row(tables.Finding, id, problems, "finding") for id in sorted({earlier, later})}  # locked in turn
        one, other = found[earlier], found[later]
        problems += signed(by, at)
        if earlier == later:
            problems.append(Problem(earlier, "is the same finding twice", "Name two."))
        if problems:
            return ""
        if one.happened_at > other.happened_at:
            one, other = other, one
        key = f"{one.pk}={other.pk}"
        tables.LineageProposal.objects.get_or_create(
            id=key,
            defaults={
                "earlier": one, "later": other, "happened_at": at, "recorded_at": at,
                "score": likeness.score if likeness else None, "method": METHOD if likeness else f"proposed by {by}",
                "reasons": "; ".join(likeness.reasons) if likeness else None,
            },
        )  # fmt: skip
        return key


def decide(
    proposals: Sequence[str], outcome: str, *, by: str, at: datetime, why: str, known: Registers | None = None
) -> list[str]:
    """A person confirms or refuses proposals, or undoes what was confirmed; returns the ids of alerts raised by it."""
    known = known or registers()
    raised = []
    with one_deed("Nothing is decided") as problems:
        problems += [*signed(by, at), *said("why", why, "Say why: it is kept with the decision.")]
        if outcome not in tables.LINEAGE:
            problems.append(Problem(f"{outcome!r}", "is no decision", nearest(outcome, tables.LINEAGE)))
        locked = {one: row(tables.LineageProposal, one, problems, "proposal") for one in sorted(set(proposals))}
        found = [locked[one] for one in proposals]
        if outcome == "undone":
            problems += [Problem(one.pk, "does not stand, so there is nothing to undo")
                         for one in found if one is not None and not stands(one)]  # fmt: skip
        if problems:
            return []
        for one in found:
            tables.LineageDecision.objects.create(
                id=f"{one.pk}/decision/{one.decisions.count() + 1}", proposal=one, happened_at=at, recorded_at=at,
                decided_by=by, rationale=why, outcome=outcome,
            )  # fmt: skip
            if outcome == "confirmed" and _was_closed(one, known):
                raised.append(_raise(one.earlier, at, again=one.later))
    return [one for one in raised if one]


def raise_alert(id: str, reference: str, *, by: str, at: datetime) -> str:
    """Say that a figure shows what was closed may be back: an alert beside the status, which stays as it is."""
    with one_deed("No alert is raised") as problems:
        finding = row(tables.Finding, id, problems, "finding")
        problems += signed(by, at)
        if not REFERENCE.fullmatch(reference):
            problems.append(Problem(f"{reference!r}", "is no reference", REFERENCES))
        return "" if problems else _raise(finding, at, reference=reference)


def raise_what_is_back(found: Sequence[Back], *, by: str, at: datetime) -> list[str]:
    """Raise an alert for each finding that a link or a figure says may be back, unless there is one for the same
    reason, and propose the pairs that are alike; returns the ids of alerts and proposals that are new.

    No status changes by it, and nothing is linked.
    """
    made = []
    with one_deed("No alert is raised") as problems:
        problems += signed(by, at)
        for one in found if not problems else ():
            finding = row(tables.Finding, one.finding, problems, "finding")
            again = row(tables.Finding, one.again, problems, "finding") if one.again else None
            if problems:
                continue
            if one.calls_for_an_alert:
                made.append(_raise(finding, at, again, one.reference))
            elif one.likeness is not None:
                made.append(propose(one.finding, one.again, by=by, at=at, likeness=one.likeness))
    return [one for one in made if one]


def answer_alert(alert: str, *, by: str, at: datetime, why: str) -> None:
    """A person looked at an alert and says what they make of it; it is no longer shown as open."""
    with one_deed("The alert stays open") as problems:
        found = row(tables.RecurrenceAlert, alert, problems, "alert")
        problems += [*signed(by, at), *said("why", why, "Say what you make of it.")]
        if not problems:
            tables.RecurrenceAnswer.objects.create(
                id=f"{alert}/answer/{found.answers.count() + 1}", alert=found, happened_at=at, recorded_at=at,
                decided_by=by, rationale=why,
            )  # fmt: skip


def stands(proposal: Any) -> bool:
    """Whether the last decision on a proposal confirmed it."""
    last = proposal.decisions.order_by("happened_at", "recorded_at", "id").last()
    return last is not None and last.outcome == "confirmed"


def _was_closed(link: Any, known: Registers) -> bool:
    """Whether the earlier finding had been closed when the later came."""
    last = last_status(link.earlier.entries.filter(happened_at__lte=link.later.happened_at))
    return known.status_of(link.earlier.owner, last).stage == "closed"


def _raise(finding: Any, at: datetime, again: Any = None, reference: str = "") -> str:
    """An alert, unless one for the same reason was raised before."""
    if finding.alerts.filter(again=again, reference=reference or None).exists():
        return ""
    key = f"{finding.pk}/alert/{finding.alerts.count() + 1}"
    tables.RecurrenceAlert.objects.create(
        id=key, finding=finding, again=again, reference=reference or None, happened_at=at, recorded_at=at
    )
    return key
