"""The simulate command: a made-up force is written."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.cli.simulating import simulate as simulate_force
from dutybound.cli.terminal import progress


def simulate(
    out: Annotated[Path, typer.Option(help="A new folder to write the force to.")],
    scenario: Annotated[
        str | None,
        typer.Option(
            help="A whole force at work: a scenario by its name (exemplary), or its file NAME.toml; or a country: "
            "england-and-wales."
        ),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="One seed gives one force; by default the scenario's own.")] = None,
    cases: Annotated[
        int | None, typer.Option(min=1, help="How many investigations the small force has; by default 300.")
    ] = None,
    forces: Annotated[
        int | None, typer.Option(min=1, help="Of a country, only the first so many forces; by default all.")
    ] = None,
    held_to: Annotated[
        str | None,
        typer.Option(help="A framework of inspection, such as peel-2016: in a scenario's force its standards are on."),
    ] = None,
) -> None:
    """Write a made-up force, to be assessed like any source: a small one with records of every area, or a scenario."""
    with progress() as report:
        rows, tables, ends = simulate_force(out, scenario, seed, cases, report, forces, held_to)
    typer.echo(f"{rows:,} rows in {tables} tables. Next: dutybound assess {out} --as-at {ends}")
