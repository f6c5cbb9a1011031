"""What a terminal shows: the table by standard, the declared measures, and what was left out."""

from collections.abc import Callable, Iterable
from functools import partial

from rich.console import Console
from rich.table import Table

from dutybound.cli.assessing import Assessment
from dutybound.duties.duty import State
from dutybound.duties.measure import Measure, Rate
from dutybound.exchange.extract import Exclusion, Extract
from dutybound.insight.figures import Figure
from dutybound.insight.shares import LEVEL, Share
from dutybound.insight.tally import Tally

EXCLUSIONS_SHOWN = 10
HEADINGS = {State.MET_LATE: "met\nlate", State.UNASSESSABLE: "unassess-\nable"}


def show_assessment(console: Console, assessment: Assessment) -> None:
    console.print(duty_table(assessment))
    show_notices(console, assessment.tallies)
    if assessment.figures:
        console.print(figure_table(assessment))
    show_extract(console, assessment.ground.extract)


def duty_table(assessment: Assessment) -> Table:
    """Owed and the eight states, coverage, in date and days in compliance where they apply, the rate with interval."""
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
        table.add_column(heading, justify="right")
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
        columns["in\ndate"] = _in_date_cell
        columns["days in\ncompliance"] = lambda tally: with_interval(tally.days_in_compliance())
    columns[f"met in time\n({LEVEL:.0%} interval)"] = _rate_cell
    return columns


def _state_cell(state: State, tally: Tally) -> str:
    return f"{tally.states[state]:,}" if tally.states[state] else "-"


def _in_date_cell(tally: Tally) -> str:
    in_date = tally.in_date(tally.last_day)
    return percent(in_date[0] / in_date[1]) if in_date and in_date[1] else ""


def _rate_cell(tally: Tally) -> str:
    return with_interval(tally.rate()) if tally.shows_rate or not tally.owed else "too few can be assessed"


def percent(value: float | None) -> str:
    """A percentage that says 100% or 0% only where it is exactly so."""
    if value is None:
        return ""
    if value in (0.0, 1.0):
        return f"{value:.0%}"
    return f"{min(max(100 * value, 0.1), 99.9):.1f}%"


def with_interval(share: Share | None) -> str:
    if share is None:
        return ""
    low, high = (percent(one).removesuffix("%") for one in (share.low, share.high))
    return f"{percent(share.value)} ({low} to {high})"


def show_notices(console: Console, tallies: dict[str, Tally]) -> None:
    """What was odd but possible, counted."""
    for name, tally in tallies.items():
        odd = [f"{count:,} {what}" for what, count in sorted(tally.notices.items())]
        odd += [f"{tally.born_overdue:,} known only after their due date"] if tally.born_overdue else []
        if odd:
            console.print(f"  {name}: {', '.join(odd)}", highlight=False)


def figure_table(assessment: Assessment) -> Table:
    table = Table(title="Measures", title_justify="left", box=None)
    table.add_column("measure", no_wrap=True)
    table.add_column("value", justify="right")
    table.add_column("unit")
    table.add_column(f"{LEVEL:.0%} interval")
    table.add_column("n of N", justify="right")
    table.add_column("what it is")
    measures = {measure.id: measure for measure in assessment.ground.library.measures}
    for name, figure in assessment.figures.items():
        table.add_row(name, *_figure_cells(measures[name], figure))
    return table


def _figure_cells(measure: Measure, figure: Figure | None) -> Iterable[str]:
    if figure is None:
        return ("", "", "", "", f"cannot be told: a column it reads was not delivered. {measure.sentence}")
    is_share = measure.unit == "share"
    link = "for" if isinstance(measure.figure, Rate) else "of"
    say = percent if is_share else lambda value: "" if value is None else f"{value:,.5g}"
    between = f"{say(figure.low)} to {say(figure.high)}" if figure.low is not None else ""
    of = "" if figure.part is None or figure.whole is None else f"{figure.part:,} {link} {figure.whole:,}"
    return (say(figure.value), "" if is_share else measure.unit, between, of, measure.sentence)


def show_extract(console: Console, extract: Extract) -> None:
    """What was left out, and what was not delivered or not used: never in silence."""
    if extract.exclusions:
        console.print(f"\nLeft out: {len({(one.file, one.row) for one in extract.exclusions}):,} rows (excluded.csv)")
        for one in extract.exclusions[:EXCLUSIONS_SHOWN]:
            console.print(f"  {where(one)}: {one.what}", highlight=False)
        if len(extract.exclusions) > EXCLUSIONS_SHOWN:
            console.print(f"  ... and {len(extract.exclusions) - EXCLUSIONS_SHOWN:,} more")
    for table, column in sorted(extract.unmapped):
        console.print(f"Not delivered: {table}.{column}; what reads it cannot be assessed", highlight=False)
    for note in extract.notes:
        console.print(note, highlight=False)
    for line in extract.unused:
        console.print(f"Not used: {line}", highlight=False)


def where(one: Exclusion) -> str:
    return f"{one.file} row {one.row} {one.column} ({one.table})"
