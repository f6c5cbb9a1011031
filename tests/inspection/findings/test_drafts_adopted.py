"""Drafts are put on record by a person, all of them or none."""

import json
from dataclasses import asdict, replace
from pathlib import Path

from typer.testing import CliRunner

from dutybound.casework.actions import finding_drafts as drafts
from dutybound.cli.findings_further import app
from dutybound.inspection.degrees import Verdict
from dutybound.inspection.findings.draft import DraftFinding
from dutybound.inspection.findings.finding_file import FiledFinding, as_row, chosen, read_findings
from dutybound.inspection.judging.drafting import Drafted
from dutybound.records.models import inspection_findings as tables
from tests.inspection.findings.on_record import BY, START, SUPERVISION, refused


def filed(*drafts: DraftFinding) -> list[FiledFinding]:
    """Drafts as a file would have them."""
    return [FiledFinding(place, f"draft {place}", one) for place, one in enumerate(drafts)]


def test_drafts_are_put_on_record_together_or_not_at_all(records: Path) -> None:
    ids = drafts.add_drafts(filed(SUPERVISION, replace(SUPERVISION, parts=("a", "b"))), prefix="R", by=BY, at=START)
    assert ids == ["R-1", "R-2"]
    wrong = filed(SUPERVISION, replace(SUPERVISION, text=""), replace(SUPERVISION, source="nobody"))
    said = refused(drafts.add_drafts, wrong, prefix="Q", by=BY, at=START)
    assert "Q-2, text" in said
    assert "Q-3, source" in said
    assert tables.Finding.objects.count() == 4


def test_what_the_two_commands_write_is_adopted_by_a_person(records: Path) -> None:
    judged = Drafted(replace(SUPERVISION, source="force", published=None), "q", "b", Verdict.SHORT, (), "", "")
    shapes = {"read.json": {"title": "x", "drafts": [as_row(SUPERVISION)]}, "judged.json": [asdict(judged)]}
    for name, content in shapes.items():
        (records / name).write_text(json.dumps(content, default=str))
    assert [one.draft for one in read_findings(records / "read.json")] == [SUPERVISION]
    assert [one.draft for one in read_findings(records / "judged.json")] == [judged.finding]
    given = ["adopt", str(records / "judged.json"), "--prefix", "J", "--by", BY]
    result = CliRunner().invoke(app, given, catch_exceptions=False)
    assert "On record: J-1" in result.output
    assert tables.Finding.objects.get(pk="J-1").owner == "force"


def test_what_is_no_draft_is_said_in_words(records: Path) -> None:
    file = records / "drafts.json"
    file.write_text(json.dumps([{"kind": "grumble", "text": "x"}, {"kind": "recommendation", "txt": "y"}]))
    said = refused(read_findings, file)
    assert "finding 1" in said
    assert "is no kind of finding" in said
    assert "Did you mean 'text'" in said
    assert "is not there" in refused(chosen, filed(SUPERVISION), [2])
