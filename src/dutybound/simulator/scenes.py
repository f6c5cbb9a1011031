"""Scenes that are examined or, for a reason, are not; and material that goes to a laboratory and comes back."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.casework import Casework
from dutybound.simulator.crimes import SEEN, Crimes
from dutybound.simulator.practising import Course, Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import HOLDER, NEVER, Done

IDENTIFIED_AT_SCENE, IDENTIFIED_BY_LABORATORY = 0.08, 0.35  # project defaults


@dataclass(frozen=True)
class Scenes:
    """Crimes whose scene somebody decides on; some have one that is worth examining."""

    subjects: Subjects
    attend: np.ndarray


def drawn_scenes(scenario: Scenario, staff: Staff, agenda: Agenda, crimes: Crimes) -> Scenes:
    """Every burglary, robbery and sexual offence, and some others, by what whoever goes there sees."""
    worth = crimes.has("scene")
    there = np.flatnonzero(worth | np.isin(crimes.kind, SEEN))
    one = Subjects(scenario, staff, agenda, crimes.ids[there], crimes.came.unit[there], crimes.came.at[there])
    one.add("decide on scene", one.pool("response officer"))
    one.add("examine scene", one.pool("scene examiner"), worth[there], after="decide on scene")
    return Scenes(one, worth[there])


def write_scenes(made: Scenes, done: Done, tables: Tables) -> None:
    """Decisions and examinations."""
    one, course = made.subjects, Course(made.subjects, done, tables)
    there, at = course.done_of("decide on scene"), course.when("decide on scene")
    attend = made.attend[there]
    decided = course.entered("decide on scene", at, np.arange(len(one)))
    reasoned = attend | course.whole("decide on scene", at[there], there)
    name = named("scene-", one.ids)
    tables.add(
        "scene_decision", id=name.take(there), investigation=named("investigation-", one.ids[there]),
        happened_at=at[there], recorded_at=decided[there],
        decision=chosen(("do not attend", "attend"), attend), decided_by="response officer",
        rationale=chosen((None, "simulated reason"), reasoned),
    )  # fmt: skip
    there, at = course.done_of("examine scene"), course.when("examine scene")
    tables.add(
        "scene_attendance", id=named("attendance-", one.ids[there]), decision=name.take(there), happened_at=at[there],
        recorded_at=np.maximum(course.entered("examine scene", at[there], there), decided[there]),
        identified=one.yes("identified at scene", IDENTIFIED_AT_SCENE)[there],
    )  # fmt: skip


@dataclass(frozen=True)
class Materials:
    """Cases with something for a laboratory; how long it takes there to come to each stage, in minutes."""

    work: Casework
    received: np.ndarray
    begun: np.ndarray
    result: np.ndarray


def drawn_materials(work: Casework) -> Materials:
    """What is sent; the laboratory's wait is drawn, because it is no part of the force. A result goes to whichever
    supervisor is there, because the officer may be away."""
    one = work.subjects
    sent = work.crimes.has("material")[work.crime]
    received = 600 + one.wait("courier")
    result = received + one.wait("laboratory") + DAY
    begun = received + ((result - received) * one.chance.share("begun", one.ids)).astype(np.int64)
    office = one.pool("submissions officer")
    work.add("submit material", HOLDER, sent, after="accept")
    work.add("authorise submission", office, sent, after="submit material")
    work.add("dispatch submission", office, sent, after="authorise submission")
    work.add("read result", work.supervisors, sent, after="dispatch submission", delay=result)
    return Materials(work, received, begun, result)


def write_materials(made: Materials, done: Done, tables: Tables) -> None:
    """Submissions, with every stage that they came to."""
    one, course = made.work.subjects, Course(made.work.subjects, done, tables)
    there, at = course.done_of("submit material"), course.when("submit material")
    tables.add(
        "forensic_submission", id=named("submission-", one.ids[there]),
        investigation=named("investigation-", one.ids[there]), happened_at=at[there], recorded_at=at[there],
    )  # fmt: skip
    sent = course.when("dispatch submission")
    identified = one.yes("identified", IDENTIFIED_BY_LABORATORY)
    tracked = one.does("track submission", "quality")

    def later(by: np.ndarray) -> np.ndarray:
        return np.where(sent < NEVER, sent + by, NEVER)

    for number, (stage, when, kept) in enumerate(
        (
            ("authorised", course.when("authorise submission"), tracked),
            ("dispatched", sent, np.full(len(one), True)),
            ("received", later(made.received), tracked),
            ("examination", later(made.begun), tracked),
            ("identification", later(made.result), identified),
            ("negative", later(made.result), ~identified),
            ("acknowledged", course.when("read result"), identified),
        )
    ):
        there = np.flatnonzero((when < NEVER) & kept)
        tables.add(
            "forensic_stage", id=named("stage-", one.ids[there], np.full(len(there), number)),
            submission=named("submission-", one.ids[there]), happened_at=when[there], recorded_at=when[there],
            stage=stage,
        )  # fmt: skip
