"""The records of an area under ids of their own, so that those of many areas can lie side by side."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import Schema

#: Who did something stands in columns that refer to no table; so does what a holding is of.
PEOPLE, OTHERS = ("_by", "_to"), {("holding", "subject"), ("unit", "name")}


def named_apart(tables: Mapping[str, pa.Table], schema: Schema, key: str) -> dict[str, pa.Table]:
    """The same tables, in which every id, and all that names one, begins with the key."""
    return {name: _apart(rows, _naming(schema, name), key) for name, rows in tables.items()}


def _naming(schema: Schema, table: str) -> set[str]:
    """The columns of a table that hold ids."""
    columns = schema.table(table).columns
    found = {one.name for one in columns.values() if one.refers_to or (one.name.endswith(PEOPLE) and not one.codes)}
    found |= {one.column for one in schema.relations if one.child == table}
    return {name for name in {"id", *found} | {name for of, name in OTHERS if of == table} if name in columns}


def _apart(rows: pa.Table, names: set[str], key: str) -> pa.Table:
    for place, field in enumerate(rows.schema):
        if field.name in names and pa.types.is_string(field.type):
            apart = pc.binary_join_element_wise(pa.scalar(key), rows.column(place), pa.scalar(":"))
            rows = rows.set_column(place, field.name, apart)
    return rows
