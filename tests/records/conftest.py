"""A database of records without a row, made once, and a copy of it for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.records.kept import Kept, kept_in, migrated


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def kept(tmp_path: Path, empty: Path) -> Iterator[Kept]:
    yield from kept_in(tmp_path, empty)
