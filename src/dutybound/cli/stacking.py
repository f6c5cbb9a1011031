"""What a narrow terminal shows: a few lines for each standard and measure, that wrap where they must."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import fill

from rich.console import Console

from dutybound.cli.assessing import Assessment
from dutybound.cli.cells import CANNOT_BE_TOLD, figure_cells, in_date, of_due, rate, with_interval
from dutybound.duties.duty import State
from dutybound.insight.tally import Tally
from dutybound.reports.saying import percent

INDENT = 4


@dataclass(frozen=True)
class Stacked:
    """One standard or measure: its name with its headline, and the lines below it."""

    name: str
    headline: str
    below: tuple[str, ...]


def show_stacked(console: Console, title: str, found: list[Stacked]) -> None:
    """The names in one column and the headlines beside them, as far as both find room."""
    console.print(title, highlight=False)
    widest = max((len(one.name) for one in found), default=0)
    for one in found:
        beside = f"{one.name:<{widest}}  {one.headline}".rstrip()
        fits = len(beside) <= console.width
        console.print(beside if fits else one.name, highlight=False)
        for line in one.below if fits else (one.headline, *one.below):
            console.print(indented(line, console.width, INDENT), highlight=False, soft_wrap=True)


def indented(text: str, width: int, by: int) -> str:
    """A text that stays behind its margin where it wraps."""
    return fill(text, width, initial_indent=" " * by, subsequent_indent=" " * by, break_on_hyphens=False)


def stacked_duties(assessment: Assessment) -> list[Stacked]:
    """Each standard; a state that no duty is in is not named."""
    return [_stacked(name, tally, assessment.absent(tally)) for name, tally in assessment.tallies.items()]


def _stacked(name: str, tally: Tally, absent: str) -> Stacked:
    if not tally.owed:
        return Stacked(name, f"{absent} was not delivered" if absent else "nothing owed", ())
    named = {"met in time": ", ".join(one for one in (rate(tally), of_due(tally)) if one)}
    if tally.standard.recurs:
        named = {"days in compliance": with_interval(tally.days_in_compliance()), "in date": in_date(tally), **named}
    if tally.coverage != 1:
        named["coverage"] = percent(tally.coverage)
    headline, *others = [f"{what} {value}" for what, value in named.items() if value] or [""]
    return Stacked(name, headline, (f"{tally.owed:,} owed: {', '.join(_states(tally))}", *_joined(others)))


def _states(tally: Tally) -> Iterator[str]:
    for state in State:
        if count := tally.states[state]:
            yield f"{count:,} {state.value.replace('_', ' ')}{_early(tally) if state is State.MET else ''}"


def _early(tally: Tally) -> str:
    """How many of those met are not yet due, and so in no rate; nothing where that is none, or no rate is shown."""
    share = tally.rate()
    early = 0 if share is None else tally.states[State.MET] - share.part
    return f" ({early:,} of them not yet due)" if early else ""


def _joined(others: list[str]) -> tuple[str, ...]:
    return ("; ".join(others),) if others else ()


def stacked_figures(assessment: Assessment) -> list[Stacked]:
    measures = {measure.id: measure for measure in assessment.ground.library.measures}
    found = []
    for name, figure in assessment.figures.items():
        if figure is None:
            found.append(Stacked(name, CANNOT_BE_TOLD, (measures[name].sentence,)))
            continue
        value, unit, between, of = figure_cells(measures[name], figure)
        told = ", ".join(one for one in (f"({between})" if between else "", of) if one)
        below = (*((told,) if told else ()), measures[name].sentence)
        found.append(Stacked(name, f"{value} {unit}".strip(), below))
    return found
