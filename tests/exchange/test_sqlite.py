"""A SQLite file as a source: its tables stand where files stood, and all are read as at one moment."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from adbc_driver_manager import OperationalError

from dutybound.base.errors import DutyboundError
from dutybound.exchange.databases.sqlite import SqliteDatabase, opened_sqlite
from dutybound.exchange.extract import Extract
from dutybound.exchange.reading import read_source
from tests.exchange.worlds import CASES, column, declared, loaded, one_column, whats

VISITS = CASES + '[visit]\nhappened = "made_at"\n[visit.columns]\nmade_at = { type = "instant" }\n'
VISITS += 'case = { of = "case" }\n'


def made(file: Path, *statements: str, rows: Iterable[tuple[Any, ...]] = ()) -> Path:
    """A SQLite file in which these statements were run; the last of them once for each row, where there are rows."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements[: -1 if rows else None]:
            connection.execute(statement)
        if rows:
            connection.executemany(statements[-1], rows)
    return file


def written_elsewhere(file: Path, statement: str) -> None:
    """Run by another process: SQLite's locks are the process's, and two copies of it in one undo each other's."""
    program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit(); c.close()"
    subprocess.run([sys.executable, "-c", program, str(file), statement], check=True, timeout=60)


def read(folder: Path, *statements: str, rows: Iterable[tuple[Any, ...]] = (), **how: Any) -> Extract:
    return read_source(made(folder / "records.db", *statements, rows=list(rows)), declared(folder, **how))


def refusal(folder: Path, *statements: str, **how: Any) -> list[str]:
    with pytest.raises(DutyboundError) as refused:
        read(folder, *statements, **how)
    return whats(refused.value.problems)


def test_its_tables_are_read_as_files_of_the_same_content_are(tmp_path: Path) -> None:
    from_files = loaded(
        tmp_path / "files",
        {
            "case.csv": "id,opened_on,risk\nA,2016-04-01,high\nB,2016-07-01,\n",
            "visit.csv": "id,made_at,case\n1,2016-04-02 09:30,A\n2,2016-07-02T09:30:00+02:00,B\n",
        },
        tables=VISITS,
    )
    (tmp_path / "stored").mkdir()
    stored = read(
        tmp_path / "stored",
        "CREATE TABLE 'case' (id TEXT PRIMARY KEY, opened_on DATE, risk)",
        "INSERT INTO 'case' VALUES ('B', '2016-07-01', NULL), ('A', '2016-04-01', 'high')",
        "CREATE TABLE held (id INTEGER PRIMARY KEY, made_at, case_id)",
        "INSERT INTO held VALUES (1, '2016-04-02 09:30', 'A'), (2, '2016-07-02T09:30:00+02:00', 'B')",
        "CREATE VIEW visit AS SELECT id, made_at, case_id AS 'case' FROM held",
        tables=VISITS,
    )
    assert stored.tables == from_files.tables
    assert stored.unused == ("held: no table is read from it",)


def test_the_mapping_names_the_table(tmp_path: Path) -> None:
    mapping = '[case]\ntable = "Crime Log"\nwhere = { kind = "7" }\n[case.columns]\nid = "Ref No"\n'
    mapping += 'opened_on = { column = "Opened", format = "%d/%m/%Y" }\n'
    found = read(
        tmp_path,
        'CREATE TABLE "Crime Log" ("Ref No", Opened, kind INTEGER)',
        "INSERT INTO \"Crime Log\" VALUES (1, '01/04/2016', 7), (2, '02/04/2016', 8)",
        mapping=mapping,
    )
    assert column(found, "id") == ["1"]
    assert [f"{one}" for one in column(found, "opened_on")] == ["2016-04-01"]


def test_a_value_keeps_its_own_type_however_late_it_comes(tmp_path: Path) -> None:
    """The driver takes a column's type from the first rows; here these say nothing, or whole numbers."""
    rows = [(f"{number:05}", None, number) for number in range(3000)] + [("x", "high", 0.1), ("y", "medium", 1e-300)]
    tables = one_column("number") + 'risk = { type = "text" }\n'
    found = read(
        tmp_path,
        "CREATE TABLE 'case' (id, risk, v)",
        "INSERT INTO 'case' VALUES (?, ?, ?)",
        rows=rows,
        tables=tables,
    )
    assert column(found, "risk")[2999:] == [None, "high", "medium"]
    assert column(found, "v")[2998:] == [2998.0, 2999.0, 0.1, 1e-300]


def test_numbers_are_read_to_the_last_digit(tmp_path: Path) -> None:
    rows = [(f"{place}", value) for place, value in enumerate((1 / 3, 2**53 + 2.0, 0.1 + 0.2))]
    found = read(
        tmp_path,
        "CREATE TABLE 'case' (id, v REAL)",
        "INSERT INTO 'case' VALUES (?, ?)",
        rows=rows,
        tables=one_column("number"),
    )
    assert column(found, "v") == [value for _, value in rows]


def test_a_write_between_two_tables_is_not_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(
        tmp_path / "records.db",
        "PRAGMA journal_mode = wal",
        "CREATE TABLE 'case' (id)",
        "INSERT INTO 'case' VALUES ('A')",
        "CREATE TABLE visit (id, made_at, 'case')",
        "INSERT INTO visit VALUES (1, '2016-04-02 09:30', 'A')",
    )
    reading = SqliteDatabase.read

    def read_then_write(self: SqliteDatabase, *asked: Any) -> Any:
        found = reading(self, *asked)
        written_elsewhere(file, "INSERT INTO visit VALUES (abs(random()), '2016-04-03 09:30', 'A')")
        return found

    declaration = declared(tmp_path, tables=VISITS)
    monkeypatch.setattr(SqliteDatabase, "read", read_then_write)
    assert read_source(file, declaration).loaded["visit"] == 1
    monkeypatch.undo()
    assert read_source(file, declaration).loaded["visit"] == 3


def test_nothing_can_be_written(tmp_path: Path) -> None:
    file = made(tmp_path / "a#b?%41.db", "CREATE TABLE 'case' (id)")
    with (
        opened_sqlite(file) as database,
        database.connection.cursor() as cursor,
        pytest.raises(OperationalError, match="readonly"),
    ):
        cursor.execute("INSERT INTO 'case' VALUES (1)")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a#b?%41.db"]


def test_all_faults_of_all_tables_are_said_at_once(tmp_path: Path) -> None:
    found = refusal(
        tmp_path,
        "CREATE TABLE 'case' (id, opened_on, risk BLOB)",
        "INSERT INTO 'case' VALUES ('A', 'soon', x'00'), ('B', '2016-04-01', 'high')",
        "CREATE TABLE visit (id PRIMARY KEY, made_at, 'case')",
        "INSERT INTO visit VALUES (2, 1459500000, 'A'), (1, '2016-04-02', 'A')",
        tables=VISITS,
    )
    assert found == [
        "case, column 'risk': holds binary values (blob) in 1 of its rows",
        "visit, row 3, column 'made_at': '1459500000' is not a date or time that can be read",
        "visit, row 2, column 'made_at': '2016-04-02' has no time of day",
    ]


def test_what_is_not_there_is_said_with_the_nearest(tmp_path: Path) -> None:
    for number, (mapping, said) in enumerate(
        (
            ('[case]\ntable = "crimes"\n', "mapping.toml: [case]: table 'crimes' is not in records.db, or may not be"),
            ('[case]\nfile = "case.csv"\n', "mapping.toml: [case]: is read from the file 'case.csv', and records.db"),
            ('[case]\ntable = "crime"\n[case.columns]\nid = "Ref"\n', "mapping.toml: [case] columns.id: the column"),
            ("", "records.db: holds no declared table that this user may see"),
        )
    ):
        (folder := tmp_path / f"{number}").mkdir()
        (found,) = refusal(folder, "CREATE TABLE crime (ref)", mapping=mapping)
        assert found.startswith(said)


def test_files_are_no_database(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "case.csv").write_text("id\n1\n")
    declaration = declared(tmp_path, mapping='[case]\ntable = "case"\n')
    for source in (tmp_path / "folder", tmp_path / "case.csv"):
        with pytest.raises(DutyboundError, match=r"is read from the table 'case' of a database, and the source is no"):
            read_source(source, declaration)


def test_a_file_that_is_no_database_or_cut_off_is_refused(tmp_path: Path) -> None:
    declaration = declared(tmp_path)
    (tmp_path / "a.db").write_text("id,risk\n" * 200)
    whole = made(tmp_path / "b.db", "CREATE TABLE 'case' (id)", "INSERT INTO 'case' VALUES (?)", rows=[("x" * 9999,)])
    (tmp_path / "c.db").write_bytes(whole.read_bytes()[:8192])
    for name in ("a.db", "c.db"):
        with pytest.raises(DutyboundError) as refused:
            read_source(tmp_path / name, declaration)
        assert "cannot be read" in str(refused.value)
        assert "VACUUM INTO" in str(refused.value)
    with pytest.raises(DutyboundError, match=r"there is no such file or folder\n    Did you mean 'b.db'"):
        read_source(tmp_path / "bb.db", declaration)


def test_a_view_that_is_broken_is_refused_only_where_it_is_read(tmp_path: Path) -> None:
    made(tmp_path / "records.db", "CREATE TABLE one (id)", "CREATE VIEW 'case' AS SELECT id FROM one")
    with closing(sqlite3.connect(tmp_path / "records.db")) as connection:
        connection.execute("PRAGMA legacy_alter_table = on")
        connection.execute("DROP TABLE one")
    (found,) = refusal(tmp_path, "CREATE TABLE visit (id)")
    assert found == "case: cannot be read: error in view case: no such table: main.one" or "no such table" in found


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (found,) = refusal(tmp_path, "CREATE TABLE 'case' (id)", "INSERT INTO 'case' VALUES (CAST(x'ff41' AS TEXT))")
    assert found.startswith("case: holds text that is not UTF-8")
