"""The frameworks command: frameworks of inspection listed, one shown with its gaps, or two compared."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.arguments import FolderOption
from dutybound.cli.assessing import declared_folder
from dutybound.cli.terminal import wide_console
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.packs import PRACTICE, packs
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.frameworks.likes import Likes, order_of
from dutybound.inspection.frameworks.looked_at import not_in
from dutybound.inspection.frameworks.reading import framework_named, frameworks
from dutybound.inspection.frameworks.saying import compared_lines, framework_lines
from dutybound.records.schema import schema_of_records
from dutybound.standards.discovery import Library, load_library
from dutybound.standards.own import all_of

TWO = 2


def list_frameworks(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="None to list all; one to show it; two to compare. A .toml file is one of your own."),
    ] = None,
    folder: FolderOption = None,
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
    if len(meant) < TWO:
        say_what_is_not_there(meant[0], folder)


def say_what_is_not_there(framework: Framework, folder: Path | None) -> None:
    """Which standards and measures that a framework looks at are none: of those of practice, and of a source's own."""
    strange = list(not_in(_library(folder), framework))
    for one in strange:
        typer.echo(one)
    if strange:
        own = "" if folder else " If a standard is one of your source's own, name its folder: --with FOLDER."
        typer.echo(f"Of each of these nothing can be told.{own}")


def _library(folder: Path | None) -> Library:
    practice = load_library([PRACTICE], schema_of_records(), packs())
    if folder is None:
        return practice
    own = all_of(read_declaration(declared_folder(folder, folder)))
    standards = {one.id: one for one in (*practice.standards, *own.standards)}
    measures = {one.id: one for one in (*practice.measures, *own.measures)}
    return replace(practice, standards=tuple(standards.values()), measures=tuple(measures.values()))


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
