"""The constraints that a table declares: rows that break one are found, with what was expected."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import EXCUSAL, Column, Table
from dutybound.exchange.assembling import Assembled
from dutybound.exchange.broken import Broken, broken, listed
from dutybound.exchange.casting import as_text, mask
from dutybound.exchange.extract import Exclusion
from dutybound.exchange.keys import orphans, repeated
from dutybound.exchange.zones import Mask, zone

MOST_CODES = 12


def checked(delivered: Mapping[str, Assembled], home: str) -> tuple[dict[str, Mask], list[Exclusion]]:
    """Which rows of each table are kept, and why the others are not.

    First what a row says by itself; then, among the rows left, repeated ids; then rows that belong to no row left,
    until nothing changes, because leaving out a parent makes orphans of its children.
    """
    kept: dict[str, Mask] = {}
    exclusions: list[Exclusion] = []
    for name, one in delivered.items():
        alive = whole_rows(one, home, exclusions)
        again = repeated(one, alive)
        exclusions += listed(one, again)
        alive[again.at] = False
        kept[name] = alive
    for name, found in orphans(delivered, kept):
        exclusions += listed(delivered[name], found)
    return kept, exclusions


def whole_rows(one: Assembled, home: str, exclusions: list[Exclusion]) -> Mask:
    """Which rows say nothing wrong by themselves; the others are listed."""
    alive = np.full(one.table.num_rows, True)
    for found in _within_rows(one, home):
        exclusions += listed(one, found)
        alive[found.at] = False
    return alive


def _within_rows(one: Assembled, home: str) -> Iterator[Broken]:
    for name, column in one.plan.table.columns.items():
        if name in one.drawn:
            yield from _of_column(one, column)
    by = one.plan.table.versioned_by
    if by is not None and by in one.drawn and not one.plan.table.columns[by].required:
        yield broken(~mask(_flat(one, by).is_valid()), by, "is missing, and it orders the versions of a row")
    yield from _backwards(one.plan.table, one.table, home)
    if one.plan.table.name == EXCUSAL.name:
        asked, agreed = (
            pc.utf8_lower(pc.utf8_trim_whitespace(_flat(one, name))) for name in ("asked_by", "approved_by")
        )
        yield broken(mask(pc.equal(asked, agreed)), "approved_by", "is the person who asked for it: two are needed")


def _of_column(one: Assembled, column: Column) -> Iterator[Broken]:
    drawn, mapped = one.drawn[column.name], one.plan.columns[column.name]
    unreadable = np.logical_or.reduce([np.zeros(len(drawn.values), np.bool_), *(wrong.at for wrong in drawn.wrong)])
    missing = ~mask(drawn.values.is_valid()) & ~drawn.unlisted & ~unreadable
    for wrong in drawn.wrong:
        said = f"cannot be read: {wrong.what}. {wrong.remedy}".rstrip(" .")
        yield broken(wrong.at, column.name, said)
    if column.required:
        ruled = " (or no rule in mapping.toml knows what it says)" if mapped.rules else ""
        yield broken(missing, column.name, f"is required and missing{ruled}")
    if mapped.codes:
        yield broken(drawn.unlisted, column.name, f"is not in the mapping's code list: {_some(mapped.codes)}")
    if column.codes:
        known = drawn.are(lambda values: pc.is_in(as_text(values), value_set=pa.array(column.codes)))
        unknown = ~known & mask(drawn.values.is_valid())
        yield broken(unknown, column.name, f"is not one of its codes: {_some(column.codes)}")


def _backwards(table: Table, rows: pa.Table, home: str) -> Iterator[Broken]:
    """A tenure that ends before it begins. Where one side is only a date, both are compared as local dates."""
    if table.began is None or table.ended is None:
        return
    began, ended = (rows.column(name).combine_chunks() for name in (table.began, table.ended))
    if began.type != ended.type:
        began, ended = _local_date(began, home), _local_date(ended, home)
    yield broken(mask(pc.less(ended, began)), table.ended, f"lies before {table.began!r}: it ends before it begins")


def _local_date(times: pa.Array, home: str) -> pa.Array:
    if pa.types.is_date(times.type):
        return times
    instants = np.asarray(pc.fill_null(times.cast(pa.int64()), 0), dtype=np.int64)
    return pa.array(zone(home).days(instants), pa.int32(), mask=~mask(times.is_valid())).cast(pa.date32())


def _flat(one: Assembled, name: str) -> pa.Array:
    return one.table.column(name).combine_chunks()


def _some(codes: tuple[str, ...] | Mapping[str, str]) -> str:
    named = list(codes)
    more = f" and {len(named) - MOST_CODES} more" if len(named) > MOST_CODES else ""
    return ", ".join(named[:MOST_CODES]) + more
