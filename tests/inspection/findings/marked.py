"""Pairs of statements of published reports, each marked by a person as of one failing or not.

`marked_pairs.csv` holds references (file, line, characters) and marks alone. What they refer to lies in the folder of
data beside the repository; where it is absent, whoever asks is told so.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dutybound.inspection.findings.likeness import Statement
from tests.data import shared_data

FIRST, LATER = (Path(__file__).with_name(f"{name}.csv") for name in ("marked_pairs", "marked_pairs_later"))


@dataclass(frozen=True)
class Marked:
    one: Statement
    other: Statement
    is_same: bool


def marked_pairs(file: Path = FIRST) -> list[Marked]:
    """All pairs, in the order of the file; a test that asks is skipped where the reports are absent."""
    shared_data("peel/reports")
    with file.open(encoding="utf-8", newline="") as opened:
        return [
            Marked(_statement(row, "one"), _statement(row, "other"), row["same"] == "yes")
            for row in csv.DictReader(opened)
        ]


def _statement(row: dict[str, str], side: str) -> Statement:
    lines = shared_data(row[f"{side}_file"]).read_text(encoding="utf-8").split("\n")
    at = int(row[f"{side}_line"]) - 1
    text = lines[at][int(row[f"{side}_from"]) : int(row[f"{side}_to"])]
    return Statement(text, next(_questions_before(lines, at), ""))


def _questions_before(lines: list[str], at: int) -> Iterator[str]:
    """The question that a line stands under: the nearest one above it that is not the headline of the report."""
    for line in reversed(lines[:at]):
        if line.startswith("How ") and "keeping people safe and reducing crime" not in line and line.endswith("?"):
            yield line
