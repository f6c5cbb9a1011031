"""What a terminal shows: the table by standard, the declared measures, and what was left out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from dutybound.cli.assessing import Assessment, Ground
from dutybound.cli.cells import CANNOT_BE_TOLD, figure_cells, in_date, of_due, rate, with_interval
from dutybound.cli.stacking import Stacked, indented, show_stacked, stacked_duties, stacked_figures
from dutybound.duties.duty import State
from dutybound.exchange.extract import Exclusion, Extract
from dutybound.insight.figures import Figure
from dutybound.insight.shares import LEVEL
from dutybound.insight.tally import Tally
from dutybound.reports.reach_words import beyond_words, reach_words
from dutybound.reports.saying import percent

EXCLUSIONS_SHOWN = 10
MANY = 20  # things not delivered that are named one by one
SENTENCE = 40  # columns that the sentence of a measure needs at least, to be read beside its figures
HEADINGS = {State.MET_LATE: "met\nlate", State.UNASSESSABLE: "unassess-\nable"}


def show_assessment(console: Console, assessment: Assessment) -> None:
    show_table(console, duty_table(assessment), stacked_duties(assessment))
    show_notices(console, assessment.tallies)
    show_reach(console, assessment)
    if assessment.figures:
        console.print()
        show_figures(console, assessment)
    show_extract(console, assessment.ground.extract)


def show_figures(console: Console, assessment: Assessment) -> None:
    """The measures; those of which nothing was delivered in one line, where a first extract leaves out most."""
    untold = [name for name, figure in assessment.figures.items() if figure is None]
    told: dict[str, Figure | None] = {name: one for name, one in assessment.figures.items() if one is not None}
    shown = assessment if len(untold) <= MANY else replace(assessment, figures=told)
    if shown.figures:
        show_table(console, figure_table(shown), stacked_figures(shown))
    if shown is not assessment:
        words = f"{len(untold)} measures cannot be told: what they read was not delivered, or by the day alone. "
        words += "report.html names them."
        console.print(indented(words, console.width, 0), highlight=False, soft_wrap=True)


def show_table(console: Console, table: Table, otherwise: list[Stacked]) -> None:
    """The table where it finds room as it is meant; cells broken over lines cannot be compared, so else in lines."""
    for column in table.columns:
        if column.no_wrap:  # else it is taken to need no more than its longest word, and is cut off
            column.min_width = max(map(cell_len, "\n".join(map(str, (column.header, *column.cells))).split("\n")))
    if Measurement.get(console, console.options.update(width=1_000), table).minimum <= console.width:
        console.print(table)
    else:
        show_stacked(console, f"{table.title}\n(in brackets: {LEVEL:.0%} intervals)", otherwise)


def duty_table(assessment: Assessment) -> Table:
    """Owed and the eight states, coverage, in date and days in compliance where they apply, the rate."""
    ground = assessment.ground
    as_at = ground.declaration.calendar.local_text(assessment.as_at)
    calendar = ground.declaration.calendar
    hindsight = "" if ground.known_at is None else f", in hindsight from {calendar.local_text(ground.known_at)}"
    hindsight += "" if assessment.suspensions else ", suspensions ignored"
    table = Table(
        title=f"{ground.declaration.title} ({ground.name}), as at {as_at}{hindsight}", title_justify="left", box=None
    )
    table.add_column("standard", no_wrap=True)
    columns = columns_for(list(assessment.tallies.values()))
    for heading in columns:
        table.add_column(heading, justify="right", no_wrap=True)
    for name, tally in assessment.tallies.items():
        table.add_row(name, *(cell(tally) for cell in columns.values()))
    return table


def columns_for(tallies: list[Tally]) -> dict[str, Callable[[Tally], str]]:
    """The columns by heading; those of recurring duties only where there are any."""
    columns: dict[str, Callable[[Tally], str]] = {"owed": lambda tally: f"{tally.owed:,}"}
    for state in State:
        columns[HEADINGS.get(state, state.value)] = partial(_state_cell, state)
    columns["cover-\nage"] = lambda tally: percent(tally.coverage)
    if any(tally.standard.recurs for tally in tallies):
        columns["in\ndate"] = in_date
        columns["days in\ncompliance"] = lambda tally: with_interval(tally.days_in_compliance())
    columns[f"met in time\n({LEVEL:.0%} interval)"] = rate
    columns["met of\nthose due"] = of_due
    return columns


def _state_cell(state: State, tally: Tally) -> str:
    return f"{tally.states[state]:,}" if tally.states[state] else "-"


def show_notices(console: Console, tallies: dict[str, Tally]) -> None:
    """What was odd but possible, counted."""
    for name, tally in tallies.items():
        odd = [f"{count:,} {what}" for what, count in sorted(tally.notices.items())]
        odd += [f"{tally.born_overdue:,} known only after their due date"] if tally.born_overdue else []
        if odd:
            console.print(indented(f"{name}: {', '.join(odd)}", console.width, 2), highlight=False, soft_wrap=True)


def show_reach(console: Console, assessment: Assessment) -> None:
    """Up to when the records reach, and that the moment looked at lies beyond it, where it does."""
    ground = assessment.ground
    beyond = beyond_words(ground.reach, ground.declaration.calendar, assessment.as_at)
    words = f"{reach_and_feed(ground)} {beyond}".rstrip()
    console.print("\n" + indented(words, console.width, 0), highlight=False, soft_wrap=True)


def reach_and_feed(ground: Ground) -> str:
    """Up to when the records reach and how often they arrive."""
    return f"The records reach {reach_words(ground.reach)}. Feed: {ground.feed_words}."


def figure_table(assessment: Assessment) -> Table:
    table = Table(title="Measures", title_justify="left", box=None)
    for heading in ("measure", "value", "unit", f"{LEVEL:.0%} interval", "n of N"):
        table.add_column(heading, justify="right" if heading in ("value", "n of N") else "left", no_wrap=True)
    table.add_column("what it is", min_width=SENTENCE)
    measures = {measure.id: measure for measure in assessment.ground.library.measures}
    for name, figure in assessment.figures.items():
        sentence = measures[name].sentence
        if figure is None:
            table.add_row(name, "", "", "", "", f"{CANNOT_BE_TOLD}. {sentence}")
        else:
            table.add_row(name, *figure_cells(measures[name], figure), sentence)
    return table


def show_extract(console: Console, extract: Extract, listed: str = "excluded.csv") -> None:
    """What was left out (and where each row of it is listed), what was not delivered or not used: never in silence."""
    if extract.exclusions:
        count = len({(one.file, one.row) for one in extract.exclusions})
        console.print(f"\nLeft out: {count:,} row{'s' if count != 1 else ''} ({listed})")
        for one in extract.exclusions[:EXCLUSIONS_SHOWN]:
            console.print(f"  {where(one)}: {one.what}", highlight=False)
        if len(extract.exclusions) > EXCLUSIONS_SHOWN:
            console.print(f"  ... and {len(extract.exclusions) - EXCLUSIONS_SHOWN:,} more")
    for line in _not_delivered(extract):
        console.print(line, highlight=False)
    for note in extract.notes:
        console.print(note, highlight=False)
    for line in extract.unused:
        console.print(f"Not used: {line}", highlight=False)


def _not_delivered(extract: Extract) -> Iterator[str]:
    """Each column by name; or, where a first extract leaves out most of the records, how many, and what names them."""
    if len(extract.unmapped) <= MANY:
        for table, column in sorted(extract.unmapped):
            yield f"Not delivered: {table}.{column}; what reads it cannot be assessed"
        return
    lacking = {table for table, _ in extract.unmapped}
    yield (
        f"Not delivered: {len(extract.unmapped):,} columns of {len(lacking)} tables; what reads them cannot be "
        "assessed. `dutybound map FOLDER --ladder` names them, and says what each would unlock"
    )


def where(one: Exclusion) -> str:
    return f"{one.file} row {one.row} {one.column} ({one.table})"
