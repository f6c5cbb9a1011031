"""The small made-up force: the same again from one seed, another from another, and nobody in it is anybody."""

import pyarrow.compute as pc

from dutybound.records.deeds import tables_by_actions
from dutybound.records.schema import schema_of_records
from dutybound.simulator.small import small_force


def test_one_seed_gives_one_force() -> None:
    assert small_force(7, 30) == small_force(7, 30)
    assert small_force(7, 30) != small_force(8, 30)


def test_every_table_has_rows() -> None:
    force = small_force(1, 150)
    empty = {name for name, table in force.items() if not table.num_rows}
    assert empty - judged_by_people() == set()


def judged_by_people() -> frozenset[str]:
    """Audits, judgments and findings are made by whoever inspects, and a simulated force knows of no inspection."""
    return tables_by_actions()


def test_names_say_that_they_are_simulated() -> None:
    force = small_force(1, 30)
    assert all(name.startswith("Simulated") for name in force["person"].column("name").to_pylist())
    assert all(name.startswith("Simulated") for name in force["agency"].column("name").to_pylist())


def test_rows_belong_to_rows_that_are_there() -> None:
    force = small_force(1, 60)
    for name, table in schema_of_records().tables.items():
        for column in (one for one in table.columns.values() if one.refers_to is not None):
            named = force[name].column(column.name).drop_null()
            there = pc.is_in(named, value_set=force[column.refers_to].column("id").combine_chunks())
            assert pc.all(there, min_count=0).as_py() is not False, f"{name}.{column.name}"


def test_odd_times_are_there() -> None:
    """What was entered before it could be, at midnight, or long after: each is what engines get wrong."""
    reviews = small_force(1, 300)["review"]
    lags = pc.subtract(reviews.column("recorded_at"), reviews.column("happened_at")).to_pylist()
    assert any(lag.days >= 3 for lag in lags)
    assert any(not lag for lag in lags)
