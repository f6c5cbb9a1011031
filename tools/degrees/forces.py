"""Forces to set thresholds on: `exemplary` and `random` ones alone, written and assessed as anybody's would be."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from dutybound.cli.simulating import DECLARATION
from dutybound.inspection.frameworks.reading import frameworks
from dutybound.simulator.faulting import drawn
from dutybound.simulator.force import simulated
from dutybound.simulator.scenario import Scenario, scenario_named
from dutybound.standards.own import ON_BY_DEFAULT

FORCES_FROM, FAULTS_FROM = 7000, 7100  # seeds of their own: neither those of the scenarios nor those of the finder
RUN = "from dutybound.cli.main import run; run()"
SWITCH = '[[on]]\nstandard = "{name}"\nowner = "this tool"\napproved_by = "whoever runs it"\nsince = 2016-01-01\n\n'


def scenarios(size: float, exemplary: int, random: int) -> Iterator[tuple[str, Scenario]]:
    """The forces by name; never one of the two that findings are measured on."""
    for number in range(exemplary):
        yield f"exemplary-{number}", replace(_sized("exemplary", size), seed=FORCES_FROM + number)
    for number in range(random):
        seed = FORCES_FROM + exemplary + number
        yield f"random-{number}", replace(drawn(_sized("random", size), FAULTS_FROM + number), seed=seed)


def assessed(folder: Path, made: Iterable[tuple[str, Scenario]]) -> Iterator[tuple[str, Scenario, Path]]:
    """Each force with the folder of its results; what is there already is not made again."""
    for name, scenario in made:
        source, results = folder / name, folder / f"{name}-results"
        if not (results / "measures.json").is_file():
            if not (source / "standards.toml").is_file():
                _write(source, scenario)
            command = [sys.executable, "-c", RUN, "assess", f"{source}", "--as-at", f"{scenario.ends}",
                       "--out", f"{results}"]  # fmt: skip
            code = subprocess.run(command, capture_output=True, text=True)
            if code.returncode not in (0, 4, 8, 12):  # something is always missing, or was planted as unreadable
                raise RuntimeError(code.stdout + code.stderr)
        yield name, scenario, results


def _sized(name: str, size: float) -> Scenario:
    return scenario_named(name).scaled(size) if size != 1 else scenario_named(name)


def _write(source: Path, scenario: Scenario) -> None:
    (source / "data").mkdir(parents=True, exist_ok=True)
    for name, table in simulated(scenario).tables.items():
        pq.write_table(table, source / "data" / f"{name}.parquet")
    head = DECLARATION.format(title=scenario.title, ends=scenario.ends, no_rate="")
    (source / "dutybound.toml").write_text(head.replace("[calendar]", 'feed = "live"\n\n[calendar]'))
    names = sorted({one.partition(".")[0] for one in borne_on()} - ON_BY_DEFAULT)
    (source / "standards.toml").write_text("".join(SWITCH.format(name=name) for name in names))


def borne_on() -> set[str]:
    """The standards that bear on a question of any framework: the others need not be judged for this."""
    questions = [one for framework in frameworks().values() for one in framework.questions()]
    return {bearing.standard for one in questions for bearing in one.bears if bearing.standard is not None}
