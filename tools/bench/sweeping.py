"""Every day of three years, by standard and team: the sweep, and naive SQL asked the same."""

import time
from hashlib import sha256
from threading import get_ident

import duckdb
import numpy as np
import pyarrow as pa
from tools.bench.drawn import FIRST_DAY, LONDON, NONE, TEAMS, YEARS, Investigations, investigations, loading, recurring
from tools.bench.parts import Figures, batches, facts_file, memory

from dutybound.engine.columnar.columns import DutyColumns
from dutybound.engine.columnar.judging import ahead, judge_columns
from dutybound.engine.columnar.loading import by_subject
from dutybound.engine.columnar.shapes import FOREVER, NOTHING, OVERDUE
from dutybound.engine.local_days import days_of, starts_of
from dutybound.insight.holders import Holdings
from dutybound.insight.rows import Window
from dutybound.insight.states import STATES
from dutybound.insight.sweep import Rows, count_states

WINDOW = Window(FIRST_DAY, starts_of(LONDON)[FIRST_DAY : FIRST_DAY + YEARS + 1])
NAMES = (
    "group", "owed_from", "due_at", "due_recorded_at", "met_at", "met_recorded_at", "ended_at", "ended_recorded_at",
    "excused_recorded_at", "known_from", "known_to",
)  # fmt: skip


def sweep(subjects: int, standards: int) -> Figures:
    """Duties judged and every day counted, batch by batch; from facts at hand, and with loading them."""
    drawn, programmes = investigations(subjects), recurring(standards)
    load, tables = loading(programmes), list(by_subject(batches(facts_file(subjects))))

    counts_of: dict[int, np.ndarray] = {}  # one for each thread, so that none waits for another

    def counted(table: pa.Table) -> tuple[float, float]:
        began = time.perf_counter()
        facts = load.columns(table)
        loaded = time.perf_counter()
        held = _held(drawn, np.asarray(facts.subjects.cast(pa.int64())))
        counts = counts_of.get(get_ident())
        if counts is None:
            counts = counts_of[get_ident()] = np.zeros((standards, TEAMS + 1, len(STATES), YEARS + 1), np.int32)
        for place, found in enumerate(judge_columns(programmes, facts)):
            count_states(_rows(found), held, WINDOW.starts, WINDOW.first, counts[place])
        return loaded - began, time.perf_counter() - loaded

    counted(tables[0])
    counts_of.clear()
    began = time.perf_counter()
    spent = np.sum(list(ahead(counted, tables)), axis=0)
    days = np.cumsum(sum(counts_of.values()), axis=3, dtype=np.int64)[:, 1:, : OVERDUE + 1, :-1]
    took = time.perf_counter() - began
    return {
        "reviews": len(drawn.of), "with loading": took, "seconds": took * float(spent[1] / spent.sum()),
        "check": _print(days), "peak MiB": memory(),
    }  # fmt: skip


def _rows(found: DutyColumns) -> Rows:
    columns = [found.column(name) for name in NAMES]
    rows = [np.ascontiguousarray(one).view() for one in (*columns, found.column("unassessable") != NOTHING)]
    for one in rows:
        one.flags.writeable = False
    return Rows._make(rows)


def _held(drawn: Investigations, subjects: np.ndarray) -> object:
    """Each investigation is its team's from its opening on."""
    began, never = drawn.opened[subjects], np.full(len(subjects), FOREVER)
    slot = drawn.team[subjects] + 1
    holdings = Holdings(
        (None, *(f"team {team}" for team in range(TEAMS))), np.arange(len(subjects) + 1), began, began, never, never,
        slot, np.zeros(len(subjects), np.int64),
    )  # fmt: skip
    return holdings.on_days(WINDOW)


def _print(days: np.ndarray) -> str:
    return sha256(np.ascontiguousarray(days, np.int64).tobytes()).hexdigest()[:16]


NAIVE = """
WITH happened AS (SELECT s, opened AS day FROM o UNION ALL SELECT s, day FROM r),
     following AS (SELECT s, day, lead(day) OVER (PARTITION BY s ORDER BY day) AS met FROM happened),
     spans AS (SELECT o.team, f.day, coalesce(f.met, o.closed, $last) AS settled FROM following f JOIN o USING (s)),
     owed AS (SELECT p.standard, team, day, day + p.period + 1 AS late, settled FROM spans, p),
     steps AS (SELECT standard, team, 0 AS state, day, 1 AS step FROM owed
               UNION ALL SELECT standard, team, 0, least(late, settled), -1 FROM owed
               UNION ALL SELECT standard, team, 1, late, 1 FROM owed WHERE late < settled
               UNION ALL SELECT standard, team, 1, settled, -1 FROM owed WHERE late < settled)
SELECT standard, team, state, day, sum(step)::BIGINT AS step FROM steps WHERE day < $last GROUP BY ALL
"""


def naive_sweep(subjects: int, standards: int) -> Figures:
    """What window queries make of the same investigations, their local days looked up beforehand."""
    drawn = investigations(subjects)

    def day(instants: np.ndarray) -> np.ndarray:
        return days_of(instants, LONDON) - FIRST_DAY

    closed = pa.array(day(np.where(drawn.closed == NONE, 0, drawn.closed)), mask=drawn.closed == NONE)
    opened = {"s": np.arange(subjects), "opened": day(drawn.opened), "closed": closed, "team": drawn.team}
    periods = {"standard": np.arange(standards), "period": 14 + 3 * np.arange(standards)}
    with duckdb.connect() as connection:
        for name, columns in (("o", opened), ("r", {"s": drawn.of, "day": day(drawn.reviewed)}), ("p", periods)):
            connection.register("made", pa.table(columns))
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM made")
        began = time.perf_counter()
        found = connection.execute(NAIVE, {"last": YEARS}).fetchnumpy()
        steps = np.zeros((standards, TEAMS, 2, YEARS), np.int64)
        np.add.at(steps, tuple(np.asarray(found[name]) for name in ("standard", "team", "state", "day")), found["step"])
        days = np.cumsum(steps, axis=3)
        took = time.perf_counter() - began
    return {"seconds": took, "check": _print(days), "peak MiB": memory()}
