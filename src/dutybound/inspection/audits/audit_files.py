"""audits.json and ticks.json: what audits found, for the proposals of grades and for reports. No ids, and no people."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.private import write_private
from dutybound.inspection.audits.apart import Apart
from dutybound.inspection.audits.calibrating import Agreed
from dutybound.inspection.audits.results import AuditResult
from dutybound.inspection.audits.ticks import BehindTicks

LATER = {"agreed", "apart"}  # what files that were written before say nothing of
AUDITS, TICKS = "audits.json", "ticks.json"


def write_audits(folder: Path, results: Sequence[AuditResult], looked: Sequence[BehindTicks]) -> None:
    write_private(folder / AUDITS, [asdict(one) for one in results])
    if looked:
        write_private(folder / TICKS, [asdict(one) for one in looked])


def read_audits(file: Path) -> list[AuditResult]:
    """The results of a file that `dutybound audit results --out` wrote."""
    remedy = "dutybound audit results SAMPLE --out FOLDER writes it anew."
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        known = {one.name for one in fields(AuditResult)}
        return [AuditResult(**_as_written(row)) for row in rows if known >= set(row) >= known - LATER or
                _refuse(file, remedy)]  # fmt: skip
    except OSError as error:
        raise DutyboundError(Problem(f"{file}", f"cannot be opened: {error.strerror}", remedy)) from error
    except (ValueError, TypeError, KeyError) as error:
        raise DutyboundError(Problem(f"{file}", "is no file of audit results", remedy)) from error


@dataclass(frozen=True)
class PlacedResult:
    """A result with its place in audits.json: the number of its row, from "0"."""

    place: str
    result: AuditResult


def read_audited(file: Path) -> dict[str, PlacedResult]:
    """What audits found over all strata, by the key of what is asked.

    Several samples may stand in one file, but of one key no more than one: which of two is meant nobody could tell, and
    two shares of two populations are not to be pooled without both frames.
    """
    placed = [PlacedResult(f"{place}", one) for place, one in enumerate(read_audits(file)) if one.stratum is None]
    found = {one.result.key: one for one in placed}
    problems = [
        Problem(
            f"{file}", f"has {key} {count} times, in {_samples(placed, key)}",
            "Write one sample on it: dutybound audit results SAMPLE --out FOLDER.",
        )
        for key, count in Counter(one.result.key for one in placed).items() if count > 1
    ]  # fmt: skip
    if problems:
        raise DutyboundError(problems, "Which audit is meant cannot be told")
    return found


def _samples(placed: Sequence[PlacedResult], key: str) -> str:
    return ", ".join(sorted({one.result.sample for one in placed if one.result.key == key}))


def _as_written(row: dict[str, Any]) -> dict[str, Any]:
    agreed, between = row.get("agreed"), row.get("apart")
    return row | {
        "because": tuple(row["because"]), "agreed": None if agreed is None else Agreed(**agreed),
        "apart": None if between is None else Apart(**between),
    }  # fmt: skip


def _refuse(file: Path, remedy: str) -> bool:
    raise DutyboundError(
        Problem(f"{file}", "is no list of audit results, or one of another version of Dutybound", remedy)
    )
