"""Compiled: a force works through its tasks (`work.py`). Everything compiled stands in this file, so that what numba
keeps of it on disk is made anew when any of it changes."""

# mypy: disable-error-code="no-any-return"

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

from dutybound.simulator.work_shapes import ALLOCATES, CLOSES, HOLDER, NEVER, URGENCIES, Room

NUMBA: Any = numba  # its stubs do not know its private options
Function = TypeVar("Function", bound=Callable[..., Any])
ORDINARY_URGENCY = 3  # of a follow-up
DAY = 1440
TURNS_AT_MOST = 400  # so often what was forgotten is looked at again


def compiled(function: Function) -> Function:
    """A function that only other compiled functions call. `_nrt=False`: otherwise numba counts references to each array
    of the room at every call, which made the work several times slower (a private option of numba). `forceinline`:
    otherwise all arrays of the room are handed over at every call, which took half as long again."""
    return cast(Function, NUMBA.njit(nogil=True, error_model="numpy", _nrt=False, forceinline=True)(function))


def chance(key: Any, turn: int) -> float:
    """A number from 0 to 1 that is the same for one key and turn in every run (the finaliser of SplitMix64)."""
    x = (np.uint64(key) + np.uint64(turn) * np.uint64(0x9E3779B97F4A7C15)) & np.uint64(0xFFFFFFFFFFFFFFFF)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((x ^ (x >> np.uint64(31))) >> np.uint64(11)) / 9007199254740992.0


drawn: Any = compiled(chance)


@compiled
def put_off(k: Room, time: int, item: int) -> None:
    """Put an item on the heap of what is to come."""
    at = k.counts[0].waiting
    k.counts[0].waiting = at + 1
    while at > 0 and k.times[(at - 1) >> 1] > time:
        k.times[at], k.items[at] = k.times[(at - 1) >> 1], k.items[(at - 1) >> 1]
        at = (at - 1) >> 1
    k.times[at], k.items[at] = time, item


@compiled
def drop_first(k: Room) -> None:
    """Take the first from the heap of what is to come."""
    size = k.counts[0].waiting - 1
    k.counts[0].waiting = size
    time, item, at = k.times[size], k.items[size], 0
    while True:
        below = 2 * at + 1
        if below + 1 < size and k.times[below + 1] < k.times[below]:
            below += 1
        if below >= size or k.times[below] >= time:
            break
        k.times[at], k.items[at] = k.times[below], k.items[below]
        at = below
    k.times[at], k.items[at] = time, item


@compiled
def least_loaded(k: Room, squad: int, now: int) -> int:
    """Who of a squad holds least, of those who were on duty within a day if there are any; of several, the first.
    Nobody who has left, or is yet to come."""
    best, there = -1, -1
    for place in range(k.squad_first[squad], k.squad_first[squad + 1]):
        person = k.squad_of[place]
        if k.leaves[person] > now and k.starts[person] <= now:
            if best < 0 or k.load[person] < k.load[best]:
                best = person
            if k.seen[person] > now - DAY and (there < 0 or k.load[person] < k.load[there]):
                there = person
    return there if there >= 0 else best


@compiled
def is_moot(k: Room, item: int, now: int) -> bool:
    """Whether what it was for is over: its case has ended, or its time has passed."""
    if item < len(k.task):
        ends_with = k.task[item].ends_with
        return (ends_with >= 0 and k.at[ends_with] < NEVER) or k.task[item].until <= now
    ends_with = k.task[k.occasions[item - len(k.task)].task].ends_with
    return ends_with >= 0 and k.at[ends_with] < NEVER


@compiled
def is_thought_of(k: Room, i: int, time: int) -> bool:
    """Whether a task that is due is thought of; if it is not, it is looked at again later, or never."""
    t = k.task[i]
    k.turns[i] += 1
    if t.habit >= 1 or drawn(t.key, k.turns[i]) < t.habit:
        return True
    if t.looks > 0 and k.turns[i] < TURNS_AT_MOST:
        put_off(k, time + t.looks, i)
    return False


@compiled
def queue_of(k: Room, item: int, time: int) -> int:
    """Where an item waits: with the holder of its case, the last one if it has ended, or where it says; nowhere (-1)
    if nobody ever held the case. What a person who is not there would do is done by whoever shares their work."""
    i = item if item < len(k.task) else k.occasions[item - len(k.task)].task
    queue = HOLDER if i != item else k.task[i].queue
    if queue == HOLDER:
        queue = k.holder[k.task[i].case]
    if 0 <= queue < len(k.leaves) and (k.leaves[queue] <= time or k.starts[queue] > time):
        first = k.serve_first[queue]
        return k.serve_pool[first] if first < k.serve_first[queue + 1] else -1
    return queue


@compiled
def line_up(k: Room, item: int, queue: int, urgency: int) -> None:
    """Put an item last in its queue."""
    k.behind[item] = -1
    if k.tail[queue, urgency] >= 0:
        k.behind[k.tail[queue, urgency]] = item
    else:
        k.head[queue, urgency] = item
    k.tail[queue, urgency] = item


@compiled
def release(k: Room, item: int, time: int) -> None:
    """The time of an item has come: it waits for somebody, unless it is moot or forgotten."""
    urgency = ORDINARY_URGENCY
    if item < len(k.task):
        t = k.task[item]
        urgency = t.urgency
        if k.at[item] < NEVER and t.again == 0:
            return
        if k.left[item] == 0:
            if is_moot(k, item, time) or not is_thought_of(k, item, time):
                return
            k.left[item] = max(t.effort, 1)
    queue = queue_of(k, item, time)
    if queue >= 0:
        line_up(k, item, queue, urgency)


@compiled
def hand_over(k: Room, gone: int, time: int) -> None:
    """The cases of somebody who left go to whoever of their squad holds least."""
    for c in range(len(k.case)):
        if k.holder[c] == gone and k.is_open[c]:
            to = least_loaded(k, k.case[c].squad, time)
            row = k.counts[0].handovers
            if to >= 0 and row < len(k.handovers):
                k.holder[c] = to
                k.load[to] += k.case[c].weight
                k.handovers[row].case, k.handovers[row].person, k.handovers[row].at = c, to, time
                k.counts[0].handovers = row + 1


@compiled
def leave(k: Room, gone: int, time: int) -> None:
    """Somebody left: their cases go to others, and what waited for them is released again."""
    hand_over(k, gone, time)
    for urgency in range(URGENCIES):
        item = k.head[gone, urgency]
        k.head[gone, urgency] = k.tail[gone, urgency] = -1
        while item >= 0:
            following = k.behind[item]
            put_off(k, time, item)
            item = following


@compiled
def release_until(k: Room, now: int) -> None:
    """Everything whose time has come by now, in its order."""
    while k.counts[0].waiting > 0 and k.times[0] <= now:
        time, item = k.times[0], k.items[0]
        drop_first(k)
        if item < 0:
            leave(k, -1 - item, time)
        else:
            release(k, item, time)


@compiled
def first_in_line(k: Room, person: int) -> tuple[int, int]:
    """The queue and urgency of what somebody takes next: the most urgent, their own before that of a pool."""
    queue, urgency = -1, URGENCIES
    for u in range(URGENCIES):
        if k.head[person, u] >= 0:
            queue, urgency = person, u
            break
    for place in range(k.serve_first[person], k.serve_first[person + 1]):
        for u in range(urgency):
            if k.head[k.serve_pool[place], u] >= 0:
                queue, urgency = k.serve_pool[place], u
                break
    return queue, urgency


@compiled
def change_case(k: Room, i: int, now: int) -> None:
    """A task that gives its case to somebody, or ends it."""
    t = k.task[i]
    if t.kind == ALLOCATES:
        to = least_loaded(k, k.case[t.case].squad, now)
        k.holder[t.case] = k.first_holder[t.case] = to
        k.is_open[t.case] = to >= 0
        if to >= 0:
            k.load[to] += k.case[t.case].weight
    elif t.kind == CLOSES and k.is_open[t.case]:
        k.load[k.holder[t.case]] -= k.case[t.case].weight
        k.is_open[t.case] = False


@compiled
def come_back(k: Room, i: int, person: int, now: int) -> None:
    """A task that comes back: that it was done, its follow-up if it has one, and when it is next due."""
    t, row, turn = k.task[i], k.counts[0].occasions, k.turns[i]
    k.counts[0].occasions = row + 1
    what = k.occasions[row]
    what.task, what.person, what.at = i, person, now
    if t.spawns > 0 and drawn(t.key, -turn) < t.spawns and t.case >= 0 and k.is_open[t.case]:
        what.follow_up = NEVER
        if drawn(t.key, 1000 + turn) < t.spawn_habit:
            k.left[len(k.task) + row] = max(t.spawn_effort, 1)
            put_off(k, now, len(k.task) + row)
    if turn < t.limit:
        put_off(k, now + t.again, i)


@compiled
def complete(k: Room, item: int, person: int, now: int) -> None:
    """An item is done: what follows from that."""
    if item >= len(k.task):
        k.occasions[item - len(k.task)].follow_up = now
        return
    k.at[item], k.by[item] = now, person
    change_case(k, item, now)
    if k.task[item].again > 0:
        come_back(k, item, person, now)
    for place in range(k.followers_first[item], k.followers_first[item + 1]):
        put_off(k, now + k.task[k.followers[place]].delay, k.followers[place])


@compiled
def serve(k: Room, person: int, begins: int, minutes: int) -> None:
    """Somebody works through what waits for them for so many minutes; what is begun goes on next time."""
    used = 0
    while used < minutes:
        queue, urgency = first_in_line(k, person)
        if queue < 0:
            return
        item = k.head[queue, urgency]
        moot = is_moot(k, item, begins + used)
        spend = 0 if moot else min(k.left[item], minutes - used)
        k.left[item] -= spend
        k.spent[person] += spend
        used += spend
        if k.left[item] > 0 and not moot:
            return
        k.head[queue, urgency] = k.behind[item]
        if k.behind[item] < 0:
            k.tail[queue, urgency] = -1
        k.left[item] = 0
        if not moot:
            complete(k, item, person, begins + used)


@numba.njit(nogil=True, error_model="numpy", cache=True)
def work_through(k: Room, until: int) -> None:
    """Everybody's time on duty, in its order, until a minute."""
    for i in range(len(k.task)):
        if k.task[i].after < 0 and k.task[i].released < NEVER:
            put_off(k, k.task[i].released, i)
    for person in range(len(k.leaves)):
        if k.leaves[person] < until:
            put_off(k, k.leaves[person], -1 - person)
    for s in range(len(k.slices)):
        now = k.slices[s].start
        if now >= until:
            return
        release_until(k, now)
        k.seen[k.slices[s].person] = now
        serve(k, k.slices[s].person, now, k.slices[s].minutes)
