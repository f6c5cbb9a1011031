"""How often an interval over clusters holds the truth."""

from dataclasses import dataclass

import numpy as np

from dutybound.insight.clustered import clustered_share


@dataclass(frozen=True)
class Force:
    """Supervisors whose true rates are drawn from a beta of this mean and alikeness; the cases of each are unequal.

    The number of cases of one is lognormal, about 30 in the middle, a tenth of them under 12 and a tenth over 73.
    """

    supervisors: int
    alike: float
    rate: float


def covered_of(force: Force, rounds: int, seed: int, by: str = "supervisor") -> float:
    """The share of rounds in which the 95% interval held the rate that was drawn from."""
    rng = np.random.default_rng(seed)
    strength = (1 - force.alike) / force.alike
    held = 0
    for _ in range(rounds):
        cases = np.maximum(2, rng.lognormal(3.4, 0.7, force.supervisors)).astype(np.int64)
        supervisor = np.repeat(np.arange(force.supervisors), cases)
        rates = rng.beta(force.rate * strength, (1 - force.rate) * strength, force.supervisors)
        met = rng.binomial(1, rates[supervisor])
        codes = supervisor if by == "supervisor" else np.arange(len(met))
        found = clustered_share(met, np.ones(len(met), np.int64), {by: codes})
        assert found is not None
        held += found.share.low <= force.rate <= found.share.high
    return held / rounds
