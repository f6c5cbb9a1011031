"""Draws the records of a few cases: entered late, corrected, struck out, moved to another case, in any order."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from dutybound.duties.calendar import day_number
from dutybound.duties.limits import DAY, HOUR
from dutybound.engine.source import Source, source_of
from dutybound.exchange.casting import ARROW
from tests.records.force import FORCE, LONDON, date

Records = dict[str, list[dict[str, Any]]]
ZERO = LONDON.starts_at(day_number(date(2016, 1, 1)))
LAST = 12
AT = st.builds(
    lambda day, hour: ZERO + day * DAY + hour * HOUR, st.integers(0, LAST), st.sampled_from([0, 0, 9, 9, 23])
)
LAG = st.sampled_from([0, 0, 0, 1, 20, 48, 120]).map(lambda count: count * HOUR)
NEXT = st.sampled_from([1, 9, 50, 100]).map(lambda count: count * HOUR)
MAYBE = st.sampled_from([True, True, False, None])
LEVEL = st.sampled_from(["high", "low", None])


def end_of(day: int) -> int:
    """The last microsecond of a day that is counted like those on which records happen."""
    return ZERO + (day + 1) * DAY - 1


@st.composite
def records(draw: st.DrawFn, cases: int = 8) -> Records:
    """The rows of every table, in an order that means nothing."""
    found: Records = {name: [] for name in FORCE.tables}
    for name in ("p0", "p1"):
        found["person"] += _versions(draw, name, ZERO - 900 * DAY, lambda: {"vulnerable": draw(MAYBE)})
    for number in range(cases):
        case = f"c{number}"
        found["case"] += _versions(draw, case, draw(AT), lambda: _case(draw), void=True)
        for place in range(draw(st.integers(0, 3))):
            _visit(draw, found, case, f"v{number}{place}")
        for name in ("letter", "grading"):
            for place in range(draw(st.integers(0, 2))):
                more = {"level": draw(LEVEL)} if name == "grading" else {}
                found[name].append({"id": f"v{number}{place}", "case": case, **_occurrence(draw), **more})
        for name in ("span", "pause"):
            for place in range(draw(st.integers(0, 3))):
                more = {"weight": draw(st.sampled_from([1.0, 1.0, 0.5, 2.0, None]))} if name == "span" else {}
                found[name].append({"id": f"{name[0]}{number}{place}", "case": case, **_tenure(draw), **more})
    return {name: draw(st.permutations(rows)) for name, rows in found.items()}


def _occurrence(draw: st.DrawFn) -> dict[str, Any]:
    happened = draw(AT)
    return {"happened_at": happened, "entered_at": happened + draw(LAG)}


def _tenure(draw: st.DrawFn) -> dict[str, Any]:
    began = draw(AT)
    ended = draw(st.none() | st.integers(0, 6).map(lambda days: began + days * DAY))
    return {
        "began_at": began, "entered_at": began + draw(st.sampled_from([0, 0, 20, 120, 240])) * HOUR,
        "ended_at": ended, "end_entered_at": None if ended is None else ended + draw(LAG),
    }  # fmt: skip


def _case(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "person": draw(st.sampled_from(["p0", "p1", None])), "level": draw(LEVEL), "closed_at": draw(st.none() | AT),
        "due_at": draw(st.none() | AT), "told_at": draw(st.none() | AT),
        "own": draw(st.sampled_from([None, None, "3 days", "2", "soon"])),
    }  # fmt: skip


def _visit(draw: st.DrawFn, found: Records, case: str, identity: str) -> None:
    of_case = lambda: {"case": draw(st.sampled_from([case, case, case, "c0"])), "active": draw(MAYBE)}
    found["visit"] += _versions(draw, identity, draw(AT), of_case, void=True)
    for place in range(draw(st.integers(0, 2))):
        said = {"visit": identity, "kind": draw(st.sampled_from("ab")), **_occurrence(draw)}
        found["note"].append({"id": f"n{identity}{place}", **said})


def _versions(draw: st.DrawFn, identity: str, happened: int, said: Any, void: bool = False) -> Iterator[dict[str, Any]]:
    """One to three versions; when it happened may be corrected, and all but the first may strike it out."""
    entered = happened + draw(LAG)
    for number in range(draw(st.sampled_from([1, 2, 2, 3]))):
        row = {"id": identity, "happened_at": happened, "entered_at": entered, **said()}
        yield {**row, "void": number > 0 and draw(st.integers(0, 2)) == 0} if void else row
        happened = draw(AT) if draw(st.integers(0, 3)) == 0 else happened
        entered = max(entered, ZERO) + draw(NEXT)


def source_with(drawn: Records) -> Source:
    return source_of(tables_of(drawn), FORCE, LONDON)


def tables_of(drawn: Records) -> dict[str, pa.Table]:
    tables = {}
    for name, table in FORCE.tables.items():
        columns = {}
        for column in table.columns.values():
            values = [row.get(column.name) for row in drawn[name]]
            kind = ARROW[column.type]
            raw = pa.array(values, pa.int64() if pa.types.is_timestamp(kind) else kind)
            columns[column.name] = raw.cast(kind)
        tables[name] = pa.table(columns)
    return tables


def known_by(drawn: Records, moment: int) -> Records:
    """What an extract of that moment would have held."""
    return {name: [_cut(row, moment) for row in rows if row["entered_at"] <= moment] for name, rows in drawn.items()}


def _cut(row: dict[str, Any], moment: int) -> dict[str, Any]:
    is_later = row.get("end_entered_at") is not None and row["end_entered_at"] > moment
    return {**row, "ended_at": None, "end_entered_at": None} if is_later else row
