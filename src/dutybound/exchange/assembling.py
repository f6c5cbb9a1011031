"""The rows of one table: chosen from its file, each column drawn, everything unreadable named."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import EARLIEST_DAY, FIRST_DAY
from dutybound.exchange.casting import plain
from dutybound.exchange.choosing import chosen_rows
from dutybound.exchange.drawing import Drawn, absent, drawn
from dutybound.exchange.faults import ROOM, Fault
from dutybound.exchange.hints import Held, Noticed, seen
from dutybound.exchange.plans import Plan
from dutybound.exchange.times import Clock
from dutybound.exchange.zones import Whole

FIRST_ROW = 2  # the header is row 1


@dataclass(frozen=True)
class Assembled:
    """A table as delivered, before its constraints are checked. `rows` are the file's own row numbers."""

    plan: Plan
    table: pa.Table
    rows: Whole
    drawn: dict[str, Drawn]
    noticed: Noticed
    faults: tuple[Fault, ...] = ()  # what cannot be read, where the mapping leaves such rows out

    @property
    def notes(self) -> list[str]:
        return self.noticed.notes(self.plan)


def assembled(
    plan: Plan, content: pa.Table, home: str, faults: list[Fault], problems: list[Problem], first: int = FIRST_ROW
) -> Assembled | None:
    """Draw all columns of a table, or of a piece whose first row has the number `first` in its file.

    None, with the reasons added, if anything cannot be read; where the mapping leaves such rows out, only if a whole
    column cannot.
    """
    noted: dict[str, Held] = {}
    choices: list[str] = []
    before = len(problems)
    try:
        chosen = chosen_rows(plan, content, noted, choices)
    except DutyboundError as error:
        problems += [Problem(plan.file.label, f"{plan.table.name}: {one.what}", one.remedy) for one in error.problems]
        return None
    columns = _columns(plan, content, chosen, home, problems)
    found = [one for name, column in columns.items() for one in _faults(plan, name, column, chosen + first)]
    if not plan.mapped.leaves_out:
        faults += found
    if len(problems) > before or (found and not plan.mapped.leaves_out):
        return None
    order = {
        name: columns[name].values if name in columns else absent(column, len(chosen))
        for name, column in plan.table.columns.items()
    }
    noticed = Noticed(noted, tuple(choices), {name: seen(plan, name, column) for name, column in columns.items()})
    return Assembled(plan, pa.table(order), chosen + first, columns, noticed, tuple(found))


def _columns(plan: Plan, content: pa.Table, chosen: Whole, home: str, problems: list[Problem]) -> dict[str, Drawn]:
    positions = None if len(chosen) == content.num_rows else pa.array(chosen, pa.int64())
    raw = lambda own: plain(content.column(own)) if positions is None else plain(content.column(own)).take(positions)
    found: dict[str, Drawn] = {}
    for name, mapped in plan.columns.items():
        try:
            first_day = FIRST_DAY if plan.table.is_placed_by(name) else EARLIEST_DAY
            clock = Clock(home, mapped.format, mapped.zone, first_day)
            found[name] = drawn(plan.table.columns[name], mapped, raw, len(chosen), clock)
        except DutyboundError as error:
            where = f"{plan.file.label}, column {plan.named(name)}"
            problems += [Problem(where, one.what, one.remedy) for one in error.problems]
    return found


def _faults(plan: Plan, name: str, column: Drawn, rows: Whole) -> list[Fault]:
    return [
        Fault(
            plan.file.label,
            plan.named(name),
            wrong.what,
            wrong.remedy,
            [(int(rows[at]), column.written(int(at))) for at in np.flatnonzero(wrong.at)[:ROOM]],
            int(wrong.at.sum()),
        )
        for wrong in column.wrong
    ]
