"""Which unit holds a record, or held it last, as at the end of a day: from holdings, as duties are held (rule 13)."""

from collections.abc import Mapping
from datetime import date

import duckdb

from dutybound.duties.calendar import Calendar, day_number
from dutybound.duties.schema import HOLDING
from dutybound.exchange.extract import Extract

#: Of the holdings known at the moment, one that is not known to have ended, or that ended last; of several, the one
#: that began last; of those, the first.
HELD = """
    SELECT subject_table, subject, unit FROM holding
    WHERE unit IS NOT NULL AND greatest(epoch_us(began_at), coalesce(epoch_us(recorded_at), epoch_us(began_at))) <= $at
    QUALIFY row_number() OVER (
        PARTITION BY subject_table, subject
        ORDER BY CASE WHEN greatest(epoch_us(ended_at), coalesce(epoch_us(end_recorded_at), 0)) <= $at
                      THEN epoch_us(ended_at) END DESC NULLS FIRST, began_at DESC, id
    ) = 1
    ORDER BY subject_table, subject
"""


def units_by_table(extract: Extract, calendar: Calendar, on: date) -> dict[str, Mapping[str, str]]:
    """For each table the unit of each id that one holds. A local day is looked at as it ends."""
    at = calendar.ends_at(day_number(on))
    with duckdb.connect(":memory:") as connection:
        connection.register("holding", extract.tables[HOLDING.name])
        found: dict[str, dict[str, str]] = {}
        for table, subject, unit in connection.execute(HELD, {"at": at}).fetchall():
            found.setdefault(table, {})[subject] = unit
    return dict(found)
