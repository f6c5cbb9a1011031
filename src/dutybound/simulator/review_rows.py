"""The records of supervision: reviews soon, in turn, by an inspector and before the end, and what they direct."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.simulator.case_rows import CaseRows
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import chosen, named
from dutybound.simulator.work import NEVER

FOLLOWED_BY = 14  # days for what a review directs
COPIED = "As at the last review. Continue."


def write_reviews(rows: CaseRows) -> None:
    """All tables of supervision."""
    _in_turn(rows)
    _once(rows, "first review", "sergeant", "continue")
    _once(rows, "senior review", "inspector", "continue")
    _before_the_end(rows)


def _in_turn(rows: CaseRows) -> None:
    """Reviews that come back; each directs something, or says why nothing is needed, or neither."""
    one, tables = rows.one, rows.tables
    places, turn, what = rows.course.occasions("review")
    ids, at = rows.ids[places] * 64 + turn, what["at"]

    def whole(practice: str) -> np.ndarray:
        return rows.course.whole(practice, at, places, ids=ids)

    directed = what["follow_up"] > 0
    none_needed = ~directed & whole("reason none needed")
    decided = directed | none_needed | rows.chance.yes("decided", ids, 0.9)
    name = named("review-", rows.ids[places], turn)
    share = one.shaping.value("review", "entry", one.unit[places], at)
    entered = tables.entered("review", ids, at, share)
    tables.add(
        "review", id=name, investigation=rows.name.take(places), happened_at=at,
        recorded_at=entered, rank="sergeant",
        decided_by=named("officer-", what["person"]), decision=chosen((None, "continue"), decided),
        rationale=rationale(rows, ids, decided, whole("write own rationale")),
        none_needed=chosen((None, "no line is open"), none_needed),
    )  # fmt: skip
    there = np.flatnonzero(directed)
    given, done = at[there], what["follow_up"][there]
    known = np.where(done < NEVER, np.maximum(done, entered[there]), NEVER)  # entered with its review, not before
    tables.add(
        "direction", id=named("direction-", rows.ids[places[there]], turn[there]), review=name.take(there),
        happened_at=given, recorded_at=entered[there], text="what is to be done", given_to="officer in the case",
        due_on=given + FOLLOWED_BY * DAY, done_at=done, done_recorded_at=known,
    )  # fmt: skip


def rationale(rows: CaseRows, ids: np.ndarray, decided: np.ndarray, own: np.ndarray) -> pa.Array:
    """Why it was decided so, in words that belong to this review; copied text is the same in every one."""
    text = pc.if_else(pa.array(own), named("Simulated rationale ", ids), COPIED)
    return pc.if_else(pa.array(decided), text, pa.scalar(None, pa.string()))


def _once(rows: CaseRows, practice: str, rank: str, decision: str) -> None:
    """A review that is held once."""
    there, at = rows.course.done_of(practice), rows.course.when(practice)
    ids = rows.ids[there]
    decided = np.full(len(there), True)
    own = rows.course.whole("write own rationale", at[there], there, f"{practice}: own words")
    rows.tables.add(
        "review", id=named(f"{practice}-", ids), investigation=rows.name.take(there), happened_at=at[there],
        recorded_at=rows.course.entered("review", at[there], there, ids=ids * 64 + 63), rank=rank,
        decided_by=named("officer-", rows.course.who(practice)[there]), decision=decision,
        rationale=rationale(rows, ids * 64 + 63, decided, own), none_needed="the plan is sound",
    )  # fmt: skip


def _before_the_end(rows: CaseRows) -> None:
    """Whoever signs a case off decides that it may be filed or go for a charging decision."""
    there = rows.course.done_of("close")
    at = np.where(rows.closed < NEVER, rows.closed - 2, NEVER)[there]
    reviewed = there[rows.course.whole("review before closing", at, there)]
    at = rows.closed[reviewed] - 2
    charged = rows.work.outcome[reviewed] == 1
    rows.tables.add(
        "review", id=named("closing-review-", rows.ids[reviewed]), investigation=rows.name.take(reviewed),
        happened_at=at, recorded_at=at, rank="sergeant",
        decided_by=named("officer-", rows.course.who("close")[reviewed]),
        decision=chosen(("file", "charge decision"), charged), rationale="simulated reason",
        none_needed="it is complete",
    )  # fmt: skip
