"""How often the tables of a database of records arrive, as the loads say that brought them."""

import json
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.duties.standard import FEEDS
from dutybound.exchange.databases.asking import rows
from dutybound.exchange.feeds import Feeds
from dutybound.exchange.given import Given
from dutybound.exchange.manifest import file_of, is_clustered
from dutybound.exchange.versions import LOAD, STORES, asked_of

NAMED = ("happened_at", "source", "feed", "tables")


def feeds_on_record(source: Given, declared: Feeds) -> Feeds:
    """The slower of what is declared of the records and of what each table was loaded with last.

    Who declares the records cannot make data come sooner than their source delivers them. A source that is no database
    of records, nor made from one, has no loads: it arrives as it is declared.
    """
    usual: dict[str, str] = {}
    tables: dict[str, str] = {}
    for _, of, feed, told in sorted(_loads(source), key=itemgetter(0)):
        usual[of] = feed or declared.usual
        tables |= {name: said.get("feed", usual[of]) for name, said in json.loads(told).items()}
    if not usual:
        return declared
    slowest = _slower(declared.usual, *usual.values())
    found = {name: _slower(declared.of(name), feed) for name, feed in tables.items()}
    return Feeds(slowest, {**declared.tables, **found})


def _slower(*feeds: str) -> str:
    return min(feeds, key=FEEDS.index)


def _loads(source: Given) -> Iterable[tuple[str, str, str, str]]:
    if isinstance(source, Path) and is_clustered(source):
        file = file_of(source, LOAD)
        return [] if file is None else _across(pq.read_table(file, columns=list(NAMED)))
    with asked_of(source) as (stored, connection):
        labels = {one.label: one.sql for one in stored}
        if connection is None or LOAD not in labels or not set(STORES) & set(labels):
            return []
        named = ", ".join(f"CAST({one} AS TEXT)" for one in NAMED)
        return [tuple(one) for one in rows(connection, f"SELECT {named} FROM {labels[LOAD]}")]


def _across(held: pa.Table) -> list[tuple[str, str, str, str]]:
    return [(f"{at}", *more) for at, *more in zip(*(held.column(one).to_pylist() for one in NAMED), strict=True)]
