"""Rows drawn by chance: when things happened, and when somebody entered them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.schema import Column, ColumnType, Table
from dutybound.records.schema import schema_of_records
from dutybound.simulator.arrow import ARROW

Chosen = TypeVar("Chosen")


class Force:
    """The records of a made-up force while they are drawn. Times are UTC without a zone."""

    def __init__(self, seed: int, cases: int, begins: datetime, ends: datetime) -> None:
        self.chance, self.cases, self.begins, self.ends = Random(seed), cases, begins, ends
        self.schema = schema_of_records()
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in self.schema.tables}

    def add(self, table: str, at: datetime, until: datetime | None = None, **columns: Any) -> str:
        """A row that happened (or began) `at`, and its id. It is entered soon after, sometimes days late."""
        times: dict[str, datetime | None] = {"recorded_at": self.entered(at)}
        if self.schema.table(table).is_tenure:
            ended = None if until is None else self.entered(until)
            times |= {"began_at": at, "ended_at": until, "end_recorded_at": ended}
        else:
            times |= {"happened_at": at}
        return self.put(table, **{**times, **columns})

    def put(self, table: str, **columns: Any) -> str:
        """A row with just these columns, and its id."""
        kind, rows = self.schema.table(table), self.rows[table]
        row = {"id": f"{table}-{len(rows) + 1}", **columns}
        self._check(kind, row)
        rows.append(row)
        return str(row["id"])

    def entered(self, at: datetime) -> datetime:
        """When what happened `at` was entered: at once, within the shift, or days later."""
        lag = self.one_of((timedelta(0), timedelta(minutes=self.chance.randint(1, 400)), timedelta(minutes=20)))
        return at + (timedelta(days=self.chance.randint(1, 20)) if self.chance.random() < 0.08 else lag)

    def moment(self, begins: datetime | None = None, ends: datetime | None = None) -> datetime:
        """A minute between two moments; now and then midnight, or in the hour that clocks repeat or leave out."""
        begins, ends = begins or self.begins, ends or self.ends
        drawn = begins + timedelta(minutes=self.chance.randrange(max(1, int((ends - begins).total_seconds() // 60))))
        odd = [one for one in ODD if begins <= one <= ends]
        if odd and self.chance.random() < 0.02:
            return self.one_of(odd)
        return (
            drawn.replace(hour=0, minute=0) if self.chance.random() < 0.01 and drawn.date() > begins.date() else drawn
        )

    def after(self, at: datetime, days: float) -> datetime:
        """A moment after another: exponentially, on average so many days later."""
        return at + timedelta(minutes=int(self.chance.expovariate(1 / (days * 1440))) + 1)

    def every(self, at: datetime, until: datetime | None, days: float) -> Iterator[datetime]:
        """Moments about so many days apart, until the end, or until the records do."""
        at = self.after(at, days)
        while at < (until or self.ends):
            yield at
            at += timedelta(days=days * self.chance.uniform(0.4, 1.7))

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def one_of(self, options: Sequence[Chosen]) -> Chosen:
        return options[self.chance.randrange(len(options))]

    def ids(self, table: str) -> list[str]:
        """The ids of the rows of a table that are drawn so far."""
        return [row["id"] for row in self.rows[table]]

    def tables(self) -> dict[str, pa.Table]:
        """All rows as Arrow tables, in the order in which they would be entered."""
        return {name: _table(table, self.rows[name]) for name, table in self.schema.tables.items()}

    def _check(self, table: Table, row: dict[str, Any]) -> None:
        for name, value in row.items():
            column = table.columns.get(name)
            if column is None:
                raise DutyboundError(Problem(table.name, f"has no column {name!r}", nearest(name, table.columns)))
            if column.codes and value is not None and value not in column.codes:
                raise DutyboundError(Problem(f"{table.name}.{name}", f"{value!r} is no code", ", ".join(column.codes)))
        lacking = [name for name, column in table.columns.items() if column.required and row.get(name) is None]
        if lacking:
            raise DutyboundError(Problem(table.name, f"lacks {', '.join(lacking)}"))


#: The hour that comes twice, the hour that does not exist, and the last minute of a leap day, in UTC.
ODD = (
    datetime(2015, 10, 25, 0, 30), datetime(2015, 10, 25, 1, 30), datetime(2016, 3, 27, 1, 0),
    datetime(2016, 2, 29, 23, 59), datetime(2015, 12, 25, 12, 0),
)  # fmt: skip


def _table(table: Table, rows: list[dict[str, Any]]) -> pa.Table:
    return pa.table({name: pa.array([_value(row.get(name), one) for row in rows], ARROW[one.type])
                     for name, one in table.columns.items()})  # fmt: skip


def _value(value: Any, column: Column) -> Any:
    if column.type is ColumnType.DATE and isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    return value
