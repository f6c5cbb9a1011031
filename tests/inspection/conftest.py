"""The made-up investigations assessed once, the files of a made-up inspection, and a database of each test's own."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from tests.cli.test_assess import run
from tests.records.kept import migrated, sqlite

EXAMPLES = Path(__file__).parents[2] / "examples"
INSPECTION = EXAMPLES / "inspection"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("settings") / "force"


@pytest.fixture(scope="session")
def assessed(settings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `dutybound assess` wrote it: read only; whoever changes anything copies it first."""
    out = tmp_path_factory.mktemp("assessed") / "results"
    assert run(settings, "assess", EXAMPLES / "investigations", "--as-at", "2016-06-30", "--out", out).returncode == 4
    return out


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def records(tmp_path: Path, empty: Path) -> Iterator[Path]:
    """The folder of the records, with both stores empty."""
    files = {alias: tmp_path / f"{alias}.sqlite3" for alias in ("default", "diversion")}
    for file in files.values():
        shutil.copy(empty, file)
    with kept_at(files):
        yield tmp_path


@contextmanager
def kept_at(files: Mapping[str, Path]) -> Iterator[None]:
    """The product's own databases, by alias, are these files for a while."""
    before = {alias: dict(connections.databases[alias]) for alias in files}
    for alias, file in files.items():
        _use(alias, {**before[alias], **sqlite(file)})
    try:
        yield
    finally:
        for alias, said in before.items():
            _use(alias, said)


def _use(alias: str, said: dict[str, object]) -> None:
    connections[alias].close()
    del connections[alias]
    connections.databases[alias] = said
