"""Duties are written by a thread of their own; what fails there is no success."""

from pathlib import Path

import pyarrow as pa
import pytest

from dutybound.exchange.duty_file import AHEAD, COLUMNS, TIMES, DutyFile

DUTIES = pa.table({name: pa.array([1], pa.int64()) if name in TIMES else ["one"] for name in COLUMNS})
TOLD = pa.array(["met"]), pa.array(["North"]), pa.array([False])


def failing(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    raise OSError("the key is gone")


@pytest.mark.parametrize("times", [1, AHEAD + 1])
def test_what_fails_while_duties_are_written_is_raised(tmp_path: Path, times: int) -> None:
    with pytest.raises(OSError, match="the key is gone"), DutyFile(tmp_path / "duties", failing, 10) as duties:
        for _ in range(times):
            duties.add(DUTIES, *TOLD)


def test_what_fails_outside_stays_what_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"), DutyFile(tmp_path / "duties", None, 10) as duties:
        duties.add(DUTIES, *TOLD)
        raise ValueError("outside")
