"""A funnel plot: which units lie further from the force than their size, and the usual spread of units, explains.

Units differ for a hundred reasons that nobody plotted. Limits that knew of chance alone would call every large unit an
outlier, so the limits are widened to the spread that most units have (Spiegelhalter, Handling over-dispersion of
performance indicators, Quality and Safety in Health Care 14, 2005; Funnel plots for comparing institutional
performance, Statistics in Medicine 24, 2005).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: One in twenty and one in five hundred outside by chance, as is usual in funnel plots (Spiegelhalter 2005).
WARNING, ALARM = 0.95, 0.998
#: The share of units at either end whose z-scores are drawn in before the spread is taken (Spiegelhalter 2005: 10%).
WINSORISED = 0.1


class Widening(StrEnum):
    """How the limits are widened to the usual spread of units."""

    MULTIPLIED = "multiplied"  # by the root of phi: large units are forgiven least
    ADDED = "added"  # the variance between units, tau squared: units of any size differ alike


@dataclass(frozen=True)
class Funnel:
    """Units in the order given: z-scores by chance alone (`raw`) and with limits widened (`z`), and their p-values.

    `phi` is the mean square of the z-scores, winsorised: 1 where chance alone is at work. `tau` is the standard
    deviation between units, in the unit of the values, 0 where it cannot be told from chance.
    """

    target: float
    phi: float
    tau: float
    widening: Widening
    raw: Floats
    z: Floats
    p: Floats

    def limits(self, number: float, level: float) -> tuple[float, float]:
        """Between what a unit worth so many duties lies, at a level, where it is no different; cut to 0 and 1."""
        from scipy.stats import norm  # slow to load, and not every command needs it

        reach = float(norm.ppf(0.5 + level / 2)) * self._deviation(self.target * (1 - self.target) / number)
        return max(0.0, self.target - reach), min(1.0, self.target + reach)

    def _deviation(self, variance: float) -> float:
        if self.widening is Widening.MULTIPLIED:
            return float(np.sqrt(self.phi * variance))
        return float(np.sqrt(variance + self.tau**2))


def funnel(
    values: Floats, numbers: Floats, target: float, widening: Widening = Widening.ADDED, winsorised: float = WINSORISED
) -> Funnel:
    """Shares of units, each worth so many independent duties (`Clustered.worth`), about the target, from 0 to 1.

    A phi below 1 is taken for 1: units more alike than chance allows are no reason to narrow the limits.
    """
    from scipy.stats import norm  # slow to load, and not every command needs it

    variances = target * (1 - target) / numbers
    raw = (values - target) / np.sqrt(variances)
    seen = float((_drawn_in(raw, winsorised) ** 2).mean()) if len(raw) else 1.0
    phi, tau_squared = max(1.0, seen), _between(seen, variances)
    z = raw / np.sqrt(phi) if widening is Widening.MULTIPLIED else (values - target) / np.sqrt(variances + tau_squared)
    return Funnel(target, phi, float(np.sqrt(tau_squared)), widening, raw, z, 2 * norm.sf(np.abs(z)))


def _drawn_in(scores: Floats, share: float) -> Floats:
    """Scores beyond the outermost that count, at either end, are set to these."""
    return np.clip(scores, *np.quantile(scores, (share, 1 - share)))


def _between(phi: float, variances: Floats) -> float:
    """The variance between units that, added to those within, would give this phi (DerSimonian and Laird 1986)."""
    units, weights = len(variances), 1 / variances
    if units < 2:
        return 0.0
    size = float(weights.sum() - (weights**2).sum() / weights.sum())
    return max(0.0, (units * phi - (units - 1)) / size)
