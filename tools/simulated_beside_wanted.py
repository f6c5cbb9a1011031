"""Prints what the records of a simulated force show, beside what its scenario was to show, row by row of the scenario.

python -m tools.simulated_beside_wanted [SCENARIO ...]     otherwise: staffordshire-2016 staffordshire-2015

Everything is counted from the records alone, without any standard or judgment. `within` is 3 points of a share, a
tenth of a count or of days. What a scenario was to show is this project's assumption, and no fact about a force.
"""

import sys
from collections.abc import Iterator

import duckdb
from tools import simulated_marginals, simulated_organised_crime
from tools.wanted_figures import FIGURES, VIEWS, Figure

from dutybound.simulator.force import simulated
from dutybound.simulator.scenario import Scenario, scenario_named

YEARS = ("staffordshire-2016", "staffordshire-2015")


def database_of(scenario: Scenario) -> tuple[duckdb.DuckDBPyConnection, dict[str, str]]:
    """The tables of a force with all views, and the words that a query may use."""
    force, database = simulated(scenario), duckdb.connect()
    for name, rows in {**force.tables, **force.truth}.items():
        database.register(name, rows)
    told = {"begins": f"{scenario.begins}", "ends": f"{scenario.ends}", "spring": f"{scenario.ends.year}-05-01"}
    told["year"] = "BETWEEN TIMESTAMPTZ '{begins}' AND TIMESTAMPTZ '{ends}'".format(**told)
    for views in (simulated_marginals.VIEWS, simulated_organised_crime.VIEWS, VIEWS):
        database.execute(views.format(**told))
    return database, told


def measured(scenario: Scenario) -> Iterator[tuple[Figure, float | None]]:
    """Each figure as the records have it."""
    database, told = database_of(scenario)
    for one in FIGURES:
        yield one, database.execute(one.query.format(**told)).fetchall()[0][0]


def main() -> None:
    for name in sys.argv[1:] or YEARS:
        place = 1 if name.endswith("2015") else 0
        print(f"\n{name}\n{'row':5}{'figure':64}{'wanted':>9}{'simulated':>11}  within")
        rows = [(one, one.wanted[place], value) for one, value in measured(scenario_named(name))]
        for one, wanted, value in rows:
            shown = "-" if value is None else f"{value:,.1f}"
            said = "" if wanted is None else f"{wanted:,.0f}"
            print(f"{one.row:5}{one.what:64}{said:>9}{shown:>11}  {one.verdict(wanted, value)}")
        told = [one.verdict(wanted, value) for one, wanted, value in rows if wanted is not None]
        print(f"within: {told.count('yes')} of {len(told)}")


if __name__ == "__main__":
    main()
