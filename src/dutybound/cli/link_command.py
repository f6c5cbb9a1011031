"""The link command: links between records of people are proposed, and what people decided is put on record."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.arguments import FolderOption
from dutybound.cli.deciding import decide, show_links
from dutybound.cli.linking import ColumnsOption, DecisionsOption, SourcesArgument, propose, show_proposed
from dutybound.cli.terminal import progress, wide_console


def link_people(
    out: Annotated[Path, typer.Option(help="The folder of the review. Its files hold real ids: this is logged.")],
    sources: SourcesArgument = None,
    columns: ColumnsOption = None,
    decisions: DecisionsOption = None,
    folder: FolderOption = None,
    seed: Annotated[int, typer.Option(help="One seed gives the same figures.")] = 1,
) -> None:
    """Propose which records of people are of one person, or put on record what people decided about that."""
    if bool(sources) == (decisions is not None):
        raise DutyboundError(Problem("dutybound link", "takes either sources or --decisions", "Name one of them."))
    if decisions is not None:
        show_links(wide_console(), decide(decisions, out), out)
        return
    with progress() as report:
        proposed = propose(sources or [], folder, columns, out, seed, report)
    show_proposed(wide_console(), proposed, out)
