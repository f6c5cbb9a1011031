"""What stands behind exit code 4: of each standard and measure, what was missing and how often."""

from collections.abc import Iterator, Mapping

from rich.console import Console

from dutybound.cli.assessing import Assessment
from dutybound.cli.showing import MANY
from dutybound.cli.stacking import indented
from dutybound.duties.duty import State
from dutybound.reports.saying import counted

Reasons = Mapping[str, tuple[tuple[str, int], ...]]  # by standard: what is missing, of how many duties
NAMED = "report.html names them, and in declared_measures.json they have no value"
NEXT = (
    "Everything else was assessed. Have what is missing recorded in the source; where the source has it under another "
    "name, say so in mapping.toml."
)


def show_unassessable(console: Console, assessment: Assessment, reasons: Reasons, code: int) -> None:
    """A line for each standard and measure that could not be assessed in full, and what to do about it."""
    console.print(f"\nExit code {code}, because something could not be assessed. What was missing:", highlight=False)
    for line in (*_duties(assessment, reasons), *_figures(assessment)):
        console.print(indented(line, console.width, 2), highlight=False, soft_wrap=True)
    console.print(indented(NEXT, console.width, 0), highlight=False, soft_wrap=True)


def _duties(assessment: Assessment, reasons: Reasons) -> Iterator[str]:
    for name, tally in assessment.tallies.items():
        if absent := assessment.absent(tally):
            yield f"{name}: the table {absent} was not delivered, so nobody can tell whether anything was owed"
        if number := tally.states[State.UNASSESSABLE]:
            said = "; ".join(f"{reason} ({count:,})" for reason, count in reasons.get(name, ()))
            yield f"{name}: {number:,} of {counted(tally.owed, 'duty', 'duties')}: {said}"


def _figures(assessment: Assessment) -> Iterator[str]:
    untold = [name for name, figure in assessment.figures.items() if figure is None]
    if len(untold) > MANY:
        yield f"{len(untold)} measures: what they read was not delivered, or by the day alone; {NAMED}"
    for measure in assessment.ground.library.measures:
        figure = assessment.figures[measure.id]
        if figure is None and len(untold) > MANY:
            continue
        if figure is None:
            lacking = sorted(measure.columns_read() & assessment.ground.extract.unmapped)
            named = ", ".join(f"{table}.{column}" for table, column in lacking) or "a column that it reads"
            why = "says the day alone, and it counts hours" if measure.lacks_hours() else "was not delivered"
            yield f"{measure.id} (measure): {named} {why}"
        elif figure.unknown:
            table = measure.subject.name.replace("_", " ")
            read = sorted(f"{table}.{column}" for table, column in measure.columns_read())
            named = f" ({', '.join(read)})" if read else ""
            yield f"{measure.id} (measure): {figure.unknown:,} of the table {table!r} lack what it reads{named}"
