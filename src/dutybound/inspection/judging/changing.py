"""Change on last year, bearing by bearing, under both years' rules: what got better, and what only the rules did.

A force that lengthens a limit looks better without doing better, and one grade may fall because the bar was raised. So
each year is assessed by its own rules and, in two more folders, by those of the other; what the same rules show in both
years is practice, and what two rules show of one year is the rules (`insight.year_on_year`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import duckdb
import numpy as np

from dutybound.insight.estimates import Estimate, combination, difference
from dutybound.insight.year_on_year import UnderRules, Year, year_on_year
from dutybound.inspection.degrees import Terms, terms
from dutybound.inspection.figures import Seen
from dutybound.inspection.frameworks.framework import Comparability, Edge, Framework, Question, Window
from dutybound.inspection.judging.assessed import Assessed, bounds_of
from dutybound.inspection.judging.weighing import Weighed, weigh


class Way(StrEnum):
    """Which way a practice went."""

    IMPROVED = "improved"
    SAME = "the same"
    DECLINED = "declined"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class OneYear:
    """A year's results by its own rules and, where they were made, by the other year's; with its windows.

    `weighed`, `other_weighed`: its own results over these windows, and those by the other year's rules, where they were
    weighed already.
    """

    own: Assessed
    by_other: Assessed | None
    windows: Mapping[str, Window]
    weighed: Mapping[str, Sequence[Weighed]] | None = None
    other_weighed: Mapping[str, Sequence[Weighed]] | None = None


@dataclass(frozen=True)
class Changed:
    """One bearing in two years. `practice` and `rules` add up to `change`; None where no year was judged by both rules.

    `way` is that of practice where it is known, else of the change, and `note` says which.
    """

    question: str
    bearing: str
    claim: str
    way: Way
    earlier: Seen | None
    later: Seen | None
    change: Estimate | None
    practice: Estimate | None
    rules: Estimate | None
    comparability: Comparability | None  # of the grades of the question; None: nobody says
    note: str
    source: str = ""  # what is looked at, as the note names it


def changes_of(
    framework: Framework, earlier: OneYear, later: OneYear, edges: Iterable[Edge] = (), by: Terms | None = None
) -> list[Changed]:
    """Every bearing on a standard or a measure, by the bearings of one framework in both years.

    `edges`: how far the grades of the two years' frameworks may be compared. `windows` without a question: its own.
    """
    said, questions = by or terms(), list(framework.questions())
    told = {edge.question: edge.comparability for edge in edges}
    first, second = (year.weighed or weigh(questions, year.own, year.windows, said) for year in (earlier, later))
    crossed = [
        None if year.by_other is None else year.other_weighed or weigh(questions, year.by_other, year.windows, said)
        for year in (earlier, later)
    ]
    found = []
    for question in questions:
        for place, (before, after) in enumerate(zip(first[question.key], second[question.key], strict=True)):
            other = tuple(None if one is None else one[question.key][place] for one in crossed)
            if before.bearing.standard or before.bearing.measure:
                found.append(_changed(question, before, after, other, (earlier, later), told.get(question.key), said))
    return found


def _changed(
    question: Question,
    before: Weighed,
    after: Weighed,
    crossed: tuple[Weighed | None, ...],
    years: tuple[OneYear, OneYear],
    comparability: Comparability | None,
    said: Terms,
) -> Changed:
    bearing, seen = after.bearing, (before.figures.force, after.figures.force)
    if seen[0] is None or seen[1] is None:
        note, cannot = before.figures.lacking or after.figures.lacking, Way.CANNOT_TELL
        return Changed(
            question.key, bearing.key, bearing.claim, cannot, *seen, None, None, None, comparability, note,
            after.figures.source,
        )  # fmt: skip
    change, practice, rules = difference(_estimate(seen[1]), _estimate(seen[0])), None, None
    note = "each year by its own rules, so this may be the rules' doing"
    other = [None if one is None else one.figures.force for one in crossed]
    if other[0] is not None and other[1] is not None:
        change, practice, rules = _parted(before, question, years, (seen[0], other[0], other[1], seen[1]))
        note = "the same rules in both years"
    way = _way(practice or change, said["changing"]["matters"])
    return Changed(question.key, bearing.key, bearing.claim, way, *seen, change, practice, rules, comparability, note,
                   after.figures.source)  # fmt: skip


def _estimate(seen: Seen) -> Estimate:
    return Estimate(seen.value, seen.low, seen.high)


def _parted(
    before: Weighed, question: Question, years: tuple[OneYear, OneYear], four: tuple[Seen, Seen, Seen, Seen]
) -> tuple[Estimate, Estimate, Estimate]:
    """Change, practice, rules: by subject for duties; for days, whose subjects no file keeps, from the four shares.

    Then nobody knows how alike the two rules of one year are, which look at the same days. For practice, which takes
    their mean, they are taken for as alike as can be; for the rules, which take their difference, for independent. So
    both intervals are as wide as they need be, or wider.
    """
    standard = before.bearing.standard
    if standard is not None and not years[0].own.recurs(standard):
        lines = [
            _year(year, standard, question.key, swapped) for year, swapped in zip(years, (False, True), strict=True)
        ]
        found = year_on_year(lines[0], lines[1])
        if found is not None:
            return found.change, found.practice, found.rules
    parts = [_estimate(one) for one in four]  # earlier by its own, by the later; later by the earlier, by its own
    return (
        difference(parts[3], parts[0]),
        difference(_mean(parts[2], parts[3]), _mean(parts[0], parts[1])),
        combination((-0.5, 0.5, -0.5, 0.5), parts),
    )


def _mean(one: Estimate, other: Estimate) -> Estimate:
    """The mean of two figures of the same days: its interval reaches as far as theirs do in the mean."""
    return Estimate((one.value + other.value) / 2, (one.low + other.low) / 2, (one.high + other.high) / 2)


def _year(year: OneYear, standard: str, question: str, swapped: bool) -> Year:
    """The subjects of a year, line by line under the earlier and the later rules."""
    assert year.by_other is not None
    window = year.windows[question]
    own, other = (_by_subject(one, standard, window) for one in (year.own, year.by_other))
    subjects = sorted({*own, *other})
    under = [
        UnderRules(
            np.array([one.get(subject, (0, 0))[0] for subject in subjects], np.int64),
            np.array([one.get(subject, (0, 0))[1] for subject in subjects], np.int64),
        )
        for one in ((other, own) if swapped else (own, other))
    ]
    return Year(under[0], under[1], np.arange(len(subjects), dtype=np.int64))


BY_SUBJECT = """
    SELECT subject, count(*) FILTER (state = 'met'), count(*) FROM read_parquet(?)
    WHERE standard = ? AND state IN ('met', 'met_late', 'overdue', 'missed') AND due_at >= ? AND due_at < ? GROUP BY ALL
"""


def _by_subject(assessed: Assessed, standard: str, window: Window) -> dict[str, tuple[int, int]]:
    """What fell due of each subject, met in time of how many; the same key makes the same references in all folders."""
    with duckdb.connect() as connection:
        given = [str(assessed.folder / "duties.parquet"), standard, *bounds_of(window, assessed.zone)]
        return {subject: (part, whole) for subject, part, whole in connection.execute(BY_SUBJECT, given).fetchall()}


def _way(one: Estimate, matters: float) -> Way:
    """Improved, or declined, where surely so; the same where surely by less than matters."""
    if one.low > 0 and one.value >= matters:
        return Way.IMPROVED
    if one.high < 0 and one.value <= -matters:
        return Way.DECLINED
    return Way.SAME if -matters < one.low and one.high < matters else Way.CANNOT_TELL
