"""What an extract has and the records cannot hold as it is: days in place of instants, and gaps where they have none.

A time of day is never made up to fill a column. Such a source is assessed as it stands.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import Problem
from dutybound.duties.schema import Schema
from dutybound.exchange.extract import Extract

Links = frozenset[tuple[str, str]]


def unrecordable(extract: Extract, schema: Schema, names: Collection[str]) -> Iterator[Problem]:
    """The columns of delivered tables that no record can hold, each with what may be done about it."""
    for name in names:
        remedy = (
            f"The source can be assessed as it stands, without loading it (dutybound assess). To load the rest of it, "
            f'write [{name}] not_delivered = "why" in place of what mapping.toml says of that table'
        )
        for column in schema.tables[name].columns.values():
            where = f"mapping.toml: [{name}] columns.{column.name}"
            if column.by_day:
                what = "says the day alone, and a record holds the time too; none is made up, because hours would be "
                yield Problem(where, f"{what}judged by it", f"Have the time delivered. {remedy}.")
            elif column.required and (name, column.name) in extract.unmapped:
                what = "is not delivered, and no record can be without it; nothing is made up in its place"
                yield Problem(where, what, f"Have it delivered. {remedy}.")


def idle_links(extract: Extract, stored: Mapping[str, pa.Table], schema: Schema, names: Collection[str]) -> Links:
    """Links that a record can do without, into tables that are neither delivered nor on record: none can be kept."""
    return frozenset(
        (name, column.name)
        for name in names
        for column in schema.tables[name].columns.values()
        if column.refers_to in schema.tables
        and not column.required
        and column.refers_to not in names
        and not stored[column.refers_to or ""].num_rows
        and pc.count(extract.column(name, column.name)).as_py()
    )


def without_links(extract: Extract, links: Links, schema: Schema) -> Extract:
    """The extract as if it did not deliver these links: a row is not refused for what it can do without."""
    tables = dict(extract.tables)
    for name, column in links:
        rows = tables[name]
        held = rows if isinstance(rows, pa.Table) else rows.to_table()
        at = held.column_names.index(column)
        tables[name] = held.set_column(at, column, pa.nulls(held.num_rows, held.schema.field(column).type))
    notes = tuple(_said(name, column, schema) for name, column in sorted(links))
    return replace(extract, tables=tables, unmapped=extract.unmapped | links, notes=(*extract.notes, *notes))


def _said(name: str, column: str, schema: Schema) -> str:
    parent = schema.tables[name].columns[column].refers_to
    return (
        f"[{name}] {column} is not loaded: it names rows of {parent!r}, which is neither delivered nor on record. The "
        f"rows themselves are; what reads {column} cannot be assessed until {parent!r} is delivered too"
    )
