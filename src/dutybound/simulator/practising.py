"""Subjects of one kind and what is done about each: put on the agenda before the work, read from it afterwards."""

from typing import Any

import numpy as np

from dutybound.base.errors import DutyboundError, Problem
from dutybound.simulator.agenda import Agenda
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, Shaping
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import Tables, named
from dutybound.simulator.work import NEVER, Done

FIELDS = ("effort", "looks", "habit")


class Subjects:
    """Subjects by their ids, each in a unit (a number) since a minute; every practice is shaped by both.

    `places` chooses some of them; a question without an answer there has NEVER, or nobody.
    """

    def __init__(self, scenario: Scenario, staff: Staff, agenda: Agenda, ids: Any, unit: Any, at: Any) -> None:
        self.scenario, self.staff, self.agenda, self.chance = scenario, staff, agenda, agenda.chance
        self.shaping = Shaping(scenario)
        self.ids, self.unit, self.at = np.asarray(ids), np.asarray(unit), np.asarray(at)
        self.tasks: dict[str, np.ndarray] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def chosen(self, places: Any) -> np.ndarray:
        """Places as numbers, from a mask, numbers, or None for all."""
        if places is None:
            return np.arange(len(self))
        places = np.asarray(places)
        return np.flatnonzero(places) if places.dtype == bool else places

    def say(self, practice: str, what: str, places: Any = None) -> np.ndarray:
        """A number of a practice, for each subject as it is in its unit at its time."""
        there = self.chosen(places)
        return self.shaping.value(practice, what, self.unit[there], self.at[there])

    def yes(self, question: str, share: Any) -> np.ndarray:
        """Whether, for each subject with this chance."""
        return self.chance.yes(question, self.ids, share)

    def does(self, practice: str, what: str = "habit", question: str = "") -> np.ndarray:
        """Whether a practice is thought of (or whole: `quality`) for each subject, once and for all."""
        return self.yes(f"{question or practice}: {what}", self.say(practice, what))

    def wait(self, practice: str, question: str = "") -> np.ndarray:
        """Minutes that each waits for somebody outside the force."""
        return (self.chance.wait(question or practice, self.ids, self.say(practice, "external")) * DAY).astype(np.int64)

    def pool(self, role: str, unit: np.ndarray | None = None) -> np.ndarray:
        """The queue of a role for each subject: of its own unit, of one beneath the same division, or of the force."""
        units, pools = self.scenario.units, self.staff.pools
        beneath = {(one.under, role): pools[one.name, role] for one in units if role in one.posts}
        anywhere = next((pools[one.name, role] for one in units if role in one.posts), None)
        if anywhere is None:
            where, remedy = f"[[unit]] of {self.scenario.name}", f'Give a unit posts = {{ "{role}" = ... }}.'
            raise DutyboundError(Problem(where, f"nobody is a {role}, and somebody has to do this work", remedy))
        queues = [
            pools.get((one.name, role), pools.get((one.under, role), beneath.get((one.under, role), anywhere)))
            for one in units
        ]
        return np.asarray(np.array(queues)[self.unit if unit is None else unit])

    def add(
        self,
        practice: str,
        queue: np.ndarray,
        places: Any = None,
        *,
        question: str = "",
        after: str = "",
        **columns: Any,
    ) -> np.ndarray:
        """A task of a practice for some subjects, after another (by its question) or from when the subject began."""
        there, name = self.chosen(places), question or practice
        values = {what: self.say(practice, what, there) for what in FIELDS}
        row: dict[str, Any] = {
            "queue": queue[there],
            "effort": np.maximum(1, values["effort"]),
            "urgency": self.shaping.practice(practice).urgency,
            "habit": values["habit"],
            "looks": values["looks"] * DAY,
        }
        row |= {"after": self.tasks[after][there]} if after else {"released": self.at[there]}
        row |= {one: value[there] if np.ndim(value) else value for one, value in columns.items()}
        made = np.full(len(self), -1)
        made[there] = self.agenda.add(name, self.ids[there], **row)
        self.tasks[name] = made
        return made

    def either(self, name: str, *questions: str) -> None:
        """One question in place of several of which each subject has one at most, or the first of them counts."""
        made = np.full(len(self), -1)
        for one in reversed(questions):
            made = np.where(self.tasks[one] >= 0, self.tasks[one], made)
        self.tasks[name] = made


class Course:
    """What became of subjects: when each question was answered, by whom, and when that was entered."""

    def __init__(self, subjects: Subjects, done: Done, tables: Tables) -> None:
        self.subjects, self.done, self.tables = subjects, done, tables

    def when(self, question: str) -> np.ndarray:
        numbers = self.subjects.tasks[question]
        return np.asarray(np.where(numbers >= 0, self.done.at[numbers], NEVER))

    def who(self, question: str) -> np.ndarray:
        numbers = self.subjects.tasks[question]
        return np.asarray(np.where(numbers >= 0, self.done.by[numbers], -1))

    def first(self, *questions: str) -> np.ndarray:
        """When the first of several was answered."""
        return np.asarray(np.minimum.reduce([self.when(one) for one in questions]))

    def done_of(self, question: str) -> np.ndarray:
        """The places of the subjects for which it was answered."""
        return np.flatnonzero(self.when(question) < NEVER)

    def entered(self, practice: str, at: np.ndarray, places: Any, ids: Any = None) -> np.ndarray:
        """When something of some subjects was entered, by the practice's habit of entering."""
        one = self.subjects
        share = one.shaping.value(practice, "entry", one.unit[places], np.minimum(at, self.tables.ends))
        return np.asarray(self.tables.entered(practice, one.ids[places] if ids is None else ids, at, share))

    def whole(self, practice: str, at: np.ndarray, places: Any, question: str = "", ids: Any = None) -> np.ndarray:
        """Whether what was done is complete, with the chance of its quality there and then."""
        one = self.subjects
        share = one.shaping.value(practice, "quality", one.unit[places], np.minimum(at, self.tables.ends))
        return np.asarray(
            one.chance.yes(question or f"{practice}: whole", one.ids[places] if ids is None else ids, share)
        )

    def held(self, table: str, names: Any, ids: Any, unit: np.ndarray, begins: Any, ends: Any) -> None:
        """Which unit holds records of a table, by their names: known at once."""
        self.tables.add(
            "holding",
            id=named(f"{table}-held-", ids),
            subject_table=table,
            subject=names,
            unit=self.subjects.staff.unit_names(unit),
            began_at=begins,
            recorded_at=begins,
            ended_at=ends,
            end_recorded_at=ends,
            weight=1.0,
        )

    def occasions(self, question: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of what comes back, each time: the place of its subject, which time it was, and its row of the work."""
        numbers = self.subjects.tasks[question]
        there = np.flatnonzero(numbers >= 0)
        if not len(there):
            return there, there, np.zeros(0, self.done.occasions.dtype)
        first = numbers[there[0]]
        task = self.done.occasions["task"]
        rows = np.flatnonzero((task >= first) & (task < first + len(there)))
        rows = rows[np.lexsort((self.done.occasions["at"][rows], task[rows]))]
        places = there[task[rows] - first]
        return places, np.arange(len(rows)) - np.searchsorted(places, places), self.done.occasions[rows]
