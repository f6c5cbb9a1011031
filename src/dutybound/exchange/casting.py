"""Values as they are written become values of the declared type, or are said to be unreadable.

Everything is done on the distinct values of a column, which are few, and then taken for every row.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import ColumnType
from dutybound.exchange.times import Clock, Complaint, dates, instants, moments
from dutybound.exchange.zones import Mask

INTEGER = r"^[+-]?\d{1,18}(\.0*)?$"
SERIAL = r"^(2[5-9]|[3-6]\d|7[0-3])\d{3}(\.\d+)?$"  # days since 1899-12-30, from 1968 to 2102
NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"
BOOLEANS = {"true": True, "yes": True, "1": True, "t": True, "false": False, "no": False, "0": False, "f": False}
ARROW = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
    ColumnType.INSTANT: pa.timestamp("us"),
}


@dataclass(frozen=True)
class Wrong:
    """Which values cannot be read, in what way, and what to do about it."""

    at: Mask
    what: str
    remedy: str = ""


@dataclass(frozen=True)
class Cast:
    """Values of the declared type, null where they are missing or wrong."""

    values: pa.Array
    wrong: tuple[Wrong, ...] = ()


def cast(values: pa.Array, kind: ColumnType, clock: Clock) -> Cast:
    """Distinct values as the declared type. What can never fit (a list, a picture) is refused whole."""
    if kind.is_time:
        return _time(values, kind, clock)
    if pa.types.is_floating(values.type) or pa.types.is_decimal(values.type):
        return _from_fraction(values.cast(pa.float64()), kind)
    texts = as_text(values)
    if kind is ColumnType.TEXT:
        return Cast(texts)
    trimmed = pc.utf8_trim_whitespace(texts)
    return {ColumnType.INTEGER: _integer, ColumnType.NUMBER: _number, ColumnType.BOOLEAN: _boolean}[kind](trimmed)


def as_text(values: pa.Array) -> pa.Array:
    """Values as they would be written; what has no obvious writing is refused."""
    kind = values.type
    if pa.types.is_string(kind) or pa.types.is_null(kind):
        return values.cast(pa.string())
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_temporal(kind):
        return values.cast(pa.string())
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) or pa.types.is_decimal(kind):
        return values.cast(pa.string())
    raise unfit(kind, "text")


def plain(column: pa.ChunkedArray) -> pa.Array:
    """One array of an ordinary type: no dictionaries, no large strings. What is not one value is refused."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise unfit(kind, "read as one value")
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) or pa.types.is_null(kind):
        kind = pa.string()
    found = column.cast(kind).combine_chunks()
    return found if isinstance(found, pa.Array) else pa.concat_arrays(found.chunks)


def unfit(kind: pa.DataType, wanted: str) -> DutyboundError:
    return DutyboundError(
        Problem("", f"holds values of the type {kind}, which cannot be {wanted}", "Write the column as text.")
    )


def mask(values: pa.Array | pa.ChunkedArray) -> Mask:
    """A boolean column as a mask; null is false."""
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=np.bool_)


def _time(values: pa.Array, kind: ColumnType, clock: Clock) -> Cast:
    if not pa.types.is_temporal(values.type):
        if pa.types.is_floating(values.type) or pa.types.is_integer(values.type):
            raise unfit(values.type, f"a{'n' if kind is ColumnType.INSTANT else ''} {kind}")
        values = pc.utf8_trim_whitespace(as_text(values))
    elif pa.types.is_time(values.type) or pa.types.is_duration(values.type):
        raise unfit(values.type, f"{kind}")
    read = moments(values, clock)
    found, complaints = (dates if kind is ColumnType.DATE else instants)(read, clock)
    present = ~mask(values.is_null())
    wrong = tuple(Wrong(at & present, what, remedy) for at, what, remedy in _with_serials(values, complaints))
    lost = np.logical_or.reduce([one.at for one in wrong]) | ~present
    whole = pa.int32() if kind is ColumnType.DATE else pa.int64()
    return Cast(pa.array(found, whole, mask=lost).cast(ARROW[kind]), tuple(one for one in wrong if one.at.any()))


def _with_serials(values: pa.Array, complaints: list[Complaint]) -> list[Complaint]:
    """Of what cannot be read, the bare numbers that are dates as spreadsheets count them are said apart."""
    if not pa.types.is_string(values.type):
        return complaints
    (unreadable, what, remedy), *others = complaints
    serial = unreadable & mask(pc.match_substring_regex(values, SERIAL))
    said = "is a bare number, which is how Excel stores a date (42461 is 2016-04-01)"
    return [
        (unreadable & ~serial, what, remedy),
        (serial, said, "Give the column in Excel the format yyyy-mm-dd hh:mm before saving it as CSV."),
        *others,
    ]


def _from_fraction(values: pa.Array, kind: ColumnType) -> Cast:
    """Parquet written by a program that knows no missing integers holds 5.0 for 5, and NaN for nothing."""
    if kind in (ColumnType.TEXT, ColumnType.BOOLEAN):
        raise unfit(values.type, f"{kind}")
    present = pc.if_else(pc.is_nan(values), None, values)
    if kind is ColumnType.NUMBER:
        return _kept(present, mask(pc.is_finite(present)), "is not a number", "")
    whole = mask(pc.and_(pc.equal(pc.floor(present), present), pc.less(pc.abs(present), 1e15)))
    kept = _kept(present, whole, "is not a whole number", "Declare the column as a `number` if it has fractions.")
    return Cast(kept.values.cast(pa.int64()), kept.wrong)


def _integer(texts: pa.Array) -> Cast:
    fits = mask(pc.match_substring_regex(texts, INTEGER))
    kept = _kept(texts, fits, "is not a whole number", "Write it like 1250, without separators.")
    digits = pc.replace_substring_regex(kept.values, r"^\+|\.0*$", "")
    return Cast(digits.cast(pa.int64()), kept.wrong)


def _number(texts: pa.Array) -> Cast:
    fits = mask(pc.match_substring_regex(texts, NUMBER))
    kept = _kept(texts, fits, "is not a number", "Write it like 1250.5: a decimal point, no separators, no currency.")
    numbers = pc.replace_substring_regex(kept.values, r"^\+", "").cast(pa.float64())
    finite = _kept(numbers, mask(pc.is_finite(numbers)), "is too large a number", "")
    return Cast(finite.values, kept.wrong + finite.wrong)


def _boolean(texts: pa.Array) -> Cast:
    found = pc.index_in(pc.utf8_lower(texts), value_set=pa.array(BOOLEANS))
    remedy = "Write true or false (yes, no, 1, 0, t and f are understood), or map it with `codes`."
    kept = _kept(texts, mask(found.is_valid()), "is neither true nor false", remedy)
    return Cast(pa.array(BOOLEANS.values()).take(found), kept.wrong)


def _kept(values: pa.Array, fits: Mask, what: str, remedy: str) -> Cast:
    """The values that fit, null for the others, which are named."""
    wrong = ~fits & mask(values.is_valid())
    kept = pc.if_else(pa.array(fits), values, None)
    return Cast(kept, (Wrong(wrong, what, remedy),) if wrong.any() else ())
