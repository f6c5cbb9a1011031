"""Records in a database of Django's are read as they stand: the same rows as went in, to the microsecond."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from dutybound.exchange.databases.address import postgres_address
from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.reading import read_source
from tests.exchange.postgres_server import PASSWORD, USER, Server
from tests.exchange.test_postgres import server  # noqa: F401  a fixture
from tests.practice.practice import force
from tests.records.stored import store, stored


def declared(folder: Path) -> Declaration:
    folder.mkdir()
    zone = 'records = true\n[calendar]\nzone = "Europe/London"\nregion = "GB-ENG"\n'
    (folder / "dutybound.toml").write_text(zone)
    return read_declaration(folder)


def without_zone(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def is_the_small_force(extract: Extract) -> None:
    assert not extract.exclusions
    for name, table in force().items():
        came, went = extract.tables[name].sort_by("id"), table.sort_by("id")
        for column in table.column_names:
            values = [without_zone(one) for one in went.column(column).to_pylist()]
            assert came.column(column).to_pylist() == values, f"{name}.{column}"


def test_rows_come_back_from_sqlite_as_they_went_in(tmp_path: Path) -> None:
    is_the_small_force(read_source(stored(tmp_path / "records.sqlite3", force()), declared(tmp_path / "declared")))


@pytest.mark.xdist_group("postgres")
def test_rows_come_back_from_postgresql_as_they_went_in(tmp_path: Path, server: Server) -> None:  # noqa: F811
    server.run("DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public")
    there = {"HOST": f"{server.folder}", "NAME": "postgres", "USER": USER, "PASSWORD": PASSWORD}
    store({"ENGINE": "django.db.backends.postgresql", **there}, force())
    is_the_small_force(read_source(postgres_address(server.uri()), declared(tmp_path / "declared")))


def test_diversion_lies_in_a_store_of_its_own(tmp_path: Path) -> None:
    """The installed product, as its settings have it: two files, and no table of one in the other."""
    kept = {"default": tmp_path / "records.sqlite3", "diversion": tmp_path / "diversion.sqlite3"}
    named = {"DUTYBOUND_DATABASE": f"{kept['default']}", "DUTYBOUND_DIVERSION_DATABASE": f"{kept['diversion']}"}
    environment = {**os.environ, **named, "DJANGO_SETTINGS_MODULE": "dutybound.config.settings"}
    migrate = "import django; django.setup(); from django.core.management import call_command\n"
    migrate += "".join(f"call_command('migrate', database='{name}', verbosity=0)\n" for name in kept)
    subprocess.run([sys.executable, "-c", migrate], env=environment, check=True)
    tables = {name: tables_in(file) for name, file in kept.items()}
    assert {"diversion_place", "diversion_project", "project_aim"} <= tables["diversion"]
    assert {"person", "threat", "investigation"} <= tables["default"]
    assert tables["default"] & tables["diversion"] == set()


def tables_in(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as opened:
        rows = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name for (name,) in rows} - {"django_migrations", "sqlite_sequence"}


def test_a_row_that_belongs_to_none_is_refused(tmp_path: Path) -> None:
    tables = {**force(), "investigation": force()["investigation"].slice(0, 0)}
    with pytest.raises(DatabaseError, match="FOREIGN KEY constraint failed"):
        stored(tmp_path / "records.sqlite3", tables)
