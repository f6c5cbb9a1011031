"""A force at work: people on duty take what waits for them, the most urgent first, for as long as their time lasts.

Nothing here is drawn by chance, and nothing is late because somebody said so: whoever has more to do than hours does
some of it later. Two runs that differ in one post or one habit differ in what follows from it, and in nothing else.
Times are whole minutes since 1970 in UTC.
"""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.work_kernel import work_through
from dutybound.simulator.work_shapes import (
    ALLOCATES,
    CASE,
    CLOSES,
    COUNTS,
    HANDOVER,
    HOLDER,
    NEVER,
    OCCASION,
    ORDINARY,
    SLICE,
    TASK,
    URGENCIES,
    Room,
)

__all__ = ["ALLOCATES", "CASE", "CLOSES", "HOLDER", "NEVER", "ORDINARY", "SLICE", "TASK", "Done", "Workforce", "tasks",
           "work"]  # fmt: skip


@dataclass(frozen=True)
class Workforce:
    """Who is there. Person p works through queue p, then through the pools `serves[p]` (queues after the last person).

    `squads` are the people among whom a case is given to whoever holds least. `leaves` is when somebody goes for good.
    """

    slices: np.ndarray  # SLICE, in the order of their start
    leaves: np.ndarray  # i8, one a person
    serves: tuple[np.ndarray, np.ndarray]  # offsets by person, then the pools
    squads: tuple[np.ndarray, np.ndarray]  # offsets by squad, then the people
    pools: int

    @property
    def people(self) -> int:
        return len(self.leaves)


@dataclass(frozen=True)
class Done:
    """What was done when, by whom. `at` is NEVER for what was not."""

    at: np.ndarray  # i8, by task
    by: np.ndarray  # i4, by task
    holder: np.ndarray  # i4, by case: the first holder, -1 where nobody was found
    occasions: np.ndarray  # OCCASION
    handovers: np.ndarray  # HANDOVER
    spent: np.ndarray  # i8, minutes worked by person


def tasks(count: int) -> np.ndarray:
    """So many tasks with nothing said about them: ordinary, once, always thought of, never moot."""
    made = np.zeros(count, TASK)
    made["case"] = made["after"] = made["ends_with"] = -1
    made["released"] = made["until"] = NEVER
    made["habit"] = made["spawn_habit"] = 1
    made["urgency"] = 3
    return made


def work(task: np.ndarray, case: np.ndarray, force: Workforce, until: int) -> Done:
    """Let the force work until a minute. The tasks stand in any order; what nobody reached by then is not done."""
    room = _room(task, case, force)
    work_through(room, until)
    counts = room.counts[0]
    return Done(
        room.at,
        room.by,
        room.first_holder,
        room.occasions[: counts["occasions"]],
        room.handovers[: counts["handovers"]],
        room.spent,
    )


def _room(task: np.ndarray, case: np.ndarray, force: Workforce) -> Room:
    """Everything that is to be worked through, and room for what comes of it. Follow-ups stand behind the tasks."""
    tasks, people, queues = len(task), force.people, force.people + force.pools
    order = np.argsort(task["after"], kind="stable")
    followers = order[np.searchsorted(task["after"][order], 0) :].astype(np.int32)
    occasions = int(task["limit"][task["again"] > 0].sum())
    both = tasks + occasions
    starts = np.full(people, NEVER, np.int64)
    np.minimum.at(starts, force.slices["person"], force.slices["start"])
    return Room(
        task=task,
        case=case,
        slices=force.slices,
        leaves=force.leaves,
        starts=starts,
        seen=np.full(people, -NEVER, np.int64),
        serve_first=force.serves[0],
        serve_pool=force.serves[1],
        squad_first=force.squads[0],
        squad_of=force.squads[1],
        followers_first=np.searchsorted(task["after"][followers], np.arange(tasks + 1)).astype(np.int64),
        followers=followers,
        at=np.full(tasks, NEVER, np.int64),
        by=np.full(tasks, -1, np.int32),
        left=np.zeros(both, np.int32),
        turns=np.zeros(tasks, np.int32),
        head=np.full((queues, URGENCIES), -1, np.int32),
        tail=np.full((queues, URGENCIES), -1, np.int32),
        behind=np.full(both, -1, np.int32),
        times=np.empty(both + people + 1, np.int64),
        items=np.empty(both + people + 1, np.int32),
        holder=np.full(len(case), -1, np.int32),
        is_open=np.zeros(len(case), np.bool_),
        first_holder=np.full(len(case), -1, np.int32),
        load=np.zeros(people, np.float64),
        spent=np.zeros(people, np.int64),
        occasions=np.zeros(occasions, OCCASION),
        handovers=np.zeros(len(case) + 1, HANDOVER),
        counts=np.zeros(1, COUNTS),
    )
