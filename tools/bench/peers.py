"""The same question asked of other tools, and of the real log."""

import os
import subprocess
from pathlib import Path

import duckdb
from tools.bench.parts import BEST_OF, DATA, Figures, memory, seconds

ROOT = Path(__file__).parents[2]
LOGS = Path(os.environ.get("DUTYBOUND_DATA", ROOT.parent / "shared" / "data"))
FINES = LOGS / "fines" / "road_traffic_fines.csv.gz"
COPY = DATA / "fines.parquet"
WITHIN_DAYS = 90


def fines_parquet() -> Path:
    """The log as Parquet, every column as the text that it is."""
    if not COPY.exists():
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT * FROM read_csv('{FINES}', all_varchar = true)) TO '{COPY}'")
    return COPY


def fines() -> Figures:
    """All standards of the fines on all subjects, from the file to the figures."""
    from dutybound.cli.assessing import checked_library, declaration_for
    from dutybound.duties.duty import State
    from dutybound.engine.columnar.judging import judged_by_columns
    from dutybound.engine.source import source_of
    from dutybound.exchange.reading import read_source
    from dutybound.insight.tally import Tally, tallies_of

    declaration = declaration_for(COPY, ROOT / "examples" / "fines")
    library, calendar = checked_library(declaration), declaration.calendar
    moment = calendar.end_of_day(calendar.starts_at(15_886))  # 2013-06-30

    def judged() -> dict[str, Tally]:
        extract = read_source(COPY, declaration)
        source = source_of(extract.tables, declaration.schema, calendar, extract.unmapped)
        tallies = tallies_of(library.standards, declaration.policy, calendar, moment)
        for judgment in judged_by_columns(library.standards, source, declaration.policy, moment):
            tallies[judgment.standard.id].take(judgment)
        return tallies

    found = judged()
    return {"seconds": seconds(judged), "met in time": found["sent"].states[State.MET], "peak MiB": memory()}


def fines_by_pandas() -> Figures:
    """One of them, without rows, states or intervals: how many fines were sent in time."""
    import pandas

    def counted() -> int:
        log = pandas.read_parquet(COPY, columns=["case", "concept:name", "time:timestamp"])
        log["on"] = pandas.to_datetime(log["time:timestamp"].str[:10])
        first = log.groupby(["case", "concept:name"]).on.min().unstack()
        sent, paid = first["Send Fine"], first["Payment"]
        due = first["Create Fine"] + pandas.Timedelta(days=WITHIN_DAYS)
        return int((sent.notna() & ~(paid < sent) & (sent <= due)).sum())

    return {"seconds": seconds(counted), "met in time": counted(), "peak MiB": memory()}


PM4PY = """
import time, pandas, pm4py
best = 1e9
for _ in range({times}):
    began = time.perf_counter()
    log = pandas.read_parquet({file!r}, columns=["case", "concept:name", "time:timestamp"])
    log["time:timestamp"] = pandas.to_datetime(log["time:timestamp"], utc=True)
    log = pm4py.format_dataframe(log, case_id="case", activity_key="concept:name", timestamp_key="time:timestamp")
    pm4py.filter_paths_performance(log, ("Create Fine", "Send Fine"), 0, {limit} * 86400)
    best = min(best, time.perf_counter() - began)
print(best)
"""


def by_pm4py() -> float | None:
    """The nearest that pm4py offers, where `make peers` installed it: its licence keeps it out of our environment."""
    python = ROOT / ".venv" / "peers" / "bin" / "python"
    if not python.exists():
        return None
    script = PM4PY.format(times=BEST_OF, file=str(COPY), limit=WITHIN_DAYS)
    done = subprocess.run([python, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])
