"""Change on last year by the rules of last year and by those of this year, for a made-up pair of years."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.weighing import weigh
from dutybound.inspection.writing.gathering import a_year_before, windows_of
from dutybound.reports.saying import percent
from tests.inspection.writing.conftest import Reported

CHANGED = ("investigation.1 / reviewed", "investigation.2 / told")  # of days, and of duties


@pytest.fixture
def framework(beside_last_year: Reported) -> Framework:
    return framework_named(str(beside_last_year.given / "framework.toml"))


def items(reported: Reported, name: str = "report") -> list[str]:
    """What the report says of the change of each practice."""
    page = reported.page(name)
    return [" ".join(one.text.split()) for one in page.all("li") if "the same rules" in one.text
            or "By the rules of last year" in one.text]  # fmt: skip


def counted(folder: Path, framework: Framework, last: bool, name: str) -> str:
    """A share of a practice as the results of one folder have it: "58.0% (58 of 100)"."""
    windows = windows_of(framework)
    question, _, key = name.partition(" / ")
    weighed = weigh(framework.questions(), read_assessed(folder), a_year_before(windows) if last else windows)
    (seen,) = (one.figures.force for one in weighed[question] if one.bearing.key == key)
    assert seen is not None
    return f"{percent(seen.value)} ({seen.part:,} of {seen.whole:,})"


@pytest.mark.parametrize("name", CHANGED)
def test_the_change_is_told_by_the_rules_of_either_year(
    beside_last_year: Reported, framework: Framework, name: str
) -> None:
    assert beside_last_year.crossed is not None
    last_by_this, this_by_last = beside_last_year.crossed
    old = counted(beside_last_year.last, framework, True, name), counted(this_by_last, framework, False, name)
    new = counted(last_by_this, framework, True, name), counted(beside_last_year.this, framework, False, name)
    assert len({*old, *new}) == 4, "the rules tell in either year"
    wanted = (
        f"By the rules of last year: from {old[0]} to {old[1]}. By the rules of this year: from {new[0]} to {new[1]}."
    )
    assert sum(wanted in one for one in items(beside_last_year)) == 1
    (said,) = [one for one in items(beside_last_year) if wanted in one]
    assert re.search(r"By the same rules in both years: [+-][\d.]+ points .*; by the change of rules alone: ", said)
    assert "The two years were not judged by the same rules" in said


def test_what_changed_in_the_rules_alone_is_not_told_as_practice(
    beside_last_year: Reported, framework: Framework
) -> None:
    """Five working days instead of two: a part of the change is the rules' doing, and both parts add up to it."""
    (said,) = [one for one in items(beside_last_year) if one.startswith("Victims are told the outcome, and why.")]
    points = [float(one) for one in re.findall(r"([+-][\d.]+) points", said)]
    assert len(points) == 3
    change, practice, rules = points
    assert change == pytest.approx(practice + rules, abs=0.001)
    assert rules > 0, "the longer limit is the easier one"


def test_a_question_whose_rules_changed_says_so_and_for_which_practices(beside_last_year: Reported) -> None:
    html = beside_last_year.html()
    for question, named in (("investigation-1", "Reviewed"), ("investigation-2", "Told")):
        section = html[html.index(f'id="q-{question}-change"') :]
        note = unescape(re.sub(r"<[^>]+>", "", section[: section.index("<ul")]))
        assert f"The rules of this question changed since last year, for: {named}." in " ".join(note.split())
    assert "outcome.told" in html
    assert "5 working days, where it was 2 working days" in unescape(re.sub(r"<[^>]+>", "", html))


def test_a_practice_of_the_same_rules_in_both_years_says_that(beside_last_year: Reported) -> None:
    (planned,) = [one for one in items(beside_last_year) if one.startswith("Every investigation has a plan")]
    assert "Both years were judged by the same standard and the same policies." in planned
    assert "By the rules of last year" not in planned


def test_a_report_without_other_rules_says_of_no_question_that_they_changed(reported: Reported) -> None:
    text = reported.html()
    assert "Change on last year" in text
    assert "The rules of this question changed" not in text
    assert "By the rules of last year" not in text


def test_the_public_version_tells_no_counts_of_one_year_by_two_rules(beside_last_year: Reported) -> None:
    assert "By the rules of last year" in beside_last_year.html()
    assert "By the rules of last year" not in beside_last_year.html("public")


def test_numbers_of_the_crossed_folders_are_traced_to_them(beside_last_year: Reported) -> None:
    told = json.dumps(beside_last_year.figures)
    for folder in ("last-by-rules-of-this", "this-by-rules-of-last"):
        for file in ("duties.parquet", "days.parquet"):
            assert f"{folder}/{file}" in told
