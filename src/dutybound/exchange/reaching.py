"""Up to when the records of a source reach: beyond it, nothing that was done is seen."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.calendar import day_number, instant_of
from dutybound.duties.schema import ColumnType, Table
from dutybound.exchange.casting import cast
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.times import Clock
from dutybound.exchange.versions import LOAD, OWN

WHOLE_DAY = re.compile(r"[^:T]*")  # no time of day


@dataclass(frozen=True)
class Reach:
    """`day` is the number of a local day; `at` the same or nearer, as a person there writes it; `told_by` says who.

    Where nobody declared up to when the data are complete, something else stands for it.
    """

    day: int
    at: str
    told_by: str
    is_declared: bool = False


def reach_of(extract: Extract, declaration: Declaration) -> Reach | None:
    """What the declaration says, or the latest time that was recorded; in a table without such times, that happened.

    When a tenure ended is not looked at, for ends are often planned. None where no time was read at all.
    """
    if declaration.data_as_at is not None:
        return Reach(
            _declared_day(declaration, declaration.data_as_at), declaration.data_as_at, "the declaration", True
        )
    calendar = declaration.calendar
    if declaration.kept and (loaded := _reach_of_loads(extract, declaration)) is not None:
        return loaded
    latest: list[tuple[int, str]] = []
    for name, table in declaration.schema.tables.items():
        if declaration.records and name in OWN:
            continue  # that it was loaded today says nothing of how far it reaches
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


def _reach_of_loads(extract: Extract, declaration: Declaration) -> Reach | None:
    """The least of what the last load of each source reaches to; None where one of them does not say."""
    last: dict[str, tuple[datetime, datetime | None]] = {}
    named = ("source", "happened_at", "data_as_at")
    for source, happened, at in zip(*(extract.column(LOAD, one).to_pylist() for one in named), strict=True):
        if source not in last or happened > last[source][0]:
            last[source] = (happened, at)
    reaches = {source: at for source, (_, at) in last.items() if at is not None}
    if not reaches or len(reaches) < len(last):
        return None
    source = min(reaches, key=lambda one: (reaches[one], one))
    at = instant_of(reaches[source].replace(tzinfo=UTC))
    calendar = declaration.calendar
    return Reach(calendar.day_of(at), calendar.local_text(at), f"the last load of {source}", True)


def declared_moment(declaration: Declaration) -> int | None:
    """The instant up to which the data are declared to be complete; of a date, the end of that day."""
    text = declaration.data_as_at
    if text is None:
        return None
    if WHOLE_DAY.fullmatch(text.strip()):
        return declaration.calendar.ends_at(_declared_day(declaration, text))
    (at,) = cast(pa.array([text]), ColumnType.INSTANT, Clock(declaration.calendar.zone)).values.cast(pa.int64())
    return int(at.as_py())


def _declared_day(declaration: Declaration, text: str) -> int:
    """The declaration was refused if this could not be read."""
    (day,) = cast(pa.array([text]), ColumnType.DATE, Clock(declaration.calendar.zone)).values.to_pylist()
    return day_number(day)


def _recorded(table: Table) -> set[str]:
    named = {table.recorded, table.began_recorded, table.ended_recorded}
    return {one for one in named | {column.recorded for column in table.columns.values()} if one is not None}


def _happened(table: Table) -> set[str]:
    return {one for one in (table.happened, table.began) if one is not None}
