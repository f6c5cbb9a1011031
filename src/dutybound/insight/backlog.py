"""The backlog at a moment: the duties that are still owed, and how old they are, in local days."""

from dataclasses import dataclass, field

import numpy as np

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import State
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.local_days import days_of
from dutybound.engine.relation import Numbers
from dutybound.insight.states import PLACE

#: The last day of each band but the last, which has no end (project default).
BANDS = (7, 28, 90)


@dataclass(frozen=True)
class Age:
    """So many duties with their ages in days: the median, the oldest, and how many there are in each band."""

    duties: int
    median: float
    oldest: int
    bands: dict[str, int]


def band_names(bands: tuple[int, ...] = BANDS) -> tuple[str, ...]:
    begins = (0, *(last + 1 for last in bands))
    return (*(f"{begin}-{last}" for begin, last in zip(begins, bands, strict=False)), f"over {bands[-1]}")


def age_of(days: Numbers) -> Age | None:
    """None where there is no duty."""
    if not len(days):
        return None
    counts = np.bincount(np.searchsorted(BANDS, days), minlength=len(BANDS) + 1)
    bands = dict(zip(band_names(), counts.tolist(), strict=True))
    return Age(len(days), float(np.median(days)), int(days.max()), bands)


@dataclass
class Ages:
    """The ages of live duties at one moment, collected from states at that moment (`states_at`).

    `owed`: local days since a live duty arose. `late`: local days since an overdue one fell due. Asked for any moment,
    the same rows tell its backlog.
    """

    owed: list[Numbers] = field(default_factory=list)
    late: list[Numbers] = field(default_factory=list)

    def take(self, states: Numbers, owed_from: Numbers, due_at: Numbers, moment: int, calendar: Calendar) -> None:
        today = calendar.day_of(moment)
        is_late = (states == PLACE[State.OVERDUE]) & (due_at != NONE)
        is_live = is_late | (states == PLACE[State.PENDING])
        self.owed.append(today - days_of(owed_from[is_live], calendar))
        self.late.append(today - days_of(due_at[is_late], calendar))

    @property
    def since_owed(self) -> Age | None:
        return age_of(_joined(self.owed))

    @property
    def since_due(self) -> Age | None:
        return age_of(_joined(self.late))


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
