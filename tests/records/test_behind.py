"""A database whose tables are not those of this version is refused in words, before anything is asked of it."""

from pathlib import Path

import pytest
from django.db import connections

import dutybound.records.schema  # noqa: F401  Django is set up before a model is imported
from dutybound.base.errors import DutyboundError
from dutybound.cli.auditing import sample_named
from dutybound.exchange.loading.databases import Databases
from dutybound.records.making import make_tables
from tests.records.kept import Kept, opened, sqlite


def changed(kept: Kept, sql: str) -> None:
    with connections["kept"].cursor() as cursor:
        cursor.execute(sql)


def test_a_column_that_came_later_in_place_is_named_with_how_to_add_it(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(kept, "ALTER TABLE audit_sample DROP COLUMN calibration")
    with pytest.raises(DutyboundError, match=r"lacks audit_sample\.calibration") as error:
        kept.databases.ready()
    monkeypatch.setattr("dutybound.cli.auditing.records_databases", lambda: kept.databases)
    with pytest.raises(DutyboundError, match="The records cannot be read"):
        sample_named("spring/1")
    sql = f"{error.value.problems[0].remedy}".partition("run in it: ")[2]
    changed(kept, sql)
    kept.databases.ready()


def test_one_that_every_row_needs_cannot_be_added_by_the_way(kept: Kept) -> None:
    changed(kept, "ALTER TABLE audit_sample DROP COLUMN seed")
    with pytest.raises(DutyboundError, match="Set it aside and load its extracts into a new one"):
        kept.databases.ready()


def test_a_table_that_came_later_is_named_too(tmp_path: Path) -> None:
    """In the store that is to have it: a file opened beside the stores may be of some tables only."""
    before = dict(connections.databases["default"])
    try:
        connections["default"].close()
        del connections["default"]
        connections.databases["default"] = before | sqlite(tmp_path / "store.sqlite3")
        make_tables("default")
        Databases({"default": "default", "diversion": "default"}).refuse_behind()
        with connections["default"].cursor() as cursor:
            cursor.execute("DROP TABLE audit_moderation")
        with pytest.raises(DutyboundError, match="lacks audit_moderation"):
            Databases({"default": "default", "diversion": "default"}).refuse_behind()
    finally:
        connections["default"].close()
        del connections["default"]
        connections.databases["default"] = before


def test_what_a_database_of_one_store_has_not_is_not_missed(tmp_path: Path, empty: Path) -> None:
    (tmp_path / "some.sqlite3").write_bytes(empty.read_bytes())
    with opened({"beside": sqlite(tmp_path / "some.sqlite3")}):
        with connections["beside"].cursor() as cursor:
            cursor.execute("DROP TABLE diversion_place")
        Databases({"default": "beside", "diversion": "beside"}).refuse_behind()
