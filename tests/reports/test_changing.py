"""What the report says of months: a change is never denied, and little is never called much."""

import re
from dataclasses import replace

import pytest

from dutybound.insight.control_chart import Rule, control_chart
from dutybound.reports import histories
from dutybound.reports.building import report_of
from dutybound.reports.changing import change_label, change_sentence
from dutybound.reports.contents import History, Point, StandardShown
from dutybound.reports.histories import history_of
from dutybound.reports.rendering import page_of
from dutybound.reports.summarising import summary_of
from tests.reports.conftest import Made
from tests.reports.parsed import parsed

MONTHS = [f"{month} {year}" for year in (2014, 2015, 2016) for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")]  # fmt: skip
STEADY = [90, 92, 88, 91, 89, 90, 93, 87, 90, 91, 89, 90] * 2
#: Kept for a year and a half, then fallen, and back among the limits in the last month: those were widened by the fall.
COLLAPSED = [*STEADY[:18], 88, 55, 40, 32, 30, 70]


def history(values: list[int], whole: int = 100, gaps: bool = False) -> History:
    """Months of so many in a hundred, charted as any are."""
    chart = control_chart([value / 100 for value in values])
    assert chart is not None
    points = tuple(
        Point(MONTHS[place], value * whole // 100, whole, tuple(rule.value for rule in Rule if rule in broken),
              chart.direction(place))
        for place, (value, broken) in enumerate(zip(values, chart.broken, strict=True))
    )  # fmt: skip
    return History("met in time, by month of the due date", "met in time of what fell due in", "as it was known",
                   points, len(points), chart.mean, chart.low, chart.high, chart.is_provisional, gaps)  # fmt: skip


def with_history(made: Made, told: History) -> StandardShown:
    return replace(made.report.standards[0], history=told)


def test_a_collapse_is_not_denied_by_a_month_inside_the_limits_that_it_widened(made: Made) -> None:
    told = history(COLLAPSED)
    assert not told.latest.signals
    worse = sum(point.direction < 0 for point in told.points[-12:])
    assert worse >= 3
    label, sentence = change_label(told), change_sentence(told)
    assert label == f"Inside the limits; worse in {worse} of the last 12 months"
    assert re.search(r"70\.0% .*, inside the limits \(\d+\.\d to \d+(\.\d)?%\)\.", sentence)
    assert f"Of the last 12 months it was worse in {worse}" in sentence
    for denial in ("as before", "average", "None of the last", "about chance"):
        assert denial not in f"{label} {sentence}".lower()
    summary = summary_of([with_history(made, told)])
    assert [item.words.split(";")[0] for item in summary.worse] == [f"worse in {worse} of the last 12 months"]
    html = page_of(replace(made.report, summary=summary))
    assert f"worse in {worse} of the last 12 months" in parsed(html).one("main").text.split("Standard by standard")[0]


def test_as_before_only_where_no_late_month_is_marked() -> None:
    told = history(STEADY)
    assert not told.signals
    assert change_label(told) == "As before"
    # mean 90, the 23 moving ranges sum to 56: 90 - 2.66 * 56 / 23 and 90 + 2.66 * 56 / 23
    assert "inside the limits (83.5 to 96.5%)" in change_sentence(told)
    assert "None of the last 6 months is marked as a change" in change_sentence(told)
    *others, sixth, fifth, fourth, third, second, latest = told.points
    marked = replace(fourth, signals=(Rule.OUTSIDE.value,), direction=1)
    again = replace(told, points=(*others, sixth, fifth, marked, third, second, latest))
    assert change_label(again) == "Inside the limits"
    assert "Of the last 12 months it was better in 1" in change_sentence(again)


@pytest.mark.parametrize(("months", "label"), [(5, "Too few"), (11, "Too few"), (12, "As before")])
def test_few_months_are_too_few_to_tell(made: Made, months: int, label: str) -> None:
    told = history(STEADY[:months])
    assert change_label(told) == ("Too few months to tell" if label == "Too few" else label)
    assert ("too few to tell" in change_sentence(told)) == (label == "Too few")
    summary = summary_of([with_history(made, told)])
    assert summary.too_few == (label == "Too few")
    text = parsed(page_of(replace(made.report, summary=summary))).one("main").text
    assert ("1 standard of 11 has too few months to tell" in text) == (label == "Too few")


def test_the_months_that_were_passed_over_are_said() -> None:
    assert "the last 12 months in which anything was due" in change_label(history(COLLAPSED, gaps=True))


def test_a_month_with_few_is_not_marked_as_a_change(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were there no such floor, months of the same tally would be marked: it is the floor that does it."""
    tally = made.assessment.tallies["held"]
    told = history_of(tally, (), False)
    assert told is not None
    most = max(point.whole for point in told.points)
    assert told.signals
    monkeypatch.setattr(histories, "FEWEST", most + 1)
    floored = history_of(tally, (), False)
    assert floored is not None
    assert floored.signals == 0
    assert [(point.part, point.whole) for point in floored.points] == [(one.part, one.whole) for one in told.points]


def test_no_marked_month_of_the_example_has_few(made: Made) -> None:
    points = [point for one in made.report.standards if one.history for point in one.history.points]
    assert any(point.whole < 10 for point in points)
    assert all(point.whole >= 10 for point in points if point.signals)


def test_a_latest_month_with_few_tells_nothing() -> None:
    told = history(STEADY)
    few = replace(told, points=(*told.points[:-1], Point("Dec 2015", 0, 2)))
    assert change_label(few) == "Too few in Dec 2015 to tell"
    assert "(0 of 2: with fewer than 10 a month is not marked as a change)" in change_sentence(few)


def test_the_floor_is_named_as_a_default_of_the_project(made: Made) -> None:
    text = " ".join(parsed(page_of(report_of(made.assessed))).one("main").text.split())
    assert "fewer than 10 duties were due, or subjects live, is shown and not marked (project default)" in text
