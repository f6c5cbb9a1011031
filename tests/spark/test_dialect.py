"""The query of facts in the words of Spark, read without Spark."""

import pytest

from tests.conftest import UNTRIED

pytest.importorskip("sqlglot", reason=f"{UNTRIED}: sqlglot is not installed")

from dutybound.engine.spark.dialect import in_spark


def translated(query: str) -> str:
    return in_spark(query, lambda table: f"view of {table}")


def test_tables_are_views_and_nothing_is_sorted() -> None:
    found = translated('SELECT t."id" FROM "window 5 days" t JOIN fine f ON f.id = t.id ORDER BY "id"')
    assert found == "SELECT t.`id` FROM `view of window 5 days` AS t JOIN `view of fine` AS f ON f.id = t.id"


def test_a_place_in_a_list_counts_from_one_and_may_not_be_there() -> None:
    assert translated("SELECT e.extra[1] FROM e") == "SELECT GET(e.extra, 0) FROM `view of e`"


def test_texts_stay_what_they_are() -> None:
    assert translated("SELECT 'it''s a \\ b'") == "SELECT 'it\\'s a \\\\ b'"
