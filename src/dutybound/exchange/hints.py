"""What can be read and is yet likely to be a slip: blanks around ids, years written with two digits."""

import re
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import OPTIONAL, Column
from dutybound.exchange.casting import mask
from dutybound.exchange.drawing import Drawn
from dutybound.exchange.plans import Plan

SHORT_YEAR = re.compile(r"%-?y")
NAMING = ("standard", "subject_table", "subject")  # what names something else, in the tables that every source has


def hints(plan: Plan, name: str, drawn: Drawn) -> Iterator[str]:
    """Notes on one column; nothing is changed on their account."""
    column, short = plan.table.columns[name], plan.columns[name].format or ""
    if _is_id(plan, column):
        yield from _blanks(plan, name, drawn.values)
    if column.type.is_time and SHORT_YEAR.search(short):
        yield from _short_years(plan, name, drawn.values)


def _is_id(plan: Plan, column: Column) -> bool:
    names = plan.table.name in OPTIONAL and column.name in NAMING
    return column.name == "id" or column.refers_to is not None or names


def _blanks(plan: Plan, name: str, ids: pa.Array) -> Iterator[str]:
    count = int(mask(pc.not_equal(ids, pc.utf8_trim_whitespace(ids))).sum())
    if count:
        rows = "1 row has" if count == 1 else f"{count:,} rows have"
        said = f"[{plan.table.name}] {name}: {rows} blanks before or after the id in {plan.file.label}"
        yield f"{said}; it is taken as written, so ' A1' is another id than 'A1'. Remove the blanks in the source"


def _short_years(plan: Plan, name: str, times: pa.Array) -> Iterator[str]:
    years = pc.min_max(pc.year(times)).as_py()
    if years["min"] is not None:
        said = f"[{plan.table.name}] {name}: {plan.file.label} writes years with two digits, read as 1969 to 2068"
        yield f"{said}; those found are {years['min']} to {years['max']}. If that is wrong, have four written (%Y)"
