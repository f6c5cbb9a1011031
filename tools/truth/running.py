"""Many forces with faults, each beside the same force without them, on all cores."""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial

from tools.truth.cells import Cell, cells_of, day_of, kinds_of
from tools.truth.judging import evidence_of, standards_looked_at

from dutybound.insight.evidence import Evidence
from dutybound.insight.finder import Rule, find
from dutybound.simulator.faulting import drawn
from dutybound.simulator.force import simulated
from dutybound.simulator.scenario import Scenario, scenario_named

FORCES = 20  # that faults are drawn for, so many times each
FAULTS_FROM = 1000  # the seeds of faults, apart from those of forces


@cache
def standards() -> list:
    return standards_looked_at()


def base(size: float) -> Scenario:
    return scenario_named("random").scaled(size) if size != 1 else scenario_named("random")


def run(scenarios: int, size: float, rule: Rule) -> tuple[list[Cell], list[Cell]]:
    """The cells of so many forces with faults, and those of the forces without any (of which each is a false alarm)."""
    forces = min(FORCES, scenarios)
    draws = {seed: [number for number in range(scenarios) if number % forces == seed] for seed in range(forces)}
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(partial(_of_force, size, rule), draws.keys(), draws.values()))
    return [cell for faulty, _ in found for cell in faulty], [cell for _, clean in found for cell in clean]


def _of_force(size: float, rule: Rule, seed: int, numbers: list[int]) -> tuple[list[Cell], list[Cell]]:
    whole = replace(base(size), seed=seed)
    clean = evidence_of(simulated(whole), standards())
    faulty: list[Cell] = []
    for number in numbers:
        scenario = replace(drawn(whole, FAULTS_FROM + number), seed=seed)
        seen = evidence_of(simulated(scenario), standards())
        faulty += cells_of(number, scenario, clean, seen, looked(scenario, seen, rule))
    return faulty, list(cells_of(-1 - seed, whole, clean, clean, looked(whole, clean, rule)))


def looked(scenario: Scenario, seen: Mapping[str, Evidence], rule: Rule):
    return find(seen, kinds_of(scenario), day_of(scenario.begins), day_of(scenario.ends), rule)
