"""A share of all records of a frame, from files of it that were drawn by stratum and read.

Our method, because that of the inspectorate was not seen: each file stands for as many records of its stratum as it is
one of; the variance of the ratio is taken within strata (Cochran, Sampling Techniques, 1977, sections 5.11 and 6.11)
with the correction for a finite population, and Wilson's interval is drawn at the number of files that would tell as
much. Where few are left unread the interval narrows, and it never leaves what is already known: of 12 records with 3
found good and 2 found not, the share lies between 3 and 10 of 12.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

import numpy as np
import numpy.typing as npt

from dutybound.insight.shares import wilson

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class StratumRead:
    """A stratum: how many records it has, and of each file read what it counts (`whole`) and what of that is good."""

    population: int
    part: Floats
    whole: Floats

    @property
    def read(self) -> int:
        return len(self.whole)


@dataclass(frozen=True)
class Sampled:
    """The share of all, its interval, and how many files drawn at random from a boundless frame would tell as much."""

    value: float
    low: float
    high: float
    worth: float


def sampled_share(strata: Sequence[StratumRead], certainty: float = 1.0) -> Sampled | None:
    """The share sum(part) / sum(whole) over all records of the strata; None where no file that was read counts.

    `certainty`: how much of a file's worth is left where what it counts as is itself in doubt.

    Strata of which nothing was read weigh nothing: of them nothing is known, and whoever shows the share says so.
    """
    read = [one for one in strata if one.read and one.population]
    whole = sum(one.population * float(one.whole.mean()) for one in read)
    if not whole:
        return None
    value = sum(one.population * float(one.part.mean()) for one in read) / whole
    worth = _worth(read, value, whole, certainty)
    low, high = wilson(value, worth) if isfinite(worth) else (value, value)
    least, most = _known(read) if certainty == 1 else (0.0, 1.0)
    return Sampled(value, max(low, min(least, value)), min(high, max(most, value)), worth)


def _worth(strata: Sequence[StratumRead], value: float, whole: float, certainty: float) -> float:
    """How many files would tell as much: by the variance seen, and no more than by that of files that differ at most.

    The second (Kish, Survey Sampling, 1965: the effective number under unequal weights) is what holds where all files
    of a stratum agree by chance, so that no variance is seen.
    """
    variance = alike = 0.0
    for one in strata:
        residual = one.part - value * one.whole
        doubt = (1 / certainty - 1) * one.population**2 / one.read  # what reading every file once would not end
        factor = one.population**2 * _left(one) / one.read + doubt
        spread = float(residual.var(ddof=1)) if one.read > 1 else value * (1 - value) * float((one.whole**2).mean())
        variance += factor * spread
        alike += factor * float((one.whole**2).mean())
    if not alike:
        return inf  # everything was read
    most = whole**2 / alike
    told = value * (1 - value) * whole**2 / variance if variance else most
    return min(most, told)


def _left(one: StratumRead) -> float:
    """The finite population correction: the share of a stratum that chance could have drawn instead."""
    return max(0.0, (one.population - one.read) / max(1, one.population - 1))


def _known(strata: Sequence[StratumRead]) -> tuple[float, float]:
    """Between what the share must lie, whatever the unread files hold; only where each file counts once."""
    counts_once = all(np.isin(one.whole, (0.0, 1.0)).all() for one in strata)
    is_plain = counts_once and all((one.whole == 1).all() for one in strata)
    if not is_plain:
        return 0.0, 1.0
    records = sum(one.population for one in strata)
    good = sum(float(one.part.sum()) for one in strata)
    bad = sum(one.read - float(one.part.sum()) for one in strata)
    return good / records, 1 - bad / records


def more_to_read(strata: Sequence[StratumRead], half_width: float, certainty: float = 1.0) -> int | None:
    """How many more files, drawn as these were, make the interval so narrow; None where nothing was read yet.

    It takes what was seen for the truth: read them, and ask again.
    """
    now = sampled_share(strata, certainty)
    if now is None:
        return None
    read, records = sum(one.read for one in strata), sum(one.population for one in strata)
    if (now.high - now.low) / 2 <= half_width:
        return 0
    left = max(1e-9, 1 - (read - 1) / max(1, records - 1))
    per_file = now.worth * left / read  # what a file tells, before the frame's end is felt
    low, high = read, records
    while low < high:
        middle = (low + high) // 2
        remains = 1 - (middle - 1) / max(1, records - 1)
        ends = (0.0, 0.0) if remains <= 0 else wilson(now.value, middle * per_file / remains)
        low, high = (low, middle) if (ends[1] - ends[0]) / 2 <= half_width else (middle + 1, high)
    return low - read
