"""Drafts of findings, as a report was read or as figures propose them, put on record by a person together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from dutybound.base.errors import DutyboundError, Problem
from dutybound.casework.actions.findings import Particulars, add
from dutybound.casework.actions.signing import one_deed
from dutybound.inspection.findings.finding_file import FiledFinding
from dutybound.inspection.findings.registers import Registers, registers


def add_drafts(
    drafts: Sequence[FiledFinding], *, prefix: str, by: str, at: datetime, report: str = "",
    known: Registers | None = None,
) -> list[str]:  # fmt: skip
    """Put drafts on record as PREFIX-1, PREFIX-2 ...; returns their ids. All, or none with every problem said."""
    known, ids = known or registers(), []
    with one_deed("The findings are not put on record") as problems:
        if not drafts:
            problems.append(Problem(prefix, "has no findings"))
        for number, one in enumerate(drafts, start=1):
            id = f"{prefix}-{number}"
            problems += _no_draft(one)
            try:
                ids.append(add(one.draft, id=id, by=by, at=at, more=particulars_of(one, report), known=known))
            except DutyboundError as error:
                problems += [replace(each, where=f"{id}, {each.where}") for each in error.problems]
    return ids


def particulars_of(one: FiledFinding, report: str = "") -> Particulars:
    """What is put on record beside a draft: what its file says."""
    return Particulars(
        one.owner, report, one.scope, one.theme or one.source_report, "", one.url, one.demonstration_days, one.review_on
    )


def _no_draft(one: FiledFinding) -> Iterator[Problem]:
    """A finding of a register has an id and a log of its own, which would be lost here."""
    if one.id:
        what = "has an id of its own, so it is a finding of a register"
        yield Problem(one.where, what, "Take the file in: dutybound findings import FILE.")
    elif one.history:
        remedy = (
            "Give it the id that it has in its owner's register and take the file in (dutybound findings import FILE); "
            "or leave status, comment and history out, and enter the status once it is on record (findings status)."
        )
        yield Problem(one.where, "has a log of its own, as findings of a register have, and no id", remedy)
