"""What `dutybound assess` wrote, read as the figures of bearings over a window; and the results of audits beside it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.inspection.audits.audit_files import read_audited
from dutybound.inspection.audits.results import AuditResult
from dutybound.inspection.figures import Count
from dutybound.inspection.frameworks.framework import Window

FILES = ("measures.json", "declared_measures.json", "duties.parquet", "days.parquet")
DUTIES = """
    SELECT standard, coalesce(unit, '') AS unit, month, count(*) FILTER (state = 'met') AS part, count(*) AS whole
    FROM (SELECT standard, unit, state, due_at FROM read_parquet(?)
          WHERE state IN ('met', 'met_late', 'overdue', 'missed') AND standard IN (SELECT unnest(?)))
    JOIN (SELECT unnest(?) AS month, unnest(?) AS first, unnest(?) AS past) ON due_at >= first AND due_at < past
    GROUP BY ALL
"""
DAYS = """
    SELECT standard, coalesce(unit, '') AS unit, strftime(day, '%Y-%m') AS month,
           sum(subjects_within)::BIGINT AS part, sum(subjects_within + subjects_overdue)::BIGINT AS whole
    FROM read_parquet(?) WHERE standard IN (SELECT unnest(?)) AND day BETWEEN ? AND ? AND subjects_within IS NOT NULL
    GROUP BY ALL HAVING whole > 0
"""

Cells = Mapping[tuple[str, str], Count]


@dataclass(frozen=True)
class Assessed:
    """A folder of results. `standards` and `measures` are the objects of the two JSON files, by id."""

    folder: Path
    title: str
    zone: str
    standards: Mapping[str, Mapping[str, Any]]
    measures: Mapping[str, Mapping[str, Any]]
    audits: Mapping[str, AuditResult] = field(default_factory=dict)  # over all strata, by key

    @property
    def as_at(self) -> date | None:
        """The local day that was looked at."""
        days = [str(one["as_at"])[:10] for one in self.standards.values()]
        return date.fromisoformat(days[0]) if days else None

    def recurs(self, standard: str) -> bool:
        """Whether its headline is days in compliance."""
        return self.standards[standard]["form"] in ("every", "throughout", "at_most")

    def duties(self, standards: Iterable[str], window: Window) -> dict[str, Cells]:
        """What fell due in a window, by standard, unit and month: met in time, of how many."""
        months = _months(window, ZoneInfo(self.zone))
        columns = [list(one) for one in zip(*months, strict=True)]
        given = [str(self.folder / "duties.parquet"), sorted(standards), *columns]
        return _cells(DUTIES, given)

    def days(self, standards: Iterable[str], window: Window) -> dict[str, Cells]:
        """The days of a window by standard, unit and month: within the standard, of how many."""
        return _cells(DAYS, [str(self.folder / "days.parquet"), sorted(standards), window.since, window.as_at])


def read_assessed(folder: Path, audits: Path | None = None) -> Assessed:
    """The results in a folder; refused in words where it holds none, or they are of an earlier version."""
    problems = [
        Problem(f"{folder / name}", "is not there", "Run dutybound assess SOURCE --as-at DATE --out FOLDER first.")
        for name in FILES
        if not (folder / name).is_file()
    ]
    if audits is not None and not audits.is_file():
        problems.append(Problem(f"{audits}", "is not there", "It is what dutybound audit results --out writes."))
    if problems:
        raise DutyboundError(problems, "The results cannot be judged")
    said = {key.decode(): value.decode() for key, value in (pq.read_schema(folder / FILES[2]).metadata or {}).items()}
    if "dutybound.zone" not in said:
        what, remedy = "was written by an earlier version of Dutybound", "Assess the source again."
        raise DutyboundError(Problem(f"{folder}", what, remedy), "The results cannot be judged")
    standards, measures = (_object(folder / name) for name in FILES[:2])
    read = {} if audits is None else {key: one.result for key, one in read_audited(audits).items()}
    return Assessed(folder, said.get("dutybound.title", folder.name), said["dutybound.zone"], standards, measures, read)


def _object(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise DutyboundError(Problem(f"{file}", f"cannot be read: {error}", "Write it again.")) from error
    if not isinstance(found, dict):
        raise DutyboundError(Problem(f"{file}", "is not what dutybound writes there", "Write it again."))
    return found


def bounds_of(window: Window, zone: str) -> tuple[datetime, datetime]:
    """The first instant of a window, and the one after its last."""
    past = window.as_at + timedelta(days=1)
    first, last = (datetime(one.year, one.month, one.day, tzinfo=ZoneInfo(zone)) for one in (window.since, past))
    return first, last


def _months(window: Window, zone: ZoneInfo) -> list[tuple[str, datetime, datetime]]:
    """The local months of a window, cut to it: name, first instant, the instant after the last."""
    found, first, past = [], window.since, window.as_at + timedelta(days=1)
    while first < past:
        after = min(past, (first.replace(day=1) + timedelta(days=32)).replace(day=1))
        begins, ends = (datetime(one.year, one.month, one.day, tzinfo=zone) for one in (first, after))
        found.append((f"{first:%Y-%m}", begins, ends))
        first = after
    return found


def _cells(query: str, given: list[Any]) -> dict[str, Cells]:
    found: dict[str, dict[tuple[str, str], Count]] = {}
    with duckdb.connect() as connection:
        for standard, unit, month, part, whole in connection.execute(query, given).fetchall():
            found.setdefault(standard, {})[unit, month] = Count(part, whole)
    return dict(found)
