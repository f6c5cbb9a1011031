"""How often the data of a source arrive, table by table: what a standard that needs them sooner cannot be judged on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dutybound.base.errors import Problem, nearest
from dutybound.duties.schema import Schema
from dutybound.duties.standard import FEEDS
from dutybound.exchange.given import MARKER

USUAL = "nightly"  # what a force mostly gets out of a record system


@dataclass(frozen=True)
class Feeds:
    """The feed of a source, and of those of its tables that come otherwise."""

    usual: str = USUAL
    tables: Mapping[str, str] = field(default_factory=dict)

    def of(self, table: str) -> str:
        return self.tables.get(table, self.usual)

    def slowest(self, tables: Iterable[str]) -> str:
        """The feed that whatever reads all these tables has to live with."""
        return min((self.of(one) for one in tables), key=FEEDS.index, default=self.usual)

    def too_slow(self, wanted: str, tables: Iterable[str]) -> list[str]:
        """Those of some tables that arrive more seldom than wanted."""
        return sorted({one for one in tables if FEEDS.index(self.of(one)) < FEEDS.index(wanted)})

    def words(self, tables: Iterable[str]) -> str:
        """ "nightly", or "nightly; missing_episode live" where one of these tables comes otherwise."""
        apart = [f"{one} {self.tables[one]}" for one in sorted(set(tables) & set(self.tables))]
        return "; ".join([self.usual, *(one for one in apart if not one.endswith(f" {self.usual}"))])


def read_feeds(head: Mapping[str, Any], schema: Schema | None, problems: list[Problem]) -> Feeds:
    """What dutybound.toml says: `feed`, and a section [feeds] for the tables that come otherwise."""
    apart = head.get("feeds", {})
    if not isinstance(apart, dict):
        problems.append(Problem(f"{MARKER}: feeds", "is not a section", "Write it as [feeds]."))
        apart = {}
    known = () if schema is None else schema.tables
    problems += [
        Problem(f"{MARKER}: [feeds] {one}", "is not a declared table", nearest(one, known))
        for one in apart
        if schema is not None and one not in known
    ]
    named = {f"{MARKER}: feed": head.get("feed", USUAL), **{f"{MARKER}: [feeds] {one}": apart[one] for one in apart}}
    wrong = [where for where, feed in named.items() if feed not in FEEDS]
    problems += [Problem(one, f"{named[one]!r} is no feed", f"Feeds: {', '.join(FEEDS)}.") for one in wrong]
    return Feeds() if wrong else Feeds(named[f"{MARKER}: feed"], apart)
