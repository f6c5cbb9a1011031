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
        truth = clean[standard]
        for unit in (None, *(name for name in seen.units if name)):
            periods = [(begin, last) for begin in dated]
            others = [one for one in kinds if unit and one != unit and kinds[one] == kinds.get(unit)]
            periods += [(first, last)] if len(others) >= FEWEST else []
            effects = [_effect(truth, seen, unit, others, *period) for period in periods]
            effect, duties = min(effects, default=(0.0, 0))
            verdicts = said.get((standard, unit), [])
            yield Cell(number, standard, unit, effect, duties, Verdict.SHORT_OF in verdicts, ", ".join(verdicts))


def _effect(
    clean: Evidence, faulty: Evidence, unit: str | None, others: list[str], first: int, last: int
) -> tuple[float, int]:
    """By how much the unit's rate is higher for the fault, beyond that of most others; and its duties."""
    own, duties = _change(clean, faulty, unit, first, last)
    if len(others) >= FEWEST:
        own -= float(np.median([_change(clean, faulty, one, first, last)[0] for one in others]))
    return own, duties


def _change(clean: Evidence, faulty: Evidence, unit: str | None, first: int, last: int) -> tuple[float, int]:
    rates = []
    for one in (faulty, clean):
        kept = one.between(first, last)
        if unit is not None:
            kept = kept.where(kept.unit == (kept.units.index(unit) if unit in kept.units else -1))
        rates.append((float(kept.met.mean()), len(kept)) if len(kept) else None)
    if rates[0] is None or rates[1] is None:
        return 0.0, 0
    return rates[0][0] - rates[1][0], rates[0][1]
