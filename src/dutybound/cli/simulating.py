"""dutybound simulate: a made-up force, written as a source that is assessed like any other.

Without a scenario it is the small force, which has every table and every odd case and is made in a second; with one, a
whole force at work for a year. One command, because both are written alike and read alike; the small one stays what the
command does by itself, because it is what documents and tests have asked for so far.
"""

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import Report, all_or_nothing
from dutybound.exchange.given import MARKER
from dutybound.exchange.private import private
from dutybound.records.schema import schema_of_records
from dutybound.simulator.country import Area, Country, check_forces, countries, country_named
from dutybound.simulator.faulting import drawn
from dutybound.simulator.force import simulated
from dutybound.simulator.naming import named_apart
from dutybound.simulator.scenario import Scenario, scenario_named
from dutybound.simulator.small import ENDS, small_force

DECLARATION = """# A made-up force: every person, place and event in it is simulated{no_rate}.
title = "{title}"
records = true
{where}
data_as_at = {ends}

[calendar]
zone = "Europe/London"
region = "GB-ENG"
"""
SMALL_CASES = 300
PLANTED_COLUMNS = pa.schema(
    [
        ("name", pa.string()), ("practice", pa.string()), ("cause", pa.string()), ("to", pa.float64()),
        ("units", pa.string()), ("begins", pa.date32()), ("until", pa.date32()), ("shape", pa.string()),
        ("shift", pa.string()), ("from_value", pa.float64()), ("source", pa.string()),
    ]
)  # fmt: skip
PLANTED = "shortcomings"  # the answer sheet: what the scenario planted
PARTS = "areas"  # the folder of the areas of a country
AT_ONCE = 2  # areas simulated at one time; each takes up to 2 GiB


def simulate(
    out: Path, scenario: str | None, seed: int | None, cases: int | None, report: Report, forces: int | None = None
) -> tuple[int, int, date]:
    """Write a force; how many rows in how many tables, and the day that it ends on."""
    if scenario in countries():
        _refuse_cases(cases)
        counts, ends = simulate_country(out, country_named(scenario), seed, forces, report)
        return sum(counts.values()), len(counts), ends
    if forces is not None:
        what = "says how many forces of a country to simulate, and this is none"
        raise DutyboundError(Problem("--forces", what, f"Say --scenario {countries()[0]}, or leave out --forces."))
    if scenario is None:
        rows = simulate_small(out, 1 if seed is None else seed, cases or SMALL_CASES, report)
        return sum(rows.values()), len(rows), ENDS.date()
    _refuse_cases(cases)
    rows, ends = simulate_scenario(out, scenario, seed, report)
    return sum(rows.values()), len(rows), ends


def _refuse_cases(cases: int | None) -> None:
    if cases is not None:
        what = "says how many investigations the small force has; a scenario says itself what comes"
        raise DutyboundError(Problem("--cases", what, "Leave out --cases or --scenario."))


def simulate_small(out: Path, seed: int, cases: int, report: Report) -> dict[str, int]:
    """Write the tables of a small force and the declaration that reads them; how many rows each table has."""
    _refuse_full(out)
    report("Drawing")
    tables = small_force(seed, cases)
    title = f"A made-up small force (seed {seed})"
    return _written(out, tables, title, ENDS.date(), ", and no rate of it means anything", report)


def simulate_scenario(out: Path, name: str, seed: int | None, report: Report) -> tuple[dict[str, int], date]:
    """Write what a scenario comes to: the records in `data`, and what is so and stands in no record in `truth`.

    Where the scenario says what may go wrong at random, the seed draws that too. What was planted stands in `truth`.
    """
    _refuse_full(out)
    report("Reading the scenario")
    scenario = scenario_named(name)
    seed = scenario.seed if seed is None else seed
    if scenario.random:
        scenario = drawn(scenario, seed)
    report("Letting the force work")
    force = simulated(scenario, seed)
    title = f"{scenario.title} (seed {seed})".replace('"', "'")
    rows = _written(out, force.tables, title, scenario.ends, "", report)
    _write_tables(out / "truth", {**force.truth, PLANTED: planted(scenario)})
    return rows, scenario.ends


def planted(scenario: Scenario) -> pa.Table:
    """The shortcomings of a scenario as rows: in which units (empty: everywhere), from when (empty: from the start)."""
    rows = [{**asdict(one), "units": ", ".join(one.units)} for one in scenario.shortcomings]
    return pa.Table.from_pylist(rows, PLANTED_COLUMNS)


def simulate_country(
    out: Path, country: Country, seed: int | None, forces: int | None, report: Report
) -> tuple[Counter[str], date]:
    """Write a country, one area after another, two at a time; how many rows each table has, and the last day.

    Each area is a folder of `areas`, with the tables of a source of its own; what is wrong in it stands in `truth`.
    """
    _refuse_full(out)
    check_forces(country, forces)
    rows: Counter[str] = Counter()
    areas = list(country.areas(forces, seed))
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn")) as pool:
        written = [pool.submit(write_area, out, area) for area in areas]
        for number, one in enumerate(as_completed(written), 1):
            rows.update(one.result())
            report(f"Simulated {number} of {len(areas)} areas, {sum(rows.values()):,} rows")
    title = f"{country.title} (seed {country.seed if seed is None else seed})"
    _declare(out, title, country.ends, "", f'parts = "{PARTS}"')
    return rows, country.ends


def write_area(out: Path, area: Area) -> dict[str, int]:
    """Simulate and write one area; how many rows each of its tables has."""
    force = simulated(area.scenario)
    tables = named_apart(force.tables, schema_of_records(), area.key)
    _write_tables(out / PARTS / area.key, tables)
    _write_tables(out / "truth" / area.key, {**force.truth, PLANTED: planted(area.scenario)})
    return {name: rows.num_rows for name, rows in tables.items()}


def _refuse_full(out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        raise DutyboundError(Problem("--out", f"{out} is not empty", "Name a new folder."))


def _written(
    out: Path, tables: Mapping[str, pa.Table], title: str, ends: date, no_rate: str, report: Report
) -> dict[str, int]:
    report("Writing")
    _write_tables(out / "data", tables)
    _declare(out, title, ends, no_rate, 'source = "data"')
    return {name: table.num_rows for name, table in tables.items()}


def _declare(out: Path, title: str, ends: date, no_rate: str, where: str) -> None:
    text = DECLARATION.format(title=title, ends=ends, no_rate=no_rate, where=where)
    private(out / MARKER).write_text(text, encoding="utf-8")


def _write_tables(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    with all_or_nothing(folder) as partial:
        for name, table in tables.items():
            pq.write_table(table, private(partial / f"{name}.parquet"))
