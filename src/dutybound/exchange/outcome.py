"""The tables of a source as they came through their checks, whether they are held in memory or lie on disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.dataset as ds

from dutybound.exchange.extract import Exclusion


@dataclass(frozen=True)
class TableRead:
    """One table: the rows that are left, how many it was delivered with and how many are left, what was noticed."""

    rows: pa.Table | ds.Dataset
    delivered: int
    loaded: int
    notes: tuple[str, ...]
    file: str  # its label


@dataclass(frozen=True)
class Outcome:
    """All tables that could be read, and what was left out of them."""

    tables: Mapping[str, TableRead]
    exclusions: list[Exclusion]
    holding_notes: tuple[str, ...] = ()
    excusal_rows: list[tuple[str, int]] = field(default_factory=list)
    empty: tuple[str, ...] = ()  # the labels of files without a row
