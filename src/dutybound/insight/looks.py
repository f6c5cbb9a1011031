"""One rule for all looks: of the differences that are said to be there, no more than a stated share is chance.

Whoever looks at forty standards in eleven units looks 440 times, and by chance alone 22 of these would pass for news at
one in twenty. So every look is counted, and one rule decides over all of them together.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dutybound.base.errors import DutyboundError, Problem


class Dependence(StrEnum):
    """What is assumed of looks at the same records; the value is scipy's name for the rule that follows."""

    POSITIVE = "bh"  # none makes another less likely: Benjamini and Hochberg 1995, Benjamini and Yekutieli 2001
    ANY = "by"  # nothing: Benjamini and Yekutieli 2001, which finds less

    @property
    def words(self) -> str:
        return {
            Dependence.POSITIVE: "Benjamini and Hochberg (1995)",
            Dependence.ANY: "Benjamini and Yekutieli (2001)",
        }[self]


@dataclass(frozen=True)
class Look:
    """One comparison that was made: `what` kind it is ("unit against force"), of what, and its p-value.

    `p` is None where there was too little to compare. Such a look is told but is not a test, as that is decided by how
    much there is and not by what it shows.
    """

    what: str
    of: str
    p: float | None


@dataclass(frozen=True)
class Judged:
    """All looks with their q-values in the same order: the share of chance finds, were the line drawn at this one."""

    looks: tuple[Look, ...]
    q: tuple[float | None, ...]
    rate: float
    dependence: Dependence

    @property
    def found(self) -> tuple[Look, ...]:
        return tuple(look for look, q in zip(self.looks, self.q, strict=True) if q is not None and q <= self.rate)

    @property
    def counted(self) -> dict[str, int]:
        """How many tests of each kind, in the order in which kinds were first met."""
        return dict(Counter(look.what for look in self.looks if look.p is not None))

    def words(self) -> str:
        """The rule and the looks that it counted, to stand on every page with findings."""
        tests, kinds = sum(self.counted.values()), ", ".join(f"{what}: {n:,}" for what, n in self.counted.items())
        untold = sum(look.p is None for look in self.looks)
        said = (
            f"{tests:,} comparisons were made ({kinds or 'none'}) and {len(self.found):,} reported. The rule is that "
            f"of {self.dependence.words} at {self.rate:.0%}: of those reported, on average no more than "
            f"{self.rate:.0%} are there by chance."
        )
        return f"{said} For {untold:,} more there was too little to compare." if untold else said


def judged(looks: Sequence[Look], rate: float, dependence: Dependence) -> Judged:
    """One false-discovery rule over all looks; `rate` is the share of chance finds that is put up with.

    Refuses p-values that are none, all at once: a rule over a wrong list would be no rule.
    """
    from scipy.stats import false_discovery_control  # slow to load, and not every command needs it

    wrong = [
        Problem(f"{look.what}, {look.of}", f"its p-value is {look.p}", "A p-value lies between 0 and 1; None says that "
                "there was too little to compare.")
        for look in looks if look.p is not None and not 0 <= look.p <= 1
    ]  # fmt: skip
    if wrong:
        raise DutyboundError(wrong, "These looks cannot be judged together")
    tested = [look.p for look in looks if look.p is not None]
    adjusted = iter(false_discovery_control(tested, method=dependence.value) if tested else np.empty(0))
    q = tuple(None if look.p is None else float(next(adjusted)) for look in looks)
    return Judged(tuple(looks), q, rate, dependence)
