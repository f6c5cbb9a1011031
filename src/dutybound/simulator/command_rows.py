"""Who commands the search for a missing person, from acceptance to handover, and how it was given on."""

import numpy as np

from dutybound.simulator.missing import LONG_TERM, Missing, next_turn, tour_of
from dutybound.simulator.practising import Course
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

WEIGHTS = np.array([3.0, 2.0, 1.0, 1.0])  # by level: what an episode takes of an inspector
TOURS = ("early", "late", "night")
HANDOVER = 30  # minutes within which the next tour's acceptance is a handover and no gap
AGES = 1 << 40  # more minutes than any force has worked: episodes lie one after another on one line of time


def write_commands(made: Missing, done: Done, tables: Tables) -> None:
    """Commands and handovers."""
    course, turns = Course(made.subjects, done, tables), Course(made.turns, done, tables)
    place, begins, who, ids = _acceptances(made, course, turns)
    following = np.full(len(place), NEVER)
    following[:-1] = np.where(place[1:] == place[:-1], begins[1:], NEVER)
    over = np.minimum(made.found, course.subjects.at + LONG_TERM)[place]
    ends, known = _ends(made, course, place, begins, following, over)
    there = np.flatnonzero(begins < over)
    tables.add(
        "episode_command",
        id=named("command-", ids[there]),
        began_at=begins[there],
        recorded_at=begins[there] + 1,
        ended_at=ends[there],
        end_recorded_at=np.maximum(known, begins + 1)[there],
        episode=named("episode-", course.subjects.ids[place[there]]),
        officer=named("officer-", who[there]),
        weight=WEIGHTS[made.directed[place[there]]],
    )
    _handed_over(made, turns, place[there], begins[there], ids[there])


def _acceptances(made: Missing, course: Course, turns: Course) -> tuple[np.ndarray, ...]:
    """Of each acceptance, in their order: the place of its episode, when, by whom, and its id."""
    first, later = course.done_of("accept missing"), turns.done_of("take over missing")
    place = np.concatenate([first, made.turn_of[later]])
    begins = np.concatenate([course.when("accept missing")[first], turns.when("take over missing")[later]])
    who = np.concatenate([course.who("accept missing")[first], turns.who("take over missing")[later]])
    turn = np.concatenate([np.zeros(len(first), np.int64), 1 + made.turns.ids[later] % 128])
    ids = course.subjects.ids[place] * 256 + turn
    order = np.lexsort((begins, place))
    return place[order], begins[order], who[order], ids[order]


def _ends(
    made: Missing, course: Course, place: np.ndarray, begins: np.ndarray, following: np.ndarray, over: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """When each ended and when that was entered: with the next acceptance or, where that is late, with its own tour."""
    left = next_turn(begins)
    ends = np.minimum(np.where(following <= left + HANDOVER, following, left), over)
    found = (ends == over) & (over == made.found[place])
    return ends, np.where(found, np.maximum(course.when("record finding")[place], ends), ends)


def _handed_over(made: Missing, turns: Course, place: np.ndarray, begins: np.ndarray, ids: np.ndarray) -> None:
    """Each offer, of the command that somebody had then, and the acceptance that came of it before the next offer."""
    there = turns.done_of("offer missing")
    at, episode = turns.when("offer missing")[there], made.turn_of[there]
    line = place * AGES + begins
    held = np.searchsorted(line, episode * AGES + at, side="right") - 1
    had = (held >= 0) & (place[np.maximum(held, 0)] == episode)
    there, at, held = there[had], at[had], held[had]
    accepted, who = turns.when("take over missing")[there], turns.who("take over missing")[there]
    accepted = np.where(accepted > at, accepted, NEVER)
    turns.tables.add(
        "command_handover",
        id=named("handover-", made.turns.ids[there]),
        happened_at=at,
        recorded_at=at + 1,
        command=named("command-", ids[held]),
        tour=chosen(TOURS, tour_of(at)),
        told=chosen((None, "the risk, what was done, what is to do"), turns.whole("offer missing", at, there)),
        accepted_at=accepted,
        accepted_by=named("officer-", np.where(accepted < NEVER, who, -1)),
        acceptance_recorded_at=accepted,
    )
