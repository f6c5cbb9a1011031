"""Forces to set thresholds on: `exemplary` and `random` ones alone, written and assessed as anybody's would be."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dutybound.cli.simulating import standards_read, write_scenario
from dutybound.inspection.frameworks.reading import frameworks
from dutybound.simulator.faulting import drawn
from dutybound.simulator.scenario import Scenario, scenario_named

FORCES_FROM, FAULTS_FROM = 7000, 7100  # seeds of their own: neither those of the scenarios nor those of the finder
RUN = "from dutybound.cli.main import run; run()"


def scenarios(size: float, exemplary: int, random: int) -> Iterator[tuple[str, Scenario]]:
    """The forces by name; never one of the two that findings are measured on."""
    for number in range(exemplary):
        yield f"exemplary-{number}", replace(sized("exemplary", size), seed=FORCES_FROM + number)
    for number in range(random):
        seed = FORCES_FROM + exemplary + number
        yield f"random-{number}", replace(drawn(sized("random", size), FAULTS_FROM + number), seed=seed)


def assessed(folder: Path, made: Iterable[tuple[str, Scenario]]) -> Iterator[tuple[str, Scenario, Path]]:
    """Each force with the folder of its results; what is there already is not made again."""
    for name, scenario in made:
        source, results = folder / name, folder / f"{name}-results"
        if not (results / "measures.json").is_file():
            if not (source / "dutybound.toml").is_file():
                write_scenario(source, scenario, borne_on(), str)
            command = [sys.executable, "-c", RUN, "assess", f"{source}", "--as-at", f"{scenario.ends}",
                       "--out", f"{results}"]  # fmt: skip
            code = subprocess.run(command, capture_output=True, text=True)
            if code.returncode not in (0, 4, 8, 12):  # something is always missing, or was planted as unreadable
                raise RuntimeError(code.stdout + code.stderr)
        yield name, scenario, results


def sized(name: str, size: float) -> Scenario:
    return scenario_named(name).scaled(size) if size != 1 else scenario_named(name)


def borne_on() -> list[str]:
    """The standards that bear on a question of any framework: the others need not be judged for this."""
    return sorted({name for framework in frameworks().values() for name in standards_read(framework)})
