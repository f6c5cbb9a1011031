"""Which level of investigator a case needs: the first row of the matrix that matches, with the rule that says so.

What is unanswered routes up and never down: a row that may match stands beside the first that does. A person overrides
with a reason, and only a case whose vulnerability is known goes below what it may need.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.instruments.allocation.answers import Case
from dutybound.instruments.allocation.matrix import Matrix, matrix_from
from dutybound.instruments.instrument import Instrument, Reason, Score, possible, unanswered

OVERRIDE = ("override_to", "override_by", "override_because")
VULNERABILITY = ("vulnerable", "victim_crimes_in_12_months", "domestic_high")


def allocator(matrix: Matrix) -> Callable[[Case], Score]:
    """How cases are allocated by a matrix."""

    def score_case(case: Case) -> Score:
        """The levels that are possible, lowest first, and the rows that fired or may fire."""
        fired = next(row for row in matrix.row if row.holds(case))
        above = matrix.row[: matrix.row.index(fired)]
        maybe = [row for row in above if row.holds(case) is None]
        highest = max((fired, *maybe), key=lambda row: matrix.levels.index(row.level)).level
        least = min((fired, *maybe), key=lambda row: matrix.levels.index(row.level)).level
        bands = possible(matrix.levels, least, highest)
        reasons = [Reason(f"row {fired.rule}: {fired.owner}, {fired.level} (matrix {matrix.edition})")]
        reasons += [Reason(f"may be row {row.rule}: {row.owner}, {row.level}") for row in maybe]
        if case.override_to:
            bands = (overridden(case, matrix, highest),)
            reasons.insert(0, Reason(f"{case.override_by} chose {case.override_to}: {case.override_because}"))
        asked = tuple(name for name in unanswered(case) if name not in OVERRIDE)
        return Score(None, "", bands, tuple(reasons), asked)

    return score_case


def overridden(case: Case, matrix: Matrix, highest: str) -> str:
    """The level that a person chose; below what the case may need only where its vulnerability is known."""
    chosen = case.override_to or ""
    if chosen not in matrix.levels:
        raise DutyboundError(Problem("override_to", f"{chosen!r} is no level", nearest(chosen, matrix.levels)))
    unknown = [name for name in VULNERABILITY if getattr(case, name) is None]
    if unknown and matrix.levels.index(chosen) < matrix.levels.index(highest):
        titles = ", ".join(str(Case.model_fields[name].title) for name in unknown)
        what = f"goes below {highest}, and nobody answered: {titles}"
        raise DutyboundError(Problem("override_to", what, "Answer these first: unknown vulnerability routes up."))
    return chosen


SHIPPED = matrix_from(
    tomllib.loads(Path(__file__).with_name("matrix.toml").read_text(encoding="utf-8")), "allocation/matrix.toml"
)
INSTRUMENTS = (
    Instrument(
        name="allocation",
        title="Allocation matrix: which level of investigator",
        family="allocation",
        version=SHIPPED.edition,
        source="Levels: College of Policing, Professionalising Investigation Programme; rows: this project",
        mark="project default",
        answers=Case,
        score=allocator(SHIPPED),
        bands=SHIPPED.levels,
    ),
)
