"""The records of investigations: what was reported and recorded, and then table by table from what was done when."""

import numpy as np

from dutybound.simulator.case_rows import CaseRows
from dutybound.simulator.crimes import KINDS, Crimes
from dutybound.simulator.desk import write_desk
from dutybound.simulator.devices import write_devices
from dutybound.simulator.investigation import Investigations
from dutybound.simulator.review_rows import write_reviews
from dutybound.simulator.scenes import write_materials, write_scenes
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.victim_rows import write_victims
from dutybound.simulator.victims import write_people_wronged
from dutybound.simulator.work import NEVER, Done

LONG_AGO = 3 * 365 * DAY


def write_investigations(made: Investigations, done: Done, tables: Tables) -> None:
    """All tables of investigations."""
    _reported(made.crimes, tables)
    _answered_for(made, done, tables)
    write_people_wronged(made.first.subjects.scenario, made.crimes, tables)
    write_desk(made.desk, done, tables)
    for work in (made.first, made.again):
        rows = CaseRows(work, done, tables)
        rows.write()
        write_reviews(rows)
        write_victims(rows)
    write_scenes(made.scenes, done, tables)
    write_materials(made.materials, done, tables)
    write_devices(made.devices, done, tables)
    founded = np.array([made.crimes.came.at.min(initial=NEVER) - LONG_AGO])
    tables.add("agency", id=["victim-service"], name=["Simulated victim service"], kind="victim service",
               began_at=founded, recorded_at=founded)  # fmt: skip


def _answered_for(made: Investigations, done: Done, tables: Tables) -> None:
    """Until somebody is given it, an investigation is the local team's that took the report; what is filed stays so."""
    crimes, staff = made.crimes, made.first.subjects.staff
    until = np.full(len(crimes.ids), NEVER)
    until[made.first.crime] = done.at[made.first.subjects.tasks["allocate"]]
    tables.add(
        "holding", id=named("holding-first-", crimes.ids), subject_table="investigation",
        subject=named("investigation-", crimes.ids), unit=staff.unit_names(crimes.came.unit), began_at=crimes.came.at,
        recorded_at=crimes.came.at, ended_at=until, end_recorded_at=until, weight=0.0,
    )  # fmt: skip


def _reported(crimes: Crimes, tables: Tables) -> None:
    """Each report, the decision to record it, the crime, and its investigation."""
    names, at = named("incident-", crimes.ids), crimes.came.at
    tables.add("incident", id=names, happened_at=at, recorded_at=at + 5, alleges_crime=True)
    decided = at + (tables.chance.wait("recording decided", crimes.ids, 5 * 60)).astype(np.int64)
    tables.add(
        "recording_decision", id=named("recording-", crimes.ids), incident=names, happened_at=decided,
        recorded_at=decided, decision="record", decided_by="crime desk", rationale="as reported",
    )  # fmt: skip
    tables.add("crime", id=named("crime-", crimes.ids), incident=names, happened_at=decided, recorded_at=decided)
    tables.add(
        "investigation", id=named("investigation-", crimes.ids), happened_at=at, recorded_at=at + 30,
        victim=named("victim-", np.where(crimes.person, crimes.ids, -1)),
        against=chosen(("business or body", "person"), crimes.person),
        category=chosen([one.category for one in KINDS.values()], crimes.kind),
    )  # fmt: skip
