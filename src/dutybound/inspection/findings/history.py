"""A finding with all that is on record of it, and how it stands at a moment: a function of the record and the clock.

Nothing here changes a status. What the force says of itself, and what software noticed, stands beside it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dutybound.duties.calendar import Calendar, date_of, instant_of
from dutybound.inspection.findings.deadlines import deadline
from dutybound.inspection.findings.draft import Kind
from dutybound.inspection.findings.registers import Registers, Status


@dataclass(frozen=True)
class Entry:
    """An entry of a log: `kind` is status, comment or ready; `body` is whose word it is."""

    at: datetime
    kind: str
    status: str | None = None
    comment: str = ""
    body: str = ""
    said_by: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Extension:
    at: datetime
    was_on: date | None
    words: str
    on: date | None
    reason: str = ""


@dataclass(frozen=True)
class Shown:
    """The change was in use from a day, as evidence shows, until it slipped or still."""

    since: date
    until: date | None
    evidence: str


@dataclass(frozen=True)
class Alert:
    """What was closed may be back: `again` is the later finding, or `reference` the figure that says so."""

    id: str
    at: datetime
    again: str
    reference: str
    answered_by: str = ""


@dataclass(frozen=True)
class Correction:
    at: datetime
    field: str
    was: str
    now: str
    body: str


@dataclass(frozen=True)
class History:
    """One finding, or one part of one, as it was known at a moment. Entries and the rest are in order of time."""

    id: str
    kind: Kind
    source: str
    owner: str
    text: str
    force: str = ""
    scope: str = ""
    report: str = ""
    parent: str = ""
    part: int | None = None
    question: str = ""
    theme: str = ""
    canonical: str = ""
    reference: str = ""
    published_on: date | None = None
    heard_at: datetime | None = None
    deadline_words: str = ""
    deadline_on: date | None = None
    deadline_rule: str = ""
    demonstration_days: int = 0
    review_on: date | None = None
    entries: tuple[Entry, ...] = ()
    extensions: tuple[Extension, ...] = ()
    evidence: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()
    alerts: tuple[Alert, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def reading(self) -> str:
        """Its text as corrected."""
        return next((one.now for one in reversed(self.corrections) if one.field == "text"), self.text)


class State(StrEnum):
    """How an item stands on the board; only `DONE` is green."""

    OPEN = "open"
    LATE = "open, late"
    READY = "the force says ready"
    UNSHOWN = "closed, not shown to last"
    BEING_SHOWN = "closed, being shown to last"
    RECURRING = "closed, may be back"
    DONE = "done"
    SUPERSEDED = "superseded"
    REVIEW = "strength"
    REVIEW_DUE = "strength, review is due"


@dataclass(frozen=True)
class Standing:
    """A finding on a day. `days_left` is negative when the deadline has passed, and None where there is no day."""

    status: Status
    state: State
    deadline_on: date | None
    days_left: int | None
    extensions: int
    ready_since: date | None
    closed_on: date | None
    sustained_since: date | None
    shown_by: date | None
    alerts: tuple[Alert, ...]

    @property
    def is_green(self) -> bool:
        return self.state is State.DONE


def standing(one: History, day: date, registers: Registers) -> Standing:
    """How a finding stands at the end of a day, from what `one` holds: all that was known by then."""
    last = next((entry for entry in reversed(one.entries) if entry.kind == "status"), None)
    status = registers.status_of(one.owner, last.status if last else None)
    calendar = registers.force_calendar
    closed_on = local_day(last.at, calendar) if last and status.stage == "closed" else None
    due = deadline_now(one)
    since = next((shown.since for shown in reversed(one.shown[-1:]) if shown.until is None), None)
    shown_by = None if since is None else since + timedelta(days=one.demonstration_days)
    alerts = tuple(alert for alert in one.alerts if not alert.answered_by)
    ready = _ready_since(one, last, calendar)
    left = None if due is None else (due - day).days
    state = _state(one, status, left, ready, shown_by, bool(alerts), day)
    return Standing(status, state, due, left, len(one.extensions), ready, closed_on, since, shown_by, alerts)


def deadline_now(one: History) -> date | None:
    """The deadline after extensions and corrections: the last of either."""
    told = [(each.at, each.on) for each in one.extensions]
    told += [(each.at, deadline(each.now, one.published_on).on) for each in one.corrections if each.field == "deadline"]
    return max(told, key=lambda pair: pair[0])[1] if told else one.deadline_on


def local_day(at: datetime, calendar: Calendar) -> date:
    return date_of(calendar.day_of(instant_of(at)))


def _ready_since(one: History, last: Entry | None, calendar: Calendar) -> date | None:
    """Since when the force says that it is ready: its word counts until its owner says something later."""
    found = [entry for entry in one.entries if entry.kind == "ready" and (last is None or entry.at >= last.at)]
    return local_day(found[-1].at, calendar) if found else None


def _state(
    one: History, status: Status, left: int | None, ready: date | None, shown_by: date | None, alerted: bool, day: date
) -> State:
    if one.kind is Kind.STRENGTH:
        return State.REVIEW_DUE if one.review_on is not None and one.review_on <= day else State.REVIEW
    if status.stage == "superseded":
        return State.SUPERSEDED
    if status.stage == "open":
        if ready is not None:
            return State.READY
        return State.LATE if left is not None and left < 0 else State.OPEN
    if alerted:
        return State.RECURRING
    if shown_by is None:
        return State.UNSHOWN
    return State.DONE if shown_by <= day else State.BEING_SHOWN
