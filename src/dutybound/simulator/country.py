"""A country: many forces, each like one pattern in a size of its own, and simulated one area after another.

An area is a force, or as much of a large one as is simulated at once: what happens in one area touches no other, so no
more than one has to be held. Everything that an area is called begins with its own name.
"""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from math import ceil
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.records.forces import listed_forces
from dutybound.simulator.crimes import KINDS
from dutybound.simulator.faulting import drawn
from dutybound.simulator.scenario import Scenario, scenario_named

COUNTRIES = Path(__file__).parent / "countries"


@dataclass(frozen=True)
class Force:
    """A force of a country, and how many crimes were published as recorded there in a year."""

    force: str
    name: str
    crimes: int


@dataclass(frozen=True)
class Area:
    """A force, or part of one: what its ids begin with, what it is called, and what it is made from."""

    key: str
    name: str
    scenario: Scenario


@dataclass(frozen=True)
class Country:
    """The forces of a country and what they are like; `crimes` a year they share as they share the published ones."""

    title: str
    pattern: str
    forces: tuple[Force, ...]
    crimes: float
    largest: int
    seed: int

    def areas(self, forces: int | None = None, seed: int | None = None) -> Iterator[Area]:
        """All areas of the first so many forces, or of all. One seed gives one country."""
        pattern = scenario_named(self.pattern)
        each = self.crimes / sum(one.crimes for one in self.forces)
        first = self.seed if seed is None else seed
        for number, force in enumerate(self.forces[:forces]):
            crimes = force.crimes * each
            parts = ceil(crimes / self.largest)
            for part in range(1, parts + 1):
                key = force.force if parts == 1 else f"{force.force}-{part:02d}"
                name = force.name if parts == 1 else f"{force.name}, area {part}"
                like = drawn(pattern, first * 1_000_000 + number * 1_000 + part)
                yield Area(key, name, _unplaced(like.scaled(crimes / parts / _recorded(pattern))))

    @property
    def ends(self) -> date:
        """The last day of the records."""
        return scenario_named(self.pattern).ends


def countries() -> list[str]:
    """The names of the countries that come with Dutybound."""
    return sorted(one.stem for one in COUNTRIES.glob("*.toml"))


def country_named(name: str) -> Country:
    """A country that comes with Dutybound."""
    content = tomllib.loads((COUNTRIES / f"{name}.toml").read_text(encoding="utf-8"))
    names = {one.slug: one.name for one in listed_forces()}
    with (COUNTRIES / content["forces"]).open(encoding="utf-8", newline="") as file:
        forces = tuple(Force(row["force"], names[row["force"]], int(row["crimes"])) for row in csv.DictReader(file))
    content["forces"] = forces
    return Country(**{one.name: content[one.name] for one in fields(Country)})


def check_forces(country: Country, forces: int | None) -> None:
    """Refuse to simulate more forces than there are."""
    if forces is not None and forces > len(country.forces):
        raise DutyboundError(Problem("--forces", f"is {forces}, and there are {len(country.forces)}", "Ask for fewer."))


def _recorded(pattern: Scenario) -> float:
    """How many crimes a year the pattern records."""
    return sum(pattern.demand[kind] for kind in KINDS)


def _unplaced(scenario: Scenario) -> Scenario:
    """Local teams by number: the places that the pattern names are those of one force."""
    local = [one.name for one in scenario.units if one.kind == "local policing"]
    names = {name: f"Local policing {number}" for number, name in enumerate(local, 1)}
    units = tuple(replace(one, name=names.get(one.name, one.name)) for one in scenario.units)
    wrong = tuple(
        replace(one, units=tuple(names.get(unit, unit) for unit in one.units)) for one in scenario.shortcomings
    )
    return replace(scenario, units=units, shortcomings=wrong)
