"""Who held which post, in which unit and under whom, and where units stood: as far as a source delivers it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dutybound.duties.schema import Schema
from dutybound.exchange.extract import Extract

POSTS = {"post": ("id", "unit", "supervised_by"), "post_holding": ("id", "post", "officer", "began_at", "ended_at")}
PLACES = {"unit_place": ("id", "unit", "under", "began_at", "ended_at")}
LATEST = 1 << 62  # of what lasts still


@dataclass(frozen=True)
class Post:
    """Somebody holds a post; `line` are the posts above it, nearest first; moments in microseconds."""

    post: str
    unit: str
    line: tuple[str, ...]
    officer: str
    began: int
    ended: int

    def meets(self, began: int, ended: int) -> bool:
        return self.began <= ended and self.ended >= began


@dataclass(frozen=True)
class Place:
    """A unit stands under another; moments in microseconds."""

    unit: str
    under: str
    began: int = 0
    ended: int = LATEST

    def meets(self, began: int, ended: int) -> bool:
        return self.began <= ended and self.ended >= began


def upward(unit: str, places: Mapping[str, Iterable[Place]], began: int, ended: int) -> list[str]:
    """A unit and those above it at some time of a span, to the top: a unit that moved stood under several."""
    found = [unit]
    for one in found:  # grows by the way
        found += dict.fromkeys(
            place.under for place in places.get(one, ()) if place.meets(began, ended) and place.under not in found
        )
    return found


def line_of(post: str, supervised_by: Mapping[str, str | None]) -> tuple[str, ...]:
    """The posts above one, to the top; where they go in a circle, once round."""
    found: list[str] = []
    above = supervised_by.get(post)
    while above and above != post and above not in found:
        found.append(above)
        above = supervised_by.get(above)
    return tuple(found)


def grouped(rows: Iterable[Any], name: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in rows:
        found[getattr(one, name)].append(one)
    return found


def columns_of_posts(schema: Schema) -> dict[str, tuple[str, ...]]:
    """What has to be read of posts and of units: nothing, where not all of it is delivered."""
    found = dict(POSTS) if _has(schema, POSTS) else {}
    return found | (PLACES if _has(schema, PLACES) else {})


def _has(schema: Schema, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    there = {name: set(schema.tables[name].columns) for name in wanted if name in schema.tables}
    return all(set(columns) <= there.get(name, set()) for name, columns in wanted.items())


def posts_in(extract: Extract, schema: Schema) -> Iterator[Post]:
    if not _has(schema, POSTS) or not set(POSTS) <= set(extract.tables):
        return
    rows = held_rows(extract, "post").select(POSTS["post"]).to_pylist()
    units = {one["id"]: one["unit"] for one in rows}
    supervised_by = {one["id"]: one["supervised_by"] for one in rows}
    for post, officer, began, ended in _spans(held_rows(extract, "post_holding"), "post", "officer"):
        if post in units and officer:
            yield Post(post, units[post], line_of(post, supervised_by), officer, began, ended)


def places_in(extract: Extract, schema: Schema) -> Iterator[Place]:
    if _has(schema, PLACES) and set(PLACES) <= set(extract.tables):
        for unit, under, began, ended in _spans(held_rows(extract, "unit_place"), "unit", "under"):
            yield Place(unit, under, began, ended)


def _spans(rows: pa.Table, *names: str) -> Iterator[tuple[str, str, int, int]]:
    """Two columns with the span of each row: what has no beginning was always there, what has no end lasts."""
    columns = [*(rows.column(one) for one in names), moments(rows, "began_at"), moments(rows, "ended_at")]
    for one, other, began, ended in zip(*(each.to_pylist() for each in columns), strict=True):
        yield one, other, began or 0, LATEST if ended is None else ended


def held_rows(extract: Extract, name: str) -> pa.Table:
    rows = extract.tables[name]
    return rows if isinstance(rows, pa.Table) else rows.to_table()


def moments(rows: pa.Table, name: str) -> pa.ChunkedArray:
    """A column of times in microseconds."""
    return rows.column(name).cast(pa.timestamp("us")).cast(pa.int64())
