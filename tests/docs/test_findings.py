"""A register of findings, typed in as the page says."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.test_assess import run
from tests.docs.test_how_to import ROOT
from tests.inspection.conftest import empty, records  # noqa: F401  fixtures

PAGE = (ROOT / "docs" / "how-to" / "keep-a-register-of-findings.md").read_text(encoding="utf-8")
LINES = [shlex.split(line)[1:] for line in re.findall(r"^    (dutybound .*)$", PAGE, re.MULTILINE)]


def test_the_page_is_typed_through(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.chdir(records)
    said = []
    for line in LINES:
        done = run(records / "settings", *line)
        assert done.returncode == 0, (line, done.stderr)
        said.append(" ".join(done.stdout.split()))
    told = dict(zip([" ".join(line[1:3]) for line in LINES], said, strict=True))
    assert "2017-04-26" in told["publish inspection-2017"]
    assert "2017-09-02" in told["add AFI-1"]
    assert "6 months from publication" in told["add AFI-1"]
    assert "no day: as soon as possible (the words name no day)" in told["add AFI-2"]
    assert "the force says ready" in told["ready AFI-1"]
    assert "2017-08-31" in told["extend PFD-7"]
    assert "extended 1 time" in told["extend PFD-7"]
    assert "complete; done" in told["close AFI-1"]
    board = told["board --page"]
    assert "3 findings, 1 done" in board
    assert "No day can be told: AFI-2, 'as soon as possible'" in board
    assert "Offered: AFI-1=AFI-9" in told["lineage offer"]
    assert "Raised: AFI-1/alert/1" in told["lineage confirm"]
    assert "closed on 2018-02-12 and found again by AFI-9 after 444 days" in told["lineage show"]
    assert "Every open crime is reviewed to its policy in all units.; seen on a revisit" in told["lineage show"]
    again = run(records / "settings", "findings", "show", "AFI-1").stdout
    assert "complete; closed, may be back" in again
    page = (records / "board.html").read_text(encoding="utf-8")
    assert page.count('scope="row"') == 3
    assert "Review how risk is handed over between shifts." in page


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("close AFI-1 --body force --reference x --by me", "belongs to HM Inspectorate"),
        ("close AFI-1 --body hmicfs --reference x --by me", "Did you mean 'hmicfrs'"),
        ("ready AFI-1 --claim done --by me", "has no evidence"),
        ("attach AFI-1 --evidence 'PC Smith says so' --by me", "is no reference"),
        ("show AFI-2", "Did you mean 'AFI-1'"),
        ("add AFI-1 --text again --by me", "is on record already"),
        ("add AFI-3 --text x --kind grumble --by me", "is no kind of finding"),
        ("board --as-at yesterday", "is no day"),
        ("lineage confirm A=B --why x --by me", "is not on record"),
        ("phase borough --to engaged --since 2022-07-06 --reference x --by me", "Did you mean 'engage'"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_in_words(records: Path, line: str, said: str) -> None:  # noqa: F811
    assert run(records / "settings", "findings", "add", "AFI-1", "--text", "Supervise.", "--by", "me").returncode == 0
    done = run(records / "settings", "findings", *shlex.split(line))
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
