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
    return [
        Exclusion(table, file, int(one.rows[at]), found.column, what, column.written(int(at)) if column else "")
        for at, what in zip(found.at, said, strict=True)
    ]
