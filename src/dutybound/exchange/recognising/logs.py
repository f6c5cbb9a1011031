"""An event log that is no record of practice: a table of its cases, and one for each of its commoner activities."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import RESERVED, ColumnType
from dutybound.exchange.casting import as_text, cast, plain
from dutybound.exchange.recognising.columns import Look
from dutybound.exchange.recognising.drafts import DraftColumn, DraftTable, time_body, time_words
from dutybound.exchange.recognising.files import Recognised
from dutybound.exchange.recognising.plain import declared_column, looks_like_span, mapped_column
from dutybound.exchange.recognising.words import likeness, log_words, slug
from dutybound.exchange.times import Clock

MOST, COMMON = 12, 0.05  # activities that get a table of their own: at most so many, in this share of the cases
REPEATED = 1.2  # rows for each case, for a file to be a log


@dataclass(frozen=True)
class Log:
    """The columns of an event log, and its activities with the number of cases that have each."""

    file: Recognised
    looks: Mapping[str, Look]
    case: Look
    activity: Look
    time: Look
    often: tuple[tuple[str, int], ...]

    @property
    def tabled(self) -> list[tuple[str, str]]:
        """The activities that get a table, each with its name."""
        cases = self.case.different
        found = [value for value, count in self.often if count >= COMMON * cases][:MOST]
        named: dict[str, str] = {}
        for value in found:
            name = slug(value, "activity")
            name = f"{name}_done" if name in RESERVED or name in ("case_record", "id") or name in self.looks else name
            named.setdefault(name, value)
        return [(value, name) for name, value in named.items()]


def log_in(file: Recognised, looks: Mapping[str, Look]) -> Log | None:
    """The log that a file is: a case in several rows, what was done, and when; None where it lacks one of these."""
    found: dict[str, Look] = {}
    for role in ("time", "activity", "case"):
        fit = [one for one in looks.values() if _fits(role, one) and one not in found.values()]
        best = max(fit, key=lambda one: likeness(one.name, log_words()[role])[0], default=None)
        if best is None or not likeness(best.name, log_words()[role])[0]:
            return None
        found[role] = best
    if found["case"].rows < REPEATED * max(1, found["case"].different):
        return None
    return Log(file, looks, found["case"], found["activity"], found["time"], _often(file, found))


def _fits(role: str, look: Look) -> bool:
    if role == "time":
        return look.times is not None and not look.times.is_month
    if role == "activity":
        return look.times is None and 1 < look.different < max(3, look.rows / 5) and not look.numeric
    return look.times is None and look.filled == look.rows and look.different < look.rows


def _often(file: Recognised, found: Mapping[str, Look]) -> tuple[tuple[str, int], ...]:
    columns = [as_text(plain(file.rows.column(found[role].name))) for role in ("activity", "case")]
    pairs = pa.table(columns, names=["activity", "case"])
    counted = pairs.group_by("activity").aggregate([("case", "count_distinct")])
    both = zip(counted.column("activity").to_pylist(), counted.column("case_count_distinct").to_pylist(), strict=True)
    return tuple(sorted(((one, count) for one, count in both if one), key=lambda pair: (-pair[1], pair[0])))


def tables_of_log(log: Log) -> tuple[list[DraftTable], list[str]]:
    """Its tables, the cases first; and how many activities get none: what is rare may be a note with a name in it."""
    assert log.time.times is not None
    names = [name for _, name in log.tabled]
    rest = [value for value, _ in log.often if value not in dict(log.tabled)]
    said = "activities have no table of their own, being less common; write one like the others for each that you need"
    left = [f"{log.activity.name!r}: {len(rest)} {said}"] if rest else []
    return [_cases(log, set(names)), *(_activity(log, value, name) for value, name in log.tabled)], left


def case_table(log: Log) -> str:
    return "case_record" if "case_record" not in log.looks else "case_row"


def _cases(log: Log, taken: set[str]) -> DraftTable:
    """One row a case: when its first event was, and what is the same in all its rows."""
    same = [one for one in log.looks.values() if one not in (log.case, log.time, log.activity) and _is_same(log, one)]
    because = "the first row of each case; the first in the file, so look whether it is sorted by time"
    started = DraftColumn(
        "first_event", _time(log), f"{because}; {time_words(log.time)}",
        {"type": "instant" if log.time.times and log.time.times.clocked else "date", "required": True},
    )  # fmt: skip
    columns = [DraftColumn("id", log.case.name, f"{log.case.different:,} cases in {log.case.rows:,} rows"), started]
    known, named = {"first_event", "id", *taken}, {}
    for look in same:
        name = slug(look.name, "column")
        if name not in known and name not in RESERVED:
            known.add(name)
            named[look.name] = name
            columns.append(mapped_column(look, name, "the same in all rows of a case"))
    declared = {"about": "One case of the log.", "happened": "first_event"}
    span = looks_like_span(log.looks, named)
    return DraftTable(case_table(log), log.file.label, log.file.form, tuple(columns), span, {}, log.case.name, declared)


def _activity(log: Log, value: str, name: str) -> DraftTable:
    count = dict(log.often)[value]
    columns = [
        _row_id(log),
        DraftColumn("case", log.case.name, "the case that it belongs to", {"of": case_table(log), "as": name}),
        DraftColumn("done_at", _time(log), "when it was done", {**declared_column(log.time), "required": True}),
    ]
    declared = {"about": f"{value}; in {count:,} of {log.case.different:,} cases.", "happened": "done_at"}
    where = {log.activity.name: value}
    return DraftTable(name, log.file.label, log.file.form, tuple(columns), "", where, None, declared)


def _time(log: Log) -> dict[str, object]:
    return time_body(log.time, False)


def _row_id(log: Log) -> DraftColumn:
    """What tells the events of the log apart: a column of its own, or the case with another."""
    for look in log.looks.values():
        if look.is_unique and look.times is None:
            return DraftColumn("id", look.name, "different in every row")
    for look in log.looks.values():
        if look is not log.case and look.filled == look.rows and _tells_apart(log, look):
            return DraftColumn("id", {"join": [log.case.name, look.name], "by": "/"}, "different in every row")
    said = "no column tells the events apart; of two at one time in one case only the first is kept"
    return DraftColumn("id", {"join": [log.case.name, log.time.name], "by": "/"}, said)


def _tells_apart(log: Log, look: Look) -> bool:
    pairs = [as_text(plain(log.file.rows.column(one.name))) for one in (log.case, look)]
    distinct = pa.table(pairs, names=["case", "other"]).group_by(["case", "other"]).aggregate([])
    return int(distinct.num_rows) == look.rows


def _is_same(log: Log, look: Look) -> bool:
    if not look.filled:
        return False
    columns = [as_text(plain(log.file.rows.column(one.name))) for one in (log.case, look)]
    pairs = pa.table(columns, names=["case", "value"])
    counted = pairs.group_by("case").aggregate([("value", "count_distinct")])
    return bool((pc.max(counted.column("value_count_distinct")).as_py() or 0) <= 1)


def common_pair(log: Log) -> tuple[str, str, int] | None:
    """Two activities of which the second mostly follows the first, and the days in which nine of ten did."""
    firsts = _first_days(log)
    best: tuple[float, str, str, int] | None = None
    for one, other in combinations([name for _, name in log.tabled], 2):
        for first, second in ((one, other), (other, one)):
            gaps = firsts[second] - firsts[first]
            gaps = gaps[~np.isnan(gaps)]
            share = float((gaps >= 0).mean()) * len(gaps) if len(gaps) else 0.0
            spread = float(np.percentile(gaps, 90)) if len(gaps) else 0.0
            if share and spread >= 1 and (best is None or share > best[0]):
                best = (share, first, second, int(np.ceil(spread)))
    return best[1:] if best else None


def _first_days(log: Log) -> dict[str, np.ndarray]:
    """For each tabled activity the day of its first event in every case, as a number; nan where there is none."""
    rows = log.file.rows
    times = plain(rows.column(log.time.name))
    form = log.time.times.format if log.time.times else None
    days = np.asarray(pc.fill_null(cast(times, ColumnType.DATE, Clock("UTC", form)).values.cast(pa.int32()), -1), float)
    cases = plain(rows.column(log.case.name)).dictionary_encode()
    at, size = np.asarray(cases.indices), len(cases.dictionary)
    activities = as_text(plain(rows.column(log.activity.name)))
    found = {}
    for value, name in log.tabled:
        here = np.asarray(pc.fill_null(pc.equal(activities, value), False)) & (days >= 0)
        first = np.full(size, np.inf)
        np.minimum.at(first, at[here], days[here])
        found[name] = np.where(np.isinf(first), np.nan, first)
    return found
