"""A small made-up force with records of every area and every odd case, for tests and demonstrations.

It is plausible and no more: nothing in it is calibrated, and no rate of it means anything.
"""

from collections.abc import Callable
from datetime import datetime
from random import Random

import pyarrow as pa

from dutybound.simulator.small.drawing import Force
from dutybound.simulator.small.investigation import draw_investigations
from dutybound.simulator.small.linkage import draw_linkage
from dutybound.simulator.small.organisation import draw_organisation
from dutybound.simulator.small.organised_crime import draw_organised_crime
from dutybound.simulator.small.vulnerability import draw_vulnerability

#: What is drawn, in this order: later areas find people and units that earlier ones made.
AREAS: tuple[Callable[[Force], None], ...] = (
    draw_organisation, draw_investigations, draw_vulnerability, draw_organised_crime, draw_linkage,
)  # fmt: skip
BEGINS, ENDS = datetime(2015, 7, 1), datetime(2016, 6, 30)


def small_force(seed: int, cases: int = 300) -> dict[str, pa.Table]:
    """Tables of the records by name. One seed gives one force; `cases` is how many investigations it has."""
    force = Force(seed, cases, BEGINS, ENDS)
    for draw in AREAS:
        force.chance = Random(f"{seed}, {draw.__name__}")  # so that more rows of one area change nothing in another
        draw(force)
    return force.tables()
