"""Instruments of a force's own: one TOML file each in the `instruments` folder beside its declaration.

A file says what the instrument is (name, title, family, version, source, dates, who decides) and has one section of
what it is made of: [form] questions and bands, [weights] a table in a file, [solvability] coefficients, [matrix] an
allocation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from dutybound.base.errors import DutyboundError, Problem
from dutybound.instruments.allocation.answers import Case
from dutybound.instruments.allocation.matrix import Matrix
from dutybound.instruments.allocation.score import allocator
from dutybound.instruments.discovery import instruments
from dutybound.instruments.instrument import Instrument
from dutybound.instruments.own_form.score import Form, answers_of, form_scorer
from dutybound.instruments.reading import Written, parsed
from dutybound.instruments.severity.weighing import Offences, read_weights, weighed_by
from dutybound.instruments.solvability.model import Model
from dutybound.instruments.solvability.score import BANDS, SolvabilityFacts, solvability_by

FOLDER = "instruments"
MADE_OF = ("form", "weights", "solvability", "matrix")
HEADLINE = "The force's own instruments cannot be used"


class WeightsFile(Written):
    """Where a table of weights lies, seen from the slot, and what its weights are."""

    file: str
    unit: str


class Slot(Written):
    """One instrument as a force writes it. `written_as` is what records say in their column `form`, in this `table`."""

    name: str = Field(pattern="^[a-z][a-z0-9_]*$")
    title: str = Field(min_length=1)
    family: str = Field(min_length=1)
    version: str = Field(min_length=1)
    source: str = Field(min_length=1)
    mark: Literal["published", "force policy", "project default"] = "force policy"
    who_decides: str = Field(min_length=1)
    valid_from: date | None = None
    valid_to: date | None = None
    written_as: str | None = None
    table: str | None = None
    form: Form | None = None
    weights: WeightsFile | None = None
    solvability: Model | None = None
    matrix: Matrix | None = None

    @model_validator(mode="after")
    def one_thing(self) -> "Slot":
        """It is made of one thing, and its days and its records are whole."""
        if sum(getattr(self, name) is not None for name in MADE_OF) != 1:
            raise ValueError(f"has one of {', '.join(f'[{name}]' for name in MADE_OF)}, and only one")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        if (self.written_as is None) != (self.table is None):
            raise ValueError("written_as and table stand together: what records say, and which records")
        return self


@dataclass(frozen=True)
class Own:
    """An instrument of a force's own, and what only a force can say of it."""

    instrument: Instrument
    who_decides: str
    written_as: str | None
    table: str | None


def own_instruments(files: Mapping[str, Mapping[str, Any]], folder: Path) -> tuple[Own, ...]:
    """The instruments of a force by file name, from the contents of its files; `folder` is where these lie."""
    found: list[Own] = []
    problems: list[Problem] = []
    for name, content in files.items():
        try:
            found.append(_own(parsed(Slot, content, name, HEADLINE), folder))
        except DutyboundError as error:
            problems += error.problems
    problems += _clashes(found)
    if problems:
        raise DutyboundError(problems, HEADLINE)
    return tuple(found)


def _own(slot: Slot, folder: Path) -> Own:
    answers, score, bands = _made(slot, folder)
    head = slot.model_dump(include={"name", "title", "family", "version", "source", "mark", "valid_from", "valid_to"})
    made = Instrument(answers=answers, score=score, bands=bands, dates_mark="force policy", **head)
    return Own(made, slot.who_decides, slot.written_as, slot.table)


def _made(slot: Slot, folder: Path) -> tuple[Any, Any, tuple[str, ...]]:
    if slot.form:
        return answers_of(slot.form, slot.title), form_scorer(slot.form, slot.version), slot.form.bands
    if slot.weights:
        table = read_weights(folder / slot.weights.file, f"{slot.title}, {slot.version}", slot.weights.unit)
        return Offences, weighed_by(table), ()
    if slot.solvability:
        return SolvabilityFacts, solvability_by(slot.solvability, slot.version), BANDS
    matrix = slot.matrix or Matrix.model_construct()
    return Case, allocator(matrix), matrix.levels


def _clashes(found: list[Own]) -> list[Problem]:
    """Names that are taken, and two instruments of one family on one day."""
    made = [own.instrument for own in found]
    taken = [
        one.name for one in made if one.name in instruments() or [other.name for other in made].count(one.name) > 1
    ]
    problems = [
        Problem(name, "is the name of another instrument", "Give it a name of its own, with its edition.")
        for name in sorted(set(taken))
    ]
    for number, one in enumerate(made):
        for other in made[number + 1 :]:
            if one.family == other.family and _meet(one, other):
                what = f"and {other.name} both apply to {one.family!r} on some days"
                problems.append(Problem(one.name, what, "Give each its valid_from and valid_to."))
    return problems


def _meet(one: Instrument, other: Instrument) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_to or date.max, other.valid_to or date.max)
