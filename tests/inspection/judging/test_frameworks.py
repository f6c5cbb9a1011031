"""What bears on the questions is there: ids exist, measures can be tested, the report's areas are covered."""

from functools import cache
from pathlib import Path

import pytest
from tools.judged_beside_published import AREAS

from dutybound.exchange.packs import PRACTICE, packs
from dutybound.inspection.degrees_page import degrees_page
from dutybound.inspection.frameworks.framework import Degree, Framework, Weight
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.records.schema import schema_of_records
from dutybound.standards.discovery import Library, load_library

DOCS = Path(__file__).parents[3] / "docs"


@cache
def library() -> Library:
    return load_library([PRACTICE], schema_of_records(), packs())


@pytest.fixture(params=["peel-2016", "paf-2023-25"])
def framework(request: pytest.FixtureRequest) -> Framework:
    return framework_named(request.param)


def test_every_standard_and_measure_exists(framework: Framework) -> None:
    standards = {one.id for one in library().standards}
    shares = {one.id for one in library().measures if one.unit == "share" and one.better != "neither"}
    bears = [one for asked in framework.questions() for one in asked.bears]
    assert {one.standard for one in bears if one.standard} <= standards
    assert {one.measure for one in bears if one.measure} <= shares


def test_sufficient_asks_for_an_audit_and_an_audit_for_nothing_else(framework: Framework) -> None:
    for asked in framework.questions():
        for one in asked.bears:
            if one.gap is None:
                assert (one.degree is Degree.SUFFICIENT) == (one.audit is not None), one.key


def test_what_can_be_graded_has_a_core(framework: Framework) -> None:
    for asked in framework.questions():
        if asked.bears and asked.graded:
            assert any(one.weight is Weight.CORE for one in asked.bears), asked.key


def test_each_area_for_improvement_has_what_bears_on_it() -> None:
    asked = {one.printed_number: one for one in framework_named("peel-2016").pillars[0].questions}
    for area, (_, keys) in AREAS.items():
        known = {one.key: one for one in asked[area[0]].bears}
        assert set(keys) <= set(known), area
        if area in ("1.1", "1.2", "2.3"):
            assert all(known[key].gap for key in keys), area
        else:
            assert any(known[key].standard for key in keys), area


def test_the_page_of_words_is_fresh() -> None:
    page = (DOCS / "explanation" / "words-of-degree.md").read_text(encoding="utf-8")
    assert page == degrees_page(), "run make reference"
