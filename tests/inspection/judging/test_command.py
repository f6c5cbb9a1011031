"""The how-to, typed through on made-up results; and what is refused is refused in words."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError
from dutybound.cli.main import app
from dutybound.inspection.findings.finding_file import read_findings
from dutybound.inspection.frameworks.reading import framework_named
from tests.inspection.judging.made_up import everywhere, results

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "judge-a-question.md"
COMMANDS = [line.strip() for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("    dutybound ")]


def typed(command: str) -> str:
    found = CliRunner(env={"COLUMNS": "165"}).invoke(app, shlex.split(command)[1:], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


def what_changed(said: str, folder: Path) -> None:
    """What changed stands first, what cannot be told is counted by its reason, and the file has every practice."""
    rows = json.loads((folder / "changes.json").read_text(encoding="utf-8"))
    untold = [one for one in rows if one["way"] == "cannot tell"]
    assert untold
    assert len(rows) - len(untold) > 10
    first, _, counts = said.partition("Cannot tell of ")
    assert "cannot tell" not in first
    assert sum(int(one) for one in re.findall(r"Cannot tell of (\d+) practice", "Cannot tell of " + counts)) == len(
        untold
    )
    assert counts.count("Cannot tell of ") < 6
    assert f"All {len(rows)} practices are in changes.json" in counts


@pytest.fixture
def here(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    named = {one.standard for asked in framework_named("peel-2016").questions() for one in asked.bears if one.standard}
    short = {**dict.fromkeys(named, 0.97), "four_ps_live.protect": everywhere(0.3)}
    for folder in ("results", "results-by-earlier"):
        results(tmp_path / folder, short, 5)
    for folder in ("before", "before-by-later"):
        results(tmp_path / folder, dict.fromkeys(named, 0.97), 5)
    return tmp_path


def test_the_page_is_typed_through(here: Path) -> None:
    said = {shlex.split(one)[2]: " ".join(typed(one).split()) for one in COMMANDS}
    assert "four_ps_live" in said["needs"]
    assert "visits to registered sex offenders" in said["needs"]
    assert "From 1 January 2016" in said["evidence"]
    assert "requires improvement" not in said["evidence"]
    assert "Your own grade of effectiveness.4: good" in said["propose"]
    assert "Proposed by rule: requires improvement" in said["propose"]
    assert "good if" in said["propose"]
    assert "effectiveness.4 looks at 2016-01-01 to 2016-06-30" in said["show"]
    assert "0 of 1" in said["show"]
    today = f"{now():%Y-%m-%d}"
    assert f"inspector A judged good on {today}: The plans are live" in said["show"]
    assert f"; asked for by inspector A on {today}" in said["show"]
    assert f"from 2017-03-02 on: As seen Decided by the lead inspector on {today}." in said["show"]
    assert "declined" in said["change"]
    what_changed(said["change"], here)
    assert "Left out, since you have not graded them: " in said["drafts"]
    assert "effectiveness.4" not in said["drafts"].partition("Left out")[2]
    drafts = json.loads((here / "drafts.json").read_text(encoding="utf-8"))
    assert [one["bearing"] for one in drafts] == ["protect-live"]
    assert [one.draft.text for one in read_findings(here / "drafts.json")] == [drafts[0]["finding"]["text"]]


def test_asking_first_is_refused(here: Path) -> None:
    typed(COMMANDS[1])
    with pytest.raises(DutyboundError, match="no grade of their own"):
        typed('dutybound judge propose 2016-1 effectiveness.4 results --by "inspector A"')
    with pytest.raises(DutyboundError, match="no draft is shown to them"):
        typed('dutybound judge drafts 2016-1 results --by "inspector A"')
    with pytest.raises(DutyboundError, match="Did you mean '2016-1'"):
        typed("dutybound judge show 2016-2 --by me")
    with pytest.raises(DutyboundError, match="is no window"):
        typed("dutybound judge open 3 --force f --framework peel-2016 --by me --window effectiveness.3=spring")


def test_a_day_that_is_none_is_said_in_words(here: Path) -> None:
    line = "dutybound judge decide 4 effectiveness.4 --grade good --because seen --by me --valid-from"
    for day, said in (("2017-02-30", "is no day"), ("''", "says no day")):
        with pytest.raises(DutyboundError, match=said):
            typed(f"{line} {day}")


def test_a_framework_that_says_nothing_of_what_bears_on_it_says_so() -> None:
    assert "says of none of its questions what bears on it" in typed("dutybound judge needs peel-2017")
