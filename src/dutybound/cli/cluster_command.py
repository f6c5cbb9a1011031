"""The cluster command: a source is written as Parquet, to be assessed many times."""

import typer

from dutybound.cli.arguments import EXCLUDED, FolderOption, SourceArgument
from dutybound.cli.clustering import OutOption, cluster_source, show_clustered
from dutybound.cli.terminal import progress, warn, wide_console
from dutybound.exchange.given import given_source


def cluster(source: SourceArgument, out: OutOption, folder: FolderOption = None) -> None:
    """Write a source as Parquet, each table sorted by subject, to be assessed many times.

    Exits with 8 if rows were left out, 2 if the source was refused.
    """
    with progress() as report:
        manifest, extract = cluster_source(given_source(source), folder, out, report)
    warn(extract)
    show_clustered(wide_console(), manifest, extract, out)
    raise typer.Exit(EXCLUDED * bool(extract.exclusions))
