"""From a standard to a programme: its form, the policy it reads, and whether it is compared by local dates."""

from dataclasses import replace
from datetime import date, timedelta

from dutybound.duties.calendar import Calendar, day_number
from dutybound.duties.duty import FOREVER
from dutybound.duties.limits import Limit, days
from dutybound.duties.nodes import (
    AtMost,
    Before,
    DueDate,
    FixedLimit,
    Obligation,
    PolicyLimit,
    RecordLimit,
    Within,
    time_columns,
)
from dutybound.duties.policy import PolicyBook, PolicyEntry, Value
from dutybound.duties.schema import ColumnType
from dutybound.duties.standard import Standard
from dutybound.engine.facts import Book, Entry, Programme

ALWAYS = -(1 << 61)


def programme_of(standard: Standard, policy: PolicyBook, calendar: Calendar) -> Programme:
    """How the fold judges this standard."""
    obligation = standard.obligation
    due_from_record = isinstance(obligation, Before) or (
        isinstance(obligation, Within) and isinstance(obligation.limit, DueDate)
    )
    return Programme(
        standard.id, standard.version, standard.form, calendar, _book(obligation, policy, calendar),
        by_day=is_by_day(standard),
        or_within=getattr(obligation, "or_within", None),
        named=getattr(obligation, "named", None) is not None,
        due_from_record=due_from_record,
        valid_from=valid_stretch(standard, calendar)[0] if standard.recurs else None,
        valid_to=valid_stretch(standard, calendar)[1] if standard.recurs and standard.valid_to else None,
    )  # fmt: skip


def is_by_day(standard: Standard) -> bool:
    """One date among the times that a standard compares makes all of them be compared as local dates (rule 1)."""
    read = time_columns(standard.obligation) | time_columns(standard.applies)
    return any(column.type is ColumnType.DATE for _, column in read)


def valid_stretch(standard: Standard, calendar: Calendar) -> tuple[int, int]:
    """From when to before when a standard is in force."""
    last = FOREVER if standard.valid_to is None else start_of(standard.valid_to + timedelta(days=1), calendar)
    return start_of(standard.valid_from, calendar), last


def start_of(day: date, calendar: Calendar) -> int:
    """The first instant of a local day, held within the calendar."""
    return calendar.starts_at(max(0, day_number(day)))


def _book(obligation: Obligation, policy: PolicyBook, calendar: Calendar) -> Book:
    if isinstance(obligation, AtMost):
        allowed = obligation.limit.limit
        if isinstance(obligation.threshold, PolicyLimit):
            return Book(tuple(_entries(obligation.threshold.id, policy, calendar, allowed)))
        return Book(
            (
                Entry(
                    f"at most {obligation.threshold:g}", ALWAYS, ALWAYS, {None: allowed}, threshold=obligation.threshold
                ),
            )
        )
    limit = getattr(obligation, "limit", None) or getattr(obligation, "grace", None)
    if isinstance(limit, RecordLimit):
        limit = limit.default or limit
    match limit:
        case FixedLimit(fixed):
            return Book((Entry(f"{fixed}", ALWAYS, ALWAYS, {None: fixed}),))
        case PolicyLimit(identity):
            return Book(tuple(_entries(identity, policy, calendar)))
        case RecordLimit():
            return Book((Entry("the record", ALWAYS, ALWAYS, {}),))
    return Book(())


def _entries(identity: str, policy: PolicyBook, calendar: Calendar, allowed: Limit | None = None) -> list[Entry]:
    entries = []
    for stretch in policy.stretches(identity):
        starts = start_of(stretch.begins, calendar)
        if stretch.entry is None:
            entries.append(Entry("no policy in force", starts, starts, {}, nothing=True))
        else:
            entries.append(_entry(stretch.entry, starts, starts, False, allowed))
    for entry in policy.restatements(identity):
        starts, recorded = start_of(entry.valid_from, calendar), start_of(entry.recorded, calendar)
        until = None if entry.valid_to is None else start_of(entry.acts_until, calendar)
        entries.append(replace(_entry(entry, starts, recorded, True, allowed), until=until))
    return entries


def _entry(entry: PolicyEntry, starts: int, recorded: int, restates: bool, allowed: Limit | None) -> Entry:
    threshold = next((value for value in entry.value.values() if isinstance(value, float)), None)
    limits = {band: _limit(value, allowed) for band, value in entry.value.items()}
    return Entry(entry.label, starts, recorded, limits, entry.grace, restates, threshold)


def _limit(value: Value, allowed: Limit | None) -> Limit:
    return value if isinstance(value, Limit) else allowed or days(0)
