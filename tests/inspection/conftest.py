"""The made-up investigations assessed once by the command, and the files of a made-up inspection."""

from pathlib import Path

import pytest

from tests.cli.test_assess import run

EXAMPLES = Path(__file__).parents[2] / "examples"
INSPECTION = EXAMPLES / "inspection"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("settings") / "force"


@pytest.fixture(scope="session")
def assessed(settings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `dutybound assess` wrote it: read only; whoever changes anything copies it first."""
    out = tmp_path_factory.mktemp("assessed") / "results"
    assert run(settings, "assess", EXAMPLES / "investigations", "--as-at", "2016-06-30", "--out", out).returncode == 4
    return out
