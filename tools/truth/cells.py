"""Cells: one standard in one unit (or in all), with the truth of a paired run and what was found in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from dutybound.insight.answers import Verdict
from dutybound.insight.evidence import Evidence
from dutybound.insight.finder import FEWEST, Found
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute

#: A cell of which the truth differs by less is one in which nothing was planted that could matter (share, not points).
NOTHING = 0.02


@dataclass(frozen=True)
class Cell:
    """What a fault did to a standard in a unit, beside what it did to most units of its kind: a share, better above 0.

    `duties` fell due in the period in which it did most. `found`: it was said to be short.
    """

    scenario: int
    standard: str
    unit: str | None
    effect: float
    duties: int
    found: bool
    verdicts: str


def day_of(day: date) -> int:
    return minute(day) // DAY


def kinds_of(scenario: Scenario) -> dict[str, str]:
    return {one.name: one.kind for one in scenario.units}


def cells_of(
    number: int, scenario: Scenario, clean: Mapping[str, Evidence], faulty: Mapping[str, Evidence], found: Found
) -> Iterator[Cell]:
    """Every cell of a force."""
    first, last, kinds = day_of(scenario.begins), day_of(scenario.ends), kinds_of(scenario)
    dated = sorted({day_of(one.begins) for one in scenario.shortcomings if one.begins is not None})
    said: dict[tuple[str, str | None], list[Verdict]] = {}
    for one in found.answers:
        said.setdefault((one.at.standard, one.at.where), []).append(one.verdict)
    for standard, seen in faulty.items():
        rates = Rates(clean[standard]), Rates(seen)
        for unit in (None, *(name for name in seen.units if name)):
            others = [one for one in kinds if unit and one != unit and kinds[one] == kinds.get(unit)]
            effects = list(_effects(*rates, unit, others, first, last, dated))
            effect, duties = min(effects, default=(0.0, 0))
            verdicts = said.get((standard, unit), [])
            yield Cell(number, standard, unit, effect, duties, Verdict.SHORT_OF in verdicts, ", ".join(verdicts))


class Rates:
    """The duties of a standard by unit and day, added up from the first day on, so that a period is one subtraction."""

    def __init__(self, seen: Evidence) -> None:
        self.units = seen.units
        self.first = int(seen.day.min()) if len(seen) else 0
        days = int(seen.day.max()) - self.first + 1 if len(seen) else 0
        place = seen.unit * days + seen.day - self.first
        whole, met = (np.bincount(some, minlength=len(self.units) * days) for some in (place, place[seen.met]))
        self.whole, self.met = (
            np.cumsum(np.pad(one.reshape(len(self.units), days), ((0, 0), (1, 0))), axis=1) for one in (whole, met)
        )

    def of(self, unit: str | None, first: int, last: int) -> tuple[float, int] | None:
        """The share met of what fell due in a unit (None: in all) from one day to another, and how much that was."""
        rows = slice(None) if unit is None else [self.units.index(unit)] if unit in self.units else []
        begin, end = np.clip([first - self.first, last - self.first + 1], 0, self.whole.shape[1] - 1)
        whole, met = (int((one[rows, end] - one[rows, begin]).sum()) for one in (self.whole, self.met))
        return (met / whole, whole) if whole else None


def _effects(
    clean: Rates, faulty: Rates, unit: str | None, others: list[str], first: int, last: int, dated: list[int]
) -> Iterator[tuple[float, int]]:
    """What can be seen of the faults, beside others of the kind or beside the time before, and of how many duties."""
    if others:
        yield _beside(clean, faulty, unit, others, first, last)
    for begin in dated:
        if len(others) >= FEWEST:
            yield _beside(clean, faulty, unit, others, begin, last)
        else:
            own, duties = _change(clean, faulty, unit, begin, last)
            yield own - _change(clean, faulty, unit, first, begin - 1)[0], duties


def _beside(
    clean: Rates, faulty: Rates, unit: str | None, others: list[str], first: int, last: int
) -> tuple[float, int]:
    """By how much the unit's rate is higher for the faults, beyond that of most others; and its duties."""
    own, duties = _change(clean, faulty, unit, first, last)
    return own - float(np.median([_change(clean, faulty, one, first, last)[0] for one in others])), duties


def _change(clean: Rates, faulty: Rates, unit: str | None, first: int, last: int) -> tuple[float, int]:
    with_fault, without = (one.of(unit, first, last) for one in (faulty, clean))
    if with_fault is None or without is None:
        return 0.0, 0
    return with_fault[0] - without[0], with_fault[1]
