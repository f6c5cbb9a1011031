"""The query of facts in the words of Spark: translated, so that what is asked is written once."""

from collections.abc import Callable

import sqlglot
from sqlglot import exp


def in_spark(query: str, view_of: Callable[[str], str]) -> str:
    """A query written for DuckDB as Spark understands it, on the views of its tables, and in no order.

    Two things are not left to the translation. A place in a list that is not there is NULL in DuckDB and an error in
    Spark. And the whole is not sorted: facts are sorted where they are judged.
    """
    tree = sqlglot.parse_one(query, read="duckdb")
    tree.set("order", None)
    for table in tree.find_all(exp.Table):
        table.set("this", exp.to_identifier(view_of(table.name), quoted=True))
    return tree.transform(_forgiving).sql(dialect="spark")


def _forgiving(node: exp.Expression) -> exp.Expression:
    if not isinstance(node, exp.Bracket):
        return node
    return exp.Anonymous(this="get", expressions=[node.this, *node.expressions])
