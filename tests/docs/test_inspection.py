"""What the documents on inspection tell a reader to type works as they say."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from dutybound.inspection.writing.changing import CROSSED
from tests.cli.test_assess import run

ROOT = Path(__file__).parents[2]


def commands(document: str) -> list[list[str]]:
    text = (ROOT / "docs" / "how-to" / document).read_text(encoding="utf-8")
    return [shlex.split(one) for one in re.findall(r"^    dutybound (.*)$", text, re.MULTILINE)]


@pytest.fixture
def at_home(assessed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, and with results of both years."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    shutil.copytree(assessed, tmp_path / "build" / "results")
    shutil.copytree(assessed, tmp_path / "build" / "last")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_seal_and_verify(at_home: Path, settings: Path) -> None:
    codes = {" ".join(one[:1]): run(settings, *one) for one in commands("seal-and-verify.md")}
    assert {name: done.returncode for name, done in codes.items()} == {"assess": 4, "seal": 0, "verify": 16}
    assert "NOBODY HAS CHECKED WHOSE KEY SIGNED IT" in codes["verify"].stdout


def test_write_the_report(at_home: Path, settings: Path) -> None:
    typed = [one for one in commands("write-the-report.md") if one[0] == "report"]
    assert len(typed) == 3
    for one in typed:
        done = run(settings, *one)
        assert done.returncode == 0, done.stderr
    assert {one.suffix for one in (at_home / "build" / "report").iterdir()} == {".html", ".docx", ".json"}


def test_every_folder_that_figures_name_is_explained() -> None:
    said = (ROOT / "docs" / "how-to" / "write-the-report.md").read_text(encoding="utf-8")
    assert [one for one in ("this", "last", *CROSSED) if f"| `{one}` |" not in said] == []


def test_the_grade_that_the_document_shows_can_be_read(at_home: Path, settings: Path) -> None:
    text = (ROOT / "docs" / "how-to" / "write-the-report.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (at_home / "own.toml").write_text(shown)
    framework = ROOT / "examples" / "inspection" / "framework.toml"
    done = run(
        settings, "report", "build/results", "--framework", framework, "--grades", "own.toml", "--out", "build/report"
    )
    assert done.returncode == 0, done.stderr
    assert "Victims are told what they were promised" in (at_home / "build" / "report" / "report.html").read_text()


def test_the_page_on_drafts_has_figures_that_rise_with_what_was_planted() -> None:
    """What `python -m tools.degrees --page` wrote, for forces of seeds that no threshold was set on."""
    page = (ROOT / "docs" / "explanation" / "drafts-and-effects.md").read_text(encoding="utf-8")
    exemplary = re.findall(r"^\| exemplary-\d+ \| (\d+) \|", page, re.MULTILINE)
    planted = re.findall(r"^\| (\d+)% \| (\d+) \|", page, re.MULTILINE)
    assert len(exemplary) >= 2
    assert f"In {len(exemplary)} exemplary forces {sum(map(int, exemplary)) or 'nothing'} was drafted" in page
    shares, drafts = ([int(one[place]) for one in planted] for place in (0, 1))
    assert len(shares) >= 3
    assert shares == sorted(shares, reverse=True)
    assert drafts == sorted(drafts)
    assert drafts[-1] > 0
