"""Trigger plans: what to do first when a child who is often missing goes again; made, owned, reviewed, opened, used."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dutybound.simulator.missing import REPEAT_CHILD, Missing
from dutybound.simulator.practising import Course, Subjects
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

STEPS = 4


@dataclass(frozen=True)
class Plans:
    """The plans, by the numbers of their children, and which plan an episode calls for."""

    subjects: Subjects
    owner: np.ndarray  # by plan, a person
    calls_for: np.ndarray  # by episode, the place of its plan or -1


def drawn_plans(made: Missing) -> Plans:
    """Who has a plan, and what there is to do about it whenever its child is missing."""
    one = made.subjects
    often = np.flatnonzero(made.who == REPEAT_CHILD)
    child, first = np.unique(made.person[often], return_index=True)
    began = minute(one.scenario.begins) - one.scenario.warm_up * DAY
    at = began + (one.chance.share("plan made", child) * min(one.scenario.warm_up, 150) * DAY).astype(np.int64)
    plans = Subjects(one.scenario, one.staff, one.agenda, child, one.unit[often[first]], at)
    keeps = np.flatnonzero(plans.does("make trigger plan"))
    plans = Subjects(one.scenario, one.staff, one.agenda, child[keeps], plans.unit[keeps], at[keeps])
    interval = plans.say("review trigger plan", "interval") * DAY
    coordinator = plans.pool("safeguarding coordinator")
    plans.add(
        "review trigger plan", coordinator, released=plans.at + interval.astype(np.int64), again=interval, limit=40
    )
    calls_for = _calls_for(made, plans)
    control, planned = one.pool("control room"), calls_for >= 0
    one.add("open trigger plan", control, planned)
    for step in range(STEPS):
        one.add("use step of plan", control, planned, question=f"step {step}", after="open trigger plan")
    return Plans(plans, _owners(plans), calls_for)


def _calls_for(made: Missing, plans: Subjects) -> np.ndarray:
    """Which plan was there when an episode began."""
    if not len(plans):
        return np.full(len(made.subjects), -1)
    place = np.minimum(np.searchsorted(plans.ids, made.person), len(plans) - 1)
    there = (plans.ids[place] == made.person) & (made.subjects.at > plans.at[place])
    return np.where(there, place, -1)


def _owners(plans: Subjects) -> np.ndarray:
    """One of the coordinators of the division, the same for as long as they serve."""
    pool, staff = plans.pool("safeguarding coordinator"), plans.staff
    owner = np.full(len(plans), -1)
    for queue in np.unique(pool):
        unit, role = next((key for key, number in staff.pools.items() if number == queue), ("", ""))
        names = [one.name for one in plans.scenario.units]
        people = np.flatnonzero((staff.role == role) & (np.array(names, object)[staff.unit] == unit))
        here = np.flatnonzero(pool == queue)
        if len(people):
            owner[here] = people[(plans.chance.share("plan owner", plans.ids[here]) * len(people)).astype(int)]
    return owner


def write_plans(which: Plans, made: Missing, done: Done, tables: Tables) -> None:
    """Plans with their owners, steps and reviews; openings, and what was made of each step."""
    plans, course = which.subjects, Course(which.subjects, done, tables)
    plan = {"began_at": plans.at, "recorded_at": plans.at + 60}
    tables.add("trigger_plan", id=named("trigger-plan-", plans.ids), person=named("missing-person-", plans.ids),
               made_by="safeguarding hub", review_interval="90 days", **plan)  # fmt: skip
    name = named("trigger-plan-", plans.ids)
    leaves = plans.staff.leaves[which.owner]
    tables.add("trigger_plan_owner", id=named("plan-owner-", plans.ids), plan=name, ended_at=leaves,
               officer=named("officer-", which.owner), end_recorded_at=leaves, **plan)  # fmt: skip
    for step in range(STEPS):
        tables.add("trigger_plan_step", id=named("plan-step-", plans.ids * 8 + step), plan=name, text="what to do",
                   **plan)  # fmt: skip
    unit = plans.staff.unit[which.owner]
    course.held("trigger_plan", name, plans.ids, unit, plans.at, np.full(len(plans), NEVER))
    _reviewed(course, name)
    _opened(which, made, Course(made.subjects, done, tables), name)


def _reviewed(course: Course, name: pa.Array) -> None:
    places, turn, what = course.occasions("review trigger plan")
    ids = course.subjects.ids[places] * 64 + turn
    course.tables.add(
        "trigger_plan_review",
        id=named("plan-review-", ids),
        happened_at=what["at"],
        recorded_at=course.entered("review trigger plan", what["at"], places, ids=ids),
        decided_by=named("officer-", what["person"]),
        rationale="as found",
        plan=name.take(places),
        addresses_checked=course.whole("review trigger plan", what["at"], places, ids=ids),
    )


def _opened(which: Plans, made: Missing, course: Course, name: pa.Array) -> None:
    one = made.subjects
    there = course.done_of("open trigger plan")
    at = course.when("open trigger plan")[there]
    course.tables.add(
        "trigger_plan_opening",
        id=named("opening-", one.ids[there]),
        happened_at=at,
        recorded_at=at + 1,
        plan=name.take(which.calls_for[there]),
        episode=named("episode-", one.ids[there]),
    )
    for step in range(STEPS):
        there = course.done_of(f"step {step}")
        at, ids = course.when(f"step {step}")[there], one.ids[there] * 8 + step
        used = one.chance.yes("step used", ids, 0.8)
        why = ~used & course.whole("use step of plan", at, there, ids=ids)
        course.tables.add(
            "trigger_step_use",
            id=named("step-use-", ids),
            happened_at=at,
            recorded_at=course.entered("use step of plan", at, there, ids=ids),
            step=named("plan-step-", which.subjects.ids[which.calls_for[there]] * 8 + step),
            opening=named("opening-", one.ids[there]),
            used=used,
            not_used_because=chosen((None, "the address is no longer theirs"), why),
        )
