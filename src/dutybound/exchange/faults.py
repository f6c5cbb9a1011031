"""Many unreadable values become few problems: some rows of every kind, and the count of the rest."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dutybound.base.errors import DutyboundError, Problem

ROOM = DutyboundError.shown
MOST = 0.2  # of the rows of a table: of more, the column is read wrongly, and not the row written so (rule 10's share)


@dataclass(frozen=True)
class Fault:
    """Values of one column that cannot be read, all for one reason: (row, value) of the first, and how many."""

    file: str
    column: str
    what: str
    remedy: str
    examples: Sequence[tuple[int, str]]
    count: int


def fault_problems(faults: Sequence[Fault], room: int = ROOM) -> list[Problem]:
    """At most `room` problems where that is possible, with every fault among them."""
    share = max(1, room // max(1, len(faults)) - 1)
    return [problem for fault in faults for problem in _problems(fault, share)]


def too_many(faults: Sequence[Fault], rows: int) -> list[Fault]:
    """Of what cannot be read in a column of a table, all where it is more than rows may be left out for."""
    more = "More than a fifth of its rows are so: they are not left out, because the mapping may be what is wrong."
    counts: dict[str, int] = {}
    for one in faults:
        counts[one.column] = counts.get(one.column, 0) + one.count
    return [replace(one, remedy=f"{one.remedy} {more}".strip()) for one in faults if counts[one.column] > MOST * rows]


def _problems(fault: Fault, share: int) -> Iterator[Problem]:
    shown = fault.examples[: share + (fault.count == share + 1)]
    for row, value in shown:
        yield Problem(
            f"{fault.file}, row {row}, column {fault.column}",
            f"{value!r} {fault.what}",
            _with_value(fault.remedy, value),
        )
    if rest := fault.count - len(shown):
        rows = "row" if rest == 1 else "rows"
        yield Problem(f"{fault.file}, column {fault.column}", f"{rest} further {rows}: the value {fault.what}")


def _with_value(remedy: str, value: str) -> str:
    """The remedy, with the value where it says what to write of it."""
    return remedy.replace("[VALUE]", f"[{json.dumps(value, ensure_ascii=False)}]")
