"""The rows of one table: chosen from its file, each column drawn, everything unreadable named."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.casting import plain
from dutybound.exchange.choosing import chosen_rows
from dutybound.exchange.drawing import Drawn, absent, drawn
from dutybound.exchange.faults import ROOM, Fault
from dutybound.exchange.hints import hints
from dutybound.exchange.plans import Plan
from dutybound.exchange.zones import Whole

FIRST_ROW = 2  # the header is row 1


@dataclass(frozen=True)
class Assembled:
    """A table as delivered, before its constraints are checked. `rows` are the file's own row numbers."""

    plan: Plan
    table: pa.Table
    rows: Whole
    drawn: dict[str, Drawn]
    notes: tuple[str, ...]


def assembled(
    plan: Plan, content: pa.Table, home: str, faults: list[Fault], problems: list[Problem]
) -> Assembled | None:
    """Draw all columns of a table. None, with the reasons added, if anything cannot be read."""
    notes: list[str] = []
    before = len(faults) + len(problems)
    try:
        chosen = chosen_rows(plan, content, notes)
    except DutyboundError as error:
        problems += [Problem(plan.file.label, f"{plan.table.name}: {one.what}", one.remedy) for one in error.problems]
        return None
    columns = _columns(plan, content, chosen, home, problems)
    for name, column in columns.items():
        faults += _faults(plan, name, column, chosen)
        notes += [*_unmatched(plan, name, column), *hints(plan, name, column)]
    if len(faults) + len(problems) > before:
        return None
    order = {
        name: columns[name].values if name in columns else absent(column, len(chosen))
        for name, column in plan.table.columns.items()
    }
    return Assembled(plan, pa.table(order), chosen + FIRST_ROW, columns, tuple(notes))


def _columns(plan: Plan, content: pa.Table, chosen: Whole, home: str, problems: list[Problem]) -> dict[str, Drawn]:
    positions = pa.array(chosen, pa.int64())
    raw = lambda own: plain(content.column(own)).take(positions)
    found: dict[str, Drawn] = {}
    for name, mapped in plan.columns.items():
        try:
            found[name] = drawn(plan.table.columns[name], mapped, raw, len(chosen), home)
        except DutyboundError as error:
            where = f"{plan.file.label}, column {plan.named(name)}"
            problems += [Problem(where, one.what, one.remedy) for one in error.problems]
    return found


def _faults(plan: Plan, name: str, column: Drawn, chosen: Whole) -> list[Fault]:
    return [
        Fault(
            plan.file.label,
            plan.named(name),
            wrong.what,
            wrong.remedy,
            [(int(chosen[at]) + FIRST_ROW, column.written(int(at))) for at in np.flatnonzero(wrong.at)[:ROOM]],
            int(wrong.at.sum()),
        )
        for wrong in column.wrong
    ]


def _unmatched(plan: Plan, name: str, column: Drawn) -> list[str]:
    if not column.unmatched:
        return []
    matched = "1 row matches" if column.unmatched == 1 else f"{column.unmatched:,} rows match"
    return [f"[{plan.table.name}] {name}: {matched} no rule in {plan.file.label}; nothing is known there"]
