"""What a column holds is told by its values."""

from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest

from dutybound.exchange.recognising.columns import Look, alike_in_order, look_at
from dutybound.exchange.recognising.drafts import time_words


def looked(*values: object) -> Look:
    return look_at("a", pa.chunked_array([pa.array(values)]))


def test_it_says_how_much_was_looked_at() -> None:
    """What stands later, in rows or among values that were not looked at, may be written otherwise."""
    few = looked("13/03/2016", "14/03/2016", "14/03/2016")
    assert time_words(few).startswith("100% of its 2 different values in the 3 rows looked at read as %d/%m/%Y")
    hours = [datetime(2016, 1, 1) + timedelta(hours=number) for number in range(6000)]
    many = looked(*(f"{one:%d/%m/%Y %H:%M}" for one in hours))
    assert time_words(many).startswith("100% of 5,000 of its 6,000 different values in the 6,000 rows looked at read")


@pytest.mark.parametrize(
    ("written", "form", "clocked"),
    [
        ("2016-02-25", None, False),
        ("2016-02-25T09:30", None, True),
        ("2016-02-25 09:30:00+01:00", None, True),
        ("25/02/2016", "%d/%m/%Y", False),
        ("25/02/2016 09:30", "%d/%m/%Y %H:%M", True),
        ("25/02/2016 09:30:12", "%d/%m/%Y %H:%M:%S", True),
        ("25/02/2016 09:30 PM", "%d/%m/%Y %I:%M %p", True),
        ("25-Feb-2016", "%d-%b-%Y", False),
        ("25 February 2016", "%d %B %Y", False),
        ("25.02.2016", "%d.%m.%Y", False),
        ("02/25/2016", "%m/%d/%Y", False),
        ("20160225", "%Y%m%d", False),
        ("25/02/16", "%d/%m/%y", False),
        ("2016-02", "%Y-%m", False),
    ],
)
def test_times_are_told_by_how_they_are_written(written: str, form: str | None, clocked: bool) -> None:
    times = looked(written, written, None).times
    assert times is not None
    assert (times.format, times.clocked, times.share) == (form, clocked, 1.0)
    assert times.latest[:7] == "2016-02"


def test_typed_times_need_no_form() -> None:
    day, instant = looked(date(2016, 2, 25)).times, looked(datetime(2016, 2, 25, 9, 30)).times
    assert day is not None
    assert instant is not None
    assert (day.clocked, instant.clocked) == (False, True)


@pytest.mark.parametrize("values", [("A1", "A2"), ("42461", "42462"), ("12", "13"), ("25/02/2016", "none", "later")])
def test_what_is_no_time_is_not_taken_for_one(values: tuple[str, ...]) -> None:
    assert looked(*values).times is None


def test_one_bad_value_in_many_is_passed_over_and_shows_in_the_share() -> None:
    times = looked(*[f"{day:02}/03/2016" for day in range(1, 29)], "unknown").times
    assert times is not None
    assert times.share == pytest.approx(28 / 29)


def test_numbers_as_spreadsheets_count_days_are_named_as_such() -> None:
    assert looked("42461", "42475.5").serials
    assert not looked("42461", "12").serials


def test_a_time_that_is_always_midnight_is_a_day() -> None:
    times = looked("2016-02-25 00:00:00", "2016-02-26 00:00:00").times
    assert times is not None
    assert not times.clocked
    assert "midnight" in times.doubt
    some = looked("2016-02-25 00:00:00", "2016-02-26 10:00:00").times
    assert some is not None
    assert some.clocked


def test_which_comes_first_is_a_doubt_until_another_column_shows_it() -> None:
    plain = [look_at("a", pa.chunked_array([pa.array(["03/02/2016", "04/05/2016"])]))]
    (alone,) = alike_in_order(plain)
    assert alone.times is not None
    assert alone.times.format == "%d/%m/%Y"
    assert "month-first" in alone.times.doubt
    american = look_at("b", pa.chunked_array([pa.array(["02/25/2016"])]))
    settled, _ = alike_in_order([*plain, american])
    assert settled.times is not None
    assert settled.times.format == "%m/%d/%Y"
    assert "shown by 'b'" in settled.times.doubt
    british = look_at("c", pa.chunked_array([pa.array(["25/02/2016"])]))
    (first, *_) = alike_in_order([*plain, british])
    assert first.times is not None
    assert first.times.format == "%d/%m/%Y"
    (undecided, *_) = alike_in_order([*plain, british, american])
    assert undecided.times is not None
    assert "month-first" in undecided.times.doubt


def test_codes_are_counted_where_they_are_few() -> None:
    found = looked("high", "low", "high", None, "  ")
    assert found.codes == (("high", 2), ("low", 1))
    assert (found.rows, found.filled, found.different) == (5, 3, 2)
    assert looked(*[f"A{number}" for number in range(100)]).codes == ()
