"""One table of an extract beside what is on record: what is new, filled in, restated, unchanged or gone."""

from collections.abc import Collection
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.dataset as ds

from dutybound.duties.schema import Table
from dutybound.exchange.loading.changes import Changes
from dutybound.exchange.scratch import scratch

KNOWN_FROM = "known_from"  # beside the columns of a restated row: from when the restatement is known; null: undatable


@dataclass(frozen=True)
class Compared:
    """A table compared. `new`, `filled` and `restated` hold whole rows as they are to stand; `restated` also
    KNOWN_FROM. `before` holds what stood of restated rows, with from when that was known, in the same order.
    """

    table: Table
    delivered: int
    left_out: int
    unchanged: int
    new: pa.Table = field(repr=False)
    filled: pa.Table = field(repr=False)
    restated: pa.Table = field(repr=False)
    before: pa.Table = field(repr=False)
    returned: frozenset[str] = field(repr=False)  # ids of withdrawn rows that were delivered again
    gone: tuple[str, ...] = field(repr=False)
    columns: dict[str, int] = field(repr=False)  # of restated rows: how often each column changed
    late: int = 0  # new rows entered before the last load's data ended, and not in it
    beyond: int = 0  # new or differing rows that say they were entered after the extract was made

    @property
    def changes_anything(self) -> bool:
        return bool(self.new.num_rows or self.filled.num_rows or self.restated.num_rows)

    @property
    def undatable(self) -> int:
        """Restated rows of which nobody can say from when that is known."""
        return int(self.restated.column(KNOWN_FROM).null_count)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "delivered": self.delivered, "new": self.new.num_rows, "filled_in": self.filled.num_rows,
            "restated": self.restated.num_rows, "unchanged": self.unchanged, "gone": len(self.gone),
            "left_out": self.left_out,
        }  # fmt: skip


@dataclass(frozen=True)
class Moments:
    """Instants in microseconds since 1970 in UTC: up to when an extract reaches, and the one loaded before it did."""

    as_at: int | None
    last: int | None


def compared(
    table: Table,
    delivered: pa.Table | ds.Dataset,
    stored: pa.Table,
    standing: pa.Table,
    columns: Collection[str],
    moments: Moments,
    left_out: int,
) -> Compared:
    """Compare a table by id, on the columns that the source delivers; the others stay as they are on record.

    `standing` has, of rows that were ever restated or withdrawn: record, known, withdrawn (`versions.latest`).
    """
    with scratch() as connection:
        for name, rows in (("incoming", delivered), ("stored", stored), ("standing", standing)):
            connection.register(name, rows)
        changes = Changes(table, [one for one in table.columns if one in columns and one != "id"], moments)
        for statement in changes.statements():
            connection.execute(statement)
        found = {
            how: _as_stored(connection.sql(query).to_arrow_table(), stored)
            for how, query in (
                ("new", changes.new), ("filled", changes.rows("filled")),
                ("restated", changes.rows("restated", KNOWN_FROM)), ("before", changes.before),
            )
        }  # fmt: skip
        lists = {
            name: connection.sql(query).to_arrow_table().column("id").to_pylist()
            for name, query in (("returned", changes.returned), ("gone", changes.gone))
        }
        (delivered_rows, unchanged, late, beyond), *_ = connection.sql(changes.counted).fetchall()
        by_column = dict(connection.sql(changes.by_column).fetchall())
    return Compared(
        table, delivered_rows, left_out, unchanged, found["new"], found["filled"], found["restated"], found["before"],
        frozenset(lists["returned"]), tuple(lists["gone"]), by_column, late, beyond,
    )  # fmt: skip


def _as_stored(found: pa.Table, stored: pa.Table) -> pa.Table:
    """With the types of the records, and beside them instants."""
    kinds = {name: stored.schema.field(name).type for name in stored.column_names}
    return found.cast(pa.schema([(name, kinds.get(name, pa.timestamp("us"))) for name in found.column_names]))
