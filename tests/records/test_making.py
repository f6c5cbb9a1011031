"""Tables made at once are those that the migrations make."""

import sqlite3
from pathlib import Path

from django.core.management import call_command

from tests.records.kept import migrated, opened, sqlite


def told(file: Path) -> dict[str, list[set[tuple[object, ...]]]]:
    """Of each table its columns, links and indexes, in whatever order they were made."""
    with sqlite3.connect(file) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in names:
            columns = {row[1:] for row in connection.execute(f'PRAGMA table_info("{name}")')}
            links = {row[2:] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')}
            indexes = {row[1:] for row in connection.execute(f'PRAGMA index_list("{name}")')}
            found[name] = [columns, links, indexes]
    return found


def test_they_are_the_same_and_no_migration_is_left_to_make(tmp_path: Path) -> None:
    with opened({"step": sqlite(tmp_path / "step.sqlite3")}):
        call_command("migrate", database="step", verbosity=0)
    at_once = migrated(tmp_path)
    assert told(at_once) == told(tmp_path / "step.sqlite3")
    assert len(told(at_once)) > 150
    with opened({"empty": sqlite(at_once)}):
        call_command("migrate", database="empty", check_unapplied=True, verbosity=0)
