"""England and Wales: simulated, then assessed, each by the command. It takes long, so it is no part of `make bench`.

`python -m tools.bench.country` for all forces, `python -m tools.bench.country 3` for the first three.
"""

import os
import resource
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from tools.bench.parts import DATA, Figures

COUNTRY, RESULTS = DATA / "country", DATA / "country-assessed"
ENDS = "2016-11-30"
TARGETS = (("simulate", 30 * 60), ("assess", 6 * 60), ("measures only", 3 * 60))
ROOM = 8 * 1024  # MiB, for all processes together


def ran(*arguments: str) -> Figures:
    """One command: how long it took, of the clock and of the processor, and how much memory all its processes had."""
    began, before, peak = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN), 0
    with subprocess.Popen(
        [str(Path(sys.executable).with_name("dutybound")), *arguments], stdout=subprocess.DEVNULL
    ) as one:
        while one.poll() is None:
            peak = max(peak, sum(map(_memory, _family(one.pid))))
            threading.Event().wait(0.5)
    if one.returncode not in (0, 4, 8, 12):
        raise RuntimeError(f"dutybound {' '.join(arguments)} came back with {one.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": time.perf_counter() - began, "of processor": spent, "peak MiB": peak // 1024}


def _family(process: int) -> list[int]:
    """A process and all that it started, which may end while they are looked for."""
    found = [process]
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):
            for child in Path(f"/proc/{process}/task/{thread}/children").read_text(encoding="ascii").split():
                found += _family(int(child))
    return found


def _memory(process: int) -> int:
    """KiB that a process has for itself, with its share of what it has together with others."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def main(forces: str | None) -> None:
    """Print a line for each of the three, beside its target."""
    for folder in (COUNTRY, RESULTS):
        rmtree(folder, ignore_errors=True)
    some = ["--forces", forces] if forces else []
    assess = ["assess", str(COUNTRY), "--as-at", ENDS, "--out", str(RESULTS)]
    commands = (
        ["simulate", "--scenario", "england-and-wales", "--out", str(COUNTRY), *some], assess,
        [*assess, "--measures-only"],
    )  # fmt: skip
    for (what, target), command in zip(TARGETS, commands, strict=True):
        found = ran(*command)
        words = (
            f"{what}: {found['seconds']:.0f} s ({found['of processor']:.0f} s of processor), {found['peak MiB']:,} MiB"
        )
        aim = f"; for all forces at most {target} s and {ROOM:,} MiB"
        print(words + aim, flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
