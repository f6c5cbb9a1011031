"""dutybound conformance: an extract held to the national minimum; a page, the figures, and what falls short."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dutybound.base.clock import now
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import Report
from dutybound.cli.placing import refuse_in_folders
from dutybound.cli.settings import log_disclosure, settings_folder
from dutybound.exchange.given import Given, called, folder_of
from dutybound.exchange.pole.checking import Conformance, conformance_of, ground_of
from dutybound.exchange.pole.figures import EntityFigure, as_content, figures_of
from dutybound.exchange.pole.listing import write_listing
from dutybound.exchange.pole.minimum import SOURCE, minimum
from dutybound.exchange.private import private, write_private
from dutybound.exchange.references import references_in
from dutybound.reports.conforming import ConformancePage, conformance_page

RESULTS = ("conformance.html", "conformance.csv", "conformance.json")
DayOption = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        help="The day by which dates and ages are judged; by default that of the data (data_as_at), or else today.",
    ),
]


def show_names(wanted: bool) -> None:
    """Every entity of the minimum by the name that a section of pole.toml has, with its attributes; then the end."""
    if not wanted:
        return
    told = minimum()
    for name, entity in told.entities.items():
        typer.echo(f"{name}: {entity.title}")
        for one in sorted(entity.wanted()):
            needed = "; always" if one in entity.mandatory else ""
            typer.echo(f"    {one}: {told.attributes[one].title}{needed}")
    raise typer.Exit


NamesOption = Annotated[
    bool,
    typer.Option(
        "--list", is_eager=True, callback=show_names, help="Name every entity and its attributes, and check nothing."
    ),
]


@dataclass(frozen=True)
class Conformed:
    """What was found, counted, and how many lines conformance.csv has."""

    conformance: Conformance
    figures: tuple[EntityFigure, ...]
    lines: int

    @property
    def is_short_somewhere(self) -> bool:
        return any(one.short for one in self.figures)

    @property
    def is_untold_somewhere(self) -> bool:
        return any(one.untold or one.not_delivered for one in self.figures)


def hold_to_minimum(
    source: Given, folder: Path | None, as_at: datetime | None, out: Path, identified: bool, report: Report
) -> Conformed:
    """Check an extract and write the three files, all or nothing."""
    chosen = folder or folder_of(source)
    ground = ground_of(source, chosen, None if as_at is None else as_at.date(), now().date())
    own = None if ground.declaration is None else ground.declaration.source
    refuse_in_folders(out, source, chosen, own, RESULTS)
    conformance = conformance_of(ground, report)
    if identified:
        log_disclosure("records that fall short of the national minimum, with their ids", source, out)
    reference = None if identified else references_in(settings_folder()).of
    report("Writing")
    figures = figures_of(conformance)
    with all_or_nothing(out) as partial:
        lines = write_listing(conformance, partial / "conformance.csv", reference)
        write_private(partial / "conformance.json", as_content(conformance, figures, called(source), SOURCE))
        page = conformance_page(_page(conformance, figures, identified))
        private(partial / "conformance.html").write_text(page, encoding="utf-8")
    return Conformed(conformance, figures, lines)


def _page(conformance: Conformance, figures: tuple[EntityFigure, ...], identified: bool) -> ConformancePage:
    ground = conformance.ground
    source = called(ground.source)
    title = ground.pole.title or (source if ground.declaration is None else ground.declaration.title)
    return ConformancePage(title, source, ground.as_at, figures, conformance.notes, identified)


def show_conformed(console: Console, conformed: Conformed, out: Path) -> None:
    """Each entity in a line; what was not delivered; where the rest stands."""
    as_at = conformed.conformance.ground.as_at
    table = Table(title=f"Held to the national minimum, as at {as_at}", title_justify="left", box=None)
    table.add_column("entity", no_wrap=True)
    for heading in ("records", "meet it", "fall short", "cannot be told"):
        table.add_column(heading, justify="right")
    for one in conformed.figures:
        table.add_row(one.title, *(f"{count:,}" for count in (one.records, one.meets, one.short, one.untold)))
    console.print(table)
    for one in conformed.figures:
        if one.not_delivered:
            console.print(f"Not delivered for {one.title}: {', '.join(one.not_delivered)}", highlight=False)
    for note in conformed.conformance.notes:
        console.print(f"{note}.", highlight=False)
    console.print(f"Written to {out}: {', '.join(RESULTS)} ({conformed.lines:,} defects)", highlight=False)
