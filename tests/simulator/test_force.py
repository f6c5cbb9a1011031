"""A simulated force: the same by one seed, different by what is planted and by nothing else."""

from dataclasses import replace
from datetime import date

import pyarrow.compute as pc
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.simulator.arrow import ARROW
from dutybound.simulator.force import Simulated, simulated
from dutybound.simulator.scenario import Scenario, Shortcoming, read_scenario, scenario_named


@pytest.fixture(scope="module")
def small() -> Scenario:
    """A fiftieth of the demand of the exemplary force, for three months."""
    large = scenario_named("exemplary")
    posts = [{role: max(1, round(number / 25)) for role, number in one.posts.items()} for one in large.units]
    units = tuple(replace(one, posts=given) for one, given in zip(large.units, posts, strict=True))
    demand = {kind: number / 25 for kind, number in large.demand.items()}
    return replace(large, units=units, demand=demand, ends=date(2016, 2, 28), warm_up=60)


@pytest.fixture(scope="module")
def whole(small: Scenario) -> Simulated:
    return simulated(small)


def test_one_seed_gives_one_force(small: Scenario, whole: Simulated) -> None:
    again, other = simulated(small), simulated(small, seed=2)
    assert all(rows.equals(again.tables[name]) for name, rows in whole.tables.items())
    assert not whole.tables["review"].equals(other.tables["review"])


def test_tables_are_those_of_the_records(whole: Simulated) -> None:
    from dutybound.records.schema import schema_of_records

    schema = schema_of_records()
    for name, rows in whole.tables.items():
        table = schema.table(name)
        assert {one: rows.schema.field(one).type for one in rows.column_names} == {
            one: ARROW[column.type] for one, column in table.columns.items()
        }
        for one, column in table.columns.items():
            assert not (column.required and rows.column(one).null_count), f"{name}.{one}"
            if column.codes:
                assert set(pc.unique(rows.column(one)).to_pylist()) <= {*column.codes, None}, f"{name}.{one}"
        assert len(pc.unique(rows.column("id"))) == rows.num_rows, name


def test_nothing_is_known_before_it_was_entered(whole: Simulated) -> None:
    tables = whole.tables
    for name in ("review", "contact", "investigation_plan", "outcome"):
        rows = tables[name]
        assert pc.all(pc.greater_equal(rows.column("recorded_at"), rows.column("happened_at"))).as_py(), name


def test_a_fault_changes_what_follows_from_it_and_nothing_else(small: Scenario, whole: Simulated) -> None:
    fault = Shortcoming("no reviews", "review", "habit", 0.2, units=("Tamworth",))
    hurt = simulated(replace(small, shortcomings=(fault,)))
    assert whole.tables["investigation"].equals(hurt.tables["investigation"])
    assert hurt.tables["review"].num_rows < whole.tables["review"].num_rows
    held = whole.tables["holding"].filter(pc.not_equal(whole.tables["holding"].column("unit"), "Tamworth"))
    elsewhere = pc.is_in(whole.tables["review"].column("investigation"), held.column("subject"))
    assert hurt.tables["review"].num_rows > pc.sum(elsewhere).as_py() * 0.9


def test_fewer_people_are_later(small: Scenario, whole: Simulated) -> None:
    fault = Shortcoming("half the investigators", "investigator", "posts", 0.4)
    hurt = simulated(replace(small, shortcomings=(fault,)))
    assert hurt.tables["outcome"].num_rows < whole.tables["outcome"].num_rows * 0.9


def test_a_scenario_says_all_that_is_wrong_with_it(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('title = "x"\nlaeve = 1\n[[shortcoming]]\nname = "a"\npractise = "review"\n')
    with pytest.raises(DutyboundError) as refused:
        read_scenario(path)
    assert "begins is missing" in str(refused.value)
    assert "practise" in str(refused.value)
    assert "unknown key 'laeve'" in str(refused.value)
