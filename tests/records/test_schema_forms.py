"""The records as JSON Schema and as SQL: both are of use to a program that does not know this package."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dutybound.records.ddl import DIALECTS, ddl_page, statements
from dutybound.records.dictionary import dictionary_page, recorded_areas, whole_dictionary
from dutybound.records.json_schema import json_schema
from dutybound.records.schema import record_columns, record_models
from dutybound.simulator.small import small_force
from tests.exchange.postgres_server import Server, programs, running


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(json.dumps(json_schema()))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def force() -> dict[str, list[dict[str, Any]]]:
    tables = small_force(1, 60)
    return {
        name: [{key: plain(value) for key, value in row.items()} for row in table.to_pylist()]
        for name, table in tables.items()
    }


def test_a_made_up_force_is_valid(validator: Draft202012Validator, force: dict[str, list[dict[str, Any]]]) -> None:
    assert [error.message for error in validator.iter_errors(force)][:3] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"level": "extreme"}, "is not one of"),
        ({"level": None}, "is not one of"),
        ({"happened_at": 5}, "is not of type 'string'"),
        ({"investigation": None}, "is not of type 'string'"),
        ({"colour": "red"}, "Additional properties"),
    ],
)
def test_what_is_wrong_is_not(
    validator: Draft202012Validator, force: dict[str, list[dict[str, Any]]], change: dict[str, Any], said: str
) -> None:
    rows = {"risk_grading": [{**force["risk_grading"][0], **change}]}
    assert any(said in error.message for error in validator.iter_errors(rows))


def test_every_column_stands_in_it_with_how_sensitive_it_is() -> None:
    defined = json_schema()["$defs"]
    for model in record_models():
        table = defined[model._meta.db_table]
        assert list(table["properties"]) == [one.name for one in record_columns(model)]
        assert all(one["x-sensitivity"] for one in table["properties"].values())


def test_sqlite_makes_the_tables() -> None:
    for _, made in statements("sqlite"):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript("\n".join(made))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(ddl_page("sqlite"))
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert {model._meta.db_table for model in record_models()} <= found
        model = next(one for one in record_models() if one._meta.db_table == "review")
        columns = [row[1] for row in connection.execute("PRAGMA table_info(review)")]
        assert columns == [one.name for one in record_columns(model)]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed here")
    with running(binaries) as found:
        yield found


def test_postgresql_makes_the_tables_each_store_by_itself(server: Server) -> None:
    for store, made in statements("postgresql"):
        server.run(f"CREATE DATABASE made_{store}")
        server.run(*made, database=f"made_{store}")


def test_both_dialects_say_where_diversion_lies() -> None:
    for dialect in DIALECTS:
        assert "a database of their own (diversion)" in ddl_page(dialect)


def test_the_whole_dictionary_has_every_table_once() -> None:
    page = whole_dictionary()
    tables = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert sorted(tables) == sorted(set(tables))
    assert set(tables) <= {model._meta.db_table for model in record_models()}
    for area in recorded_areas():
        below = dictionary_page(area).split("\n## ", 1)[1]
        assert below.strip() in page
