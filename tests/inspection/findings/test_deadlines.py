"""Deadlines in the words of reports, and the clock of 56 days."""

from datetime import date

import pytest

from dutybound.inspection.findings.deadlines import deadline, impossible_day, respond_by

PUBLISHED = date(2017, 2, 9)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("within six months", "2017-08-09"),
        ("Within three months of publication.", "2017-05-09"),
        ("within 28 days of the publication of this report", "2017-03-09"),
        ("within 28 days beginning with the day of publication", "2017-03-08"),
        ("within 20 working days", "2017-03-09"),
        ("within a year", "2018-02-09"),
        ("by 31 March 2015", "2015-03-31"),
        ("not later than 31 March 2015", "2015-03-31"),
        ("before 1 April 2016", "2016-03-31"),
        ("by the end of February 2016", "2016-02-29"),
        ("by the end of 2016", "2016-12-31"),
        ("by 5/4/2016", "2016-04-05"),
        ("by 2016-04-05", "2016-04-05"),
        ("with immediate effect", "2017-02-09"),
    ],
)
def test_words_that_name_a_day(words: str, on: str) -> None:
    told = deadline(words, PUBLISHED)
    assert (told.on, told.words) == (date.fromisoformat(on), words)
    assert told.rule


@pytest.mark.parametrize(
    "words",
    ["as soon as possible", "by March 2015", "by 31 March", "by Easter", "by Monday", "by 5/4/16", "by 31/02/2015",
     "within six months of the start of the pilot", "at the next inspection", "by 2016"],
)  # fmt: skip
def test_words_that_name_no_day_stay_words(words: str) -> None:
    told = deadline(words, PUBLISHED)
    assert (told.on, told.words, told.rule) == (None, words, "the words name no day")


def test_months_end_where_a_month_is_shorter() -> None:
    assert deadline("within six months", date(2016, 8, 31)).on == date(2017, 2, 28)


@pytest.mark.parametrize("words", ["within six months", "with immediate effect"])
def test_nothing_is_counted_from_an_unknown_day(words: str) -> None:
    told = deadline(words, None)
    assert told.on is None
    assert "not known" in told.rule


def test_the_day_of_publication_is_day_one_of_56() -> None:
    assert respond_by(date(2017, 3, 2)) == date(2017, 4, 26)


@pytest.mark.parametrize("words", ["within 99999 years", "within 9999999999 working days", "within 99999999 days"])
def test_a_number_beyond_any_calendar_names_no_day(words: str) -> None:
    told = deadline(words, PUBLISHED)
    assert told.on is None
    assert "longer than any deadline" in told.rule


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by 31 February 2017", "31 February 2017"),
        ("by the 31st of June", "31st of June"),
        ("no later than 29 February 2015", "29 February 2015"),
        ("by June 31, 2018", "June 31, 2018"),
        ("by 31 Sept 2018", "31 Sept 2018"),
        ("by 2017-02-31", "2017-02-31"),
        ("by 29 February 2016", ""),
        ("by 29 February", ""),
        ("by 31 December 2016", ""),
        ("by March 2017", ""),
        ("after 40 decisions, and 32 marches", ""),
        ("within six months", ""),
        ("by 31 february", "31 february"),
        ("31 February is the day", "31 February"),
        ("by 35 may", "35 may"),
        ("before the 31 Sep", "31 Sep"),
        ("on Feb 30", "Feb 30"),
        ("not later than 31 Feb", "31 Feb"),
        ("by the end of 31 Apr", "31 Apr"),
        ("the 35th may", "35th may"),
        ("Sep 31st", "Sep 31st"),
        ("up to 31 Feb 2017", "31 Feb 2017"),
        ("up to Feb 31, 2017", "Feb 31, 2017"),
        ("as soon as paragraph 35 may be met", ""),
        ("as soon as paragraph 35 may be met, and by 31 June", "31 June"),
        ("as section 32 sep. of the manual says", ""),
        ("when it may 35 times be met", ""),
        ("once nearby 35 may be met", ""),
        ("no fewer than 35 may be met", ""),
    ],
)
def test_a_day_that_no_calendar_has_is_found(words: str, day: str) -> None:
    assert impossible_day(words) == day
    if day:
        assert deadline(words, PUBLISHED).on is None
        assert deadline(words, PUBLISHED).rule == f"{day} is a day that there is not"
