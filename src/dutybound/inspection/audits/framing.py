"""The frame of a sample, from a source as it was read: what may be drawn, what may not and why, and who had a hand."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.schema import HOLDING, Column, Schema, Table
from dutybound.exchange.extract import Extract
from dutybound.inspection.audits.hands import columns_of_hands, hands_in, is_person
from dutybound.inspection.audits.posts import held_rows, moments
from dutybound.inspection.audits.sampling import Frame

UNIT = "unit"  # the unit that holds a record at the end of the time looked at
FEWEST = 5  # people who hold its records, for a unit to be shown by itself: fewer, and it is a figure of a person
SMALL = f"units with fewer than {FEWEST} people"
NOT_RECORDED = "not recorded"
ALL = "all"
#: Which columns of a table say when its rows happened and when that was recorded.
PLACING = ("happened", "recorded", "began", "began_recorded", "ended", "ended_recorded")


@dataclass(frozen=True)
class Wanted:
    """What a frame is asked for: moments in microseconds; `where` are values that columns must have."""

    table: str
    strata_by: str | None
    as_at: int
    since: int | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    only: Collection[str] | None = None  # ids; the others are left out, for the reason that only_words gives
    only_words: str = ""
    words: str = ""


def schema_of_frame(schema: Schema, wanted: Wanted) -> Schema:
    """The tables that have to be read: of the one that is drawn from every column, so that the same rows are left out
    as when it is assessed; of the others only what parts the frame or tells whose work a record is.
    """
    table = _subject_table(schema, wanted.table)
    columns = columns_of_hands(schema, table)
    first, _, second = (wanted.strata_by or "").partition(".")
    if second and first in table.columns and (parent := table.columns[first].refers_to) in schema.tables:
        columns.setdefault(parent or "", set()).update({"id", second} & set(schema.tables[parent or ""].columns))
    found = {name: _narrowed(schema.tables[name], some) for name, some in columns.items()} | {table.name: table}
    return Schema(found, tuple(one for one in schema.relations if {one.parent, one.child} <= set(found)))


def _narrowed(table: Table, columns: Collection[str]) -> Table:
    """A table with some of its columns; where rows have versions, with what tells those apart."""
    told = {table.restated, table.void, *((table.versioned_by,) if table.versioned else ())}
    kept = {name: one for name, one in table.columns.items() if name in {*columns, *told}}
    kept = {name: replace(one, recorded=one.recorded if one.recorded in kept else None) for name, one in kept.items()}
    lost = [one for one in PLACING if getattr(table, one) not in kept]
    unplaced: dict[str, Any] = dict.fromkeys(lost)
    return replace(table, columns=kept, **unplaced)


def frame_of(extract: Extract, schema: Schema, wanted: Wanted) -> Frame:
    """The frame, with everything that is wrong with what was asked for said at once."""
    table = refuse_unfit(schema, wanted)
    rows = _standing(_rows(extract, table.name), table)
    strata = _strata(extract, schema, table, wanted, rows)
    left_out, records = Counter[str](), {}
    if gone := extract.excluded(table.name):
        left_out["left out when the source was read: the row breaks a constraint"] = gone
    times = _times(rows, table)
    for place, identity in enumerate(rows.column("id").to_pylist()):
        reason = _reason(identity, {name: column[place] for name, column in times.items()}, wanted)
        reason = reason or _reason_of_values(rows, place, wanted)
        if reason:
            left_out[reason] += 1
        else:
            records[identity] = strata[place]
    hands = hands_in(extract, schema, table, records)
    return Frame(table.name, wanted.strata_by, wanted.words, records, left_out, hands)


def refuse_unfit(schema: Schema, wanted: Wanted) -> Table:
    """The table that is drawn from, or all that its columns say against what is asked for."""
    table = _subject_table(schema, wanted.table)
    if problems := list(_problems(schema, table, wanted)):
        raise DutyboundError(problems, "No sample can be drawn")
    return table


def _subject_table(schema: Schema, name: str) -> Table:
    if name not in schema.tables:
        what = "is no table of this source"
        raise DutyboundError(Problem(f"the table {name}", what, nearest(name, schema.tables)), "No sample can be drawn")
    return schema.tables[name]


def _problems(schema: Schema, table: Table, wanted: Wanted) -> Iterator[Problem]:
    columns = table.columns
    for name in wanted.where:
        if name not in columns:
            yield Problem(f"--where {name}", f"{table.name} has no such column", nearest(name, columns))
    path = wanted.strata_by
    if path is None or path == UNIT:
        return
    first, _, second = path.partition(".")
    if first not in columns:
        yield Problem(f"--strata {path}", f"{table.name} has no column {first!r}", nearest(first, [*columns, UNIT]))
        return
    last: Column | None = columns[first]
    holder = table.name
    if second:
        parent = columns[first].refers_to
        holder = parent or holder
        last = schema.tables[parent].columns.get(second) if parent and parent in schema.tables else None
        if last is None:
            yield Problem(
                f"--strata {path}", f"{first} leads to no column {second!r}", "Name one of what it refers to."
            )
            return
    if last is not None and is_person(last):
        what = "parts the files by person, and audits compare no people"
        yield Problem(f"--strata {path}", what, "Part them by kind, level or unit.")
    elif last is not None and not _may_name_strata(last, holder):
        what = "may say something of a person, and what strata are called stands in results that others read"
        yield Problem(
            f"--strata {path}", what, "Part them by what is open, or by a fixed list of codes: kind, level, unit."
        )


def _may_name_strata(column: Column, table: str) -> bool:
    """Whether its values may stand in results: it is open, or nothing but a fixed list of codes can stand in it.

    Codes of people themselves (sex, ethnicity) and of what is for those who need to know are refused. In a source's own
    tables nobody says what is open: there a list of codes is needed.
    """
    if column.sensitivity == "open":
        return True
    return bool(column.codes) and table != "person" and column.sensitivity in ("sensitive", "")


def _rows(extract: Extract, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    rows = held_rows(extract, name)
    return rows if columns is None else rows.select(columns)


def _standing(rows: pa.Table, table: Table) -> pa.Table:
    """One row of each record: its last version, unless that says that it is withdrawn."""
    if not table.versioned or table.versioned_by is None:
        return rows
    last: dict[str, int] = {}
    known, ids = moments(rows, table.versioned_by).to_pylist(), rows.column("id").to_pylist()
    for place in sorted(range(len(ids)), key=lambda one: (known[one] is not None, known[one] or 0)):
        last[ids[place]] = place
    void = rows.column(table.void).to_pylist() if table.void else [False] * rows.num_rows
    return rows.take([place for place in last.values() if not void[place]])


def _strata(extract: Extract, schema: Schema, table: Table, wanted: Wanted, rows: pa.Table) -> list[str]:
    path = wanted.strata_by
    if path is None:
        return [ALL] * rows.num_rows
    if path == UNIT:
        held = _units(extract, table.name, wanted.as_at)
        return [held.get(one, NOT_RECORDED) for one in rows.column("id").to_pylist()]
    first, _, second = path.partition(".")
    values = rows.column(first).to_pylist()
    if second:
        parent = _rows(extract, schema.tables[table.name].columns[first].refers_to or "", ("id", second))
        of = dict(zip(*(one.to_pylist() for one in parent.columns), strict=True))
        values = [of.get(one) for one in values]
    return [NOT_RECORDED if one is None else f"{one}" for one in values]


def _units(extract: Extract, table: str, as_at: int) -> dict[str, str]:
    """The unit that held each record at a moment, as far as it was entered by then."""
    found: dict[str, str] = {}
    people: dict[str, set[str]] = defaultdict(set)
    if HOLDING.name not in extract.tables:
        return found
    rows = _rows(extract, HOLDING.name).sort_by("began_at")
    rows = rows.filter(pc.equal(rows.column("subject_table"), table))
    columns = (rows.column("subject"), rows.column("unit"), rows.column("officer"), moments(rows, "began_at"))
    for subject, unit, officer, began in zip(*(one.to_pylist() for one in columns), strict=True):
        if unit is not None and began <= as_at:
            found[subject] = unit
            people[unit] |= {officer} - {None}
    small = {unit for unit, some in people.items() if 0 < len(some) < FEWEST}
    return {subject: SMALL if unit in small else unit for subject, unit in found.items()}


def _times(rows: pa.Table, table: Table) -> dict[str, list[int | None]]:
    """When each record happened or began, and was recorded, in microseconds."""
    named = {"at": table.happened or table.began, "recorded": table.recorded or table.began_recorded}
    read = {key: name for key, name in named.items() if name is not None and name in rows.column_names}
    return {key: moments(rows, name).to_pylist() for key, name in read.items()}


def _reason(identity: str, times: Mapping[str, int | None], wanted: Wanted) -> str:
    """Why a record may not be drawn by its times; empty: it may."""
    at, recorded = times.get("at"), times.get("recorded")
    if at is None:
        return "when it happened is not recorded"
    if at > wanted.as_at or (recorded or 0) > wanted.as_at:
        return "happened or was entered after the day looked at"
    if wanted.since is not None and at < wanted.since:
        return "happened before the first day looked at"
    if wanted.only is not None and identity not in wanted.only:
        return wanted.only_words
    return ""


def _reason_of_values(rows: pa.Table, place: int, wanted: Wanted) -> str:
    for name, value in wanted.where.items():
        if f"{rows.column(name)[place].as_py()}" != value:
            return f"{name} is not {value}"
    return ""
