"""A records database of each test's own, which the commands and actions find where the product keeps theirs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from tests.records.kept import migrated, sqlite


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def records(tmp_path: Path, empty: Path) -> Iterator[Path]:
    """The folder of the records, with both stores empty."""
    before = {alias: dict(connections.databases[alias]) for alias in ("default", "diversion")}
    for alias in before:
        shutil.copy(empty, tmp_path / f"{alias}.sqlite3")
        _use(alias, {**before[alias], **sqlite(tmp_path / f"{alias}.sqlite3")})
    yield tmp_path
    for alias, said in before.items():
        _use(alias, said)


def _use(alias: str, said: dict[str, object]) -> None:
    connections[alias].close()
    del connections[alias]
    connections.databases[alias] = said
