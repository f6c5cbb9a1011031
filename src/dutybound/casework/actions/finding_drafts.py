"""Drafts of findings, as a report was read or as figures propose them, put on record by a person together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dutybound.base.errors import DutyboundError, Problem
from dutybound.casework.actions.findings import Particulars, add
from dutybound.casework.actions.signing import one_deed
from dutybound.inspection.findings.draft import DraftFinding
from dutybound.inspection.findings.registers import Registers, registers


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
