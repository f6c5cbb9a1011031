"""Drafts of findings, as a report was read or as figures propose them, put on record by a person together."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.casework.actions.findings import Particulars, add
from dutybound.casework.actions.signing import one_deed
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.registers import Registers, registers

FIELDS = ("kind", "text", "parts", "question", "source", "force", "published", "deadline_words")
SHAPE = "Give what `read-report --json` or `judge drafts --out` wrote, or a list of objects with kind and text."


def add_drafts(
    drafts: Sequence[DraftFinding], *, prefix: str, by: str, at: datetime, more: Particulars | None = None,
    known: Registers | None = None,
) -> list[str]:  # fmt: skip
    """Put drafts on record as PREFIX-1, PREFIX-2 ...; returns their ids. All, or none with every problem said."""
    known, ids = known or registers(), []
    with one_deed("The findings are not put on record") as problems:
        if not drafts:
            problems.append(Problem(prefix, "has no findings"))
        for number, draft in enumerate(drafts, start=1):
            id = f"{prefix}-{number}"
            try:
                ids.append(add(draft, id=id, by=by, at=at, more=more, known=known))
            except DutyboundError as error:
                problems += [replace(one, where=f"{id}, {one.where}") for one in error.problems]
    return ids


def read_drafts(file: Path) -> list[DraftFinding]:
    """The drafts of a file: a list of objects with the fields of a draft, or that list under "drafts".

    Where an object has a draft under "finding", as `judge drafts` writes it beside what it stands on, that is read.
    """
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DutyboundError(Problem(f"{file}", f"cannot be read: {error}", SHAPE)) from error
    rows = told.get("drafts") if isinstance(told, dict) else told
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise DutyboundError(Problem(f"{file}", "holds no drafts of findings", SHAPE))
    problems: list[Problem] = []
    found = [
        _draft(one.get("finding", one), f"{file.name}, draft {n}", problems) for n, one in enumerate(rows, start=1)
    ]
    if problems:
        raise DutyboundError(problems, f"The drafts in {file.name} cannot be used")
    return [one for one in found if one is not None]


def chosen(drafts: Sequence[DraftFinding], numbers: Sequence[int]) -> list[DraftFinding]:
    """The drafts with these numbers, from 1; all of them where no number is given."""
    if wrong := [one for one in numbers if not 1 <= one <= len(drafts)]:
        raise DutyboundError([Problem(f"draft {one}", f"is not there: the file has {len(drafts)}") for one in wrong])
    return [draft for number, draft in enumerate(drafts, start=1) if not numbers or number in numbers]


def _draft(row: Mapping[str, Any], where: str, problems: list[Problem]) -> DraftFinding | None:
    before = len(problems)
    problems += [Problem(where, f"has {name!r}, which is no field of a draft", nearest(name, FIELDS))
                 for name in row if name not in FIELDS]  # fmt: skip
    problems += [Problem(where, f"lacks {name}", SHAPE) for name in ("kind", "text") if not row.get(name)]
    parts = row.get("parts") or ()
    if not isinstance(parts, list | tuple) or not all(isinstance(one, str) for one in parts):
        problems.append(Problem(where, "has parts that are no list of words", SHAPE))
    if row.get("kind") and row["kind"] not in tuple(Kind):
        problems.append(Problem(where, f"{row['kind']!r} is no kind of finding", nearest(f"{row['kind']}", Kind)))
    try:
        published = date.fromisoformat(row["published"]) if row.get("published") else None
    except (TypeError, ValueError):
        problems.append(Problem(where, f"published {row['published']!r} is no day", "Write it as 2018-04-27."))
    if len(problems) > before:
        return None
    words = {name: f"{row[name]}" for name in ("question", "source", "force", "deadline_words") if row.get(name)}
    return DraftFinding(Kind(row["kind"]), f"{row['text']}", tuple(parts), published=published, **words)
