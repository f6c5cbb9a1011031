"""`make bench`: the engine beside its floors and peers, as JSON in build/bench.json and as a page of the docs.

`python -m tools.bench` measures all; `python -m tools.bench PART ARGUMENTS` one part, in this process. SCALE=0.1 makes
everything a tenth of its size; the page says so.
"""

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tools.bench import force_year, linking, parts, peers, spark, sweeping
from tools.bench.parts import DATA, Figures

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
SCALE = float(os.environ.get("SCALE", 1))


@dataclass(frozen=True)
class Row:
    """One line of the page."""

    what: str
    target: str
    found: str
    holds: bool | None  # None where there is no target that was measured


def measured(part: str, *arguments: object) -> Figures:
    """One part in a process of its own."""
    command = [sys.executable, "-m", "tools.bench", part, *(json.dumps(one) for one in arguments)]
    print(f"{part} {' '.join(map(str, arguments))}", end=" ", flush=True)
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    print(figures, flush=True)
    return figures


def sized(count: int) -> int:
    return max(1000, int(count * SCALE))


def rows_of_duties() -> list[Row]:
    """Ten standards over about 20 million events of 4.3 million subjects."""
    subjects = sized(4_300_000)
    measured("made", subjects)
    ours, floor = measured("rows", subjects, 10), measured("rows_floor", subjects, 10)
    ratio = ours["seconds"] / floor["seconds"]
    one, ten = measured("duties_only", subjects, 1), measured("duties_only", subjects, 10)
    only = measured("stream", subjects)
    more = (ten["seconds"] - one["seconds"]) / 9 / one["seconds"]
    return [
        Row(
            f"10 standards, {floor['events']:,} events, {subjects:,} subjects; {ours['rows']:,} rows written",
            "at most 1.3 times the floor (the same columns streamed, as many rows written); 3 GiB",
            f"{ours['seconds']:.1f} s, {ratio:.2f} times {floor['seconds']:.1f} s; {ours['peak MiB']:,} MiB",
            ratio <= 1.3 and ours["peak MiB"] <= 3 * 1024,
        ),
        Row(
            "the same, no row made into text or written",
            "at most 2.0 times streaming the columns",
            f"{ten['seconds']:.1f} s, {ten['seconds'] / only['seconds']:.1f} times {only['seconds']:.1f} s",
            ten["seconds"] <= 2 * only["seconds"],
        ),
        Row(
            "one more standard over events already read, the mean of nine",
            "at most 15% of running it alone",
            f"{more:.0%} of {one['seconds']:.1f} s",
            more <= 0.15,
        ),
    ]


def every_day() -> list[Row]:
    """The sweep: every day of three years, by standard and team."""
    subjects, many = sized(1_000_000), sized(10_000_000)
    ours, naive = measured("sweep", subjects, 10), measured("naive_sweep", subjects, 10)
    large = measured("sweep", many, 1)
    same = ours["check"] == naive["check"]
    return [
        Row(
            f"{subjects:,} investigations, {ours['reviews']:,} reviews, 10 standards, 3 years of days, 40 teams",
            "under 1.5 s, and what naive SQL says",
            f"{ours['seconds']:.2f} s from facts at hand, {ours['with loading']:.2f} s with loading them; "
            f"naive DuckDB {naive['seconds']:.2f} s; the answers {'are the same' if same else 'DIFFER'}",
            same and ours["seconds"] < 1.5,
        ),
        Row(
            f"{many:,} cases, {large['reviews']:,} reviews, one standard, every day",
            "under 4 s and 3 GiB",
            f"{large['seconds']:.2f} s from facts at hand, {large['with loading']:.2f} s with loading; "
            f"{large['peak MiB']:,} MiB",
            large["with loading"] < 4 and large["peak MiB"] <= 3 * 1024,
        ),
    ]


def growing() -> list[Row]:
    sizes = [sized(one) for one in (100_000, 1_000_000, 10_000_000)]
    for size in sizes:
        measured("made", size)
    found = measured("growth", sizes)
    times = ", ".join(f"{value:.2f} s" for name, value in found.items() if name != "exponent")
    return [
        Row(
            f"growth from {sizes[0]:,} to {sizes[-1]:,} subjects",
            "exponent at most 1.05",
            f"{found['exponent']:.2f} ({times})",
            found["exponent"] <= 1.05,
        )
    ]


def one_subject() -> list[Row]:
    found = measured("one_subject", sized(20_000))
    median, last = found["median ms"], found["99th percentile ms"]
    return [
        Row(
            "one subject judged again by the reference",
            "under 1 ms at the median, 5 ms at the 99th percentile",
            f"{median:.2f} ms, {last:.2f} ms",
            median < 1 and last < 5,
        )
    ]


def real_log() -> list[Row]:
    if not peers.FINES.exists():
        return [Row("the fines from Parquet", "faster than pandas and pm4py doing one", "the log is not here", None)]
    peers.fines_parquet()
    ours, pandas, pm4py = measured("fines"), measured("fines_by_pandas"), peers.by_pm4py()
    other = "pm4py is not installed" if pm4py is None else f"pm4py {pm4py:.2f} s"
    same = ours["met in time"] == pandas["met in time"]
    return [
        Row(
            "the fines from Parquet: 8 standards, against one of them by others",
            "faster than pandas and pm4py doing one; the same answer as pandas",
            f"{ours['seconds']:.2f} s for all; pandas {pandas['seconds']:.2f} s for one; {other}; "
            f"the answers {'are the same' if same else 'DIFFER'}",
            same and ours["seconds"] < min(pandas["seconds"], pm4py or 1e9),
        )
    ]


def on_spark() -> list[Row]:
    sizes = [sized(200_000), sized(800_000)]
    found = measured("spark", sizes)
    if "exponent" not in found:
        return [Row("on Spark", "the same rows; seconds at two sizes", str(found["missing"]), None)]
    times = ", ".join(f"{found[f'{size:,}']:.1f} s for {size:,} subjects" for size in sizes)
    return [
        Row(
            "on Spark, local, started once",
            "the same rows; seconds at two sizes and the exponent",
            f"{times}; exponent {found['exponent']:.2f}; the rows {'are the same' if found['same'] else 'DIFFER'}",
            bool(found["same"]),
        )
    ]


def same_person() -> list[Row]:
    records = sized(50_000)
    found = measured("linked", records)
    return [
        Row(
            f"{records:,} made-up records of people, linked within themselves",
            "under a minute (how well: linkage.md)",
            f"{found['seconds']:.0f} s; precision {found['precision']:.2f}, recall {found['recall']:.2f}",
            found["seconds"] < 60,
        )
    ]


def year_of_a_force() -> list[Row]:
    """One size only: a scenario is a force as it is, and no tenth of one. The peak is of the process that assesses."""
    made = measured("simulated_year")
    on, all_on = (measured("assessed_year", made["ends"], everything) for everything in (False, True))
    return [
        Row(
            f"a force-year simulated: {made['rows']:,} rows, written as Parquet",
            "under 60 s and 4 GiB",
            f"{made['seconds']:.1f} s; {made['peak MiB']:,} MiB",
            made["seconds"] < 60 and made["peak MiB"] <= 4 * 1024,
        ),
        *(
            Row(
                f"that year assessed by the command, {which}: {found['duties']:,} rows of duties",
                "under 10 s",
                f"{found['seconds']:.1f} s ({found['of processor']:.1f} s of processor); {found['peak MiB']:,} MiB",
                found["seconds"] < 10,
            )
            for which, found in (
                ("the standards that are on by default", on),
                ("every standard of practice switched on", all_on),
            )
        ),
    ]


GROUPS = (rows_of_duties, every_day, real_log, growing, on_spark, one_subject, same_person, year_of_a_force)


#: Why what was missed is missed, as far as it is understood.
MISSED = """Without rows as text, loading the facts is most of what is left. The sweep writes every duty to memory
before it counts it. The ten million cases lie in memory whole. Of the time of the fines, half goes into reading and
checking every row, which pandas was not asked to do."""


def page(rows: list[Row], machine: str, on: str) -> str:
    sizes = "at the sizes that the targets name" if SCALE == 1 else f"at {SCALE:g} times the sizes of the targets"
    lines = [
        "# Benchmarks",
        "",
        "What `make bench` found on one machine; each figure beside a floor or a peer measured in the same run.",
        f"{machine}. {on}, {sizes}.",
        "",
        "| what | target | found | |",
        "| --- | --- | --- | --- |",
    ]
    marks = {True: "holds", False: "**missed**", None: "not measured"}
    lines += [f"| {row.what} | {row.target} | {row.found} | {marks[row.holds]} |" for row in rows]
    return "\n".join([*lines, "", MISSED, ""])


def main() -> None:
    if len(sys.argv) > 1:
        part, *arguments = sys.argv[1:]
        measure = next(
            getattr(one, part) for one in (parts, sweeping, peers, spark, linking, force_year) if hasattr(one, part)
        )
        print(json.dumps(measure(*(json.loads(one) for one in arguments))))
        return
    DATA.mkdir(parents=True, exist_ok=True)
    rows = [row for group in GROUPS for row in group()]
    tools = ", ".join(f"{name} {version(name)}" for name in ("numba", "pyarrow", "duckdb", "pandas"))
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {tools}"
    found = {"machine": machine, "scale": SCALE, "rows": [vars(row) for row in rows]}
    (ROOT / "build" / "bench.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    text = page(rows, machine, time.strftime("Measured on %Y-%m-%d"))
    print(text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
