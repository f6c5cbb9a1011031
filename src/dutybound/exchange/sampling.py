"""Rows of the interpreted columns, drawn for a person to mark: what stood in the source, and what was made of it."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields

import numpy as np

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.assembling import Assembled
from dutybound.exchange.casting import as_text
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.interpreting import Interpreted
from dutybound.exchange.reading import assembled_tables

LEAST = 0.5  # of the rows drawn are spread evenly over the meanings, so that rare ones are seen; the others by size


@dataclass(frozen=True)
class Mark:
    """One row to be marked. `of` is how many rows have this meaning; `right` is left empty for a person."""

    table: str
    column: str
    mapping: str
    file: str
    row: int
    id: str
    text: str
    meaning: str  # empty: nothing
    of: int
    right: str = ""

    @classmethod
    def header(cls) -> list[str]:
        return [one.name for one in fields(cls)]

    def cells(self) -> tuple[object, ...]:
        return astuple(self)


def sampled(declaration: Declaration, number: int, seed: int) -> list[Mark]:
    """So many rows of each interpreted column, over its meanings; one seed draws the same rows of the same source."""
    wanted: dict[str, list[Interpreted]] = {}
    for one in declaration.interpreted:
        wanted.setdefault(one.table, []).append(one)
    if not wanted:
        what = "has no column with codes or rules, so there is nothing to measure"
        raise DutyboundError(Problem(f"{declaration.folder / 'mapping.toml'}", what, "What is renamed means itself."))
    tables = assembled_tables(declaration, set(wanted))
    chance = np.random.default_rng(seed)
    return [mark for name, several in wanted.items() if name in tables for one in several
            for mark in _drawn(tables[name], one, number, chance)]  # fmt: skip


def _drawn(table: Assembled, one: Interpreted, number: int, chance: np.random.Generator) -> list[Mark]:
    column = table.drawn[one.column]
    meanings = as_text(column.values).to_pylist()
    texts = [column.written(at).strip() for at in range(len(meanings))]
    strata: dict[str, list[int]] = {}
    for at, (meaning, text) in enumerate(zip(meanings, texts, strict=True)):
        if text:  # where the source says nothing, nothing was interpreted
            strata.setdefault(meaning or "", []).append(at)
    ids = table.table.column("id").to_pylist()
    marks = []
    for meaning, count in shares({name: len(rows) for name, rows in strata.items()}, number).items():
        rows = strata[meaning]
        for at in sorted(chance.choice(rows, count, replace=False).tolist()):
            said = (table.plan.file.label, int(table.rows[at]), str(ids[at]), texts[at], meaning, len(rows))
            marks.append(Mark(one.table, one.column, one.mapping, *said))
    return marks


def shares(sizes: Mapping[str, int], number: int) -> dict[str, int]:
    """How many rows of each meaning are drawn: half spread evenly, half by size, never more than there are."""
    drawn = dict.fromkeys(sizes, 0)
    even = max(1, int(LEAST * number / max(1, len(sizes))))
    for name, size in sizes.items():
        drawn[name] = min(size, even)
    total = sum(sizes.values())
    for name in sorted(sizes, key=lambda one: (-sizes[one], one)):
        room = max(0, number - sum(drawn.values()))
        drawn[name] += min(room, sizes[name] - drawn[name], round(LEAST * number * sizes[name] / max(1, total)))
    for name in sorted(sizes, key=lambda one: (-sizes[one], one)):  # what rounding and small meanings left over
        drawn[name] += min(max(0, number - sum(drawn.values())), sizes[name] - drawn[name])
    return drawn
