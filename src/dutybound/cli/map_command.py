"""The map command: a source that nobody has described is declared, and what a declared one can give is said."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.mapping import map_source, write_ladder
from dutybound.cli.marking import draw_marks, measure_marks
from dutybound.cli.showing_drafts import show_draft, show_drawn, show_ladder, show_measured, show_next
from dutybound.cli.terminal import progress, wide_console


def map_files(
    source: Annotated[
        Path,
        typer.Argument(
            help="A CSV or Parquet file, or a folder of them, that nobody has described; with --ladder, --sample or "
            "--marks, a folder that declares a source."
        ),
    ],
    out: Annotated[Path | None, typer.Option(help="The folder to write the declaration to.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over what stands there.")] = False,
    ladder: Annotated[
        bool, typer.Option("--ladder", help="Say what can be judged with what is mapped, and what more would unlock.")
    ] = False,
    sample: Annotated[
        int | None,
        typer.Option(min=1, help="Draw so many rows of each column with codes or rules, for a person to mark."),
    ] = None,
    seed: Annotated[int, typer.Option(help="One seed draws the same rows.")] = 1,
    marks: Annotated[
        Path | None, typer.Option(help="The rows as they were marked: measure the mapping by them.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who marked them: a post.")] = "",
) -> None:
    """Look at a source that nobody has described and write a folder that declares it, every guess with its reason.

    Of a folder that declares a source, --ladder says what it gives, and --sample and --marks measure its mapping.
    """
    console = wide_console()
    if ladder:
        show_ladder(console, write_ladder(source))
    elif sample is not None:
        show_drawn(console, *draw_marks(source, sample, seed))
    elif marks is not None:
        if not by.strip():
            raise DutyboundError(
                Problem("--by", "is missing", "Say which post marked the rows: it stands beside them.")
            )
        show_measured(console, measure_marks(source, marks, by))
    else:
        _draft(console, source, out, overwrite)


def _draft(console: Console, source: Path, out: Path | None, overwrite: bool) -> None:
    if out is None:
        raise DutyboundError(Problem("--out", "is missing", "Name the folder to write the declaration to."))
    with progress() as report:
        draft, found = map_source(source, out, overwrite, report)
    show_draft(console, draft, out)
    show_ladder(console, found)
    show_next(console, draft, out)
