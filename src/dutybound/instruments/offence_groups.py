"""The group that a predictor puts an offence in, by Home Office code. The maps of the predictors differ."""

import csv
from functools import cache
from pathlib import Path

from dutybound.base.errors import Problem

FOLDER = Path(__file__).parent / "offences"
NO_GROUP = "no group"
EXACT_NEEDED = "exact offence needed"


@cache
def offence_groups(edition: str) -> dict[str, str]:
    """The map of an edition (ogrs3 or ogrs4): five-digit code to group."""
    with (FOLDER / f"{edition}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["group"] for row in csv.DictReader(file)}


def refused_code(edition: str, code: str) -> Problem | None:
    """Why this code cannot be scored; None where it can."""
    group = offence_groups(edition).get(code, "")
    if group == EXACT_NEEDED:
        what = f"code {code} covers offences of different groups"
        return Problem("offence_code", what, "Give the code of the exact offence: the same code with its last digits.")
    if group == NO_GROUP:
        return Problem(
            "offence_code", f"code {code} has no group in this predictor", "Give the code of another offence."
        )
    if not group:
        what = f"code {code} is not in the published map of this predictor"
        return Problem("offence_code", what, "Give the five digits of the Home Office code, such as 04600.")
    return None
