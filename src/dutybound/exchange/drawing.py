"""One declared column drawn from the columns of a file, as its mapping says, for the rows of its table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import Column, ColumnType
from dutybound.exchange.casting import ARROW, Cast, Wrong, as_text, cast, mask
from dutybound.exchange.column_mapping import ColumnMapping, Rule
from dutybound.exchange.times import Clock, zoned_instants
from dutybound.exchange.zones import Mask, Whole

Raw = Callable[[str], pa.Array]  # a column of the file, for the rows of the table


@dataclass(frozen=True)
class Drawn:
    """A column with the declared type; `written` gives back how a row's value stood in the file.

    `unlisted` marks the values that the mapping's code list does not have; `unmatched` counts rows whose text no rule
    understood. `distinct` are the values as written, `read` the same with the declared type; `indices` say which of
    them each row has.
    """

    values: pa.Array
    wrong: tuple[Wrong, ...]
    unlisted: Mask
    unmatched: int
    distinct: pa.Array
    read: pa.Array
    indices: pa.Array

    def are(self, asked: Callable[[pa.Array], pa.Array]) -> Mask:
        """What is asked of values, asked once of each distinct one and told of every row; of none it is false."""
        return _spread(mask(asked(self.read)), self.indices)

    def written(self, row: int) -> str:
        (written,) = self.written_in(np.array([row]))
        return written

    def written_in(self, rows: Whole) -> list[str]:
        """The same of many rows."""
        values = self.distinct.take(self.indices.take(pa.array(rows, pa.int64()))).to_pylist()
        return ["" if value is None else str(value) for value in values]


def drawn(column: Column, mapped: ColumnMapping, raw: Raw, rows: int, clock: Clock) -> Drawn:
    """Empty texts, code list, text rules and type, decided once for each distinct value.

    Instants that a file brings as such are taken as they are: telling them apart takes longer than looking at them.
    """
    if (brought := _as_brought(column, mapped, raw, clock)) is not None:
        return brought
    encoded = _encoded(mapped, raw, rows)
    distinct, indices = encoded.dictionary, encoded.indices
    present = _without_empty(distinct, mapped.empty)
    unlisted = np.zeros(len(distinct), np.bool_)
    unmatched = unlisted
    if mapped.codes:
        present, unlisted = _translated(as_text(present), mapped.codes)
    elif mapped.rules:
        present, unmatched = _ruled(as_text(present), mapped.rules)
    found = cast(present, column.type, clock)
    taken = _taken(found, indices)
    return Drawn(
        taken.values,
        taken.wrong,
        _spread(unlisted, indices),
        int(_spread(unmatched, indices).sum()),
        distinct,
        found.values,
        indices,
    )


def absent(column: Column, rows: int) -> pa.Array:
    """A column that the source does not deliver."""
    return pa.nulls(rows, ARROW[column.type])


def filled(values: pa.Array) -> pa.Array:
    """Texts with nothing in them become null: the empty one, and blanks."""
    if not pa.types.is_string(values.type):
        return values
    blank = pc.equal(pc.utf8_trim_whitespace(values), "")
    return pc.if_else(blank, None, values) if pc.any(blank).as_py() else values


def _encoded(mapped: ColumnMapping, raw: Raw, rows: int) -> pa.DictionaryArray:
    if mapped.constant is not None:
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32)), pa.array([mapped.constant]))
    if len(mapped.columns) == 1:
        return raw(mapped.columns[0]).dictionary_encode()
    parts = [filled(as_text(raw(name))) for name in mapped.columns]
    return pc.binary_join_element_wise(*parts, mapped.by, null_handling="emit_null").dictionary_encode()


def _as_brought(column: Column, mapped: ColumnMapping, raw: Raw, clock: Clock) -> Drawn | None:
    """A column of instants that a file brings with their zone, and all of which can be taken; None for any other."""
    if (
        column.type is not ColumnType.INSTANT
        or len(mapped.columns) != 1
        or mapped.empty
        or mapped.codes
        or mapped.rules
    ):
        return None
    brought = raw(mapped.columns[0])
    values = zoned_instants(brought, clock)
    if values is None:
        return None
    each = pa.array(np.arange(len(values), dtype=np.int32))
    return Drawn(values, (), np.zeros(len(values), np.bool_), 0, brought, values, each)


def _without_empty(distinct: pa.Array, empty: tuple[str, ...]) -> pa.Array:
    present = filled(distinct)
    if not empty:
        return present
    return pc.if_else(pc.is_in(as_text(present), value_set=pa.array(empty)), None, present)


def _translated(texts: pa.Array, codes: Mapping[str, str]) -> tuple[pa.Array, Mask]:
    found = pc.index_in(texts, value_set=pa.array(list(codes)))
    return pa.array(list(codes.values())).take(found), mask(texts.is_valid()) & ~mask(found.is_valid())


def _ruled(texts: pa.Array, rules: tuple[Rule, ...]) -> tuple[pa.Array, Mask]:
    """Each text by the first rule that matches it; a text that none matches is nothing, and is counted."""
    waiting = mask(texts.is_valid())
    found = pa.nulls(len(texts), pa.string())
    for rule in rules:
        hit = waiting & (mask(pc.match_substring_regex(texts, rule.matches)) if rule.matches is not None else True)
        found = pc.if_else(pa.array(hit), rule.value, found)
        waiting = waiting & ~hit
    return found, waiting


def _taken(found: Cast, indices: pa.Array) -> Cast:
    wrong = tuple(Wrong(_spread(one.at, indices), one.what, one.remedy) for one in found.wrong)
    in_order = len(found.values) == len(indices)  # another value in every row, so they stand in the order of the rows
    values = found.values if in_order else found.values.take(indices)
    return Cast(values, tuple(one for one in wrong if one.at.any()))


def _spread(at: Mask, indices: pa.Array) -> Mask:
    return mask(pa.array(at, pa.bool_()).take(indices)) if at.any() else np.zeros(len(indices), np.bool_)
