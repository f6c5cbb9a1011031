"""A source judged on Spark: facts brought together by subject, then the compiled fold where they lie."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dutybound.duties.duty import FOREVER
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.loading import loading_of
from dutybound.engine.columnar.strands import of_one_table
from dutybound.engine.lowering import programme_of
from dutybound.engine.preparing import ORDER
from dutybound.engine.relation import Judgment
from dutybound.engine.source import Source
from dutybound.engine.spark.session import in_words, spark_session, without_pandas_warning

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from dutybound.engine.spark.walking import Walking


def judged_by_spark(
    standards: Sequence[Standard], source: Source, policy: PolicyBook, as_at: int = FOREVER, suspensions: bool = True
) -> Iterator[Judgment]:
    """Every subject of a source under its standards, judged by the compiled fold on Spark: the columnar engine's rows.

    Subjects come in the order of Spark's partitions. Spark is imported only here: it is an extra.
    """
    spark = spark_session()
    from dutybound.engine.spark.returning import judgments_in
    from dutybound.engine.spark.tables import tables_of
    from dutybound.engine.spark.walking import Walking

    with tables_of(source, spark) as tables:
        for number, some in enumerate(of_one_table(standards)):
            programmes = [programme_of(standard, policy, source.calendar) for standard in some]
            loading = loading_of(some, programmes, source, as_at, suspensions)
            out = tables.folder / f"judged-{number}"
            with in_words():
                walk(tables.facts(loading.strands.query()), Walking(loading, tuple(programmes)), out)
            yield from judgments_in(out, some, programmes)


def walk(facts: "DataFrame", walking: "Walking", out: Path) -> None:
    """Judge facts where they lie, and write what is found to a folder of Parquet files."""
    from dutybound.engine.spark.walking import ddl

    in_order = [facts[name].asc_nulls_last() for name in ORDER]
    by_subject = facts.repartition("subject").sortWithinPartitions(*in_order)
    with without_pandas_warning():
        by_subject.mapInArrow(walking, ddl()).write.parquet(out.as_uri())
