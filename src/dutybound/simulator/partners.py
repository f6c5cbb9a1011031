"""Bodies with which a force works against organised crime, by the ids under which these records name them."""

import numpy as np

from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.tables import Tables

BODIES = {
    "partner-county-council": ("County council", "council"),
    "partner-city-council": ("City council", "council"),
    "partner-districts": ("District councils", "council"),
    "partner-schools": ("Schools", "education"),
    "partner-youth": ("Youth service", "charity"),
    "partner-prison": ("Prison", "prison"),
    "partner-offenders": ("Probation service", "probation"),
    "partner-fire": ("Fire and rescue service", "fire and rescue"),
    "partner-traders": ("Trading standards", "other"),
    "partner-region": ("Neighbouring force", "police force"),
}
PARTNERS_IN_PLANS = ("partner-city-council", "partner-districts", "partner-schools", "partner-youth", "partner-traders")


def write_bodies(scenario: Scenario, tables: Tables) -> None:
    """Each since long before, under a name that says that it is simulated."""
    began = np.full(len(BODIES), minute(scenario.begins) - 2000 * DAY)
    tables.add("agency", id=list(BODIES), name=[f"Simulated: {name}" for name, _ in BODIES.values()],
               kind=[kind for _, kind in BODIES.values()], began_at=began, recorded_at=began)  # fmt: skip
