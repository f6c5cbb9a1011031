"""What the sweep reads of a judgment: its duty rows column by column, and the local days that it has to go through."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dutybound.duties.calendar import FIRST_DAY, LAST_DAY
from dutybound.engine.local_days import days_of, starts_of
from dutybound.engine.relation import Judgment, Numbers
from dutybound.insight.sweep import Rows


@dataclass(frozen=True)
class Window:
    """Local days from `first` on: the first instant of each, and of the day after the last."""

    first: int
    starts: Numbers

    @property
    def days(self) -> int:
        return len(self.starts) - 1


def rows_of(judgment: Judgment) -> Rows:
    """The rows of a judgment, none of them copied where it can be helped."""
    columns = [judgment.numbers(name) for name in Rows._fields[:-1]]
    cannot = np.asarray(judgment.duties.column("unassessable").is_valid())
    return Rows._make(_read_only(values) for values in (*columns, cannot))


def _read_only(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """One type for what is compiled, whether Arrow lent the values or numpy made them."""
    seen = np.ascontiguousarray(values).view()
    seen.flags.writeable = False
    return seen


def window_of(judgment: Judgment, rows: Rows, last: int) -> Window:
    """From the first day on which anything is known of a judgment to the day `last`; one day at least."""
    programme = judgment.programme
    begins = np.maximum(rows.known_from, rows.owed_from)
    holds = judgment.courses[1][judgment.courses[2] != 0]
    if programme.valid_from is not None:
        holds = np.maximum(holds, programme.valid_from)
    earliest = min((int(some.min()) for some in (begins, holds) if len(some)), default=0)
    calendar = programme.calendar
    clipped = min(max(earliest, calendar.starts_at(FIRST_DAY)), calendar.starts_at(LAST_DAY))
    first = min(int(days_of(np.array([clipped]), calendar)[0]), last)
    return Window(first, starts_of(calendar)[first : max(last, first) + 2])
