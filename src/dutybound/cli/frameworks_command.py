"""The frameworks command: frameworks of inspection listed, one shown with its gaps, or two compared."""

from typing import Annotated

import typer
from rich.table import Table

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.terminal import wide_console
from dutybound.inspection.frameworks.likes import Likes, order_of
from dutybound.inspection.frameworks.reading import framework_named, frameworks
from dutybound.inspection.frameworks.saying import compared_lines, framework_lines

TWO = 2


def list_frameworks(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="None to list all; one to show it; two to compare. A .toml file is one of your own."),
    ] = None,
) -> None:
    """List the frameworks of inspection, show one with its gaps, or say what comparing two is worth."""
    given = names or []
    if len(given) > TWO:
        remedy = "Name one to show it, or two to compare."
        raise DutyboundError(Problem("dutybound frameworks", f"takes two names at most, and got {len(given)}", remedy))
    if not given:
        wide_console().print(_table())
        return
    meant = [framework_named(name) for name in given]
    known = frameworks() | {one.key: one for one in meant}
    lines = framework_lines(meant[0]) if len(meant) < TWO else compared_lines(meant[0], meant[1], Likes(known))
    for line in lines:
        typer.echo(line)


def _table() -> Table:
    table = Table(title="Frameworks of inspection", title_justify="left", box=None)
    table.add_column("key", no_wrap=True)
    table.add_column("title")
    table.add_column("of")
    for heading in ("questions", "graded", "grades", "gaps"):
        table.add_column(heading, justify="right")
    for one in sorted(frameworks().values(), key=lambda each: (order_of(each), each.key)):
        questions = list(one.questions())
        counts = (len(questions), sum(each.graded for each in questions), len(one.scale), len(one.gaps))
        table.add_row(one.key, one.title, one.owner, *(str(count) for count in counts))
    return table
