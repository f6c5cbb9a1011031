"""How programmes, policies and the calendar become arrays, and how what the kernel writes is read as text again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import FIRST_DAY, LAST_DAY, Calendar, date_of
from dutybound.duties.limits import WEEKDAYS, Limit, Unit
from dutybound.engine.columnar.shapes import (
    CELL,
    DAY_ROW,
    ENTRY,
    FOREVER,
    FORMS,
    MISSING,
    NONE,
    NOTHING,
    OWN_LABEL,
    OWN_LIMIT,
    PROGRAMME,
    REASONS,
    TERM,
    UNREADABLE,
    Array,
    Tables,
)
from dutybound.engine.cycles import Unreadable
from dutybound.engine.facts import Entry, Programme
from dutybound.engine.local_days import starts_of

LONGEST = 1 << 60  # microseconds; an instant and a limit of this length still are a whole number of 64 bits
Without = frozenset[str]


@dataclass(frozen=True)
class Layout:
    """Programmes of one calendar, laid out for facts whose own limits are `own`."""

    programmes: tuple[Programme, ...]
    tables: Tables
    labels: tuple[str, ...]
    own: tuple[Limit, ...]

    def policy_text(self, code: int, texts: Sequence[str | None]) -> str | None:
        """What a row says of its policy."""
        if code < OWN_LABEL:
            return None if code == NOTHING else self.labels[code]
        label, limit = divmod(code - OWN_LABEL, OWN_LIMIT)
        written = Unreadable(texts[limit - UNREADABLE]) if limit >= UNREADABLE else self._limit(limit)
        return f"{self.labels[label]} [{written}, from the record]"

    def _limit(self, place: int) -> Limit:
        return self.own[place - (len(self.tables.limits) - len(self.own))]


def unassessable_text(code: int, texts: Sequence[str | None]) -> str | None:
    """Why a duty cannot be assessed, in words."""
    if code == NOTHING:
        return None
    return REASONS[code] if code < MISSING else f"{texts[code - MISSING]} is missing"


def layout_of(programmes: Iterable[Programme], own: Iterable[Limit] = ()) -> Layout:
    """Programmes of one source as arrays; `own` are the limits that stand on records, by their codes."""
    chosen, own = tuple(programmes), tuple(own)
    if len({programme.calendar for programme in chosen}) != 1:
        raise DutyboundError(Problem("columnar engine", "programmes of several calendars cannot be judged together"))
    calendar = chosen[0].calendar
    entries = [entry for programme in chosen for entry in programme.book.entries]
    bands = bands_of(chosen)
    limits = dict.fromkeys(_limits_of(chosen, entries))
    terms = [*limits, *own]
    if endless := [limit for limit in terms if limit.without.issuperset(WEEKDAYS)]:
        raise DutyboundError(Problem("limit", f"{endless[0]} leaves out every day, so it never runs out"))
    withouts = list(dict.fromkeys([frozenset(), *(limit.without for limit in terms)]))
    labels: dict[str, int] = {}
    places = {limit: place for place, limit in enumerate(limits)}
    tables = Tables(
        _programmes(chosen, places, len(bands) + 1, len(limits)),
        _records(ENTRY, [_entry(entry, places, labels) for entry in entries]),
        _records(CELL, [_cell(entry, band, places, labels) for entry in entries for band in (*bands, OTHER)]),
        _records(TERM, [_term(limit, withouts) for limit in terms]),
        starts_of(calendar),
        _all_days(calendar, tuple(withouts)),
    )
    return Layout(chosen, tables, tuple(labels), own)


def bands_of(programmes: Iterable[Programme]) -> tuple[str | None, ...]:
    """The bands that the policies know, by code; None is the first. Any other band has the code after the last."""
    entries = (entry for programme in programmes for entry in programme.book.entries)
    return tuple(dict.fromkeys([None, *(band for entry in entries for band in entry.limits)]))


OTHER = "\0another"  # a band that no policy knows


def _records(dtype: np.dtype, rows: list[tuple]) -> Array:  # type: ignore[type-arg]
    return np.array(rows, dtype).view(np.recarray)


def _limits_of(programmes: Iterable[Programme], entries: Iterable[Entry]) -> list[Limit]:
    within = [programme.or_within for programme in programmes if programme.or_within is not None]
    return within + [limit for entry in entries for limit in (*entry.limits.values(), entry.grace)]


def _programmes(programmes: Iterable[Programme], places: dict[Limit, int], bands: int, limits: int) -> Array:
    rows, first = [], 0
    for one in programmes:
        last = first + len(one.book.entries)
        or_within = NOTHING if one.or_within is None else places[one.or_within]
        valid_from = NONE if one.valid_from is None else one.valid_from
        flags = (one.by_day, or_within, one.named, one.due_from_record)
        rows.append((FORMS.index(one.form), *flags, valid_from, first, last, bands, limits))
        first = last
    return _records(PROGRAMME, rows)


def _code(labels: dict[str, int], text: str) -> int:
    return labels.setdefault(text, len(labels))


def _entry(entry: Entry, places: dict[Limit, int], labels: dict[str, int]) -> tuple[float, ...]:
    threshold = np.nan if entry.threshold is None else entry.threshold
    until = FOREVER if entry.until is None else entry.until
    numbers = (entry.starts, entry.recorded, until, entry.restates, entry.nothing, places[entry.grace])
    return (*numbers, _code(labels, entry.label), threshold)


def _cell(entry: Entry, band: str | None, places: dict[Limit, int], labels: dict[str, int]) -> tuple[int, int]:
    limit = entry.limit(band)
    return (NOTHING if limit is None else places[limit]), _code(labels, entry.limit_label(band))


def _term(limit: Limit, withouts: list[Without]) -> tuple[float, ...]:
    amount = limit.microseconds if limit.is_elapsed else limit.count * (7 if limit.unit is Unit.WEEK else 1)
    if amount > LONGEST:
        raise DutyboundError(Problem("limit", f"{limit} is longer than any calendar"))
    return (amount, limit.is_elapsed, limit.unit is Unit.MONTH, withouts.index(limit.without), limit.length)


@lru_cache
def _all_days(calendar: Calendar, withouts: tuple[Without, ...]) -> Array:
    return np.concatenate([_days(calendar, without) for without in withouts]).view(np.recarray)


@lru_cache
def _days(calendar: Calendar, without: Without) -> Array:
    """The table of local days for one set of days to leave out."""
    days = range(FIRST_DAY, LAST_DAY + 1)
    table = np.zeros(len(days), DAY_ROW)
    dates = [date_of(day) for day in days]
    table["month"] = [(date.year - 1970) * 12 + date.month - 1 for date in dates]
    table["day_of_month"] = [date.day for date in dates]
    table["month_begins"] = NONE
    begins = [day for day, date in zip(days, dates, strict=True) if date.day == 1] + [LAST_DAY + 1]
    table["month_begins"][: len(begins)] = begins
    left_out = np.array([calendar.is_left_out(day, without) for day in days])
    table["is_left_out"] = left_out
    table["rank"] = np.cumsum(~left_out)
    counted = np.flatnonzero(~left_out)
    table["counted"] = NONE
    table["counted"][: len(counted)] = counted
    return table
