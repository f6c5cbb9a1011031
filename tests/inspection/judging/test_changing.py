"""Change on last year under both years' rules: a longer limit is no better practice."""

import json
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutybound.cli.day_file import SCHEMA as DAYS
from dutybound.inspection.frameworks.framework import Comparability, Edge, Window
from dutybound.inspection.judging.assessed import Assessed, read_assessed
from dutybound.inspection.judging.changing import OneYear, Way, changes_of
from tests.inspection.judging.made_up import WINDOW, bearing, everywhere, framework, question, results

WINDOWS: dict[str, Window] = {"q.1": WINDOW}


def year(folder: Path, own: float, by_other: float | None = None) -> OneYear:
    """A year's share by its own rules, and of the same subjects by the other year's."""
    one = read_assessed(results(folder / "own", {"one": everywhere(own)}, 10, folder.name))
    if by_other is None:
        return OneYear(one, None, WINDOWS)
    other = read_assessed(results(folder / "other", {"one": everywhere(by_other)}, 10, folder.name))
    return OneYear(one, other, WINDOWS)


def changed(earlier: OneYear, later: OneYear, edges: tuple[Edge, ...] = ()):
    (found,) = changes_of(framework(question(bearing("one", "most"))), earlier, later, edges)
    return found


def test_the_same_practice_under_a_longer_limit_has_not_improved(tmp_path: Path) -> None:
    found = changed(year(tmp_path / "2015", 0.6, 0.8), year(tmp_path / "2016", 0.8, 0.6))
    assert found.change.value == pytest.approx(0.2)
    assert found.practice.value == pytest.approx(0.0)
    assert found.rules.value == pytest.approx(0.2)
    assert found.way is not Way.IMPROVED


def test_better_under_the_same_rules_is_improved_and_both_parts_add_up(tmp_path: Path) -> None:
    found = changed(year(tmp_path / "2015", 0.5, 0.5), year(tmp_path / "2016", 0.8, 0.8))
    assert found.way is Way.IMPROVED
    assert found.practice.low > 0.2
    assert found.practice.value + found.rules.value == pytest.approx(found.change.value)
    assert changed(year(tmp_path / "a", 0.8, 0.8), year(tmp_path / "b", 0.5, 0.5)).way is Way.DECLINED


def days(folder: Path, share: float) -> Assessed:
    """Results of a standard in days: 20 subjects every day of the window, so many of them within it."""
    results(folder, {"one": share}, 10)
    told = json.loads((folder / "measures.json").read_text())
    told["one"] |= {"form": "every", "days_heeding_clusters": {"whole": 1000, "worth": 100}}
    (folder / "measures.json").write_text(json.dumps(told))
    within = round(share * 20)
    rows = [
        {"standard": "one", "unit": "North", "day": WINDOW.since + timedelta(days=day), "subjects_within": within,
         "subjects_overdue": 20 - within} for day in range(300)
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, schema=DAYS), folder / "days.parquet")
    return read_assessed(folder)


def test_in_days_two_rules_that_show_the_same_tell_no_more_than_one(tmp_path: Path) -> None:
    years = [
        OneYear(days(tmp_path / name / "own", share), days(tmp_path / name / "other", share), WINDOWS)
        for name, share in (("2015", 0.7), ("2016", 0.75))
    ]
    found = changed(*years)
    assert found.practice.value == pytest.approx(0.05)
    assert (found.practice.low, found.practice.high) == pytest.approx((found.change.low, found.change.high))


def test_without_the_other_rules_the_change_says_so(tmp_path: Path) -> None:
    found = changed(year(tmp_path / "2015", 0.5), year(tmp_path / "2016", 0.8))
    assert found.practice is None
    assert "rules' doing" in found.note


def test_how_far_grades_may_be_compared_stands_beside_it(tmp_path: Path) -> None:
    edge = Edge(question="q.1", other="made-up-0:q.1", comparability=Comparability.NOT, why="Another scale")
    found = changed(year(tmp_path / "2015", 0.8), year(tmp_path / "2016", 0.8), (edge,))
    assert found.comparability is Comparability.NOT


def test_what_was_not_judged_in_one_year_cannot_be_told(tmp_path: Path) -> None:
    other = OneYear(read_assessed(results(tmp_path / "x", {"two": 0.9}, 10)), None, WINDOWS)
    found = changed(other, year(tmp_path / "2016", 0.8))
    assert found.way is Way.CANNOT_TELL
    assert "not judged" in found.note
