"""The compiled fold on Spark beside the same fold alone: the same rows, and how its time grows."""

import tempfile
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
from tools.bench.drawn import loading, recurring
from tools.bench.parts import Figures, facts_file, judged, seconds, slope

from dutybound.engine.relation import COLUMNS, TEXTS
from dutybound.engine.spark.judging import walk
from dutybound.engine.spark.returning import judgments_in
from dutybound.engine.spark.session import spark_session, why_not
from dutybound.engine.spark.walking import Walking

ORDER = [(name, "ascending") for name in ("subject", "owed_from", "known_from")]
NO_STANDARD: Any = None


def spark(sizes: list[int]) -> Figures:
    """Facts of so many investigations read, brought together by subject, judged, written and read back.

    Spark and its workers have run before: starting them is not counted. `same`: whether the rows of the smallest size
    are those of the columnar engine; `exponent`: the slope of the logarithms.
    """
    if missing := why_not():
        return {"missing": "; ".join(problem.what for problem in missing)}
    session, programmes, numbers = spark_session(), recurring(1), count()
    walking = Walking(loading(programmes), tuple(programmes))
    with tempfile.TemporaryDirectory() as scratch:

        def found(size: int) -> Iterator[pa.Table]:
            out = Path(scratch) / f"{next(numbers)}"
            walk(session.read.parquet(facts_file(size).resolve().as_uri()), walking, out)
            for one in judgments_in(out, [NO_STANDARD], programmes):
                yield _with_subject(one.duties, one.subjects)

        least = min(sizes)
        alone = (
            _with_subject(one.duty_table(), one.facts.subjects) for (one,) in judged(facts_file(least), programmes)
        )
        same = _in_order(found(least)).equals(_in_order(alone))
        took = [seconds(lambda size=size: sum(len(one) for one in found(size)), 2) for size in sizes]
    named: Figures = {f"{size:,}": one for size, one in zip(sizes, took, strict=True)}
    return {**named, "exponent": slope(sizes, took), "same": int(same)}


def _with_subject(duties: pa.Table, subjects: pa.Array) -> pa.Table:
    subject = subjects.take(duties.column("place").combine_chunks())
    plain = {name: duties.column(name).cast(pa.string() if name in TEXTS else pa.int64()) for name in COLUMNS}
    return pa.table({"subject": subject, **plain})


def _in_order(tables: Iterable[pa.Table]) -> pa.Table:
    return pa.concat_tables(list(tables)).sort_by(ORDER).combine_chunks()
