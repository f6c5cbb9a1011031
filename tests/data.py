"""Where the shared data sets lie: large or foreign files that are not part of the project."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(name: str) -> Path:
    """The path of a shared data set; the test is skipped, and says so, where it is absent."""
    path = Path(os.environ.get("DUTYBOUND_DATA", BESIDE)) / name
    if not path.exists():
        pytest.skip(f"shared data {name!r} is not in {path.parent}; name the folder of the data in DUTYBOUND_DATA")
    return path
