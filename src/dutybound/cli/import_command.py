"""The import command: an extract is compared with the records, and loaded into them."""

import typer

from dutybound.cli.arguments import EXCLUDED, FolderOption, SourceArgument
from dutybound.cli.databases import records_databases
from dutybound.cli.importing import (
    ByOption,
    ListOption,
    PreviewOption,
    WithdrawOption,
    compare_source,
    list_changes,
    show_incoming,
    to_withdraw,
    write_source,
)
from dutybound.cli.terminal import progress, warn, wide_console
from dutybound.exchange.given import given_source


def import_extract(
    source: SourceArgument,
    folder: FolderOption = None,
    preview: PreviewOption = False,
    out: ListOption = None,
    withdraw: WithdrawOption = None,
    by: ByOption = "",
) -> None:
    """Load an extract into the records: new rows are entered, corrected ones restated, none is ever edited.

    Exits with 8 if rows were left out, 2 if the source was refused.
    """
    given, databases = given_source(source), records_databases()
    with progress() as report:
        one = compare_source(given, folder, databases, report)
    warn(one.extract)
    show_incoming(console := wide_console(), one)
    if out is not None:
        list_changes(one, given, out)
        console.print(f"Listed in {out}", highlight=False)
    withdrawn = to_withdraw(one, withdraw, by)
    if not preview:
        with progress() as report:
            load = write_source(one, databases, withdrawn, by, given, report)
        said = "Nothing was written: this extract was loaded before" if load is None else f"Loaded as {load}"
        console.print(said, highlight=False)
    raise typer.Exit(EXCLUDED * bool(one.extract.exclusions or one.refused))
