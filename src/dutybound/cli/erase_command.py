"""The erase command: rows that a force erased are erased from its copies too."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.cli.arguments import FolderOption
from dutybound.cli.erasing import erase_listed
from dutybound.exchange.given import given_source
from dutybound.reports.saying import counted


def erase(
    file: Annotated[Path, typer.Argument(metavar="LIST", help="A CSV with the columns table, id and when.")],
    targets: Annotated[list[str], typer.Argument(help="Clustered folders, and databases of records.")],
    folder: FolderOption = None,
) -> None:
    """Erase rows from copies: every version of them, and what refers to them. A hash of each id remains."""
    for target, tables in erase_listed(file, [given_source(one) for one in targets], folder).items():
        told = ", ".join(f"{counted(count, 'row')} of {name}" for name, count in tables.items())
        typer.echo(f"{target}: {told or 'nothing of the list was there'}")
