"""subject_days.parquet: what the days of each subject were, under each standard that recurs. A working file.

The interval of days in compliance is taken over subjects, so nobody can work it out from the days of all together.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.exchange.private import private
from dutybound.insight.compliance import Standing
from dutybound.insight.tally import Tally

NAME = "subject_days.parquet"
DAYS = tuple(f"days_{standing.name.lower()}" for standing in Standing)
SCHEMA = pa.schema(
    [pa.field("standard", pa.string()), pa.field("subject", pa.string())]
    + [pa.field(name, pa.int32()) for name in DAYS]
)


def write_subject_days(
    tallies: Mapping[str, Tally],
    folder: Path,
    reference: Callable[[pa.Array], pa.ChunkedArray] | None,
    about: Mapping[str, str] | None = None,
) -> None:
    """A row for each standard that recurs and subject with any day; `reference` turns ids into what is written."""
    with pq.ParquetWriter(
        private(folder / NAME), SCHEMA.with_metadata(dict(about or {})), compression="zstd"
    ) as writer:
        for name, tally in tallies.items():
            if tally.standard.recurs:
                writer.write_table(_table(name, tally, reference))


def _table(name: str, tally: Tally, reference: Callable[[pa.Array], pa.ChunkedArray] | None) -> pa.Table:
    found = tally.by_subject
    chosen = found.days.any(axis=1)
    subjects = found.subjects.filter(pa.array(chosen))
    columns = [
        pa.repeat(pa.scalar(name, pa.string()), len(subjects)),
        reference(subjects) if reference else subjects.cast(pa.string()),
        *(pa.array(one, pa.int32()) for one in found.days[chosen].T),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)
