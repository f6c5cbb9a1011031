"""The contracts that hold the layers apart and the clock away: each is broken on purpose, and says so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
KNOWS = "What duties mean and add up to knows neither Django nor the records"


def linted(folder: Path, layer: str, line: str) -> str:
    """What lint-imports says of a copy of the package in which a module of this layer has this line."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    package = folder / "src" / "dutybound"
    (package / layer / "planted.py").write_text(f"{line}\n")
    command = [TOOLS / "lint-imports", "--no-cache"]
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": str(TOOLS), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("layer", ["base", "duties", "engine", "insight"])
def test_below_the_records_nothing_knows_django(tmp_path: Path, layer: str) -> None:
    assert f"{KNOWS} BROKEN" in linted(tmp_path, layer, "import django.db.models")


def test_below_the_records_nothing_knows_them(tmp_path: Path) -> None:
    assert f"{KNOWS} BROKEN" in linted(tmp_path, "engine", "from dutybound.records import models")


def test_what_is_not_forbidden_is_kept(tmp_path: Path) -> None:
    assert f"{KNOWS} KEPT" in linted(tmp_path, "engine", "import duckdb")


@pytest.mark.parametrize(
    "reading",
    [
        "datetime.datetime.now()",
        "datetime.datetime.fromtimestamp(0)",
        "datetime.date.today()",
        "datetime.date.fromtimestamp(0)",
        "time.time()",
        "time.time_ns()",
        "time.monotonic()",
        "time.perf_counter()",
        "time.localtime()",
        "time.strftime('%Y')",
    ],
)
def test_nobody_but_the_clock_reads_the_clock(reading: str) -> None:
    command = [TOOLS / "ruff", "check", "--no-cache", "--stdin-filename", "src/dutybound/engine/planted.py", "-"]
    text = f"import datetime\nimport time\n\nprint(datetime, time)\nfound = {reading}\n"
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    assert "TID251" in done.stdout
    assert "Only base/clock.py reads the clock" in done.stdout
