"""Questions put to a database through ADBC, and its refusals in words."""

import re
from typing import Any

import pyarrow as pa
from adbc_driver_manager import Error
from adbc_driver_manager.dbapi import Connection

from dutybound.base.errors import DutyboundError, Problem

PREFIX = re.compile(
    r"^(?:[A-Z_]+: |\[(?:libpq|SQLite)\] |Failed to \w+(?: \w+)?: |could not begin COPY: "
    r"|Execution error \[\w+\]: |ERROR:\s+)"
)


def asked(connection: Connection, question: str) -> pa.Table:
    """The answer as an Arrow table."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetch_arrow_table()


def rows(connection: Connection, question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [tuple(row) for row in cursor.fetchall()]


def said(error: Error) -> str:
    """The first line of what a database says, without the names of the layers that it passed through."""
    line = str(error).splitlines()[0] if str(error) else type(error).__name__
    while (shorter := PREFIX.sub("", line, count=1)) != line:
        line = shorter
    return line.strip()


def refused(where: str, error: Error, remedy: str, what: str = "cannot be read") -> DutyboundError:
    return DutyboundError(Problem(where, f"{what}: {said(error)}", remedy))
