"""Up to when the records of a source reach: beyond it, nothing that was done is seen."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.calendar import day_number
from dutybound.duties.schema import ColumnType, Table
from dutybound.exchange.casting import cast
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.times import Clock


@dataclass(frozen=True)
class Reach:
    """`day` is the number of a local day; `at` the same or nearer, as a person there writes it; `told_by` says who."""

    day: int
    at: str
    told_by: str


def reach_of(extract: Extract, declaration: Declaration) -> Reach | None:
    """What the declaration says, or the latest time that was recorded; in a table without such times, that happened.

    When a tenure ended is not looked at, for ends are often planned. None where no time was read at all.
    """
    if declaration.data_as_at is not None:
        return Reach(_declared_day(declaration, declaration.data_as_at), declaration.data_as_at, "the declaration")
    calendar = declaration.calendar
    latest: list[tuple[int, str]] = []
    for name, table in declaration.schema.tables.items():
        told = [column for column in sorted(_recorded(table)) if (name, column) not in extract.unmapped]
        for column in told or sorted(_happened(table)):
            found = pc.max(extract.column(name, column))
            if found.is_valid:
                at = calendar.ends_at(found.value) if pa.types.is_date(found.type) else found.value
                latest.append((at, f"{name}.{column}"))
    if not latest:
        return None
    at, column = max(latest)
    return Reach(calendar.day_of(at), calendar.local_text(at), f"the latest {column}")


def _declared_day(declaration: Declaration, text: str) -> int:
    """The declaration was refused if this could not be read."""
    (day,) = cast(pa.array([text]), ColumnType.DATE, Clock(declaration.calendar.zone)).values.to_pylist()
    return day_number(day)


def _recorded(table: Table) -> set[str]:
    named = {table.recorded, table.began_recorded, table.ended_recorded}
    return {one for one in named | {column.recorded for column in table.columns.values()} if one is not None}


def _happened(table: Table) -> set[str]:
    return {one for one in (table.happened, table.began) if one is not None}
