"""An assessment that is done becomes what a report shows."""

from collections import Counter
from collections.abc import Iterator

from dutybound.exchange.extract import Extract
from dutybound.reports.assessed import Assessed
from dutybound.reports.contents import LeftOut, MeasureShown, Report, StandardShown
from dutybound.reports.differing import differing_of
from dutybound.reports.judging import judged_of
from dutybound.reports.knowing import seen_words
from dutybound.reports.late import read_duties
from dutybound.reports.reach_words import beyond_words, reach_words
from dutybound.reports.saying import moment_words
from dutybound.reports.showing_standards import standard_shown
from dutybound.reports.summarising import summary_of


def report_of(assessed: Assessed) -> Report:
    """Everything that the report shows; the same assessment gives the same report."""
    told = read_duties(assessed.duties, assessed.calendar, assessed.as_at)
    standards = tuple(
        standard_shown(number, name, assessed, told) for number, name in enumerate(assessed.tallies, start=1)
    )
    standards = tuple(sorted(standards, key=lambda one: not one.tells))  # what can be judged first
    extract, calendar = assessed.extract, assessed.calendar
    return Report(
        title=assessed.title,
        source=assessed.source,
        as_at=moment_words(calendar, assessed.as_at),
        reach=reach_words(assessed.reach),
        beyond=beyond_words(assessed.reach, calendar, assessed.as_at),
        seen=_seen(assessed, standards),
        suspensions=assessed.suspensions,
        standards=standards,
        measures=tuple(MeasureShown(one, assessed.figures[one.id]) for one in assessed.measures),
        left_out=_left_out(assessed),
        rows_left_out=len({(one.file, one.row) for one in extract.exclusions}),
        not_delivered=tuple(_not_delivered(extract)),
        notes=tuple(note for note in extract.notes if note not in extract.warnings),
        not_used=tuple(extract.unused),
        summary=summary_of(standards),
        warnings=extract.warnings,
        feed=assessed.feed,
        judged=judged_of(standards),
        differing=None if assessed.found is None else differing_of(assessed.found, standards),
    )


def _seen(assessed: Assessed, standards: tuple[StandardShown, ...]) -> str:
    known_at = None if assessed.known_at is None else moment_words(assessed.calendar, assessed.known_at)
    return seen_words([(one.title, one.standard) for one in standards], known_at, assessed.extract.unmapped)


def _not_delivered(extract: Extract) -> Iterator[str]:
    """Columns by name; a table of which nothing was delivered once, as all of it."""
    lacking: dict[str, list[str]] = {}
    for table, column in sorted(extract.unmapped):
        lacking.setdefault(table, []).append(column)
    for table, columns in lacking.items():
        whole = not extract.delivered[table] and len(columns) == len(extract.tables[table].schema)
        yield from [f"{table}.*"] if whole else (f"{table}.{column}" for column in columns)


def _left_out(assessed: Assessed) -> tuple[LeftOut, ...]:
    """Constraints and how many rows break each; the values themselves are personal data and stay out."""
    counts = Counter((one.table, one.column, one.what) for one in assessed.extract.exclusions)
    return tuple(LeftOut(*what, rows) for what, rows in sorted(counts.items()))
