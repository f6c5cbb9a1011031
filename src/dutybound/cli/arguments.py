"""What several commands are asked alike, and the codes that they exit with."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dutybound.base.errors import DutyboundError, Problem

#: Exit codes. 2 is also Typer's own for a command that is used wrongly.
REFUSED, UNASSESSABLE, EXCLUDED, UNCHECKED = 2, 4, 8, 16

SourceArgument = Annotated[
    str,
    typer.Argument(help="An event log, a folder of CSV or Parquet files, a SQLite file, or postgresql:SERVICE."),
]
FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--with",
        help="The folder that declares the source; by default its own. Its standards/*.py are run as programs: "
        "name only a folder that you trust.",
    ),
]
AsAtOption = Annotated[str, typer.Option(help="The moment to look at: 2013-06-30 is the end of that day.")]
KnownAtOption = Annotated[
    str | None, typer.Option(help="Hindsight: all that was on record by then, as if recorded when it happened.")
]


def day_said(text: str, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise DutyboundError(Problem(option, f"{text!r} is no day", "Write it as 2018-04-27.")) from None
