"""What a column seems to hold, by its values alone: times and how they are written, numbers, codes, ids, words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import ColumnType
from dutybound.exchange.casting import BOOLEANS, NUMBER, SERIAL, cast, mask, plain
from dutybound.exchange.drawing import filled
from dutybound.exchange.times import Clock

DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%Y/%m/%d",
        "%d/%m/%y", "%d-%m-%y", "%d.%m.%y", "%d-%b-%y", "%m/%d/%Y")  # fmt: skip
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p")
DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"
COMPACT, MONTH = "%Y%m%d", "%Y-%m"
MIDNIGHT = r"[T ]00:00(:00([.,]0+)?)?( ?(Z|[+-]\d\d(:?\d\d)?))?$"
FEW, TRIED, LOOKED_AT = 40, 40, 5000  # codes of a column at most; values tried first; different values looked at
DAY = r"(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4})"
HALF = 0.5  # of the different values that must hold a date for a column to be one of dates
ENOUGH = 0.95  # of the values that must be read for a form to be taken


@dataclass(frozen=True)
class Times:
    """How the times of a column are written: the format (None: ISO 8601), whether they have a time of day, and the
    share of the different values that is read so. `doubt` says what may be wrong with it.
    """

    format: str | None
    clocked: bool
    share: float
    doubt: str = ""
    latest: str = ""  # the last day among them, as ISO writes it
    offsets: frozenset[str] = frozenset()  # from UTC, where they are written beside them
    other: "Times | None" = None  # as it reads just as well, where day and month may change places

    @property
    def is_month(self) -> bool:
        return self.format == MONTH


@dataclass(frozen=True)
class Look:
    """One column as it was found in the rows looked at."""

    name: str
    rows: int
    filled: int
    different: int
    times: Times | None
    numeric: bool
    yes_or_no: bool
    serials: bool  # bare numbers that are days as spreadsheets count them
    codes: tuple[tuple[str, int], ...]  # the values with how often they stand, where they are few
    several: int = 0  # different values that hold more than one date, where the column reads as no time for them

    @property
    def is_unique(self) -> bool:
        return self.filled == self.rows == self.different and self.rows > 0

    @property
    def has_blanks(self) -> bool:
        return self.filled < self.rows


def look_at(name: str, column: pa.ChunkedArray) -> Look:
    """A column of text, or of a type that Parquet knows."""
    values = filled(plain(column))
    counts = pc.value_counts(pc.drop_null(values))
    distinct, often = counts.field("values"), np.asarray(counts.field("counts"))
    order = np.argsort(-often, kind="stable")
    codes = (
        tuple((str(distinct[int(at)].as_py()), int(often[at])) for at in order[:FEW]) if len(distinct) <= FEW else ()
    )
    looked = distinct.slice(0, LOOKED_AT)
    is_text = pa.types.is_string(looked.type)
    texts = looked if is_text else pa.array([], pa.string())
    times = _times(looked)
    several = round(_share(texts, rf"{DAY}\D(.|\n)*{DAY}") * len(texts)) if times is None else 0
    numbers, serials = _share(texts, NUMBER), _share(texts, SERIAL)
    return Look(
        name,
        len(values),
        int(often.sum()),
        len(distinct),
        times,
        numbers >= ENOUGH or pa.types.is_integer(looked.type) or pa.types.is_floating(looked.type),
        pa.types.is_boolean(looked.type) or _all_in(texts, BOOLEANS),
        serials >= ENOUGH,
        codes,
        several if _share(texts, DAY) >= HALF else 0,
    )


def several_words(look: Look) -> str:
    """That cells of a column hold more than one date, and what to ask for."""
    return (
        f"holds several dates in one cell ({look.several:,} of its different values), which are not read: have it "
        "exported with one row for each of them, the reference of the case repeated"
    )


def _all_in(texts: pa.Array, known: dict[str, bool]) -> bool:
    return 0 < len(texts) <= FEW and {one.lower() for one in texts.to_pylist()} <= set(known)


def _share(texts: pa.Array, pattern: str) -> float:
    return float(mask(pc.match_substring_regex(texts, pattern)).mean()) if len(texts) else 0.0


def _times(distinct: pa.Array) -> Times | None:
    if not len(distinct):
        return None
    if pa.types.is_date(distinct.type) or pa.types.is_timestamp(distinct.type):
        return _read(distinct, None)
    if not pa.types.is_string(distinct.type):
        return None
    trimmed = pc.utf8_trim_whitespace(distinct)
    some = trimmed.slice(0, TRIED).to_pylist()
    if _share(trimmed, r"^\d{4}-\d{2}$") >= ENOUGH:
        return _read(trimmed, MONTH)
    if iso := _read(trimmed, None):
        return iso
    found = [one for form in _forms(some) if (one := _read(trimmed, form)) is not None]
    return _told_apart(found) if found else None


def _forms(some: Sequence[str]) -> list[str]:
    """The formats that read most of some values, by a quick look."""
    if all(one.isdigit() for one in some):
        return [COMPACT] if all(re.fullmatch(r"(19|20)\d{6}", one) for one in some) else []
    forms = [day + clock for day in DAYS for clock in CLOCKS]
    return [form for form in forms if sum(_reads(one, form) for one in some) >= ENOUGH * len(some)]


def _reads(text: str, form: str) -> bool:
    try:
        return datetime.strptime(text, form).year > 0
    except ValueError:
        return False


def _read(values: pa.Array, form: str | None) -> Times | None:
    """The times of a column as one format reads them; None, where it does not read enough."""
    days = cast(values, ColumnType.DATE, Clock("UTC", form))
    wrong = np.logical_or.reduce([one.at for one in days.wrong]) if days.wrong else np.zeros(len(values), np.bool_)
    share = 1 - float(wrong.mean())
    if share < ENOUGH:
        return None
    clocked, doubt = _clocked(values, form)
    if form is not None and "%y" in form:
        doubt = "years are written with two digits, and read as 1969 to 2068"
    latest = pc.max(days.values)
    last = latest.as_py().isoformat() if latest.is_valid else ""
    return Times(form, clocked, share, doubt, last, _offsets(values) if form is None else frozenset())


def _offsets(values: pa.Array) -> frozenset[str]:
    """The offsets that texts end with; Z is +00:00."""
    if not pa.types.is_string(values.type):
        return frozenset()
    found = pc.extract_regex(values, r":\d{2}.*?(?P<offset>Z|[+-]\d{2}:?\d{2})$").field("offset")
    return frozenset("+00:00" if one == "Z" else f"{one[:3]}:{one[-2:]}" for one in pc.unique(found).to_pylist() if one)


def _clocked(values: pa.Array, form: str | None) -> tuple[bool, str]:
    """Whether the times have a time of day; one that is midnight throughout is none."""
    texts = values.cast(pa.string()) if pa.types.is_temporal(values.type) else values
    if form is None:
        clocks = _share(texts, r"\d{2}:\d{2}")
        if 0 < clocks < 1:
            return False, "some have a time of day and some have none, so only the day is taken"
    elif "%H" not in form and "%I" not in form:
        return False, ""
    else:
        clocks = 1.0
    if clocks and _share(texts, MIDNIGHT) == 1:
        return False, "every time is midnight, so only the day is taken"
    return clocks == 1, ""


def _told_apart(found: list[Times]) -> Times:
    """The form that reads most; the first listed where several read as much, which puts the day before the month."""
    best = max(found, key=lambda one: one.share)
    turned = str(best.format).replace(DAY_FIRST, MONTH_FIRST)
    for other in found:
        if turned != best.format and other.format == turned and other.share == best.share:
            doubt = "no day in it is above 12, so it could be month-first as well; day-first is taken"
            return replace(best, doubt=doubt, other=other)
    return best


def alike_in_order(looks: Sequence[Look]) -> list[Look]:
    """Columns of one file are written alike: where one shows whether the day or the month stands first, it does so for
    those that do not show it. Where two show different orders nothing is concluded.
    """
    shown = [one for one in looks if one.times is not None and one.times.other is None]
    first = {one.times.format.startswith(DAY_FIRST): one.name for one in shown
             if one.times and one.times.format and one.times.format.startswith((DAY_FIRST, MONTH_FIRST))}  # fmt: skip
    if len(first) != 1:
        return list(looks)
    ((by_day, name),) = first.items()
    return [_settled(one, by_day, name) for one in looks]


def _settled(look: Look, day_first: bool, name: str) -> Look:
    if look.times is None or look.times.other is None:
        return look
    chosen = look.times if day_first else look.times.other
    order = "day" if day_first else "month"
    doubt = f"that the {order} stands first is shown by {name!r}, and not by it"
    return replace(look, times=replace(chosen, doubt=doubt, other=None))
