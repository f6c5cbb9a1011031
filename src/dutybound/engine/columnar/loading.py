"""From the query of strands to the columns of the kernel, in Arrow: no fact becomes an object of Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.calendar import Calendar
from dutybound.duties.limits import Limit
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.columns import NAMED, FactColumns
from dutybound.engine.columnar.kernel_continuing import continue_versions
from dutybound.engine.columnar.kernel_ranking import ranks_of
from dutybound.engine.columnar.layout import bands_of
from dutybound.engine.columnar.shapes import NO_TERMS, NONE, Array
from dutybound.engine.columnar.shapes import Columns as Numbers
from dutybound.engine.columnar.strands import Strands, strands_of, without_suspensions
from dutybound.engine.facts import Kind, Programme
from dutybound.engine.judging import THE_STANDARD, limit_on_record
from dutybound.engine.source import Source


def loading_of(
    standards: Sequence[Standard], programmes: Sequence[Programme], source: Source, as_at: int, suspensions: bool
) -> "Loading":
    """How the facts of standards about one kind of subject are asked for and read: what was known by `as_at`."""
    strands = strands_of(standards, programmes, source)
    return Loading(strands, bands_of(programmes), source.calendar, as_at, suspensions)


def by_subject(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Batches cut between subjects: the last one of a batch is held back until the next has come."""
    held: pa.Table | None = None
    for batch in batches:
        table = pa.Table.from_batches([batch])
        table = table if held is None else pa.concat_tables([held, table])
        if not table.num_rows:
            continue
        subject = table.column("subject").combine_chunks()
        others = pc.not_equal(subject, subject[-1])
        cut = 0 if not pc.any(others).as_py() else len(subject) - int(pc.index(others[::-1], True).as_py())
        if cut:
            yield table.slice(0, cut).combine_chunks()
        held = table.slice(cut)
    if held is not None and held.num_rows:
        yield held.combine_chunks()


@dataclass
class _Facts:
    """The facts of a batch: arrays of one length that are filtered together."""

    group: Array
    strand: Array
    happened: Array
    recorded: Array
    withdrawn: Array
    until: Array
    value: Array  # the place of the text among the texts, NONE for none
    weight: Array
    row: Array  # the row of the table, for ids; less than 0 for a fact that stands in none

    def keep(self, chosen: Array) -> "_Facts":
        return self if chosen.all() else self.keep_in(chosen)

    def keep_in(self, order: Array) -> "_Facts":
        return _Facts(*(column[order] for column in vars(self).values()))

    @property
    def known(self) -> Array:
        return np.maximum(self.happened, self.recorded)  # none recorded is the least of all numbers


@dataclass(frozen=True)
class Loading:
    """Makes columns of what the query of strands brings, a table of whole subjects at a time."""

    strands: Strands
    bands: tuple[str | None, ...]
    calendar: Calendar
    as_at: int
    suspensions: bool

    def columns(self, table: pa.Table) -> FactColumns:
        subject = table.column("subject").combine_chunks()
        changes = np.asarray(pc.not_equal(subject[1:], subject[:-1])) if len(subject) > 1 else np.empty(0, bool)
        begins = np.concatenate([[0], np.flatnonzero(changes) + 1])
        groups = np.zeros(len(subject), np.int64)
        groups[begins[1:]] = 1
        value = _coded(table.column("value").combine_chunks())
        ids, of = (table.column(name).combine_chunks() for name in ("id", "of"))
        happened, recorded, withdrawn, until = (
            _numbers(table.column(name)) for name in ("happened", "recorded", "superseded", "until")
        )
        facts = _Facts(
            np.cumsum(groups), np.asarray(table.column("kind").cast(pa.int16())), happened, recorded, withdrawn, until,
            _numbers(value.indices), np.asarray(table.column("weight")), np.arange(len(subject)),
        )  # fmt: skip
        to_day_end = self.strands.flags("to_day_end")[facts.strand]
        if to_day_end.any():
            facts.until = facts.until.copy()
            facts.until[to_day_end] = ends_of_days(facts.until[to_day_end], self.calendar)
        texts = value.dictionary.to_pylist()
        facts = self.as_known(self.with_own_ends(self.continued(facts, ids, of)))
        return self.numbered(facts, subject.take(pa.array(begins)), ids, of, texts)

    @cached_property
    def goes_on(self) -> Array:
        return self.strands.flags("goes_on")

    # --- which facts count -------------------------------------------------------------------------------------------

    def continued(self, facts: _Facts, ids: pa.Array, of: pa.Array) -> _Facts:
        """Versions of a row that say the same as the one before them are one fact (`judging._continued`)."""
        corrected = np.zeros(len(facts.group), bool)
        corrected[facts.group[facts.withdrawn != NONE]] = True
        rows = np.flatnonzero(corrected[facts.group])
        if not len(rows):
            return facts
        some, at = facts.keep_in(rows), pa.array(facts.row[rows])
        begins = np.where((some.recorded == NONE) | (some.recorded == 0), some.happened, some.recorded)
        names = [_numbers(_coded(texts.take(at)).indices) for texts in (ids, of)]
        order = np.lexsort((begins, names[0], some.strand, some.group))
        some = some.keep_in(order)
        same = np.stack([some.group, some.strand, *(name[order] for name in names), some.until, some.value], axis=1)
        left = continue_versions(
            same, some.weight, self.goes_on[some.strand], some.happened, some.recorded, some.withdrawn
        )
        facts.withdrawn = facts.withdrawn.copy()
        facts.withdrawn[rows[order]] = some.withdrawn
        kept = np.ones(len(facts.group), bool)
        kept[rows[order]] = left
        return facts.keep(kept)

    def with_own_ends(self, facts: _Facts) -> _Facts:
        """A standard that goes out of force ends what it holds for; such a fact has no row of the table."""
        for number, at in enumerate(self.strands.ends):
            groups = np.unique(facts.group)
            new, none = len(groups), np.full(len(groups), NONE)
            strand = np.full(new, len(self.strands.queries) + number, np.int16)
            ends = _Facts(
                groups, strand, np.full(new, at), none, none, none, none, np.ones(new), np.full(new, -1)
            )  # fmt: skip
            pairs = zip(vars(facts).values(), vars(ends).values(), strict=True)
            both = _Facts(*(np.concatenate(pair) for pair in pairs))
            facts = both.keep_in(np.argsort(both.group, kind="stable"))
        return facts

    def as_known(self, facts: _Facts) -> _Facts:
        """What was known by the moment; a version withdrawn later was not withdrawn yet."""
        facts = facts.keep(facts.known <= self.as_at)
        if (facts.withdrawn > self.as_at).any():
            facts.withdrawn = np.where(facts.withdrawn > self.as_at, NONE, facts.withdrawn)
        return facts

    # --- as the kernel wants them ------------------------------------------------------------------------------------

    def numbered(
        self, facts: _Facts, subjects: pa.Array, ids: pa.Array, of: pa.Array, texts: list[str | None]
    ) -> FactColumns:
        is_first = np.diff(facts.group, prepend=-1) != 0
        groups = facts.group[is_first]
        offsets = np.append(np.flatnonzero(is_first), len(facts.group)).astype(np.int64)
        codes, limits, others = self.coded(facts, texts)
        names = ids
        if len(facts.row) != len(ids) or self.strands.ends:
            own = pa.chunked_array([ids, pa.array([THE_STANDARD], ids.type)]).combine_chunks()
            names = own.take(pa.array(np.where(facts.row < 0, len(ids), facts.row)))
        rank, named = ranks_of(offsets, names, self.named(facts, of))
        numbers = Numbers(
            facts.strand, rank, facts.happened, facts.recorded, _if_any(facts.withdrawn), _if_any(named),
            _if_any(facts.until), codes, facts.weight,
        )  # fmt: skip
        kinds = self.strands.kinds if self.suspensions else without_suspensions(self.strands.kinds)
        return FactColumns(
            subjects.take(pa.array(groups)), offsets, numbers, names, kinds, self.strands.readings,
            tuple(limits), tuple(others),
        )  # fmt: skip

    def named(self, facts: _Facts, of: pa.Array) -> pa.Array:
        """What each fact names; of tenures and suspensions, an empty name means their own id."""
        if of.null_count == len(of):
            return pa.nulls(len(facts.row), of.type)
        named = of.take(pa.array(facts.row, mask=facts.row < 0))
        empty = pc.fill_null(pc.equal(named, ""), False)
        is_named: Array = np.logical_or.reduce(np.isin(self.strands.kinds, NAMED), axis=0)
        own = pa.array(is_named[facts.strand])
        return pc.if_else(pc.and_(empty, own), pa.scalar(None, named.type), named)

    def coded(self, facts: _Facts, texts: list[str | None]) -> tuple[Array, list[Limit], list[str | None]]:
        """What the texts are to the kernel: bands, limits, or what is missing."""
        bands = {band: code for code, band in enumerate(self.bands)}
        limits: dict[Limit, int] = {}
        others: dict[str | None, int] = {}

        def band(text: str | None) -> int:
            return bands[text] if text in bands else len(bands) + others.setdefault(text, len(others))

        def limit(text: str | None) -> int:
            found = limit_on_record(text or "")
            return -2 - others.setdefault(text, len(others)) if found is None else limits.setdefault(found, len(limits))

        def missing(text: str | None) -> int:
            return others.setdefault(text, len(others))

        codes = np.full(len(facts.strand), NO_TERMS, np.int32)
        for kind, code_of in ((Kind.BAND, band), (Kind.LIMIT, limit), (Kind.UNASSESSABLE, missing)):
            chosen: Array = self.strands.flags("coded", kind)[facts.strand]
            if kind is Kind.LIMIT:
                chosen = chosen & (facts.value != NONE)
            if chosen.any():
                found, places = np.unique(facts.value[chosen], return_inverse=True)
                told = [code_of(None if place == NONE else texts[place]) for place in found.tolist()]
                codes[chosen] = np.array(told, np.int32)[places]
        return codes, list(limits), list(others)


def _numbers(column: Any) -> Array:
    if column.null_count == len(column):
        return np.full(len(column), NONE)
    return np.asarray(pc.fill_null(column.cast(pa.int64()), NONE))


def _coded(texts: pa.Array) -> pa.DictionaryArray:
    """Texts by number; nearly always there are none."""
    if texts.null_count == len(texts):
        return pa.DictionaryArray.from_arrays(pa.nulls(len(texts), pa.int32()), pa.array([], texts.type))
    return texts.dictionary_encode()


def _if_any(values: Array) -> Array:
    """No numbers at all where none is given: the kernel does not look at a column that is not there."""
    return values if (values != NONE).any() else np.empty(0, np.int64)


def ends_of_days(instants: Array, calendar: Calendar) -> Array:
    """The last microseconds of the local days; `NONE` stays."""
    found, places = np.unique(instants, return_inverse=True)
    return np.array([one if one == NONE else calendar.end_of_day(one) for one in found.tolist()], np.int64)[places]
