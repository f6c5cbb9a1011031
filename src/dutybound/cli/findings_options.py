"""What the findings commands ask alike: their options, and what is made of a day that one says."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.arguments import day_said
from dutybound.cli.databases import records_databases
from dutybound.exchange.toml_files import collected
from dutybound.inspection.findings.registers import Registers, registers

if TYPE_CHECKING:
    from dutybound.inspection.findings.history import History

Id = Annotated[str, typer.Argument(help="The finding.")]
By = Annotated[str, typer.Option(help="Which post enters this. It is kept.")]
Body = Annotated[
    str, typer.Option(help="Whose word it is: hmicfrs, coroner, iopc, force ... (`findings bodies` lists them).")
]
On = Annotated[str, typer.Option(help="The day on which it happened, where that is not today: 2018-04-27.")]
AsAt = Annotated[
    str, typer.Option("--as-at", help="The day to look at; by default today. Later entries are not counted.")
]
Own = Annotated[Path | None, typer.Option("--registers", help="A force's own bodies, sources, statuses and phases.")]
Reference = Annotated[str, typer.Option(help="The letter or report that it rests on.")]


def opened(own: Path | None = None) -> Registers:
    """Make sure that the records are there, and read the registers."""
    known = registers(own)
    records_databases().ready()
    return known


def days_said(problems: list[Problem], **texts: str) -> dict[str, date | None]:
    """The days that options say, by name; where a text is no day, that is added to the problems."""
    return {name: collected(problems, day_said, text, f"--{name}") for name, text in texts.items()}


def moment_asked(as_at: str, known: Registers) -> tuple[datetime, date]:
    """The last microsecond of a day that is asked for, or now; with the day itself, as the force has it."""
    from dutybound.duties.calendar import day_number, moment_of
    from dutybound.inspection.findings.history import local_day

    day = day_said(as_at, "--as-at")
    if day is None:
        return now(), local_day(now(), known.force_calendar)
    return moment_of(known.force_calendar.ends_at(day_number(day))), day


def one_of(histories: "list[History]", id: str) -> "History":
    for one in histories:
        if one.id == id:
            return one
    raise DutyboundError(Problem(f"finding {id!r}", "is not on record", nearest(id, (one.id for one in histories))))
