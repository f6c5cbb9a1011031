"""A country: forces in their own size, areas that add up, and ids that no other area has."""

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

import dutybound
from dutybound.base.errors import DutyboundError
from dutybound.records.forces import LIST, listed_forces
from dutybound.records.schema import schema_of_records
from dutybound.simulator.country import check_forces, countries, country_named
from dutybound.simulator.crimes import KINDS
from dutybound.simulator.force import simulated
from dutybound.simulator.naming import named_apart

COUNTRY = country_named("england-and-wales")
SOURCES = Path(dutybound.__file__).parent


def test_there_are_43_forces_that_share_the_crimes_as_they_share_the_published_ones() -> None:
    assert countries() == ["england-and-wales"]
    assert len(COUNTRY.forces) == 43
    crimes: Counter[str] = Counter()
    for area in COUNTRY.areas():
        here = sum(area.scenario.demand[kind] for kind in KINDS)
        assert here <= COUNTRY.largest
        crimes[area.key.removesuffix(area.key[-3:]) if area.key[-3] == "-" else area.key] += here
    assert sum(crimes.values()) == pytest.approx(6_000_000)
    published = {one.force: one.crimes for one in COUNTRY.forces}
    assert crimes["metropolitan"] / crimes["staffordshire"] == pytest.approx(
        published["metropolitan"] / published["staffordshire"]
    )
    assert published["staffordshire"] == 86_300


def test_its_forces_are_those_of_the_one_list_of_forces_and_are_called_as_there() -> None:
    assert {one.force: one.name for one in COUNTRY.forces} == {one.slug: one.name for one in listed_forces()}
    lists = [one for one in SOURCES.rglob("*.csv") if "Bedfordshire Police" in one.read_text(encoding="utf-8")]
    assert lists == [LIST]


def test_areas_differ_and_come_again_with_their_seed() -> None:
    one, again = (list(COUNTRY.areas(3)) for _ in range(2))
    assert one == again
    assert len({area.scenario.seed for area in one}) == len(one) == len({area.key for area in one})
    assert [area.scenario.seed for area in COUNTRY.areas(3, seed=2)] != [area.scenario.seed for area in one]


def test_no_place_of_the_pattern_is_left_in_a_force() -> None:
    area = next(COUNTRY.areas(1))
    names = {unit.name for unit in area.scenario.units}
    assert "Tamworth" not in names
    assert "Local policing 11" in names
    assert all(set(one.units) <= names for one in area.scenario.shortcomings)


def test_what_belonged_together_does_so_still_and_no_id_is_shared() -> None:
    schema = schema_of_records()
    force = simulated(next(COUNTRY.areas(1)).scenario.scaled(0.02))
    before, after = force.tables, named_apart(force.tables, schema, "here")
    ids = {name: set(rows.column("id").to_pylist()) for name, rows in after.items()}
    assert all(one.startswith("here:") for some in ids.values() for one in some)
    for relation in schema.relations:
        if relation.child in after and relation.parent in after:
            assert _strays(before, relation) == _strays(after, relation), relation
    holding = after["holding"]
    assert set(holding.column("unit").to_pylist()) <= ids["unit"]
    held = zip(holding.column("subject_table").to_pylist(), holding.column("subject").to_pylist(), strict=True)
    assert all(subject in ids[table] for table, subject in held)


def _strays(tables: dict[str, pa.Table], relation: object) -> int:
    parents = set(tables[relation.parent].column("id").to_pylist())  # type: ignore[attr-defined]
    named = tables[relation.child].column(relation.column).to_pylist()  # type: ignore[attr-defined]
    return sum(one is not None and one not in parents for one in named)


def test_more_forces_than_there_are_is_refused() -> None:
    with pytest.raises(DutyboundError, match="there are 43"):
        check_forces(COUNTRY, 44)
