"""What `dutybound map` found, on the terminal: the tables, what was not placed, what can be judged, what comes next."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from dutybound.cli.stacking import indented
from dutybound.exchange.interpreting import Measured
from dutybound.exchange.recognising.drafts import Draft
from dutybound.exchange.recognising.writing import LONDON, zone_words
from dutybound.reports.saying import counted
from dutybound.standards.ladder import Ladder, ladder_page

SHOWN = 8  # things that could not be placed; rungs of the ladder


def show_draft(console: Console, draft: Draft, out: Path) -> None:
    """Each table with the columns that it was given, and what was left."""
    what = "records of practice" if draft.records else "tables of its own"
    _say(console, f"Drafted in {out}, as {what}. Read mapping.toml: every guess says what it rests on.")
    for table in draft.tables:
        given = [one for one in table.columns if "not_delivered" not in one.body]
        _say(console, f"{table.name} from {table.file}: {', '.join(one.name for one in given)}", 2)
    if draft.unreadable:
        _say(console, "Could not be read, and nothing is judged by them until they are delivered again:")
        for line in draft.unreadable:
            _say(console, line, 2)
    doubts = {one.because: one.name for one in draft.tables if one.because}
    doubts |= {zone_words(draft): "dutybound.toml"} if draft.offsets - LONDON else {}
    if doubts:
        _say(console, "Look at these first:")
        for because, name in doubts.items():
            _say(console, f"{name}: {because}", 2)
    if draft.unplaced:
        _say(console, "Could not be placed (all of it stands at the end of mapping.toml):")
        for line in draft.unplaced[:SHOWN]:
            _say(console, line, 2)
        if len(draft.unplaced) > SHOWN:
            _say(console, f"and {len(draft.unplaced) - SHOWN} more", 2)


def show_ladder(console: Console, ladder: Ladder | None) -> None:
    """What can be judged, and the lowest rungs."""
    if ladder is not None:
        for line in ladder_page(ladder, SHOWN).splitlines():
            _say(console, line.lstrip("# "), 2 if line.startswith("- ") else 0)


def show_next(console: Console, draft: Draft, out: Path) -> None:
    """The next command, as it can be typed."""
    moment = draft.latest or "DATE"
    if not draft.records and not draft.standards:
        _say(console, f"Next: write a standard in {out}/standards (docs/how-to/add-a-standard.md).")
        return
    if draft.standards:
        _say(console, f"Read {out}/standards/{next(iter(draft.standards))}, an example: put your own figure there.")
    _command(console, f"Next: dutybound assess {out} --as-at {moment} --out {out}/results")


def show_drawn(console: Console, path: Path, number: int) -> None:
    """What is to be done with the rows that were drawn."""
    _say(
        console,
        f"{counted(number, 'row')} to mark in {path}. Each says what stood in the source and what was made of it.",
    )
    _say(console, "Write yes or no in the column `right`; leave it empty where you cannot tell.")
    _command(console, f"Then: dutybound map {path.parent} --marks {path} --by POST")


def show_measured(console: Console, measured: Iterable[Measured]) -> None:
    """What was measured of each column."""
    for one in measured:
        _say(console, f"{one.table}.{one.column}: {one.words()}")


def _command(console: Console, text: str) -> None:
    """A command in one line, however long, to be copied."""
    console.print(text, highlight=False, soft_wrap=True)


def _say(console: Console, text: str, by: int = 0) -> None:
    console.print(indented(text, console.width, by) if text else "", highlight=False, soft_wrap=True)
