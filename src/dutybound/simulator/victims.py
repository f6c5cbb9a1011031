"""People who were wronged: a made-up name, a day of birth, and where they live."""

import numpy as np

from dutybound.simulator.crimes import Crimes
from dutybound.simulator.tables import Tables, chosen, named


def write_people_wronged(crimes: Crimes, tables: Tables) -> None:
    """A person for each crime that was done to one."""
    people = np.flatnonzero(crimes.person)
    ids, at = crimes.ids[people], crimes.came.at[people]
    tables.add(
        "person", id=named("victim-", ids), happened_at=at, recorded_at=at + 5, name="(simulated person)",
        sex=chosen(("female", "male"), crimes.chance.yes("sex", ids, 0.5)), ethnicity="not stated",
    )  # fmt: skip
