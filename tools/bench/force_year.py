"""A year of a force as large as Staffordshire's: simulated, then assessed by the command, as a force would do it."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
from tools.bench.parts import DATA, Figures, memory

from dutybound.duties.schema import OPTIONAL
from dutybound.exchange.declaration import read_declaration
from dutybound.standards.own import all_of

YEAR = DATA / "year"
DECLARED = """title = "A simulated force"
records = true
feed = "live"
source = "data"
data_as_at = {ends}

[calendar]
zone = "Europe/London"
region = "GB-ENG"
"""
SWITCHED = '[[on]]\nstandard = "{}"\nowner = "Head of crime"\napproved_by = "Chief officer"\nsince = 2015-12-01\n'
ASSESSED = (0, 4, 8, 12)  # exit codes


def simulated_year() -> Figures:
    """The records of the exemplary scenario, made and written as Parquet."""
    from dutybound.simulator.force import simulated
    from dutybound.simulator.scenario import scenario_named

    began = time.perf_counter()
    scenario = scenario_named("exemplary")
    made = simulated(scenario)
    (YEAR / "data").mkdir(parents=True, exist_ok=True)
    for name, rows in made.tables.items():
        file = YEAR / "data" / f"{name}.parquet"
        file.unlink(missing_ok=True)
        if rows.num_rows or name in OPTIONAL:
            pq.write_table(rows, file)
    (YEAR / "dutybound.toml").write_text(DECLARED.format(ends=scenario.ends), encoding="utf-8")
    took, count = time.perf_counter() - began, sum(rows.num_rows for rows in made.tables.values())
    return {"rows": count, "ends": f"{scenario.ends}", "seconds": took, "peak MiB": memory()}


def assessed_year(ends: str, everything: bool) -> Figures:
    """The command from its start to its end, on the standards that are on by default or on all; the second of two runs.

    The first compiles what is not compiled yet.
    """
    _switch(everything)
    command = [str(Path(sys.executable).with_name("dutybound")), "assess", str(YEAR), "--as-at", ends]
    command += ["--out", str(DATA / "assessed")]
    for _ in range(2):
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in ASSESSED:
            raise RuntimeError(done.stderr)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    duties = pq.ParquetFile(DATA / "assessed" / "duties.parquet").metadata.num_rows
    return {"duties": duties, "seconds": took, "of processor": spent, "peak MiB": after.ru_maxrss // 1024}


def _switch(everything: bool) -> None:
    file = YEAR / "standards.toml"
    file.unlink(missing_ok=True)
    if everything:
        names = sorted({one.name for one in all_of(read_declaration(YEAR)).standards})
        file.write_text("".join(map(SWITCHED.format, names)), encoding="utf-8")
