"""Duties are written by a thread of their own; what fails there is no success."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutybound.exchange import duty_file
from dutybound.exchange.duty_file import AHEAD, COLUMNS, IDS, SCHEMA, TIMES, DutyFile
from dutybound.exchange.references import References

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
    assert list(tmp_path.iterdir()) == []


def test_what_fails_outside_stays_what_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        written(tmp_path / "duties", None, 1, "outside")
    assert list(tmp_path.iterdir()) == []


def test_what_fails_while_the_file_is_closed_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close = pq.ParquetWriter.close

    def full(self: pq.ParquetWriter) -> None:
        if self.is_open:
            close(self)
            raise OSError("disk full")

    monkeypatch.setattr(pq.ParquetWriter, "close", full)
    with pytest.raises(OSError, match="disk full"):
        written(tmp_path / "duties", None, 1, "")
    assert list(tmp_path.iterdir()) == []


def at(moment: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment)


@pytest.mark.parametrize("rows", [duty_file.ROWS, 3])
def test_what_is_written_is_read_back_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """Batch by batch in their order, however many wait for a row group: but what was known only later is left out."""
    monkeypatch.setattr(duty_file, "ROWS", rows)
    reference, wanted = References(b"k" * 32), []
    with DutyFile(tmp_path / "duties", reference.of_all, 10, {"about": "made up"}) as duties:
        for batch in range(7):
            columns = {name: [f"{name}-{batch}", f"{name}-{batch}"] for name in COLUMNS if name not in TIMES}
            times = {name: pa.array([batch, batch], pa.int64()) for name in TIMES}
            times |= {"known_from": pa.array([10, 11], pa.int64()), "known_to": pa.array([10 + batch, 12], pa.int64())}
            state, unit = pa.array(["met", "missed"]), pa.array([None, "North"], pa.string())
            duties.add(pa.table({name: {**columns, **times}[name] for name in COLUMNS}), state, unit,
                       pa.array([batch % 2 == 0, None]))  # fmt: skip
            row = {name: f"{name}-{batch}" for name in columns} | {name: at(batch) for name in TIMES}
            row |= {name: reference.of(f"{name}-{batch}") for name in IDS}
            row |= {"known_from": at(10), "known_to": at(10) if batch == 0 else None}
            wanted.append({**row, "state": "met", "unit": None, "inherited": batch % 2 == 0})
    read = pq.read_table(tmp_path / "duties")
    assert read.schema.equals(SCHEMA)
    assert read.schema.metadata[b"about"] == b"made up"
    assert read.to_pylist() == wanted
