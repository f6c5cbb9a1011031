"""A plain recurring standard, swept: against window queries over the same reviews that know nothing of duties."""

import duckdb
import numpy as np
import pyarrow as pa

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import State
from dutybound.duties.limits import HOUR, days
from dutybound.engine.facts import Book, Entry, Fact, Kind, Programme
from dutybound.engine.judging import SubjectJudged
from dutybound.engine.reference import judge
from dutybound.engine.relation import judgment_of
from dutybound.insight.compliance import Standing, day_spans
from dutybound.insight.days import days_of_judgment
from dutybound.insight.holders import nobody
from dutybound.insight.states import PLACE
from tests.insight.test_compliance import A_STANDARD

ROME = Calendar("Europe/Rome", "IT")
FIRST, LAST, PERIOD = 16_800, 16_950, 28  # local days: over a night on which clocks change

#: From each opening or review to the next, or to the end: owed from its day on, due at the end of the 28th day after.
SPANS = """
WITH happened AS (SELECT subject, opened AS day FROM opened UNION ALL SELECT subject, day FROM reviewed),
     following AS (SELECT subject, day, lead(day) OVER (PARTITION BY subject ORDER BY day) AS met FROM happened),
     spans AS (SELECT f.day, f.day + $period + 1 AS late, coalesce(f.met, o.closed, $last + 1) AS settled, f.met,
                      f.met IS NULL AND o.closed IS NOT NULL AS ended
               FROM following f JOIN opened o USING (subject))
"""
STEPS = """,
     steps AS (
        SELECT 'pending' AS state, day, 1 AS step FROM spans
        UNION ALL SELECT 'pending', least(late, settled), -1 FROM spans
        UNION ALL SELECT 'overdue', late, 1 FROM spans WHERE late < settled
        UNION ALL SELECT 'overdue', settled, -1 FROM spans WHERE late < settled
        UNION ALL SELECT CASE WHEN ended AND settled >= late THEN 'missed' WHEN ended THEN 'lapsed'
                              WHEN settled >= late THEN 'met_late' ELSE 'met' END, settled, 1
                  FROM spans WHERE met IS NOT NULL OR ended),
     grid AS (SELECT unnest(range($first, $last + 1)) AS day)
SELECT g.day, s.state, sum(s.step)::INTEGER FROM grid g JOIN steps s ON s.day <= g.day GROUP BY ALL
"""


def made(subjects: int) -> tuple[list[tuple[int, int, int | None]], list[tuple[int, int]]]:
    """Openings with their ends, and reviews on later days than each other, before the end."""
    chance = np.random.default_rng(7)
    opened, reviewed = [], []
    for subject in range(subjects):
        day = FIRST + int(chance.integers(0, 60))
        closed = day + int(chance.integers(20, 120)) if chance.random() < 0.6 else None
        opened.append((subject, day, closed if closed is not None and closed <= LAST else None))
        while (day := day + int(chance.integers(1, 60))) < min(closed or LAST, LAST):
            reviewed.append((subject, day))
    return opened, reviewed


def test_the_days_are_those_of_a_window_query() -> None:
    opened, reviewed = made(80)
    programme = Programme("s", "1", "every", ROME, Book((Entry("p", 0, 0, {None: days(PERIOD)}),)))
    judged = []
    for subject, day, closed in opened:
        noon = lambda one: ROME.starts_at(one) + 12 * HOUR
        facts = [Fact(Kind.OPEN, "o", noon(day), noon(day))]
        facts += [Fact(Kind.FULFIL, f"r{at}", noon(at), noon(at)) for who, at in reviewed if who == subject]
        facts += [] if closed is None else [Fact(Kind.END, "o", noon(closed), noon(closed), of="o")]
        judged.append(SubjectJudged(str(subject), tuple(facts), judge(programme, str(subject), facts)))
    judgment, as_at = judgment_of(A_STANDARD, programme, judged), ROME.ends_at(LAST)
    found = days_of_judgment(judgment, day_spans(judgment, as_at), nobody(len(opened)), as_at)

    connection = duckdb.connect()
    columns = ("subject", "opened", "closed")
    connection.register("opened", pa.table({name: [row[at] for row in opened] for at, name in enumerate(columns)}))
    connection.register("reviewed", pa.table({"subject": [s for s, _ in reviewed], "day": [d for _, d in reviewed]}))
    rows = connection.execute(SPANS + STEPS, {"first": FIRST, "last": LAST, "period": PERIOD}).fetchall()
    wanted = np.zeros((8, LAST - FIRST + 1), np.int64)
    for day, state, count in rows:
        wanted[PLACE[State(state)], day - FIRST] = count
    assert (wanted.sum(axis=1) > 0).sum() == 6  # all but excused and unassessable are there to be compared
    assert np.array_equal(found.states[0], wanted[:, found.first - FIRST :])
    # nothing else recurs here, so a subject is overdue where its one live duty is
    assert np.array_equal(found.standings[0, Standing.OVERDUE], found.states[0, PLACE[State.OVERDUE]])
    assert np.array_equal(found.standings[0, Standing.WITHIN], found.states[0, PLACE[State.PENDING]])
