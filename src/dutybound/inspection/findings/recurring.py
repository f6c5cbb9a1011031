"""What was closed and may be back, over all findings: by a later finding that is like it, or by a figure.

Nothing here says that it is back. A person looks at each, and only the owner of a finding changes its status.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dutybound.inspection.findings.history import Alert, History
from dutybound.inspection.findings.likeness import POSSIBLE, Likeness
from dutybound.inspection.findings.lineage import Link, candidates, recurrences
from dutybound.inspection.findings.registers import Registers

Pair = tuple[str, str]


@dataclass(frozen=True)
class Back:
    """A finding that was closed and may be back: by a later one (`again`), or by a figure (`reference`), and why.

    `is_linked`: a person confirmed that the later finding is of the same failing. `likeness`: of a pair that nobody has
    proposed yet.
    """

    finding: str
    again: str
    reference: str
    why: str
    is_linked: bool = False
    likeness: Likeness | None = None

    @property
    def calls_for_an_alert(self) -> bool:
        """A link that stands, or a figure. That two findings are alike is offered to a person, and has no effect."""
        return self.is_linked or bool(self.reference)


@dataclass(frozen=True)
class Waiting:
    """An alert that nobody has answered, with the finding that it stands beside."""

    finding: History
    alert: Alert


def found_again(
    histories: Collection[History], links: Collection[Link], known: Registers, floor: float = POSSIBLE
) -> list[Back]:
    """Each failing once that was closed and that a later finding is linked to, or like, where no alert says so and no
    person has refused the link.

    A finding and its parts are one failing here: of several pairs the one is taken that a person confirmed, or else
    that a person or software thinks most alike.
    """
    by_id = {one.id: one for one in histories}
    raised = {(_whole(one), _whole(by_id[alert.again])) for one in histories for alert in one.alerts
              if alert.again in by_id}  # fmt: skip
    taken: set[Pair] = set()
    found = []
    for back in _pairs(histories, links, floor):
        earlier, later = by_id[back.finding], by_id[back.again]
        key = _whole(earlier), _whole(later)
        (again,) = recurrences((earlier, later), known)
        if again.closed_on is not None and key not in taken | raised:
            taken.add(key)
            found.append(replace(back, why=f"closed on {again.closed_on}; {back.why}"))
    return found


def shown_again(histories: Iterable[History], short: Mapping[str, str], on: str, known: Registers) -> list[Back]:
    """Each finding that is closed on evidence of a figure which falls short now, where no alert since the closure says
    so of that figure. `short`: why, by "standard:supervised"; `on`: the day that the figures look at.
    """
    found = []
    for one in histories:
        closed_at = _closed_at(one, known)
        if closed_at is None:
            continue
        told = {alert.reference.partition("@")[0] for alert in one.alerts if alert.at >= closed_at}
        for figure in dict.fromkeys(each.partition("@")[0] for each in one.evidence):
            if figure in short and figure not in told:
                found.append(Back(one.id, "", f"{figure}@{on}", short[figure]))
    return found


def waiting(histories: Iterable[History]) -> list[Waiting]:
    """Every alert that nobody has answered, the oldest first."""
    found = [Waiting(one, alert) for one in histories for alert in one.alerts if not alert.answered_by]
    return sorted(found, key=lambda each: (each.alert.at, each.alert.id))


def _whole(one: History) -> str:
    return one.parent or one.id


def _pairs(histories: Collection[History], links: Collection[Link], floor: float) -> Iterator[Back]:
    """What a person confirmed, then what waits for one, then what software thinks alike."""
    known = {one.id for one in histories}
    linked = [one for one in links if one.earlier in known and one.later in known]
    for one in sorted(linked, key=lambda each: not each.stands):
        if one.outcome in ("", "confirmed"):
            said = f"linked by {one.decided_by}" if one.stands else one.reasons
            yield Back(one.earlier, one.later, "", said, one.stands)
    for each in candidates(histories, linked, floor):
        yield Back(each.earlier.id, each.later.id, "", "; ".join(each.likeness.reasons), likeness=each.likeness)


def _closed_at(one: History, known: Registers) -> datetime | None:
    """Since when a finding is closed; None where its last status is another."""
    statuses = [entry for entry in one.entries if entry.kind == "status"]
    if not statuses or known.status_of(one.owner, statuses[-1].status).stage != "closed":
        return None
    return statuses[-1].at
