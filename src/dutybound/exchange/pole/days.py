"""Dates and times of day: written as the extract says it writes them, and possible as at the day that is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.calendar import EARLIEST_DAY, add_months, date_of
from dutybound.duties.schema import ColumnType
from dutybound.exchange.casting import cast, mask
from dutybound.exchange.pole.defects import Amiss, Dimension
from dutybound.exchange.times import Clock
from dutybound.exchange.zones import Mask, Whole

ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$"
TIME = r"(^|[T ])([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9].*)?$"
OLDEST = 120  # years (attribute 034)
UNBORN = 9  # months (entity P_011)
PARTS = {"%d": "DD", "%m": "MM", "%Y": "YYYY", "%y": "YY", "%b": "Mon"}  # of a form, as people write it
NO_DAY = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Seen:
    """As at which day an extract is looked at, as a local day number, and how it writes dates: None is YYYY-MM-DD."""

    day: int
    dates: str | None = None


def days_of(values: pa.Array, seen: Seen) -> tuple[Whole, Mask]:
    """The day number of each value, and whether it is a date in the form that was said."""
    read = cast(values, ColumnType.DATE, Clock("UTC", seen.dates, first_day=EARLIEST_DAY)).values
    told = mask(read.is_valid())
    if seen.dates is None:
        told &= mask(pc.match_substring_regex(values, ISO))
    days = np.asarray(pc.fill_null(read.cast(pa.int32()), 0), dtype=np.int64)
    return np.where(told, days, NO_DAY), told


def amiss_past_days(values: pa.Array, seen: Seen) -> Iterator[Amiss]:
    """A date that lies after the day looked at has not been."""
    days, told = days_of(values, seen)
    yield _unread(told, seen)
    yield Amiss(told & (days > seen.day), Dimension.ACCURACY, "lies in the future")


def amiss_days_of_birth(values: pa.Array, seen: Seen) -> Iterator[Amiss]:
    """Neither in the future nor today, nor more than 120 years ago."""
    days, told = days_of(values, seen)
    oldest = add_months(seen.day, -12 * (OLDEST + 1))  # whoever is 120 is so until the day before 121
    yield _unread(told, seen)
    yield Amiss(told & (days >= seen.day), Dimension.ACCURACY, "is the day looked at, or lies in the future")
    yield Amiss(told & (days <= oldest), Dimension.ACCURACY, f"gives an age of more than {OLDEST} years")


def amiss_due_days(values: pa.Array, seen: Seen) -> Iterator[Amiss]:
    """Of a birth that is expected: once it is past, the record has to be brought up to date."""
    days, told = days_of(values, seen)
    latest = add_months(seen.day, UNBORN)
    yield _unread(told, seen)
    yield Amiss(told & (days < seen.day), Dimension.TIMELINESS, "is past: the record was not edited at the birth")
    yield Amiss(told & (days > latest), Dimension.ACCURACY, f"lies more than {UNBORN} months ahead")


def amiss_times(values: pa.Array, seen: Seen) -> Iterator[Amiss]:
    """A time of day by itself, or after a date."""
    told = mask(pc.match_substring_regex(values, TIME))
    yield Amiss(~told, Dimension.CONFORMITY, "is not a time of day (HH:MM)")


def ages(born: Whole, on: int) -> Whole:
    """Whole years from each day of birth to a day."""
    then, now = born.astype("datetime64[D]"), np.datetime64(date_of(on), "D")
    months = now.astype("datetime64[M]").astype(np.int64) - then.astype("datetime64[M]").astype(np.int64)
    not_yet = (now - now.astype("datetime64[M]")) < (then - then.astype("datetime64[M]"))
    found: Whole = (months - not_yet) // 12
    return found


def _unread(told: Mask, seen: Seen) -> Amiss:
    form = seen.dates or "%Y-%m-%d"
    for part, meant in PARTS.items():
        form = form.replace(part, meant)
    return Amiss(~told, Dimension.CONFORMITY, f"is not a date that there is, written as {form}")
