"""Ids: rows that repeat one, and rows that belong to a row that is not there."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import ColumnType
from dutybound.exchange.assembling import Assembled
from dutybound.exchange.broken import Broken, broken
from dutybound.exchange.casting import mask
from dutybound.exchange.zones import Mask, Whole


def repeated(one: Assembled, alive: Mask) -> Broken:
    """Rows whose id an earlier row has, whatever else they say; of a versioned table, whose id and recorded time."""
    by = one.plan.table.versioned_by
    if _are_told_apart(one):
        return Broken(np.empty(0, np.int64), "id", [])
    positions = np.flatnonzero(alive)
    keys = _keys(one.table, ["id", by] if by else ["id"])[positions]
    _, first, group_of = np.unique(keys, return_index=True, return_inverse=True)
    firsts = first[group_of]
    later = np.flatnonzero(firsts != np.arange(len(keys)))
    differing = _differing(one.table, positions[later], positions[firsts[later]])
    rows = one.rows[positions[firsts[later]]]
    said = [said_again(by, int(row), others) for row, others in zip(rows, differing, strict=True)]
    return Broken(positions[later], "id", said)


def said_again(by: str | None, first: int, others: list[str]) -> str:
    """What is wrong with a row that repeats the id of the row `first`, and differs from it in `others`."""
    said = f"repeats the id and {by!r} of row" if by else "repeats the id of row"
    how = f"with other values in {', '.join(others)}" if others else "with the same values"
    return f"{said} {first}, {how}"


def said_lost(parent: str, was_there: bool) -> str:
    """What is wrong with a row that belongs to no kept row of another table."""
    return f"names a row of {parent!r} that was itself excluded" if was_there else f"names no row of {parent!r}"


def orphans(delivered: Mapping[str, Assembled], kept: dict[str, Mask]) -> Iterator[tuple[str, Broken]]:
    """Rows that belong to no kept row; `kept` is narrowed until nothing changes. An absent parent proves nothing.

    A link is looked at again only where its parent has lost rows since.
    """
    changed = set(delivered)
    while changed:
        parents, changed = changed, set()
        for name, one in delivered.items():
            for column in one.plan.table.columns.values():
                if (
                    column.refers_to is None
                    or column.refers_to not in parents | changed
                    or column.name not in one.drawn
                ):
                    continue
                parent = delivered[column.refers_to]
                lost = kept[name] & ~_held(one, column.name, parent, kept[column.refers_to])
                if not lost.any():
                    continue
                was_there = lost & _held(one, column.name, parent, np.full(parent.table.num_rows, True))
                kept[name] = kept[name] & ~lost
                changed.add(name)
                yield name, broken(lost & ~was_there, column.name, said_lost(column.refers_to, False))
                yield name, broken(was_there, column.name, said_lost(column.refers_to, True))


def _held(one: Assembled, column: str, parent: Assembled, rows: Mask) -> Mask:
    """Whether each row names one of the parent's rows, or none at all."""
    named, ids = one.drawn[column], parent.table.column("id").combine_chunks()
    there = ids if rows.all() else ids.filter(pa.array(rows))
    return named.are(lambda values: pc.is_in(values, value_set=there)) | ~mask(named.values.is_valid())


def _are_told_apart(one: Assembled) -> bool:
    """Whether the file has another id in every row, as nearly every file has; known already from drawing them."""
    if "id" not in one.drawn:
        return False
    mapped, kind = one.plan.columns["id"], one.plan.table.columns["id"].type
    is_as_written = kind is ColumnType.TEXT and not (mapped.codes or mapped.rules)
    return is_as_written and len(one.drawn["id"].distinct) == one.table.num_rows


def _keys(table: pa.Table, columns: list[str]) -> Whole:
    """One number for each row, equal where all these columns are."""
    keys = np.zeros(table.num_rows, np.int64)
    for name in columns:
        encoded = table.column(name).combine_chunks().dictionary_encode(null_encoding="encode")
        keys = keys * (len(encoded.dictionary) + 1) + np.asarray(encoded.indices, dtype=np.int64)
    return keys


def _differing(table: pa.Table, later: Whole, first: Whole) -> list[list[str]]:
    """For each repeated row, the columns in which it says something else than the first."""
    found: list[list[str]] = [[] for _ in later]
    for name in table.column_names:
        keys = _keys(table, [name])
        for index in np.flatnonzero(keys[later] != keys[first]):
            found[index].append(name)
    return found
