"""Whether a figure month by month has changed, in words that deny no change."""

from dutybound.insight.control_chart import ENOUGH, SETTLED
from dutybound.reports.contents import History, Point
from dutybound.reports.saying import counted, interval, listed, percent

#: A month in which fewer than this were due, or live at its end, is not marked as a change (project default).
FEWEST = 10
#: How many months before the latest are looked back on: for what is slipping, and for whether all is as before.
LATELY, CLOSE = 12, 6


def change_label(history: History) -> str:
    """What the latest months show, in a few words: "Worse in Jun 2016", "Inside the limits", "As before"."""
    latest, worse = history.latest, worse_words(history)
    if history.low is None:
        return "Too few months to tell"
    if latest.signals:
        return f"{_kind(latest)} in {latest.when}"
    if latest.whole < FEWEST:
        label = f"Too few in {latest.when} to tell"
    elif len(history.points) < SETTLED:
        label = "Too few months to tell"
    else:
        label = "Inside the limits" if _marked(history, CLOSE) or worse else "As before"
    return f"{label}; {worse}" if worse else label


def change_sentence(history: History) -> str:
    """What the latest months show, whole: the latest value, the limits, and the changes among the months before it."""
    latest = history.latest
    value = f"{percent(latest.value)} {history.latest_words}"
    if history.low is None:
        months = counted(len(history.points), "month")
        return f"{value}. {months} so far: too few to tell a change from chance (limits need {ENOUGH})."
    if latest.signals:
        why = listed(list(latest.signals))
        average = f"against {percent(history.mean)} on average over the months shown"
        return f"{value}, {average}. The month is {why}. It is worth asking what happened.{_before(history)}"
    if latest.whole < FEWEST:
        few = f"{latest.part} of {latest.whole}: with fewer than {FEWEST} a month is not marked as a change"
        return f"{value} ({few}), so it tells neither that something changed nor that nothing did.{_before(history)}"
    if len(history.points) < SETTLED:
        few = f"{counted(len(history.points), 'month')} are too few to tell a change from chance for certain"
        return f"{value}, inside the limits ({limits_words(history)}). But {few}.{_before(history)}"
    quiet = "" if _marked(history, CLOSE) else f" None of the last {CLOSE} months is marked as a change."
    chance = "" if _before(history) else " Asking why this month differs from the last would be asking about chance."
    return f"{value}, inside the limits ({limits_words(history)}).{quiet}{_before(history)}{chance}"


def worse_words(history: History) -> str:
    """ "worse in 3 of the last 12 months"; nothing where in none."""
    number = sum(point.direction < 0 for point in _last(history, LATELY))
    return f"worse in {number} of {_lately(history)}" if number else ""


def limits_words(history: History) -> str:
    """The limits as far as a share can reach: "41.0 to 63.2%"; nothing where there are none."""
    if history.low is None or history.high is None:
        return ""
    return interval(max(history.low, 0.0), min(history.high, 1.0))


def _before(history: History) -> str:
    """The changes among the last months, each kind with how many; said even where the latest is one of them."""
    marked = _marked(history, LATELY)
    if not marked or marked == [history.latest]:
        return ""
    kinds = ("Worse", "Better", "Changed")
    counts = [(kind.lower(), sum(_kind(point) == kind for point in marked)) for kind in kinds]
    said = listed([f"{kind} in {number}" for kind, number in counts if number])
    return f" Of {_lately(history)} it was {said}: the table has each."


def _kind(point: Point) -> str:
    return {1: "Better", -1: "Worse"}.get(point.direction, "Changed")


def _marked(history: History, months: int) -> list[Point]:
    return [point for point in _last(history, months) if point.signals]


def _last(history: History, months: int) -> tuple[Point, ...]:
    return history.points[-months:]


def _lately(history: History) -> str:
    """ "the last 12 months"; where months without anything due were passed over, that too."""
    months = f"the last {min(LATELY, len(history.points))} months"
    return f"{months} in which anything was due" if history.has_gaps else months
