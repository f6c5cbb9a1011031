"""Times the main job on the fines log, with the same answer in pandas beside it: seconds, peak memory, JSON."""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOG = Path(os.environ.get("DUTYBOUND_DATA", ROOT.parent / "shared" / "data")) / "fines" / "road_traffic_fines.csv.gz"
ASSESS = [
    Path(sys.executable).with_name("dutybound"), "assess", LOG, "--with", ROOT / "examples" / "fines",
    "--as-at", "2013-06-30", "--out", ROOT / "build" / "bench",
]  # fmt: skip
PANDAS = """
import pandas
log = pandas.read_csv({log!r}, usecols=["case", "concept:name", "time:timestamp"], dtype=str)
log["on"] = pandas.to_datetime(log["time:timestamp"].str[:10])
first = log.groupby(["case", "concept:name"]).on.min().unstack()
sent, paid, due = first["Send Fine"], first["Payment"], first["Create Fine"] + pandas.Timedelta(days=90)
counts = sent.notna() & ~(paid < sent)
print(int((counts & (sent <= due)).sum()))
"""


def timed(command: list[object]) -> tuple[float, float]:
    """Seconds and the largest memory, in MiB, of a command; assess may say 4 or 8."""
    before = time.perf_counter()
    process = subprocess.Popen([str(one) for one in command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 4, 8, 12):
        sys.exit(f"failed: {command[0]}")
    return time.perf_counter() - before, used.ru_maxrss / 1024


def main() -> None:
    if not LOG.exists():
        sys.exit(f"SKIPPED: the fines log is not at {LOG}")
    pandas_seconds, pandas_memory = timed([sys.executable, "-c", PANDAS.format(log=str(LOG))])
    seconds, memory = timed(ASSESS)
    figures = {
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "assess, 8 standards and 5 measures on 561,470 events": {
            "seconds": round(seconds, 1), "target": 120, "peak MiB": round(memory),
        },
        "pandas, one standard without rows, states or intervals": {
            "seconds": round(pandas_seconds, 1), "peak MiB": round(pandas_memory),
        },
    }  # fmt: skip
    text = json.dumps(figures, indent=2)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
