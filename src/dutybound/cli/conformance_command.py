"""The conformance command: an extract is held to the national minimum."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.cli.arguments import EXCLUDED, UNASSESSABLE, FolderOption, SourceArgument
from dutybound.cli.conforming import DayOption, NamesOption, hold_to_minimum, show_conformed
from dutybound.cli.terminal import progress, wide_console
from dutybound.exchange.given import given_source


def conformance(
    source: SourceArgument,
    out: Annotated[Path, typer.Option(help="The folder to write the results to.")],
    folder: FolderOption = None,
    as_at: DayOption = None,
    identified: Annotated[bool, typer.Option(help="Write the records' real ids. This is logged.")] = False,
    names: NamesOption = False,
) -> None:
    """Hold an extract to the national minimum for people, objects, locations and events (POLE).

    Exits with 8 if records fall short, 4 if the extract lacks something that is asked for, 12 if both, 2 if refused.
    """
    given = given_source(source)
    with progress() as report:
        found = hold_to_minimum(given, folder, as_at, out, identified, report)
    show_conformed(wide_console(), found, out)
    raise typer.Exit(UNASSESSABLE * found.is_untold_somewhere + EXCLUDED * found.is_short_somewhere)
