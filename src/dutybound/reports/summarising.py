"""What matters most, first: what is slipping, what is still owed, where the shortfall lies, what cannot be told."""

from collections.abc import Callable, Sequence

from dutybound.duties.duty import State
from dutybound.insight.control_chart import SETTLED
from dutybound.reports.carrying import carrying
from dutybound.reports.changing import FEWEST, limits_words, worse_words
from dutybound.reports.contents import Attention, StandardShown, Summary
from dutybound.reports.saying import counted, interval, listed, percent


def summary_of(standards: Sequence[StandardShown]) -> Summary:
    """Where two matter equally they keep the order of the catalogue."""
    return Summary(
        worse=_said(sorted(standards, key=_is_worse_now, reverse=True), _is_slipping),
        owed=_some(sorted(standards, key=_still_owed, reverse=True), lambda one: _still_owed(one) > 0, _owed),
        carrying=_carrying(standards),
        untold=_some(standards, lambda one: bool(one.absent) or one.count(State.UNASSESSABLE) > 0, _untold),
        better=_said(standards, lambda one: one.history is not None and one.history.is_better),
        too_few=sum(one.history is None or len(one.history.points) < SETTLED for one in standards),
    )


def _is_worse_now(one: StandardShown) -> bool:
    return one.history is not None and one.history.is_worse


def _is_slipping(one: StandardShown) -> bool:
    """Worse in any of the last months, for a collapse does not end when the mean has followed it down."""
    return one.history is not None and not one.history.is_better and bool(worse_words(one.history))


def _some(
    standards: Sequence[StandardShown],
    chosen: Callable[[StandardShown], bool],
    words: Callable[[StandardShown], str],
) -> tuple[Attention, ...]:
    return tuple(Attention(one.place, one.title, words(one)) for one in standards if chosen(one))


def _said(standards: Sequence[StandardShown], chosen: Callable[[StandardShown], bool]) -> tuple[Attention, ...]:
    """With the sentence of the standard: what changed is read before anything else."""
    return tuple(
        Attention(one.place, one.title, _changed(one), one.standard.sentence) for one in standards if chosen(one)
    )


def _still_owed(one: StandardShown) -> int:
    return one.count(State.OVERDUE)


def _changed(one: StandardShown) -> str:
    """How many of the last months were worse, and the latest: why it is no chance variation, or that it may be."""
    history = one.history
    assert history is not None
    latest, worse = history.latest, worse_words(history)
    value = f"{percent(latest.value)} {history.latest_words}"
    if latest.signals:
        why = f", against {percent(history.mean)} on average: {listed(list(latest.signals))}"
    elif latest.whole < FEWEST:
        why = f" ({latest.part} of {latest.whole}, too few to tell)"
    else:
        why = f", inside the limits ({limits_words(history)})"
    return f"{worse}; {value}{why}" if worse else f"{value}{why}"


def _owed(one: StandardShown) -> str:
    late = one.lateness
    oldest = "" if late is None or late.oldest_owed is None else f", the oldest by {counted(late.oldest_owed, 'day')}"
    gone = "; what each had to come before has happened" if one.standard.form == "before" else ""
    return f"{_still_owed(one):,} overdue{oldest} (owed by: {one.standard.owed_by}){gone}"


def _carrying(standards: Sequence[StandardShown]) -> tuple[Attention, ...]:
    """The fewest standards that carry four fifths of what was not met in time."""
    whole = sum(one.short for one in standards)
    found = carrying(sorted(standards, key=lambda one: one.short, reverse=True), whole)
    return tuple(Attention(one.place, one.title, _carries(one, whole)) for one in found)


def _carries(one: StandardShown, whole: int) -> str:
    words = f"{one.short:,} of {whole:,} not met in time ({percent(one.short / whole)})"
    if one.headline is None:
        return words
    share = one.headline
    headline = f"{one.headline_name} {percent(share.value)} ({one.covers})"
    return f"{words}; {headline}, 95% interval {interval(share.low, share.high)}"


def _untold(one: StandardShown) -> str:
    if one.absent:
        return f"the table {one.absent} was not delivered, so nobody can tell whether anything was owed"
    number = one.count(State.UNASSESSABLE)
    reason = f"; most often: {one.reasons[0][0]}" if one.reasons else ""
    rate = "" if one.shows_rate else "; too many for a rate to be shown"
    return f"{counted(number, 'duty', 'duties')} of {one.owed:,} cannot be assessed{reason}{rate}"
