"""Many forces with faults, each beside the same force without them, on all cores."""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from tools.truth.cells import Cell, cells_of, day_of, kinds_of
from tools.truth.judging import evidence_of, standards_looked_at
from tools.truth.keeping import Kept, kept_under

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


def run(scenarios: int, size: float, rule: Rule, kept: Path) -> tuple[list[Cell], list[Cell]]:
    """The cells of so many forces with faults, and those of the forces without any (of which each is a false alarm).

    What was made is kept in a folder, so that a run that was broken off goes on where it was.
    """
    forces = min(FORCES, scenarios)
    draws = {seed: [number for number in range(scenarios) if number % FORCES == seed] for seed in range(forces)}
    force = partial(_of_force, size, rule, kept_under(kept, size, rule))
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(force, draws.keys(), draws.values()))
    return [cell for faulty, _ in found for cell in faulty], [cell for _, clean in found for cell in clean]


def _of_force(size: float, rule: Rule, kept: Kept, seed: int, numbers: list[int]) -> tuple[list[Cell], list[Cell]]:
    whole = replace(base(size), seed=seed)
    without = cache(lambda: kept.evidence_of(-1 - seed, lambda: evidence_of(simulated(whole), standards())))

    def faulty(number: int) -> list[Cell]:
        scenario = replace(drawn(whole, FAULTS_FROM + number), seed=seed)
        seen = kept.evidence_of(number, lambda: evidence_of(simulated(scenario), standards()))
        return list(cells_of(number, scenario, without(), seen, looked(scenario, seen, rule)))

    def clean(number: int) -> list[Cell]:
        return list(cells_of(number, whole, without(), without(), looked(whole, without(), rule)))

    found = [kept.cells_of(number, partial(faulty, number)) for number in numbers]
    return [cell for cells in found for cell in cells], kept.cells_of(-1 - seed, partial(clean, -1 - seed))


def looked(scenario: Scenario, seen: Mapping[str, Evidence], rule: Rule):
    return find(seen, kinds_of(scenario), day_of(scenario.begins), day_of(scenario.ends), rule)
