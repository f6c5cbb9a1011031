"""A PostgreSQL database, read in one REPEATABLE READ, READ ONLY transaction: all tables as at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

import adbc_driver_postgresql.dbapi as postgresql
import pyarrow as pa
from adbc_driver_manager import Error
from adbc_driver_manager.dbapi import Connection

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.databases.address import PostgresAddress
from dutybound.exchange.databases.asking import asked, rows, said
from dutybound.exchange.databases.stored import StoredColumn, StoredTable, quoted

#: The order of rows is to be the same each time, and text to be UTF-8 whatever the database keeps.
BEGINNING = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL client_encoding = 'UTF8'",
    "SET LOCAL synchronize_seqscans = off",
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO'",
)
CATALOGUE = """
SELECT n.nspname::text, c.relname::text, pg_table_is_visible(c.oid), a.attname::text, format_type(a.atttypid, NULL),
    b.typname::text, b.typcategory::text, has_column_privilege(c.oid, a.attnum, 'SELECT'),
    coalesce(array_position(k.conkey, a.attnum), 0)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(n.oid, 'USAGE')
ORDER BY n.nspname, c.relname, a.attnum
"""
AS_IT_IS = ("bool", "int2", "int4", "int8", "float8", "date", "timestamp", "timestamptz")
AS_TEXT = ("numeric", "float4", "uuid", "time")  # as the database writes them, which loses nothing
TIMES = ("date", "timestamp", "timestamptz")
#: What Arrow would turn into another date; as text, such a value is named with its row.
FAR = "coalesce(bool_or(NOT ({0} BETWEEN '0002-01-01' AND '9998-12-31')), false)"
CONNECT = (
    "Check that it runs, and its host, port, database and user. A password may stand in PGPASSWORD or in ~/.pgpass, "
    "a service in ~/.pg_service.conf."
)
AGAIN = "Try the same as that user with psql; then read again."


@dataclass
class PostgresDatabase:
    """An open PostgreSQL database. After a question that failed, its transaction answers no other."""

    address: PostgresAddress
    connection: Connection
    failed: str = ""

    def read(self, table: StoredTable, columns: tuple[str, ...]) -> pa.Table:
        if self.failed:
            what = f"was not read, because reading {self.failed} failed before it"
            raise DutyboundError(Problem(table.label, what, "Mend that first."))
        try:
            far = self._far(table, columns)
            chosen = ", ".join(_taken(table.stored[name], name in far) for name in columns)
            return asked(self.connection, f"SELECT {chosen} FROM {table.sql}{table.ordered}")
        except Error as error:
            self.failed = table.label
            what = f"cannot be read: {self.address.scrubbed(said(error))}"
            raise DutyboundError(Problem(table.label, what, AGAIN)) from error

    def _far(self, table: StoredTable, columns: tuple[str, ...]) -> set[str]:
        """Columns of times with an infinity, or a year that no calendar reaches."""
        times = [name for name in columns if table.stored[name].kind in TIMES]
        if not times:
            return set()
        counted = ", ".join(FAR.format(quoted(name)) for name in times)
        (found,) = rows(self.connection, f"SELECT {counted} FROM {table.sql}")
        return {name for name, is_far in zip(times, found, strict=True) if is_far}

    def tables(self) -> list[StoredTable]:
        """Every table and view in reach of this user: `name` where the search path finds it, or `schema.name`."""
        found = rows(self.connection, CATALOGUE)
        return [self._table(list(lines)) for _, lines in groupby(found, key=lambda line: line[:2])]

    def _table(self, lines: list[tuple[object, ...]]) -> StoredTable:
        schema, name, visible = str(lines[0][0]), str(lines[0][1]), bool(lines[0][2])
        columns = {str(line[3]): _column(*line[3:8]) for line in lines}
        key = sorted((int(str(line[8])), str(line[3])) for line in lines if line[8])
        label = name if visible else f"{schema}.{name}"
        order = tuple(column for _, column in key if not columns[column].fault)
        return StoredTable(label, (schema, name), columns, order, self)


def _column(name: object, shown: object, base: object, category: object, allowed: object) -> StoredColumn:
    readable = base in (*AS_IT_IS, *AS_TEXT) or category in ("S", "E")
    fault = "" if readable else f"holds values of the type {shown}, which cannot be read as one value"
    if not allowed:
        fault = "may not be read by this user: it lacks the right to SELECT it"
    return StoredColumn(str(name), str(base), fault)


def _taken(column: StoredColumn, far: bool) -> str:
    name = quoted(column.name)
    return name if column.kind in AS_IT_IS and not far else f"{name}::text AS {name}"


@contextmanager
def opened_postgres(address: PostgresAddress) -> Iterator[PostgresDatabase]:
    """The database in its snapshot, which the first question after the beginning takes."""
    try:
        connection = postgresql.connect(address.uri)
    except Error as error:
        raise DutyboundError(Problem(f"{address}", _unconnected(address, error), CONNECT)) from None
    with connection:
        try:
            with connection.cursor() as cursor:
                for statement in BEGINNING:
                    cursor.execute(statement)
        except Error as error:
            what = f"cannot be read: {address.scrubbed(said(error))}"
            raise DutyboundError(Problem(f"{address}", what, AGAIN)) from None
        yield PostgresDatabase(address, connection)


def _unconnected(address: PostgresAddress, error: Error) -> str:
    return f"cannot be connected to: {address.scrubbed(said(error))}"
