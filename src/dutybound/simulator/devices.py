"""Phones and computers: taken, put in an order by harm, examined at a hub or in the unit, and given back."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.casework import Casework
from dutybound.simulator.practising import Course
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import HOLDER, NEVER, Done

BANDS = ("immediate", "urgent", "soon", "routine")
PROMISED = ("7 days", "14 days", "28 days", "28 days")
OWNERS, OWNERS_SHARES = ("suspect", "victim", "witness"), (0.72, 0.22, 0.06)  # project defaults
IMMEDIATE, AT_HUB = 0.06, 0.55  # of the gravest; of all but these: project defaults
HUB_EFFORT = 0.3  # of what the unit takes for one


@dataclass(frozen=True)
class Devices:
    """Cases with a device: whose it is, how urgent (the place among BANDS), and whether a hub can read it."""

    work: Casework
    taken: np.ndarray
    owner: np.ndarray
    band: np.ndarray
    hub: np.ndarray


def drawn_devices(work: Casework) -> Devices:
    """Every device, and what is done with it; the band is the urgency of the work on it."""
    one = work.subjects
    taken = work.crimes.has("device")[work.crime]
    owner = one.chance.one_of("whose device", one.ids, OWNERS_SHARES)
    sound = one.does("put devices in order", "quality")
    grave = np.where(sound, work.level, one.chance.one_of("band by chance", one.ids, (1, 1, 1)))
    band = np.where((grave == 0) & one.yes("immediate", IMMEDIATE), 0, 1 + grave)
    hub = (band > 0) & one.yes("at the hub", AT_HUB)
    unit, near = one.pool("examiner"), one.pool("hub examiner")
    queue, effort = np.where(hub, near, unit), one.say("examine device", "effort")
    work.add("take device", HOLDER, taken, after="accept")
    work.add("put devices in order", HOLDER, taken, after="take device")  # whoever takes it says how urgent it is
    one.add("begin examination", queue, taken, after="put devices in order", urgency=1 + band)
    effort = np.maximum(5, one.chance.about("device", one.ids, effort, 0.7) * np.where(hub, HUB_EFFORT, 1))
    one.add("examine device", queue, taken, after="begin examination", urgency=1 + band, effort=effort)
    one.add("return device", queue, taken & (owner > 0), after="examine device")
    return Devices(work, taken, owner, band, hub)


def write_devices(made: Devices, done: Done, tables: Tables) -> None:
    """Exhibits, how urgent they were found, their stages and how long they waited."""
    one, course = made.work.subjects, Course(made.work.subjects, done, tables)
    name, at, begun = named("device-", one.ids), course.when("take device"), course.when("begin examination")
    there = course.done_of("take device")
    theirs = made.owner[there] > 0
    agreed = theirs & course.whole("agree on device", at[there], there)
    agreed_at = np.where(agreed, at[there] + 15, NEVER)
    tables.add(
        "digital_exhibit", id=name.take(there), investigation=named("investigation-", one.ids[there]),
        happened_at=at[there], recorded_at=at[there],
        level=chosen(("unit", "hub"), made.hub[there]), of_whom=chosen(OWNERS, made.owner[there]),
        promised_within=chosen((None, *PROMISED), np.where(theirs, made.band[there] + 1, 0)),
        agreed_at=agreed_at, agreement_recorded_at=agreed_at,
    )  # fmt: skip
    tables.add(
        "digital_queue", id=named("device-wait-", one.ids[there]), exhibit=name.take(there),
        unit=chosen([each.name for each in one.scenario.units], _unit(made)[there]), began_at=at[there],
        recorded_at=at[there], ended_at=begun[there], end_recorded_at=begun[there],
    )  # fmt: skip
    there, at = course.done_of("put devices in order"), course.when("put devices in order")
    tables.add(
        "digital_triage", id=named("device-order-", one.ids[there]), exhibit=name.take(there), happened_at=at[there],
        recorded_at=at[there], assessed_by="officer in the case", form="order of devices, version 1",
        band=chosen(BANDS, made.band[there]), out_of_turn=False,
    )  # fmt: skip
    for stage, question in (
        ("examination", "begin examination"),
        ("reported", "examine device"),
        ("returned", "return device"),
    ):
        there, at = course.done_of(question), course.when(question)
        tables.add(
            "digital_stage", id=named(f"device-{stage}-", one.ids[there]), exhibit=name.take(there),
            happened_at=at[there], recorded_at=at[there], stage=stage,
        )  # fmt: skip


def _unit(made: Devices) -> np.ndarray:
    """Where each waits: the unit of whoever serves its queue."""
    one = made.work.subjects
    named_by = {unit.name: number for number, unit in enumerate(one.scenario.units)}
    of_pool = {pool: named_by[unit] for (unit, _), pool in one.staff.pools.items()}
    queue = np.where(made.hub, one.pool("hub examiner"), one.pool("examiner"))
    return np.array([of_pool.get(pool, 0) for pool in range(queue.max() + 1)])[queue]
