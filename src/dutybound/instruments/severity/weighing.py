"""Offences weighed by a table: how many of each, times its weight. A code that the table does not have is refused."""

import csv
import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.instruments.instrument import Answers, Reason, Score

COLUMNS = ("code", "weight")  # of a table; `offence`, what the code stands for, may stand beside them
PEOPLE = 1_000  # a rate is per so many


class Offences(Answers):
    """How many offences of each code, and of how many people; a cancelled record may make a count negative."""

    offences: dict[str, int] = Field(title="how many offences of each code of the table")
    population: int | None = Field(None, gt=0, title="how many people live there, for a rate per 1,000")

    @field_validator("offences", mode="before")
    @classmethod
    def whole_codes(cls, given: Any) -> Any:
        """A code with a point is one word: without quotes, TOML makes two of it."""
        split = [code for code, count in given.items() if isinstance(count, dict)] if isinstance(given, dict) else []
        if split:
            raise ValueError(f"the code that begins with {', '.join(split)} stands without quotes; write it in quotes")
        return given


@dataclass(frozen=True)
class Weights:
    """One edition of a table: of each code what it stands for, and its weight."""

    edition: str
    unit: str
    offence: Mapping[str, str]
    weight: Mapping[str, float]


def read_weights(path: Path, edition: str, unit: str) -> Weights:
    """A table of weights: a CSV file in UTF-8 with the columns code and weight, and offence if there is one."""
    if not path.is_file():
        raise DutyboundError(Problem(str(path), "is no file", "Name the CSV file of the weights, seen from the slot."))
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        lacking = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
        rows = [] if lacking else list(reader)
    problems = [
        Problem(f"{path.name}: {name}", "is no column", "A table of weights has code and weight.") for name in lacking
    ]
    problems += _wrong(rows, path.name)
    if problems:
        raise DutyboundError(problems, "The table of weights cannot be used")
    names = {row["code"].strip(): (row.get("offence") or row["code"]).strip() for row in rows}
    return Weights(edition, unit, names, {row["code"].strip(): float(row["weight"]) for row in rows})


def _wrong(rows: list[dict[str, str]], name: str) -> list[Problem]:
    problems = [
        Problem(f"{name}, row {number}", f"{row['weight']!r} is no weight", "A weight is a number, 0 or more.")
        for number, row in enumerate(rows, start=2)
        if not _is_weight(row["weight"])
    ]
    counts = Counter((row["code"] or "").strip() for row in rows)
    problems += [
        Problem(f"{name}: {code or 'a row without a code'}", f"stands in {count} rows", "Keep one.")
        for code, count in counts.items()
        if count > 1 or not code
    ]
    return problems


def _is_weight(text: str | None) -> bool:
    try:
        number = float(text or "")
    except ValueError:
        return False
    return math.isfinite(number) and number >= 0


def weighed_by(weights: Weights) -> Callable[[Offences], Score]:
    """How offences are scored by a table."""

    def score_offences(answers: Offences) -> Score:
        """The sum of the weights, each offence with its share of it, and a rate where the population is known."""
        unknown = [code for code in answers.offences if code not in weights.weight]
        if unknown:
            problems = [Problem(code, "has no weight in this table", nearest(code, weights.weight)) for code in unknown]
            raise DutyboundError(problems, "An offence without a weight is not counted as nothing")
        points = {code: count * weights.weight[code] for code, count in answers.offences.items()}
        ranked = sorted(points, key=lambda code: (-points[code], code))
        found = [Reason(f"{answers.offences[one]} of {one}, {weights.offence[one]}", points[one]) for one in ranked]
        total = sum(points.values())
        parts = {} if answers.population is None else {"per 1,000 people": total / answers.population * PEOPLE}
        open_questions = () if parts else ("population",)
        edition = Reason(f"weights: {weights.edition}")
        return Score(total, weights.unit, (), (*found, edition), open_questions, parts)

    return score_offences
