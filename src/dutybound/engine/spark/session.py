"""The Spark session that judges: the one that the environment describes, otherwise one on this machine."""

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dutybound.base.errors import DutyboundError, Problem

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

#: On one machine a shuffle into Spark's 200 partitions is mostly the making of partitions.
HERE = {"spark.sql.shuffle.partitions": f"{4 * (os.cpu_count() or 1)}"}

ENGINE = "--engine spark"
OTHERWISE = "or judge with --engine columnar, which says the same."
PACKAGES = ("pyspark", "sqlglot")

#: Held to where neither spark-defaults.conf nor SPARK_CONF_DIR says otherwise.
DEFAULTS = {
    "spark.app.name": "dutybound",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.execution.arrow.maxRecordsPerBatch": f"{1 << 17}",
}


def spark_session() -> "SparkSession":
    """A session; where none can be had, an error that says what to install."""
    if missing := why_not():
        raise DutyboundError(missing)
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    # Workers are started as this very Python, which is the one that has this package.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        with without_pandas_warning():
            builder = SparkSession.builder
            if not is_remote():
                builder = builder.config(conf=_configured())
            session = builder.getOrCreate()
            session.conf.set("spark.sql.session.timeZone", "UTC")
    except (PySparkException, ImportError) as error:
        remedy = f"See what Spark printed above; mend its settings, {OTHERWISE}"
        raise DutyboundError(Problem(ENGINE, f"Spark did not start: {first_line(error)}", remedy)) from error
    return session


def why_not() -> list[Problem]:
    """What Spark lacks here."""
    problems = []
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        what = f"{' and '.join(missing)} {'are' if missing[1:] else 'is'} not installed"
        problems.append(Problem(ENGINE, what, f"Run: pip install 'dutybound[spark]', {OTHERWISE}"))
    if not is_remote() and not has_java():
        remedy = f"Install Java 17 (Debian: apt-get install openjdk-17-jre-headless) or set JAVA_HOME, {OTHERWISE}"
        problems.append(Problem(ENGINE, "no Java was found, and Spark runs on it", remedy))
    return problems


def has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return (Path(home) / "bin" / "java").is_file() if home else shutil.which("java") is not None


def is_remote() -> bool:
    """Whether the session is one of Spark Connect, whose Java runs elsewhere."""
    return "SPARK_REMOTE" in os.environ


def is_local(spark: "SparkSession") -> bool:
    """Whether the workers are processes of this machine, and so see its temporary files."""
    return not is_remote() and (spark.sparkContext.master or "").startswith("local")


@contextmanager
def without_pandas_warning() -> Iterator[None]:
    """Spark warns of pandas 3 wherever a function takes Arrow, though no pandas is used here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


@contextmanager
def in_words() -> Iterator[None]:
    """What Spark itself fails at, said as every other error is; its own words are kept as the cause."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        remedy = f"Look into Spark's log for the cause (memory and disk first), {OTHERWISE}"
        raise DutyboundError(Problem(ENGINE, f"Spark gave up: {first_line(error)}", remedy)) from error


def first_line(error: Exception) -> str:
    return next(iter(f"{error}".strip().splitlines()), type(error).__name__)


def _configured() -> "SparkConf":
    from pyspark import SparkConf

    settings = SparkConf()
    is_here = (settings.get("spark.master") or "local").startswith("local") and not os.environ.get("MASTER")
    for name, value in {**DEFAULTS, **(HERE if is_here else {})}.items():
        settings.setIfMissing(name, value)
    return settings
