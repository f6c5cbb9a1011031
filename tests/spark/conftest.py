"""Whether Spark can be tried here; where it cannot, its tests say so, and on the build server they fail."""

import os
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest

from dutybound.engine.spark.session import HERE, spark_session, why_not
from tests.conftest import UNTRIED

#: There are few rows: Java compiles quickly rather than well, and two partitions are enough to part them.
FOR_FEW_ROWS = {
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """One session for all tests: it takes longer to start than to judge."""
    if missing := why_not():
        said = "; ".join(problem.what for problem in missing)
        assert os.environ.get("CI", "").lower() != "true", said
        pytest.skip(f"{UNTRIED}: {said}")
    with mock.patch.dict(HERE, FOR_FEW_ROWS):
        session = spark_session()
    yield session
    session.stop()
