"""What stands against an extract: the records may not be made to say of the past what nobody can date."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import Problem
from dutybound.duties.calendar import instant_of
from dutybound.exchange.given import MARKER
from dutybound.exchange.loading.comparing import KNOWN_FROM

if TYPE_CHECKING:
    from dutybound.exchange.loading.incoming import Incoming

WHERE = f"{MARKER}: data_as_at"


def undatable(one: "Incoming") -> Iterator[Problem]:
    """An extract that is older than what is on record, or that changes rows and does not say from when."""
    last, as_at = None if one.last is None else one.last.as_at, one.as_at
    if last is not None and as_at is not None and as_at < last:
        said = one.declaration.calendar.local_text(last)
        yield Problem(WHERE, f"lies before {said}, up to when the records of {one.source!r} reach already",
                      "An older extract would undo what is known since. Load the latest one.")  # fmt: skip
    elif last is not None and as_at == last and any(table.restated.num_rows for table in one.tables.values()):
        yield Problem(WHERE, "is the same as that of the last load, and rows of it have changed since",
                      "Say when this extract was made, with its time of day; else what was known then would change."
                      )  # fmt: skip
    for name, table in one.tables.items():
        if table.undatable:
            what = f"{table.undatable:,} rows differ from what is on record, and nobody says from when that is known"
            yield Problem(f"[{name}]", what, f"Say data_as_at = ... in {MARKER}: up to when this extract reaches.")


def undatable_withdrawal(one: "Incoming") -> Iterator[Problem]:
    """Rows are withdrawn from the moment to which an extract reaches: one that nothing on record reaches yet."""
    last = None if one.last is None else one.last.as_at
    if one.as_at is None:
        yield Problem(WHERE, "is not said, so nobody could say from when rows are withdrawn",
                      "Say up to when this extract reaches.")  # fmt: skip
    elif last is not None and one.as_at <= last:
        said = one.declaration.calendar.local_text(last)
        what = f"does not lie after {said}, up to when the records of {one.source!r} reach already"
        remedy = (
            "A withdrawal at that moment would change what was known then. Name the list when the next extract is "
            "loaded, or say until what later moment this one was complete."
        )
        yield Problem(WHERE, what, remedy)


def written_ahead(one: "Incoming", now: datetime) -> Iterator[Problem]:
    """Nothing is known before it happens: an extract of tomorrow would bar every true one until then."""
    today = one.declaration.calendar.ends_at(one.declaration.calendar.day_of(instant_of(now)))
    if one.as_at is not None and one.as_at > today:
        yield Problem(WHERE, f"lies after today: {one.declaration.data_as_at}",
                      "Say up to when this extract was complete when it was made.")  # fmt: skip
    for name, table in one.tables.items():
        known = table.restated.column(KNOWN_FROM).cast(pa.int64())
        if one.as_at is None and (count := pc.sum(pc.greater(known, today)).as_py()):
            what = f"{count:,} changed rows say that they were entered after today"
            yield Problem(f"[{name}]", what, f"Have that mended, or say data_as_at = ... in {MARKER}.")
