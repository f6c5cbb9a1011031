"""How many subjects stand behind a figure: days and duties are many where subjects may be few.

Of duties each subject is counted once. Of days no file says which subjects they are, so what is told is the most that
there were on any one day: never more than there are, so that too much is kept back rather than too little.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

from dutybound.inspection.frameworks.framework import Window
from dutybound.inspection.judging.assessed import Assessed, bounds_of

#: From so many subjects on a unit is told apart: with fewer a figure is of one or two persons' work.
FEWEST = 5
DUTIES = """
    WITH due AS (
        SELECT standard, coalesce(unit, '') AS unit, strftime(due_at AT TIME ZONE ?, '%Y-%m') AS month, subject
        FROM read_parquet(?) WHERE standard IN (SELECT unnest(?)) AND due_at >= ? AND due_at < ?
        AND state IN ('met', 'met_late', 'overdue', 'missed'))
    SELECT standard, 'force', '', count(DISTINCT subject) FROM due GROUP BY ALL
    UNION ALL SELECT standard, 'unit', unit, count(DISTINCT subject) FROM due GROUP BY ALL
    UNION ALL SELECT standard, 'month', month, count(DISTINCT subject) FROM due GROUP BY ALL
"""
DAYS = """
    WITH days AS (
        SELECT standard, coalesce(unit, '') AS unit, day, sum(subjects_within + subjects_overdue)::BIGINT AS subjects
        FROM read_parquet(?) WHERE standard IN (SELECT unnest(?)) AND day BETWEEN ? AND ?
        AND subjects_within IS NOT NULL GROUP BY ALL),
    all_units AS (SELECT standard, day, sum(subjects)::BIGINT AS subjects FROM days GROUP BY ALL)
    SELECT standard, 'force', '', max(subjects) FROM all_units GROUP BY ALL
    UNION ALL SELECT standard, 'unit', unit, max(subjects) FROM days GROUP BY ALL
    UNION ALL SELECT standard, 'month', strftime(day, '%Y-%m'), max(subjects) FROM all_units GROUP BY ALL
"""


@dataclass(frozen=True)
class Subjects:
    """Subjects of the force, by unit ("" where none is known) and by month ("2016-03")."""

    force: int = 0
    by_unit: Mapping[str, int] = field(default_factory=dict)
    by_month: Mapping[str, int] = field(default_factory=dict)

    def is_told_apart(self, unit: str) -> bool:
        return self.by_unit.get(unit, 0) >= FEWEST


def subjects_of(assessed: Assessed, standards: Iterable[str], window: Window) -> dict[str, Subjects]:
    """By standard, the subjects whose duties fell due, or whose days were counted, in a window."""
    named = {one for one in standards if one in assessed.standards}
    recurring = sorted(one for one in named if assessed.recurs(one))
    single, (first, past) = sorted(named - set(recurring)), bounds_of(window, assessed.zone)
    duties, days = (str(assessed.folder / name) for name in ("duties.parquet", "days.parquet"))
    found: dict[str, dict[str, dict[str, int]]] = {}
    with duckdb.connect() as connection:
        for query, given in (
            (DUTIES, [assessed.zone, duties, single, first, past]),
            (DAYS, [days, recurring, window.since, window.as_at]),
        ):
            for standard, by, name, number in connection.execute(query, given).fetchall():
                found.setdefault(standard, {}).setdefault(by, {})[name] = number
    return {standard: _subjects(one) for standard, one in found.items()}


def _subjects(told: Mapping[str, Any]) -> Subjects:
    return Subjects(told["force"][""], told.get("unit", {}), told.get("month", {}))
