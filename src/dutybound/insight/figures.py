"""Declared measures, worked out over the records of a source or over duties that were judged."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dutybound.duties.limits import DAY, HOUR
from dutybound.duties.measure import Count, Duration, DutySet, Lateness, Measure, Median, Rate, standards_named
from dutybound.duties.measure import Share as ShareNode
from dutybound.duties.nodes import Event, Predicate, time_columns
from dutybound.duties.schema import ColumnType, Table
from dutybound.engine.asking import Asking
from dutybound.engine.source import Source
from dutybound.insight.shares import LEVEL, Counts, share_of
from dutybound.insight.states import PLACE
from dutybound.insight.tally import Tally


@dataclass(frozen=True)
class Figure:
    """A measure's value, with its interval; `part` of `whole`, and how many subjects could not be told."""

    value: float | None
    low: float | None = None
    high: float | None = None
    part: int | None = None
    whole: int | None = None
    unknown: int = 0


def figure_of(measure: Measure, source: Source, tallies: Mapping[str, Tally], as_at: int) -> Figure | None:
    """The figure as at a moment; None where a column that it reads was not delivered, or hours are counted of
    which the source says the day alone.

    What counts duties reads what their standard reads: of none that could be judged, no overdue one is no zero.
    """
    asked = _Asked(measure, source, as_at)
    judged = [tallies[name].standard for name in standards_named(measure) if name in tallies]
    if measure.lacks_hours() or asked.not_delivered() or any(one.columns_read() & source.unmapped for one in judged):
        return None
    match measure.figure:
        case Count(DutySet() as of):
            return Figure(float(_counts(tallies, of, of).sum()))
        case Count(Event() as event):
            return Figure(float(asked.events(event)))
        case ShareNode(DutySet() as part, DutySet() as of):
            return share_figure(_counts(tallies, part, of), _counts(tallies, of, of))
        case ShareNode(Predicate() as part, (Predicate() | None) as of):
            return asked.share(part, of)
        case Rate(events, per, of):
            return asked.rate(events, per, of)
        case Median(Lateness(standard)):
            return median_figure(_late_days(tallies, standard))
        case Median(Duration(begins, ends)):
            return median_figure(asked.durations(begins, ends))
    raise AssertionError(measure.figure)


class _Asked:
    """The queries of a measure over records, on what was known at a moment."""

    def __init__(self, measure: Measure, source: Source, as_at: int) -> None:
        self.measure, self.source, self.as_at = measure, source, as_at
        read = time_columns(measure.figure)
        self.by_day = any(column.type is ColumnType.DATE for _, column in read)
        self.asking = Asking(self.by_day, in_hindsight=source.in_hindsight)

    def not_delivered(self) -> set[tuple[str, str]]:
        return self.measure.columns_read() & self.source.unmapped

    def known(self, event: Event) -> str:
        """The events that were known, and stood, at the moment."""
        known = f"greatest(happened, coalesce(recorded, happened)) <= {self.as_at}"
        standing = f"(superseded IS NULL OR superseded > {self.as_at})"
        return f"SELECT * FROM ({self.asking.event(event)}) WHERE {known} AND {standing}"

    def subjects(self, condition: Predicate | None) -> str:
        """SELECT subject, truth: of each subject known by then whether the condition held (NULL: cannot tell)."""
        table: Table = self.measure.subject
        held = f"(known IS NULL OR known <= {self.as_at})"
        standing = f"(superseded IS NULL OR superseded > {self.as_at})"
        applying = self.asking.applying(condition, table)
        told = f"SELECT subject, truth FROM ({applying}) WHERE {standing} AND ({held} OR truth IS NULL)"
        there = f'SELECT DISTINCT t."id" AS subject FROM "{table.name}" t'
        if table.starts is not None:
            there += f" WHERE {self.asking.known('t', table)} <= {self.as_at}"
        yes = "coalesce(bool_or(a.truth), false)"
        truth = f"CASE WHEN {yes} OR count(*) FILTER (a.subject IS NOT NULL AND a.truth IS NULL) = 0 THEN {yes} END"
        joined = f"FROM ({there}) t LEFT JOIN ({told}) a ON a.subject = t.subject"
        return f"SELECT t.subject, {truth} AS truth {joined} GROUP BY t.subject"

    def one(self, query: str) -> tuple[int, ...]:
        self.source.look_up(self.asking.windows)
        (row,) = self.source.connection.execute(query).fetchall()  # to its end: an open result bars the next query
        return tuple(int(value or 0) for value in row)

    def events(self, event: Event) -> int:
        return self.one(f"SELECT count(*) FROM ({self.known(event)})")[0]

    def share(self, part: Predicate, of: Predicate | None) -> Figure:
        joined = f"({self.subjects(of)}) o JOIN ({self.subjects(part)}) p ON p.subject = o.subject"
        counts = "count(*) FILTER (o.truth AND p.truth), count(*) FILTER (o.truth AND NOT p.truth)"
        unknown = "count(*) FILTER (o.truth IS NULL OR (o.truth AND p.truth IS NULL))"
        yes, no, untold = self.one(f"SELECT {counts}, {unknown} FROM {joined}")
        whole = np.ones(yes + no, dtype=np.int64)
        return share_figure((np.arange(yes + no) < yes).astype(np.int64), whole, untold)

    def rate(self, events: Event, per: float, of: Predicate | None) -> Figure:
        from statsmodels.stats.rates import confint_poisson

        subjects = f"SELECT subject FROM ({self.subjects(of)}) WHERE truth"
        counts = "count(*) FILTER (truth), count(*) FILTER (truth IS NULL)"
        number, unknown = self.one(f"SELECT {counts} FROM ({self.subjects(of)})")
        (count,) = self.one(f"SELECT count(*) FROM ({self.known(events)}) WHERE subject IN ({subjects})")
        if not number:
            return Figure(None, whole=0, unknown=unknown)
        low, high = confint_poisson(count, number, method="exact-c", alpha=1 - LEVEL)
        return Figure(per * count / number, per * float(low), per * float(high), count, number, unknown)

    def durations(self, begins: Event, ends: Event) -> np.ndarray:
        first = [
            f"SELECT subject, min(happened) AS at, min(day) AS day FROM ({self.known(one)}) GROUP BY subject"
            for one in (begins, ends)
        ]
        query = f"SELECT b.at, e.at, b.day, e.day FROM ({first[0]}) b JOIN ({first[1]}) e ON e.subject = b.subject"
        self.source.look_up(self.asking.windows)
        found = self.source.connection.execute(query).fetchnumpy()
        columns = [np.asarray(column, dtype=np.int64) for column in found.values()]
        if self.measure.unit == "hours":
            return (columns[1] - columns[0]) / HOUR
        return np.round((columns[3] - columns[2]) / DAY)  # day starts lie 23 to 25 hours apart


def _counts(tallies: Mapping[str, Tally], part: DutySet, of: DutySet) -> Counts:
    """By subject: the duties of a set that are also of another."""
    tally = tallies.get(of.standard)
    chosen = [PLACE[state] for state in of.states if state in part.states]
    return np.zeros(0, np.int64) if tally is None else tally.by_subject.states[:, chosen].sum(axis=1)


def _late_days(tallies: Mapping[str, Tally], standard: str) -> np.ndarray:
    late = tallies[standard].late_days if standard in tallies else []
    return np.concatenate([np.empty(0, np.int64), *late]).astype(float)


def share_figure(part: Counts, whole: Counts, unknown: int = 0) -> Figure:
    share = share_of(np.asarray(part, dtype=np.int64), np.asarray(whole, dtype=np.int64))
    if share is None:
        return Figure(None, part=0, whole=0, unknown=unknown)
    return Figure(share.value, share.low, share.high, share.part, share.whole, unknown)


def median_figure(values: np.ndarray) -> Figure:
    """The median, with the interval between the order statistics that a sign test would not reject."""
    from scipy.stats import quantile_test

    if not len(values):
        return Figure(None, whole=0)
    middle = float(np.median(values))
    interval = quantile_test(values, q=middle, p=0.5).confidence_interval(LEVEL)
    low, high = (None if np.isnan(one) else float(one) for one in interval)
    return Figure(middle, low, high, whole=len(values))
