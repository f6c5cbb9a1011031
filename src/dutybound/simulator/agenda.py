"""What there is to do, while areas of practice put it together: one list for the whole force, because time is one."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dutybound.simulator.chance import Chance
from dutybound.simulator.work import CASE, TASK, tasks


@dataclass
class Agenda:
    """Tasks and cases of all areas, by numbers that hold for the whole force."""

    chance: Chance
    blocks: list[np.ndarray] = field(default_factory=list)
    cases: list[np.ndarray] = field(default_factory=list)

    def open(self, squad: Any, weight: Any) -> np.ndarray:
        """New cases, each to be given to somebody of a squad; their numbers."""
        made = np.zeros(len(squad), CASE)
        made["squad"], made["weight"] = squad, weight
        first = sum(map(len, self.cases))
        self.cases.append(made)
        return np.arange(first, first + len(made))

    def add(self, practice: str, ids: Any, **columns: Any) -> np.ndarray:
        """A task of one practice for each id; its number. `ids` are those that the area knows its subjects by."""
        made = tasks(len(ids))
        made["key"] = self.chance.keys(practice, ids)
        for name, value in columns.items():
            made[name] = value
        first = sum(map(len, self.blocks))
        self.blocks.append(made)
        return np.arange(first, first + len(made))

    def change(self, numbers: np.ndarray, **columns: Any) -> None:
        """Say something more of tasks that were added together."""
        first = 0
        for block in self.blocks:
            if len(numbers) and first <= numbers[0] < first + len(block):
                for name, value in columns.items():
                    block[name][numbers - first] = value
            first += len(block)

    def all_tasks(self) -> np.ndarray:
        return np.concatenate([np.zeros(0, TASK), *self.blocks])

    def all_cases(self) -> np.ndarray:
        return np.concatenate([np.zeros(0, CASE), *self.cases])
