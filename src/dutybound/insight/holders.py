"""Which unit holds which subject: the holdings of a source, laid out beside the subjects of a judgment (rule 13)."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.relation import Judgment, Numbers
from dutybound.engine.source import DAY, Source
from dutybound.insight.rows import Window, rows_of
from dutybound.insight.sweep_held import NEVER, Held, days_past, lines
from dutybound.insight.sweep_whose import holder_of_rows

NOTHING = np.empty(0, np.int64)


@dataclass(frozen=True)
class Holdings:
    """Who held some subjects, subject by subject: the holdings of place p are `first[p]` to before `first[p + 1]`.

    Instants in microseconds since 1970 in UTC; `*_known`: from when on it is known. `slot` is a place among `units`,
    of which the first is None: no unit. `officer` tells officers apart, and nothing else.
    """

    units: tuple[str | None, ...]
    first: Numbers
    began: Numbers = field(default_factory=NOTHING.copy)
    began_known: Numbers = field(default_factory=NOTHING.copy)
    ended: Numbers = field(default_factory=NOTHING.copy)
    ended_known: Numbers = field(default_factory=NOTHING.copy)
    slot: Numbers = field(default_factory=NOTHING.copy)
    officer: Numbers = field(default_factory=NOTHING.copy)

    def on_days(self, window: Window) -> Held:
        """As the sweep reads them."""
        began, ended = (days_past(one, window.starts, window.first) for one in (self.began_known, self.ended_known))
        now = lines(self.first, self.began, self.ended, began, ended, self.slot)
        return Held(self.first, self.began, began, self.ended, ended, self.slot, *now)

    def of_rows(self, judgment: Judgment, states: Numbers, moment: int) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """The slot of each row as at a moment (`whose` is the meaning), and whether it was taken over shortly before.

        `states` are those of the rows at the moment. A row that is not seen then is nobody's.
        """
        slot, inherited = holder_of_rows(
            rows_of(judgment), states, self.first, self.began, self.began_known, self.ended, self.ended_known,
            self.slot, self.officer, moment,
        )  # fmt: skip
        return slot, inherited


def nobody(subjects: int) -> Holdings:
    """Nobody is known to hold any of so many subjects."""
    return Holdings((None,), np.zeros(subjects + 1, np.int64))


class Holders:
    """The holdings of a source, asked for by the subjects of a judgment."""

    def __init__(self, source: Source | None) -> None:
        self.units: tuple[str | None, ...] = (None,)
        self.latest: dict[tuple[str, bool], tuple[pa.Array, Holdings]] = {}
        self.own: dict[str, pa.Table] = {}  # by table, as all batches of its subjects ask for them
        self.rows: pa.Table | None = None
        if source is not None:  # read at once: while judgments are drawn from it, a source answers nothing else
            query = 'SELECT * FROM "holding" WHERE unit IS NOT NULL ORDER BY id'
            self.rows = source.connection.sql(query).to_arrow_table()
            self.units = (None, *sorted(pc.unique(self.rows.column("unit")).to_pylist()))

    def of(self, judgment: Judgment) -> Holdings:
        """The holdings of the subjects of a judgment; standards about the same subjects share them."""
        subjects, programme = judgment.subjects, judgment.programme
        if self.rows is None or len(self.units) == 1:
            return nobody(len(subjects))
        key = (judgment.standard.subject.name, programme.by_day)
        before = self.latest.get(key)
        if before is not None and (before[0] is subjects or before[0].equals(subjects)):
            return before[1]
        if key[0] not in self.own:
            self.own[key[0]] = self.rows.filter(pc.equal(self.rows.column("subject_table"), key[0]))
        found = self._laid_out(self.own[key[0]], subjects, DAY if programme.by_day else "")
        self.latest[key] = (subjects, found)
        return found

    def told(self, slot: Numbers, inherited: npt.NDArray[np.bool_]) -> tuple[pa.Array, pa.Array]:
        """The unit of each row and whether it was inherited; null where nobody has it."""
        units = pa.array(list(self.units), pa.string())
        return units.take(pa.array(slot)), pa.array(inherited, mask=slot == 0)

    def _laid_out(self, held: pa.Table, subjects: pa.Array, day: str) -> Holdings:
        """Where a standard reads dates, all its times are compared as local days, and so are these."""
        place = _numbers(pc.index_in(held.column("subject"), value_set=subjects), -1)
        order = np.argsort(place, kind="stable")[int((place < 0).sum()) :]
        began, recorded, ended, end_recorded = (_numbers(held.column(name + day), NONE)[order] for name in TIMES)
        slot = _numbers(pc.index_in(held.column("unit"), value_set=pa.array(self.units, pa.string())), 0)[order]
        officer = _numbers(held.column("officer").combine_chunks().dictionary_encode().indices, -1)[order]
        first = np.searchsorted(place[order], np.arange(len(subjects) + 1))
        ended = np.where(ended == NONE, NEVER, ended)
        known = np.maximum(began, recorded), np.maximum(ended, np.maximum(end_recorded, recorded))
        return Holdings(self.units, first, began, known[0], ended, known[1], slot, officer)


TIMES = ("began_at", "recorded_at", "ended_at", "end_recorded_at")


def _numbers(values: pa.Array | pa.ChunkedArray, null: int) -> Numbers:
    return np.asarray(pc.fill_null(values.cast(pa.int64()), null), dtype=np.int64)
