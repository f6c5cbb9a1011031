"""The read-report command: a published report is read, and what could not be seen of it is said."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.arguments import UNASSESSABLE
from dutybound.cli.showing_report import show_report
from dutybound.cli.terminal import wide_console
from dutybound.inspection.reading.reading import read_report as read
from dutybound.inspection.reading.report import Layout
from dutybound.inspection.reading.written import report_as_json


def read_report(
    file: Annotated[Path, typer.Argument(help="A published report: HTML, text or PDF.")],
    json: Annotated[Path | None, typer.Option(help="Also write all that was read into this file.")] = None,
) -> None:
    """Read the report of an inspection: grades, findings, what it says of the year before, and where it is at odds with
    itself. What could not be seen is listed; nothing is filled in.

    Exits with 4 if nothing of a report was recognised.
    """
    report = read(file)
    if json is not None:
        _write(json, report_as_json(report), file)
    show_report(wide_console(), report)
    raise typer.Exit(UNASSESSABLE if report.layout is Layout.UNKNOWN else 0)


def _write(path: Path, content: str, source: Path) -> None:
    if path.exists() and path.samefile(source):
        raise DutyboundError(Problem(str(path), "is the report itself", "Name another file for what was read."))
    if not path.parent.is_dir():
        raise DutyboundError(Problem(str(path), f"there is no folder {path.parent}", "Make it, or name another."))
    path.write_text(content, encoding="utf-8")
