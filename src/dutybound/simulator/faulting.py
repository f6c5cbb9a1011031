"""Faults drawn at random for a force, so that what is found can be compared with what was planted.

The answer sheet is the list of shortcomings itself: nothing else knows of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from dutybound.base.errors import DutyboundError, Problem
from dutybound.simulator.chance import Chance
from dutybound.simulator.scenario import Scenario, Shortcoming


@dataclass(frozen=True)
class May:
    """One thing that may go wrong: in a practice (or role, or kind of demand), by a cause, to a value between two.

    It goes wrong in units of the `kinds`.
    """

    practice: str
    cause: str
    to: tuple[float, float]
    kinds: tuple[str, ...]


def drawn(scenario: Scenario, seed: int) -> Scenario:
    """The force of `seed` with faults drawn by it, as the scenario's [random] says."""
    if not scenario.random:
        remedy = 'Write [random] into it, or let it be like = "random".'
        raise DutyboundError(Problem(scenario.name, "does not say what may go wrong at random", remedy))
    plan, chance = scenario.random, Chance(seed)
    least, most = plan["faults"]
    count = least + int(chance.share("how many faults", [0])[0] * (most - least + 1))
    options = [May(**{**one, "to": tuple(one["to"]), "kinds": tuple(one["kinds"])}) for one in plan["may"]]
    picked = np.argsort(chance.share("which faults", np.arange(len(options))))[:count]
    faults = [_fault(scenario, chance, plan, options[place], int(place)) for place in picked]
    return replace(scenario, seed=seed, shortcomings=tuple(faults))


def _fault(scenario: Scenario, chance: Chance, plan: Mapping[str, Any], may: May, place: int) -> Shortcoming:
    def share(question: str) -> float:
        return float(chance.share(question, [place])[0])

    least, most = may.to
    everywhere = share("everywhere") < plan["everywhere"]
    begins = (
        _day(scenario, share("begins")) if everywhere or share("from the start") >= plan["from_the_start"] else None
    )
    units = () if everywhere else _units(scenario, chance, may, place)
    to = round(least + share("how bad") * (most - least), 3)
    return Shortcoming(f"{may.practice}: {may.cause}", may.practice, may.cause, to, units, begins, source="random")


def _day(scenario: Scenario, share: float) -> date:
    """A day in the middle half of the scenario."""
    days = (scenario.ends - scenario.begins).days
    return scenario.begins + timedelta(days=int(days * (0.25 + share / 2)))


def _units(scenario: Scenario, chance: Chance, may: May, place: int) -> tuple[str, ...]:
    """One unit of the right kind, or, now and then, two or three."""
    names: Sequence[str] = [one.name for one in scenario.units if one.kind in may.kinds]
    several = 1 + int(chance.one_of("how many units", [place], (0.7, 0.2, 0.1))[0])
    order = np.argsort(chance.share(f"units of fault {place}", np.arange(len(names))))
    return tuple(sorted(names[at] for at in order[: min(several, len(names))]))
