"""Integrity: people who are linked to nothing, and links that lead to no record."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.casting import mask
from dutybound.exchange.drawing import filled
from dutybound.exchange.pole.defects import Defect, Dimension
from dutybound.exchange.pole.mapping import Held, Link
from dutybound.exchange.pole.tables import Tables
from dutybound.exchange.zones import Mask

LINKS = "links"  # what stands in the place of an attribute


def broken_links(
    one: Held, ids: pa.Array, rows: pa.Table, tables: Tables, targets: Mapping[str, Held]
) -> Iterator[Defect]:
    """Records that nothing links to anything, and records whose link names none; nothing where no link is declared."""
    if not one.linked:
        return
    linked = np.zeros(len(ids), np.bool_)
    for link in one.linked:
        if link.table is not None:
            linked |= named_in(ids, link, tables)
            continue
        own = written(rows.column(link.column))
        is_filled = mask(own.is_valid())
        linked |= is_filled
        if link.to is not None:
            known = targets[link.to]
            there = mask(pc.is_in(own, value_set=written(tables.read(known.table, (known.id,)).column(known.id))))
            lost = np.flatnonzero(is_filled & ~there)
            yield Defect(LINKS, Dimension.INTEGRITY, f"names no record of {link.to} in {link.column!r}", lost)
    yield Defect(LINKS, Dimension.INTEGRITY, "is linked to nothing", np.flatnonzero(~linked))


def named_in(ids: pa.Array, link: Link, tables: Tables) -> Mask:
    """Which ids stand in a column of another table."""
    column = tables.read(f"{link.table}", (link.column,)).column(link.column)
    return mask(pc.is_in(ids, value_set=written(column))) & mask(ids.is_valid())


def written(column: pa.ChunkedArray) -> pa.Array:
    """Ids without the blanks around them, nothing where they are empty."""
    return filled(pc.utf8_trim_whitespace(column.combine_chunks()))
