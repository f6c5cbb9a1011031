"""Who is on duty when: posts by unit and role, rosters, absence, and who leaves; and who supervises whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from dutybound.simulator.chance import Chance
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, Shaping, ahead_of_utc, minute
from dutybound.simulator.tables import chosen
from dutybound.simulator.work import NEVER, SLICE, Workforce

ABSENCES = ("leave", "sickness", "course", "court", "abstraction")
ABSENT_SHARES = (0.62, 0.16, 0.09, 0.06, 0.07)  # project default


@dataclass(frozen=True)
class Roster:
    """When people of a role work: `days` of a cycle with the hour at which each shift begins, None for a day off.

    `productive` is how much of each hour is left for what this simulator counts, in minutes; `slices` how many parts a
    shift of eight hours is cut into, so that what is urgent is seen within one.
    """

    cycle: tuple[int | None, ...]
    productive: float = 40
    slices: int = 4


OFFICE = (8, 8, 8, 8, 8, None, None)
ALL_HOURS = (6, 6, 14, 14, 22, 22, None, None, None, None)
ALL_DAYS = (8, 8, 8, 14, 14, 14, None, None, None, None)
#: Project defaults: no published roster is followed.
ROSTERS: Mapping[str, Roster] = {
    "allocation desk": Roster(ALL_HOURS, 50, slices=8),
    "control room": Roster(ALL_HOURS, 50, slices=48),
    "response officer": Roster(ALL_HOURS, 30, slices=8),
    "investigator": Roster(ALL_DAYS, 41),
    "supervisor": Roster(ALL_DAYS, 32),
    "detective": Roster(ALL_DAYS, 47),
    "detective supervisor": Roster(ALL_DAYS, 34),
    "duty inspector": Roster(ALL_HOURS, 25, slices=48),
    "response supervisor": Roster(ALL_HOURS, 30, slices=8),
    "specialist assessor": Roster(ALL_DAYS, 45),
    "examiner": Roster(OFFICE, 50),
    "hub examiner": Roster(OFFICE, 50),
    "submissions officer": Roster(OFFICE, 45),
    "detective inspector": Roster(OFFICE, 25),
    "scene examiner": Roster(ALL_DAYS, 40, slices=8),
    "coordinator": Roster(OFFICE, 45),
    "safeguarding coordinator": Roster(OFFICE, 45),
    "lead responsible officer": Roster(OFFICE, 12),
    "tactical adviser": Roster(OFFICE, 20),
    "analyst": Roster(OFFICE, 40),
    "organised crime supervisor": Roster(OFFICE, 20),
    "neighbourhood officer": Roster(OFFICE, 40),
}
#: Who supervises whom.
SUPERVISED = {
    "investigator": "supervisor",
    "detective": "detective supervisor",
    "response officer": "response supervisor",
    "lead responsible officer": "organised crime supervisor",
    "tactical adviser": "organised crime supervisor",
}


@dataclass(frozen=True)
class Staff:
    """The people of a force. Person p is queue p; `pools` are the queues that all of a role in a unit share."""

    scenario: Scenario
    chance: Chance
    unit: np.ndarray  # by person, a number
    role: np.ndarray  # by person, a text
    supervisor: np.ndarray  # by person, a person or -1
    arrives: np.ndarray  # by person, minutes
    leaves: np.ndarray  # by person, minutes or NEVER
    pools: Mapping[tuple[str, str], int]
    squads: Mapping[tuple[str, str], np.ndarray] = field(default_factory=dict)  # of a unit and role: squads by number
    heads: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))  # by squad, who supervises it
    members: tuple[np.ndarray, np.ndarray] = (np.zeros(1, np.int64), np.zeros(0, np.int64))
    absences: np.ndarray = field(default_factory=lambda: np.zeros((0, 4), np.int64))  # person, from, until, kind
    slices: np.ndarray = field(default_factory=lambda: np.zeros(0, SLICE))

    @property
    def people(self) -> int:
        return len(self.unit)

    @cached_property
    def workforce(self) -> Workforce:
        names = [unit.name for unit in self.scenario.units]
        keys = [(names[unit], role) for unit, role in zip(self.unit, self.role, strict=True)]
        own = np.array([self.pools[key] for key in keys], np.int64)
        return Workforce(self.slices, self.leaves, (np.arange(self.people + 1), own), self.members, len(self.pools))

    def unit_names(self, numbers: Any) -> pa.Array:
        """Units as records name them; empty where the number is negative."""
        names = [one.name for one in self.scenario.units]
        return chosen([*names, None], np.where(np.asarray(numbers) < 0, len(names), numbers))

    def of(self, role: str) -> np.ndarray:
        """Everybody of a role."""
        return np.flatnonzero(self.role == role)


def staff_of(scenario: Scenario, chance: Chance) -> Staff:
    """Everybody of a scenario, with their shifts from the warm-up to the end."""
    shaping = Shaping(replace(scenario, shortcomings=tuple(one for one in scenario.shortcomings if not one.shift)))
    begins, ends = minute(scenario.begins) - scenario.warm_up * DAY, minute(scenario.ends) + DAY
    days = np.arange(begins, ends, DAY)
    unit, role, arrives, leaves = [], [], [], []
    for number, one in enumerate(scenario.units):
        for name, posts in one.posts.items():
            there = np.rint(posts * shaping.factor(name, "posts", np.full(len(days), number), days)).astype(int)
            for place in range(there.max(initial=0)):
                present = np.flatnonzero(there > place)
                unit.append(number)
                role.append(name)
                arrives.append(days[present[0]])
                leaves.append(NEVER if present[-1] == len(days) - 1 else days[present[-1]] + DAY)
    made = Staff(
        scenario,
        chance,
        np.array(unit),
        np.array(role, object),
        np.full(len(unit), -1),
        np.array(arrives),
        np.array(leaves, np.int64),
        _pools(scenario, len(unit)),
    )
    absences = _absences(made, chance, begins, ends)
    squads, heads, members, supervisor = _squads(made)
    return Staff(
        scenario,
        chance,
        made.unit,
        made.role,
        supervisor,
        made.arrives,
        made.leaves,
        made.pools,
        squads,
        heads,
        members,
        absences,
        _slices(made, np.concatenate([absences, on_leave(made)]), days),
    )


def _pools(scenario: Scenario, people: int) -> dict[tuple[str, str], int]:
    keys = [(unit.name, role) for unit in scenario.units for role in unit.posts]
    return {key: people + place for place, key in enumerate(keys)}


def _squads(
    staff: Staff,
) -> tuple[dict[tuple[str, str], np.ndarray], np.ndarray, tuple[np.ndarray, np.ndarray], np.ndarray]:
    """Each supervisor of a unit has every so-manieth of its people."""
    squads: dict[tuple[str, str], np.ndarray] = {}
    heads: list[int] = []
    members: list[np.ndarray] = []
    supervisor = np.full(staff.people, -1)
    for number, unit in enumerate(staff.scenario.units):
        for role, above in SUPERVISED.items():
            people = np.flatnonzero((staff.unit == number) & (staff.role == role))
            over = np.flatnonzero((staff.unit == number) & (staff.role == above))
            if len(people) and len(over):
                squads[unit.name, role] = np.arange(len(heads), len(heads) + len(over))
                for place, head in enumerate(over):
                    heads.append(int(head))
                    members.append(people[place :: len(over)])
                    supervisor[members[-1]] = head
    firsts = np.concatenate([[0], np.cumsum([len(one) for one in members])]).astype(np.int64)
    return squads, np.array(heads, np.int64), (firsts, np.concatenate([np.zeros(0, np.int64), *members])), supervisor


def _absences(staff: Staff, chance: Chance, begins: int, ends: int) -> np.ndarray:
    """Whole weeks away, about one in seven: leave, sickness, courses, court, other duties."""
    weeks = np.arange(begins, ends, 7 * DAY)
    person, week = (one.ravel() for one in np.meshgrid(np.arange(staff.people), np.arange(len(weeks)), indexing="ij"))
    ids = person * 1000 + week
    away = chance.yes("away", ids, 0.14)
    kind = chance.one_of("away for", ids[away], ABSENT_SHARES)
    return np.stack([person[away], weeks[week[away]], weeks[week[away]] + 7 * DAY, kind], axis=1)


def on_leave(staff: Staff) -> np.ndarray:
    """Of the trap of one sergeant for many: weeks away as absences have them."""
    trap = staff.scenario.traps.leave_cover
    if trap is None:
        return np.zeros((0, 4), np.int64)
    unit = [one.name for one in staff.scenario.units].index(trap.unit)
    people = np.flatnonzero((staff.unit == unit) & (staff.role == "investigator"))[: trap.officers]
    weeks = np.arange(minute(trap.begins), minute(trap.until) + DAY, 7 * DAY)
    person, week = (one.ravel() for one in np.meshgrid(people, weeks, indexing="ij"))
    return np.stack([person, week, week + 7 * DAY, np.full(len(person), ABSENCES.index("leave"))], axis=1)


def _slices(staff: Staff, absences: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Everybody's time on duty, in the order of its start."""
    away = np.zeros((staff.people, len(days)), bool)
    for day in range(7):
        place = (absences[:, 1] - days[0]) // DAY + day
        inside = place < len(days)
        away[absences[inside, 0], place[inside]] = True
    weekday = (days // DAY + 3) % 7  # 1 January 1970 was a Thursday; 0 is Monday
    offset = ahead_of_utc(days + DAY // 2)
    parts = []
    for role, roster in ROSTERS.items():
        people = staff.of(role)
        if len(people):
            parts += _of_role(staff, people, roster, days, weekday, offset, away)
    made = np.concatenate([np.zeros(0, SLICE), *parts])
    return made[np.argsort(made["start"], kind="stable")]


def _places(units: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of people in units: which each is in its unit, and of how many."""
    _, first, which, count = np.unique(units, return_index=True, return_inverse=True, return_counts=True)
    return np.arange(len(units)) - first[which], count[which]


def _on_shift(staff: Staff, people: np.ndarray, place: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Who is there when posts are fewer at some hours: of people side by side, evenly many stay away."""
    some = tuple(one for one in staff.scenario.shortcomings if one.shift)
    role = str(staff.role[people[0]]) if len(people) else ""
    share = Shaping(replace(staff.scenario, shortcomings=some)).factor(role, "posts", staff.unit[people], start)
    return np.asarray(np.floor((place + 1) * share) > np.floor(place * share))


def _of_role(
    staff: Staff,
    people: np.ndarray,
    roster: Roster,
    days: np.ndarray,
    weekday: np.ndarray,
    offset: np.ndarray,
    away: np.ndarray,
) -> list[np.ndarray]:
    cycle = np.array([-1 if hour is None else hour for hour in roster.cycle])
    weekly = len(cycle) % 7 == 0
    place, of = _places(staff.unit[people])
    # People of one role relieve one another; where there are few in a unit, they are spread over all its shifts.
    shift = np.arange(len(people)) * 7 if weekly else place * len(cycle) // np.minimum(of, len(cycle))
    turn = (weekday if weekly else np.arange(len(days)))[None, :] + shift[:, None]
    turn = turn + (np.arange(len(days)) // 7 * 7)[None, :] if weekly and len(cycle) > 7 else turn
    hour = cycle[turn % len(cycle)]
    there = (hour >= 0) & ~away[people]
    there &= (days[None, :] >= staff.arrives[people, None]) & (days[None, :] < staff.leaves[people, None])
    row, day = np.nonzero(there)
    start = days[day] + hour[row, day] * 60 - offset[day]
    kept = _on_shift(staff, people[row], place[row], start)
    row, start = row[kept], start[kept]
    length = 8 * 60 // roster.slices
    if roster.slices > 4:
        start = start + place[row] * 7 % length  # who works by the hour does not look up at the same minute as others
    made = []
    for part in range(roster.slices):
        one = np.zeros(len(row), SLICE)
        one["start"], one["person"] = start + part * length, people[row]
        one["minutes"] = max(1, round(length * roster.productive / 60))
        made.append(one)
    return made
