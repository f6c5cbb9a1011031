"""How forces were monitored, taken in from JSON: by case, a list of [when, what, words], as letters and press say it.

A month is no day: the words stay, and the step is ordered by its first day. A phase is moved where the list says so.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem
from dutybound.casework.actions.finding_reports import move_phase, take_step
from dutybound.casework.actions.signing import one_deed
from dutybound.inspection.findings.registers import Registers, registers
from dutybound.records.models import inspection_findings as tables

CASE = re.compile(r"(?P<force>[a-z][a-z-]*(?:_[a-z-]+)*?)_(?P<year>\d{4})(?:_|$)")
WHEN = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d)|/\d\d)?")
BACK = re.compile(r"phase back to (?P<phase>[a-z-]+)")
OF_A_PHASE = "decision"


@dataclass(frozen=True)
class Step:
    force: str
    kind: str
    text: str
    on: date
    dated: str  # as the source says it, where that is no day
    phase: str  # to which the force moved with it, if it did


def take_in_monitoring(file: Path, *, by: str, at: datetime, known: Registers | None = None) -> list[Step]:
    """Take in the steps of monitoring; returns those that were new. Everything or nothing."""
    known = known or registers()
    steps = _read(file, known)
    added = []
    with one_deed(f"{file.name} is not taken in"):
        for one in steps:
            there = tables.MonitoringStep.objects.filter(force=one.force, kind=one.kind, text=one.text)
            if there.exists():
                continue
            take_step(one.force, one.kind, one.text, on=one.on, by=by, at=at, dated=one.dated, reference=file.name,
                      kept_elsewhere=True)  # fmt: skip
            if one.phase:
                move_phase(one.force, one.phase, since=one.on, by=by, at=at, reference=file.name, known=known,
                           kept_elsewhere=True)  # fmt: skip
            added.append(one)
    return added


def _read(file: Path, known: Registers) -> list[Step]:
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DutyboundError(Problem(file.name, f"cannot be read: {error}", "Give JSON in UTF-8.")) from error
    problems: list[Problem] = []
    if not isinstance(told, dict):
        raise DutyboundError(Problem(file.name, "holds no cases", 'Give {"FORCE_2022_engage": [...]}.'))
    found = [one for case, rows in told.items() if case != "sources" for one in _case(case, rows, known, problems)]
    if problems:
        raise DutyboundError(problems, f"{file.name} is not taken in")
    return sorted(found, key=lambda one: (one.force, one.on))


def _case(case: str, rows: Any, known: Registers, problems: list[Problem]) -> Iterator[Step]:
    named = CASE.match(case)
    if named is None or not isinstance(rows, list):
        problems.append(Problem(case, "names no force and year", "Call it FORCE_2022_engage, with a list of steps."))
        return
    for number, row in enumerate(rows, start=1):
        where = f"{case}, step {number}"
        when = WHEN.fullmatch(str(row[0])) if isinstance(row, list) and len(row) == 3 else None
        if when is None:
            problems.append(Problem(where, f"{row!r} is no step", 'Write ["2024-05-21", "letter", "what it says"].'))
            continue
        kind, text = str(row[1]), str(row[2])
        back = BACK.search(text)
        phase = text if kind == "phase" else back["phase"] if back else ""
        if phase and known.phase(phase) is None:
            problems.append(Problem(where, f"{phase!r} is no phase of monitoring"))
        if kind != "phase" and kind not in tables.STEPS:
            problems.append(
                Problem(where, f"{kind!r} is no step of monitoring", f"There is: {', '.join(tables.STEPS)}.")
            )
        on = date(int(when["year"]), int(when["month"]), int(when["day"] or 1))
        said = f"moved to {text}" if kind == "phase" else text
        dated = "" if when["day"] else str(row[0])
        yield Step(named["force"].replace("_", "-"), OF_A_PHASE if kind == "phase" else kind, said, on, dated, phase)
