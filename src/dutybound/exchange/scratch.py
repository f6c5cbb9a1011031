"""A place for short questions over Arrow tables: one DuckDB for all, because opening one takes longer than most."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache

import duckdb


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


@contextmanager
def scratch() -> Iterator[duckdb.DuckDBPyConnection]:
    """A session of its own: what is registered in it, and its TEMP tables, are seen by nobody else and go with it."""
    with closing(_database().cursor()) as session:
        yield session
