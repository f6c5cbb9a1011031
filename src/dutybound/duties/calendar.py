"""Local days. A calendar is a table, made once from zone and holidays; whoever needs a local day looks it up."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.limits import DAY, WEEKDAYS, Limit, Unit

EPOCH = date(1970, 1, 1)
FIRST_DAY, LAST_DAY = 0, (date(2099, 12, 31) - EPOCH).days
EARLIEST_DAY = (date(1800, 1, 1) - EPOCH).days  # of a date by which nothing is counted, as one of birth


@dataclass(frozen=True)
class Calendar:
    """The civil time of a source: its zone, and the region whose public holidays it keeps.

    Days are whole numbers since 1970-01-01; instants are microseconds since then in UTC. The table runs from
    1970 to 2099; a day outside it is an error of the data, and is reported as one.
    """

    zone: str
    region: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The first instant of each local day, one more than there are days."""
        return _day_starts(self.zone)

    @cached_property
    def holidays(self) -> frozenset[int]:
        """The days that are public holidays in the region."""
        return _holidays(self.region)

    def day_of(self, instant: int) -> int:
        """The local day on which an instant lies."""
        day = instant // DAY
        starts = self.starts
        if not FIRST_DAY <= day <= LAST_DAY:
            raise DutyboundError(Problem("calendar", f"{instant_text(instant)} lies outside 1970 to 2099"))
        if instant < starts[day]:
            return day - 1
        return day + 1 if instant >= starts[day + 1] else day

    def starts_at(self, day: int) -> int:
        return self.starts[day]

    def ends_at(self, day: int) -> int:
        """The last microsecond of a local day."""
        if day > LAST_DAY:
            raise DutyboundError(Problem("calendar", "a due date lies beyond 2099"))
        return self.starts[day + 1] - 1

    def end_of_day(self, instant: int) -> int:
        """The last microsecond of the local day on which an instant lies."""
        return self.ends_at(self.day_of(instant))

    def local_text(self, instant: int) -> str:
        """An instant as a person there reads it: the day alone where it is a day's first or last moment."""
        day = self.day_of(instant)
        if instant in (self.starts_at(day), self.ends_at(day)):
            return date_of(day).isoformat()
        return f"{moment_of(instant).astimezone(ZoneInfo(self.zone)):%Y-%m-%d %H:%M}"

    def day_count(self, start_day: int, limit: Limit) -> int:
        """How many counted days a limit in days, weeks or months is, from a given day."""
        if limit.unit is Unit.MONTH:
            return add_months(start_day, limit.count) - start_day
        return limit.count * (7 if limit.unit is Unit.WEEK else 1)

    def is_left_out(self, day: int, without: frozenset[str]) -> bool:
        """Whether a limit that leaves out `without` passes over this day. (1970-01-01 was a Thursday.)"""
        return WEEKDAYS[(day + 3) % 7] in without or ("holiday" in without and day in self.holidays)

    def counted_days(self, without: frozenset[str]) -> list[int]:
        """All days that a limit with `without` counts, in order."""
        return _counted_days(self, without)

    def add_days(self, start_day: int, count: int, without: frozenset[str]) -> int:
        """The day on which `count` counted days after `start_day` have passed."""
        if not without or count == 0:
            return start_day + count
        counted = self.counted_days(without)
        place = bisect_left(counted, start_day + 1) + count - 1
        return counted[place] if place < len(counted) else LAST_DAY + 1

    def days_back(self, day: int, limit: Limit) -> int:
        """The day that lies a limit in days, weeks or months before another."""
        if limit.unit is Unit.MONTH:
            return add_months(day, -limit.count)
        count = self.day_count(day, limit)
        if not limit.without:
            return day - count
        counted = self.counted_days(limit.without)
        return counted[bisect_left(counted, day) - count] if count else day


def add_months(day: int, count: int) -> int:
    """The same day of the month `count` months on, or the last day of that month."""
    start = date_of(day)
    month = start.month - 1 + count
    year, month = start.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return day_number(date(year, month, min(start.day, last)))


def day_number(day: date) -> int:
    return (day - EPOCH).days


def date_of(day: int) -> date:
    return EPOCH + timedelta(days=day)


def instant_of(moment: datetime) -> int:
    """Microseconds since 1970 in UTC of a moment that knows its zone."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def moment_of(instant: int) -> datetime:
    """The moment in UTC of so many microseconds since 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)


def instant_text(instant: int) -> str:
    """An instant as a person reads it, in UTC."""
    return moment_of(instant).isoformat(sep=" ", timespec="minutes").replace("+00:00", " UTC")


@lru_cache
def _day_starts(zone: str) -> tuple[int, ...]:
    try:
        tz = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise DutyboundError(Problem("calendar", f"no time zone {zone!r}", "Name one like Europe/London.")) from error
    first = EPOCH.toordinal()
    midnights = (datetime.fromordinal(first + day).replace(tzinfo=tz) for day in range(LAST_DAY + 2))
    return tuple(int(midnight.timestamp()) * 1_000_000 for midnight in midnights)


@lru_cache
def _holidays(region: str) -> frozenset[int]:
    country, _, part = region.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=part or None, years=range(1970, 2100))
    except (NotImplementedError, KeyError) as error:
        raise DutyboundError(
            Problem("calendar", f"no holidays are known for {region!r}", "Name one like GB-ENG or IT.")
        ) from error
    return frozenset(day_number(day) for day in found)


@lru_cache
def _counted_days(calendar: Calendar, without: frozenset[str]) -> list[int]:
    return [day for day in range(FIRST_DAY, LAST_DAY + 1) if not calendar.is_left_out(day, without)]
