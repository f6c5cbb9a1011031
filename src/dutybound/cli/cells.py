"""Figures as a terminal shows them, in a table or in lines."""

from dutybound.duties.measure import Measure, Rate
from dutybound.insight.figures import Figure
from dutybound.insight.shares import Share
from dutybound.insight.tally import Tally
from dutybound.reports.saying import percent

CANNOT_BE_TOLD = "cannot be told: a column it reads was not delivered, or by the day alone"


def in_date(tally: Tally) -> str:
    """The share of live subjects with nothing overdue; nothing where none is live."""
    found = tally.in_date(tally.last_day)
    return percent(found[0] / found[1]) if found and found[1] else ""


def rate(tally: Tally) -> str:
    return with_interval(tally.rate()) if tally.shows_rate or not tally.owed else "too few can be assessed"


def of_due(tally: Tally) -> str:
    """The two counts that the rate is made of: "921 of 982" met in time of those that fell due."""
    share = tally.rate()
    return "" if share is None else f"{share.part:,} of {share.whole:,}"


def with_interval(share: Share | None) -> str:
    if share is None:
        return ""
    low, high = (percent(one).removesuffix("%") for one in (share.low, share.high))
    return f"{percent(share.value)} ({low} to {high})"


def figure_cells(measure: Measure, figure: Figure) -> tuple[str, str, str, str]:
    """Value, unit, interval, and how many of how many."""
    is_share = measure.unit == "share"
    link = "for" if isinstance(measure.figure, Rate) else "of"
    say = percent if is_share else lambda value: "" if value is None else f"{value:,.5g}"
    between = f"{say(figure.low)} to {say(figure.high)}" if figure.low is not None else ""
    of = "" if figure.part is None or figure.whole is None else f"{figure.part:,} {link} {figure.whole:,}"
    return (say(figure.value), "" if is_share else measure.unit, between, of)
