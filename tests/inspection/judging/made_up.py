"""Results as `dutybound assess` writes them, made up: by unit and month, met in time at shares that a test plants."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.cli.day_file import SCHEMA as DAYS
from dutybound.exchange.duty_file import SCHEMA as DUTIES
from dutybound.inspection.frameworks.framework import Bearing, Framework, Question, Window

UNITS = ("North", "South", "East", "West", "Middle", "Harbour")
MONTHS = [f"2015-{month:02}" for month in (12,)] + [f"2016-{month:02}" for month in range(1, 12)]
WINDOW = Window.model_validate({"since": "2015-12-01", "as_at": "2016-11-30"})
Planted = Mapping[tuple[str, str], float] | float  # the share met in time by unit and month


def results(folder: Path, standards: Mapping[str, Planted], each: int = 40, prefix: str = "") -> Path:
    """A folder of results: `each` duties a unit and month, so many of them met as is planted; every subject has one."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    told = {}
    for name, planted in standards.items():
        met = total = 0
        for unit in UNITS:
            for month in MONTHS:
                share = planted if isinstance(planted, float) else planted.get((unit, month), 0.97)
                good = round(share * each)
                rows += _duties(name, unit, month, good, each, prefix)
                met, total = met + good, total + each
        told[name] = _told(met, total)
    (folder / "measures.json").write_text(json.dumps(told))
    (folder / "declared_measures.json").write_text("{}")
    about = {"dutybound.zone": "Europe/London", "dutybound.title": "A made-up force"}
    pq.write_table(pa.Table.from_pylist(rows, schema=DUTIES.with_metadata(about)), folder / "duties.parquet")
    pq.write_table(DAYS.empty_table(), folder / "days.parquet")
    return folder


def _duties(name: str, unit: str, month: str, good: int, each: int, prefix: str) -> list[dict[str, Any]]:
    begins = datetime.fromisoformat(f"{month}-02").replace(tzinfo=UTC)
    return [
        {
            "standard": name, "version": "1", "subject": f"{prefix}{name}/{unit}/{month}/{number}", "anchor": "a",
            "owed_from": begins, "due_at": begins + timedelta(hours=12 + number),
            "state": "met" if number < good else "met_late", "unit": unit, "known_from": begins, "inherited": False,
        }
        for number in range(each)
    ]  # fmt: skip


def _told(met: int, total: int) -> dict[str, Any]:
    share = {"part": met, "whole": total, "value": met / total, "worth": total}
    return {
        "form": "within", "as_at": "2016-11-30", "owed": total, "unassessable": 0, "rate": share,
        "days_in_compliance": None, "rate_heeding_clusters": share, "days_heeding_clusters": None,
    }  # fmt: skip


def step(unit: str, since: str, share: float) -> dict[tuple[str, str], float]:
    """One unit falls to a share from a month on."""
    return {(unit, month): share for month in MONTHS if month >= since}


def everywhere(share: float) -> dict[tuple[str, str], float]:
    return {(unit, month): share for unit in UNITS for month in MONTHS}


def question(*bears: dict[str, Any], graded: bool = True) -> Question:
    found = [Bearing.model_validate(one) for one in bears]
    return Question.model_validate({
        "key": "q.1", "title": "How good is it?", "graded": graded, "mark": "project default", "window": WINDOW,
        "bears": [one.model_dump() for one in found],
    })  # fmt: skip


def framework(
    asked: Question, scale: tuple[str, ...] = ("outstanding", "good", "requires improvement", "inadequate")
) -> Framework:
    return Framework.model_validate({
        "family": "made-up", "version": "1", "title": "Made up", "owner": "nobody", "scale": scale,
        "mark": "project default",
        "pillars": [{"key": "q", "graded": True, "mark": "project default", "questions": [asked.model_dump()]}],
    })  # fmt: skip


def bearing(key: str, degree: str = "consistently", weight: str = "core", **more: Any) -> dict[str, Any]:
    looked_at = more or {"standard": key}
    return {"key": key, "claim": f"The practice {key} is kept.", "degree": degree, "weight": weight, **looked_at}


def noise(seed: int, share: float) -> dict[tuple[str, str], float]:
    """Every unit and month at a share, but for chance."""
    rng = np.random.default_rng(seed)
    return {(unit, month): float(rng.binomial(40, share)) / 40 for unit in UNITS for month in MONTHS}
