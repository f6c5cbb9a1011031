"""What comes to a force: arrivals through the year, the week and the day, by unit."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.chance import Chance
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, Shaping, minute

HEADROOM = 2.5  # how much more than the ordinary could come: drawn always, so that a paired run shares what both have
#: Shares by hour of the day and by weekday from Monday. Project defaults.
BY_HOUR = np.array(
    [3.2, 2.4, 1.9, 1.3, 1, 0.9, 1.2, 2, 3.4, 4.2, 4.6, 4.8, 5.2, 5, 5, 5.4, 5.8, 6, 6.2, 6.2, 6, 5.8, 5.2, 4.3]
)
BY_WEEKDAY = np.array([0.98, 0.96, 0.96, 0.98, 1.03, 1.07, 1.02])


@dataclass(frozen=True)
class Arrivals:
    """Of one kind, in the order of their ids: when, and to which unit (a number)."""

    ids: np.ndarray
    at: np.ndarray  # minutes
    unit: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)

    def where(self, chosen: np.ndarray) -> "Arrivals":
        return Arrivals(self.ids[chosen], self.at[chosen], self.unit[chosen])


def arrivals(scenario: Scenario, chance: Chance, kind: str) -> Arrivals:
    """Everything of a kind that comes from the warm-up to the end, thinned from more: the same ids in a paired run."""
    begins, ends = minute(scenario.begins) - scenario.warm_up * DAY, minute(scenario.ends) + DAY
    days = (ends - begins) // DAY
    units = np.array([number for number, one in enumerate(scenario.units) if kind in one.shares])
    shares = np.array([scenario.units[number].shares[kind] for number in units])
    ids = np.arange(int(scenario.demand.get(kind, 0) * shares.sum() * days / 365.25 * HEADROOM))
    unit = units[chance.one_of(f"{kind}: where", ids, list(shares))] if len(units) else np.zeros(0, int)
    at = begins + np.floor(chance.share(f"{kind}: day", ids) * days).astype(np.int64) * DAY
    hour = chance.one_of(f"{kind}: hour", ids, list(BY_HOUR))
    at = at + hour * 60 + np.floor(chance.share(f"{kind}: minute", ids) * 60).astype(np.int64)
    rate = _season(scenario, kind, at) * BY_WEEKDAY[(at // DAY + 3) % 7]
    rate = rate * Shaping(scenario).factor(kind, "demand", unit, at)
    return Arrivals(ids, at, unit).where(chance.yes(f"{kind}: comes", ids, rate / HEADROOM))


def _season(scenario: Scenario, kind: str, at: np.ndarray) -> np.ndarray:
    """The factor of the quarter or the month, January first."""
    parts = np.array(scenario.seasons.get(kind, (1.0, 1.0, 1.0, 1.0)))
    month = (at.astype("datetime64[m]").astype("datetime64[M]").astype(int)) % 12
    return np.asarray(parts[month * len(parts) // 12])
