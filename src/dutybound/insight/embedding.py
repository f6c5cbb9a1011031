"""How a new practice takes hold, unit by unit: from launch to routine, and the units that never took it.

Each unit's rate is a logistic curve in time: a level before, a level reached, the date on which half of the way is
gone, and how long it takes. Whether what is reached is routine is for the reader of the figures to say: `routine` has
no value here.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from dutybound.insight.estimates import Estimate
from dutybound.insight.shares import LEVEL, Counts

Floats = npt.NDArray[np.float64]

#: Of the points: the widths tried. 1 is 9 in 10 of the way within six points, the last a slow climb of three years.
WIDTHS = np.array([0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 26])
#: Of the points: at either end so many are not tried as the middle, as no level could be told on the other side of it.
LEFT = 3
#: How many dates are tried from one point to the next.
STEPS = 2
#: A rate is held away from 0 and 1 by this much when it weighs what was seen.
EDGE = 0.01


class Taken(StrEnum):
    """What came of a practice in a unit."""

    ROUTINE = "routine practice"
    NOT_ROUTINE = "not yet part of routine practice"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Curve:
    """A unit's curve. Points of time count from 0 and need not be whole: 9.5 lies between the tenth and the eleventh.

    `before` and `reached` are the levels at the first and the last point, `rise` their difference. `p`: how often so
    much would rise or fall where nothing does. `middle` is when half of the way was gone, where there is a way.
    """

    duties: int
    before: Estimate
    reached: Estimate
    rise: Estimate
    middle: Estimate
    p: float

    def taken(self, routine: float) -> Taken:
        """Routine where what is reached is surely no less than that; not, where surely less."""
        if self.reached.low >= routine:
            return Taken.ROUTINE
        return Taken.NOT_ROUTINE if self.reached.high < routine else Taken.CANNOT_TELL


@dataclass(frozen=True)
class _Fits:
    """One fit for each middle and width tried: two levels, their covariance and the deviance; and that of no curve."""

    middles: Floats
    levels: Floats  # fits by two
    covariances: Floats  # fits by two by two
    deviances: Floats
    flat: float


def embedding(part: Counts, whole: Counts) -> Curve | None:
    """The curve of sum(part) / sum(whole) over points in the order of time; None for fewer than eight with duties.

    Quasi-likelihood: for each middle and width the two levels are fitted by weighted least squares, and the intervals
    are those of the profile, widened by how much points vary beyond binomial ones, at Student's t.
    """
    seen = np.flatnonzero(whole)
    if len(seen) < 8:
        return None
    fits = _fits(seen.astype(np.float64), part[seen].astype(np.float64), whole[seen].astype(np.float64))
    best = int(fits.deviances.argmin())
    dispersion = max(1.0, float(fits.deviances[best]) / (len(seen) - 4))
    reach = _reach(len(seen)) * dispersion
    before, reached, rise = (
        _profiled(fits, np.array(one), reach) for one in ((1.0, 0.0), (0.0, 1.0), (-1.0, 1.0))
    )  # fmt: skip
    held = fits.middles[fits.deviances <= fits.deviances[best] + reach]
    middle = Estimate(float(fits.middles[best]), float(held.min()), float(held.max()))
    p = _chance(fits.flat - float(fits.deviances[best]), dispersion, len(seen))
    return Curve(int(whole.sum()), before, reached, rise, middle, p)


def _reach(points: int) -> float:
    """By how much the deviance of what is still likely lies above the best."""
    from scipy.stats import t  # slow to load, and not every command needs it

    return float(t.ppf(0.5 + LEVEL / 2, points - 4)) ** 2


def _chance(gain: float, dispersion: float, points: int) -> float:
    """How often a curve gains so much on a level line: three figures more are fitted."""
    from scipy.stats import f

    return float(f.sf(gain / 3 / dispersion, 3, points - 4))


def _fits(times: Floats, part: Floats, whole: Floats) -> _Fits:
    first, last = times[0], times[-1]
    tried = np.arange(first + LEFT, last - LEFT + 1e-9, 1 / STEPS)
    middles, widths = (one.ravel() for one in np.meshgrid(tried, WIDTHS, indexing="ij"))
    risen = _risen(times, middles, widths)
    fitted = np.full(risen.shape, part.sum() / whole.sum())
    for _ in range(4):  # of reweighting: the levels move by less than a thousandth after
        weights = whole / (fitted * (1 - fitted))
        levels, covariances = _least_squares(risen, part / whole, weights)
        fitted = np.clip(levels[:, :1] * (1 - risen) + levels[:, 1:] * risen, EDGE, 1 - EDGE)
    flat = float(_deviances(part, whole, np.full((1, len(times)), part.sum() / whole.sum()))[0])
    return _Fits(middles, levels, covariances, _deviances(part, whole, fitted), flat)


def _risen(times: Floats, middles: Floats, widths: Floats) -> Floats:
    """How much of the way is gone, 0 at the first point and 1 at the last: fits by points."""
    from scipy.special import expit

    curves = expit((times - middles[:, None]) / widths[:, None])
    ends = curves[:, -1:] - curves[:, :1]
    return np.asarray((curves - curves[:, :1]) / ends)


def _least_squares(risen: Floats, rates: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Two levels for each fit, the one that is left and the one that is reached, with their covariance."""
    design = np.stack([1 - risen, risen], axis=2)
    normal = np.einsum("fpa,fp,fpb->fab", design, weights, design)
    covariances = np.linalg.inv(normal)
    moments = np.einsum("fpa,fp->fa", design, weights * rates)
    return np.clip(np.einsum("fab,fb->fa", covariances, moments), 0.0, 1.0), covariances


def _deviances(part: Floats, whole: Floats, fitted: Floats) -> Floats:
    from scipy.special import xlogy

    own = xlogy(part, part / whole) + xlogy(whole - part, 1 - part / whole)
    return np.asarray(2 * (own - xlogy(part, fitted) - xlogy(whole - part, 1 - fitted)).sum(axis=1))


def _profiled(fits: _Fits, weights: Floats, reach: float) -> Estimate:
    """A sum of the levels: its value at the best fit, and how far it goes in any fit that is still likely."""
    values = fits.levels @ weights
    spare = fits.deviances.min() + reach - fits.deviances
    variances = np.einsum("a,fab,b->f", weights, fits.covariances, weights)
    far = np.sqrt(np.where(spare >= 0, spare * variances, 0.0))
    likely = spare >= 0
    value = float(values[fits.deviances.argmin()])
    return Estimate(value, float((values - far)[likely].min()), float((values + far)[likely].max()))
