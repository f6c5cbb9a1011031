"""What the documents tell a reader to type works as they say."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from dutybound.cli.assessing import checked_library, judge, prepare_ground
from dutybound.cli.simulating import simulate_small
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.duty_file import DutyFile
from dutybound.insight.tally import states_by_name
from dutybound.simulator.scenario import Practice, Shortcoming, Unit
from dutybound.simulator.traps import Traps
from tests.cli.test_assess import run

ROOT = Path(__file__).parents[2]
LINES_AT_MOST = 25


def blocks(document: str, language: str) -> list[str]:
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_add_a_standard(tmp_path: Path) -> None:
    """The document alone adds one standard to the fines, in one file of few lines, its examples apart."""
    folder = tmp_path / "fines"
    shutil.copytree(ROOT / "examples" / "fines", folder)
    standard, examples = blocks("how-to/add-a-standard.md", "python")
    (policy,) = blocks("how-to/add-a-standard.md", "toml")
    assert standard.count("\n") < LINES_AT_MOST
    (folder / "standards" / "collection.py").write_text(f"{standard}\n\n{examples}")
    with (folder / "policy.toml").open("a") as file:
        file.write(f"\n{policy}")
    library = checked_library(read_declaration(folder))
    assert "collected" in [one.id for one in library.standards]


def test_judge_your_own_log(tmp_path: Path) -> None:
    """The document alone declares a source that can be judged."""
    folder, data = tmp_path / "folder", tmp_path / "data"
    (folder / "standards").mkdir(parents=True)
    data.mkdir()
    for name, content in zip(
        ("dutybound", "tables", "mapping"), blocks("how-to/judge-your-own-log.md", "toml"), strict=True
    ):
        (folder / f"{name}.toml").write_text(content)
    (standard,) = blocks("how-to/judge-your-own-log.md", "python")
    (folder / "standards" / "reviewed.py").write_text(standard)
    (data / "cases.csv").write_text("Case ref,Opened,Closed\nC1,01/02/2016,\nC2,01/02/2016,20/02/2016\n")
    (data / "reviews.csv").write_text("Case ref,Review no,Date of review\nC1,1,29/02/2016\n")
    ground = prepare_ground(data, folder, lambda _: None)
    assert [one.mark for one in ground.library.standards] == ["force policy"]  # as its source says, not a default
    assert ground.declaration.data_as_at == "2016-06-30"
    with DutyFile(tmp_path / "duties.parquet", None, moment := ground.moment("2016-03-31", "a test")) as duties:
        tally = judge(ground, moment, duties, lambda _: None).tallies["reviewed"]
    assert states_by_name(tally.states) | {"met": 1, "overdue": 1, "lapsed": 1} == states_by_name(tally.states)


def test_check_against_pole(tmp_path: Path) -> None:
    """The made-up extract of the document, checked by its command, shows what the document says of it."""
    document, folder = "how-to/check-against-pole.md", tmp_path / "extract"
    folder.mkdir()
    people, crimes = blocks(document, "csv")
    (folder / "people.csv").write_text(people)
    (folder / "crimes.csv").write_text(crimes)
    (folder / "pole.toml").write_text(blocks(document, "toml")[0])
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    (command,) = re.findall(r"^    dutybound (conformance .*)$", text, re.MULTILINE)
    words = command.replace("FOLDER", str(folder)).replace("results", str(tmp_path / "out")).split()
    done = run(tmp_path / "settings", *words, "--identified")
    assert done.returncode == 12, done.stderr
    content = json.loads((tmp_path / "out" / "conformance.json").read_text())
    found = {
        name: (one["records"], one["falls_short"], one["cannot_be_told"]) for name, one in content["entities"].items()
    }
    assert found == {"person.victim": (4, 3, 0), "person.known_suspect": (2, 2, 0), "event.crime": (2, 1, 1)}
    dimensions = [one["dimensions"] for one in content["entities"].values()]
    seen = {name for one in dimensions for name, count in one.items() if count}
    assert seen == {"completeness", "conformity", "accuracy", "integrity", "duplication"}  # nobody is unborn in it
    lines = (tmp_path / "out" / "conformance.csv").read_text().splitlines()
    (letter,) = [line for line in lines if "check letter" in line]
    assert letter.startswith('"P6"')


def test_the_readme_shows_a_standard_as_it_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    written = (ROOT / "examples" / "fines" / "standards" / "sent.py").read_text(encoding="utf-8")
    flat = re.sub(r"\s+", "", written).replace(",)", ")")
    assert re.sub(r"\s+", "", shown) in flat


def test_every_link_in_the_documents_leads_somewhere() -> None:
    broken = []
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if "://" not in target and not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)}: {target}")
    assert broken == []


def test_read_the_report(tmp_path: Path) -> None:
    """A figure is followed to its duties, and one of them explained, by the commands as they stand."""
    text = (ROOT / "docs" / "how-to" / "read-the-report.md").read_text(encoding="utf-8")
    step = text.partition("**4. ")[2].partition("**What it cannot tell**")[0]
    commands = "\n".join(line[4:] for line in step.splitlines() if line.startswith("    "))
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    here = shlex.quote(str(Path(sys.executable).parent))
    (tmp_path / ".venv" / "bin" / "activate").write_text(f"PATH={here}:$PATH\n")
    environment = {**os.environ, "DUTYBOUND_SETTINGS": str(tmp_path / "settings")}
    done = subprocess.run(
        ["bash", "-ec", commands], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "A fine is sent within the police's limit" in done.stdout
    assert "It was missed as at 2013-06-30." in " ".join(done.stdout.split())


def test_score_with_an_instrument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the document is written and every command typed, as they stand."""
    document = "how-to/score-with-an-instrument.md"
    answers, dial, dial_answers, weights, solvability, matrix = blocks(document, "toml")
    own = tmp_path / "build" / "force" / "instruments"
    simulate_small(own.parent, seed=1, cases=20, report=lambda _: None)
    own.mkdir()
    (tmp_path / "answers.toml").write_text(answers)
    (tmp_path / "dial-answers.toml").write_text(dial_answers)
    for name, content in {"dial": dial, "cambridge": weights, "solvability": solvability, "matrix": matrix}.items():
        (own / f"{name}.toml").write_text(content)
    (own / "cambridge-2026.csv").write_text("code,weight\n1,5475\n")
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in text.splitlines() if line.startswith("    dutybound")]
    monkeypatch.chdir(tmp_path)
    done = [run(tmp_path / "settings", *words) for _, *words in commands]
    said = [one.stdout for one in done if one.returncode == 0]
    assert len(said) == len(commands) == 7
    (shown,) = blocks(document, "text")
    assert shown in said[4]
    assert "dial_2012" in said[5]
    assert "Treat it as high until the rest is answered" in said[5]
    assert "name the form in force on their day" in said[6]


def test_write_a_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenario of the document is written and simulated by its command; what it says of itself is so."""
    document = "how-to/write-a-scenario.md"
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(blocks(document, "toml")[0])
    (command,) = re.findall(r"^    (dutybound simulate --scenario mine.*)$", text, re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    done = run(tmp_path / "settings", *command.split()[1:])
    assert done.returncode == 0, done.stderr
    assert "dutybound assess build/mine --as-at 2016-03-31" in " ".join(done.stdout.split())
    assert read_declaration(tmp_path / "build" / "mine").data_as_at == "2016-03-31"
    reviews = pq.read_table(tmp_path / "build" / "mine" / "data" / "review.parquet", columns=["id"]).column("id")
    assert pc.sum(pc.starts_with(reviews, "late-review-")).as_py() == 60
    assert (tmp_path / "build" / "mine" / "truth" / "people_alike.parquet").is_file()


def test_a_scenario_has_the_keys_that_the_document_tells() -> None:
    text = (ROOT / "docs" / "how-to" / "write-a-scenario.md").read_text(encoding="utf-8")
    for kind in (Practice, Unit, Shortcoming, Traps):
        assert [one.name for one in fields(kind) if f"`{one.name}`" not in text and one.name != "source"] == []
