"""Shares with an interval that is honest about clustering: what counts is subjects, not their duties or days."""

from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

#: Confidence of every interval.
LEVEL = 0.95

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Share:
    """`part` of `whole`, over `subjects`; the interval is Wilson's, at the number that subjects are worth.

    `freedom`: the degrees of freedom of Student's t that stands in it for the normal; infinite where none does.
    """

    part: int
    whole: int
    subjects: int
    value: float
    low: float
    high: float
    freedom: float = inf


def share_of(part: Counts, whole: Counts) -> Share | None:
    """The share sum(part) / sum(whole), each an array with an entry for each subject; None where there is no whole.

    Where subjects count once each it is Wilson's interval (1927). Otherwise duties of one subject are alike, so the
    variance of the ratio is taken between subjects (Cochran, Sampling Techniques, 1977, section 6.13), and Wilson's
    interval at the number of independent duties that would have that variance, less for few subjects, and never more
    than there are (after Korn and Graubard, 1998).
    """
    counted = whole > 0
    part, whole = part[counted], whole[counted]
    subjects, total = len(whole), int(whole.sum())
    if not total:
        return None
    value = float(part.sum()) / total
    low, high = wilson(value, effective_number(part, whole, value))
    return Share(int(part.sum()), total, subjects, value, low, high, _freedom(whole, value))


def share_of_sums(subjects: int, part: int, whole: int, largest: int, squares: tuple[int, int, int]) -> Share:
    """The same from sums over subjects: of parts, of wholes, the largest whole, and of part², part·whole, whole²."""
    value = part / whole
    once = subjects < 2 or value in (0.0, 1.0) or largest == 1
    residual = squares[0] - 2 * value * squares[1] + value**2 * squares[2]
    number = subjects if once else _worth(subjects, float(whole), residual, value)
    return Share(part, whole, subjects, value, *wilson(value, number), inf if once else subjects - 1)


def _freedom(whole: Counts, value: float) -> float:
    return inf if _counts_once(whole, value) else len(whole) - 1


def _counts_once(whole: Counts, value: float) -> bool:
    """If no variance between subjects is taken."""
    return len(whole) < 2 or value in (0.0, 1.0) or int(whole.max()) == 1


def effective_number(part: Counts, whole: Counts, value: float) -> float:
    """How many independent duties would tell as much; at least as many as a subject each."""
    subjects, total = len(whole), float(whole.sum())
    if _counts_once(whole, value):
        return subjects
    residual = part - value * whole
    return _worth(subjects, total, float((residual**2).sum()), value)


def _worth(subjects: int, total: float, squares: float, value: float) -> float:
    """What subjects with so large a sum of squared residuals are worth."""
    variance = subjects / (subjects - 1) * squares / total**2
    return few(subjects - 1) * min(total, value * (1 - value) / variance) if variance else subjects


def quantile(freedom: float) -> float:
    """How many standard errors a 95% interval reaches to either side by Student's t, or the normal (`freedom` inf).

    The special function, as `scipy.stats` takes a hundred times as long for one figure, and thousands are asked for.
    """
    from scipy.special import stdtrit  # slow to load, and not every command needs it

    return float(stdtrit(freedom, 0.5 + LEVEL / 2))


def few(freedom: float) -> float:
    """What is left of a number of duties where Student's t has to stand for the normal."""
    return (quantile(inf) / quantile(freedom)) ** 2


def wilson(value: float, number: float) -> tuple[float, float]:
    """Wilson's interval of a share seen in so many."""
    from statsmodels.stats.proportion import proportion_confint  # slow to load, and not every command needs it

    low, high = proportion_confint(value * number, number, alpha=1 - LEVEL, method="wilson")
    return (0.0 if value == 0 else float(low)), (1.0 if value == 1 else float(high))
