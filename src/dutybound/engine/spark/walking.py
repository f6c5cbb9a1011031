"""What a worker does: the facts of whole subjects in, one row for each subject and standard out."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dutybound.base.errors import DutyboundError
from dutybound.engine.columnar.columns import DutyColumns
from dutybound.engine.columnar.judging import judge_columns
from dutybound.engine.columnar.loading import Loading, by_subject
from dutybound.engine.facts import Programme
from dutybound.engine.relation import COLUMNS, TEXTS

DUTY = {name: pa.string() if name in TEXTS else pa.int64() for name in COLUMNS}
COURSE = {name: pa.int64() for name in ("known", "holds", "is_stopped")}
NOTICE = {"what": pa.string(), "fact": pa.string(), "known": pa.int64()}
REFUSAL = {name: pa.string() for name in ("where", "what", "remedy")}

#: `standard` is a place among the standards judged together; a row that has `refused` has nothing else.
ANSWER = pa.schema(
    {
        "standard": pa.int16(),
        "subject": pa.string(),
        "duties": pa.list_(pa.struct(DUTY)),
        "courses": pa.list_(pa.struct(COURSE)),
        "notices": pa.list_(pa.struct(NOTICE)),
        "refused": pa.list_(pa.struct(REFUSAL)),
    }
)
_NAMES = {pa.string(): "STRING", pa.int64(): "BIGINT", pa.int16(): "SMALLINT"}


def ddl(fields: pa.Schema = ANSWER) -> str:
    """The columns in the words of Spark."""
    return ", ".join(f"`{field.name}` {_type(field.type)}" for field in fields)


def _type(kind: pa.DataType) -> str:
    if not pa.types.is_list(kind):
        return _NAMES[kind]
    inner = ", ".join(f"`{field.name}`: {_NAMES[field.type]}" for field in kind.value_type)
    return f"ARRAY<STRUCT<{inner}>>"


@dataclass(frozen=True)
class Walking:
    """Judges a partition, whose facts are sorted by subject; a subject cut by a batch's edge is held back."""

    loading: Loading
    programmes: tuple[Programme, ...]

    def __reduce__(self) -> tuple[object, ...]:
        """By the names of its classes: Spark's own way sends a class of numpy's as code, which then does not work."""
        return _unpacked, (pickle.dumps((self.loading, self.programmes)),)

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """An error is an answer too: raised here, it would reach its reader as a traceback."""
        try:
            for table in by_subject(batches):
                facts = self.loading.columns(table)
                if facts.groups:
                    for place, found in enumerate(judge_columns(self.programmes, facts)):
                        yield answers(place, found)
        except DutyboundError as error:
            yield refusal(error)


def _unpacked(packed: bytes) -> Walking:
    return Walking(*pickle.loads(packed))


def answers(place: int, found: DutyColumns) -> pa.RecordBatch:
    """A row for each subject under one standard."""
    count = found.facts.groups
    courses = dict(zip(("place", *COURSE), found.courses, strict=True))
    columns = [
        pa.array(np.full(count, place, np.int16)),
        found.facts.subjects.cast(pa.string()),
        _lists(found.duty_table(), DUTY, count),
        _lists(pa.table(courses), COURSE, count),
        _lists(found.notice_table(), NOTICE, count),
        pa.nulls(count, ANSWER.field("refused").type),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=ANSWER)


def refusal(error: DutyboundError) -> pa.RecordBatch:
    problems = [{name: getattr(problem, name) for name in REFUSAL} for problem in error.problems]
    return pa.RecordBatch.from_pylist([{"refused": problems}], schema=ANSWER)


def _lists(rows: pa.Table, fields: dict[str, pa.DataType], count: int) -> pa.ListArray:
    """Rows in the order of their `place` as a list for each of `count` places."""
    offsets = np.searchsorted(np.asarray(rows.column("place")), np.arange(count + 1)).astype(np.int32)
    columns = [rows.column(name).combine_chunks().cast(kind) for name, kind in fields.items()]
    wanted = pa.struct(fields)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.StructArray.from_arrays(columns, fields=list(wanted)))
