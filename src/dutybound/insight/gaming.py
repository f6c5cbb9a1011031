"""Patterns that records show where a figure is worked on rather than the work: in units, never in a person.

None of them proves anything. People rush before a deadline and catch up before a visit, and that is honest; so each
pattern is told beside what would be expected, and is a reason to read files, not to judge anybody. What goes in are
days and counts of one unit; no id of a subject or of a person goes in or comes out.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dutybound.insight.compliance import Standing
from dutybound.insight.estimates import Estimate
from dutybound.insight.shares import LEVEL, Share, share_of

Days = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pattern:
    """So many were `seen` where so many were `expected`; `excess` is the difference, with its interval.

    `p`: how often at least as many would be seen by chance.
    """

    seen: int
    expected: float
    excess: Estimate
    p: float


def entered_late_before(happened: Days, entered: Days, visit: int, window: int, late: int) -> Pattern | None:
    """Back-filling: of what was entered in the `window` days before a visit, what had happened `late` days ago or more.

    Local days. Expected is the share of late entry in the stretches of the same length before it, and chance is how far
    these lie apart. None with fewer than five such stretches with entries, or none entered in the last.
    """
    stretch = (visit - 1 - entered) // window  # 0 is the last before the visit
    counted = entered < visit
    is_late = counted & (entered - happened >= late)
    longest = int(stretch[counted].max(initial=-1)) + 1
    part, whole = (np.bincount(stretch[one], minlength=longest) for one in (is_late, counted))
    if longest == 0 or not whole[0] or int((whole[1:] > 0).sum()) < 5:
        return None
    return _beside_others(int(part[0]), int(whole[0]), part[1:][whole[1:] > 0], whole[1:][whole[1:] > 0])


def _beside_others(seen: int, of: int, part: Days, whole: Days) -> Pattern:
    """One share beside others of its kind, which vary as much as they vary, and binomially at least.

    The others' rate has half a case of either kind added, so that none seen is not taken for none possible.
    """
    from scipy.stats import t  # slow to load, and not every command needs it

    rate = float((part.sum() + 0.5) / (whole.sum() + 1))
    freedom = len(whole) - 1
    pearson = float(((part - whole * rate) ** 2 / (whole * rate * (1 - rate))).sum())
    dispersion = max(1.0, pearson / freedom)
    deviation = float(np.sqrt(dispersion * rate * (1 - rate) * (of + of**2 / whole.sum())))
    expected = of * rate
    reach = float(t.ppf(0.5 + LEVEL / 2, freedom)) * deviation
    excess = Estimate(seen - expected, seen - expected - reach, seen - expected + reach)
    return Pattern(seen, expected, excess, float(t.sf((seen - 0.5 - expected) / deviation, freedom)))


@dataclass(frozen=True)
class Around:
    """How bunching is looked for: `reach` days either side of the due day, `window` of them held to be bunched.

    The last day in time is day 0, so the window is from -window + 1 to 0. The rest is smoothed by a polynomial of
    `degree`, as the literature does (Kleven, Annual Review of Economics 8, 2016: the degree is tried from 3 to 7).
    """

    reach: int
    window: int
    degree: int


def bunched_before_due(days: Days, around: Around) -> Pattern | None:
    """Excess mass: how many more were done in the last days before they were due than on the days around.

    Done, or ended undone, or given a lower band: any act that a due date might bring on. `days` are local days
    from the due day, negative before it. None where nothing lies outside the window. Honest haste bunches too: compare
    units, or what is claimed with what was entered, before anything is made of it.
    """
    axis = np.arange(-around.reach, around.reach + 1)
    counts = _counts(days, axis)
    inside = (axis > -around.window) & (axis <= 0)
    if not counts[~inside].sum():
        return None
    smooth = np.vander(axis / around.reach, around.degree + 1)
    fit = _poisson(counts[~inside], smooth[~inside])
    wanted = np.exp(smooth[inside] @ fit.params)
    seen, expected = int(counts[inside].sum()), float(wanted.sum())
    slope = wanted @ smooth[inside]
    variance = float(fit.scale) * expected + float(slope @ fit.cov_params() @ slope)
    return _pattern(seen, expected, float(np.sqrt(variance)))


def step_at_due(days: Days, reach: int) -> Estimate | None:
    """How many times as many were done on the last day in time as would be by the days after: 1 where nothing steps.

    A line of its own on either side of the due day, and the step between them (after McCrary, Journal of Econometrics
    142, 2008, who does the same to a density). None where nothing was done on one of the two sides.
    """
    axis = np.arange(-reach, reach + 1)
    counts, late = _counts(days, axis), (axis > 0).astype(np.float64)
    if not counts[axis <= 0].sum() or not counts[axis > 0].sum():
        return None
    distance = axis - 0.5  # the border lies between the due day and the day after
    fit = _poisson(counts, np.column_stack([np.ones(len(axis)), 1 - late, distance * (1 - late), distance * late]))
    step, error = float(fit.params[1]), float(fit.bse[1])
    from scipy.stats import norm

    far = float(norm.ppf(0.5 + LEVEL / 2)) * error
    return Estimate(*(float(np.exp(one)) for one in (step, step - far, step + far)))


def paused(days: Days) -> Share | None:
    """The share of subject-days on which the clock stood still, over subjects; `days` is subjects by standings."""
    return share_of(days[:, Standing.SUSPENDED], days.sum(axis=1) - days[:, Standing.UNASSESSABLE])


def at_once(days: Days, more_than: int) -> dict[int, int]:
    """Local days on which more than so many were excused, or regraded, and how many."""
    which, counts = np.unique(days, return_counts=True)
    return {int(day): int(count) for day, count in zip(which, counts, strict=True) if count > more_than}


def _counts(days: Days, axis: Days) -> Days:
    inside = days[(days >= axis[0]) & (days <= axis[-1])]
    return np.asarray(np.bincount(inside - axis[0], minlength=len(axis)))


def _poisson(counts: Days, design: Floats) -> Any:
    """Quasi-Poisson: the days vary as much as they vary, and as counts do at least."""
    import statsmodels.api as sm  # slow to load, and not every command needs it

    model = sm.GLM(counts, design, family=sm.families.Poisson())
    fit = model.fit(scale="X2")
    return fit if fit.scale >= 1 else model.fit()


def _pattern(seen: int, expected: float, deviation: float) -> Pattern:
    from scipy.stats import norm

    reach = float(norm.ppf(0.5 + LEVEL / 2)) * deviation
    excess = Estimate(seen - expected, seen - expected - reach, seen - expected + reach)
    return Pattern(seen, expected, excess, float(norm.sf((seen - 0.5 - expected) / deviation)))
