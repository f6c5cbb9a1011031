"""What a query of events selects, and what is told of events by what they are."""

from dutybound.duties.nodes import After, Alternatives, Event, First, Moment, Nth, Repeat, tables_read
from dutybound.duties.schema import Column

#: What a query of events selects: `row` is the id of the row, `id` that of the event; `extra` are columns asked for.
EVENT = ("subject", "id", "row", "happened", "day", "recorded", "superseded", "of", "extra")

SAME = tuple(name for name in EVENT if name not in ("recorded", "superseded"))

#: When an event was known; a source that does not say counts it when it happened.
KNOWN = "greatest(happened, coalesce(recorded, happened))"


def table_of(event: Event) -> str | None:
    """The table whose rows the events are; None where their ids say it already."""
    match event:
        case Moment(rows):
            return rows.table.name
        case After(inner):
            return table_of(inner)
        case Nth(_, of) | Repeat(of):
            return table_of(of)
        case Alternatives(options) | First(options):
            (name, *others) = {table_of(option) for option in options}
            return None if others else name
    raise AssertionError(event)


def are_apart(options: tuple[Event, ...]) -> bool:
    """Whether rows of several tables may have one id among these events."""
    return len({table_of(option) for option in options}) > 1


def as_events(stretches: str) -> str:
    names = {"recorded": "known AS recorded", "superseded": "until AS superseded"}
    return f"SELECT {', '.join(names.get(name, name) for name in EVENT)} FROM ({stretches})"


def are_lasting(events: Event | tuple[Event, ...]) -> bool:
    """Whether none of the rows that they stand on can be corrected."""
    return not any(table.versioned for table in tables_read(events))


def suffix_of(event: Moment) -> str:
    """The ids of events at another time of a row than its own: the row's id and the column."""
    return "" if event.column.name == event.rows.table.starts else f" || ':{event.column.name}'"


def columns_of(alias: str, columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(f'{alias}."{column.name}"' for column in columns)
