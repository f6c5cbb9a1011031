"""How far units lie apart in what audits found of them: whether practice is consistent, beyond what chance alone does.

A sample that was drawn by unit tells it. The figures are of all units together, and each unit's own stands beside them
with its interval; no figure is of a person, because units of few people are put together when the sample is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dutybound.insight.looks import Dependence, Look, judged
from dutybound.insight.spread import spread
from dutybound.inspection.audits.counting import TELLS
from dutybound.inspection.audits.framing import NOT_RECORDED, SMALL, UNIT
from dutybound.inspection.audits.readings import SampleRead, Standing, standing_of

CHANCE = 0.05


@dataclass(frozen=True)
class Apart:
    """Of `units` with `files` that tell: how far their true shares lie apart, as a standard deviation (0.1 is 10
    points), with its 95% interval; and of the fitted distribution the share below which a tenth, half and nine tenths
    of units lie. `by_chance`: the share of chance finds among the questions if the line were
    drawn here, were there no difference.
    """

    units: int
    files: int
    deviation: float
    low: float
    high: float
    tenth: float
    middle: float
    ninetieth: float
    by_chance: float


def apart(sample: SampleRead, key: str) -> Apart | None:
    """By a question, or by all gates; None where the sample is not parted by unit, or fewer than five units tell."""
    if sample.strata_by != UNIT:
        return None
    stands = {one.id: standing_of(one, sample.questions, key) for one in sample.files}
    told = [one for one in sample.files if stands[one.id] in TELLS and one.stratum not in (SMALL, NOT_RECORDED)]
    if not told:
        return None
    units = {name: place for place, name in enumerate(sorted({one.stratum for one in told}))}
    part = np.array([stands[one.id] is Standing.GOOD for one in told], np.int64)
    found = spread(part, np.ones(len(told), np.int64), np.array([units[one.stratum] for one in told], np.int64))
    if found is None:
        return None
    away, (tenth, middle, ninetieth) = found.deviation, found.quantiles
    return Apart(found.clusters, found.duties, away.value, away.low, away.high, tenth, middle, ninetieth, found.p)


def all_apart(sample: SampleRead, keys: Sequence[str]) -> dict[str, Apart]:
    """By question and of all gates, with one rule of chance over all of them."""
    found = {key: one for key in keys if (one := apart(sample, key)) is not None}
    told = judged([Look("question", key, one.by_chance) for key, one in found.items()], CHANCE, Dependence.POSITIVE)
    return {key: replace(one, by_chance=q or 0.0) for (key, one), q in zip(found.items(), told.q, strict=True)}
