"""How far units, or supervisors, lie apart: whether a force does a thing consistently.

The answer is a distribution, never a list. Where the clusters are people, no output says which of them lies where, and
none could: what goes in are codes that tell clusters apart, and what comes out are a few figures about all of them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dutybound.insight.clustered import Codes
from dutybound.insight.estimates import Estimate
from dutybound.insight.shares import LEVEL, Counts

Floats = npt.NDArray[np.float64]

#: With fewer clusters their distribution would tell of each of them. Practitioners ask it of pages with people on them.
FEWEST = 5
#: Of the true rates of clusters, which are told: a tenth lie below the first, half below the second (project default).
QUANTILES = (0.1, 0.5, 0.9)
#: What correlations are tried: close together where they are small.
ALIKE = np.concatenate([[1e-6], np.linspace(0.02, 0.985, 110) ** 2])


@dataclass(frozen=True)
class Spread:
    """The true rates of clusters, freed of the chance in what was seen of each.

    `mean` is that of clusters, each counted once, and `deviation` their standard deviation (0.1 is 10 points). `alike`
    is the correlation of the duties of one cluster. `p` says how often so much spread would be seen were there none.
    `quantiles` are those of the fitted distribution, at `QUANTILES`.
    """

    clusters: int
    duties: int
    mean: float
    deviation: Estimate
    alike: Estimate
    quantiles: tuple[float, ...]
    p: float


def spread(part: Counts, whole: Counts, clusters: Codes) -> Spread | None:
    """Of lines in clusters, each cluster's rate drawn from a beta; None for fewer than `FEWEST` clusters.

    Beta-binomial likelihood (Williams, Biometrics 31, 1975); the interval of the correlation is that of its profile,
    and `p` that of the likelihood ratio, halved, since a correlation of 0 lies at the edge (Self and Liang, Journal of
    the American Statistical Association 82, 1987).
    """
    counted = whole > 0
    _, place = np.unique(clusters[counted], return_inverse=True)
    met, of = (np.bincount(place, one[counted]).astype(np.int64) for one in (part, whole))
    if len(of) < FEWEST:
        return None
    means = _means(float(met.sum() / of.sum()), len(of))
    likelihood = _likelihoods(met, of, means)
    profile = likelihood.max(axis=0)
    at = int(profile.argmax())
    mean = float(means[likelihood[:, at].argmax()])
    alike = Estimate(*(0.0 if one == ALIKE[0] else float(one) for one in (ALIKE[at], *_between(profile, at))))
    deviation = Estimate(*(float(np.sqrt(mean * (1 - mean) * one)) for one in (alike.value, alike.low, alike.high)))
    quantiles = _quantiles(mean, float(ALIKE[at]))
    return Spread(len(of), int(of.sum()), mean, deviation, alike, quantiles, _chance(profile))


def _means(value: float, clusters: int) -> Floats:
    """What means are tried: as far from that of duties as it could lie by chance, were each cluster all or none."""
    reach = 4 * float(np.sqrt(max(value * (1 - value), 0.01) / clusters))
    return np.clip(np.linspace(value - reach, value + reach, 81), 0.002, 0.998)


def _between(profile: Floats, at: int) -> tuple[float, float]:
    """Where the profile falls below what is held for likely, either side of its top."""
    low = np.interp(profile.max() - _reach(), profile[: at + 1], ALIKE[: at + 1])
    high = np.interp(_reach() - profile.max(), -profile[at:], ALIKE[at:])
    return float(low), float(high)


def _likelihoods(met: Counts, of: Counts, means: Floats) -> Floats:
    """The log-likelihood of every mean by every correlation; clusters that show the same are worked out once."""
    from scipy.special import betaln  # slow to load, and not every command needs it

    strength = (1 - ALIKE) / ALIKE
    up, down = means[:, None] * strength, (1 - means[:, None]) * strength
    pairs, times = np.unique(np.stack([met, of], axis=1), axis=0, return_counts=True)
    total: Floats = -len(met) * np.asarray(betaln(up, down))
    for (one, whole), count in zip(pairs.tolist(), times.tolist(), strict=True):
        total += count * betaln(up + one, down + whole - one)
    return total


def _reach() -> float:
    from scipy.stats import chi2

    return float(chi2.ppf(LEVEL, 1)) / 2


def _quantiles(mean: float, alike: float) -> tuple[float, ...]:
    from scipy.stats import beta

    strength = (1 - alike) / alike
    return tuple(float(one) for one in beta.ppf(QUANTILES, mean * strength, (1 - mean) * strength))


def _chance(profile: Floats) -> float:
    from scipy.stats import chi2

    ratio = 2 * float(profile.max() - profile[0])
    return float(chi2.sf(ratio, 1)) / 2 if ratio > 0 else 1.0
