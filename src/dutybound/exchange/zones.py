"""Civil time for whole columns at once.

Arrow's own conversions were rejected: they know clock changes only until 2037 and need the zone files of the machine,
while the calendar runs to 2099 and brings its own. So the clock changes of a zone are looked up once, from the same
`zoneinfo` that the calendar asks, and a column is searched in them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from dutybound.duties.calendar import FIRST_DAY, LAST_DAY
from dutybound.duties.limits import DAY

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
SECOND = 1_000_000
START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Zone:
    """The clock changes of a zone: the instant of each, and the offset before the first and after each."""

    changes: Whole
    offsets: Whole

    def local(self, instants: Whole) -> Whole:
        """What the clock on the wall shows at these instants, as microseconds."""
        return instants + self.offsets[np.searchsorted(self.changes, instants, side="right")]

    def days(self, instants: Whole) -> Whole:
        """The local days on which these instants lie."""
        return self.local(instants) // DAY

    def instants(self, local: Whole) -> tuple[Whole, Mask]:
        """The instants at which the wall clock shows these times, the first of two; and where it never does."""
        before, after = self.changes + self.offsets[:-1], self.changes + self.offsets[1:]
        passed = np.searchsorted(np.maximum(before, after), local, side="right")
        begins = np.append(before, np.iinfo(np.int64).max)
        return local - self.offsets[passed], local >= begins[passed]


@lru_cache
def zone(name: str, since: int = FIRST_DAY) -> Zone:
    """The clock changes of a named zone from a day, as a rule in 1970, to 2099, with a day to spare at each end."""
    tz = ZoneInfo(name)
    days = range(since - 2, LAST_DAY + 3)
    offsets = [_offset_at(tz, START + timedelta(days=day)) for day in days]
    moved = [index for index in range(1, len(offsets)) if offsets[index] != offsets[index - 1]]
    changes = [_change(tz, days[index - 1] * DAY, days[index] * DAY) for index in moved]
    known = [offsets[0]] + [offsets[index] for index in moved]
    return Zone(np.array(changes, np.int64), np.array(known, np.int64))


def _offset(tz: ZoneInfo, instant: int) -> int:
    return _offset_at(tz, START + timedelta(microseconds=instant))


def _offset_at(tz: ZoneInfo, moment: datetime) -> int:
    """Microseconds. It is asked for every day of two centuries, so it makes nothing that it can do without."""
    offset = moment.astimezone(tz).utcoffset()
    return 0 if offset is None else (offset.days * 86_400 + offset.seconds) * SECOND + offset.microseconds


def _change(tz: ZoneInfo, before: int, after: int) -> int:
    """The second in which the offset changes between two instants; no zone changes twice in a day."""
    old = _offset(tz, before)
    while after - before > SECOND:
        middle = (before + after) // 2 // SECOND * SECOND
        before, after = (middle, after) if _offset(tz, middle) == old else (before, middle)
    return after
