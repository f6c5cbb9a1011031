"""The commands about standards: those of a folder listed, and one of practice switched on."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dutybound.cli.arguments import AsAtOption, FolderOption, SourceArgument
from dutybound.cli.assessing import checked_library
from dutybound.cli.switching import Switch, switch_on
from dutybound.cli.terminal import progress
from dutybound.duties.measure import Measure
from dutybound.duties.standard import Standard
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.given import given_source
from dutybound.reports.saying import counted
from dutybound.standards.catalogue import catalogue_of
from dutybound.standards.own import starved


def switch_on_standard(
    standard: Annotated[str, typer.Argument(help="The id of a standard of practice.")],
    source: SourceArgument,
    as_at: AsAtOption,
    owner: Annotated[str, typer.Option(help="The post that will answer for it.")],
    approved_by: Annotated[str, typer.Option(help="The post that decided so: another one.")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="From which day.")],
    folder: FolderOption = None,
) -> None:
    """Have a standard of practice judged from now on. Exits with 2, and says why, where it cannot be."""
    switch = Switch(standard, owner, approved_by, since.date())
    with progress() as report:
        coverage = switch_on(given_source(source), folder, switch, as_at, report)
    typer.echo(f"{standard} is on; {coverage:.0%} of what is owed can be assessed.")


def standards(
    folder: Annotated[
        Path,
        typer.Argument(help="The folder that declares a source. Its standards/*.py are run: use one that you trust."),
    ],
    markdown: Annotated[bool, typer.Option(help="Print the catalogue of the folder in Markdown.")] = False,
) -> None:
    """Load the standards of a folder, run all their examples, and list them."""
    declaration = read_declaration(folder)
    library = checked_library(declaration)
    if markdown:
        typer.echo(catalogue_of(declaration.title, library, declaration.policy))
        return
    for one in library.standards:
        typer.echo(f"{one.id} {one.version}: {one.sentence} [{examples_held(one)}]")
    for measure in library.measures:
        typer.echo(f"{measure.id} {measure.version}: {measure.sentence} [{examples_held(measure)}]")
    if library.off:
        off = sorted({one.id for one in library.off})
        typer.echo(f"{len(off)} more are off (dutybound switch-on): {', '.join(off)}.")
    for text in starved(library, declaration):
        typer.echo(f"{text}.")


def examples_held(one: Standard | Measure) -> str:
    """ "1 example holds", "2 examples hold"."""
    return f"{counted(len(one.examples), 'example')} {'holds' if len(one.examples) == 1 else 'hold'}"
