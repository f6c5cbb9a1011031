"""How old the backlog is, against dates written out."""

import numpy as np

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import State
from dutybound.duties.limits import DAY, HOUR
from dutybound.engine.columnar.shapes import NONE
from dutybound.insight.backlog import Age, Ages, age_of, band_names
from dutybound.insight.states import PLACE

LONDON = Calendar("Europe/London", "GB-ENG")


def test_bands_leave_nothing_out() -> None:
    assert band_names() == ("0-7", "8-28", "29-90", "over 90")
    edges = age_of(np.array([0, 7, 8, 28, 29, 90, 91, 4000]))
    assert edges == Age(8, 28.5, 4000, {"0-7": 2, "8-28": 2, "29-90": 2, "over 90": 2})


def test_only_what_is_still_owed_has_an_age_and_only_what_is_late_a_lateness() -> None:
    noon = lambda day: LONDON.starts_at(day) + 12 * HOUR
    states = np.array([PLACE[one] for one in (State.PENDING, State.OVERDUE, State.MET_LATE, State.OVERDUE)])
    owed = np.array([noon(17000), noon(16900), noon(16000), noon(16999)])
    due = np.array([NONE, LONDON.ends_at(16990), noon(16100), noon(17000) - 6 * HOUR])
    ages = Ages()
    ages.take(states, owed, due, noon(17000), LONDON)
    assert ages.since_owed == Age(3, 1, 100, {"0-7": 2, "8-28": 0, "29-90": 0, "over 90": 1})
    assert ages.since_due == Age(2, 5, 10, {"0-7": 1, "8-28": 1, "29-90": 0, "over 90": 0})


def test_days_are_local_also_where_a_night_lost_an_hour() -> None:
    begins = LONDON.starts_at(16520)  # 2015-03-26; clocks went forward on the 29th
    ages = Ages()
    at = LONDON.starts_at(16525) + HOUR // 2
    ages.take(np.array([PLACE[State.PENDING]]), np.array([begins]), np.array([NONE]), at, LONDON)
    assert (at - begins) // DAY == 4
    assert ages.since_owed is not None
    assert ages.since_owed.oldest == 5


def test_nothing_owed_has_no_age() -> None:
    assert Ages().since_owed is None
