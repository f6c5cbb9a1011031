"""The few records of an example, as tables: rows nested in one another as an author writes them."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.calendar import Calendar, instant_of
from dutybound.duties.schema import EXCUSAL, Column, ColumnType, Schema, Table
from dutybound.exchange.casting import ARROW


class Records:
    """Rows by table, filled from what examples say, each problem said with where the example stands."""

    def __init__(self, schema: Schema, calendar: Calendar) -> None:
        self.schema, self.calendar = schema, calendar
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in schema.tables}
        self.problems: list[Problem] = []
        self.prefix = ""  # what keeps the ids of one example apart from those of another

    def add_subject(self, table: Table, identity: str, said: Mapping[str, Any], standard: str, where: str) -> None:
        """A subject with everything that belongs to it.

        `versions` are later versions of it, `excusals` of this standard, `others` further subjects beside it.
        """
        said = dict(said)
        versions, excusals, others = (said.pop(name, []) for name in ("versions", "excusals", "others"))
        for number, other in enumerate(others, start=1):
            self._add(table, {"id": f"{identity}/other {number}", **other}, {}, where)
        self._add(table, {"id": identity, **said}, {}, where)
        if versions and not table.versioned:
            self.problems.append(Problem(where, f"{table.name!r} has no versions", "Its table is not `versioned`."))
        for version in versions:
            self._add(table, {**self.rows[table.name][-1], **version}, {}, where)
        for number, excusal in enumerate(excusals, start=1):
            named = {"id": f"x{number}", "standard": standard, "subject": identity, "reason": "an example"}
            two = {"asked_by": "one person", "approved_by": "another"}
            self._add(EXCUSAL, {**named, **two, **excusal}, {}, where)

    def tables(self) -> dict[str, pa.Table]:
        if self.problems:
            raise DutyboundError(self.problems, "An example cannot be read")
        return {name: self._table(table) for name, table in self.schema.tables.items()}

    def _table(self, table: Table) -> pa.Table:
        rows = self.rows[table.name]
        return pa.table(
            {
                name: pa.array([row.get(name) for row in rows], ARROW[column.type])
                for name, column in table.columns.items()
            }
        )

    def _add(self, table: Table, said: Mapping[str, Any], owner: Mapping[str, str], where: str) -> str:
        """One row, and those nested in it: rows below it by relation, the row it belongs to by column."""
        identity = self._own(str(said.get("id") or f"{table.name}{len(self.rows[table.name]) + 1}"))
        row: dict[str, Any] = {"id": identity, **owner}
        self.rows[table.name].append(row)
        for name, value in ((name, value) for name, value in said.items() if name != "id"):
            relation = self.schema.relation(table.name, name)
            if relation is not None:
                for one in value if isinstance(value, list) else [value]:
                    child = self.schema.table(relation.child)
                    self._add(child, self._named(child, one), {relation.column: identity}, where)
            elif name in table.columns:
                row[name] = self._value(table.columns[name], value, where)
            else:
                known = [*table.columns, *(one.name for one in self.schema.relations_of(table.name)), "excusals"]
                self.problems.append(Problem(where, f"{table.name!r} has no {name!r}", nearest(name, known)))
        self.problems += [Problem(where, what, remedy) for what, remedy in broken(table, row)]
        return identity

    def _own(self, identity: str) -> str:
        return identity if identity.startswith(self.prefix) else f"{self.prefix}/{identity}"

    def _named(self, table: Table, said: Any) -> Mapping[str, Any]:
        """A row may be said by its time alone; a tenure by "from..to"."""
        if isinstance(said, Mapping):
            return said
        began, _, ended = str(said).partition("..")
        named: dict[str, Any] = {table.starts or "id": began}
        return {**named, table.ended: ended} if ended and table.ended else named

    def _value(self, column: Column, value: Any, where: str) -> Any:
        if column.refers_to is not None and isinstance(value, Mapping):
            return self._add(self.schema.table(column.refers_to), value, {}, where)
        if column.refers_to is not None and value is not None:
            return self._own(str(value))
        try:
            return read_value(column, value, self.calendar)
        except (ValueError, TypeError):
            kinds = {ColumnType.DATE: " like '2016-04-01'", ColumnType.INSTANT: " like '2016-04-01T10:00'"}
            wanted = f"Write {column.type}{kinds.get(column.type, '')}."
            self.problems.append(Problem(where, f"{column.name}={value!r} is no {column.type}", wanted))
            return None


def read_value(column: Column, value: Any, calendar: Calendar) -> Any:
    """What an author wrote, as the column holds it; instants are local to the calendar."""
    if value is None:
        return None
    match column.type:
        case ColumnType.DATE:
            return date.fromisoformat(value)
        case ColumnType.INSTANT:
            return (
                datetime.fromisoformat(value)
                .replace(tzinfo=ZoneInfo(calendar.zone))
                .astimezone(UTC)
                .replace(tzinfo=None)
            )
        case ColumnType.TEXT:
            return str(value)
        case ColumnType.BOOLEAN if not isinstance(value, bool):
            raise TypeError(value)
    return value


def local_moment(text: str, calendar: Calendar) -> datetime:
    """A local time, or one with its own offset; a time that clocks passed over is none."""
    read = datetime.fromisoformat(text)
    moment = read.replace(tzinfo=ZoneInfo(calendar.zone)) if read.tzinfo is None else read
    if read.tzinfo is None and moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != read:
        raise ValueError(f"{text} does not exist in {calendar.zone}: clocks passed over it")
    return moment


def broken(table: Table, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The constraints that a row of an example breaks; it need not say all that a source must."""
    for name, column in table.columns.items():
        value = row.get(name)
        if column.codes and value is not None and value not in column.codes:
            yield f"{table.name}.{name}={value!r} is not one of its codes", nearest(str(value), column.codes)
    if table.began is not None and table.ended is not None:
        began, ended = row.get(table.began), row.get(table.ended)
        if began is not None and ended is not None and type(began) is type(ended) and ended < began:
            yield f"{table.name}.{table.ended} lies before {table.began}", ""
    if table.name == EXCUSAL.name and row.get("asked_by") == row.get("approved_by"):
        yield "an excusal needs two people: who asked for it, and somebody else who approved it", ""


def read_moment(text: str, calendar: Calendar, where: str) -> int:
    """A moment to look at: an instant, or the end of a local day."""
    try:
        moment = instant_of(local_moment(text, calendar))
        end = calendar.end_of_day(moment)
    except (ValueError, DutyboundError) as error:
        what = f"{text!r} is no date or instant from 1970 to 2099"
        raise DutyboundError(
            Problem(where, what, "Write 2016-04-01 for the end of that day, or 2016-04-01T10:00.")
        ) from error
    return end if re.fullmatch(r"\d{4}-?(\d{2}-?\d{2}|W\d{2}-?\d)", text) else moment
