"""The commands about instruments: what there is, a score of answers, and the forms that records name."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from dutybound.cli import forms as form_check
from dutybound.cli import scoring
from dutybound.cli.own_instruments import meant, own_of
from dutybound.cli.showing_instruments import listed, told
from dutybound.exchange.given import given_source

app = typer.Typer()

OwnOption = Annotated[
    Path | None,
    typer.Option("--with", help="The folder of a force, whose instruments/*.toml are its own instruments."),
]
OnOption = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the assessment: picks the edition in force on it."),
]


@app.command()
def instruments(
    name: Annotated[str | None, typer.Argument(help="An instrument, or a family with --on.")] = None,
    folder: OwnOption = None,
    on: OnOption = None,
) -> None:
    """List the instruments, or show one: its card and its questions."""
    own = own_of(folder)
    lines = listed(own, day_of(on)) if name is None else told(meant(name, day_of(on), own), own)
    typer.echo("\n".join(lines))


@app.command()
def score(
    name: Annotated[str, typer.Argument(help="An instrument, or a family with --on.")],
    answers: Annotated[
        Path, typer.Argument(help="A TOML file of answers by question; leave out what nobody answered.")
    ],
    folder: OwnOption = None,
    on: OnOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Score answers by an instrument: score, band or bands, reasons, what was not answered, and who decides.

    Nothing is stored. Exits with 2, and says why, where it may not score.
    """
    own = own_of(folder)
    one = meant(name, day_of(on), own)
    found = one.of(scoring.answers_in(answers))
    typer.echo(scoring.as_record(one, found, own) if as_json else "\n".join(scoring.in_words(one, found, own)))


@app.command()
def forms(
    source: Annotated[str, typer.Argument(help="A source of records.")],
    folder: Annotated[
        Path | None, typer.Option("--with", help="The folder that declares it; by default its own.")
    ] = None,
) -> None:
    """Count how many assessments on record name the form that was in force on their day. Lists, and blocks nothing."""
    typer.echo("\n".join(form_check.in_words(form_check.forms_named(given_source(source), folder))))


def day_of(moment: datetime | None) -> date | None:
    """The day that was named, if any."""
    return moment.date() if moment else None
