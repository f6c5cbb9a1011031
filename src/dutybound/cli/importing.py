"""dutybound import: an extract compared with what is on record, and written as new rows and restatements."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import Report, declared_folder
from dutybound.cli.erasing import logged
from dutybound.cli.placing import refuse_among_sources
from dutybound.cli.settings import log_disclosure, settings_folder
from dutybound.cli.showing import show_extract
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.given import Given, called
from dutybound.exchange.references import references_in
from dutybound.reports.saying import counted

if TYPE_CHECKING:
    from dutybound.exchange.loading.databases import Databases
    from dutybound.exchange.loading.incoming import Incoming

PreviewOption = Annotated[bool, typer.Option(help="Say what would change, and write nothing.")]
ListOption = Annotated[
    Path | None,
    typer.Option(help="A folder to list every changed row in, with its id: for its owner alone, and logged."),
]
WithdrawOption = Annotated[
    Path | None,
    typer.Option(help="A list like gone.csv: rows that are no longer delivered, and are withdrawn from now on."),
]
ByOption = Annotated[str, typer.Option(help="Who decided what is withdrawn: a post. It is kept with each row.")]


def compare_source(source: Given, folder: Path | None, databases: "Databases", report: Report) -> "Incoming":
    """Read a source as it is declared and compare it with the records."""
    from dutybound.exchange.loading.incoming import incoming

    declaration = read_declaration(declared_folder(source, folder))
    report(f"Reading {called(source)} and comparing it with the records")
    return incoming(source, declaration, databases, references_in(settings_folder()))


def list_changes(one: "Incoming", source: Given, out: Path) -> None:
    """Write the lists into a folder, all or nothing."""
    from dutybound.exchange.loading.listing import GONE, LEFT_OUT, NEW, RESTATED, write_listing

    refuse_among_sources(out, source, one.declaration, (NEW, RESTATED, GONE, LEFT_OUT))
    log_disclosure("what an extract changes, with the ids of records", source, out)
    with all_or_nothing(out) as partial:
        write_listing(one, partial)


def to_withdraw(one: "Incoming", withdraw: Path | None, by: str) -> dict[str, list[str]]:
    """The rows that a list withdraws, by table; a preview checks it as the load will."""
    from dutybound.exchange.loading.listing import withdrawn_in

    if withdraw is None:
        return {}
    found = withdrawn_in(withdraw, one)
    if not by.strip():
        what = "is missing, and rows are withdrawn because a person decided so"
        raise DutyboundError(Problem("--by", what, "Say which post decided it: it is kept with each of the rows."))
    return found


def write_source(
    one: "Incoming", databases: "Databases", withdrawn: dict[str, list[str]], by: str, source: Given, report: Report
) -> str | None:
    """Write what was compared; the id of the load, or None where the same extract was loaded last."""
    from dutybound.exchange.loading.writing import write_load

    if one.is_the_same and not withdrawn:
        return None
    report("Writing")
    deeds = []
    if count := sum(map(len, withdrawn.values())):
        deeds.append(f"withdrew {counted(count, 'row')}, as {by.strip()} decided")
    if one.erasures.count:
        deeds.append(f"erased {sum(map(len, one.to_erase.values())):,} of {counted(one.erasures.count, 'listed row')}")
    with logged("; ".join(deeds), source):
        return write_load(one, databases, references_in(settings_folder()), now(), withdrawn, by.strip())


def show_incoming(console: Console, one: "Incoming") -> None:
    """Table by table what is new, filled in, restated, unchanged, gone and left out; then the remarks."""
    as_at = one.declaration.data_as_at or "unknown: data_as_at is not declared"
    console.print(f"{one.source}, data as at {as_at}, feed {one.declaration.feeds.usual}", highlight=False)
    table = Table(box=None)
    table.add_column("table", no_wrap=True)
    for heading in ("new", "filled\nin", "restated", "unchanged", "no longer\ndelivered", "left\nout"):
        table.add_column(heading, justify="right")
    table.add_column("columns restated")
    for name, each in one.tables.items():
        told = (
            each.new.num_rows,
            each.filled.num_rows,
            each.restated.num_rows,
            each.unchanged,
            len(each.gone),
            each.left_out,
        )
        columns = ", ".join(f"{column} {count:,}" for column, count in each.columns.items())
        table.add_row(name, *(f"{count:,}" if count else "-" for count in told), columns)
    console.print(table)
    for line in remarks(one):
        console.print(line, highlight=False, soft_wrap=True)
    show_extract(console, one.extract, "left_out.csv, with --out")


def remarks(one: "Incoming") -> list[str]:
    """What somebody has to look at."""
    said = [f"No longer delivered at all, though an earlier load had it: {name}" for name in one.untold]
    late = sum(each.late for each in one.tables.values())
    if late:
        said.append(f"Entered before the data of the last load ended, and not in it: {counted(late, 'new row')}")
    if beyond := sum(each.beyond for each in one.tables.values()):
        said.append(f"Entered after this extract was made, as they say themselves: {counted(beyond, 'row')}. What they "
                    "restate is known from data_as_at")  # fmt: skip
    if gone := sum(len(each.gone) for each in one.tables.values()):
        said.append(f"On record, and no longer delivered: {counted(gone, 'row')}. What is on record stays, and is "
                    "judged; --withdraw takes a list of those that were wrong")  # fmt: skip
    for name in sorted({each.table for each in one.refused}):
        reasons = {each.what for each in one.refused if each.table == name}
        for what in sorted(reasons):
            count = sum(each.table == name and each.what == what for each in one.refused)
            said.append(f"Not entered: {counted(count, 'row')} of {name}: {what}")
    if one.erasures.count:
        there = sum(map(len, one.to_erase.values()))
        said.append(f"To be erased: {one.erasures.count:,} listed, {there:,} of them on record")
    said += unrecorded(one)
    return said


def unrecorded(one: "Incoming") -> list[str]:
    """Of what no recorded time is delivered: late entry is not judged there, and the load is the upper bound alone."""
    found = []
    for name, each in one.tables.items():
        main = each.table.recorded or each.table.began_recorded
        if main is not None and (name, main) in one.extract.unmapped and each.delivered:
            found.append(name)
    if not found:
        return []
    bound = one.declaration.data_as_at or "this load"
    return [
        f"When rows were recorded is not delivered for {', '.join(found)}: late entry is not judged there. New rows "
        f"were recorded by {bound} at the latest, which is never taken for when they were"
    ]
