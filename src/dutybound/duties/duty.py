"""One duty: a standard falling due on one subject, as a row whose state follows from it and the clock alone."""

from dataclasses import dataclass
from enum import StrEnum

FOREVER = 1 << 62  # known_to of a row that nothing has superseded


class State(StrEnum):
    """The eight states of a duty; `owed` is the sum of all of them."""

    PENDING = "pending"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    LAPSED = "lapsed"
    EXCUSED = "excused"
    UNASSESSABLE = "unassessable"

    @property
    def is_live(self) -> bool:
        """Still owed: on somebody's worklist."""
        return self in (State.PENDING, State.OVERDUE)

    @property
    def in_rate(self) -> bool:
        """Whether the rate counts it: met / (met + met_late + overdue + missed)."""
        return self in (State.MET, State.MET_LATE, State.OVERDUE, State.MISSED)


@dataclass(frozen=True)
class Duty:
    """A row about one duty, true for those who look between `known_from` and `known_to`.

    Times are microseconds since 1970 in UTC; None is "not so, or not known". A row is completed when its duty is
    settled, each fact with the time at which it was recorded; it is superseded by a successor row when its due date
    moves or when something it stands on is corrected. The same duty is the same (standard, subject, anchor,
    owed_from).
    """

    standard: str
    version: str
    subject: str
    anchor: str
    owed_from: int
    owed_recorded_at: int | None = None
    due_at: int | None = None
    due_recorded_at: int | None = None
    met_at: int | None = None
    met_recorded_at: int | None = None
    met_by: str | None = None
    ended_at: int | None = None
    ended_recorded_at: int | None = None
    excused_recorded_at: int | None = None
    unassessable: str | None = None
    policy: str | None = None
    known_from: int = 0
    known_to: int = FOREVER

    @property
    def key(self) -> tuple[str, str, str, int]:
        return (self.standard, self.subject, self.anchor, self.owed_from)

    def known_at(self, moment: int) -> bool:
        """Whether this row is the one to read when looking at `moment`."""
        return self.known_from <= moment < self.known_to

    def due_as_known(self, moment: int) -> int | None:
        """The due date, unless it was learned only after `moment`."""
        if self.due_at is None or (self.due_recorded_at is not None and self.due_recorded_at > moment):
            return None
        return self.due_at

    def state_at(self, moment: int) -> State | None:
        """The state seen at `moment`, or None where nothing was owed or known yet."""
        if not self.known_at(moment) or moment < self.owed_from:
            return None
        if self.unassessable is not None:
            return State.UNASSESSABLE
        due = self.due_as_known(moment)
        if _happened(self.met_at, self.met_recorded_at, moment):
            return State.MET if not _after(self.met_at, due) else State.MET_LATE
        if (
            self.excused_recorded_at is not None
            and due is not None
            and max(self.excused_recorded_at, due + 1) <= moment
        ):
            return State.EXCUSED
        if _happened(self.ended_at, self.ended_recorded_at, moment):
            return State.LAPSED if not _after(self.ended_at, due) else State.MISSED
        return State.PENDING if due is None or moment <= due else State.OVERDUE


def _after(at: int | None, due: int | None) -> bool:
    return at is not None and due is not None and at > due


def _happened(at: int | None, recorded_at: int | None, moment: int) -> bool:
    return at is not None and at <= moment and (recorded_at is None or recorded_at <= moment)
