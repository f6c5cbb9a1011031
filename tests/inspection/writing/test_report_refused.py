"""What a report is not made of, and where it is not written."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_assess import run
from tests.inspection.conftest import EXAMPLES, INSPECTION
from tests.inspection.writing.conftest import Reported


def test_grades_that_are_none_are_refused_all_at_once(settings: Path, assessed: Path, tmp_path: Path) -> None:
    file = tmp_path / "grades.toml"
    file.write_text('[[grade]]\nquestion = "investigation.9"\ngrade = "splendid"\nby = "x"\n')
    done = run(
        settings,
        "report",
        assessed,
        "--framework",
        INSPECTION / "framework.toml",
        "--grades",
        file,
        "--out",
        tmp_path / "out",
    )
    assert done.returncode == 2
    for words in ("lacks at, reason", "investigation.9 is no question", "'splendid' is no grade"):
        assert words in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--findings", "findings.json"], "is no list of findings"), (["--audits", "findings.json"],
        "is no list of audit results"),
        (["--before", "nowhere"], "there is no such folder"), (["--grades", "nowhere.toml"], "there is no such file"),
        (["--by-rules-of-before", "."], "is given without the others"),
    ],
)  # fmt: skip
def test_files_that_are_not_what_they_should_be_are_said(
    settings: Path, assessed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("findings.json").write_text('{"a": 1}')
    done = run(settings, "report", assessed, "--framework", INSPECTION / "framework.toml", "--out", "out", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_whatever_is_wrong_in_all_files_is_said_at_once(
    settings: Path, assessed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.json").write_text('{"a": 1}')
    Path("grades.toml").write_text('[[grade]]\nquestion = "investigation.9"\ngrade = "splendid"\nby = "x"\n')
    wrong = ["--findings", "other.json", "--audits", "other.json", "--grades", "grades.toml", "--window", "all=spring"]
    done = run(settings, "report", assessed, "--framework", INSPECTION / "framework.toml", "--out", "out", *wrong)
    assert done.returncode == 2
    for words in ("is no list of findings", "is no list of audit results", "'splendid' is no grade", "is no window"):
        assert words in done.stderr


def test_a_year_is_not_the_year_before_itself(settings: Path, assessed: Path, tmp_path: Path) -> None:
    given = ["--framework", INSPECTION / "framework.toml", "--out", tmp_path / "out", "--before", assessed]
    done = run(settings, "report", assessed, *given)
    assert done.returncode == 2
    assert "is the year that is reported" in done.stderr


def test_hostile_words_are_escaped(settings: Path, assessed: Path, tmp_path: Path) -> None:
    file = tmp_path / "findings.json"
    hostile = '<script>alert(1)</script> & "more"'
    file.write_text(json.dumps([{"kind": "strength", "text": hostile, "question": "investigation.1"}]))
    run(
        settings,
        "report",
        assessed,
        "--framework",
        INSPECTION / "framework.toml",
        "--findings",
        file,
        "--out",
        tmp_path / "out",
    )
    html = (tmp_path / "out" / "report.html").read_text()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_neither_report_takes_the_place_of_the_other(
    settings: Path, assessed: Path, reported: Reported, tmp_path: Path
) -> None:
    """`assess` and `report` both write a report.html, and `assess --measures-only` removes the one that is there."""
    framework = ("--framework", INSPECTION / "framework.toml")
    done = run(settings, "report", assessed, *framework, "--out", assessed)
    assert done.returncode == 2
    assert "holds what `dutybound assess` wrote" in done.stderr
    out = Path(shutil.copytree(reported.out, tmp_path / "out"))
    before = {one.name: one.read_bytes() for one in out.iterdir()}
    for more in ([], ["--measures-only"]):
        done = run(settings, "assess", EXAMPLES / "investigations", "--as-at", "2016-06-30", "--out", out, *more)
        assert done.returncode == 2
        assert "holds what `dutybound report` wrote" in done.stderr
    assert {one.name: one.read_bytes() for one in out.iterdir()} == before
