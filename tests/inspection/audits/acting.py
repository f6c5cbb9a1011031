"""An audit of ten made-up investigations, as the tests of its actions go through it."""

import pytest

import dutybound.records.schema  # noqa: F401  Django is set up before a model is imported
from dutybound.base.errors import DutyboundError
from dutybound.casework.actions.audits import open_programme, record_readings, record_sample
from dutybound.inspection.audits.hands import Hands
from dutybound.inspection.audits.on_record import sample_on_record
from dutybound.inspection.audits.readings import SampleRead
from dutybound.inspection.audits.sampling import Drawn, Frame, draw, of_each
from dutybound.inspection.audits.sheets import Line
from tests.inspection.audits.made_up import AT, asked
from tests.records.kept import Kept

QUESTIONS = asked("plan", scored=("tidy",))
HANDS = {"C1": frozenset({("officer-1", "allocation.officer")}), "C9": frozenset({("sergeant-9", "review.decided_by")})}
RECORDS = {f"C{one}": "burglary" if one % 2 else "robbery" for one in range(10)}
FRAME = Frame("investigation", "category", "made up", RECORDS, {"happened before": 3}, Hands.said(HANDS))


def opened_by_audit(kept: Kept, audited: str = "force", body: str = "internal audit") -> None:
    open_programme(key="spring", title="Spring", body=body, audited=audited, by="lead", at=AT,
                   databases=kept.databases)  # fmt: skip


def drawn(kept: Kept, by: str = "lead", files: Drawn | None = None) -> SampleRead:
    sample = record_sample(programme="spring", questions=QUESTIONS, by=by, at=AT, databases=kept.databases,
                           drawn=files or draw(FRAME, "7", of_each(FRAME, 5, {})))  # fmt: skip
    return sample_on_record(sample, kept.databases)


def lines(sample: SampleRead, plan: str = "yes", but: int = 0) -> list[Line]:
    """All files answered alike, but for so many whose plan is no; those that `officer-1` had no hand in."""
    rows = []
    for number, file in enumerate(one for one in sample.files if one.subject != "C1"):
        for question, answer in (("plan", "no" if number < but else plan), ("tidy", "Cannot tell")):
            rows.append(Line(f"row {len(rows) + 2}", sample.id, file.id, question, answer, "page 3"))
    return rows


def read(kept: Kept, sample: SampleRead, rows: list[Line], by: str, blind: bool = True) -> SampleRead:
    record_readings(sample=sample.id, lines=rows, by=by, at=AT, blind=blind, databases=kept.databases)
    return sample_on_record(sample.id, kept.databases)


def refused(error: pytest.ExceptionInfo[DutyboundError]) -> list[str]:
    return [f"{one.where}: {one.what}" for one in error.value.problems]
