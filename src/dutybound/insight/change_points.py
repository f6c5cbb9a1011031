"""When a rate changed: the dates at which a series steps, each with its interval and how often chance does as much.

`ruptures`, the library for this, finds splits by a penalty that somebody has to choose. Here a split is kept only
where shuffling the same months seldom gives as good a one, so nothing is chosen but how seldom; and its date needs an
interval. What is left of the search is a cumulative sum. The tests hold it to ruptures.

The months have to be independent of one another but for the step: duties by the month in which they fell due are near
enough. A stock, such as the share in date at each month's end, carries over from month to month, and its p-values are
too small.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dutybound.insight.shares import LEVEL, Counts

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Change:
    """A step between the point before `at` and the point `at`; 95% sure not before `earliest`, nor after `latest`.

    Places in the series, from 0. `before` and `after` are the rates on either side, as far as the next changes. `p`:
    how often the same points in another order would have so clear a step.
    """

    at: int
    earliest: int
    latest: int
    before: float
    after: float
    p: float


@dataclass(frozen=True)
class Search:
    """How splits are looked for: in pieces of at least `least` points, kept where p is at most `seldom`.

    `shuffles` orders are drawn from `seed`: the smallest p there can be is 1 / (shuffles + 1).
    """

    least: int
    seldom: float
    shuffles: int = 999
    seed: int = 20161231


def changes(part: Counts, whole: Counts, search: Search) -> tuple[Change, ...]:
    """The steps of sum(part) / sum(whole) over points in the order of time, by binary segmentation.

    Each piece is split where the binomial likelihood gains most (Scott and Knott, Biometrics 30, 1974), if shuffling
    its points seldom gains as much; then each half again. Points that vary more than binomial ones do, because duties
    are alike, vary as much when they are shuffled: the p-value stands that.
    """
    rng = np.random.default_rng(search.seed)
    found = dict(sorted(_splits(part, whole, 0, len(whole), search, rng)))
    ends = [0, *found, len(whole)]
    pieces = zip(ends, ends[1:], ends[2:], strict=False)
    return tuple(_change(part, whole, begin, at, end, found[at], search) for begin, at, end in pieces)


def clearest(part: Counts, whole: Counts, search: Search) -> Change | None:
    """The one step that the series has most likely, whatever its p: of every series that is looked at there is one.

    None where the series is too short, or all of it is met, or none.
    """
    rng = np.random.default_rng(search.seed)
    found = _split(part, whole, 0, len(whole), search, rng)
    return None if found is None else _change(part, whole, 0, found[0], len(whole), found[1], search)


def _splits(
    part: Counts, whole: Counts, begin: int, end: int, search: Search, rng: np.random.Generator
) -> Iterator[tuple[int, float]]:
    found = _split(part, whole, begin, end, search, rng)
    if found is None or found[1] > search.seldom:
        return
    at = found[0]
    yield at, found[1]
    yield from _splits(part, whole, begin, at, search, rng)
    yield from _splits(part, whole, at, end, search, rng)


def _split(
    part: Counts, whole: Counts, begin: int, end: int, search: Search, rng: np.random.Generator
) -> tuple[int, float] | None:
    """The split of a piece that gains most, and how often the same points in another order would gain as much."""
    if end - begin < 2 * search.least or not whole[begin:end].sum():
        return None
    own_part, own_whole = part[begin:end], whole[begin:end]
    gains = _gains(own_part[None], own_whole[None], search.least)[0]
    if gains.max() <= 1e-9:
        return None
    p = _shuffled(own_part, own_whole, float(gains.max()), search, rng)
    return begin + search.least + int(gains.argmax()), p


FIRST, ENOUGH = 499, 25  # so many orders tell that a split is nothing, if so many of them gain as much


def _shuffled(part: Counts, whole: Counts, gain: float, search: Search, rng: np.random.Generator) -> float:
    """How often the same points in another order gain as much as `gain`.

    As soon as enough orders gain as much, no more are drawn (Besag and Clifford, Biometrika 78, 1991): most series have
    no step, and need not take as long as those that have one.
    """
    as_clear, drawn = 0, 0
    for count in (min(FIRST, search.shuffles), search.shuffles - FIRST):
        if count <= 0 or as_clear >= ENOUGH:
            break
        orders = rng.permuted(np.tile(np.arange(len(whole)), (count, 1)), axis=1)
        shuffled = _gains(part[orders], whole[orders], search.least).max(axis=1)
        as_clear, drawn = as_clear + int((shuffled >= gain - 1e-9).sum()), drawn + count
    return (1 + as_clear) / (drawn + 1)


def _gains(part: Counts, whole: Counts, least: int) -> Floats:
    """What each split gains in log-likelihood over none: series by splits, the first after `least` points."""
    places = np.arange(least, part.shape[1] - least + 1)
    met, of = (np.cumsum(one, axis=1) for one in (part, whole))
    left = _log_likelihood(met[:, places - 1], of[:, places - 1])
    right = _log_likelihood(met[:, -1:] - met[:, places - 1], of[:, -1:] - of[:, places - 1])
    return left + right - _log_likelihood(met[:, -1:], of[:, -1:])


def _log_likelihood(met: Counts, of: Counts) -> Floats:
    """Of so many met at their own rate; 0 where it is all or none."""
    from scipy.special import xlogy  # slow to load, and not every command needs it

    numbers = np.arange(int(of.max(initial=0)) + 1)
    each = xlogy(numbers, numbers)  # the same few numbers are asked for in every order
    return np.asarray(each[met] + each[of - met] - each[of])


def _change(part: Counts, whole: Counts, begin: int, at: int, end: int, p: float, search: Search) -> Change:
    """With the interval that holds 95% of the likelihood of dates between the changes on either side of it."""
    gains = _gains(part[None, begin:end], whole[None, begin:end], search.least)[0]
    weights = np.exp((gains - gains.max()) / _dispersion(part, whole, begin, at, end))
    order = np.argsort(-weights)
    held = order[: 1 + int(np.searchsorted(np.cumsum(weights[order]) / weights.sum(), LEVEL))]
    first = begin + search.least
    before, after = (float(part[a:b].sum() / whole[a:b].sum()) for a, b in ((begin, at), (at, end)))
    return Change(at, first + int(held.min()), first + int(held.max()), before, after, p)


def _dispersion(part: Counts, whole: Counts, begin: int, at: int, end: int) -> float:
    """How many times as far as binomial ones the points lie from the rate of their side; never below 1."""
    squares = 0.0
    for a, b in ((begin, at), (at, end)):
        rate = part[a:b].sum() / whole[a:b].sum()
        variance = whole[a:b] * rate * (1 - rate)
        distance = (part[a:b] - whole[a:b] * rate) ** 2
        squares += float((distance[variance > 0] / variance[variance > 0]).sum())
    return max(1.0, squares / (end - begin - 2)) if end - begin > 2 else 1.0
