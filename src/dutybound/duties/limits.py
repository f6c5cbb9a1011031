"""How long: limits and periods, as an author writes them and as a policy file states them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dutybound.base.errors import DutyboundError, Problem

MICROSECOND = 1
MINUTE = 60_000_000 * MICROSECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = 36_525  # days: what lies beyond the calendars cannot be told
LONGEST_ON_RECORD = 10_958  # days, thirty years: a longer limit on a record is a slip, and shows nothing for a lifetime
NOT_WORKING = frozenset({"saturday", "sunday", "holiday"})


class Unit(StrEnum):
    """Minutes and hours are elapsed time; days, weeks and months run to the end of a local day."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Limit:
    """A length of time. `without` names the local days that it leaves out: weekdays, and "holiday"."""

    count: int
    unit: Unit
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if isinstance(self.count, bool) or not isinstance(self.count, int) or self.count < 0:
            raise DutyboundError(Problem("limit", f"{self.count!r} {self.unit}s", "Give a whole number, 0 or more."))
        if self.length > LONGEST:
            raise DutyboundError(Problem("limit", f"{self} is longer than a hundred years"))
        unknown = self.without - {*WEEKDAYS, "holiday"}
        if unknown:
            raise DutyboundError(Problem("limit", f"cannot leave out {sorted(unknown)}", "Name weekdays or 'holiday'."))
        if self.unit is Unit.MONTH and self.without:
            raise DutyboundError(Problem("limit", "a limit in months cannot leave days out", "Give it in days."))

    @property
    def is_elapsed(self) -> bool:
        """True for minutes and hours: the limit runs out at an instant, not at the end of a day."""
        return self.unit in (Unit.MINUTE, Unit.HOUR)

    @property
    def microseconds(self) -> int:
        """The elapsed length; only minutes and hours have one."""
        return self.count * (MINUTE if self.unit is Unit.MINUTE else HOUR)

    @property
    def length(self) -> float:
        """A nominal length in days, only ever used to tell which of two limits is the shorter."""
        days = {Unit.MINUTE: 1 / 1440, Unit.HOUR: 1 / 24, Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30.436875}[self.unit]
        return self.count * days * 7 / (7 - len(self.without - {"holiday"}))

    def __str__(self) -> str:
        name = f"{self.unit}" if self.count == 1 else f"{self.unit}s"
        if self.without == NOT_WORKING and not self.is_elapsed:
            return f"{self.count} working {name}"
        left_out = [f"{day}s" for day in (*WEEKDAYS, "holiday") if day in self.without]
        return f"{self.count} {name}" + (f" without {' and '.join(left_out)}" if left_out else "")


def minutes(count: int) -> Limit:
    """Elapsed minutes."""
    return Limit(count, Unit.MINUTE)


def hours(count: int, without: tuple[str, ...] = ()) -> Limit:
    """Elapsed hours; time on the local days named in `without` does not run."""
    return Limit(count, Unit.HOUR, frozenset(without))


def days(count: int, without: tuple[str, ...] = ()) -> Limit:
    """To the end of the local day that many days on; the anchor's day is day 0."""
    return Limit(count, Unit.DAY, frozenset(without))


def working_days(count: int) -> Limit:
    """Days without Saturdays, Sundays and the source's public holidays."""
    return Limit(count, Unit.DAY, NOT_WORKING)


def weeks(count: int) -> Limit:
    """Sevens of days."""
    return Limit(count, Unit.WEEK)


def months(count: int) -> Limit:
    """To the same day of a later month, or the last day of it where there is none."""
    return Limit(count, Unit.MONTH)


WRITTEN = re.compile(
    r"^\s*(?P<count>\d+)\s+(?P<working>working\s+)?(?P<unit>minute|hour|day|week|month|year)s?"
    r"(?:\s+without\s+(?P<without>[a-z ]+?))?\s*$",
    re.IGNORECASE,
)


def limit_from(text: str) -> Limit:
    """Read "28 days", "5 working days", "3 months", "48 hours without sundays and holidays"."""
    match = WRITTEN.match(text)
    if match is None or (match["working"] and (match["without"] or match["unit"].lower() != "day")):
        example = (
            'Write "28 days", "24 hours", "5 working days", "3 months" or "48 hours without sundays and holidays".'
        )
        raise DutyboundError(Problem("limit", f"cannot read {text!r} as a length of time", example))
    count, unit = int(match["count"]), match["unit"].lower()
    if unit == "year":
        count, unit = 12 * count, "month"
    left_out = NOT_WORKING if match["working"] else frozenset(_days_named(match["without"] or ""))
    return Limit(count, Unit(unit), left_out)


def _days_named(text: str) -> list[str]:
    return [word.strip().lower().removesuffix("s") for word in re.split(r"\band\b", text) if word.strip()]
