"""days.parquet: every local day as it was known at its end. A working file: readable by its owner, not published."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.exchange.private import private
from dutybound.insight.compliance import Standing
from dutybound.insight.days import Days
from dutybound.insight.states import STATES
from dutybound.insight.tally import Tally

NAME = "days.parquet"
SUBJECTS = tuple(f"subjects_{standing.name.lower()}" for standing in Standing)
SCHEMA = pa.schema(
    [pa.field("standard", pa.string()), pa.field("unit", pa.string()), pa.field("day", pa.date32())]
    + [pa.field(state.value, pa.int32()) for state in STATES]
    + [pa.field(name, pa.int32()) for name in ("in_date", "live", *SUBJECTS)]
)


def write_days(tallies: Mapping[str, Tally], folder: Path, about: Mapping[str, str] | None = None) -> None:
    """A row for each standard, unit and day on which anything is counted; no subject and no officer is in it.

    `about` is what the file says of itself, as its metadata.
    """
    with pq.ParquetWriter(
        private(folder / NAME), SCHEMA.with_metadata(dict(about or {})), compression="zstd"
    ) as writer:
        for name, tally in tallies.items():
            if tally.days is not None:
                writer.write_table(day_table(name, tally.days, tally.holders.units, tally.standard.recurs))


def day_table(standard: str, days: Days, units: Sequence[str | None], recurs: bool) -> pa.Table:
    """The days of one standard by unit; of one that does not recur, what subjects are is null."""
    states, standings = days.states.transpose(0, 2, 1), days.standings.transpose(0, 2, 1)
    counted = states.any(axis=2) | standings.any(axis=2)
    slot, at = np.nonzero(counted)
    live = standings.sum(axis=2, dtype=np.int32) - standings[:, :, Standing.UNASSESSABLE]
    in_date = live - standings[:, :, Standing.OVERDUE]
    of_subjects = [in_date, live, *np.moveaxis(standings, 2, 0)]
    columns = [
        pa.repeat(pa.scalar(standard, pa.string()), len(slot)),
        pa.array(list(units), pa.string()).take(pa.array(slot)),
        pa.array((at + days.first).astype(np.int32)).cast(pa.date32()),
        *(pa.array(one[counted]) for one in np.moveaxis(states, 2, 0)),
        *(pa.array(one[counted]) if recurs else pa.nulls(len(slot), pa.int32()) for one in of_subjects),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)
