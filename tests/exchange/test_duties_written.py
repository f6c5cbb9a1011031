"""Duties are written by a thread of their own; what fails there is no success."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from dutybound.exchange.duty_file import AHEAD, COLUMNS, TIMES, DutyFile

DUTIES = pa.table({name: pa.array([1], pa.int64()) if name in TIMES else ["one"] for name in COLUMNS})
TOLD = pa.array(["met"]), pa.array(["North"]), pa.array([False])


def failing(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    raise OSError("the key is gone")


def written(file: Path, reference: Callable[[pa.ChunkedArray], pa.ChunkedArray] | None, times: int, fails: str) -> None:
    with DutyFile(file, reference, 10) as duties:
        for _ in range(times):
            duties.add(DUTIES, *TOLD)
        if fails:
            raise ValueError(fails)


@pytest.mark.parametrize("times", [1, AHEAD + 1])
def test_what_fails_while_duties_are_written_is_raised(tmp_path: Path, times: int) -> None:
    with pytest.raises(OSError, match="the key is gone"):
        written(tmp_path / "duties", failing, times, "")


def test_what_fails_outside_stays_what_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        written(tmp_path / "duties", None, 1, "outside")
