"""What was read: the tables as declared, and everything that was left out of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.dataset as ds

NOTHING_READ = "NOTHING WAS READ from "


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One row that breaks one constraint. `row` counts the header as row 1; `value` is personal data, kept apart."""

    table: str
    file: str
    row: int
    column: str
    what: str
    value: str = field(default="", repr=False)


@dataclass(frozen=True)
class Extract:
    """A source as its declaration describes it.

    `tables` has every declared table with exactly its columns (`date32` for dates, `timestamp[us]` meaning UTC for
    instants), in memory, or in a file that is read as it is needed. `unmapped` names the (table, column) pairs that
    the source does not deliver: all null, and whatever reads them is unassessable. A row that breaks several
    constraints has several exclusions, so that they can all be repaired at once: rows left out are `delivered -
    loaded`. `excusal_rows` says of each loaded excusal, in the order of its table, in which file and row it stands:
    what it names is checked only where the standards are known.
    """

    tables: Mapping[str, pa.Table | ds.Dataset] = field(repr=False)
    unmapped: frozenset[tuple[str, str]]
    exclusions: tuple[Exclusion, ...]
    delivered: Mapping[str, int]
    loaded: Mapping[str, int]
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    excusal_rows: tuple[tuple[str, int], ...] = field(default=(), repr=False)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Those of the notes that nobody should miss."""
        return tuple(note for note in self.notes if note.startswith(NOTHING_READ))

    def column(self, table: str, column: str) -> pa.ChunkedArray:
        """The values of one column of a table."""
        rows = self.tables[table]
        return (rows if isinstance(rows, pa.Table) else rows.to_table(columns=[column])).column(column)

    def excluded(self, table: str) -> int:
        """How many delivered rows of a table were left out."""
        return self.delivered[table] - self.loaded[table]
