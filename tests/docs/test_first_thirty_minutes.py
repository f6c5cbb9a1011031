"""The first thirty minutes, typed through: every command as it stands, and what the page says of what it shows."""

import shutil
from pathlib import Path

import pytest

from tests.cli.test_assess import run
from tests.docs.test_how_to import ROOT, blocks

PAGE = "tutorials/first-thirty-minutes.md"


def commands() -> list[list[str]]:
    text = (ROOT / "docs" / PAGE).read_text(encoding="utf-8")
    return [line.split()[1:] for line in text.splitlines() if line.startswith("    dutybound ")]


def test_it_is_typed_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples" / "first_extract", tmp_path / "examples" / "first_extract")
    monkeypatch.chdir(tmp_path)
    look, judge, why, ladder, *measuring = commands()
    assert [one[0] for one in (look, judge, why, ladder)] == ["map", "assess", "explain", "map"]
    assert [one[2] for one in measuring] == ["--sample", "--marks"]
    said = run(tmp_path / "settings", *look)
    assert said.returncode == 0, said.stderr
    assert " ".join(("dutybound", *judge)) in said.stdout, "the page types what the command offers"
    (shown,) = blocks(PAGE, "toml")
    assert shown in (tmp_path / "build" / "first" / "mapping.toml").read_text(encoding="utf-8")
    judged = run(tmp_path / "settings", *judge)
    assert judged.returncode == 4, judged.stderr
    assert (tmp_path / "build" / "first" / "results" / "report.html").is_file()
    told = run(tmp_path / "settings", *why)
    assert "It is overdue as at 2016-06-30" in " ".join(told.stdout.split())
    climbed = run(tmp_path / "settings", *ladder)
    (line,) = [
        line for line in climbed.stdout.splitlines() if "the table outcome (happened_at, investigation, number)" in line
    ]
    assert line.count(",") == 3, "two more standards"
