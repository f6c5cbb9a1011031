"""Investigations: allocated, planned, worked on, reviewed, told to victims, paused, ended, and sometimes reopened."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.crimes import DOMESTIC, HIGH, Crimes
from dutybound.simulator.practising import Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, Shaping, with_spread
from dutybound.simulator.staffing import Staff
from dutybound.simulator.work import ALLOCATES, CLOSES, HOLDER

LINES = 4  # at most so many lines of enquiry a case
LINES_SHARES = (0.35, 0.3, 0.2, 0.15)
REPORTED_BACK = 300  # minutes until whoever went there has said what the desk needs to know; project default
HARDER = 1.4  # times longer others take over what specialists ask for; project default
PAUSED_OVER = 28  # days: what is awaited for longer is a reason to pause; project default
AGAIN = 1 << 30  # added to the id of a case that was reopened
#: Outcomes by number and their shares: with a suspect, without; project defaults.
WITH_SUSPECT = {1: 0.32, 3: 0.06, 8: 0.14, 15: 0.26, 16: 0.22}
WITHOUT_SUSPECT = {18: 0.88, 14: 0.12}
FIRST_REVIEW = (1, 3, 7)  # days by level, when a supervisor first looks
SENIOR_REVIEW = (24, 49, 82)  # days by level, when an inspector looks
#: What is done although the case has ended.
ENDLESS = ("close", "assess needs", "initial actions", "ask about support", "tell victim", "tell outcome",
           "acknowledge request", "answer request")  # fmt: skip


@dataclass(frozen=True)
class Casework:
    """What is investigated, once each: a case that is reopened is another. `subjects` are in the unit that has it."""

    subjects: Subjects
    crimes: Crimes
    crime: np.ndarray  # the place among the crimes
    squad: np.ndarray
    specialist: np.ndarray
    case: np.ndarray
    lines: np.ndarray  # how many lines of enquiry
    interval: np.ndarray  # days between two contacts
    suspect: np.ndarray
    outcome: np.ndarray  # the number that it will have
    asks: np.ndarray  # a victim who asks that the decision not to prosecute is looked at again
    asked_after: np.ndarray  # minutes after the end
    waits: list[np.ndarray] = field(default_factory=list)  # by line, minutes that it waits for others

    def __len__(self) -> int:
        return len(self.crime)

    @property
    def person(self) -> np.ndarray:
        return np.asarray(self.crimes.person[self.crime])

    @property
    def vulnerable(self) -> np.ndarray:
        return np.asarray(self.crimes.vulnerable[self.crime])

    @property
    def level(self) -> np.ndarray:
        return np.asarray(self.crimes.level[self.crime])

    @property
    def head(self) -> np.ndarray:
        """Who supervises each."""
        return np.asarray(self.subjects.staff.heads[self.squad])

    @property
    def supervisors(self) -> np.ndarray:
        """The queue that all supervisors of each unit share: what cannot wait for one of them to be back."""
        one = self.subjects
        return np.where(self.specialist, one.pool("detective supervisor"), one.pool("supervisor"))

    def add(self, practice: str, queue: Any, places: Any = None, by: Any = None, **more: Any) -> np.ndarray:
        """A task for some cases; `by` are the people whose own habit it is."""
        one = self.subjects
        queue = np.full(len(self), queue) if np.ndim(queue) == 0 else queue
        if by is not None:
            more["habit"] = self.of_people(practice, "habit", by)
        return one.add(practice, queue, places, case=self.case, **more)

    def of_people(self, practice: str, what: str, by: np.ndarray) -> np.ndarray:
        """A chance that differs from person to person, as far as the practice says."""
        one, spread = self.subjects, self.subjects.shaping.practice(practice).spread
        return with_spread(one.say(practice, what), one.chance.normal(f"{practice}: {what} of", by), spread)


def drawn_casework(scenario: Scenario, staff: Staff, agenda: Agenda, crimes: Crimes) -> Casework:
    """Everything that is investigated, and what there is to do about it."""
    taken = crimes.investigated
    ids, at, came = crimes.ids[taken], crimes.came.at[taken], crimes.came.unit[taken]
    unit, squad, specialist = _routed(scenario, staff, agenda, ids, came, crimes.vulnerable[taken], at)
    subjects = Subjects(scenario, staff, agenda, ids, unit, at)
    made = _made(subjects, crimes, taken, squad, specialist)
    _reported(made, came)
    _work(made)
    return made


def reopened(first: Casework) -> Casework:
    """The cases that are opened again some time after they ended, because something new came up."""
    one = first.subjects
    places = np.flatnonzero(one.does("reopen"))
    again = Subjects(one.scenario, one.staff, one.agenda, one.ids[places] + AGAIN, one.unit[places], one.at[places])
    again.tasks["ended before"] = one.tasks["close"][places]
    made = _made(again, first.crimes, first.crime[places], first.squad[places], first.specialist[places])
    desk = again.pool("allocation desk")
    made.add("allocate", desk, after="ended before", delay=again.wait("reopen"), kind=ALLOCATES)
    _work(made)
    return made


def _made(one: Subjects, crimes: Crimes, crime: np.ndarray, squad: np.ndarray, specialist: np.ndarray) -> Casework:
    suspect, person = crimes.has("suspect")[crime], crimes.person[crime]
    seen, unseen = (
        np.array(list(of))[one.chance.one_of(name, one.ids, list(of.values()))]
        for name, of in (("outcome", WITH_SUSPECT), ("outcome without suspect", WITHOUT_SUSPECT))
    )
    outcome = np.where(suspect, np.where(person | (seen != 16), seen, 15), np.where(person, unseen, 18))
    return Casework(
        subjects=one,
        crimes=crimes,
        crime=crime,
        squad=squad,
        specialist=specialist,
        case=one.agenda.open(squad, np.ones(len(crime))),
        lines=1 + one.chance.one_of("lines", one.ids, LINES_SHARES),
        interval=np.where(crimes.vulnerable[crime], 14, 28),
        suspect=suspect,
        outcome=outcome,
        asks=person & suspect & (outcome != 1) & one.does("ask for review", "quality"),
        asked_after=DAY + one.wait("ask for review"),
    )


def _routed(
    scenario: Scenario, staff: Staff, agenda: Agenda, ids: np.ndarray, unit: np.ndarray, vulnerable: np.ndarray, at: Any
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who investigates: the specialists of the district for the vulnerable, as habit has it, or the local team."""
    names = [one.name for one in scenario.units]
    hubs = {one.under or one.name: number for number, one in enumerate(scenario.units) if one.posts.get("detective")}
    hub_of = np.array([hubs.get(one.under, hubs.get(one.name, -1)) for one in scenario.units])
    habit = Shaping(scenario).value("send to specialists", "habit", unit, at)
    specialist = vulnerable & (hub_of[unit] >= 0) & agenda.chance.yes("send to specialists", ids, habit)
    goes = np.where(specialist, hub_of[unit], unit)
    squad = np.full(len(ids), -1)
    for number, name in enumerate(names):
        for role, chosen in (("detective", specialist), ("investigator", ~specialist)):
            there = (goes == number) & chosen
            if there.any():
                options = staff.squads[name, role]
                squad[there] = options[(agenda.chance.share("squad", ids[there]) * len(options)).astype(int)]
    return goes, squad, specialist


def _reported(made: Casework, came: np.ndarray) -> None:
    """Whoever goes there asks the victim, and does what cannot be done later; the desk gives it to somebody."""
    one, person = made.subjects, made.person
    response, until = one.pool("response officer", came), one.at + 4 * DAY
    made.add("assess needs", response, person, until=until)
    made.add("initial actions", response, until=until)
    asked = person & (made.crimes.kind[made.crime] != DOMESTIC)  # of domestic abuse: asked with the assessment
    made.add("ask about support", response, asked, until=until)
    made.add("allocate", one.pool("allocation desk"), released=one.at + REPORTED_BACK, kind=ALLOCATES)


def _work(made: Casework) -> None:
    """All that is done from allocation to the end."""
    made.add("accept", HOLDER, after="allocate")
    made.add("plan", HOLDER, after="accept")
    made.add("approve", made.supervisors, after="plan", by=made.head)
    _told(made)
    _lines(made)
    _supervised(made)
    made.add("outcome", HOLDER, after=f"after line {LINES - 1}")
    made.add("sign off", made.supervisors, question="close", after="outcome", kind=CLOSES)
    known = made.person & made.suspect
    made.add("tell victim", HOLDER, known, question="tell outcome", after="close")
    made.add("acknowledge request", made.supervisors, made.asks, after="close", delay=made.asked_after + 60)
    made.add("answer request", made.supervisors, made.asks, after="acknowledge request")
    for name, numbers in made.subjects.tasks.items():
        if name not in (*ENDLESS, "ended before") and not name.startswith(("after", "before")):
            there = numbers >= 0
            made.subjects.agenda.change(numbers[there], ends_with=made.subjects.tasks["close"][there])


def _told(made: Casework) -> None:
    """What is agreed with the victim, and the contact that is kept."""
    person, each = made.person, made.interval * DAY
    made.add("agree contact", HOLDER, person, after="accept")
    made.add("keep contact", HOLDER, person, after="accept", again=each - 4 * DAY, delay=60, limit=40)


def _lines(made: Casework) -> None:
    """One line of enquiry after another, the suspect after the first; what is awaited for long is a reason to pause."""
    one, work = made.subjects, made.crimes.fact("work")[made.crime]
    paused, before = np.zeros(len(made), bool), "accept"
    for number in range(LINES):
        name, has = f"line {number}", made.lines > number
        effort = one.chance.about(f"{name}: effort", one.ids, one.say("line", "effort"), 0.6) * work
        wait = one.wait("line", f"{name}: wait") * np.where(made.specialist, HARDER, 1)
        made.waits.append(np.where(has, wait, 0).astype(np.int64))
        made.add("line", HOLDER, has, question=name, after=before, effort=np.maximum(5, effort), delay=made.waits[-1])
        long = has & (made.waits[-1] > PAUSED_OVER * DAY) & ~paused
        made.add("suspend", made.supervisors, long, question=f"suspend {number}", after=before, delay=60, by=made.head)
        paused |= long
        if number == 0:
            made.add("see suspect", HOLDER, made.suspect, after=name, delay=one.wait("see suspect"))
            made.add("tell victim", HOLDER, made.suspect & made.person, after="see suspect")
            one.either(f"after {name}", "see suspect", name)
        else:
            one.either(f"after {name}", name, before)
        before = f"after {name}"


def _supervised(made: Casework) -> None:
    """Reviews: one soon, then as often as the level asks for, one by an inspector if it goes on; and gradings anew."""
    one, level, head = made.subjects, made.level, made.head
    soon, late = (np.choose(level, days) * DAY for days in (FIRST_REVIEW, SENIOR_REVIEW))
    made.add("first review", made.supervisors, after="allocate", delay=soon, by=head)
    again = np.maximum(1, one.say("review", "interval")) * np.where(level == HIGH, 0.5, 1) * DAY
    made.add(
        "review", head, by=head, after="allocate", delay=again, again=again, limit=40,
        spawns=made.of_people("direct", "quality", head), spawn_effort=one.say("follow direction", "effort"),
        spawn_habit=one.say("follow direction", "habit"),
    )  # fmt: skip
    made.add("senior review", one.pool("detective inspector"), after="allocate", delay=late)
    changes = one.does("grade again", "quality")
    made.add("grade again", made.supervisors, changes, after="accept", delay=one.wait("grade again"))
