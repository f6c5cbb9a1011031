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

Link = tuple[str, str]  # a table, and its column that names rows of another


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
    changed, held = set(delivered), Held(delivered)
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
                link = (name, column.name)
                lost = kept[name] & ~held.among(column.refers_to, kept[column.refers_to], link)
                if not lost.any():
                    continue
                everywhere = np.full(delivered[column.refers_to].table.num_rows, True)
                was_there = lost & held.among(column.refers_to, everywhere, link)
                kept[name] = kept[name] & ~lost
                changed.add(name)
                yield name, broken(lost & ~was_there, column.name, said_lost(column.refers_to, False))
                yield name, broken(was_there, column.name, said_lost(column.refers_to, True))


class Held:
    """Whether rows name one of the rows of a parent; asked of all tables that name it at once.

    To look anything up among the parent's ids they have to be laid out first, which takes longer than the looking.
    """

    def __init__(self, delivered: Mapping[str, Assembled]) -> None:
        self._delivered = delivered
        self._links: dict[str, list[Link]] = {}
        for name, one in delivered.items():
            for column in one.plan.table.columns.values():
                if column.refers_to is not None and column.refers_to in delivered and column.name in one.drawn:
                    self._links.setdefault(column.refers_to, []).append((name, column.name))
        self._found: dict[tuple[str, bool], tuple[Mask, dict[Link, pa.Array]]] = {}

    def among(self, parent: str, rows: Mask, link: Link) -> Mask:
        """Whether each row of a link names one of these rows of its parent, or none at all."""
        place = parent, bool(rows.all())  # what all rows say is asked again and again, and stays so
        if place not in self._found or not np.array_equal(self._found[place][0], rows):
            self._found[place] = rows, self._looked_up(parent, rows)
        name, column = link
        named, there = self._delivered[name].drawn[column], self._found[place][1][link]
        return named.are(lambda _: there) | ~mask(named.values.is_valid())

    def _looked_up(self, parent: str, rows: Mask) -> dict[Link, pa.Array]:
        """Of each distinct value of each link, whether it is the id of one of the rows."""
        ids = self._delivered[parent].table.column("id").combine_chunks()
        links = self._links[parent]
        named = [self._delivered[name].drawn[column].read for name, column in links]
        there = pc.is_in(pa.concat_arrays(named), value_set=ids if rows.all() else ids.filter(pa.array(rows)))
        ends = np.cumsum([len(one) for one in named])
        return {link: there[end - len(one) : end] for link, one, end in zip(links, named, ends.tolist(), strict=True)}


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
