"""What can be read and is yet likely to be a slip: blanks around ids, years written with two digits, unheard-of values.

It is counted, so that what was noticed in the pieces of a file adds up to what would be said of the whole.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import nearest
from dutybound.duties.schema import OPTIONAL, Column
from dutybound.exchange.casting import mask
from dutybound.exchange.drawing import Drawn
from dutybound.exchange.plans import Plan

SHORT_YEAR = re.compile(r"%-?y")
NAMING = ("standard", "subject_table", "subject")  # what names something else, in the tables that every source has
FEW = 100  # values that are remembered of a column, to name the nearest


@dataclass(frozen=True)
class Held:
    """Which of the values that `where` names a column holds; and all that it holds, as long as they are few.

    `passed` of its `rows` are not taken on its account.
    """

    found: frozenset[str]
    few: tuple[str, ...] | None
    passed: int = 0
    rows: int = 0

    def __add__(self, other: "Held") -> "Held":
        both = None if self.few is None or other.few is None else _few([*self.few, *other.few])
        return Held(self.found | other.found, both, self.passed + other.passed, self.rows + other.rows)


@dataclass(frozen=True)
class Seen:
    """Of one column: texts that no rule matches, ids with blanks around them, years written short (first and last)."""

    unmatched: int = 0
    blanks: int = 0
    years: tuple[int, int] | None = None

    def __add__(self, other: "Seen") -> "Seen":
        years = [year for one in (self, other) if one.years is not None for year in one.years]
        found = (min(years), max(years)) if years else None
        return Seen(self.unmatched + other.unmatched, self.blanks + other.blanks, found)


@dataclass(frozen=True)
class Noticed:
    """What was noticed in the rows of a table; nothing is changed on its account."""

    held: Mapping[str, Held] = field(default_factory=dict)
    choices: tuple[str, ...] = ()  # what was chosen by `one_per`, in words
    columns: Mapping[str, Seen] = field(default_factory=dict)

    def __add__(self, other: "Noticed") -> "Noticed":
        held = {name: one + other.held[name] for name, one in self.held.items()} or other.held
        columns = {name: one + other.columns[name] for name, one in self.columns.items()} or other.columns
        return Noticed(held, self.choices + other.choices, columns)

    def notes(self, plan: Plan) -> list[str]:
        told = [*self.held.items()]
        found = [note for name, one in told for note in (*_passed(plan, name, one), *_never(plan, name, one))]
        return [*found, *self.choices, *(note for name, one in self.columns.items() for note in _told(plan, name, one))]


def held(texts: pa.Array, wanted: tuple[str, ...]) -> Held:
    values = pc.unique(texts).to_pylist()
    passed = len(texts) - int(mask(pc.is_in(texts, value_set=pa.array(wanted, pa.string()))).sum())
    return Held(frozenset(wanted).intersection(values), _few(values), passed, len(texts))


def seen(plan: Plan, name: str, drawn: Drawn) -> Seen:
    column, short, blanks, years = plan.table.columns[name], plan.columns[name].format or "", 0, None
    if _is_id(plan, column):
        blanks = int(drawn.are(lambda values: pc.not_equal(values, pc.utf8_trim_whitespace(values))).sum())
    if column.type.is_time and SHORT_YEAR.search(short):
        found = pc.min_max(pc.year(drawn.values)).as_py()
        years = None if found["min"] is None else (found["min"], found["max"])
    return Seen(drawn.unmatched, blanks, years)


def _few(values: list[str]) -> tuple[str, ...] | None:
    distinct = tuple(dict.fromkeys(values))
    return distinct if len(distinct) <= FEW else None


def _is_id(plan: Plan, column: Column) -> bool:
    names = plan.table.name in OPTIONAL and column.name in NAMING
    return column.name == "id" or column.refers_to is not None or names


def _passed(plan: Plan, name: str, one: Held) -> Iterator[str]:
    """Rows that a person or a draft chose away: no constraint is broken, so nothing else would say it."""
    if 0 < one.passed < one.rows:  # where none is taken, that is said of the table
        said = (
            f"[{plan.table.name}] where: {one.passed:,} of {one.rows:,} rows of {plan.file.label} are not taken, having"
        )
        yield f"{said} {'nothing' if name in plan.mapped.not_empty else 'another value'} in {name!r}"


def _never(plan: Plan, name: str, one: Held) -> Iterator[str]:
    """A value that `where` names and no row holds is more often a slip than an absence."""
    if one.few == ():
        return
    for value in plan.mapped.where.get(name, ()):
        if value not in one.found:
            said = f"[{plan.table.name}] where: no row of {plan.file.label} has {value!r} in {name!r}. "
            yield said + ("" if one.few is None else nearest(value, list(one.few)))


def _told(plan: Plan, name: str, one: Seen) -> Iterator[str]:
    if one.unmatched:
        matched = "1 row matches" if one.unmatched == 1 else f"{one.unmatched:,} rows match"
        yield f"[{plan.table.name}] {name}: {matched} no rule in {plan.file.label}; nothing is known there"
    if one.blanks:
        rows = "1 row has" if one.blanks == 1 else f"{one.blanks:,} rows have"
        said = f"[{plan.table.name}] {name}: {rows} blanks before or after the id in {plan.file.label}"
        yield f"{said}; it is taken as written, so ' A1' is another id than 'A1'. Remove the blanks in the source"
    if one.years is not None:
        said = f"[{plan.table.name}] {name}: {plan.file.label} writes years with two digits, read as 1969 to 2068"
        yield f"{said}; those found are {one.years[0]} to {one.years[1]}. If that is wrong, have four written (%Y)"
