"""The records of an audit: a copy of the database without a row for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.records.kept import Kept, kept_in


@pytest.fixture
def kept(tmp_path: Path, empty: Path) -> Iterator[Kept]:
    yield from kept_in(tmp_path, empty)
