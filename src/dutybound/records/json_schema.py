"""The records as a JSON Schema (draft 2020-12): an object with a list of rows for each table."""

from typing import Any

from dutybound.duties.schema import ColumnType
from dutybound.records import setting_up  # noqa: F401  before any model
from dutybound.records.bases import Record
from dutybound.records.columns import Column
from dutybound.records.schema import area_of, record_columns, record_models, schema_of_records

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[ColumnType, dict[str, str]] = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean"},
    ColumnType.DATE: {"type": "string", "format": "date"},
    ColumnType.INSTANT: {"type": "string", "format": "date-time"},
}


def json_schema() -> dict[str, Any]:
    """Every table of the records by its name. What is not required may be null or absent."""
    tables = {model._meta.db_table: _table(model) for model in record_models()}
    lists = {name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in tables}
    about = "The records of a police force, table by table. Made by `dutybound schema` from the models."
    return {
        "$schema": DRAFT, "title": "Records of Dutybound", "description": about, "type": "object",
        "properties": lists, "additionalProperties": False, "$defs": tables,
    }  # fmt: skip


def _table(model: type[Record]) -> dict[str, Any]:
    table = schema_of_records().tables[model._meta.db_table]
    columns = record_columns(model)
    return {
        "description": table.about,
        "type": "object",
        "properties": {one.name: _column(one, table.name) for one in columns},
        "required": [one.name for one in columns if one.required],
        "additionalProperties": False,
        "x-area": area_of(model),
        "x-lasts": table.is_tenure,
    }


def _column(column: Column, table: str) -> dict[str, Any]:
    declared = schema_of_records().tables[table].columns[column.name]
    shape: dict[str, Any] = dict(TYPES[declared.type])
    if not column.required:
        shape["type"] = [shape["type"], "null"]
    if declared.codes:
        shape["enum"] = [*declared.codes, *([] if column.required else [None])]
    assert column.mark is not None
    more = {"description": column.about, "x-sensitivity": str(column.sensitivity), "x-mark": column.mark.kind}
    more |= {"x-source": column.mark.source, "x-row-of": declared.refers_to or ""}
    return shape | {key: value for key, value in more.items() if value}
