"""Statements of one report that cannot both be so: what the method finds, misses, and raises without cause."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dutybound.inspection.reading.reading import read_report
from dutybound.inspection.reading.report import Clash
from dutybound.inspection.reading.statements import opposed, statements_in
from tests.data import shared_data

PAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))["pair"]
#: Of the ten opposed pairs and the ten others in each set, as they fell. docs/how-to/read-a-report.md says so.
FOUND = {"first": (10, 0), "second": (8, 1)}


def is_found(pair: dict[str, Any]) -> bool:
    sections = [("the summary", (pair["one"],)), ("question 1", (pair["other"],))]
    return any(opposed(list(statements_in(sections))))


@pytest.mark.parametrize("name", FOUND)
def test_what_it_finds_and_what_it_raises_without_cause(name: str) -> None:
    pairs = [one for one in PAIRS if one["set"] == name]
    assert [one["opposed"] for one in pairs].count(True) == 10 == len(pairs) // 2
    told = sum(is_found(one) for one in pairs if one["opposed"])
    without_cause = sum(is_found(one) for one in pairs if not one["opposed"])
    assert (told, without_cause) == FOUND[name]


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_the_order_of_two_statements_is_of_no_matter(place: int) -> None:
    pair = PAIRS[place]
    assert is_found(pair) == is_found({**pair, "one": pair["other"], "other": pair["one"]})


def test_nothing_is_raised_without_cause_in_the_other_pages_in_hand() -> None:
    """They are short, so this says less than the number of them."""
    pages = sorted(shared_data("peel/reports").glob("*.txt"))
    assert len(pages) == 62
    raised = [one for page in pages for one in read_report(page, {}).contradictions if one.clash is Clash.STATEMENTS]
    assert raised == []
