"""The how-to on audits, typed from its first line to its last on made-up data."""

import csv
import json
import re
import tomllib
from pathlib import Path

from dutybound.inspection.audits.question_set import QuestionSet
from tests.docs.test_how_to import ROOT, blocks
from tests.docs.test_load_again import Typed, typed  # noqa: F401  a fixture

PAGE = (ROOT / "docs" / "how-to" / "audit-case-files.md").read_text(encoding="utf-8")
LINES = re.findall(r"^    (dutybound .*)$", PAGE, re.MULTILINE)


def filled(file: Path, answer: str = "yes", every: int = 0, no_gate: str = "") -> None:
    """A sheet with one answer throughout, but for every so many rows of one question."""
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    asked = [one for one in rows if one["question"] == no_gate]
    for one in rows:
        one["answer"], one["why"] = answer, "Simulated words"
    for one in asked[:: every or len(rows)]:
        one["answer"] = "no"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_the_set_of_ones_own_can_be_used() -> None:
    (text,) = blocks("how-to/audit-case-files.md", "toml")
    assert QuestionSet.model_validate(tomllib.loads(text)).mark == "force policy"


def test_the_page_holds_as_typed(tmp_path: Path, typed: Typed) -> None:  # noqa: F811
    simulate, assess, sets, one_set, opening, drawing, sheet_one, sheet_two, mark_one, mark_two = LINES[:10]
    agreement, differ, decide, results = LINES[10:]
    typed(simulate, 0)
    typed(assess, 4)
    assert "missing-risk-rationale" in typed(sets, 0)
    assert "active-supervision [gate]" in typed(one_set, 0)
    assert "Open it first" in typed(drawing, 2)
    typed.in_shell(opening, 0)
    said = typed(drawing, 0)
    assert "On record as spring-2016/1" in said
    assert "one file stands for" in said
    typed(sheet_one, 0)
    typed(sheet_two, 0)
    filled(tmp_path / "one.csv", "maybe")
    assert "none of them was" in typed(mark_one, 2)
    filled(tmp_path / "one.csv", every=3, no_gate="active-supervision")
    filled(tmp_path / "two.csv", every=4, no_gate="active-supervision")
    said = typed(mark_one.replace("Reader One", "Reader Five"), 2)
    assert "was written for Reader One, not for Reader Five" in said
    assert "put on record as read by Reader One" in typed(mark_one, 0)
    assert "20 files" in typed(mark_two, 0)
    assert "AC1" in typed(agreement, 0)
    said = typed(differ.replace('"Moderator"', '"Reader One"'), 2)
    assert "is shown to a third person alone" in said
    assert not (tmp_path / "differ.csv").exists()
    assert "written to differ.csv" in typed(differ, 0)
    filled(tmp_path / "differ.csv")
    assert "put on record as Moderator's" in typed(decide, 0)
    said = typed(results, 0)
    assert "Behind the ticks of supervised" in said
    found = json.loads((tmp_path / "results" / "audits.json").read_text())
    assert {one["key"] for one in found} >= {"investigation-quality", "investigation-quality.plan"}
    text = (tmp_path / "results" / "audits.json").read_text() + (tmp_path / "results" / "ticks.json").read_text()
    assert not re.search(r"Reader|Moderator|officer-|investigation-\d", text), "no person and no id"
    is_logged(tmp_path, typed)


def is_logged(folder: Path, typed: Typed) -> None:  # noqa: F811
    """Ids are written only where somebody asks for them, and that is logged."""
    log = folder / ".config" / "dutybound" / "disclosures.log"
    before = log.read_text() if log.exists() else ""
    line = 'dutybound audit sheet spring-2016/1 --auditor "Reader Three" --out three.csv'
    typed(line, 0)
    assert "investigation-" not in (folder / "three.csv").read_text()
    assert (log.read_text() if log.exists() else "") == before
    assert "may hold somebody's answers" in typed(f"{line} --identified", 2)
    typed(f"{line.replace('three.csv', 'known.csv')} --identified", 0)
    assert re.search(r"investigation-\d", (folder / "known.csv").read_text())
    assert "a sheet of an audit, with the ids of records" in log.read_text()
