"""A PostgreSQL database as a source: in one snapshot, with its own types, and without ever showing its password."""

import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.exchange.databases.address import postgres_address
from dutybound.exchange.databases.postgres import PostgresDatabase, opened_postgres
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import folder_of, given_source
from dutybound.exchange.reading import read_source
from tests.exchange.postgres_server import ENCODED, PASSWORD, USER, Server, programs, running
from tests.exchange.test_sqlite import VISITS
from tests.exchange.worlds import CASES, LONDON, column, declared, loaded, one_column, whats, written

pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    binaries = programs()
    if binaries is None:
        said = "no PostgreSQL is installed here (Debian: apt-get install postgresql), so reading it was not tried"
        assert os.environ.get("CI", "").lower() != "true", said
        pytest.skip(said)
    with running(binaries) as started:
        yield started


@pytest.fixture
def empty(server: Server) -> Server:
    server.run("DROP SCHEMA IF EXISTS public, records CASCADE", "CREATE SCHEMA public")
    return server


def read(server: Server, folder: Path, *statements: str, **how: Any) -> Extract:
    server.run(*statements)
    return read_source(postgres_address(server.uri()), declared(folder, **how))


def refusal(server: Server, folder: Path, *statements: str, **how: Any) -> list[str]:
    with pytest.raises(DutyboundError) as refused:
        read(server, folder, *statements, **how)
    return whats(refused.value.problems)


def test_its_tables_are_read_as_files_of_the_same_content_are(tmp_path: Path, empty: Server) -> None:
    from_files = loaded(
        tmp_path / "files",
        {
            "case.csv": "id,opened_on,risk\nA,2016-04-01,high\nB,2016-07-01,\n",
            "visit.csv": "id,made_at,case\n1,2016-04-02 09:30,A\n2,2016-07-02 09:30,B\n",
        },
        tables=VISITS,
    )
    stored = read(
        empty,
        tmp_path,
        'CREATE TABLE "case" (id text PRIMARY KEY, opened_on date, risk varchar(10))',
        "INSERT INTO \"case\" VALUES ('B', '2016-07-01', NULL), ('A', '2016-04-01', 'high')",
        'CREATE TABLE visit (id int PRIMARY KEY, made_at timestamp, "case" text)',
        "INSERT INTO visit VALUES (2, '2016-07-02 09:30', 'B'), (1, '2016-04-02 09:30', 'A')",
        tables=VISITS,
    )
    assert stored.tables == from_files.tables


def test_instants_with_and_without_zone_and_dates(tmp_path: Path, empty: Server) -> None:
    """In July London is an hour ahead: without a zone the wall's time is meant, with one the instant."""
    statements = (
        'CREATE TABLE "case" (id int PRIMARY KEY, local timestamp, fixed timestamptz, day date)',
        "INSERT INTO \"case\" VALUES (1, '2016-07-01 00:30', '2016-07-01 00:30+00', '2016-07-01'), "
        "(2, '2016-01-01 00:30', '2016-01-01 00:30+02', '2016-01-01')",
    )
    empty.run(*statements)
    found = {}
    for kind, name in (("instant", "local"), ("instant", "fixed"), ("date", "fixed"), ("date", "day")):
        mapping = f'[case]\n[case.columns]\nid = "id"\nv = "{name}"\n'
        extract = read(empty, tmp_path / f"{kind}{name}", tables=one_column(kind), mapping=mapping)
        found[kind, name] = [f"{one}" for one in column(extract, "v")]
    assert found == {
        ("instant", "local"): ["2016-06-30 23:30:00", "2016-01-01 00:30:00"],
        ("instant", "fixed"): ["2016-07-01 00:30:00", "2015-12-31 22:30:00"],
        ("date", "fixed"): ["2016-07-01", "2015-12-31"],
        ("date", "day"): ["2016-07-01", "2016-01-01"],
    }
    said = refusal(
        empty, tmp_path, tables=one_column("instant"), mapping='[case]\n[case.columns]\nid = "id"\nv = "day"\n'
    )
    assert [one.partition(": ")[2] for one in said] == [
        "'2016-07-01' has no time of day",
        "'2016-01-01' has no time of day",
    ]


def test_every_ordinary_type_is_read(tmp_path: Path, empty: Server) -> None:
    kinds = {
        "uuid": ("text", "'1e0dd3d5-4b94-41de-9a24-217273bd807e'", "1e0dd3d5-4b94-41de-9a24-217273bd807e"),
        "mood": ("text", "'ok'", "ok"),
        "short": ("text", "'abc'", "abc"),
        "bigint": ("text", "17", "17"),
        "numeric(10,2)": ("number", "12.50", 12.5),
        "real": ("number", "0.1", 0.1),
        "double precision": ("number", "0.1", 0.1),
        "smallint": ("integer", "3", 3),
        "boolean": ("boolean", "true", True),
    }
    empty.run("CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE DOMAIN short AS varchar(9)")
    for number, (kind, (declared_as, value, meant)) in enumerate(kinds.items()):
        statements = ('DROP TABLE IF EXISTS "case"', f'CREATE TABLE "case" AS SELECT 1 AS id, {value}::{kind} AS v')
        found = read(empty, tmp_path / f"{number}", *statements, tables=one_column(declared_as))
        assert column(found, "v") == [meant], kind


def test_a_type_that_cannot_be_read_is_named_as_the_database_names_it(tmp_path: Path, empty: Server) -> None:
    for number, kind in enumerate(("jsonb", "bytea", "integer[]", "interval", "inet")):
        (said,) = refusal(
            empty,
            tmp_path / f"{number}",
            'DROP TABLE IF EXISTS "case"',
            f'CREATE TABLE "case" (id int, v {kind}, other {kind})',
            tables=one_column("text"),
        )
        assert said == f"case, column 'v': holds values of the type {kind}, which cannot be read as one value"


def test_infinity_is_a_fault_or_listed_as_empty(tmp_path: Path, empty: Server) -> None:
    empty.run(
        'CREATE TABLE "case" (id int PRIMARY KEY, v timestamptz, opened_on date)',
        "INSERT INTO \"case\" VALUES (1, '2016-07-01 00:30+00', '4000-01-01'), (2, 'infinity', '20000-01-01')",
    )
    assert refusal(empty, tmp_path / "a", tables=one_column("instant")) == [
        "case, row 3, column 'opened_on': '20000-01-01' is not a date or time that can be read",
        "case, row 2, column 'opened_on': '4000-01-01' lies outside 1970 to 2099",
        "case, row 3, column 'v': 'infinity' is not a date or time that can be read",
    ]
    mapping = '[case]\n[case.columns]\nid = "id"\nv = { column = "v", empty = ["infinity"] }\n'
    found = read(empty, tmp_path / "b", tables=one_column("instant"), mapping=mapping)
    assert [f"{one}" for one in column(found, "v")] == ["2016-07-01 00:30:00", "None"]


def test_a_write_between_two_tables_is_not_seen(tmp_path: Path, empty: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    empty.run(
        "CREATE TABLE \"case\" AS SELECT 'A' AS id",
        "CREATE TABLE visit AS SELECT 1 AS id, '2016-04-02 09:30'::timestamp AS made_at, 'A' AS \"case\"",
    )
    reading = PostgresDatabase.read

    def read_then_write(self: PostgresDatabase, *asked: Any) -> Any:
        found = reading(self, *asked)
        empty.run("INSERT INTO visit SELECT max(id) + 1, now(), 'A' FROM visit")
        return found

    declaration, address = declared(tmp_path, tables=VISITS), postgres_address(empty.uri())
    monkeypatch.setattr(PostgresDatabase, "read", read_then_write)
    assert read_source(address, declaration).loaded["visit"] == 1
    monkeypatch.undo()
    assert read_source(address, declaration).loaded["visit"] == 3


def test_nothing_can_be_written(empty: Server) -> None:
    with opened_postgres(postgres_address(empty.uri())) as database, database.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_isolation')")
        assert cursor.fetchall() == [("repeatable read",)]
        with pytest.raises(Exception, match="read-only transaction"):
            cursor.execute("CREATE TABLE spoilt (id int)")


def test_a_table_of_another_schema_and_one_that_may_not_be_read(tmp_path: Path, empty: Server) -> None:
    empty.run(
        "CREATE SCHEMA records",
        "CREATE TABLE records.crime AS SELECT 'A' AS id, 'high' AS risk, 'secret' AS name",
        "DROP ROLE IF EXISTS reader",
        "CREATE ROLE reader LOGIN PASSWORD 'r'",
        "GRANT USAGE ON SCHEMA records TO reader",
        "GRANT SELECT (id, risk) ON records.crime TO reader",
    )
    found = read(empty, tmp_path / "a", mapping='[case]\ntable = "records.crime"\n')
    assert column(found, "id") == ["A"]
    reader = postgres_address(empty.uri("reader:r"))
    assert read_source(reader, declared(tmp_path / "b", mapping='[case]\ntable = "records.crime"\n')).loaded["case"]
    mapping = '[case]\ntable = "records.crime"\n[case.columns]\nid = "name"\n'
    with pytest.raises(DutyboundError, match=r"records\.crime, column 'name': may not be read by this user"):
        read_source(reader, declared(tmp_path / "c", mapping=mapping))
    (said,) = refusal(empty, tmp_path / "d", mapping='[case]\ntable = "crime"\n')
    assert said == "mapping.toml: [case]: table 'crime' is not in postgres, or may not be seen by this user"


def test_a_view_that_fails_is_said_and_what_was_not_read_after_it(tmp_path: Path, empty: Server) -> None:
    assert refusal(
        empty,
        tmp_path,
        'CREATE VIEW "case" AS SELECT 1 / (random() * 0)::int AS id',
        'CREATE TABLE visit (id int, "case" text)',
        tables=VISITS,
    ) == [
        "case: cannot be read: division by zero",
        "visit: was not read, because reading case failed before it",
    ]


def test_the_password_may_come_from_the_environment(
    tmp_path: Path, empty: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.run("CREATE TABLE \"case\" AS SELECT 'A' AS id")
    service = tmp_path / "services"
    service.write_text(f"[records]\nhost={empty.folder}\nuser={USER}\ndbname=postgres\n")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("PGSERVICEFILE", str(service))
    declaration = declared(tmp_path)
    assert read_source(given_source("postgresql:records"), declaration).loaded["case"] == 1
    for name, value in (("PGHOST", str(empty.folder)), ("PGUSER", USER), ("PGDATABASE", "postgres")):
        monkeypatch.setenv(name, value)
    assert read_source(given_source("postgresql:"), declaration).loaded["case"] == 1
    head = 'source = "postgresql:records"\n' + LONDON
    own = read_declaration(written(tmp_path / "own", {"dutybound.toml": head, "tables.toml": CASES}))
    assert read_source(own.folder, own).loaded["case"] == 1


@pytest.mark.parametrize(
    ("user", "database", "said"),
    [
        (f"{USER}:wrong", "postgres", 'password authentication failed for user "keeper"'),
        ("nobody:wrong", "postgres", 'password authentication failed for user "nobody"'),
        (f"{USER}:{ENCODED}", "nowhere", 'database "nowhere" does not exist'),
    ],
)
def test_what_keeps_from_connecting_is_said(
    tmp_path: Path, server: Server, user: str, database: str, said: str
) -> None:
    with pytest.raises(DutyboundError) as refused:
        read_source(postgres_address(server.uri(user, database)), declared(tmp_path))
    assert said in str(refused.value)
    assert "cannot be connected to: " in str(refused.value)
    assert user.partition(":")[2] not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:secret@127.0.0.1:1/records",
        "postgresql://me@127.0.0.1:1/records?password=secret",
        "postgres://me:s%65cret@127.0.0.1:1/records?sslpassword=secret",
        "postgresql://me:x@secret@127.0.0.1:1/records",
        "postgresql://me:12/secret@127.0.0.1:1/records",
        "postgresql://me:a?b=secret@127.0.0.1:1/records",
        "postgresql://me:a#secret@127.0.0.1:1/records",
        "postgresql://127.0.0.1:1/records?unheard=1&password=secret",
        "postgresql:host=127.0.0.1 port=1 password=secret",
    ],
)
def test_a_password_is_never_shown(tmp_path: Path, address: str) -> None:
    """Not in the address as shown, nor in what is refused, nor in a traceback of it."""
    declaration, shown = declared(tmp_path), ""
    try:
        source = given_source(address)
        shown = f"{source!s} {source!r}"
        read_source(source, declaration)
    except DutyboundError as refused:
        shown += "".join(traceback.format_exception(refused))
    assert "is no address" in shown or "cannot be connected to" in shown
    assert "secret" not in shown


def test_a_password_in_a_declaration_is_refused(tmp_path: Path) -> None:
    head = 'source = "postgresql://me:secret@host/records"\n' + LONDON
    with pytest.raises(DutyboundError, match=r"dutybound.toml: source: holds a password") as refused:
        declared(tmp_path, head=head)
    assert "secret" not in str(refused.value)


def test_a_database_needs_a_folder_that_declares_it() -> None:
    with pytest.raises(DutyboundError, match=r"postgresql:records: is a database(.|\n)*--with FOLDER"):
        folder_of(given_source("postgresql:records"))
