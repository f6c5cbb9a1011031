"""Which units carry a shortfall, on made-up shares."""

from dataclasses import replace

import duckdb
import pytest

from dutybound.insight.shares import wilson
from dutybound.reports.building import report_of
from dutybound.reports.contents import UnitShare
from dutybound.reports.rendering import page_of
from dutybound.reports.units import units_shown
from tests.reports.conftest import Made
from tests.reports.parsed import parsed


def unit(name: str, part: int, whole: int) -> UnitShare:
    low, high = wilson(part / whole, whole)
    return UnitShare(name, part, whole, whole, low, high)


#: North is large and does as well as all; East does worse; West carries little; Cell is three people.
UNITS = (unit("West", 95, 100), unit("North", 300, 400), unit("East", 40, 100), unit("Cell", 0, 3))


def test_the_fewest_that_carry_four_fifths_the_greatest_part_first() -> None:
    shown = units_shown(UNITS)
    assert shown is not None
    assert [one.unit for one in shown.carrying] == ["North", "East"]
    assert (shown.short, shown.units, shown.withheld) == (168, 4, 1)
    assert 100 + 60 >= 0.8 * shown.short > 100


def test_a_unit_differs_only_where_its_interval_leaves_out_the_whole() -> None:
    shown = units_shown(UNITS)
    assert shown is not None
    assert shown.value == pytest.approx(435 / 603)
    assert {one.unit: shown.differs(one) for one in shown.carrying} == {"North": False, "East": True}


def test_a_unit_that_would_be_a_person_is_never_shown_alone() -> None:
    shown = units_shown((unit("Cell", 0, 4), unit("North", 9, 10)))
    assert shown is not None
    assert [one.unit for one in shown.carrying] == ["North"]
    assert shown.withheld == 1


def test_no_units_and_no_shortfall() -> None:
    assert units_shown(()) is None
    shown = units_shown((unit("North", 10, 10),))
    assert shown is not None
    assert shown.carrying == ()


def test_they_come_from_the_holdings_of_the_source(made: Made) -> None:
    shares = {one.unit: one for one in made.assessed.by_unit["supervised"]}
    query = """SELECT unit, count(*) FILTER (state = 'met'), count(*) FROM read_parquet(?)
               WHERE standard = 'supervised' AND state IN ('met', 'met_late', 'overdue', 'missed') AND unit IS NOT NULL
               AND epoch_us(due_at) <= ? GROUP BY ALL"""
    duties = duckdb.execute(query, [str(made.assessed.duties), made.assessed.as_at]).fetchall()
    assert {(one.unit, one.part, one.whole) for one in shares.values()} == set(duties)
    assert len(shares) == 3
    assert "Which units carry the shortfall" in made.html
    assert "SIM-UNIT-SOUTH" in made.html
    assert "SIM-OFFICER" not in made.html


def test_the_report_shows_them_where_there_are_any(made: Made) -> None:
    assert "Which units carry the shortfall" not in page_of(report_of(replace(made.assessed, by_unit={})))
    html = page_of(report_of(replace(made.assessed, by_unit={"supervised": UNITS})))
    page = parsed(html)
    rows = [[cell.text for cell in page.within(row, "th", "td")] for row in page.all("tr")]
    assert ["North", "100 of 400", "59.5%", "75.0%", "70.5 to 79.0%", "cannot be told apart"] in rows
    (east,) = (row for row in rows if row[0] == "East")
    assert east[1:4] == ["60 of 100", "35.7%", "40.0%"]
    assert east[-1] == "lower"
    assert "Cell" not in html
    assert html.count("Which units carry the shortfall") == 1
    assert "1 unit with fewer than 5 subjects is not shown alone" in page.one("main").text
