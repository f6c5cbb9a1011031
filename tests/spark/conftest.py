"""Whether Spark can be tried here; where it cannot, its tests say so, and on the build server they fail."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from dutybound.engine.spark.session import spark_session, why_not
from tests.conftest import UNTRIED


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """One session for all tests: it takes longer to start than to judge."""
    if missing := why_not():
        said = "; ".join(problem.what for problem in missing)
        assert os.environ.get("CI", "").lower() != "true", said
        pytest.skip(f"{UNTRIED}: {said}")
    session = spark_session()
    yield session
    session.stop()
