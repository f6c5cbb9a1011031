"""What people decided about proposals, and which links stand for it, from when until when.

Decisions are kept as they were made, all of them; links follow from them and from nothing else. A link that is undone
is closed and not taken away, and what held before it holds again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

CONFIRMED, REJECTED, UNLINKED = "confirmed", "rejected", "unlinked"
#: What whoever decides writes, and what is then so.
WORDS = {"confirm": CONFIRMED, "reject": REJECTED, "un-link": UNLINKED}


@dataclass(frozen=True)
class Decision:
    """One person's decision on one proposed link, and why."""

    link: str
    outcome: str
    decided_by: str
    decided_at: datetime
    why: str
    recorded_at: datetime

    @property
    def id(self) -> str:
        """The same for the same decision, so that a file that is handed in twice says it once."""
        told = (self.link, self.outcome, self.decided_by, self.decided_at.isoformat(), self.why)
        return "decision-" + blake2b("\x1f".join(told).encode(), digest_size=10).hexdigest()

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """When it became known; then when it was made."""
        return max(self.recorded_at, self.decided_at), self.decided_at, self.id


@dataclass(frozen=True)
class StandingLink:
    """Two records are of one person, as somebody confirmed; undone where it has an end."""

    link: str
    confirmed: Decision
    undone: Decision | None = None

    @property
    def id(self) -> str:
        return f"{self.link}-{self.confirmed.id}"

    @property
    def ended_at(self) -> datetime | None:
        """A decision that is dated before the confirmation that it overturns ends it where it began."""
        return None if self.undone is None else max(self.undone.decided_at, self.confirmed.decided_at)

    def stood_at(self, moment: datetime) -> bool:
        return self.confirmed.decided_at <= moment and (self.ended_at is None or moment < self.ended_at)


def links_of(decisions: Iterable[Decision]) -> list[StandingLink]:
    """Every link that ever stood. Of two decisions on one pair the one that became known later counts."""
    closed: list[StandingLink] = []
    standing: dict[str, StandingLink] = {}
    for one in sorted({decision.id: decision for decision in decisions}.values(), key=lambda decision: decision.order):
        if one.outcome == CONFIRMED:
            standing.setdefault(one.link, StandingLink(one.link, one))
        elif one.link in standing:
            closed.append(replace(standing.pop(one.link), undone=one))
    return sorted([*closed, *standing.values()], key=lambda link: (link.confirmed.order, link.link))


def latest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that counts, for each link on which there is one."""
    return {one.link: one for one in sorted(decisions, key=lambda decision: decision.order)}


def undone_by_month(links: Iterable[StandingLink]) -> dict[str, tuple[int, int]]:
    """By the month of confirmation ("2026-03"): how many links were undone since, and how many were confirmed.

    Later months look better than they are, because their wrong links had less time to be found.
    """
    links = list(links)
    confirmed = Counter(f"{one.confirmed.decided_at:%Y-%m}" for one in links)
    undone = Counter(f"{one.confirmed.decided_at:%Y-%m}" for one in links if one.undone is not None)
    return {month: (undone[month], number) for month, number in sorted(confirmed.items())}
