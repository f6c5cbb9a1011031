"""The map command as a stranger types it: from a file that nobody described to a report."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.cli.test_assess import run
from tests.data import shared_data

FIRST = Path(__file__).parents[2] / "examples" / "first_extract" / "crimes.csv"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings"


def mapped(settings: Path, source: Path, out: Path) -> list[str]:
    """Maps a source and runs the command that it offers next, as it stands; gives back that command."""
    done = run(settings, "map", source, "--out", out)
    assert done.returncode == 0, done.stderr
    (offered,) = re.findall(r"^Next: dutybound (.*)$", done.stdout, re.MULTILINE)
    arguments = str(offered).split()
    judged = run(settings, *arguments)
    assert judged.returncode in (0, 4, 8, 12), judged.stderr
    assert (out / "results" / "report.html").is_file()
    return arguments


def test_four_columns_become_a_report_by_two_commands(tmp_path: Path, settings: Path) -> None:
    out = tmp_path / "first"
    assert mapped(settings, FIRST, out)[:2] == ["assess", str(out)]
    reviewed = json.loads((out / "results" / "measures.json").read_text())["reviewed"]
    assert reviewed["coverage"] == 1.0
    assert 0.5 < reviewed["days_in_compliance"]["value"] < 1
    assert "Standards that can be judged now: reviewed." in (out / "ladder.md").read_text()
    counted = json.loads((out / "results" / "declared_measures.json").read_text())["unallocated_too_long"]
    assert counted["value"] is None, "of duties that nobody can judge, none overdue is no zero"


def test_both_engines_judge_by_the_day_alike(tmp_path: Path, settings: Path) -> None:
    out = tmp_path / "first"
    arguments = mapped(settings, FIRST, out)
    told = json.loads((out / "results" / "measures.json").read_text())
    assert run(settings, *arguments[:-1], tmp_path / "again", "--engine", "reference").returncode == 4
    assert json.loads((tmp_path / "again" / "measures.json").read_text()) == told


def test_nothing_is_written_over_unless_it_is_said(tmp_path: Path, settings: Path) -> None:
    out = tmp_path / "first"
    mapped(settings, FIRST, out)
    (out / "mapping.toml").write_text("# mine\n")
    again = run(settings, "map", FIRST, "--out", out)
    assert again.returncode == 2
    assert "mapping.toml: is there already" in again.stderr
    assert (out / "mapping.toml").read_text() == "# mine\n"
    assert run(settings, "map", FIRST, "--out", out, "--overwrite").returncode == 0
    assert "URN" in (out / "mapping.toml").read_text()


def test_the_ladder_follows_the_mapping(tmp_path: Path, settings: Path) -> None:
    out = tmp_path / "first"
    mapped(settings, FIRST, out)
    text = (out / "mapping.toml").read_text()
    (out / "mapping.toml").write_text(text[: text.index("[review]")])
    done = run(settings, "map", out, "--ladder")
    assert done.returncode == 0, done.stderr
    assert "Standards that can be judged now: none." in done.stdout
    assert "the table review (happened_at, investigation): reviewed" in done.stdout


def test_what_lacks_an_option_is_told_what_to_say(tmp_path: Path, settings: Path) -> None:
    assert "--out: is missing" in run(settings, "map", FIRST).stderr
    assert "--by: is missing" in run(settings, "map", tmp_path, "--marks", tmp_path / "marks.csv").stderr
    beside = run(settings, "map", FIRST.parent, "--out", FIRST.parent)
    assert "the declaration would mix with it" in beside.stderr
    (tmp_path / "empty.csv").write_text("a,b\n1,2\n")
    none = run(settings, "map", tmp_path / "empty.csv", "--out", tmp_path / "none")
    assert none.returncode == 2
    assert "Nothing in it can be held to a standard" in none.stderr
    assert not (tmp_path / "none").exists()


def test_no_value_of_a_column_that_may_hold_names_is_shown(tmp_path: Path, settings: Path) -> None:
    """Few rows, so that every column has few values: officers, a victim, a note, and a risk that is mostly a note."""
    head = "URN,Reported,Closed,Risk,Victim name,Notes,Dealt with by,Kind\n"
    names = "Simulated Jane,seen by Simulated Mary,Simulated Sergeant,Simulated Rare"
    rows = [f"A{n},{n + 1:02}/03/2016 10:00,,{risk},{names}\n"
            for n, risk in enumerate(["H", "Simulated Bob", "Simulated Bob", "Simulated Bob"])]  # fmt: skip
    (tmp_path / "case.csv").write_text(head + "".join(rows))
    (tmp_path / "plain.csv").write_text("Ref,When,Person\n" + "".join(
        f"{n},{n + 1:02}/03/2016 10:00,Simulated Jane\n" for n in range(9)))  # fmt: skip
    log = [f"{n},{day:02}/03/2016 10:00,{what}\n" for n in range(30) for day, what in enumerate(("open", "shut"), 1)]
    log += ["1,09/03/2016 10:00,Simulated Jane called\n"]
    (tmp_path / "log.csv").write_text("Case,Time,Activity\n" + "".join(log))
    for name in ("case", "plain", "log"):
        out = tmp_path / name
        done = run(settings, "map", tmp_path / f"{name}.csv", "--out", out)
        assert done.returncode == 0, done.stderr
        written = "".join(one.read_text() for one in out.rglob("*") if one.is_file())
        assert "Simulated" not in done.stdout + written, name
        assert not any(one.stat().st_mode & 0o077 for one in (out, *out.rglob("*"))), "its owner alone may read it"


WIDE = "URN,Reported,Closed,Risk,Team\n" + "".join(
    f"A{n},{n % 27 + 1:02}/03/2016 10:00,,{'HMSX'[n % 4]},{'North' if n % 2 else 'South'}\n" for n in range(200)
)


@pytest.fixture
def wide(tmp_path: Path, settings: Path) -> Path:
    (tmp_path / "wide.csv").write_text(WIDE)
    assert run(settings, "map", tmp_path / "wide.csv", "--out", tmp_path / "wide").returncode == 0
    return tmp_path / "wide"


def marked(folder: Path) -> Path:
    """Every row right, but those of one meaning that were nothing."""
    with (folder / "marks.csv").open(newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert {row["text"] for row in rows} == {"H", "M", "S", "X"}
    assert {row["column"] for row in rows} == {"level"}
    for row in rows:
        row["right"] = "Yes" if row["meaning"] else "no "
    with (folder / "marked.csv").open("w", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return folder / "marked.csv"


def test_a_mapping_is_measured_and_says_so_until_it_is_edited(wide: Path, settings: Path) -> None:
    results = wide / "results"
    assess = ("assess", wide, "--as-at", "2016-04-30", "--out", results)
    assert "The mapping of risk_grading.level: not measured\n" in run(settings, *assess).stdout
    assert run(settings, "map", wide, "--sample", 40).returncode == 0
    assert (wide / "marks.csv").stat().st_mode & 0o077 == 0
    done = run(settings, "map", wide, "--marks", marked(wide), "--by", "Crime registrar")
    assert "risk_grading.level: measured on 40 rows: 30 right, which stands for 75%" in done.stdout
    assert "measured on 40 rows: 30 right" in run(settings, *assess).stdout
    assert "measured on 40 rows: 30 right" in (results / "report.html").read_text()
    supervised = json.loads((results / "measures.json").read_text())["supervised"]["mapping"]["risk_grading.level"]
    assert (supervised["right"], supervised["marked"], supervised["marked_by"]) == (30, 40, "Crime registrar")
    text = (wide / "mapping.toml").read_text()
    (wide / "mapping.toml").write_text(text.replace('is = "standard"', 'is = "medium"'))
    assert "level: not measured since it was edited" in run(settings, *assess).stdout
    assert json.loads((results / "measures.json").read_text())["supervised"]["mapping"] == {"risk_grading.level": None}
    stale = run(settings, "map", wide, "--marks", wide / "marked.csv", "--by", "Crime registrar")
    assert "was mapped otherwise when these rows were drawn" in stale.stderr


def test_one_seed_draws_the_same_rows(wide: Path, settings: Path) -> None:
    drawn = []
    for seed in (1, 1, 2):
        assert run(settings, "map", wide, "--sample", 12, "--seed", seed).returncode == 0
        drawn.append((wide / "marks.csv").read_text())
        again = run(settings, "map", wide, "--sample", 12)
        assert "may hold somebody's marks" in again.stderr
        (wide / "marks.csv").unlink()
    assert drawn[0] == drawn[1] != drawn[2]


def test_marks_that_are_none_are_refused_by_row(wide: Path, settings: Path) -> None:
    assert run(settings, "map", wide, "--sample", 4).returncode == 0
    empty = run(settings, "map", wide, "--marks", wide / "marks.csv", "--by", "a post")
    assert "has no mark in it" in empty.stderr
    text = (wide / "marks.csv").read_text().splitlines()
    (wide / "marks.csv").write_text("\n".join([text[0], f"{text[1]}maybe"]) + "\n")
    assert (
        "row 2, column right: 'maybe' is no mark"
        in run(settings, "map", wide, "--marks", wide / "marks.csv", "--by", "a post").stderr
    )


@pytest.mark.parametrize(
    "name",
    [
        "event_logs/receipt.csv",
        "event_logs/bpic15_1.csv.gz",
        "police_uk/staffordshire/2024-01-staffordshire-street.csv",
    ],
)
def test_real_files_become_reports_by_two_commands(tmp_path: Path, settings: Path, name: str) -> None:
    mapped(settings, shared_data(name), tmp_path / "out")
    text = (tmp_path / "out" / "results" / "measures.json").read_text()
    if "police_uk" not in name:
        assert json.loads(text)["first_standard"]["coverage"] == 1.0
