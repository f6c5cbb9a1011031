"""Traps planted in the records of a force, after it has worked."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.simulator.arrow import instant, minutes_of
from dutybound.simulator.review_rows import COPIED
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.staffing import Staff, on_leave
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.traps import LateReviews, LeaveCover, Merger, NoRecordedTime
from dutybound.simulator.work import NEVER

#: Tables whose rows belong to a case through another: by which column, of which table.
THROUGH = {"line_of_enquiry": ("plan", "investigation_plan"), "direction": ("review", "review")}


def plant_traps(scenario: Scenario, staff: Staff, tables: Tables) -> None:
    """Every trap of the scenario that stands in records; people who are alike are made with the others."""
    traps = scenario.traps
    if traps.leave_cover:
        _cover(traps.leave_cover, staff, tables)
    if traps.merger:
        _merge(traps.merger, staff, tables)
    if traps.late_reviews:
        _review_late(traps.late_reviews, staff, tables)
    if traps.no_recorded_time:
        _forget_when(traps.no_recorded_time, tables)


def _cover(trap: LeaveCover, staff: Staff, tables: Tables) -> None:
    """The absences of all, and the one who answers for them."""
    people = np.unique(on_leave(staff)[:, 0])
    sergeant = staff.supervisor[people[:1]]
    begins, ends = minute(trap.begins), minute(trap.until) + DAY
    times = {"began_at": np.full(len(people), begins), "ended_at": np.full(len(people), ends)}
    times |= {"recorded_at": times["began_at"], "end_recorded_at": times["ended_at"]}
    tables.add("absence", id=named("absence-trap-", people), officer=named("officer-", people), kind="leave", **times)
    tables.add("absence_cover", id=named("cover-trap-", people), absence=named("absence-trap-", people),
               officer=named("officer-", np.repeat(sergeant, len(people))), **times)  # fmt: skip


def _merge(trap: Merger, staff: Staff, tables: Tables) -> None:
    """The holdings of the team that goes: those open on the day end and begin again in the other team."""
    old, new = trap.units
    on, held = minute(trap.on), tables.so_far("holding")
    units, began = held.column("unit"), minutes_of(held.column("began_at"))
    theirs = np.asarray(pc.equal(units, old))
    moves = np.flatnonzero(theirs & (began < on) & (minutes_of(held.column("ended_at")) > on))
    day = instant(on)
    anew = held.take(moves)
    anew = _with(anew, "id", pc.binary_join_element_wise(anew.column("id"), "merged", "-"))
    anew = _with(_with(anew, "began_at", pa.array([day] * len(moves))), "recorded_at", pa.array([day] * len(moves)))
    anew = _with(anew, "officer", _new_owners(trap, staff, tables, anew, on))
    anew = _with(anew, "unit", pa.array([new] * len(moves)))
    is_moved = np.zeros(len(held), bool)
    is_moved[moves] = True
    for name in ("ended_at", "end_recorded_at"):
        held = _with(held, name, pc.if_else(pa.array(is_moved), day, held.column(name)))
    held = _with(held, "unit", pc.if_else(pa.array(theirs & (began >= on)), new, held.column("unit")))
    tables.put("holding", pa.concat_tables([held, anew]))
    _end_unit(old, day, tables)


def _new_owners(trap: Merger, staff: Staff, tables: Tables, held: pa.Table, on: int) -> pa.Array:
    """The officers of what moves: the same, but for the cases that were looked at longest ago."""
    review = tables.so_far("review")
    before = review.filter(pa.array(minutes_of(review.column("happened_at")) < on))
    last = before.group_by("investigation").aggregate([("happened_at", "max")])
    at = pc.index_in(held.column("subject"), value_set=last.column("investigation").combine_chunks())
    seen = minutes_of(last.column("happened_at_max").take(pc.fill_null(at, 0))) if len(last) else np.zeros(len(held))
    seen = np.where(
        np.asarray(at.is_null()) | ~np.asarray(pc.equal(held.column("subject_table"), "investigation")), NEVER, seen
    )
    changes = np.argsort(seen, kind="stable")[: trap.cases]
    changes = changes[seen[changes] < NEVER]
    unit = [one.name for one in staff.scenario.units].index(trap.units[1])
    team = np.flatnonzero((staff.unit == unit) & (staff.role == "investigator"))
    officers = held.column("officer").to_pylist()
    for turn, place in enumerate(changes):
        officers[place] = f"officer-{team[turn % len(team)]}"
    return pa.array(officers, pa.string())


def _end_unit(name: str, day: Any, tables: Tables) -> None:
    """The team that went stands no longer under another, and no longer at all."""
    for table, column in (("unit", "id"), ("unit_place", "unit")):
        rows = tables.so_far(table)
        gone = pc.equal(rows.column(column), name)
        for ended in ("ended_at", "end_recorded_at"):
            rows = _with(rows, ended, pc.if_else(gone, day, rows.column(ended)))
        tables.put(table, rows)


def _review_late(trap: LateReviews, staff: Staff, tables: Tables) -> None:
    """Reviews of cases of the unit that were open on the day that each claims."""
    held = tables.so_far("holding")
    given = pc.and_(pc.is_valid(held.column("officer")), pc.equal(held.column("subject_table"), "investigation"))
    held = held.filter(pc.and_(pc.equal(held.column("unit"), trap.unit), given))
    began, ended = minutes_of(held.column("began_at")), minutes_of(held.column("ended_at"))
    turns, chance = np.arange(trap.reviews), tables.chance
    first, last = minute(trap.begins), minute(trap.until) + DAY
    entered = first + (chance.share("late review: entered", turns) * (last - first)).astype(np.int64)
    shortest, longest = trap.days
    late = shortest + chance.share("late review: days", turns) * (longest - shortest)
    claimed = entered - (late * DAY).astype(np.int64)
    pick, places = chance.share("late review: case", turns), np.full(trap.reviews, -1)
    for turn in turns:
        live = np.flatnonzero((began < claimed[turn]) & (ended > claimed[turn]))
        if len(live):
            places[turn] = live[int(pick[turn] * len(live))]
    there = np.flatnonzero(places >= 0)
    officers = [int(one.removeprefix("officer-")) for one in held.column("officer").take(places[there]).to_pylist()]
    tables.add(
        "review", id=named("late-review-", turns[there]), investigation=held.column("subject").take(places[there]),
        happened_at=claimed[there], recorded_at=entered[there], rank="sergeant",
        decided_by=named("officer-", staff.supervisor[officers]), decision="continue", rationale=COPIED,
        none_needed=chosen(("no line is open",), np.zeros(len(there), int)),
    )  # fmt: skip


def _forget_when(trap: NoRecordedTime, tables: Tables) -> None:
    """No time of entry in any row of the cases that the unit had first."""
    held = tables.so_far("holding")
    first = pc.and_(pc.equal(held.column("unit"), trap.unit), pc.equal(held.column("subject_table"), "investigation"))
    cases = held.filter(first).column("subject").combine_chunks()
    for name, table in tables.schema.tables.items():
        rows = tables.so_far(name)
        if name == "investigation":
            theirs = pc.is_in(rows.column("id"), value_set=cases)
        elif "investigation" in table.columns:
            theirs = pc.is_in(rows.column("investigation"), value_set=cases)
        elif name in THROUGH:
            column, above = THROUGH[name]
            parents = tables.so_far(above)
            of = parents.filter(pc.is_in(parents.column("investigation"), value_set=cases)).column("id")
            theirs = pc.is_in(rows.column(column), value_set=of.combine_chunks())
        else:
            continue
        for one in [each for each in rows.column_names if each.endswith("recorded_at")]:
            rows = _with(rows, one, pc.if_else(theirs, pa.scalar(None, rows.column(one).type), rows.column(one)))
        tables.put(name, rows)


def _with(rows: pa.Table, name: str, values: Any) -> pa.Table:
    """A table with other values in one column."""
    place = rows.column_names.index(name)
    return rows.set_column(place, name, values.cast(rows.column(name).type))
