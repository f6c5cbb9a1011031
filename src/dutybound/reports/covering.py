"""The time that a headline covers, and the same figure over the last twelve months alone."""

from datetime import date

from dutybound.duties.calendar import date_of, day_number
from dutybound.duties.duty import State
from dutybound.insight.tally import Tally
from dutybound.reports.contents import LastYear
from dutybound.reports.saying import month_words


def covers_words(tally: Tally) -> str:
    """ "fell due 2000 to 2013", or "days 2015 to 2016"; months where all lies in one year; "" without any."""
    months = _months(tally)
    if not months:
        return ""
    first, last = months[0], months[-1]
    named = [str(first.year), str(last.year)] if first.year != last.year else [_month(first), _month(last)]
    what = "days" if tally.standard.recurs else "fell due"
    return f"{what} in {named[0]}" if named[0] == named[1] else f"{what} {named[0]} to {named[1]}"


def last_year(tally: Tally) -> LastYear | None:
    """The headline over the last twelve months that were over at the moment; None where the history is shorter."""
    months, until = _months(tally), date_of(tally.last_day + 1).replace(day=1)
    since = until.replace(year=until.year - 1)
    if not months or months[0] > since or not tally.shows_rate:
        return None
    when = f"{_month(since)} to {_month(date_of(day_number(until) - 1))}"
    if tally.standard.recurs:
        assert tally.days is not None
        return LastYear(when, *tally.days.in_compliance(day_number(since), day_number(until) - 1))
    due = [states for month, states in tally.months.items() if since <= _first(month) < until]
    return LastYear(when, sum(states[State.MET] for states in due), sum(sum(states.values()) for states in due))


def _months(tally: Tally) -> list[date]:
    """The first and the last month, or day, that the headline of a standard counts."""
    if not tally.standard.recurs:
        return sorted(_first(month) for month, states in tally.months.items() if sum(states.values()))
    days = [] if tally.days is None else tally.days.live_days()
    return [date_of(day).replace(day=1) for day in (days[0], days[-1])] if days else []


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _month(day: date) -> str:
    return month_words(f"{day:%Y-%m}")
