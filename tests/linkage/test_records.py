"""What is compared of a source of records: the postcode of the last home, and never of a refuge."""

import duckdb

from dutybound.cli.linking import LAST_HOME, TABLES
from tests.practice.practice import force

PERSON = "SELECT 'P' AS id, 'Simulated' AS name, DATE '1990-01-01' AS born_on, 'female' AS sex"
ADDRESS = (
    "SELECT * FROM (VALUES ('A', 'zz1 1aa', 'dwelling'), ('B', 'zz2 2bb', NULL), ('C', 'zz3 3cc', 'refuge or hostel'))"
)


def postcode_after(*residences: tuple[str, str]) -> str | None:
    rows = ", ".join(
        f"('{number}', 'P', '{address}', TIMESTAMP '{at}')" for number, (address, at) in enumerate(residences)
    )
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE person AS {PERSON}")
        connection.execute(
            f"CREATE TABLE address AS SELECT col0 AS id, col1 AS postcode, col2 AS kind FROM ({ADDRESS})"
        )
        chosen = "col0 AS id, col1 AS person, col2 AS address, col3 AS began_at"
        connection.execute(f"CREATE TABLE residence AS SELECT {chosen} FROM (VALUES {rows})")
        ((_, _, _, _, postcode),) = connection.sql(LAST_HOME).fetchall()
    return postcode


def test_the_last_home_is_compared_and_never_a_refuge() -> None:
    assert postcode_after(("B", "2016-03-01"), ("A", "2016-01-01")) == "zz2 2bb"
    assert postcode_after(("A", "2016-01-01"), ("C", "2016-03-01")) == "zz1 1aa"
    assert postcode_after(("C", "2016-03-01")) is None


def test_every_person_of_a_source_is_compared_once() -> None:
    with duckdb.connect(":memory:") as connection:
        for name in TABLES:
            connection.register(name, force()[name])
        ids = [row[0] for row in connection.sql(LAST_HOME).fetchall()]
    assert sorted(ids) == sorted(force()["person"]["id"].to_pylist())
