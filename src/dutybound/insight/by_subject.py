"""One standard by subject, as at a moment: what each subject adds to its figures."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from dutybound.duties.duty import State
from dutybound.engine.relation import Numbers
from dutybound.insight.states import PLACE


@dataclass(frozen=True)
class BySubject:
    """What each subject adds: arrays with a line for each."""

    subjects: pa.Array
    states: Numbers  # by state: duties seen at the moment
    in_rate: Numbers  # duties that fell due by then and count in the rate
    in_time: Numbers  # of these, met in time
    days: Numbers  # by standing: local days

    @cached_property
    def by_state(self) -> list[int]:
        """The duties of all subjects by state; every figure asks for them, so they are added up once."""
        return [int(count) for count in self.states.sum(axis=0)]

    @cached_property
    def owing(self) -> int:
        """How many subjects have a duty."""
        return int((self.states.sum(axis=1) > 0).sum())

    @cached_property
    def unassessable(self) -> int:
        """How many have duties of which none can be assessed."""
        cannot = self.states[:, PLACE[State.UNASSESSABLE]]
        return int(((cannot > 0) & (cannot == self.states.sum(axis=1))).sum())

    def added(self, places: Numbers, subjects: pa.Array) -> "BySubject":
        """The lines of one subject as one line, at its place among `subjects`."""

        def sums(values: Numbers) -> Numbers:
            total = np.zeros((len(subjects), *values.shape[1:]), np.int64)
            np.add.at(total, places, values)
            return total

        return BySubject(subjects, *(sums(one) for one in (self.states, self.in_rate, self.in_time, self.days)))
