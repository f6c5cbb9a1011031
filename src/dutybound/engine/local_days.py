"""The local days of many instants at once, looked up in the calendar's table and never worked out."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dutybound.duties.calendar import Calendar
from dutybound.duties.limits import DAY

Numbers = npt.NDArray[np.int64]


@lru_cache
def starts_of(calendar: Calendar) -> Numbers:
    """The first instant of each local day, in microseconds since 1970 in UTC; one more than there are days."""
    return np.asarray(calendar.starts, dtype=np.int64)


def first_instants(days: Numbers, calendar: Calendar) -> Numbers:
    """The first instant of each local day. By days before 1970 nothing is counted: they only keep their order."""
    return np.where(days < 0, days * DAY, starts_of(calendar)[np.maximum(days, 0)])


def days_of(instants: Numbers, calendar: Calendar) -> Numbers:
    """The local day, as a number since 1970, on which each instant lies."""
    return np.searchsorted(starts_of(calendar), instants, side="right") - 1
