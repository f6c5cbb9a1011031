"""Civil time against libraries that know nothing of ours: zoneinfo day by day, dateutil, numpy's business days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.duties.calendar import Calendar, add_months, date_of, day_number, instant_of
from dutybound.duties.limits import NOT_WORKING, Limit, Unit, hours

CALENDARS = [Calendar("Europe/London", "GB-ENG"), Calendar("Europe/Rome", "IT"), Calendar("Europe/Amsterdam", "NL")]
DATES = st.dates(date(1970, 1, 3), date(2090, 12, 31))


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda one: one.zone)
def test_every_local_day_begins_when_its_zone_says(calendar: Calendar) -> None:
    zone = ZoneInfo(calendar.zone)
    for day in range(3, 40_000):
        midnight = datetime.combine(date_of(day), datetime.min.time(), zone).astimezone(UTC)
        assert calendar.starts_at(day) == instant_of(midnight)


@settings(deadline=None)
@given(st.sampled_from(CALENDARS), st.datetimes(datetime(1970, 1, 3), datetime(2090, 1, 1)))
def test_an_instant_lies_on_its_local_day(calendar: Calendar, moment: datetime) -> None:
    instant = instant_of(moment.replace(tzinfo=UTC))
    assert date_of(calendar.day_of(instant)) == moment.replace(tzinfo=UTC).astimezone(ZoneInfo(calendar.zone)).date()


@given(DATES, st.integers(-60, 60))
def test_months_clamp_to_the_end_of_the_month(day: date, count: int) -> None:
    assert date_of(add_months(day_number(day), count)) == day + relativedelta(months=count)


@settings(deadline=None)
@given(st.sampled_from(CALENDARS), DATES, st.integers(1, 60))
def test_working_days_are_those_that_numpy_counts(calendar: Calendar, day: date, count: int) -> None:
    closed = np.array([date_of(one) for one in calendar.holidays], dtype="datetime64[D]")
    expected = np.busday_offset(np.datetime64(day), 0, roll="backward", holidays=closed)
    expected = np.busday_offset(expected, count, holidays=closed)
    assert date_of(calendar.add_days(day_number(day), count, NOT_WORKING)) == expected.astype(date)


@settings(deadline=None)
@given(st.sampled_from(CALENDARS), DATES, st.integers(1, 60))
def test_counting_back_undoes_counting_ahead(calendar: Calendar, day: date, count: int) -> None:
    working = Limit(count, Unit.DAY, NOT_WORKING)
    start = calendar.add_days(day_number(day), 1, NOT_WORKING)
    assert calendar.days_back(calendar.add_days(start, count, NOT_WORKING), working) == start


def test_known_holidays() -> None:
    england, italy = CALENDARS[0].holidays, CALENDARS[1].holidays
    assert day_number(date(2016, 3, 28)) in england  # Easter Monday
    assert day_number(date(2012, 6, 5)) in england  # Diamond Jubilee
    assert day_number(date(2013, 4, 25)) in italy  # Liberation
    assert day_number(date(2013, 4, 25)) not in england


def test_what_lies_outside_the_table_is_refused() -> None:
    with pytest.raises(DutyboundError, match="outside 1970 to 2099"):
        CALENDARS[0].day_of(instant_of(datetime(2101, 1, 1, tzinfo=UTC)))
    with pytest.raises(DutyboundError, match="no time zone"):
        _ = Calendar("Europe/Londn", "GB-ENG").starts
    with pytest.raises(DutyboundError, match="no holidays are known"):
        _ = Calendar("Europe/London", "XX").holidays


@pytest.mark.parametrize("count", [-1, 1.5, True])
def test_a_limit_is_a_whole_number_of_units(count: object) -> None:
    with pytest.raises(DutyboundError, match="whole number"):
        hours(count)  # type: ignore[arg-type]


def test_an_hour_is_an_hour_over_the_night_of_the_change() -> None:
    london = CALENDARS[0]
    day = day_number(date(2016, 3, 27))
    assert london.starts_at(day + 1) - london.starts_at(day) == timedelta(hours=23) // timedelta(microseconds=1)
