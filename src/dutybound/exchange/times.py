"""Times as they are written become instants and local dates. DuckDB reads the digits; no session zone is ever asked."""

import re
from calendar import monthrange
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.calendar import EARLIEST_DAY, FIRST_DAY, LAST_DAY, date_of
from dutybound.duties.limits import DAY
from dutybound.exchange.scratch import scratch
from dutybound.exchange.zones import Mask, Whole, zone

ISO = (
    r"^(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d)(?:(?P<second>:[0-5]\d)(?:[.,](?P<fraction>\d{1,6})\d*)?)?"
    r" ?(?P<offset>Z|z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$"
)
CLOCK_DIRECTIVES = re.compile(r"%-?[HIXcT]")
MINUTE = 60_000_000

Complaint = tuple[Mask, str, str]
#: VALUE is put in by the message that shows the value.
WITHOUT = "To go on without it, say in mapping.toml that it means nothing in this column: empty = [VALUE]."
NO_SUCH_DAY = ("names a day that does not exist", f"Correct the day or the month in the source. {WITHOUT}")
#: How the parts of a date are written, as a format names them; what else a format names may be anything.
PARTS = {"d": r"(?P<d>\d{1,2})", "m": r"(?P<m>\d{1,2})", "Y": r"(?P<Y>\d{4})", "y": r"(?P<y>\d{2})"}
PART = re.compile(r"%-?([A-Za-z%])")


@dataclass(frozen=True)
class Clock:
    """How the times of a column are written: in which format, and in which zone where the text names none."""

    home: str  # the zone of the calendar, in which days are counted
    format: str | None = None
    zone: str | None = None
    first_day: int = FIRST_DAY  # that a date may name; days are counted only from 1970


@dataclass(frozen=True)
class Moments:
    """Times as read: what the wall showed, the offset written beside it (where `fixed`), and whether it has a clock."""

    wall: Whole
    offset: Whole
    fixed: Mask
    clocked: Mask
    readable: Mask
    no_such_day: Mask  # written as a time should be, of a day that no calendar has


def moments(values: pa.Array, clock: Clock) -> Moments:
    """Read texts (ISO 8601, or as the format says) or Parquet's own dates and timestamps."""
    if pa.types.is_temporal(values.type):
        return _native(values)
    return _formatted(values, clock.format) if clock.format else _iso(values)


def zoned_instants(values: pa.Array, clock: Clock) -> pa.Array | None:
    """Parquet's own timestamps with a zone, as the instants that they are; None for anything else.

    None too where one lies outside the years that are counted, which has to be said of it.
    """
    if not pa.types.is_timestamp(values.type) or values.type.tz is None:
        return None
    found = values.cast(pa.timestamp("us", values.type.tz), safe=False).cast(pa.int64())
    ends = [one for one in pc.min_max(found).as_py().values() if one is not None]
    days = zone(clock.home).days(np.array(ends, np.int64))
    inside = (days >= FIRST_DAY) & (days <= LAST_DAY)
    return found.cast(pa.timestamp("us")) if inside.all() else None


def instants(read: Moments, clock: Clock) -> tuple[Whole, list[Complaint]]:
    """The instants meant, and what stands in the way of others."""
    found, missing = _instants(read, clock.zone or clock.home)
    named = clock.zone or clock.home
    return found, [
        (~read.readable & ~read.no_such_day, *_unreadable(clock)),
        (read.no_such_day, *NO_SUCH_DAY),
        (
            read.readable & ~read.clocked,
            "has no time of day",
            'Declare the column as a `date` in tables.toml, or write precision = "day" in mapping.toml: limits in '
            "hours cannot be told by it.",
        ),
        (
            read.readable & read.clocked & ~read.fixed & missing,
            f"does not exist in {named}: the clocks went forward",
            'Correct it, or name the zone in which it was written: zone = "UTC".',
        ),
        _outside(read.readable & read.clocked, zone(clock.home).days(found), FIRST_DAY),
    ]


def dates(read: Moments, clock: Clock) -> tuple[Whole, list[Complaint]]:
    """The local dates meant: of an instant where one is known, otherwise the date as written."""
    known = read.clocked & (read.fixed | (clock.zone is not None))
    since = clock.first_day if (read.wall < 0).any() else FIRST_DAY  # looking up more years takes its time
    told = zone(clock.home, since).days(_instants(read, clock.zone or clock.home, since)[0])
    found = np.where(known, told, read.wall // DAY)
    return found, [
        (~read.readable & ~read.no_such_day, *_unreadable(clock)),
        (read.no_such_day, *NO_SUCH_DAY),
        _outside(read.readable, found, clock.first_day),
    ]


def format_fault(pattern: str) -> str:
    """What is wrong with a format, or nothing."""
    try:
        duckdb.execute("SELECT try_strptime('', $1)", [pattern])
    except duckdb.Error as error:
        return str(error).splitlines()[0].partition(": ")[2]
    return "" if "%" in pattern else "names no part of a time"


def has_clock(pattern: str) -> bool:
    """Whether a format reads a time of day."""
    return CLOCK_DIRECTIVES.search(pattern) is not None


def _instants(read: Moments, name: str, since: int = FIRST_DAY) -> tuple[Whole, Mask]:
    placed, missing = zone(name, since).instants(read.wall)
    return np.where(read.fixed, read.wall - read.offset, placed), missing


def _unreadable(clock: Clock) -> tuple[str, str]:
    if clock.format:
        wrong = f"is not a time written as {clock.format}"
        return wrong, f"Correct the value, or the `format` in mapping.toml. {WITHOUT}"
    remedy = 'Write it like 2016-04-01T09:30, or give its form in mapping.toml: format = "%d/%m/%Y %H:%M".'
    return "is not a date or time that can be read", f"{remedy} {WITHOUT}"


def _outside(looked_at: Mask, days: Whole, first_day: int) -> Complaint:
    return (
        looked_at & ((days < first_day) | (days > LAST_DAY)),
        f"lies outside {date_of(first_day).year} to 2099",
        "Correct the year, or list the value under `empty` if it means nothing.",
    )


def _native(values: pa.Array) -> Moments:
    present = np.asarray(values.is_valid())
    clocked = np.full(len(values), not pa.types.is_date(values.type))
    fixed = np.full(len(values), pa.types.is_timestamp(values.type) and values.type.tz is not None)
    wall = values.cast(pa.timestamp("us", getattr(values.type, "tz", None)), safe=False)
    return Moments(_whole(wall), np.zeros(len(values), np.int64), fixed, clocked, present, np.full(len(values), False))


def _iso(texts: pa.Array) -> Moments:
    parts = pc.extract_regex(texts, ISO)
    day, clock, second, fraction, offset = (
        parts.field(name) for name in ("day", "clock", "second", "fraction", "offset")
    )
    written = pc.binary_join_element_wise(
        day, " ", _or(clock, "00:00"), _or(second, ":00"), ".", _or(fraction, "0"), ""
    )
    wall = _asked("try_cast(text AS TIMESTAMP)", written)
    clocked, fixed, readable = _filled(clock), _filled(offset), np.asarray(wall.is_valid())
    no_day = _no_such_day(texts, readable, "%Y-%m-%d", r"(?:[T ].*)?")
    return Moments(_whole(wall), _offsets(offset), fixed, clocked, readable, no_day)


def _formatted(texts: pa.Array, pattern: str) -> Moments:
    """A format with an offset (%z) gives an instant, which is the wall of UTC."""
    read = _asked("try_strptime(text, $pattern)", texts, pattern=pattern)
    everywhere = np.full(len(texts), True)
    fixed = everywhere & (read.type.tz is not None)
    clocked = everywhere & has_clock(pattern)
    readable, offset = np.asarray(read.is_valid()), np.zeros(len(texts), np.int64)
    return Moments(_whole(read), offset, fixed, clocked, readable, _no_such_day(texts, readable, pattern))


def _no_such_day(texts: pa.Array, readable: Mask, pattern: str, after: str = "") -> Mask:
    """Texts with a day, a month and a year in their places, of which there is no such day: 31/02/2016."""
    written = re.compile(_as_regex(pattern) + after)
    unreadable = np.flatnonzero(~readable)
    found: Mask = np.full(len(texts), False)
    for place, text in zip(unreadable, texts.take(pa.array(unreadable)).to_pylist(), strict=True):
        parts = written.fullmatch(text) if text is not None else None
        found[place] = parts is not None and _lacks(parts.groupdict())
    return found


def _as_regex(pattern: str) -> str:
    """A format as a regular expression; of the parts of a date that it names twice, the first counts."""
    pieces, last, seen = [], 0, set()
    for part in PART.finditer(pattern):
        named = PARTS.get(part[1]) if part[1] not in seen else None
        seen.add(part[1])
        pieces += [re.escape(pattern[last : part.start()]), named or ("%" if part[1] == "%" else ".*?")]
        last = part.end()
    return "".join([*pieces, re.escape(pattern[last:])])


def _lacks(parts: dict[str, str | None]) -> bool:
    """Whether a month from 1 to 12 lacks a day from 1 to 31; other numbers are more likely in the wrong order."""
    day, month, year = parts.get("d"), parts.get("m"), parts.get("Y") or parts.get("y")
    if day is None or month is None or year is None:
        return False
    full = int(year) + (0 if len(year) > 2 else 1900 if int(year) > 68 else 2000)  # as two digits are read
    return 1 <= int(month) <= 12 and full > 0 and monthrange(full, int(month))[1] < int(day) <= 31


def _asked(expression: str, texts: pa.Array, **given: str) -> pa.Array:
    with scratch() as connection:
        connection.register("written", pa.table({"text": texts}))
        found = connection.sql(f"SELECT {expression} AS found FROM written", params=given or None).to_arrow_table()
    return found.column("found").combine_chunks()


def _offsets(written: pa.Array) -> Whole:
    """Offsets like +01:00, +0100, -05 or Z as microseconds; there are few distinct ones."""
    encoded = pc.fill_null(written, "").dictionary_encode()
    known = np.array([_offset(one) for one in encoded.dictionary.to_pylist()] or [0], np.int64)
    return np.take(known, np.asarray(encoded.indices))


def _offset(written: str) -> int:
    digits = written.lstrip("+-").replace(":", "")
    if not digits.isdigit():
        return 0
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return (-minutes if written.startswith("-") else minutes) * MINUTE


def _whole(times: pa.Array) -> Whole:
    """Microseconds; a missing time becomes 0, and is masked by whoever asked. Absurd years are brought near."""
    found = np.asarray(pc.fill_null(times.cast(pa.int64()), 0), dtype=np.int64)
    return np.clip(found, (EARLIEST_DAY - 400) * DAY, (LAST_DAY + 400) * DAY)


def _or(values: pa.Array, otherwise: str) -> pa.Array:
    return pc.if_else(pc.equal(values, ""), otherwise, values)


def _filled(values: pa.Array) -> Mask:
    return np.asarray(pc.fill_null(pc.not_equal(values, ""), False))
