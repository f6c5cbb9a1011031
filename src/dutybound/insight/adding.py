"""What one part of a source adds to the figures of the whole: sums, so that no subject of it has to be kept.

A part is judged by itself, with all its subjects. Of each standard so much is kept as its headline needs over all
parts: counts, and the sums from which the variance between subjects follows, to the last digit.
"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from dutybound.duties.duty import State
from dutybound.insight.shares import Counts, Share, share_of_sums
from dutybound.insight.tally import Tally, may_show


@dataclass(frozen=True)
class Pairs:
    """Sums over subjects, of those with a whole: of the parts, the wholes, their squares and their products."""

    subjects: int = 0
    part: int = 0
    whole: int = 0
    largest: int = 0
    part_squared: int = 0
    product: int = 0
    whole_squared: int = 0

    def plus(self, other: "Pairs") -> "Pairs":
        sums = {name: value + getattr(other, name) for name, value in vars(self).items()}
        return Pairs(**{**sums, "largest": max(self.largest, other.largest)})

    @property
    def share(self) -> Share | None:
        """The share that `share_of` finds over all the subjects at once."""
        squares = (self.part_squared, self.product, self.whole_squared)
        return share_of_sums(self.subjects, self.part, self.whole, self.largest, squares) if self.whole else None


def pairs_of(part: Counts, whole: Counts) -> Pairs:
    """The sums over some subjects, each with an entry in both arrays."""
    counted = whole > 0
    part, whole = part[counted], whole[counted]
    if not len(whole):
        return Pairs()
    squares = (int(part @ part), int(part @ whole), int(whole @ whole))
    return Pairs(len(whole), int(part.sum()), int(whole.sum()), int(whole.max()), *squares)


@dataclass(frozen=True)
class Added:
    """One standard over one part, or over several added up."""

    states: Counter[State] = field(default_factory=Counter)
    subjects: int = 0
    unassessable_subjects: int = 0
    in_rate: Pairs = Pairs()
    with_excused: Pairs = Pairs()
    days: Pairs = Pairs()  # in compliance, of the days that count
    days_with_stopped: Pairs = Pairs()
    in_date: tuple[int, int] = (0, 0)
    born_overdue: int = 0
    notices: Counter[str] = field(default_factory=Counter)
    months: Counter[tuple[str, State]] = field(default_factory=Counter)

    def plus(self, other: "Added") -> "Added":
        def both(one: object, another: object) -> object:
            if isinstance(one, tuple):
                return tuple(a + b for a, b in zip(one, another, strict=True))  # type: ignore[call-overload]
            return one.plus(another) if isinstance(one, Pairs) else one + another  # type: ignore[arg-type, operator]

        return Added(**{name: both(value, getattr(other, name)) for name, value in vars(self).items()})  # type: ignore[arg-type]

    @property
    def owed(self) -> int:
        return sum(self.states.values())

    @property
    def coverage(self) -> float | None:
        """The share of subjects that can be assessed."""
        return 1 - self.unassessable_subjects / self.subjects if self.subjects else None

    @property
    def shows_rate(self) -> bool:
        """Whether a rate is shown: the same rule as that of a tally."""
        return may_show(self.subjects, self.unassessable_subjects, self.owed, self.states[State.UNASSESSABLE])

    def shown(self, pairs: Pairs) -> Share | None:
        """The share of some sums, where a rate is shown."""
        return pairs.share if self.shows_rate else None


def added(tally: Tally) -> Added:
    """What a tally adds. It has whole subjects, so no other part may have any of them."""
    found = tally.by_subject
    excused = found.in_rate + found.states[:, list(State).index(State.EXCUSED)]
    days, stopped = Pairs(), Pairs()
    if tally.standard.recurs:
        within, overdue, suspended, let_off, _ = np.ascontiguousarray(found.days.T)
        days, stopped = (pairs_of(one, one + overdue) for one in (within, within + suspended + let_off))
    months = Counter({(month, state): n for month, states in tally.months.items() for state, n in states.items()})
    return Added(
        tally.states, tally.subjects, tally.unassessable_subjects, pairs_of(found.in_time, found.in_rate),
        pairs_of(found.in_time, excused), days, stopped, tally.in_date(tally.last_day) or (0, 0), tally.born_overdue,
        tally.notices, months,
    )  # fmt: skip
