"""What the first page says of the whole: it adds up, and says how it was known and which time it covers."""

import re
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from dutybound.duties.duty import State
from dutybound.reports.building import report_of
from dutybound.reports.rendering import page_of
from tests.reports.conftest import FINES, Made
from tests.reports.parsed import parsed


@pytest.fixture(params=["made", "fines"])
def one(request: pytest.FixtureRequest) -> Made:
    """Each example in its turn."""
    found: Made = request.getfixturevalue(request.param)
    return found


def words(made: Made, part: str = "main") -> str:
    return " ".join(made.page.one(part).text.split())


def first_sentences(made: Made) -> str:
    return words(made).split("What could be judged")[0].removeprefix("What matters most").strip()


def test_the_numbers_in_words_sum_to_what_was_owed(one: Made) -> None:
    """What could be judged is the first number; what could not is beside it, and not before it."""
    judged, *parts = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", first_sentences(one))]
    query = "SELECT count(*) FROM read_parquet(?) WHERE state IS NOT NULL"
    (owed,) = duckdb.execute(query, [str(one.assessed.duties)]).fetchone() or (0,)
    assert (judged, sum(parts), len(parts)) == (owed - parts[-1], owed, len(State))


def test_what_lapsed_and_what_was_excused_are_named(made: Made) -> None:
    lapsed, excused = made.report.total(State.LAPSED), made.report.total(State.EXCUSED)
    assert lapsed > 1 < excused
    assert f"{lapsed} lapsed: no longer owed, because the subject ended in time" in first_sentences(made)
    assert f"{excused} were excused" in first_sentences(made)


def test_a_source_without_recorded_times_is_never_said_to_show_what_was_known(fines: Made) -> None:
    head = words(fines, "header")
    assert "as now known: the source does not say when anything was recorded" in head
    assert "as it was known" not in head
    assert {shown.history.known for shown in fines.report.standards if shown.history} == {fines.report.seen}


def test_the_head_says_where_standards_differ(made: Made, fines: Made) -> None:
    tallies = {**made.assessment.tallies, "sent": fines.assessment.tallies["sent"]}
    head = parsed(page_of(report_of(replace(made.assessed, tallies=tallies)))).one("header").text
    assert "as it was known at that moment; but 1 standard of 12 (Sent) as now known" in head


def test_a_headline_says_which_years_it_covers(one: Made) -> None:
    text = words(one)
    for shown in one.report.standards:
        if shown.standard.recurs or shown.headline is None:
            continue
        query = """SELECT min(year(due_at)), max(year(due_at)) FROM read_parquet(?) WHERE standard = ?
                   AND state IN ('met', 'met_late', 'overdue', 'missed') AND epoch_us(due_at) <= ?"""
        found = [str(one.assessed.duties), shown.standard.id, one.assessed.as_at]
        ((first, last),) = duckdb.execute(query, found).fetchall()
        assert shown.covers == f"fell due {first} to {last}"
        assert f"{shown.headline_name}{shown.covers}" in text.replace(f"{shown.headline_name} ", shown.headline_name)


def test_years_of_what_recurs_are_those_of_its_days(made: Made) -> None:
    (supervised,) = (shown for shown in made.report.standards if shown.standard.id == "supervised")
    assert supervised.covers == "days 2015 to 2016"


def test_the_last_twelve_months_stand_beside_the_headline(fines: Made) -> None:
    (sent,) = (shown for shown in fines.report.standards if shown.standard.id == "sent")
    query = """SELECT count(*) FILTER (state = 'met'), count(*) FROM read_parquet(?) WHERE standard = 'sent'
               AND state IN ('met', 'met_late', 'overdue', 'missed')
               AND timezone('Europe/Rome', due_at) BETWEEN '2012-07-01' AND '2013-06-30 23:59:59.999999'"""
    ((part, whole),) = duckdb.execute(query, [str(fines.assessed.duties)]).fetchall()
    assert sent.last_year is not None
    assert sent.last_year.when == "Jul 2012 to Jun 2013"
    assert (sent.last_year.part, sent.last_year.whole) == (part, whole)
    assert 0 < whole < sum(count for state, count in sent.states if state.in_rate)
    glance = words(fines).split("Standard by standard")[0]
    assert f"({part} of {whole})" in glance


def test_a_month_that_is_not_over_is_in_no_last_year(fines: Made) -> None:
    sent = replace(fines.assessment.tallies["sent"], as_at=fines.assessed.as_at - 86_400_000_000)
    (shown,) = report_of(replace(fines.assessed, tallies={"sent": sent})).standards
    assert shown.last_year is not None
    assert shown.last_year.when == "Jun 2012 to May 2013"


def test_a_history_shorter_than_a_year_has_no_last_year(fines: Made) -> None:
    sent = fines.assessment.tallies["sent"]
    months = {month: states for month, states in sent.months.items() if month > "2012-07"}
    cut = replace(sent)
    cut.months = months
    (shown,) = report_of(replace(fines.assessed, tallies={"sent": cut})).standards
    assert shown.last_year is None
    assert shown.headline is not None


def test_the_head_says_up_to_when_the_records_reach(made: Made) -> None:
    head = words(made, "header")
    assert "Looked atthe end of 30 June 2016" in head.replace("Looked at ", "Looked at")
    assert "2016-09-30 15:55 (the latest review.entered_at stands for data_as_at" in head
    assert "Data as at" not in head
    assert "further than the records reach" not in head


def test_a_moment_beyond_the_records_is_said_on_the_first_page(made: Made, fines: Made) -> None:
    latest = max(line.split(",")[3][:10] for line in (FINES / "made_up.csv").read_text().splitlines()[1:])
    assert fines.report.beyond == ""
    later = replace(fines.assessed, as_at=fines.assessment.ground.moment("2013-07-10", "a test"))
    head = parsed(page_of(report_of(later))).one("header").text
    days = (date(2013, 7, 10) - date.fromisoformat(latest)).days
    assert f"to {latest} (the latest" in head
    assert f"This looks {days} days further than the records reach. What was done since then is not in them" in head
    same_day = replace(made.assessed, as_at=made.assessment.ground.moment("2016-09-30", "a test"))
    assert report_of(same_day).beyond == ""
    day_after = replace(made.assessed, as_at=made.assessment.ground.moment("2016-10-01T00:00", "a test"))
    assert report_of(day_after).beyond.startswith("This looks 1 day further")


def test_a_first_extract_shows_what_it_tells_first_and_the_rest_folded(first: Made) -> None:
    """Four columns without recorded times: one standard can be judged, and how it was known must not be claimed."""
    report = first.report
    assert [one.standard.id for one in report.telling] == ["reviewed"]
    assert report.standards[0] is report.telling[0]
    (folded,) = [one for one in first.page.all("summary") if one.text.startswith(f"{len(report.silent)} standards of")]
    assert folded.text.endswith("of which nothing could be judged: nothing was owed that could be assessed")
    assert first_sentences(first).startswith("Of 275 duties that could be judged, 91 were done in time")
    assert report.seen == "as now known: the source does not say when anything was recorded"
    assert {one.history.known for one in report.standards if one.history} == {report.seen}
    part = " ".join(first.page.one("main").text.split())
    assert "No row that the mapping takes was left out. Rows that its where passes over are counted" in part
