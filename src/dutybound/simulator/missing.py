"""People who are missing: reported, graded, accepted by an inspector, decided about again, found, and heard."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.demand import arrivals
from dutybound.simulator.practising import Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, ahead_of_utc
from dutybound.simulator.staffing import Staff

HIGH, MEDIUM, LOW, ABSENT = range(4)
LEVEL_SHARES = (0.09, 0.30, 0.22, 0.39)  # 39% are called absent: 2,500 of 6,400 (project default)
REPEAT_CHILD, OTHER_CHILD, ADULT = range(3)
WHO_SHARES = (0.31, 0.25, 0.44)  # more than half are children (national); a third of all are of few (project default)
PEOPLE = (250, 2500, 4500)  # of each, those from among whom they come in a force of this size (project default)
#: Four in five are found within a day and one in forty is gone for more than a week (national, 2015/16).
GONE, GONE_SPREAD = 6 * 60, 1.7
LONG_TERM = 28 * DAY
TURN = 480  # a tour of duty, minutes; the first begins at six
TURNS = 128
OFFERED = 12  # minutes before its end in which a tour offers its episodes to the next; project default


@dataclass(frozen=True)
class Missing:
    """All episodes and what is true of each. A level is 0 high, 1 medium, 2 low, 3 absent: no apparent risk."""

    subjects: Subjects
    person: np.ndarray
    who: np.ndarray  # REPEAT_CHILD ...
    found: np.ndarray  # minute
    level: np.ndarray  # as it is
    graded: np.ndarray  # as the control room has it at first
    directed: np.ndarray  # as the inspector has it afterwards
    before: np.ndarray  # whether they were missing within a year before
    third: np.ndarray  # whether it is at least the third time within 90 days, of a child
    turns: Subjects  # each change of tour while somebody is missing
    turn_of: np.ndarray  # the place of its episode

    @property
    def child(self) -> np.ndarray:
        return np.asarray(self.who != ADULT)


def drawn_missing(scenario: Scenario, staff: Staff, agenda: Agenda) -> Missing:
    """Every report, and what there is to do about it."""
    came = arrivals(scenario, agenda.chance, "missing report")
    one = Subjects(scenario, staff, agenda, came.ids, came.unit, came.at)
    made = _true(one)
    _commanded(made)
    _searched(made)
    return made


def _true(one: Subjects) -> Missing:
    chance = one.chance
    shares = np.array([unit.shares.get("missing report", 0) for unit in one.scenario.units])
    who = chance.one_of("who is missing", one.ids, WHO_SHARES)
    among = np.maximum(1, np.array(PEOPLE)[who] * shares[one.unit])
    person = (one.unit * 3 + who) * 10_000 + np.floor(among * chance.share("person", one.ids)).astype(np.int64)
    found = one.at + np.maximum(15, chance.about("gone for", one.ids, GONE, GONE_SPREAD)).astype(np.int64)
    level = chance.one_of("missing level", one.ids, LEVEL_SHARES)
    aside = np.where(one.yes("too low", 0.75), level + 1, level - 1)
    aside = np.where(level == ABSENT, LOW, np.clip(aside, HIGH, ABSENT))
    graded = np.where(one.does("assess missing call", "quality"), level, aside)
    directed = np.where(one.does("first direction", "quality"), level, graded)
    before, third = _earlier(person, one.at, who)
    turns, turn_of = _turns(one, found)
    return Missing(one, person, who, found, level, graded, directed, before, third, turns, turn_of)


def _earlier(person: np.ndarray, at: np.ndarray, who: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether each was missing within a year before, and whether a child is so for the third time in 90 days."""
    order = np.lexsort((at, person))
    before, third = np.zeros(len(at), bool), np.zeros(len(at), bool)
    for back, within, made in ((1, 365 * DAY, before), (2, 90 * DAY, third)):
        same = person[order][back:] == person[order][:-back]
        made[order[back:]] = same & (at[order][back:] - at[order][:-back] < within)
    return before, third & (who != ADULT)


def next_turn(at: np.ndarray) -> np.ndarray:
    """When the tour of duty of a minute ends."""
    return np.asarray(at + TURN - (at + ahead_of_utc(at) - 360) % TURN)


def tour_of(at: np.ndarray) -> np.ndarray:
    """In which tour of duty a minute lies: 0 early, 1 late, 2 night."""
    return np.asarray((at + ahead_of_utc(at) - 360) // TURN % 3)


def _turns(one: Subjects, found: np.ndarray) -> tuple[Subjects, np.ndarray]:
    """One subject for each change of tour while somebody is missing, until the case is called long-term."""
    first, last = next_turn(one.at), np.minimum(found, one.at + LONG_TERM)
    count = np.clip((last - first) // TURN + 1, 0, TURNS - 1)
    place = np.repeat(np.arange(len(one)), count)
    number = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    ids, at = one.ids[place] * TURNS + number, first[place] + number * TURN
    return Subjects(one.scenario, one.staff, one.agenda, ids, one.unit[place], at), place


def _commanded(made: Missing) -> None:
    """The control room grades, the duty inspector accepts, directs, decides again; the next tour takes over."""
    one, control, inspector = made.subjects, made.subjects.pool("control room"), made.subjects.pool("duty inspector")
    one.add("assess missing call", control)
    one.add("accept missing", inspector, until=made.found)
    one.add("first direction", inspector, after="accept missing", until=made.found)
    practices = ("decide high risk again", "decide medium risk again", "decide low risk again", "decide absence again")
    again = np.choose(made.directed, [one.say(practice, "interval") for practice in practices]) * DAY
    again = np.maximum(again, 30).astype(np.int64)
    until = np.minimum(made.found, one.at + LONG_TERM)
    for level, practice in enumerate(practices):
        here = made.directed == level
        one.add(practice, inspector, here, after="assess missing call", delay=again, again=again, until=until,
                limit=np.minimum((until - one.at) // again + 1, 250))  # fmt: skip
    turns = made.turns
    over = made.found[made.turn_of]
    turns.add("offer missing", turns.pool("duty inspector"), released=turns.at - OFFERED, until=over)
    turns.add("take over missing", turns.pool("duty inspector"), until=over)
    coordinator, months = one.pool("safeguarding coordinator"), one.say("decide long-term again", "interval") * DAY
    one.add(
        "call long-term", coordinator, made.found > one.at + LONG_TERM, released=one.at + LONG_TERM, until=made.found
    )
    one.add("decide long-term again", coordinator, made.found > one.at + LONG_TERM, after="call long-term",
            delay=months, again=months, limit=20, until=made.found)  # fmt: skip


def _searched(made: Missing) -> None:
    """What is known is looked at, the person is circulated, and heard once found."""
    one, control, response = made.subjects, made.subjects.pool("control room"), made.subjects.pool("response officer")
    one.add("look at earlier episodes", control, made.before)
    begins = one.at + np.where(made.graded == ABSENT, 720, 30)
    one.add("circulate", control, released=begins, until=made.found)
    one.add("record finding", control, released=made.found)
    one.add("prevention interview", response, released=made.found)
    one.add("ask for child's discussion", one.pool("safeguarding coordinator"), made.third)
