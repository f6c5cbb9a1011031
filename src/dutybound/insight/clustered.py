"""A share whose interval is honest about who did the work: the cases of one supervisor, or of one unit, are alike.

An interval over subjects alone is too narrow where subjects come in clusters: 2,000 reviews by 30 supervisors tell
less of the force than 2,000 reviews by 2,000 supervisors would. What leaves this module is a share, its interval and
how many clusters there were; never which cluster is which.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from dutybound.insight.shares import Counts, Share, few, wilson

#: Tells clusters apart, and nothing else: any whole numbers.
Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
#: Codes that lie no farther apart are laid out, which is quicker than sorting them.
FEW_CODES = 1 << 16


@dataclass(frozen=True)
class Alike:
    """How alike the duties of one cluster are, and how many clusters more than units told it."""

    value: float
    freedom: float


@dataclass(frozen=True)
class Clustered:
    """A share with its interval at the kind of cluster (`by`) that makes it widest, and how many of these there were.

    `alike` is the intra-cluster correlation as estimated for the interval, not below 0: 0 says that the cases of one
    cluster are no more alike than any. `worth` is how many independent duties would tell as much.
    """

    share: Share
    by: str
    clusters: int
    alike: float
    worth: float


def clustered_share(
    part: Counts, whole: Counts, clusters: Mapping[str, Codes], alike: Mapping[str, Alike] | None = None
) -> Clustered | None:
    """The share sum(part) / sum(whole) over lines, each of one subject; None where there is no whole.

    `clusters` are kinds of cluster ("supervisor", "unit", "subject"), each with a code for every line. The widest
    interval of the kinds is taken: which of them it is that makes cases alike is not known beforehand. A unit has few
    supervisors, and these tell little of how alike cases are; `alike` says it, by kind, as seen over all the force.
    """
    counted = whole > 0
    part, whole = part[counted], whole[counted]
    if not len(whole):
        return None
    known = alike or {}
    found = (_at(by, part, whole, codes[counted], known.get(by)) for by, codes in clusters.items())
    return min(found, key=lambda one: one.worth, default=None)


def _at(by: str, part: Counts, whole: Counts, codes: Codes, known: Alike | None) -> Clustered:
    place = places_of(codes)
    own_part, own_whole = (np.bincount(place, one).astype(np.float64) for one in (part, whole))
    total, value = int(whole.sum()), float(part.sum() / whole.sum())
    alike, worth, freedom = worth_of(own_part, own_whole) if known is None else _worth_as(known, own_whole)
    share = Share(int(part.sum()), total, len(whole), value, *wilson(value, worth), freedom)
    return Clustered(share, by, len(own_whole), alike, worth)


def worth_of(part: Floats, whole: Floats) -> tuple[float, float, float]:
    """How alike the duties of one cluster are, how many independent duties would tell as much, and t's freedom.

    The variance of the ratio is taken between clusters and freed of its bias, and Student's t stands in for the normal,
    at Satterthwaite's degrees of freedom, both under a model in which the duties of a cluster are alike to the extent
    seen (Imbens and Kolesar, Review of Economics and Statistics 98, 2016, after Bell and McCaffrey, Survey Methodology
    28, 2002). Where that gives no answer (one cluster, all met, none met), a cluster counts once.
    """
    total, clusters = float(whole.sum()), len(whole)
    value = float(part.sum()) / total
    alike, residual = alikeness(part, whole), (part - value * whole) / total
    if clusters < 2 or value in (0.0, 1.0) or not residual.any():
        return alike, float(clusters), inf
    many = np.bincount(whole.astype(np.int64))  # most clusters are of few sizes, and only their sizes count
    size = np.flatnonzero(many)
    count = many[size].astype(np.float64)
    spread = size * (1 + (size - 1) * alike)  # the variance of a cluster's count, but for a factor
    expected, squared = _expected(size / total, spread, count)
    variance = float(residual @ residual) * float(count @ spread) / expected
    freedom = expected**2 / squared
    return alike, few(freedom) * min(total, value * (1 - value) / variance), freedom


def _worth_as(known: Alike, whole: Floats) -> tuple[float, float, float]:
    """The same, where it is known from other clusters how alike duties are."""
    worth = float(whole.sum() ** 2 / (whole * (1 + (whole - 1) * known.value)).sum())
    return known.value, few(known.freedom) * worth, known.freedom


def _expected(weights: Floats, spread: Floats, count: Floats) -> tuple[float, float]:
    """The trace of the covariance of the residuals of clusters, and that of its square; so many clusters a weight.

    A residual is a count less its share of the total, so the covariance is (I - w 1')S(I - 1 w'); it is multiplied out,
    because as a matrix it would be as wide as there are subjects.
    """
    w, s, total = weights, spread, float(count @ spread)
    cw, cs = count * w, count * s
    ww, ws, ss = float(cw @ w), float(cw @ s), float(cs @ s)
    trace = total - 2 * ws + total * ww
    square = ss + 2 * (ws**2 + ww * ss) + (total * ww) ** 2
    square += 2 * total * float(cs @ w**2) - 4 * float(cw @ s**2) - 4 * total * ww * ws
    return trace, square


def alikeness(part: Floats, whole: Floats, units: Codes | None = None) -> float:
    """The intra-cluster correlation of yes or no, by analysis of variance; from 0 to 1, 0 where it cannot be told.

    A line for each cluster. With `units`, the clusters of each unit are compared with their own unit only, so that
    units may differ. Ridout, Demetrio and Firth, Biometrics 55, 1999, found this estimate among the best of twenty.
    """
    place = np.zeros(len(whole), np.int64) if units is None else places_of(units)
    of, total = np.bincount(place, whole), float(whole.sum())
    clusters, compared = len(whole), len(whole) - len(of)
    if not compared or total <= clusters:
        return 0.0
    value = (np.bincount(place, part) / of)[place]
    within = float((part * (1 - part / whole)).sum()) / (total - clusters)
    between = float((whole * (part / whole - value) ** 2).sum()) / compared
    size = (total - float((np.bincount(place, whole**2) / of).sum())) / compared
    bottom = between + (size - 1) * within
    return min(1.0, max(0.0, (between - within) / bottom)) if bottom > 0 else 0.0


def alike_within(part: Counts, whole: Counts, clusters: Codes, units: Codes) -> Alike:
    """Of lines, each of one subject in a cluster in a unit; a cluster in two units is one in each."""
    counted = whole > 0
    unit, cluster = places_of(units[counted]), places_of(clusters[counted])
    clusters_there = int(cluster.max(initial=0)) + 1
    pairs, place = np.unique(unit * clusters_there + cluster, return_inverse=True)
    own_part, own_whole = (np.bincount(place, one[counted]) for one in (part, whole))
    own_unit = pairs // clusters_there
    found = alikeness(own_part.astype(np.float64), own_whole.astype(np.float64), own_unit)
    return Alike(found, max(1, len(pairs) - len(np.unique(own_unit))))


def places_of(codes: Codes) -> Codes:
    """The place of each code among all that there are, in their order; codes that are few are not sorted for it."""
    if not len(codes):
        return codes
    low, high = int(codes.min()), int(codes.max())
    if high - low > FEW_CODES + 2 * len(codes):
        return np.unique(codes, return_inverse=True)[1]
    there = np.zeros(high - low + 1, np.int64)
    there[codes - low] = 1
    return (np.cumsum(there) - 1)[codes - low]
