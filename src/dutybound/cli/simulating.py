"""dutybound simulate: a small made-up force, written as a source that is assessed like any other."""

from pathlib import Path

import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import Report, all_or_nothing
from dutybound.exchange.given import MARKER
from dutybound.exchange.private import private
from dutybound.simulator.small import ENDS, small_force

DECLARATION = f"""# A made-up force: every person, place and event in it is simulated, and no rate of it means anything.
title = "A made-up small force (seed {{seed}})"
records = true
source = "data"
data_as_at = {ENDS.date()}

[calendar]
zone = "Europe/London"
region = "GB-ENG"
"""


def simulate_small(out: Path, seed: int, cases: int, report: Report) -> dict[str, int]:
    """Write the tables of a small force and the declaration that reads them; how many rows each table has."""
    if out.exists() and any(out.iterdir()):
        raise DutyboundError(Problem("--out", f"{out} is not empty", "Name a new folder."))
    report("Drawing")
    tables = small_force(seed, cases)
    report("Writing")
    with all_or_nothing(out / "data") as folder:
        for name, table in tables.items():
            pq.write_table(table, private(folder / f"{name}.parquet"))
    private(out / MARKER).write_text(DECLARATION.format(seed=seed), encoding="utf-8")
    return {name: table.num_rows for name, table in tables.items()}
