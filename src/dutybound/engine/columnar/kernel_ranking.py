"""Compiled: the ranks of ids within their group, read from Arrow's bytes.

The fold asks of two ids only whether they are the same and which comes first, so a whole number serves for each.
Bytes of UTF-8 are in the order of the characters that they stand for, as text is in Python.
"""

# mypy: disable-error-code="no-any-return"

import numpy as np
import pyarrow as pa

from dutybound.engine.columnar.compiled import compiled, entry
from dutybound.engine.columnar.shapes import NONE, Array


def ranks_of(offsets: Array, ids: pa.Array, of: pa.Array) -> tuple[Array, Array]:
    """Of each fact the rank of its id and of what it names (`NONE` for nothing), among all ids of its group."""
    largest = int(np.diff(offsets).max()) if len(offsets) > 1 else 0
    ranks, named = np.empty(len(ids), np.int64), np.full(len(ids), NONE, np.int64)
    room = np.empty((2, 2 * largest), np.int64)
    names = np.asarray(of.is_valid())
    _rank(offsets, *_bytes_of(ids), *_bytes_of(of), names, room, ranks, named)
    return ranks, named


def _bytes_of(texts: pa.Array) -> tuple[Array, Array]:
    """Where each text begins and ends among the bytes, and the bytes."""
    texts = texts.cast(pa.large_string())
    _, places, data = texts.buffers()
    begins = np.frombuffer(places, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return begins, np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)


@entry
def _rank(
    offsets: Array, begins: Array, data: Array, of_begins: Array, of_data: Array, names: Array, room: Array,
    ranks: Array, named: Array,
) -> None:  # fmt: skip
    """Places from `count` on stand for what is named by the fact so many places before."""
    for group in range(len(offsets) - 1):
        first, count = offsets[group], offsets[group + 1] - offsets[group]
        filled = 0
        for i in range(count):
            room[0, filled] = i
            filled += 1
            if names[first + i]:
                room[0, filled] = count + i
                filled += 1
        order = _sorted(room, filled, first, count, begins, data, of_begins, of_data)
        rank = 0
        for i in range(filled):
            if i and _compared(room[order, i - 1], room[order, i], first, count, begins, data, of_begins, of_data):
                rank += 1
            place = room[order, i]
            if place < count:
                ranks[first + place] = rank
            else:
                named[first + place - count] = rank


@compiled
def _sorted(
    room: Array, filled: int, first: int, count: int, begins: Array, data: Array, of_begins: Array, of_data: Array
) -> int:
    """Merges runs of twice the length each time; says in which half of the room the result stands."""
    here, width = 0, 1
    while width < filled:
        for left in range(0, filled, 2 * width):
            middle, last = min(left + width, filled), min(left + 2 * width, filled)
            i, j = left, middle
            for k in range(left, last):
                takes_right = i >= middle or (
                    j < last
                    and _compared(room[here, j], room[here, i], first, count, begins, data, of_begins, of_data) < 0
                )
                room[1 - here, k] = room[here, j] if takes_right else room[here, i]
                if takes_right:
                    j += 1
                else:
                    i += 1
        here, width = 1 - here, 2 * width
    return here


@compiled
def _compared(
    one: int, other: int, first: int, count: int, begins: Array, data: Array, of_begins: Array, of_data: Array
) -> int:
    """Less than, equal to or greater than 0, as the one text comes before, is, or comes after the other."""
    is_id, is_other_id = one < count, other < count
    i = first + one if is_id else first + one - count
    j = first + other if is_other_id else first + other - count
    at, last = (begins[i], begins[i + 1]) if is_id else (of_begins[i], of_begins[i + 1])
    at_other, last_other = (begins[j], begins[j + 1]) if is_other_id else (of_begins[j], of_begins[j + 1])
    while at < last and at_other < last_other:
        byte = np.int64(data[at]) if is_id else np.int64(of_data[at])
        byte_other = np.int64(data[at_other]) if is_other_id else np.int64(of_data[at_other])
        if byte != byte_other:
            return -1 if byte < byte_other else 1
        at += 1
        at_other += 1
    return (last - at) - (last_other - at_other)
