"""How simulated rows stand in Arrow: the type of each kind of column, and minutes as instants and back."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import ColumnType
from dutybound.simulator.work_shapes import NEVER

INSTANT = pa.timestamp("us", "UTC")
ARROW = {
    ColumnType.TEXT: pa.string(), ColumnType.INTEGER: pa.int64(), ColumnType.NUMBER: pa.float64(),
    ColumnType.BOOLEAN: pa.bool_(), ColumnType.DATE: pa.date32(), ColumnType.INSTANT: INSTANT,
}  # fmt: skip
MINUTE = 60_000_000  # microseconds


def instant(minute: int) -> pa.Scalar:
    """A minute since 1970 as an instant."""
    return pa.scalar(minute * MINUTE, pa.int64()).cast(INSTANT)


def instants(minutes: np.ndarray) -> pa.Array:
    """Minutes since 1970 as instants; empty where one is NEVER."""
    empty = minutes >= NEVER
    return pa.array(np.where(empty, 0, minutes).astype(np.int64) * MINUTE, mask=empty).cast(INSTANT)


def minutes_of(column: Any) -> np.ndarray:
    """A column of instants as minutes; NEVER where it is empty."""
    filled = np.asarray(pc.fill_null(column.cast(pa.int64()), 0).to_numpy())
    return np.where(np.asarray(column.is_null()), NEVER, filled // MINUTE)
