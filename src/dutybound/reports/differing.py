"""Which units lie behind others of their kind, and what fell when: the finder's answers in words."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from dutybound.insight.answers import Answer, Verdict
from dutybound.insight.finder import Found, Stepped
from dutybound.reports.contents import Attention, Differing, StandardShown
from dutybound.reports.saying import percent


def differing_of(found: Found, standards: Sequence[StandardShown]) -> Differing:
    """Short first where the difference is greatest; what a unit is better in stands apart."""
    places = {one.standard.id: one for one in standards}
    told = [one for one in found.answers if one.at.standard in places]

    def said(verdict: Verdict) -> tuple[Attention, ...]:
        chosen = sorted(
            (one for one in told if one.verdict is verdict), key=lambda one: -abs(one.seen.difference.value)
        )
        return tuple(_attention(one, found.steps.get(one.at), places[one.at.standard]) for one in chosen)

    counts = Counter(one.verdict for one in told)
    return Differing(said(Verdict.SHORT_OF), said(Verdict.BETTER_THAN), counts[Verdict.CANNOT_TELL], found.rule.words())


def _attention(one: Answer, step: Stepped | None, standard: StandardShown) -> Attention:
    return Attention(standard.place, standard.title, _words(one, step))


def _words(one: Answer, step: Stepped | None) -> str:
    difference = one.seen.difference
    points = abs(difference.value) * 100
    near, far = sorted((abs(difference.low) * 100, abs(difference.high) * 100))
    interval = f"95% interval {near:.0f} to {far:.0f}" if difference.low * difference.high > 0 else "interval reaches 0"
    where = one.at.where or "the force"
    lower = "lower" if difference.value < 0 else "higher"
    value = percent(one.seen.estimate.value)
    if step is None:
        return (
            f"{where}: {value} met in time, {points:.0f} points {lower} than the middle one of its kind ({interval}; "
            f"{one.seen.duties:,} duties)"
        )
    since, earliest, latest = (
        f"{np.datetime64(day, 'D').item():%-d %b %Y}" for day in (step.day, step.earliest, step.latest)
    )
    between = "" if earliest == latest else f", at the earliest {earliest}, at the latest {latest}"
    return f"{where} since {since}{between}: {value} met in time, {points:.0f} points {lower} than before ({interval})"
