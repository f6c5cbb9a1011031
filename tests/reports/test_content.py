"""What the report says is what was found, every count leads to its duties, and nobody is named."""

import csv
import re
from copy import copy
from dataclasses import replace

import duckdb
import pyarrow.parquet as pq
import pytest

from dutybound.cli.writing import as_tally
from dutybound.duties.duty import State
from dutybound.insight.tally import Tally
from dutybound.reports.building import report_of
from dutybound.reports.contents import LeftOut, StandardShown
from dutybound.reports.rendering import page_of
from tests.reports.conftest import INVESTIGATIONS, Made
from tests.reports.parsed import Page, parsed

HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&amp;{{ 7*7 }}"


def section(made: Made, name: str) -> tuple[StandardShown, str]:
    """A standard, and all that its section says."""
    (shown,) = (one for one in made.report.standards if one.standard.id == name)
    (article,) = (one for one in made.page.all("article") if one.attributes["aria-labelledby"] == shown.place)
    return shown, " ".join(article.text.split())


def test_every_standard_says_what_it_is_and_where_it_comes_from(made: Made) -> None:
    assert len(made.report.standards) == 11
    for one in made.report.standards:
        _, text = section(made, one.standard.id)
        assert one.standard.sentence in text
        assert one.standard.source in text
        assert f"Owed by: {one.standard.owed_by}" in text
        for version in one.versions:
            assert f"Version {version.version}" in text
        for entry in one.policies:
            assert entry.id in text
            assert entry.written() in text


def test_a_project_default_says_each_time_that_it_is_no_guidance(made: Made) -> None:
    marks = [one for one in made.page.all("span") if one.attributes.get("class", "").startswith("mark")]
    policies = sum(len(one.policies) for one in made.report.standards)
    assert len(marks) == len(made.report.standards) + policies
    for one in marks:
        assert "not national guidance" in one.text
    for cell in made.page.all("td"):
        assert cell.text not in ("law", "guidance", "force")  # the layer of a stand-in is never shown bare


def test_a_published_figure_is_shown_as_published(made: Made) -> None:
    shown, _ = section(made, "supervised")
    entry = replace(shown.policies[0], mark="published", layer="law", source="Act 1, section 2")
    page = parsed(page_of(replace(made.report, standards=(replace(shown, policies=(entry,)),))))
    texts = [cell.text for cell in page.all("td")]
    assert {"Published", "law"} <= set(texts)


def test_the_figures_are_those_of_measures_json(made: Made) -> None:
    for one in made.report.standards:
        written = as_tally(made.assessment.tallies[one.standard.id], None, True)
        shown, text = section(made, one.standard.id)
        for state in State:
            assert shown.count(state) == written[state.value]
        assert f"owed in all{written['owed']:,}the sum of the eight" in text
        if written["rate"]:
            assert f"{written['rate']['part']:,} of {written['rate']['whole']:,} due" in text
        assert f"{written['history']}" in text


def test_every_count_is_that_of_its_filter_on_the_duties(made: Made) -> None:
    ways = [(one.standard.id, way) for one in made.report.standards for way in one.ways]
    assert len(ways) > 50
    with duckdb.connect() as connection:
        for name, way in ways:
            query = f"SELECT count(*) FROM read_parquet('{made.assessed.duties}') WHERE {way.filter}"
            assert connection.execute(query).fetchall() == [(way.count,)], (name, way)
            assert way.filter in section(made, name)[1]


def test_how_late_is_counted_by_the_day(made: Made) -> None:
    """Against every duty of the log, one by one, in local days."""
    calendar, late = made.assessed.calendar, []
    for row in pq.read_table(made.assessed.duties).to_pylist():
        if row["standard"] == "supervised" and row["state"] in ("overdue", "met_late", "missed"):
            until = {"met_late": row["met_at"], "missed": row["ended_at"]}.get(row["state"])
            end = made.assessed.as_at if until is None else int(until.timestamp()) * 1_000_000
            late.append(calendar.day_of(end) - calendar.day_of(int(row["due_at"].timestamp()) * 1_000_000))
    shown, _ = section(made, "supervised")
    assert shown.lateness is not None
    assert sum(band.total for band in shown.lateness.bands) == len(late) == shown.short == 289
    assert shown.lateness.longest == max(late)
    week = shown.lateness.bands[1]
    assert week.total == sum(1 <= days <= 7 for days in late)
    assert shown.lateness.bands[0].total == late.count(0)
    assert shown.lateness.median == sorted(late)[len(late) // 2]


def test_a_recurring_standard_is_charted_by_month_ends_and_another_by_month_due(made: Made) -> None:
    supervised, _ = section(made, "supervised")
    planned, _ = section(made, "planned")
    assert supervised.history is not None
    assert planned.history is not None
    tally = made.assessment.tallies["supervised"]
    ends = {day: tally.in_date(day) for day in tally.month_ends}
    assert [(point.part, point.whole) for point in supervised.history.points] == [ends[day] for day in sorted(ends)]
    months = made.assessment.tallies["planned"].months
    assert [point.part for point in planned.history.points] == [months[one][State.MET] for one in sorted(months)]
    assert planned.history.points[-1].when == "Jun 2016"


def test_a_month_that_is_not_over_is_no_point_of_the_chart(made: Made) -> None:
    tally = made.assessment.tallies["planned"]
    calendar = tally.calendar
    earlier = replace(tally, as_at=tally.as_at - 86_400_000_000)  # the end of 29 June
    assert calendar.local_text(earlier.as_at) == "2016-06-29"
    report = report_of(replace(made.assessed, tallies={"planned": earlier}))
    history = report.standards[0].history
    assert history is not None
    assert history.points[-1].when == "May 2016"
    assert history.left_out is not None
    assert history.left_out.when == "Jun 2016"


def test_a_change_of_policy_is_drawn_and_said(made: Made) -> None:
    shown, text = section(made, "supervised")
    assert shown.history is not None
    assert [when for when, _ in shown.history.changes] == ["Apr 2016"]
    assert "policy changed (investigation.review: high: 7 days, medium: 14 days, standard: 28 days" in text


def test_what_matters_comes_first_and_in_its_order(made: Made) -> None:
    summary = made.report.summary
    overdue = [int(item.words.split()[0]) for item in summary.owed]
    assert overdue == sorted(overdue, reverse=True)
    assert summary.carrying[0].title == "Supervised"
    assert [item.title for item in summary.worse] == ["Held"]
    assert {item.title for item in summary.untold} == {"First contact", "Kept informed"}
    headings = [element.text for element in made.page.all("h2", "h3")]
    assert headings.index("What is slipping") < headings.index("Standard by standard") < headings.index("Measures")


class Blind(Tally):
    """A tally that may show no rate."""

    shows_rate = False  # type: ignore[assignment]


def test_too_few_assessable_gives_no_rate_no_history_and_says_so(made: Made) -> None:
    blind = copy(made.assessment.tallies["planned"])
    blind.__class__ = Blind
    report = report_of(replace(made.assessed, tallies={"planned": blind}))
    (shown,) = report.standards
    assert (shown.rate, shown.headline, shown.history) == (None, None, None)
    page = " ".join(parsed(page_of(report)).one("main").text.split())
    assert "No rate is shown: more than 20% of the subjects, or of the duties, cannot be assessed" in page
    assert "No history is shown: too few can be assessed" in page


def test_the_top_says_what_the_reader_must_know(made: Made) -> None:
    head = made.page.one("header").text
    assert "Not for publication: small counts are not suppressed" in head
    assert "the end of 30 June 2016" in head
    assert "as it was known at that moment" in head
    later = made.assessment.ground.moment("2016-07-31", "a test")
    hindsight = report_of(replace(made.assessed, known_at=later, suspensions=False))
    head = parsed(page_of(hindsight)).one("header").text
    assert "in hindsight: all that was on record by the end of 31 July 2016" in head
    assert "ignored: every figure is as if no clock had ever stood still" in head


def test_rows_left_out_are_counted_by_what_is_wrong(made: Made) -> None:
    left_out = (LeftOut("review", "held_at", "is missing", 3),)
    page = parsed(page_of(replace(made.report, left_out=left_out, rows_left_out=3)))
    text = " ".join(page.one("main").text.split())
    assert "3 rows of the source are in no figure, because they break a constraint" in text
    assert ["review", "held_at", "is missing", "3"] in [
        [cell.text for cell in page.within(row, "th", "td")] for row in page.all("tr")
    ]


def hostile(made: Made) -> Page:
    """The page of a report whose every name was written by somebody who means harm."""
    one, _ = section(made, "supervised")
    standard = replace(one.standard, sentence=HOSTILE, source=HOSTILE, owed_by=HOSTILE)
    policy = replace(one.policies[0], source=HOSTILE, about=HOSTILE, owner=HOSTILE, id=HOSTILE, value={HOSTILE: 1.0})
    assert one.history is not None
    bad = replace(
        one,
        title=HOSTILE,
        versions=(standard,),
        policies=(policy,),
        reasons=((HOSTILE, 1),),
        notices=((HOSTILE, 1),),
        history=replace(one.history, changes=(("Apr 2016", HOSTILE),)),
    )
    shown = made.report.measures[0]
    measure = replace(shown, measure=replace(shown.measure, sentence=HOSTILE, source=HOSTILE, unit=HOSTILE))
    return parsed(
        page_of(
            replace(
                made.report,
                title=HOSTILE,
                source=HOSTILE,
                standards=(bad,),
                measures=(measure,),
                left_out=(LeftOut(HOSTILE, HOSTILE, HOSTILE, 1),),
                not_delivered=(HOSTILE,),
                notes=(HOSTILE,),
                not_used=(HOSTILE,),
            )
        )
    )


def test_hostile_text_is_shown_as_text(made: Made) -> None:
    page = hostile(made)
    assert page.faults == []
    assert not page.all("script")
    assert all(picture.attributes["src"].startswith("data:") for picture in page.all("img"))
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]
    assert page.one("h1").text == HOSTILE
    assert page.one("main").text.count(HOSTILE) > 15


def test_the_same_assessment_gives_the_same_bytes(made: Made) -> None:
    assert page_of(report_of(made.assessed)) == made.html


def test_no_record_is_named(made: Made) -> None:
    """Not one id of any record of the source stands in the page, nor a hash of one."""
    ids = set()
    for file in (INVESTIGATIONS / "data").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            ids |= {row["id"] for row in csv.DictReader(opened) if "id" in row}
    assert len(ids) > 1000
    words = set(made.html.replace("<", " ").replace(">", " ").replace(",", " ").split())
    assert not ids & words
    assert "hashed-" not in made.html


@pytest.mark.parametrize("name", ["measures.json", "declared_measures.json", "duties.parquet", "excluded.csv"])
def test_the_report_says_where_its_figures_lie(made: Made, name: str) -> None:
    assert name in made.page.one("footer").text


def test_a_standard_and_its_figure_of_two_marks_each_say_what_they_mark(made: Made) -> None:
    shown, _ = section(made, "supervised")
    origin = page_of(replace(made.report, standards=(shown,))).partition('<p class="origin">')[2].partition("</p>")[0]
    assert "The standard:" not in origin
    entry = replace(shown.policies[0], mark="force policy")
    both = replace(shown, policies=(entry,))
    origin = page_of(replace(made.report, standards=(both,))).partition('<p class="origin">')[2].partition("</p>")[0]
    said = " ".join(re.sub("<[^>]*>", " ", origin).split())
    assert said.startswith(
        "The standard: Project default: not law, not national guidance, not the policy of any force "
    )
    assert "Its figure: Force policy Source:" in said


def test_what_is_overdue_is_never_said_to_be_in_time_to_do(made: Made, fines: Made) -> None:
    for one in (made, fines):
        words = {item.title: item.words for item in one.report.summary.owed}
        assert words
        for shown in one.report.standards:
            if shown.title in words:
                gone = "what each had to come before has happened" in words[shown.title]
                assert gone == (shown.standard.form == "before"), shown.title
        assert "can still be done" not in one.html
        assert "Overdue and not done: what is done now is done late." in one.html
    assert any(shown.standard.form == "before" and shown.count(State.OVERDUE) for shown in fines.report.standards)
