"""Duplication: records that share what should tell them apart. Whether they are of one person, a person decides."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.drawing import filled
from dutybound.exchange.pole.checked import Checked
from dutybound.exchange.pole.defects import Defect, Dimension
from dutybound.exchange.pole.minimum import minimum
from dutybound.exchange.zones import Mask


def duplicates(entities: Sequence[Checked]) -> Iterator[tuple[str, Defect]]:
    """By entity, the rows whose record shares its values with a record of another id, of whatever entity of its class.

    One record that stands in several rows, as victim and as witness, or once for each crime, is one record.
    """
    for kind, groups in minimum().same.items():
        for names in groups:
            having = [one for one in entities if one.held.entity.kind == kind and set(names) <= set(one.values)]
            if having:
                yield from _sharing(having, names)


def _sharing(entities: Sequence[Checked], names: tuple[str, ...]) -> Iterator[tuple[str, Defect]]:
    keys = pa.concat_arrays([_keys(one, names) for one in entities])
    records = pa.concat_arrays([_records(one) for one in entities])
    shared = _shared(keys, records)
    what = f"shares its {' and '.join(name.replace('_', ' ') for name in names)} with another record"
    first = 0
    for one in entities:
        at = np.flatnonzero(shared[first : first + one.rows])
        yield one.held.entity.name, Defect(" + ".join(names), Dimension.DUPLICATION, what, at)
        first += one.rows


def _shared(keys: pa.Array, records: pa.Array) -> Mask:
    """Whether the key of each row stands in rows of two records or more."""
    key = np.asarray(pc.fill_null(keys.dictionary_encode().indices, -1), dtype=np.int64)
    record = np.asarray(pc.fill_null(records.dictionary_encode().indices, -1), dtype=np.int64)
    pairs = np.unique(np.stack([key, record], axis=1)[(key >= 0) & (record >= 0)], axis=0)
    count = np.bincount(pairs[:, 0], minlength=key.max(initial=-1) + 1)
    found: Mask = (key >= 0) & np.isin(key, np.flatnonzero(count > 1))
    return found


def _keys(one: Checked, names: tuple[str, ...]) -> pa.Array:
    """The values of a row as one, capitals and spaces apart; nothing where one of them is missing."""
    parts = []
    for name in names:
        values = one.values[name]
        plain = pc.replace_substring_regex(pc.utf8_lower(values.distinct), r"\s+", " ")
        index = pa.array(np.where(values.filled, values.index, 0), mask=~values.filled)
        parts.append(plain.take(index) if len(plain) else pa.nulls(len(index), pa.string()))
    return filled(pc.binary_join_element_wise(*parts, "\x1f", null_handling="emit_null"))


def _records(one: Checked) -> pa.Array:
    table = pa.scalar(one.held.table)
    return pc.binary_join_element_wise(table, one.ids, "\x1f", null_handling="emit_null")
