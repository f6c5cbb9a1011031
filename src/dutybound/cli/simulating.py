"""dutybound simulate: a made-up force, written as a source that is assessed like any other.

Without a scenario it is the small force, which has every table and every odd case and is made in a second; with one, a
whole force at work for a year. One command, because both are written alike and read alike; the small one stays what the
command does by itself, because it is what documents and tests have asked for so far.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import Report
from dutybound.exchange.given import MARKER
from dutybound.exchange.private import private
from dutybound.exchange.switches import FILE as SWITCHES
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.records.schema import schema_of_records
from dutybound.simulator.country import Area, Country, check_forces, countries, country_named
from dutybound.simulator.faulting import drawn
from dutybound.simulator.force import simulated
from dutybound.simulator.naming import named_apart
from dutybound.simulator.scenario import Scenario, scenario_named
from dutybound.simulator.small import ENDS, small_force
from dutybound.standards.own import ON_BY_DEFAULT

DECLARATION = """# A made-up force: every person, place and event in it is simulated{no_rate}.
title = "{title}"
records = true
{where}
data_as_at = {ends}

[calendar]
zone = "Europe/London"
region = "GB-ENG"
"""
LIVE = 'source = "data"\nfeed = "live"'  # a whole force has its records up to the last minute
SWITCH = """[[on]]
standard = "{name}"
owner = "the made-up force"
approved_by = "nobody: the force is made up"
since = {since}

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
    out: Path,
    scenario: str | None,
    seed: int | None,
    cases: int | None,
    report: Report,
    forces: int | None = None,
    held_to: str | None = None,
) -> tuple[int, int, date]:
    """Write a force; how many rows in how many tables, and the day that it ends on.

    `held_to`: a framework of inspection, whose standards are switched on in a scenario's force.
    """
    names = [] if held_to is None else standards_read(framework_named(held_to))
    if held_to is not None and (scenario is None or scenario in countries()):
        what = "switches standards on in the force of a scenario, and this is none"
        raise DutyboundError(Problem("--held-to", what, "Say --scenario NAME, or leave out --held-to."))
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
    made = of_seed(scenario_named(scenario), seed)
    rows = write_scenario(out, made, names, report)
    return sum(rows.values()), len(rows), made.ends


def _refuse_cases(cases: int | None) -> None:
    if cases is not None:
        what = "says how many investigations the small force has; a scenario says itself what comes"
        raise DutyboundError(Problem("--cases", what, "Leave out --cases or --scenario."))


def simulate_small(out: Path, seed: int, cases: int, report: Report) -> dict[str, int]:
    """Write the tables of a small force and the declaration that reads them; how many rows each table has."""
    _refuse_full(out)
    report("Drawing")
    tables = {name: rows for name, rows in small_force(seed, cases).items() if rows.num_rows}
    title = f"A made-up small force (seed {seed})"
    return _written(out, tables, title, ENDS.date(), report, ", and no rate of it means anything")


def of_seed(scenario: Scenario, seed: int | None) -> Scenario:
    """The scenario by this seed, or its own. Where it says what may go wrong at random, the seed draws that too."""
    seed = scenario.seed if seed is None else seed
    return drawn(scenario, seed) if scenario.random else replace(scenario, seed=seed)


def write_scenario(out: Path, scenario: Scenario, held_to: Sequence[str], report: Report) -> dict[str, int]:
    """Write what a scenario comes to: the records in `data`, and what is so and stands in no record in `truth`.

    What was planted stands in `truth` too. The standards named in `held_to` are switched on.
    """
    _refuse_full(out)
    report("Letting the force work")
    force = simulated(scenario)
    title = f"{scenario.title} (seed {scenario.seed})".replace('"', "'")
    rows = _written(out, force.tables, title, scenario.ends, report, where=LIVE)
    _write_tables(out / "truth", {**force.truth, PLANTED: planted(scenario)})
    switches = [SWITCH.format(name=one, since=scenario.begins) for one in held_to if one not in ON_BY_DEFAULT]
    if switches:
        private(out / SWITCHES).write_text("".join(switches), encoding="utf-8")
    return rows


def standards_read(framework: Framework) -> list[str]:
    """The standards that bear on a framework's questions: by name, a part of several by the name of the whole."""
    bearings = [one for question in framework.questions() for one in question.bears]
    return sorted({one.standard.partition(".")[0] for one in bearings if one.standard is not None})


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
    out: Path,
    tables: Mapping[str, pa.Table],
    title: str,
    ends: date,
    report: Report,
    no_rate: str = "",
    where: str = 'source = "data"',
) -> dict[str, int]:
    report("Writing")
    _write_tables(out / "data", tables)
    _declare(out, title, ends, no_rate, where)
    return {name: table.num_rows for name, table in tables.items()}


def _declare(out: Path, title: str, ends: date, no_rate: str, where: str) -> None:
    text = DECLARATION.format(title=title, ends=ends, no_rate=no_rate, where=where)
    private(out / MARKER).write_text(text, encoding="utf-8")


def _write_tables(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    with all_or_nothing(folder) as partial:
        for name, table in tables.items():
            pq.write_table(table, private(partial / f"{name}.parquet"))
