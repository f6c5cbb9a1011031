"""Where victims of domestic abuse live, and the warnings that their addresses carry."""

import numpy as np

from dutybound.simulator.domestic import HIGH, Domestic
from dutybound.simulator.practising import Course
from dutybound.simulator.tables import named


def add_markers(made: Domestic) -> None:
    """An address is marked after the first assessment of high risk in it; to be called once incidents have tasks."""
    one = made.subjects
    there = np.flatnonzero(made.flagged & (made.graded == HIGH))
    order = there[np.lexsort((one.at[there], made.couple[there]))]
    first = np.zeros(len(one), bool)
    first[order[np.unique(made.couple[order], return_index=True)[1]]] = True
    one.add("mark address", one.pool("control room"), first, after="assess")


def write_homes(course: Course, made: Domestic, couple: np.ndarray, at: np.ndarray) -> None:
    """One address for each couple from when the force first knew of it, and the victim who lives there."""
    tables = course.tables
    address = named("address-", couple)
    tables.add(
        "address",
        id=address,
        happened_at=at,
        recorded_at=at + 5,
        line=named("(simulated address ", couple),
        kind="dwelling",
    )
    tables.add(
        "residence",
        id=named("residence-", couple),
        began_at=at,
        recorded_at=at + 5,
        person=named("domestic-victim-", couple),
        address=address,
    )
    there = course.done_of("mark address")
    marked = course.when("mark address")[there]
    tables.add(
        "address_marker",
        id=named("marker-", made.couple[there]),
        began_at=marked,
        recorded_at=course.entered("mark address", marked, there),
        address=named("address-", made.couple[there]),
        kind="domestic abuse",
        text="what whoever goes there needs to know",
    )
