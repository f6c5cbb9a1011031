"""Rows of one table that break one constraint, and how they are listed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dutybound.exchange.assembling import Assembled
from dutybound.exchange.extract import Exclusion
from dutybound.exchange.zones import Mask, Whole


@dataclass(frozen=True)
class Broken:
    """The positions of rows that break a constraint of a column; `what` was expected, of all or of each of them."""

    at: Whole
    column: str
    what: str | Sequence[str]


def broken(at: Mask, column: str, what: str) -> Broken:
    """The rows that a mask points at."""
    return Broken(np.flatnonzero(at), column, what)


def listed(one: Assembled, found: Broken) -> list[Exclusion]:
    """One exclusion for each row; the value stands apart, because it may be about a person."""
    column = one.drawn.get(found.column)
    table, file = one.plan.table.name, one.plan.file.label
    said = [found.what] * len(found.at) if isinstance(found.what, str) else found.what
    written = column.written_in(found.at) if column else [""] * len(found.at)
    return [
        Exclusion(table, file, row, found.column, what, value)
        for row, what, value in zip(one.rows[found.at].tolist(), said, written, strict=True)
    ]
