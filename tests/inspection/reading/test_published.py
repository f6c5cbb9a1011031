"""Every published page in hand, against what was taken from it by hand; and against grades compiled from elsewhere."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dutybound.inspection.grades import Grade, grade_in
from dutybound.inspection.reading.reading import read_report
from dutybound.inspection.reading.report import Basis, Layout, ReadPillar, ReadQuestion, ReadReport
from tests.data import shared_data

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("published.toml").read_text(encoding="utf-8")
)
LAYOUTS = {
    "A": Layout.FULL,
    "B": Layout.BARE,
    "C": Layout.LOST_WORDS,
    "L": Layout.LANDING,
    "N": Layout.AREAS,
}
SEEN = {"printed": "p", "in prose": "w", "not seen": "-"}
NAME = re.compile(r"^(?P<force>[a-z-]+?)-(?:(?P<pillar>effectiveness|efficiency|legitimacy)|landing|leadership|peel)-"
                  r"(?P<cycle>20\d\d(?:-\d\d)?)(?:-detailed|-interim)?$")  # fmt: skip


def read(name: str) -> ReadReport:
    return read_report(shared_data("peel/reports") / f"{name}.txt", {})


def told(question: ReadQuestion) -> str:
    basis = "" if question.basis in (Basis.INSPECTED, Basis.UNGRADED) else f" {question.basis}"
    origin = f" {question.origin}" if question.origin else ""
    return f"{question.grade.grade} {SEEN[question.grade.seen]}{basis}{origin}, {len(question.findings)}"


def before(pillar: ReadPillar | None) -> str:
    found = pillar.before if pillar else None
    return " ".join(str(one) for one in (found.direction, found.grade) if one) if found else ""


def pillar_of(report: ReadReport) -> ReadPillar | None:
    return next(iter(report.pillars), None)


def test_every_file_is_expected_and_every_expected_file_is_there() -> None:
    with (shared_data("peel/reports") / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row["layout"] for row in csv.DictReader(file, delimiter="\t") if row["file"][0] != "."}
    assert {name.removesuffix(".txt") for name in rows} == set(EXPECTED)
    assert {name.removesuffix(".txt"): layout[0] for name, layout in rows.items()} == {
        name: one["layout"] for name, one in EXPECTED.items()
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_says_what_was_taken_from_it_by_hand(name: str) -> None:
    report, expected, parts = read(name), EXPECTED[name], NAME.match(name)
    assert parts is not None
    assert report.layout is LAYOUTS[expected["layout"]]
    assert report.force is not None
    assert report.force.slug == parts["force"]
    assert (report.cycle or "").replace("/", "-") == parts["cycle"]
    assert report.updated == expected.get("updated")
    pillars = {one.name: f"{one.grade.grade} {SEEN[one.grade.seen]}" for one in report.pillars if one.name}
    assert pillars == expected.get("pillars", {})
    assert [told(one) for one in report.questions()] == expected.get("questions", [])
    assert before(pillar_of(report)) == expected.get("before", "")
    assert [one.clash for one in report.contradictions] == expected.get("clashes", [])
    assert [one for one in (report.areas_inspected, report.areas_graded) if one] == expected.get("areas", [])
    assert [day for what, day in report.dates if what == "updated in part"] == [
        day for day in [expected.get("added")] if day
    ]


@pytest.mark.parametrize("name", [name for name, one in EXPECTED.items() if one["layout"] == "C"])
def test_where_words_were_lost_it_is_said(name: str) -> None:
    assert any("lost its lines of one word" in one for one in read(name).not_seen)


@pytest.mark.parametrize("name", [name for name, one in EXPECTED.items() if one["layout"] == "N"])
def test_grades_in_a_picture_are_not_seen(name: str) -> None:
    report = read(name)
    assert list(report.questions()) == []
    assert any("are said to be graded, and 0 grades could be seen" in one for one in report.not_seen)


def compiled() -> Iterator[tuple[tuple[str, str, str], str]]:
    """Overall grades of pillars as compiled from many sources: force, cycle and pillar."""
    with shared_data("peel/peel_pillar_grades.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield (row["force_slug"], row["cycle"].replace("/", "-"), row["pillar"]), row["grade"]


@pytest.mark.parametrize("name", [name for name in EXPECTED if (parts := NAME.match(name)) and parts["pillar"]])
def test_no_overall_grade_differs_from_the_compiled_one(name: str) -> None:
    parts, pillar = NAME.match(name), pillar_of(read(name))
    assert parts is not None
    assert pillar is not None
    known = {grade_in(grade) for key, grade in compiled() if key == (parts["force"], parts["cycle"], parts["pillar"])}
    if isinstance(pillar.grade.grade, Grade) and known:
        assert pillar.grade.grade in known
