"""dutybound cluster: a source written once as Parquet, sorted by subject and checked, to be assessed many times."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import Report, declaration_for
from dutybound.cli.placing import refuse_among_sources
from dutybound.cli.settings import log_disclosure
from dutybound.cli.showing import show_extract
from dutybound.exchange.clustering import write_clustered
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import Given, called
from dutybound.exchange.manifest import Manifest
from dutybound.exchange.reading import read_source

OutOption = Annotated[Path, typer.Option(help="The folder to write the tables to. They hold real ids: this is logged.")]


def cluster_source(source: Given, folder: Path | None, out: Path, report: Report) -> tuple[Manifest, Extract]:
    """Read a source as it is declared and write it clustered, all or nothing."""
    declaration = declaration_for(source, folder)
    refuse_among_sources(out, source, declaration, [f"{name}.parquet" for name in declaration.schema.tables])
    report(f"Reading {called(source)}")
    extract = read_source(source, declaration)
    log_disclosure("a clustered copy of the records, with their ids", source, out)
    report("Sorting and writing")
    with all_or_nothing(out) as partial:
        return write_clustered(extract, declaration, partial, out), extract


def show_clustered(console: Console, manifest: Manifest, extract: Extract, out: Path) -> None:
    """What was written, table by table, and what was left out."""
    at = manifest.data_as_at
    title = f"{manifest.title}, data as at {at['at']} ({at['from']})" if at else manifest.title
    console.print(title, highlight=False)
    table = Table(box=None)
    table.add_column("table", no_wrap=True)
    table.add_column("rows", justify="right")
    table.add_column("left out", justify="right")
    table.add_column("sorted by")
    for name, entry in manifest.tables.items():
        left_out = entry["delivered"] - entry["rows"]
        table.add_row(name, f"{entry['rows']:,}", f"{left_out:,}" if left_out else "-", " > ".join(entry["sorted_by"]))
    console.print(table)
    show_extract(console, extract)
    console.print(f"Written to {out}", highlight=False)
