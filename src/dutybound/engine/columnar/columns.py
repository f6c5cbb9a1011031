"""Facts and duties of many subjects as columns: facts on their way into the kernel, rows on their way out of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dutybound.duties.duty import Duty
from dutybound.duties.limits import Limit
from dutybound.engine.columnar.layout import Layout, bands_of, unassessable_text
from dutybound.engine.columnar.shapes import (
    COLUMNS,
    FOREVER,
    NO_TERMS,
    NONE,
    NOTHING,
    NOTICES,
    READING,
    Array,
    Reading,
)
from dutybound.engine.columnar.shapes import Columns as Numbers
from dutybound.engine.facts import Fact, Kind, Programme
from dutybound.engine.ledger import Course, Notice

Group = tuple[int, str, Sequence[Fact]]  # the place of the programme, the subject, its facts
NAMED = (Kind.SUSPEND, Kind.RESUME, Kind.COVER, Kind.UNCOVER)  # of these, an empty `of` means the id


@dataclass(frozen=True)
class FactColumns:
    """The facts of subjects, one after the other, and how each programme reads them."""

    subjects: pa.Array
    offsets: Array  # where the facts of each subject begin; one more than there are subjects
    numbers: Numbers
    ids: pa.Array  # of each fact
    kinds: Array  # programmes by strands: what a fact is to a programme
    readings: Array  # READING, one for each programme
    limits: tuple[Limit, ...]  # that stand on records, by code
    texts: tuple[str | None, ...]  # limits that cannot be read, and what is missing, by code

    @property
    def groups(self) -> int:
        return len(self.subjects)

    def reading(self, programme: int) -> Reading:
        return Reading(self.kinds[programme], self.readings[programme : programme + 1])

    def __len__(self) -> int:
        return int(self.offsets[-1])


def columns_of(programmes: Sequence[Programme], groups: Iterable[Group]) -> FactColumns:
    """Facts made in Python as columns, for tests: each programme reads those of its own groups alone."""
    return _Coding(programmes).columns(list(groups))


def by_kind(programmes: int) -> tuple[Array, Array]:
    """How programmes read facts whose strands are kinds, each programme its own; of all times."""
    kinds = np.full((programmes, programmes * len(Kind)), NOTHING, np.int8)
    for place in range(programmes):
        kinds[place, place * len(Kind) : (place + 1) * len(Kind)] = list(Kind)
    return kinds, np.array([(NONE, FOREVER, NOTHING)] * programmes, READING).view(np.recarray)


class _Coding:
    """Turns the texts and limits of facts into codes."""

    def __init__(self, programmes: Sequence[Programme]) -> None:
        self.programmes, bands = programmes, bands_of(programmes)
        self.bands = {band: code for code, band in enumerate(bands)}
        self.limits: dict[Limit, int] = {}
        self.texts: dict[str | None, int] = {}

    def columns(self, groups: list[Group]) -> FactColumns:
        facts = [fact for _, _, group in groups for fact in group]
        ranks = [ranked for _, _, group in groups for ranked in _ranks(group)]
        offsets = np.cumsum([0, *(len(group) for _, _, group in groups)])
        numbers = Numbers(
            np.array([place * len(Kind) + fact.kind for place, _, group in groups for fact in group], np.int16),
            _numbers([rank for rank, _ in ranks]),
            _numbers([fact.happened for fact in facts]),
            _numbers([fact.recorded for fact in facts]),
            _optional([fact.withdrawn for fact in facts]),
            _optional([of for _, of in ranks]),
            _optional([fact.until for fact in facts]),
            np.array([self.code(fact) for fact in facts], np.int32),
            np.array([fact.weight for fact in facts], np.float64),
        )
        return FactColumns(
            pa.array([subject for _, subject, _ in groups], pa.string()),
            offsets.astype(np.int64), numbers, pa.array([fact.id for fact in facts], pa.string()),
            *by_kind(len(self.programmes)), tuple(self.limits), tuple(self.texts),
        )  # fmt: skip

    def code(self, fact: Fact) -> int:
        if fact.kind is Kind.BAND or fact.has_band:
            known = self.bands.get(fact.value)  # bands that no policy knows are told apart by their text
            return len(self.bands) + self.text(fact.value) if known is None else known
        if fact.kind is Kind.LIMIT and fact.limit is not None:
            return self.limits.setdefault(fact.limit, len(self.limits))
        if fact.kind is Kind.LIMIT:
            return -2 - self.text(fact.value)
        if fact.kind is Kind.UNASSESSABLE:
            return self.text(fact.value)
        return NO_TERMS

    def text(self, value: str | None) -> int:
        return self.texts.setdefault(value, len(self.texts))


def _ranks(facts: Sequence[Fact]) -> list[tuple[int, int | None]]:
    """Of each fact the rank of its id and of what it names, among all ids of the subject."""
    names = [None if fact.kind in NAMED and not fact.of else fact.of for fact in facts]
    found = sorted({fact.id for fact in facts} | {name for name in names if name is not None})
    rank = {name: place for place, name in enumerate(found)}
    return [(rank[one.id], None if of is None else rank[of]) for one, of in zip(facts, names, strict=True)]


def _numbers(values: Sequence[int | None]) -> Array:
    return np.array([NONE if value is None else value for value in values], np.int64)


def _optional(values: Sequence[int | None]) -> Array:
    """No numbers at all where none is given: the kernel does not look at a column that is not there."""
    return _numbers(values) if any(value is not None for value in values) else np.empty(0, np.int64)


@dataclass(frozen=True)
class DutyColumns:
    """What was found under one programme: rows of duties, notices and courses, as numbers; as text where asked for."""

    layout: Layout
    programme: Programme
    facts: FactColumns
    rows: Array  # one row of the array for each name in COLUMNS
    notices: Array  # group, what, fact, known
    courses: Array  # group, known, holds, is_stopped: only of what recurs

    def __len__(self) -> int:
        return int(self.rows.shape[1])

    def column(self, name: str) -> Array:
        """One column as the kernel wrote it."""
        return self.rows[COLUMNS.index(name)]  # type: ignore[no-any-return]

    def duty_table(self) -> pa.Table:
        """The rows as a judgment has them: `place` is that of the group."""
        return pa.table({"place": self.column("group")} | {name: self._arrow(name) for name in COLUMNS[1:]})

    def notice_table(self) -> pa.Table:
        """The notices as a judgment has them."""
        place, what, fact, known = self.notices
        words = pa.array(NOTICES, pa.string()).take(pa.array(what))
        return pa.table({"place": place, "what": words, "fact": self._names(fact).take(pa.array(fact)), "known": known})

    def _arrow(self, name: str) -> pa.Array:
        values, texts = self.column(name), self.facts.texts
        if name in ("anchor", "met_by"):
            return pa.DictionaryArray.from_arrays(pa.array(values, mask=values == NOTHING), self._names(values))
        if name == "policy":
            return _decoded(values, lambda code: self.layout.policy_text(code, texts))
        if name == "unassessable":
            return _decoded(values, lambda code: unassessable_text(code, texts))
        return pa.array(values, mask=values == NONE)

    def _names(self, values: Array) -> pa.Array:
        """The ids of facts; after them the labels of the policy, where a turn of it is named by some of the values."""
        ids = self.facts.ids
        if not len(values) or values.max() < len(ids):
            return ids
        return pa.concat_arrays([ids, pa.array(self.layout.labels, ids.type)])

    def duties(self) -> list[list[Duty]]:
        """The duties of each group."""
        found: list[list[Duty]] = [[] for _ in range(self.facts.groups)]
        subjects, standard, version = self.facts.subjects.to_pylist(), self.programme.standard, self.programme.version
        for row in self.duty_table().to_pylist():
            place = row.pop("place")
            found[place].append(Duty(standard, version, subjects[place], **row))
        return found

    def notices_by_group(self) -> list[list[Notice]]:
        """The notices of each group."""
        found: list[list[Notice]] = [[] for _ in range(self.facts.groups)]
        for group, what, fact, known in zip(*self.notice_table().to_pydict().values(), strict=True):
            found[group].append(Notice(what, fact, known))
        return found

    def courses_by_group(self) -> list[list[Course]]:
        """The course of each group: from when the obligation held, and its clock stood still."""
        found: list[list[Course]] = [[] for _ in range(self.facts.groups)]
        for group, known, holds, is_stopped in self.courses.T.tolist():
            found[group].append(Course(known, bool(holds), bool(is_stopped)))
        return found


def _decoded(values: Array, text: Callable[[int], str | None]) -> pa.Array:
    """Codes as texts; each is worked out once."""
    coded = pa.array(values, mask=values == NOTHING).dictionary_encode()
    texts = pa.array([text(code) for code in coded.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(coded.indices, texts)
