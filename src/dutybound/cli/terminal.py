"""What a terminal shows: results, progress and refusals."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:  # only some commands read an extract
    from dutybound.exchange.extract import Extract

errors = Console(stderr=True)


def wide_console() -> Console:
    """A terminal as wide as it is; a file or a pipe as wide as COLUMNS says, by default as the table."""
    asked = os.environ.get("COLUMNS", "")
    width = int(asked) if asked.isdecimal() and int(asked) else 165
    return Console(markup=False) if sys.stdout.isatty() else Console(width=width, markup=False)


def warn(extract: "Extract") -> None:
    """What nobody should miss, apart from the results and before them."""
    for text in extract.warnings:
        errors.print(f"Warning: {text}.", style="bold red", highlight=False, markup=False, soft_wrap=True)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Says on the terminal what is being done; nothing where there is none."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as shown:
        task = shown.add_task("")
        yield lambda text: shown.update(task, description=text)
