"""Writes docs/explanation/simulated-beside-real.md: simulated forces beside published figures, with a chart each.

python -m tools.simulated_beside_real      needs the open data in DUTYBOUND_DATA or ../shared/data
"""

import csv
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
import duckdb
import vl_convert
from tools.simulated_beside_wanted import YEARS, database_of
from tools.wanted_figures import FIGURES

from dutybound.reports.drawing import BETTER, WORSE
from dutybound.reports.picture import INK, PAPER
from dutybound.reports.plot import GRID, MUTED
from dutybound.simulator.scenario import Scenario, scenario_named

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "simulated-beside-real.md"
SIMULATED, PUBLISHED = "simulated", "published"
GROUPS = {
    "Violence against the person": ("violence", "domestic abuse"),
    "Sexual offences": ("sexual offence",),
    "Robbery": ("robbery",),
    "Theft offences": ("burglary", "theft"),
    "Criminal damage and arson": ("damage",),
    "Drug offences": ("drugs",),
    "Public order offences": ("public order",),
    "Other (weapons, miscellaneous)": ("other",),
}
OTHER = ("Possession of weapons offences", "Miscellaneous crimes against society")
#: Crimes of calendar 2016 by district as the press had them, of 75,364 in all; the other districts were not published.
DISTRICTS, ALL = {"Stafford": 6826, "Cannock": 6054, "Lichfield": 4761}, 75364
WITHIN = 5  # per cent by which a figure may differ that the scenario was calibrated on


@dataclass(frozen=True)
class Compared:
    """Rows of (what, simulated, published) under a heading, and what is to be said of them."""

    name: str
    title: str
    unit: str
    said: str
    rows: Sequence[tuple[str, float, float]]
    within: float | None = None  # per cent; None where the scenario was not calibrated on it


def published(data: Path) -> duckdb.DuckDBPyConnection:
    """Recorded crime by calendar quarter and group."""
    database = duckdb.connect()
    database.execute(
        """CREATE TABLE published AS SELECT CASE "Group" WHEN ? THEN 'Other (weapons, miscellaneous)' WHEN ? THEN
        'Other (weapons, miscellaneous)' ELSE "Group" END AS grouped, n, CASE WHEN "Financial Quarter" = 4 THEN 1 ELSE
        "Financial Quarter" + 1 END::INT AS quarter, left(FY, 4)::INT + ("Financial Quarter" = 4)::INT AS year
        FROM read_csv(?, types = {'Offence Code': 'VARCHAR'}) WHERE n IS NOT NULL""",
        [*OTHER, str(data / "home_office" / "prc_staffordshire_2012-13_to_2025-26.csv")],
    )
    return database


def compared(scenario: Scenario, real: duckdb.DuckDBPyConnection, made: duckdb.DuckDBPyConnection) -> list[Compared]:
    """Everything that is published and simulated, of one year."""
    made.execute(
        "CREATE TABLE crimes AS SELECT i.category, c.happened_at FROM crime c JOIN investigation i ON "
        "replace(c.id, 'crime-', 'investigation-') = i.id"
    )
    return [_by_group(scenario, real, made), _by_quarter(scenario, real, made)]


def _by_group(scenario: Scenario, real: duckdb.DuckDBPyConnection, made: duckdb.DuckDBPyConnection) -> Compared:
    year = scenario.ends.year
    theirs = dict(real.execute("SELECT grouped, sum(n) FROM published WHERE year = ? GROUP BY 1", [year]).fetchall())
    counted = "SELECT category, count(*) FROM crimes WHERE happened_at BETWEEN ? AND ? GROUP BY 1"
    ours = dict(made.execute(counted, [scenario.begins, scenario.ends]).fetchall())
    rows = [(name, sum(ours.get(one, 0) for one in kinds), float(theirs[name])) for name, kinds in GROUPS.items()]
    rows.append(("All", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    said = (
        f"Simulated: {scenario.begins} to {scenario.ends}. Published: calendar {year}, Home Office. The scenario says "
        "how many come, so this shows that what comes is what it says, as near as chance allows."
    )
    return Compared(f"groups-{year}", f"Crimes recorded by group, {year}", "crimes", said, rows, WITHIN)


def _by_quarter(scenario: Scenario, real: duckdb.DuckDBPyConnection, made: duckdb.DuckDBPyConnection) -> Compared:
    year = scenario.ends.year
    counts = "SELECT quarter, sum(n) FROM published WHERE year = ? AND quarter < 4 GROUP BY 1 ORDER BY 1"
    theirs = dict(real.execute(counts, [year]).fetchall())
    counted = "SELECT quarter(happened_at), count(*) FROM crimes WHERE year(happened_at) = ? GROUP BY 1"
    ours = dict(made.execute(counted, [year]).fetchall())
    names = ("January to March", "April to June", "July to September")
    rows = [(name, ours[number], float(theirs[number])) for number, name in enumerate(names, 1)]
    said = (
        "The three whole quarters that the scenario has. Its seasons are those of six years with their trend taken "
        "out, and not those of this year: where the published figures rise from spring to autumn by more, it is trend."
    )
    return Compared(f"quarters-{year}", f"Crimes recorded by quarter, {year}", "crimes", said, rows)


def districts(made: duckdb.DuckDBPyConnection) -> Compared:
    """Share of local teams in what they took on, before two of them were merged."""
    shares = dict(made.execute(
        "SELECT unit, 100.0 * count(*) / sum(count(*)) OVER () FROM kinds WHERE local AND began_at < '2016-07-01' "
        "GROUP BY 1").fetchall())  # fmt: skip
    rows = [(name, shares[name], 100 * n / ALL) for name, n in DISTRICTS.items()]
    said = (
        "Simulated: share of the cases that local teams took on until June 2016. Published: share of crimes of "
        "calendar 2016, by the press, which gave three districts. Crimes come to the simulated teams by how many "
        "people live there, and all three have less crime than that: the others must have more. So nothing of a "
        "simulated team may be read as said of the district whose name it has."
    )
    return Compared("districts-2016", "Share of three districts, 2016", "%", said, rows)


def officers(scenario: Scenario, data: Path, made: duckdb.DuckDBPyConnection) -> Compared:
    """Officers at the days of the published counts that the scenario has."""
    rows = []
    counts = "SELECT count(*) FROM officer WHERE warrant = 'officer' AND began_at <= ? AND coalesce(ended_at > ?, true)"
    with (data / "workforce" / "officer-fte-2016.csv").open(encoding="utf-8") as file:
        told = next(row for row in csv.DictReader(file) if row["Force/Region"] == "Staffordshire")
    for month, day in (("March 2016", "2016-03-31"), ("September 2016", "2016-09-30")):
        rows.append((month, float(made.execute(counts, [day, day]).fetchall()[0][0]), float(told[month])))
    said = (
        "Published: full-time equivalents, Home Office. The simulated force has only the posts that do what is "
        "simulated, and all who hold one are counted, some of whom a force would have as staff; custody, roads, "
        "firearms and headquarters are not there. The published fall through the year is simulated in the South "
        "hub alone. "
        "The scenario was not calibrated on this."
    )
    return Compared("officers-2016", "Officers, 2016", "officers", said, rows)


def chart(one: Compared) -> str:
    """Two bars a row, told apart by colour and by a legend; the table beside says the same."""
    rows = [{"what": what, "whose": whose, "value": value} for what, *both in one.rows if what != "All"
            for whose, value in zip((SIMULATED, PUBLISHED), both, strict=True)]  # fmt: skip
    order = [what for what, *_ in one.rows]
    drawn = (
        alt.Chart(alt.InlineData(values=rows), title=one.title)
        .mark_bar()
        .encode(
            y=alt.Y("what:N", sort=order, title=None, axis=alt.Axis(labelLimit=220)),
            yOffset=alt.YOffset("whose:N", sort=[SIMULATED, PUBLISHED]),
            x=alt.X("value:Q", title=one.unit),
            color=alt.Color("whose:N", title=None, sort=[SIMULATED, PUBLISHED],
                            scale=alt.Scale(domain=[SIMULATED, PUBLISHED], range=[BETTER, WORSE])),
        )
        .properties(width=420, height=44 * len(rows) // 2, background=PAPER)
        .configure_axis(gridColor=GRID, labelColor=INK, titleColor=MUTED)
    )  # fmt: skip
    return str(vl_convert.vegalite_to_svg(drawn.to_dict()))


def is_within(one: Compared, row: tuple[str, float, float]) -> bool:
    """Whether a figure comes out as near as it must; what was not calibrated on always does."""
    return one.within is None or abs(100 * (row[1] / row[2] - 1)) <= one.within


def shown(one: Compared) -> str:
    """A part of the page: its table, its picture, and what it means."""
    within = " | within |" if one.within is not None else " |"
    lines = [f"## {one.title}", "", one.said, "", f"![{one.title}: as in the table](simulated-{one.name}.svg)", "",
             f"| {one.unit} | simulated | published | difference{within}",
             "| --- | ---: | ---: | ---: |" + (" --- |" if one.within is not None else "")]  # fmt: skip
    for row in one.rows:
        what, ours, theirs = row
        digits = ",.1f" if one.unit == "%" else ",.0f"
        said = "" if one.within is None else f" {'yes' if is_within(one, row) else 'no'} |"
        lines.append(f"| {what} | {ours:{digits}} | {theirs:{digits}} | {100 * (ours / theirs - 1):+.1f}% |{said}")
    return "\n".join(lines)


def wanted(name: str, made: duckdb.DuckDBPyConnection, told: dict[str, str]) -> str:
    """All that a scenario was to show beside what it shows."""
    place = YEARS.index(name)
    rows = []
    for one in FIGURES:
        value = made.execute(one.query.format(**told)).fetchall()[0][0]
        if one.wanted[place] is not None:
            shares = "-" if value is None else f"{value:,.1f}"
            rows.append((one.verdict(one.wanted[place], value), f"| {one.row} | {one.what.removesuffix(' %')}"
                         f"{', %' if one.is_share else ''} | {one.wanted[place]:,.10g} | {shares} |"))  # fmt: skip
    reached = sum(verdict == "yes" for verdict, _ in rows)
    lines = [f"## {name}: what was wanted, and what the records show", "",
             f"{reached} of {len(rows)} are within 3 points of a share, or a tenth of a count.", "",
             "| row | figure | wanted | simulated | within |", "| --- | --- | ---: | ---: | --- |",
             *(f"{row} {verdict} |" for verdict, row in rows)]  # fmt: skip
    return "\n".join(lines)


HEAD = f"""# Simulated beside real

Written by `python -m tools.simulated_beside_real`. Every person and event in a simulated force is made up. This page
shows how far two simulated forces, `staffordshire-2016` and `staffordshire-2015`, are like what is published of the
real one, and how far they show what was planted in them. Nothing here was judged: no standard and no finder was run.

What a scenario was calibrated on must come out within {WITHIN}%, or the page is not written. That it does shows that
the simulator does as it is told, and nothing more. What is not published stays unknown: how many detectives a real team
had, how late reviews were, how many waited for a hearing. Those figures are assumptions of this project, and must not
be quoted as facts. Why some that were wanted were not reached, and why they stay as they are, is a
[decision](../adr/2026-11-27-scenarios-are-frozen.md).

Contains public sector information licensed under the Open Government Licence v3.0. Source: Home Office.
"""


def main() -> None:
    data = Path(os.environ.get("DUTYBOUND_DATA", ROOT.parent / "shared" / "data"))
    if not (data / "home_office").is_dir():
        sys.exit(f"The published figures are not in {data}. Set DUTYBOUND_DATA to the folder that has home_office.")
    real, parts, tables = published(data), list[Any](), []
    for name in YEARS:
        scenario = scenario_named(name)
        made, told = database_of(scenario)
        parts += compared(scenario, real, made)
        if name == YEARS[0]:
            parts += [districts(made), officers(scenario, data, made)]
        tables.append(wanted(name, made, told))
    missed = [f"{one.title}: {row[0]}" for one in parts for row in one.rows if not is_within(one, row)]
    if missed:
        sys.exit(f"More than {WITHIN}% from what the scenario was calibrated on, so nothing is written: {missed}")
    for one in parts:
        (PAGE.parent / f"simulated-{one.name}.svg").write_text(chart(one), encoding="utf-8")
    PAGE.write_text("\n\n".join([HEAD.rstrip(), *(shown(one) for one in parts), *tables]) + "\n", encoding="utf-8")
    print(f"Written: {PAGE}")


if __name__ == "__main__":
    main()
