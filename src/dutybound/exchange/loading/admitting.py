"""Which rows of an extract may enter: none that was erased here, none that belongs to a row which is not there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import Schema
from dutybound.exchange.casting import mask
from dutybound.exchange.extract import Extract
from dutybound.exchange.zones import Mask

ERASED = "was erased here, and does not enter again"


@dataclass(frozen=True)
class Refused:
    """A row that is not entered. Its id is personal data, and stays in the list for the owner alone."""

    table: str
    record: str = field(repr=False)
    column: str
    what: str


def admitted(
    extract: Extract,
    stored: Mapping[str, pa.Table],
    erased: Mapping[str, Collection[str]],
    schema: Schema,
    names: Collection[str],
) -> tuple[dict[str, pa.Table], list[Refused]]:
    """The delivered tables without what may not enter. A link to an erased row is emptied where it may be empty."""
    refused: list[Refused] = []
    kept: dict[str, pa.Table] = {}
    for name in names:
        rows = extract.tables[name]
        held = rows if isinstance(rows, pa.Table) else rows.to_table()
        again = mask(pc.is_in(held.column("id").combine_chunks(), value_set=_texts(erased.get(name, ()))))
        kept[name] = _without(held, again, name, "id", ERASED, refused)
    for name in names:
        kept[name] = unlinked(name, kept[name], erased, schema)
    changed = True
    while changed:  # a row that is refused makes orphans of those that belong to it
        before = sum(one.num_rows for one in kept.values())
        for name in names:
            kept[name] = _with_parents(name, kept, stored, erased, schema, refused)
        changed = sum(one.num_rows for one in kept.values()) < before
    return kept, refused


def left_of(
    stored: Mapping[str, pa.Table], erased: Mapping[str, Collection[str]], schema: Schema
) -> dict[str, pa.Table]:
    """What will stand of the tables on record: without the rows that are to be erased, and without links to them.

    What is compared and kept as a version is taken from this, or an erased id would live on in the version of another.
    """
    found: dict[str, pa.Table] = {}
    for name in schema.tables if erased else ():
        rows = unlinked(name, stored[name], erased, schema)
        gone = mask(pc.is_in(rows.column("id").combine_chunks(), value_set=_texts(erased.get(name, ()))))
        found[name] = rows.filter(pa.array(~gone)) if gone.any() else rows
    return found


def unlinked(name: str, rows: pa.Table, erased: Mapping[str, Collection[str]], schema: Schema) -> pa.Table:
    """Rows with each link to an erased row emptied, where it may be empty."""
    for column in schema.tables[name].columns.values():
        if column.refers_to in erased and not column.required and erased[column.refers_to or ""]:
            links = rows.column(column.name)
            lost = pc.is_in(links, value_set=_texts(erased[column.refers_to or ""]))
            rows = rows.set_column(
                rows.column_names.index(column.name), column.name, pc.if_else(lost, pa.scalar(None, pa.string()), links)
            )
    return rows


def _with_parents(
    name: str,
    kept: Mapping[str, pa.Table],
    stored: Mapping[str, pa.Table],
    erased: Mapping[str, Collection[str]],
    schema: Schema,
    refused: list[Refused],
) -> pa.Table:
    rows = kept[name]
    for column in schema.tables[name].columns.values():
        parent = column.refers_to
        if parent is None or parent not in schema.tables or not rows.num_rows:
            continue
        links = rows.column(column.name).combine_chunks()
        there = [one.column("id") for one in (kept.get(parent), stored.get(parent)) if one is not None]
        known = pa.chunked_array([chunk for one in there for chunk in one.chunks], pa.string())
        lost = mask(links.is_valid()) & ~mask(pc.is_in(links, value_set=known.combine_chunks()))
        lost |= mask(pc.is_in(links, value_set=_texts(erased.get(parent, ()))))
        what = f"names a row of {parent!r} that is neither delivered nor on record; deliver that table too"
        rows = _without(rows, lost, name, column.name, what, refused)
    return rows


def _without(rows: pa.Table, out: Mask, name: str, column: str, what: str, refused: list[Refused]) -> pa.Table:
    if not out.any():
        return rows
    refused += [Refused(name, one, column, what) for one in rows.column("id").filter(pa.array(out)).to_pylist()]
    return rows.filter(pa.array(~out))


def _texts(ids: Collection[str]) -> pa.Array:
    return pa.array(sorted(ids), pa.string())
