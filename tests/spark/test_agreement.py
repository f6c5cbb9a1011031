"""Spark and the reference say the same of drawn worlds, row for row, fifty subjects of one obligation at once."""

from collections import Counter
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given

from dutybound.duties.duty import Duty
from dutybound.engine.ledger import Course, Notice
from dutybound.engine.relation import Judgment
from dutybound.engine.spark.judging import walk
from dutybound.engine.spark.returning import judgments_in
from dutybound.engine.spark.session import without_pandas_warning
from dutybound.engine.spark.walking import Walking
from tests.columnar.agreeing import Answer, by_reference
from tests.columnar.drawn import Batch, batches
from tests.generative import examples
from tests.spark.rows import loading_of, rows_of, told

pytestmark = pytest.mark.xdist_group("spark")

NUMBERS = count()


def by_spark(spark: Any, batch: Batch, folder: Path) -> list[dict[str, Answer]]:
    """Of each programme what is said of each subject."""
    programmes, subjects = batch
    out = folder / f"{next(NUMBERS)}"
    with without_pandas_warning():
        facts = spark.createDataFrame(rows_of(subjects))
    walk(facts, Walking(loading_of(programmes), tuple(programmes)), out)
    return answers_of(judgments_in(out, [None] * len(programmes), programmes), batch)  # type: ignore[list-item]


def answers_of(judgments: Iterable[Judgment], batch: Batch) -> list[dict[str, Answer]]:
    found: list[dict[str, Answer]] = [{} for _ in batch[0]]
    for judgment in judgments:
        programme = judgment.programme
        parts: list[tuple[list[Any], ...]] = [([], [], []) for _ in judgment.subjects]
        names = judgment.subjects.to_pylist()
        for row in judgment.duties.to_pylist():
            place = row.pop("place")
            parts[place][0].append(Duty(programme.standard, programme.version, names[place], **row))
        for row in judgment.notices.to_pylist():
            parts[row.pop("place")][1].append(Notice(**row))
        for place, known, holds, is_stopped in judgment.courses.T.tolist():
            parts[place][2].append(Course(known, bool(holds), bool(is_stopped)))
        mine = found[next(number for number, one in enumerate(batch[0]) if one is programme)]
        for name, (duties, notices, course) in zip(names, parts, strict=True):
            assert name not in mine, "a subject was judged twice"
            mine[name] = (tuple(duties), tuple(notices), tuple(course))
    return found


@examples(20, phases=[Phase.generate])
@given(batch=batches())
def test_row_for_row(spark: Any, tmp_path: Path, batch: Batch) -> None:
    """With batches of seven facts the edge of one cuts many a subject. No example is made smaller: it takes long."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
    programmes, subjects = batch
    found = by_spark(spark, batch, tmp_path)
    wanted = by_reference(programmes, told(programmes, subjects))
    for number, (place, facts) in enumerate(subjects):
        if facts:  # a subject without any is in no table
            assert in_one_order(found[place][f"subject {number}"]) == in_one_order(wanted[number]), facts


def in_one_order(answer: Answer) -> object:
    """What is noticed at one moment comes in the order of the rows, and Spark's come in none."""
    duties, notices, course = answer
    return duties, Counter(notices), course
