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
from dutybound.insight.states import PLACE
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


@dataclass(frozen=True)
class _Part:
    """The evidence of some subjects, with their ids in place of codes."""

    standard: str
    met: Flags
    unit: Numbers
    day: Numbers
    subject: pa.Array
    supervisor: Numbers


@dataclass
class Gathering:
    """Fed with judgments and what is seen of them; gives the evidence of each standard."""

    source: Source
    as_at: int
    units: tuple[str | None, ...]
    supervisors: "SubjectCodes" = field(init=False)
    parts: dict[str, list[_Part]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Supervisors are read at once: while judgments are drawn from a source, it answers nothing else."""
        self.supervisors = supervisors_of(self.source)

    def take(self, judgment: Judgment, states: Numbers, slot: Numbers) -> None:
        """The duties of some subjects: the state of each as at the moment, and the place of its unit among `units`."""
        due = judgment.numbers("due_at")
        counted = np.flatnonzero(np.isin(states, IN_RATE) & (due != NONE) & (due <= self.as_at))
        place = judgment.numbers("place")[counted]
        made = _Part(
            judgment.standard.id, states[counted] == PLACE[State.MET], np.asarray(slot[counted], np.int64),
            days_of(due[counted], judgment.programme.calendar), judgment.subjects.take(pa.array(place)),
            self.supervisors.of(judgment.standard.subject.name, judgment.subjects)[place],
        )  # fmt: skip
        self.parts.setdefault(judgment.standard.id, []).append(made)

    def evidence(self) -> dict[str, Evidence]:
        """By standard, whatever the versions that it was judged by."""
        return {name: self._together(parts) for name, parts in self.parts.items()}

    def _together(self, parts: Sequence[_Part]) -> Evidence:
        met, unit, day, supervisor = (
            np.concatenate(one) for one in zip(*((p.met, p.unit, p.day, p.supervisor) for p in parts), strict=True)
        )
        subject = np.asarray(
            pa.chunked_array([one.subject for one in parts]).combine_chunks().dictionary_encode().indices
        )
        return Evidence(parts[0].standard, self.units, met, unit, day, subject.astype(np.int64), supervisor)


class SubjectCodes:
    """A code of the supervisor, or unit (`kind`), of each subject of a table: it tells them apart, and nothing else.

    `held` has the columns subject_table, subject and one named as the kind.
    """

    def __init__(self, kind: str, held: pa.Table) -> None:
        self.kind, self.held = kind, held
        self.own: dict[str, tuple[pa.Array, pa.Array]] = {}  # by table, subjects and the code of each
        self.latest: dict[str, tuple[pa.Array, Numbers]] = {}  # standards about the same subjects ask one after another

    def of(self, table: str, subjects: pa.Array) -> Numbers:
        """-1 where none is known."""
        before = self.latest.get(table)
        if before is None or not before[0].equals(subjects):
            known, codes = self._own(table)
            found = codes.take(pc.index_in(subjects, value_set=known))
            before = self.latest[table] = (subjects, np.asarray(pc.fill_null(found.cast(pa.int64()), -1)))
        return before[1]

    def _own(self, table: str) -> tuple[pa.Array, pa.Array]:
        if table not in self.own:
            own = self.held.filter(pc.equal(self.held.column("subject_table"), table))
            codes = own.column(self.kind).combine_chunks().dictionary_encode().indices
            self.own[table] = own.column("subject").combine_chunks(), codes
        return self.own[table]


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


def supervisors_of(source: Source) -> SubjectCodes:
    """Who supervises whoever held each subject last: the post above theirs; where nobody says, the holder."""
    told = set(source.schema.tables) >= SUPERVISING and "supervised_by" in source.schema.table("post").columns
    return SubjectCodes("supervisor", source.connection.sql(SUPERVISORS if told else ALONE).to_arrow_table())
