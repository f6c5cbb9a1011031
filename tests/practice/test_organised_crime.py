"""What is peculiar to organised crime: diversion kept apart, no sources, and a mission answered item by item."""

import tomllib

from dutybound.exchange.packs import PRACTICE
from dutybound.records.schema import area_of, record_columns, record_models, schema_of_records
from dutybound.standards.own import area_of as area_of_standard
from tests.practice.practice import declaration, library

APART = "organised_crime_diversion"


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
