"""A standard over time: in date at each month's end where it recurs, the rate by month of the due date where not."""

from collections.abc import Collection
from datetime import date, timedelta

from dutybound.duties.calendar import Calendar, date_of
from dutybound.duties.duty import State
from dutybound.duties.policy import PolicyEntry
from dutybound.insight.control_chart import Rule, control_chart
from dutybound.insight.tally import Tally
from dutybound.reports.changing import FEWEST
from dutybound.reports.contents import History, Point
from dutybound.reports.knowing import history_words
from dutybound.reports.saying import month_words

#: How many months a chart shows and takes its limits from: older ones were another time (project default).
MONTHS = 36

Months = list[tuple[date, int, int]]  # the first of a month, part, whole


def history_of(
    tally: Tally,
    policies: tuple[PolicyEntry, ...],
    in_hindsight: bool,
    unmapped: Collection[tuple[str, str]] = (),
) -> History | None:
    """The months that are over, as a control chart; None where there is none. A standard without a rate has none."""
    recurs = tally.standard.recurs
    months, unfinished = (_month_ends(tally), None) if recurs else _months_due(tally)
    if not months or not tally.shows_rate:
        return None
    shown = months[-MONTHS:]
    chart = control_chart([part / whole for _, part, whole in shown])
    assert chart is not None
    points = tuple(
        Point(_label(month), part, whole)
        if whole < FEWEST  # a share of so few leaps, and says nothing
        else Point(
            _label(month), part, whole, tuple(rule.value for rule in Rule if rule in broken), chart.direction(place)
        )
        for place, ((month, part, whole), broken) in enumerate(zip(shown, chart.broken, strict=True))
    )
    what = "in date at each month end" if recurs else "met in time, by month of the due date"
    return History(
        what,
        "in date at the end of" if recurs else "met in time of what fell due in",
        history_words(tally.standard, in_hindsight, unmapped),
        points,
        len(months),
        chart.mean,
        chart.low,
        chart.high,
        chart.is_provisional,
        _has_gaps([month for month, _, _ in shown]),
        None if unfinished is None else Point(_label(unfinished[0]), *unfinished[1:]),
        _changes(policies, [month for month, _, _ in shown]),
    )


def _has_gaps(months: list[date]) -> bool:
    first, last = months[0], months[-1]
    return 12 * (last.year - first.year) + last.month - first.month + 1 > len(months)


def _label(month: date) -> str:
    return month_words(f"{month:%Y-%m}")


def _month_ends(tally: Tally) -> Months:
    """Only ends of months: the last day looked at may be another."""
    found = []
    for day in sorted(tally.month_ends):
        in_date, at = tally.in_date(day), date_of(day)
        if in_date is not None and in_date[1] and (at + timedelta(days=1)).day == 1:
            found.append((at.replace(day=1), *in_date))
    return found


def _months_due(tally: Tally) -> tuple[Months, tuple[date, int, int] | None]:
    """The months that were over at the moment; and the one that was not, for its duties are not all due."""
    found = [
        (date.fromisoformat(f"{month}-01"), states[State.MET], sum(states.values()))
        for month, states in sorted(tally.months.items())
        if sum(states.values())
    ]
    if found and found[-1][0] == _unfinished(tally.calendar, tally.last_day):
        return found[:-1], found[-1]
    return found, None


def _unfinished(calendar: Calendar, last_day: int) -> date | None:
    following = date_of(last_day + 1)
    return None if following.day == 1 else following.replace(day=1)


def _changes(policies: tuple[PolicyEntry, ...], months: list[date]) -> tuple[tuple[str, str], ...]:
    """Policies that began to act in a month shown, later than the first: a step that the chart must show."""
    return tuple(
        (_label(entry.acts_from.replace(day=1)), f"{entry.id}: {entry.written()}, from {entry.acts_from}")
        for entry in sorted(policies, key=lambda one: (one.acts_from, one.id))
        if entry.acts_from.replace(day=1) in months[1:]
    )
