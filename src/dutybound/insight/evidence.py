"""The duties of a standard as evidence: what each came to, in which unit, when it fell due, and whose work it was.

Only duties that count in a rate (`tally.IN_RATE`) are evidence. What tells people apart are codes, and none leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.duty import State
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.local_days import days_of
from dutybound.engine.relation import Judgment, Numbers
from dutybound.engine.source import Source
from dutybound.insight.holders import Holders
from dutybound.insight.states import PLACE, states_at
from dutybound.insight.tally import IN_RATE

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Evidence:
    """Duties of one standard that fell due, one a place: `met` in time, in which `unit` (a place in `units`, 0: none).

    `day` is the local day on which it fell due, since 1970; `subject` and `supervisor` tell them apart (supervisor -1:
    not known).
    """

    standard: str
    units: tuple[str | None, ...]
    met: Flags
    unit: Numbers
    day: Numbers
    subject: Numbers
    supervisor: Numbers

    def __len__(self) -> int:
        return len(self.met)

    def where(self, chosen: Flags) -> "Evidence":
        numbers = (one[chosen] for one in (self.unit, self.day, self.subject, self.supervisor))
        return Evidence(self.standard, self.units, self.met[chosen], *numbers)

    def between(self, first: int, last: int) -> "Evidence":
        """What fell due from one day to another, both included."""
        return self.where((self.day >= first) & (self.day <= last))


@dataclass
class Gathering:
    """Fed with judgments; gives the evidence of each standard."""

    source: Source
    as_at: int
    holders: Holders = field(init=False)
    supervisors: pa.Table = field(init=False)
    parts: dict[str, list[Evidence]] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.holders, self.supervisors = Holders(self.source), supervisors_of(self.source)

    def take(self, judgment: Judgment) -> None:
        """The duties of some subjects."""
        states, due = states_at(judgment, self.as_at), judgment.numbers("due_at")
        counted = np.isin(states, IN_RATE) & (due != NONE) & (due <= self.as_at)
        unit, _ = self.holders.of(judgment).of_rows(judgment, states, self.as_at)
        place = judgment.numbers("place")[counted]
        supervisor = self._supervisors(judgment)[place]
        days = days_of(due[counted], judgment.programme.calendar)
        made = Evidence(
            judgment.standard.id, self.holders.units, states[counted] == PLACE[State.MET],
            np.asarray(unit[counted], np.int64), days, self._subjects(judgment.subjects)[place], supervisor,
        )  # fmt: skip
        self.parts.setdefault(judgment.standard.id, []).append(made)

    def evidence(self) -> dict[str, Evidence]:
        """By standard, whatever the versions that it was judged by."""
        return {name: _together(parts) for name, parts in self.parts.items()}

    def _subjects(self, ids: pa.Array) -> Numbers:
        return np.array([self.codes.setdefault(one, len(self.codes)) for one in ids.to_pylist()], np.int64)

    def _supervisors(self, judgment: Judgment) -> Numbers:
        own = self.supervisors.filter(
            pc.equal(self.supervisors.column("subject_table"), judgment.standard.subject.name)
        )
        at = pc.index_in(judgment.subjects, value_set=own.column("subject").combine_chunks())
        codes = own.column("supervisor").combine_chunks().dictionary_encode().indices
        return np.asarray(pc.fill_null(codes.take(at).cast(pa.int64()), -1))


def _together(parts: Sequence[Evidence]) -> Evidence:
    columns = zip(*((one.met, one.unit, one.day, one.subject, one.supervisor) for one in parts), strict=True)
    return Evidence(parts[0].standard, parts[0].units, *(np.concatenate(one) for one in columns))


SUPERVISORS = """
    SELECT held.subject_table, held.subject, coalesce(post.supervised_by, held.officer) AS supervisor
    FROM (
        SELECT * FROM "holding"
        QUALIFY row_number() OVER (PARTITION BY subject_table, subject ORDER BY began_at DESC, id) = 1
    ) held
    LEFT JOIN "post_holding" place ON place.officer = held.officer AND place.began_at <= held.began_at
        AND (place.ended_at IS NULL OR place.ended_at > held.began_at)
    LEFT JOIN "post" post ON post.id = place.post
    QUALIFY row_number() OVER (PARTITION BY held.subject_table, held.subject ORDER BY place.began_at DESC, place.id) = 1
"""
ALONE = 'SELECT subject_table, subject, officer AS supervisor FROM "holding"'


#: The tables that say who supervises whom: they are kept where a source has them, whatever else is read.
SUPERVISING = frozenset({"post", "post_holding"})


def supervisors_of(source: Source) -> pa.Table:
    """Who supervises whoever held each subject last: the post above theirs; where nobody says, the holder."""
    told = set(source.schema.tables) >= SUPERVISING and "supervised_by" in source.schema.table("post").columns
    return source.connection.sql(SUPERVISORS if told else ALONE).to_arrow_table()
