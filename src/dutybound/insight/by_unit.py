"""One standard by unit, as at a moment: never by person."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dutybound.duties.duty import State
from dutybound.engine.relation import Numbers
from dutybound.insight.shares import Share, share_of
from dutybound.insight.states import NOT_SEEN, PLACE, STATES

Flags = npt.NDArray[np.bool_]


@dataclass
class ByUnit:
    """Fed with the rows of judgments, each with the slot of its unit; asked for figures at the end.

    `units` names the slots; the first is None: no unit is known. A subject that units held one after another counts
    in each with the duties that were theirs.
    """

    units: tuple[str | None, ...]
    states: Numbers = field(init=False)  # units by the eight states: duties
    inherited: Numbers = field(init=False)  # live duties that were taken over shortly before they fell due
    lines: list[tuple[pa.Array, Numbers, Numbers, Numbers]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.states = np.zeros((len(self.units), len(STATES)), np.int64)
        self.inherited = np.zeros(len(self.units), np.int64)

    def take(
        self, subjects: pa.Array, place: Numbers, slot: Numbers, states: Numbers, in_rate: Flags, inherited: Flags
    ) -> None:
        """Count the rows of some subjects; `in_rate`: those that count in the rate."""
        count, seen = len(self.units), states != NOT_SEEN
        found = np.bincount(slot[seen] * len(STATES) + states[seen], minlength=count * len(STATES))
        self.states += found.reshape(count, len(STATES))
        live = (states == PLACE[State.PENDING]) | (states == PLACE[State.OVERDUE])
        self.inherited += np.bincount(slot[inherited & live], minlength=count)
        pairs, at = np.unique(slot[in_rate] * len(subjects) + place[in_rate], return_inverse=True)
        whole = np.bincount(at, minlength=len(pairs))
        part = np.bincount(at[states[in_rate] == PLACE[State.MET]], minlength=len(pairs))
        own = subjects.take(pa.array(pairs % max(1, len(subjects))))
        self.lines.append((own, pairs // max(1, len(subjects)), part, whole))

    def owed(self, slot: int) -> int:
        return int(self.states[slot].sum())

    def rates(self, at_most: float) -> dict[int, Share]:
        """The rate of each unit with its interval over subjects, but where more than `at_most` cannot be assessed."""
        if not self.lines:
            return {}
        subjects = pa.concat_arrays([line[0] for line in self.lines]).dictionary_encode().indices
        slot, part, whole = (np.concatenate([line[at] for line in self.lines]) for at in (1, 2, 3))
        codes = np.asarray(subjects, dtype=np.int64)
        cannot = self.states[:, PLACE[State.UNASSESSABLE]] > at_most * self.states.sum(axis=1)
        found = {}
        for unit in np.flatnonzero(~cannot).tolist():
            own = slot == unit
            _, at = np.unique(codes[own], return_inverse=True)  # a subject once, whatever the versions it is judged by
            sums = (np.bincount(at, one[own]).astype(np.int64) for one in (part, whole))
            if (share := share_of(*sums)) is not None:
                found[unit] = share
        return found
