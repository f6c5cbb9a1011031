"""What is peculiar to organised crime: diversion kept apart, no sources, and a mission answered item by item."""

import tomllib
from datetime import UTC, datetime

import pytest

from dutybound.duties.calendar import instant_of
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.exchange.packs import PRACTICE
from dutybound.insight.states import NOT_SEEN, STATES, states_at
from dutybound.records.schema import area_of, record_columns, record_models, schema_of_records
from dutybound.standards.own import area_of as area_of_standard
from tests.practice.practice import declaration, library, source

APART = "organised_crime_diversion"
STANDARDS = [one for one in library().standards if area_of_standard(one) == "organised_crime"]
MOMENTS = [instant_of(datetime(2016, month, 28, 12, tzinfo=UTC)) for month in range(1, 7)]


def _tables(area: str) -> set[str]:
    return {model._meta.db_table for model in record_models() if area_of(model).startswith(area)}


def test_nothing_leads_from_a_person_or_a_group_to_a_diversion_project() -> None:
    apart, leads_in = _tables(APART), schema_of_records().relations
    assert apart
    assert not [one for one in leads_in if one.child in apart and one.parent not in apart]


def test_a_place_in_a_project_names_nobody() -> None:
    """Only the project's aim names a group; of whoever has a place there is a reference and nothing else."""
    schema = schema_of_records()
    named = {name: {one.refers_to for one in schema.table(name).columns.values()} - {None} for name in _tables(APART)}
    assert {name: parents - _tables(APART) for name, parents in named.items() if parents - _tables(APART)} == {
        "project_aim": {"threat"}
    }


def test_no_column_names_a_source() -> None:
    columns = [column for model in record_models() if area_of(model).startswith("organised_crime")
               for column in record_columns(model)]  # fmt: skip
    words = ("chis", "informant", "handler", "interception", "surveillance", "source_")
    assert columns
    assert not [column for column in columns if any(word in column.name for word in words)]


def test_every_standard_and_measure_answers_an_item_of_the_mission() -> None:
    items = tomllib.loads((PRACTICE / "organised_crime" / "mission.toml").read_text())["item"]
    assert [one["number"] for one in items] == list(range(62, 86))
    ours = {one.id for one in (*library().standards, *library().measures) if area_of_standard(one) == "organised_crime"}
    answering = {name for item in items for name in item.get("answered_by", [])}
    assert {name.partition(".")[0] for name in ours} <= answering


def test_no_figure_is_shown_as_national() -> None:
    """No national interval is published: every figure of this area is the project's own, and says so."""
    pack = tomllib.loads((PRACTICE / "organised_crime" / "policy" / "guidance.toml").read_text())
    figures = [entry for entry in declaration().policy.entries if entry.id in {one["id"] for one in pack["policy"]}]
    assert len(figures) >= 30
    assert {entry.mark for entry in figures} == {"project default"}


def test_the_time_for_a_removal_is_the_law_of_the_day() -> None:
    entries = [entry for entry in declaration().policy.entries if entry.id == "diversion.removal"]
    assert [(entry.layer, entry.mark) for entry in entries] == [("law", "published")] * 2


def test_what_safeguards_people_needs_a_quick_feed() -> None:
    """On a nightly file a limit of hours is over before anybody could have seen it."""
    quick = {one.id: one.feed for one in STANDARDS if "exploitation" in one.id or one.id.startswith("possible_victim")}
    quick |= {one.id: one.feed for one in STANDARDS if "life_at_risk" in one.id or "victims" in one.id}
    assert len(quick) == 4
    assert set(quick.values()) <= {"hourly", "live"}


@pytest.mark.parametrize("identity", sorted({one.id for one in STANDARDS}))
def test_a_standard_has_more_than_one_end_in_the_small_force(identity: str) -> None:
    judged = list(judged_by_columns(library().versions(identity), source(), declaration().policy))
    states = {STATES[place] for one in judged for at in MOMENTS for place in states_at(one, at) if place != NOT_SEEN}
    assert len(states) >= 2, states
