"""An answer to a question about duties: what was looked at, what was seen, how sure that is, and what it comes to.

"Cannot tell (n of N)" is an answer like the others: it says that there was too little, and how much there was.
"""

from dataclasses import dataclass
from enum import StrEnum

from dutybound.insight.estimates import WithInterval
from dutybound.insight.looks import Judged


class Verdict(StrEnum):
    """What an answer comes to, beside what it was compared with."""

    SHORT_OF = "short of"
    BETTER_THAN = "better than"
    NO_DIFFERENT = "no different"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class LookedAt:
    """What a question was about: never a person. `where` is a unit, a shift or a kind of case; None is all of them.

    `what` names the figure and `beside` what it is compared with: "the force", "the year before", "90%".
    """

    standard: str
    what: str
    beside: str
    period: str
    where: str | None = None


@dataclass(frozen=True)
class Thresholds:
    """What an answer takes, each set for all answers alike. None has a value here: they are set on made-up forces that
    have nothing to do with those that are judged.

    `differs`: a difference less than this is none that matters, in the unit of the figure. `fewest_subjects`,
    `fewest_clusters`: with fewer no answer is given but "cannot tell". How many chance finds are put up with stands
    with the looks (`Judged.rate`).
    """

    differs: float
    fewest_subjects: int
    fewest_clusters: int


@dataclass(frozen=True)
class Seen:
    """A figure beside what it is compared with: `estimate` is of the figure, `difference` of how much better it is.

    Better is positive, whatever the figure. `subjects` and `duties` are those in it; `of_subjects` all that it is
    about, with those that cannot be assessed. `clusters` is None where its interval is over subjects.
    """

    estimate: WithInterval
    difference: WithInterval
    subjects: int
    of_subjects: int
    duties: int
    clusters: int | None = None


@dataclass(frozen=True)
class Answer:
    """One look and what it comes to. `q` is None where there was too little to compare."""

    at: LookedAt
    seen: Seen
    q: float | None
    verdict: Verdict

    def words(self) -> str:
        """As a sentence's end: "short of the force", "cannot tell (7 of 12)"."""
        if self.verdict is Verdict.CANNOT_TELL:
            return f"{self.verdict} ({self.seen.subjects:,} of {self.seen.of_subjects:,})"
        if self.verdict is Verdict.NO_DIFFERENT:
            return f"{self.verdict} from {self.at.beside}"
        return f"{self.verdict} {self.at.beside}"


def is_enough(seen: Seen, thresholds: Thresholds) -> bool:
    """If there is enough to compare: decided by how much there is, not by what it shows."""
    clusters = thresholds.fewest_clusters if seen.clusters is None else seen.clusters
    return seen.subjects >= thresholds.fewest_subjects and clusters >= thresholds.fewest_clusters


def verdict_of(seen: Seen, q: float | None, rate: float, thresholds: Thresholds) -> Verdict:
    """What is seen, with its q-value, comes to.

    Worse or better where one rule over all looks says so and the difference matters; no different where it surely does
    not matter, its whole interval being less than what differs; cannot tell otherwise.
    """
    if q is None or not is_enough(seen, thresholds):
        return Verdict.CANNOT_TELL
    difference = seen.difference
    if -thresholds.differs < difference.low and difference.high < thresholds.differs:
        return Verdict.NO_DIFFERENT
    if q > rate or abs(difference.value) < thresholds.differs:
        return Verdict.CANNOT_TELL
    return Verdict.SHORT_OF if difference.value < 0 else Verdict.BETTER_THAN


def answers(asked: list[tuple[LookedAt, Seen]], judged: Judged, thresholds: Thresholds) -> tuple[Answer, ...]:
    """An answer to each question, in their order; `judged` holds the looks of all of them, in the same order."""
    return tuple(
        Answer(at, seen, q, verdict_of(seen, q, judged.rate, thresholds))
        for (at, seen), q in zip(asked, judged.q, strict=True)
    )
