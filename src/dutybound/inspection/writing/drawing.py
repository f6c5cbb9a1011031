"""Charts of a report: each bearing with its interval, and one over the months; the picture never stands alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from dutybound.insight.control_chart import Rule, control_chart
from dutybound.inspection.writing.evidence import Evidence
from dutybound.reports.changing import FEWEST
from dutybound.reports.contents import History, Point
from dutybound.reports.drawing import history_chart, shares_chart
from dutybound.reports.saying import month_words


def bearings_chart(rows: Sequence[tuple[str, Evidence]]) -> str:
    """The share of each bearing with its interval, in the order given, each under its short name."""
    shown = [(name, one.seen.value, one.seen.low, one.seen.high) for name, one in rows if one.seen is not None]
    return shares_chart(shown)


def history_of(months: Sequence[tuple[str, int, int]], of: str) -> History | None:
    """The months as a control chart; None where there are fewer than two."""
    if len(months) < 2:
        return None
    chart = control_chart([part / whole for _, part, whole in months])
    assert chart is not None
    points = tuple(
        Point(month_words(month), part, whole)
        if whole < FEWEST
        else Point(
            month_words(month),
            part,
            whole,
            tuple(rule.value for rule in Rule if rule in broken),
            chart.direction(place),
        )
        for place, ((month, part, whole), broken) in enumerate(zip(months, chart.broken, strict=True))
    )
    days = [date.fromisoformat(f"{month}-01") for month, _, _ in months]
    has_gaps = any((one + timedelta(days=32)).replace(day=1) != after for one, after in pairwise(days))
    return History(
        f"{of} as they should be, by month", "as it should be in", "", points, len(months), chart.mean, chart.low,
        chart.high, chart.is_provisional, has_gaps,
    )  # fmt: skip


def months_chart(history: History) -> str:
    return history_chart(history)
