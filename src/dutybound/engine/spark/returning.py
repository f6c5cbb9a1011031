"""What the workers wrote, as judgments: read a stretch at a time, never all at once."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.standard import Standard
from dutybound.engine.facts import Programme
from dutybound.engine.relation import Judgment
from dutybound.engine.spark.walking import ANSWER

ROWS = 1 << 16  # subjects under a standard that are read at once


def judgments_in(folder: Path, standards: Sequence[Standard], programmes: Sequence[Programme]) -> Iterator[Judgment]:
    """The judgments of a folder of Parquet files; if any worker refused, that as one error before anything else."""
    files = sorted(folder.glob("part-*.parquet"))
    if problems := sorted({problem for file in files for problem in _refused(file)}):
        raise DutyboundError(problems)
    for file in files:
        for batch in pq.ParquetFile(file).iter_batches(ROWS):
            yield from _judgments(batch, standards, programmes)


def _refused(file: Path) -> list[Problem]:
    rows = pq.read_table(file, columns=["refused"]).column("refused").drop_null().to_pylist()
    return [Problem(**problem) for row in rows for problem in row]


def _judgments(
    batch: pa.RecordBatch, standards: Sequence[Standard], programmes: Sequence[Programme]
) -> Iterator[Judgment]:
    for place, (standard, programme) in enumerate(zip(standards, programmes, strict=True)):
        own = batch.filter(pc.equal(batch.column("standard"), place))
        if own.num_rows:
            courses = _rows(own, "courses")
            numbers = np.stack([np.asarray(courses.column(name)) for name in courses.column_names])
            yield Judgment(
                standard, programme, own.column("subject"), _rows(own, "duties"), numbers, _rows(own, "notices")
            )


def _rows(batch: pa.RecordBatch, name: str) -> pa.Table:
    """Lists as the rows that they hold, each with the `place` of its list."""
    lists = batch.column(name)
    columns = pc.list_flatten(lists).flatten()
    fields = ANSWER.field(name).type.value_type
    named = {field.name: column for field, column in zip(fields, columns, strict=True)}
    return pa.table({"place": pc.list_parent_indices(lists).cast(pa.int64()), **named})
