"""Whose work a file is: who had a hand in it, who supervises them, and who has a post in the unit that held it, or in
one above it.

None of them draws, reads or moderates it. Hands stand in the records as columns, and are taken together for all records
of a frame; of supervisors and units only those of the files that are drawn are looked up.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import HOLDING, Column, ColumnType, Schema, Table
from dutybound.exchange.extract import Extract
from dutybound.inspection.audits.posts import (
    LATEST,
    Place,
    Post,
    columns_of_posts,
    grouped,
    held_rows,
    moments,
    places_in,
    posts_in,
    upward,
)

#: Whom a record is about or where it is: other cases of theirs are not this one.
NO_CASE = frozenset({"person", "officer", "unit", "address", "agency", "post", "board_meeting"})
HELD = ("id", "subject_table", "subject", "unit", "officer", "began_at", "ended_at")
IN_UNIT, SUPERVISES = "post_holding.post", "post.supervised_by"
SHAPE = pa.schema([("record", pa.string()), ("person", pa.string()), ("part", pa.string())])

Parts = Mapping[str, frozenset[tuple[str, str]]]  # person and part, by record


@dataclass(frozen=True)
class Hands:
    """Who had a hand in the records of a frame; and what tells of units and supervisors, as far as it is delivered."""

    rows: pa.Table = field(default_factory=SHAPE.empty_table, repr=False)
    holdings: pa.Table | None = field(default=None, repr=False)
    posts: tuple[Post, ...] = field(default=(), repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)

    @classmethod
    def said(cls, parts: Parts, posts: tuple[Post, ...] = ()) -> "Hands":
        rows = [{"record": one, "person": who, "part": part} for one, some in parts.items() for who, part in some]
        return cls(pa.Table.from_pylist(rows, SHAPE), None, posts)

    def people(self) -> list[str]:
        return [f"{one}" for one in pc.unique(self.rows.column("person")).to_pylist()]

    def records_of(self, people: Collection[str]) -> int:
        """In how many records these have a hand."""
        rows = self.rows.filter(pc.is_in(self.rows.column("person"), value_set=_texts(people)))
        return len(pc.unique(rows.column("record")))

    def of(self, records: Collection[str]) -> dict[str, frozenset[tuple[str, str]]]:
        """Whose work some records are, with where that stands."""
        rows = self.rows.filter(pc.is_in(self.rows.column("record"), value_set=_texts(records)))
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for one, who, part in zip(*(column.to_pylist() for column in rows.columns), strict=True):
            found[one].add((who, part))
        supervisors = dict(self._supervisors())
        for some in found.values():
            some |= {(above, SUPERVISES) for who, _ in list(some) for above in supervisors.get(who, ())}
        for one, who in self._in_unit(records, self.posts):
            found[one].add((who, IN_UNIT))
        return {one: frozenset(some) for one, some in found.items()}

    def in_units_of(self, people: Collection[str], records: Collection[str]) -> int:
        """How many of some records a unit held while one of these had a post in it, or in one above it."""
        posts = [one for one in self.posts if one.officer in people]
        return len({record for record, _ in self._in_unit(records, posts)})

    def held_by(self, units: Collection[str], records: Collection[str]) -> int:
        """How many of some records these units hold or held."""
        return len({one for one, unit, _, _ in self._held(records) if unit in units})

    def units(self) -> list[str]:
        """The units that hold or held records of the table."""
        return (
            [] if self.holdings is None else [f"{one}" for one in pc.unique(self.holdings.column("unit")).to_pylist()]
        )

    def _supervisors(self) -> Iterator[tuple[str, set[str]]]:
        """Of each officer, who held a post above theirs, however far above, while they held theirs."""
        holders, own = grouped(self.posts, "post"), grouped(self.posts, "officer")
        for officer, some in own.items():
            yield officer, {above.officer for one in some for post in one.line for above in holders.get(post, ())
                            if above.meets(one.began, one.ended) and above.officer != officer}  # fmt: skip

    def _in_unit(self, records: Collection[str], posts: Sequence[Post]) -> Iterator[tuple[str, str]]:
        """Who held one of these posts in the unit that held a record, or in one above it, while it held it."""
        of_unit, places = grouped(posts, "unit"), grouped(self.places, "unit")
        for one, unit, began, ended in self._held(records) if posts else ():
            for each in upward(unit, places, began, ended):
                yield from ((one, post.officer) for post in of_unit.get(each, ()) if post.meets(began, ended))

    def _held(self, records: Collection[str]) -> Iterator[tuple[str, str, int, int]]:
        """Which unit held each of some records, from when until when."""
        if self.holdings is None:
            return
        rows = self.holdings.filter(pc.is_in(self.holdings.column("subject"), value_set=_texts(records)))
        spans = (rows.column("subject"), rows.column("unit"), moments(rows, "began_at"), moments(rows, "ended_at"))
        for one, unit, began, ended in zip(*(column.to_pylist() for column in spans), strict=True):
            yield one, unit, began or 0, LATEST if ended is None else ended


def _texts(ids: Collection[str]) -> pa.Array:
    return pa.array(sorted(ids), pa.string())


def columns_of_hands(schema: Schema, table: Table) -> dict[str, set[str]]:
    """Of each table that tells whose work a record is, the columns that do."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, lead, person in _leads(schema, table):
        found[name] |= {"id", lead, person}
    if HOLDING.name in schema.tables:
        found[HOLDING.name] |= set(HELD) & set(schema.tables[HOLDING.name].columns)
    for name, columns in columns_of_posts(schema).items():
        found[name] |= set(columns)
    return found


def hands_in(extract: Extract, schema: Schema, table: Table, records: Collection[str]) -> Hands:
    """Who had a hand in some records of a table."""
    rows = held_rows(extract, table.name)
    found = [_standing_in(extract, schema, table, rows, *one) for one in _leads(schema, table)]
    holdings = _holdings(extract, table.name)
    if holdings is not None and "officer" in holdings.column_names:
        found.append(_shaped(holdings.column("subject"), holdings.column("officer"), "holding.officer"))
    together = pa.concat_tables([SHAPE.empty_table(), *found])
    together = together.filter(pc.is_in(together.column("record"), value_set=_texts(records)))
    together = together.group_by(SHAPE.names).aggregate([]).sort_by([(one, "ascending") for one in SHAPE.names])
    posts, places = posts_in(extract, schema), places_in(extract, schema)
    return Hands(together.combine_chunks(), holdings, tuple(posts), tuple(places))


def _standing_in(
    extract: Extract, schema: Schema, table: Table, rows: pa.Table, name: str, lead: str, person: str
) -> pa.Table:
    """Who stands in one column of one table, by the record of the frame that its rows lead to."""
    said = held_rows(extract, name)
    records, people, part = said.column(lead), said.column(person), f"{name}.{person}"
    target = table.name if lead == "id" else schema.tables[name].columns[lead].refers_to
    if target == table.name:
        return _shaped(records, people, part)
    column = next(one.name for one in table.columns.values() if one.refers_to == target)
    cases = pa.table({"record": rows.column("id"), "case": rows.column(column)})
    joined = pa.table({"case": records, "person": people}).join(cases, "case", join_type="inner")
    return _shaped(joined.column("record"), joined.column("person"), part)


def _shaped(records: pa.ChunkedArray, people: pa.ChunkedArray, part: str) -> pa.Table:
    found = pa.table({"record": records, "person": people}).cast(pa.schema(list(SHAPE)[:2]))
    is_said = pc.and_kleene(pc.not_equal(found.column("person"), ""), pc.is_valid(found.column("record")))
    found = found.filter(is_said)
    return found.append_column(SHAPE.field("part"), pa.array([part] * found.num_rows, pa.string()))


def _leads(schema: Schema, table: Table) -> Iterator[tuple[str, str, str]]:
    """Where people stand who have to do with a record: the table, its column that leads there, the person's column.

    In the record itself ("id" leads there), in what belongs to it, and in what belongs to the same case.
    """
    cases = {one.refers_to for one in table.columns.values() if one.refers_to and one.refers_to not in NO_CASE}
    for other in schema.tables.values():
        people = [one.name for one in other.columns.values() if is_person(one) and one.refers_to != "person"]
        leads = [one.name for one in other.columns.values() if one.refers_to in (table.name, *cases)]
        if other.name == table.name:
            leads = ["id"]
        elif other.name in NO_CASE:
            leads = []
        yield from ((other.name, lead, person) for lead in leads for person in people)


def is_person(column: Column) -> bool:
    """Whether a column says who did something: an officer, or a name in words."""
    if column.refers_to is not None:
        return column.refers_to in ("officer", "person")
    is_said = column.name.endswith("_by") or column.name in ("given_to", "auditor")
    return is_said and column.type is ColumnType.TEXT


def _holdings(extract: Extract, table: str) -> pa.Table | None:
    if HOLDING.name not in extract.tables:
        return None
    rows = held_rows(extract, HOLDING.name)
    rows = rows.select([one for one in HELD if one in rows.column_names])
    return rows.filter(pc.equal(rows.column("subject_table"), table)).combine_chunks()
