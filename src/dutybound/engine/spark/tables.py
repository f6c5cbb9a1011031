"""The tables of a source where Spark reads them: as Parquet, in a folder that every worker sees."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dutybound.base.errors import DutyboundError, Problem
from dutybound.engine.conditions import literal
from dutybound.engine.source import Source
from dutybound.engine.spark.session import is_local

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FOLDER = "DUTYBOUND_SPARK_FOLDER"


@dataclass
class SparkTables:
    """The tables that queries name, each written to `folder` when it is first asked for."""

    spark: "SparkSession"
    source: Source
    folder: Path
    views: dict[str, str] = field(default_factory=dict)

    def facts(self, query: str) -> "DataFrame":
        """What a query for DuckDB brings, in no order. What translates it is an extra, and imported only here."""
        from dutybound.engine.spark.dialect import in_spark

        return self.spark.sql(in_spark(query, self.view_of))

    def view_of(self, table: str) -> str:
        """The name under which the session knows a table: no other assessment in it has the same."""
        if table not in self.views:
            number = len(self.views)
            file = self.folder / f"table-{number}.parquet"
            self.source.connection.execute(f'COPY "{table}" TO {literal(str(file))} (FORMAT parquet)')
            view = f"{self.folder.name}_{number}".replace("-", "_")
            self.spark.read.parquet(file.as_uri()).createOrReplaceTempView(f"`{view}`")
            self.views[table] = view
        return self.views[table]

    def forget(self) -> None:
        for view in self.views.values():
            self.spark.catalog.dropTempView(view)


@contextmanager
def tables_of(source: Source, spark: "SparkSession") -> Iterator[SparkTables]:
    """The tables of a source for one assessment; files and views are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dutybound-spark-", dir=_shared_folder(spark)) as folder:
        tables = SparkTables(spark, source, Path(folder))
        try:
            yield tables
        finally:
            tables.forget()


def _shared_folder(spark: "SparkSession") -> str | None:
    """Where the files may lie; None where the machine's own temporary folder will do."""
    named = os.environ.get(FOLDER)
    if named is None and not is_local(spark):
        what = "is not set, and the workers of this cluster do not see the temporary files of this machine"
        raise DutyboundError(Problem(FOLDER, what, "Name a folder that this machine and all workers read and write."))
    if named is not None and not Path(named).is_dir():
        raise DutyboundError(Problem(FOLDER, f"{named} is not a folder", "Make it, or name another."))
    return named
