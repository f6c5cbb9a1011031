"""The records of an area as a page: every table, and of each column what it holds, how sensitive, and whence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dutybound.duties.schema import Table
from dutybound.records.columns import PROJECT, Column
from dutybound.records.schema import area_of, record_columns, record_models, schema_of_records

if TYPE_CHECKING:
    from dutybound.records.bases import Record

#: The files of records of an area, where they are not called as it is.
FILES = {
    "capability": ("organisation", "people", "linkage", "loads"),
    "inspection": ("inspection_audits", "inspection_findings", "inspection_judgments"),
}
HEAD = """# What the records hold{area}

Made by `make reference` from the models. Every row has an `id`, what the source knows it by. What *happens at a moment*
has `happened_at` and, when that was entered, `recorded_at`; what *lasts* has `began_at`, `ended_at`, `recorded_at` and
`end_recorded_at`. These are not repeated below. Sensitivity: *open* says nothing of any person, *personal* does,
*sensitive* is health, an allegation or what was done to a victim, *restricted* is for those who need to know.
"""
SAID_ONCE = {"id", "happened_at", "recorded_at", "began_at", "ended_at", "end_recorded_at"}


def dictionary_page(area: str) -> str:
    """The page of an area, table by table."""
    return "\n".join([HEAD.format(area=f": {area.replace('_', ' ')}"), *_tables_of(area)])


def whole_dictionary() -> str:
    """All areas on one page."""
    return "\n".join([HEAD.format(area=""), *(line for area in recorded_areas() for line in _tables_of(area))])


def _tables_of(area: str) -> Iterator[str]:
    for model in record_models():
        if area_of(model).startswith(FILES.get(area, (area,))):
            yield from (*_table(model), "")


def recorded_areas() -> list[str]:
    """The areas that have records of their own."""
    areas = {file: area for area, files in FILES.items() for file in files}
    found = [area_of(model) for model in record_models()]
    return sorted({areas.get(file, next((one for one in found if file.startswith(f"{one}_")), file)) for file in found})


def _table(model: "type[Record]") -> Iterator[str]:
    table = schema_of_records().tables[model._meta.db_table]
    yield f"## {table.name}"
    yield ""
    yield f"{table.about} {'Lasts.' if table.is_tenure else 'Happens at a moment.'}"
    columns = [one for one in record_columns(model) if one.name not in SAID_ONCE]
    if columns:
        yield ""
        yield "| column | holds | about | sensitivity | mark |"
        yield "| --- | --- | --- | --- | --- |"
        yield from (_column(one, table) for one in columns)


def _column(column: Column, table: Table) -> str:
    assert column.mark is not None
    told = table.columns.get(column.name)
    holds = "" if told is None else f"a row of {told.refers_to}" if told.refers_to else ", ".join(told.codes)
    mark = column.mark.kind if column.mark == PROJECT else f"{column.mark.kind}: {column.mark.source}"
    kind = holds or (told.type.value if told else "text")
    return f"| `{column.name}` | {kind} | {column.about} | {column.sensitivity} | {mark} |"
