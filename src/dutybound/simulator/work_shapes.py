"""What people work through, as rows: tasks, cases, time on duty, and what came of them."""

from typing import Final, NamedTuple

import numpy as np

NEVER: Final = 1 << 60
HOLDER: Final = -1  # the queue of whoever holds the case when it is released
ORDINARY, ALLOCATES, CLOSES = range(3)  # what a task does to its case

#: One thing to do. `after` another task by `delay`, or `released` at a time; `urgency` 0 comes first. It is moot once
#: the task `ends_with` is done, or at `until`. One with `again` comes back so long after it was done, at most `limit`
#: times. Each time it is thought of with the chance `habit`; if not, it is looked at again after `looks`, or never (0).
#: Doing it `spawns` a follow-up for the holder with that chance. `key` is the same in every run of one seed.
TASK = np.dtype(
    [
        ("queue", "i4"),
        ("case", "i4"),
        ("released", "i8"),
        ("after", "i4"),
        ("delay", "i4"),
        ("effort", "i4"),
        ("urgency", "i4"),
        ("ends_with", "i4"),
        ("until", "i8"),
        ("kind", "i4"),
        ("again", "i4"),
        ("limit", "i4"),
        ("habit", "f4"),
        ("looks", "i4"),
        ("spawns", "f4"),
        ("spawn_effort", "i4"),
        ("spawn_habit", "f4"),
        ("key", "u8"),
    ]
)
CASE = np.dtype([("squad", "i4"), ("weight", "f4")])
#: Minutes of one person on duty, from a start. A day is several of them, so that what is urgent is seen within hours.
SLICE = np.dtype([("start", "i8"), ("person", "i4"), ("minutes", "i4")])
#: What came of a task that may come back: when, by whom, and when its follow-up was done (0: it had none).
OCCASION = np.dtype([("task", "i4"), ("person", "i4"), ("at", "i8"), ("follow_up", "i8")])
#: A case went to another holder, because the one before left.
HANDOVER = np.dtype([("case", "i4"), ("person", "i4"), ("at", "i8")])
URGENCIES: Final = 6
#: How many tasks wait for their time, how often something that comes back was done, how many cases were handed over.
COUNTS = np.dtype([("waiting", "i8"), ("occasions", "i8"), ("handovers", "i8")])


class Room(NamedTuple):
    """What is to be done, who is there, and how it stands, by task, case, person, queue, or place in a heap."""

    task: np.ndarray  # TASK
    case: np.ndarray  # CASE
    slices: np.ndarray  # SLICE, in the order of their start
    leaves: np.ndarray  # by person, when they go
    starts: np.ndarray  # by person, when they come
    seen: np.ndarray  # by person, when they were last on duty
    serve_first: np.ndarray  # by person, where the pools begin that they serve
    serve_pool: np.ndarray
    squad_first: np.ndarray  # by squad, where its people begin
    squad_of: np.ndarray
    followers_first: np.ndarray  # by task, where those begin that come after it
    followers: np.ndarray
    at: np.ndarray  # by task, when it was done
    by: np.ndarray  # by task, who did it
    left: np.ndarray  # by task and follow-up, minutes of it that are left once somebody is to do it
    turns: np.ndarray  # by task, how often it was to be thought of
    head: np.ndarray  # by queue and urgency, what is first in line
    tail: np.ndarray  # and last
    behind: np.ndarray  # by task and follow-up, what is next in line
    times: np.ndarray  # the heap of what is to come: when
    items: np.ndarray  # and what: a task, a follow-up behind the tasks, or -1 less who leaves
    holder: np.ndarray  # by case, who has it, or had it when it ended
    is_open: np.ndarray  # by case, from when it was given to somebody until it ends
    first_holder: np.ndarray
    load: np.ndarray  # by person, the weight of what they hold
    spent: np.ndarray  # by person, minutes worked
    occasions: np.ndarray  # OCCASION
    handovers: np.ndarray  # HANDOVER
    counts: np.ndarray  # COUNTS, one row
