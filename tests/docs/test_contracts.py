"""The contracts that hold the layers apart and the clock away: each is broken on purpose, and says so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
KNOWS = "What duties mean and add up to knows neither Django nor the records"


def linted(folder: Path, planted: dict[str, str]) -> str:
    """What lint-imports says of a copy of the package in which a module of each of these layers has this line."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    package = folder / "src" / "dutybound"
    for layer, line in planted.items():
        (package / layer / "planted.py").write_text(f"{line}\n")
    command = [TOOLS / "lint-imports", "--no-cache"]
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": str(TOOLS), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def test_below_the_records_nothing_knows_django_or_them(tmp_path: Path) -> None:
    """Each line that is planted is named, so that none hides behind another."""
    layers = ("base", "duties", "engine", "insight")
    both = "import django.db.models\nfrom dutybound.records import models"
    said = linted(tmp_path, dict.fromkeys(layers, "import django.db.models") | {"engine": both})
    assert f"{KNOWS} BROKEN" in said
    why = said.partition(f"{KNOWS}\n---")[2]
    assert [one for one in layers if f"dutybound.{one}.planted -> django" not in why] == []
    assert "dutybound.engine is not allowed to import dutybound.records:" in why


def test_what_is_not_forbidden_is_kept(tmp_path: Path) -> None:
    assert f"{KNOWS} KEPT" in linted(tmp_path, {"engine": "import duckdb"})


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
