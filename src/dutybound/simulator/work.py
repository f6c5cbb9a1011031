"""A force at work: people on duty take what waits for them, the most urgent first, for as long as their time lasts.

Nothing here is drawn by chance, and nothing is late because somebody said so: whoever has more to do than hours does
some of it later. Two runs that differ in one post or one habit differ in what follows from it, and in nothing else.
Times are whole minutes since 1970 in UTC.
"""

# mypy: disable-error-code="no-any-return"

from dataclasses import dataclass
from typing import Any, Final

import numba
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
    order = np.argsort(task["after"], kind="stable")
    followers = order[np.searchsorted(task["after"][order], 0) :].astype(np.int32)
    first = np.searchsorted(task["after"][followers], np.arange(len(task) + 1)).astype(np.int64)
    room = int(task["limit"][task["again"] > 0].sum())
    at, by, holder, occasions, count, handovers, moved, spent = _work(
        task,
        case,
        force.slices,
        force.leaves,
        *force.serves,
        *force.squads,
        force.people + force.pools,
        first,
        followers,
        np.zeros(room, OCCASION),
        until,
    )
    return Done(at, by, holder, occasions[:count], handovers[:moved], spent)


def chance(key: Any, turn: int) -> float:
    """A number from 0 to 1 that is the same for one key and turn in every run (the finaliser of SplitMix64)."""
    x = (np.uint64(key) + np.uint64(turn) * np.uint64(0x9E3779B97F4A7C15)) & np.uint64(0xFFFFFFFFFFFFFFFF)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((x ^ (x >> np.uint64(31))) >> np.uint64(11)) / 9007199254740992.0


_chance: Any = numba.njit(cache=True)(chance)


@numba.njit(cache=True)
def _push(times: Any, items: Any, size: int, time: int, item: int) -> int:
    """Put an item on the heap of what is to come; its new size."""
    at = size
    while at > 0 and times[(at - 1) >> 1] > time:
        times[at], items[at] = times[(at - 1) >> 1], items[(at - 1) >> 1]
        at = (at - 1) >> 1
    times[at], items[at] = time, item
    return size + 1


@numba.njit(cache=True)
def _drop_first(times: Any, items: Any, size: int) -> int:
    """Take the first from the heap; its new size."""
    size -= 1
    time, item, at = times[size], items[size], 0
    while True:
        below = 2 * at + 1
        if below + 1 < size and times[below + 1] < times[below]:
            below += 1
        if below >= size or times[below] >= time:
            break
        times[at], items[at] = times[below], items[below]
        at = below
    times[at], items[at] = time, item
    return size


@numba.njit(cache=True)
def _least_loaded(squad: int, firsts: Any, members: Any, load: Any, leaves: Any, starts: Any, now: int) -> int:
    """Who of a squad holds least; of several, the first. Nobody who has left, or is yet to come."""
    best = -1
    for place in range(firsts[squad], firsts[squad + 1]):
        person = members[place]
        if leaves[person] > now and starts[person] <= now and (best < 0 or load[person] < load[best]):
            best = person
    return best


@numba.njit(cache=True)
def _work(
    task: Any,
    case: Any,
    slices: Any,
    leaves: Any,
    serve_first: Any,
    serve_pool: Any,
    squad_first: Any,
    squad_of: Any,
    queues: int,
    first: Any,
    followers: Any,
    occasions: Any,
    until: int,
) -> Any:
    n, people = len(task), len(leaves)
    room = n + len(occasions)  # follow-ups are tasks too, after the others
    at, by = np.full(n, NEVER, np.int64), np.full(n, -1, np.int32)
    left, turns = np.zeros(room, np.int32), np.zeros(n, np.int32)
    follow_up_of = np.full(len(occasions), -1, np.int32)
    head, tail = np.full((queues, URGENCIES), -1, np.int32), np.full((queues, URGENCIES), -1, np.int32)
    behind = np.full(room, -1, np.int32)
    times, items = np.empty(room + people + 1, np.int64), np.empty(room + people + 1, np.int32)
    holder, first_holder = np.full(len(case), -1, np.int32), np.full(len(case), -1, np.int32)
    load, spent, starts = np.zeros(people, np.float64), np.zeros(people, np.int64), np.full(people, NEVER, np.int64)
    handovers = np.zeros(len(case) + 1, HANDOVER)
    size, count, moved = 0, 0, 0
    for s in range(len(slices)):
        if starts[slices[s].person] == NEVER:
            starts[slices[s].person] = slices[s].start
    for i in range(n):
        if task[i].after < 0 and task[i].released < NEVER:
            size = _push(times, items, size, task[i].released, i)
    for p in range(people):
        if leaves[p] < until:
            size = _push(times, items, size, leaves[p], -1 - p)

    for s in range(len(slices)):
        now, person, minutes = slices[s].start, slices[s].person, slices[s].minutes
        if now >= until:
            break
        while size > 0 and times[0] <= now:
            time, item = times[0], items[0]
            size = _drop_first(times, items, size)
            if item < 0:  # somebody left: their cases and what waits for them go to whoever holds least
                gone = -1 - item
                for c in range(len(case)):
                    if holder[c] == gone:
                        to = _least_loaded(case[c].squad, squad_first, squad_of, load, leaves, starts, time)
                        if to >= 0 and moved < len(handovers):
                            holder[c] = to
                            load[to] += case[c].weight
                            handovers[moved].case, handovers[moved].person, handovers[moved].at = c, to, time
                            moved += 1
                for u in range(URGENCIES):
                    i = head[gone, u]
                    head[gone, u] = tail[gone, u] = -1
                    while i >= 0:
                        following = behind[i]
                        size = _push(times, items, size, time, i)
                        i = following
                continue
            i = item
            if i < n:
                t = task[i]
                if at[i] < NEVER and t.again == 0:
                    continue
                if left[i] == 0:
                    if (t.ends_with >= 0 and at[t.ends_with] < NEVER) or t.until <= time:
                        continue
                    turns[i] += 1
                    if t.habit < 1 and _chance(t.key, turns[i]) >= t.habit:
                        if t.looks > 0 and turns[i] < 400:
                            size = _push(times, items, size, time + t.looks, i)
                        continue
                    left[i] = max(t.effort, 1)
                queue, urgency = t.queue, t.urgency
                if queue == HOLDER:
                    queue = holder[t.case]
            else:
                owner = occasions[follow_up_of[i - n]].task
                queue, urgency = holder[task[owner].case], 3
            if queue < 0:
                continue
            behind[i] = -1
            if tail[queue, urgency] >= 0:
                behind[tail[queue, urgency]] = i
            else:
                head[queue, urgency] = i
            tail[queue, urgency] = i

        used = 0
        while used < minutes:
            queue, urgency = -1, URGENCIES
            for u in range(URGENCIES):
                if head[person, u] >= 0:
                    queue, urgency = person, u
                    break
            for place in range(serve_first[person], serve_first[person + 1]):
                for u in range(urgency):
                    if head[serve_pool[place], u] >= 0:
                        queue, urgency = serve_pool[place], u
                        break
            if queue < 0:
                break
            i = head[queue, urgency]
            if i < n:
                t = task[i]
                moot = (t.ends_with >= 0 and at[t.ends_with] < NEVER) or t.until <= now + used
            else:
                closing = task[occasions[follow_up_of[i - n]].task].ends_with
                moot = closing >= 0 and at[closing] < NEVER
            spend = 0 if moot else min(left[i], minutes - used)
            left[i] -= spend
            used += spend
            spent[person] += spend
            if left[i] > 0 and not moot:
                break
            head[queue, urgency] = behind[i]
            if behind[i] < 0:
                tail[queue, urgency] = -1
            left[i] = 0
            if moot:
                continue
            done_at = now + used
            if i >= n:
                occasions[follow_up_of[i - n]].follow_up = done_at
                continue
            at[i], by[i] = done_at, person
            if t.kind == ALLOCATES:
                to = _least_loaded(case[t.case].squad, squad_first, squad_of, load, leaves, starts, done_at)
                holder[t.case] = first_holder[t.case] = to
                if to >= 0:
                    load[to] += case[t.case].weight
            elif t.kind == CLOSES and holder[t.case] >= 0:
                load[holder[t.case]] -= case[t.case].weight
                holder[t.case] = -1
            if t.again > 0:
                occasions[count].task, occasions[count].person, occasions[count].at = i, person, done_at
                if t.spawns > 0 and _chance(t.key, -turns[i]) < t.spawns and t.case >= 0 and holder[t.case] >= 0:
                    occasions[count].follow_up = NEVER
                    if _chance(t.key, 1000 + turns[i]) < t.spawn_habit:
                        follow_up_of[count] = count
                        left[n + count] = max(t.spawn_effort, 1)
                        size = _push(times, items, size, done_at, n + count)
                count += 1
                if turns[i] < t.limit:
                    size = _push(times, items, size, done_at + t.again, i)
            for place in range(first[i], first[i + 1]):
                child = followers[place]
                size = _push(times, items, size, done_at + task[child].delay, child)
    return at, by, first_holder, occasions, count, handovers, moved, spent
