"""Investigations: recorded, allocated, planned, worked on, reviewed, told to victims, and ended."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.demand import Arrivals, arrivals
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, Shaping, with_spread
from dutybound.simulator.staffing import Staff
from dutybound.simulator.work import ALLOCATES, CLOSES, HOLDER

LINES = 4  # at most so many lines of enquiry a case


@dataclass(frozen=True)
class Kind:
    """A kind of demand as the records call it, who is done wrong, and how it is dealt with (shares)."""

    category: str
    person: float  # done to a person
    vulnerable: float  # of these, found vulnerable
    investigated: float  # given to an investigator; the others are filed at the desk
    high: float  # of those investigated, graded high
    work: float = 1.0  # times the ordinary effort


#: Project defaults, so that about half of what is recorded is investigated.
KINDS = {
    "violence": Kind("violence", 1, 0.05, 0.62, 0.10),
    "domestic abuse crime": Kind("domestic abuse", 1, 0.25, 0.95, 0.35, 1.1),
    "sexual offence": Kind("sexual offence", 1, 0.70, 1, 0.5, 2.0),
    "robbery": Kind("robbery", 0.9, 0.10, 0.95, 0.5, 1.5),
    "burglary": Kind("burglary", 0.6, 0.04, 0.60, 0.12),
    "vehicle crime": Kind("theft", 0.9, 0.01, 0.22, 0),
    "shoplifting": Kind("theft", 0, 0, 0.45, 0, 0.5),
    "other theft": Kind("theft", 0.8, 0.03, 0.25, 0),
    "damage": Kind("damage", 0.8, 0.02, 0.33, 0.02),
    "drugs": Kind("drugs", 0, 0, 0.8, 0.05),
    "public order": Kind("public order", 0.9, 0.04, 0.52, 0.03),
    "other crime": Kind("other", 0.5, 0.02, 0.5, 0.05),
}


@dataclass(frozen=True)
class Crimes:
    """All recorded crimes, column by column, and the numbers of their tasks where they are investigated."""

    came: Arrivals
    ids: np.ndarray  # known by in all that is drawn: of the kind, then within it
    kind: np.ndarray  # the place among KINDS
    person: np.ndarray
    vulnerable: np.ndarray
    level: np.ndarray  # 0 high, 1 medium, 2 standard
    investigated: np.ndarray  # the places of those that are
    unit: np.ndarray  # of these, the unit that investigates
    squad: np.ndarray
    case: np.ndarray
    specialist: np.ndarray
    tasks: dict[str, np.ndarray]
    lines: np.ndarray  # how many lines of enquiry
    interval: np.ndarray  # days between two contacts


def drawn_crimes(scenario: Scenario, staff: Staff, agenda: Agenda) -> Crimes:
    """Whatever is reported, and what there is to do about it."""
    came = [arrivals(scenario, agenda.chance, kind) for kind in KINDS if kind in scenario.demand]
    kind = np.concatenate(
        [
            np.full(len(one), list(KINDS).index(name))
            for one, name in zip(came, (k for k in KINDS if k in scenario.demand), strict=True)
        ]
    )
    joined = Arrivals(*(np.concatenate([getattr(one, name) for one in came]) for name in ("ids", "at", "unit")))
    ids = joined.ids * len(KINDS) + kind
    chance, facts = agenda.chance, list(KINDS.values())
    person = chance.yes("done to a person", ids, np.array([one.person for one in facts])[kind])
    vulnerable = person & chance.yes("vulnerable", ids, np.array([one.vulnerable for one in facts])[kind])
    high = chance.yes("high", ids, np.array([one.high for one in facts])[kind]) | (
        vulnerable & chance.yes("vulnerable is high", ids, 0.5)
    )
    level = np.where(high, 0, np.where(person & chance.yes("medium", ids, 0.35), 1, 2))
    taken = np.flatnonzero(
        vulnerable | chance.yes("investigated", ids, np.array([one.investigated for one in facts])[kind])
    )
    routed = _routed(scenario, staff, agenda, ids[taken], joined.unit[taken], vulnerable[taken], joined.at[taken])
    case = agenda.open(routed[1], np.ones(len(taken)))
    effort = np.array([one.work for one in facts])[kind[taken]]
    lines = 1 + chance.one_of("lines", ids[taken], (0.35, 0.3, 0.2, 0.15))
    interval = np.where(vulnerable[taken], 14, 28)
    made = Crimes(
        joined, ids, kind, person, vulnerable, level, taken, *routed[:2], case, routed[2], {}, lines, interval
    )
    return Crimes(**{**made.__dict__, "tasks": Work(scenario, staff, agenda, made, effort).tasks()})


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


class Work:
    """The tasks of investigated crimes, practice by practice."""

    def __init__(self, scenario: Scenario, staff: Staff, agenda: Agenda, crimes: Crimes, effort: np.ndarray) -> None:
        self.scenario, self.staff, self.agenda, self.crimes, self.effort = scenario, staff, agenda, crimes, effort
        self.shaping = Shaping(scenario)
        self.ids, self.at = crimes.ids[crimes.investigated], crimes.came.at[crimes.investigated]
        self.head = staff.heads[crimes.squad]
        names = [one.name for one in scenario.units]
        desk = next(one.name for one in scenario.units if one.posts.get("allocation desk"))
        self.desk = staff.pools[desk, "allocation desk"]
        self.response = np.array([staff.pools.get((name, "response officer"), self.desk) for name in names])

    def say(self, practice: str, what: str) -> np.ndarray:
        """A number of a practice, for each investigation where and when it began."""
        return self.shaping.value(practice, what, self.crimes.unit, self.at)

    def add(self, practice: str, queue: Any, *, by: Any = None, question: str = "", **columns: Any) -> np.ndarray:
        """A task for each investigation; `by` are the people whose own habit it is."""
        given = self.scenario.practices[practice]
        habit = self.say(practice, "habit")
        if by is not None:
            habit = with_spread(habit, self.agenda.chance.normal(f"{practice}: habit of", by), given.spread)
        return self.agenda.add(
            question or practice,
            self.ids,
            queue=queue,
            case=self.crimes.case,
            **{
                "effort": np.maximum(1, self.say(practice, "effort")),
                "urgency": given.urgency,
                "habit": habit,
                "looks": self.say(practice, "looks") * DAY,
                **columns,
            },
        )

    def tasks(self) -> dict[str, np.ndarray]:
        """Every task by practice, in the order in which they follow one another."""
        made: dict[str, np.ndarray] = {}
        unit = self.crimes.came.unit[self.crimes.investigated]
        made["needs"] = self.add("assess needs", self.response[unit], released=self.at, until=self.at + 4 * DAY)
        made["initial"] = self.add("initial actions", self.response[unit], released=self.at, until=self.at + 4 * DAY)
        made["allocate"] = self.add("allocate", self.desk, released=self.at, kind=ALLOCATES)
        made["accept"] = self.add("accept", HOLDER, after=made["allocate"])
        made["plan"] = self.add("plan", HOLDER, after=made["accept"])
        made["approve"] = self.add("approve", self.head, after=made["plan"], by=self.head)
        made["contract"] = self.add("agree contact", HOLDER, after=made["accept"])
        made["contact"] = self.add(
            "keep contact",
            HOLDER,
            after=made["accept"],
            again=self.crimes.interval * DAY - 2 * DAY,
            delay=self.crimes.interval * DAY - 4 * DAY,
            limit=20,
        )
        before = made["accept"]
        for number in range(LINES):
            made[f"line {number}"] = before = self.line(number, before)
        made["outcome"] = self.add("outcome", HOLDER, after=before)
        made["close"] = self.add("sign off", self.head, after=made["outcome"], by=self.head, kind=CLOSES)
        given = self.scenario.practices["review"]
        again = np.maximum(1, self.say("review", "interval")) * np.where(
            self.crimes.level[self.crimes.investigated] == 0, 0.5, 1
        )
        made["review"] = self.add(
            "review",
            self.head,
            by=self.head,
            after=made["allocate"],
            delay=again * DAY,
            again=again * DAY,
            limit=30,
            spawns=self.quality_of("direct", self.head),
            spawn_effort=self.say("follow direction", "effort"),
            spawn_habit=self.say("follow direction", "habit"),
            urgency=given.urgency,
        )
        for name, numbers in made.items():
            if name not in ("close", "needs", "initial"):
                self.agenda.change(numbers, ends_with=made["close"])
        return made

    def line(self, number: int, after: np.ndarray) -> np.ndarray:
        """One line of enquiry after another; those that a case has not got are passed over at once."""
        has = self.crimes.lines > number
        effort = (
            self.agenda.chance.about(f"line {number}: effort", self.ids, self.say("line", "effort"), 0.6) * self.effort
        )
        wait = self.agenda.chance.wait(f"line {number}: wait", self.ids, self.say("line", "external")) * DAY
        return self.add(
            "line",
            HOLDER,
            question=f"line {number}",
            after=after,
            effort=np.where(has, np.maximum(5, effort), 1),
            delay=np.where(has, wait, 0),
        )

    def quality_of(self, practice: str, by: np.ndarray) -> np.ndarray:
        given = self.scenario.practices[practice]
        return with_spread(
            self.say(practice, "quality"), self.agenda.chance.normal(f"{practice}: quality of", by), given.spread
        )
