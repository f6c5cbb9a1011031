"""The command as its users run it: what it writes, what it says, and how it exits."""

import json
import os
import shutil
import stat
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from unittest import mock

import pyarrow.parquet as pq
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.cli import main
from dutybound.cli.assessing import checked_library
from dutybound.exchange import reading
from dutybound.exchange.declaration import read_declaration

FINES = Path(__file__).parents[2] / "examples" / "fines"
HEAD = "case,idx,concept:name,time:timestamp,amount,article,vehicleClass,paymentAmount\n"
ROWS = """\
F1,0,Create Fine,2007-01-01T00:00:00+01:00,35,157,A,
F1,1,Send Fine,2007-02-01T00:00:00+01:00,,,,
F2,0,Create Fine,2007-01-01T00:00:00+01:00,35,157,A,
F2,1,Payment,2007-01-05T00:00:00+01:00,,,,35
F3,0,Create Fine,2007-01-01T00:00:00+01:00,35,,A,
"""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run(settings: Path, *arguments: object) -> Done:
    """The command in this process: what a process of its own costs, starting and loading, is paid once, below."""
    said, errors, code = StringIO(), StringIO(), 0
    with (
        mock.patch.dict(os.environ, DUTYBOUND_SETTINGS=str(settings), COLUMNS="165"),
        mock.patch.object(sys, "argv", ["dutybound", *map(str, arguments)]),
        redirect_stdout(said),
        redirect_stderr(errors),
    ):
        try:
            main.run()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
    return Done(code, said.getvalue(), errors.getvalue())


def test_the_command_is_there_as_a_process_of_its_own(tmp_path: Path, settings: Path) -> None:
    command = [Path(sys.executable).with_name("dutybound"), "assess", log(tmp_path), "--with", FINES]
    rest = ["--as-at", "2007-06-30", "--out", tmp_path / "apart"]
    environment = {**os.environ, "DUTYBOUND_SETTINGS": str(settings)}
    apart = subprocess.run([*command, *rest], capture_output=True, text=True, env=environment, check=False)
    here = assess(settings, tmp_path / "log.csv")
    assert apart.returncode == here.returncode
    for name in ("measures.json", "excluded.csv", "report.html"):
        assert (tmp_path / "apart" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_a_source_that_is_read_in_pieces_is_assessed_alike(
    tmp_path: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = FINES.parent / "investigations"
    for name, room in (("held", reading.HELD), ("pieces", 0)):
        monkeypatch.setattr(reading, "HELD", room)
        assert run(settings, "assess", cases, "--as-at", "2016-12-31", "--out", tmp_path / name).returncode == 4
    for file in ("measures.json", "declared_measures.json", "excluded.csv", "report.html", "days.parquet"):
        assert (tmp_path / "held" / file).read_bytes() == (tmp_path / "pieces" / file).read_bytes(), file


def test_what_was_asked_for_before_and_is_not_now_does_not_stay_in_the_folder(tmp_path: Path, settings: Path) -> None:
    """A stale shortfalls.json, or duties.parquet, beside new figures would tell what is not so."""
    told: list[set[str]] = []
    for more in (["--shortfalls"], [], ["--shortfalls"], ["--measures-only"]):
        run(settings, "assess", FINES.parent / "investigations", "--as-at", "2016-06-30", "--out", tmp_path, *more)
        told.append({one.name for one in tmp_path.iterdir()})
    asked = {"shortfalls.json"}
    assert told[0] == told[2] == told[1] | asked
    assert asked.isdisjoint(told[1])
    assert told[1] - told[3] == {"duties.parquet", "subject_days.parquet", "report.html"}


def assess(settings: Path, source: Path, *more: object, out: str = "out") -> Done:
    return run(
        settings, "assess", source, "--with", FINES, "--as-at", "2007-06-30", "--out", source.parent / out, *more
    )


def log(folder: Path, rows: str = ROWS, head: str = HEAD) -> Path:
    file = folder / "log.csv"
    file.write_text(head + rows)
    return file


def measures(folder: Path, out: str = "out") -> dict[str, dict[str, object]]:
    return json.loads((folder / out / "measures.json").read_text())


@pytest.mark.parametrize(("folder", "as_at"), [("investigations", "2016-06-30"), ("fines", "2012-12-31")])
def test_both_engines_write_the_same(tmp_path: Path, settings: Path, folder: str, as_at: str) -> None:
    declared = FINES.parent / folder
    source = declared / ("made_up.csv" if folder == "fines" else "data")
    written = {}
    for engine in ("reference", "columnar"):
        out = tmp_path / engine
        done = run(settings, "assess", source, "--with", declared, "--as-at", as_at, "--out", out, "--engine", engine)
        assert done.returncode in (0, 4), done.stderr
        rows = pq.read_table(out / "duties.parquet").to_pylist()
        figures = [(out / name).read_bytes() for name in ("measures.json", "declared_measures.json")]
        written[engine] = (figures, sorted(rows, key=str))
    assert written["reference"] == written["columnar"]


def test_a_clean_log_is_judged_written_and_shown(tmp_path: Path, settings: Path) -> None:
    done = assess(settings, log(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    sent = measures(tmp_path)["sent"]
    assert (sent["owed"], sent["met"], sent["overdue"], sent["lapsed"]) == (3, 1, 1, 1)
    assert sent["rate"] == {
        "part": 1, "whole": 2, "value": 0.5, "low": 0.094531, "high": 0.905469, "level": 0.95, "over_subjects": 2,
    }  # fmt: skip
    assert "Road traffic fines of a local police (log.csv), as at 2007-06-30" in done.stdout
    assert "Not used" not in done.stdout


def test_a_second_run_is_the_same_to_the_byte(tmp_path: Path, settings: Path) -> None:
    file = log(tmp_path)
    assess(settings, file)
    assess(settings, file, out="again")
    for name in (
        "measures.json",
        "declared_measures.json",
        "duties.parquet",
        "days.parquet",
        "excluded.csv",
        "report.html",
    ):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_what_is_written_names_nobody_and_only_its_owner_can_read_it(tmp_path: Path, settings: Path) -> None:
    assess(settings, log(tmp_path))
    for file in (tmp_path / "out").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
        assert b"F1" not in file.read_bytes(), file
    assert stat.S_IMODE((settings / "reference.key").stat().st_mode) == 0o600
    rows = pq.read_table(tmp_path / "out" / "duties.parquet").to_pylist()
    assert {len(row["subject"]) for row in rows} == {24}
    assert sorted(row["state"] for row in rows if row["standard"] == "sent") == ["lapsed", "met", "overdue"]
    assert not (settings / "disclosures.log").exists()


def test_a_reference_is_the_same_in_every_run_and_another_under_another_key(tmp_path: Path, settings: Path) -> None:
    file = log(tmp_path)
    assess(settings, file)
    assess(tmp_path / "elsewhere", file, out="other")
    first, other = (pq.read_table(tmp_path / out / "duties.parquet")["subject"] for out in ("out", "other"))
    assert set(first.to_pylist()).isdisjoint(other.to_pylist())


def test_real_ids_are_written_only_when_asked_for_and_that_is_logged(tmp_path: Path, settings: Path) -> None:
    assess(settings, log(tmp_path), "--identified")
    rows = pq.read_table(tmp_path / "out" / "duties.parquet").to_pylist()
    assert {row["subject"] for row in rows} == {"F1", "F2", "F3"}
    (line,) = (settings / "disclosures.log").read_text().splitlines()
    assert json.loads(line)["what"] == "duties with the ids of records"


def test_what_was_not_delivered_cannot_be_assessed_and_the_exit_code_says_so(tmp_path: Path, settings: Path) -> None:
    rows = ROWS.replace(",157,", ",").replace(",,,,", ",,,").replace(",,A,", ",A,")
    done = assess(settings, log(tmp_path, rows, HEAD.replace("article,", "")), out="out")
    assert done.returncode == 2
    assert "'article'" in done.stderr  # the mapping names it, so the file cannot be read as declared
    mapping = (FINES / "mapping.toml").read_text().replace('article = "article"\n', "")
    folder = tmp_path / "fines"
    shutil.copytree(FINES, folder)
    (folder / "mapping.toml").write_text(mapping)
    done = run(settings, "assess", log(tmp_path), "--with", folder, "--as-at", "2007-06-30", "--out", tmp_path / "out")
    assert done.returncode == 4
    assert measures(tmp_path)["complete"]["unassessable"] == 3
    assert measures(tmp_path)["complete"]["rate"] is None
    assert measures(tmp_path)["sent"]["met"] == 1
    assert "Not delivered: fine.article; what reads it cannot be assessed" in done.stdout
    assert "too few can be assessed" in done.stdout


def test_rows_that_break_a_constraint_are_left_out_counted_and_listed(tmp_path: Path, settings: Path) -> None:
    orphan = "F9,1,Send Fine,2007-02-01T00:00:00+01:00,,,,\n"
    done = assess(settings, log(tmp_path, ROWS + orphan))
    assert done.returncode == 8
    assert "Left out: 1 row (excluded.csv)" in done.stdout
    assert "log.csv row 7 fine (sending)" in done.stdout
    assert (tmp_path / "out" / "excluded.csv").read_text().count("\n") == 2
    assert measures(tmp_path)["sent"]["owed"] == 3


def test_an_excusal_that_names_nothing_is_counted_and_listed(tmp_path: Path, settings: Path) -> None:
    investigations = FINES.parent / "investigations"
    folder = tmp_path / "investigations"
    shutil.copytree(investigations, folder)
    with (folder / "data" / "excusal.csv").open("a") as file:
        file.write("X1,supervisd,SIM-INVESTIGATION-0061,2015-10-23,2015-11-16,r,one,two,2015-10-23T09:33\n")
        file.write("X2,supervised,SIM-INVESTIGATION-9999,2015-10-23,2015-11-16,r,one,two,2015-10-23T09:33\n")
    rows = (folder / "data" / "excusal.csv").read_text().count("\n")
    done = run(settings, "assess", folder, "--as-at", "2016-06-30", "--out", tmp_path / "out")
    assert done.returncode in (8, 12)
    listed = (tmp_path / "out" / "excluded.csv").read_text()
    assert f"excusal,excusal.csv,{rows - 1},standard,names no standard here. Did you mean 'supervised'?" in listed
    assert f"excusal,excusal.csv,{rows},subject,\"names no row of 'investigation'" in listed
    assert "9999" not in listed


def test_a_refusal_says_everything_and_leaves_earlier_results_alone(tmp_path: Path, settings: Path) -> None:
    assess(settings, log(tmp_path))
    before = (tmp_path / "out" / "measures.json").read_bytes()
    bad = ROWS.replace("2007-01-05T00:00:00+01:00", "5 January").replace(
        "F1,0,Create Fine,2007", "F1,0,Create Fine,20x7"
    )
    done = assess(settings, log(tmp_path, bad))
    assert done.returncode == 2
    assert "5 January" in done.stderr
    assert "20x7" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert (tmp_path / "out" / "measures.json").read_bytes() == before
    assert not list((tmp_path / "out").glob(".partial*"))


def test_a_source_without_a_declaration_is_told_what_it_needs(tmp_path: Path, settings: Path) -> None:
    done = run(settings, "assess", log(tmp_path), "--as-at", "2007-06-30", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Say --with FOLDER" in done.stderr


@pytest.mark.parametrize("said", ["30/06/2007", "2007-06-31", "2007-06-30T25:00", "1807-06-30"])
def test_a_moment_that_cannot_be_read_is_refused(tmp_path: Path, settings: Path, said: str) -> None:
    done = run(settings, "assess", log(tmp_path), "--with", FINES, "--as-at", said, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "--as-at" in done.stderr


def test_an_explanation_is_one_paragraph_and_its_asking_is_logged(tmp_path: Path, settings: Path) -> None:
    asked = ("explain", log(tmp_path), "--with", FINES, "--as-at", "2007-06-30", "--standard", "sent", "--subject")
    done = run(settings, *asked, "F3")
    words = " ".join(done.stdout.split())
    assert done.returncode == 0
    assert "so it fell due on 2007-04-01. Nothing that counts was done since." in words
    assert "It is overdue as at 2007-06-30, 90 days after the due day." in words
    (line,) = map(json.loads, (settings / "disclosures.log").read_text().splitlines())
    assert (line["what"], line["subject"], line["out"]) == ("explained sent", "F3", "the terminal")
    missing = run(settings, *asked, "F8")
    assert missing.returncode == 2
    assert "no fine has this id; log.csv has 3 of them" in missing.stderr


def test_as_at_an_earlier_day_it_is_as_it_was_then(tmp_path: Path, settings: Path) -> None:
    done = run(settings, "assess", log(tmp_path), "--with", FINES, "--as-at", "2007-01-03", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert measures(tmp_path)["sent"]["pending"] == 3


def test_the_standards_of_a_folder_are_listed_with_their_examples(settings: Path) -> None:
    done = run(settings, "standards", FINES)
    assert done.returncode == 0
    assert "sent 1: A fine is sent within the police's limit" in done.stdout


def test_what_was_missing_is_said_with_exit_code_4(tmp_path: Path, settings: Path) -> None:
    folder = tmp_path / "fines"
    shutil.copytree(FINES, folder)
    (folder / "mapping.toml").write_text((FINES / "mapping.toml").read_text().replace('article = "article"\n', ""))
    arguments = ("--with", folder, "--as-at", "2007-06-30", "--out", tmp_path / "out")
    done = run(settings, "assess", log(tmp_path), *arguments)
    said = done.stdout.partition("Exit code ")[2]
    assert said.startswith("4, because something could not be assessed. What was missing:\n")
    assert "complete: 3 of 3 duties: fine.article is missing (3)" in said
    assert "say so in mapping.toml" in said
    assert "sent:" not in said
    done = run(settings, "assess", log(tmp_path, ROWS + "F9,1,Send Fine,2007-02-01T00:00:00+01:00,,,,\n"), *arguments)
    assert (done.returncode, "Exit code 12, because" in done.stdout) == (12, True)
    assert "Exit code" not in assess(settings, log(tmp_path)).stdout


def test_a_measure_that_could_not_be_told_is_named_with_what_was_missing(tmp_path: Path, settings: Path) -> None:
    done = run(settings, "assess", FINES.parent / "investigations", "--as-at", "2016-06-30", "--out", tmp_path / "out")
    assert done.returncode == 4
    assert "victims_vulnerable (measure): 8 of the table 'investigation' lack what it reads" in " ".join(
        done.stdout.split()
    )


def test_a_file_without_rows_is_warned_of_aloud(tmp_path: Path, settings: Path) -> None:
    done = assess(settings, log(tmp_path, ""))
    assert done.stderr.startswith("Warning: NOTHING WAS READ from log.csv: it has the names of its columns and no row")
    assert "so all 11 tables that are read from it are empty" in done.stderr
    page = (tmp_path / "out" / "report.html").read_text()
    assert page.index("NOTHING WAS READ from log.csv") < page.index('id="summary"')
    assert page.count("NOTHING WAS READ") == 1


def test_a_source_and_a_folder_that_are_not_there_get_the_nearest_names(tmp_path: Path, settings: Path) -> None:
    log(tmp_path)
    (tmp_path / "declared").mkdir()
    arguments = ("--as-at", "2007-06-30", "--out", tmp_path / "out")
    done = run(settings, "assess", tmp_path / "lgo.csv", "--with", tmp_path / "declard", *arguments)
    assert done.returncode == 2
    assert "2 problems" in done.stderr
    where = f"--with {tmp_path / 'declard'}: there is no such folder\n    Did you mean 'declared/'?"
    assert where in done.stderr
    assert f"SOURCE {tmp_path / 'lgo.csv'}: there is no such file or folder\n    Did you mean 'log.csv'?" in done.stderr
    done = run(settings, "assess", tmp_path / "lgo.csv", *arguments)
    assert "there is no such file or folder\n    Did you mean 'log.csv'?" in done.stderr
    assert "dutybound.toml" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_command_says_its_version_what_it_is_for_and_what_to_try_first(settings: Path) -> None:
    assert run(settings, "--version").stdout == f"dutybound {version('dutybound')}\n"
    said = " ".join(run(settings, "--help").stdout.split())
    assert "Dutybound holds a police force to its own standards" in said
    first = "dutybound assess examples/fines/made_up.csv --as-at 2013-06-30 --out build "
    assert said.index("Dutybound holds") < said.index(first) < said.index("--version")


def test_explain_takes_the_reference_that_results_show(tmp_path: Path, settings: Path) -> None:
    file = log(tmp_path)
    assess(settings, file)
    rows = pq.read_table(tmp_path / "out" / "duties.parquet").to_pylist()
    (overdue,) = (row["subject"] for row in rows if row["standard"] == "sent" and row["state"] == "overdue")
    asked = ("explain", file, "--with", FINES, "--as-at", "2007-06-30", "--standard", "sent", "--subject")
    done = run(settings, *asked, overdue)
    assert (done.returncode, "For fine F3 it is owed from 2007-01-01" in " ".join(done.stdout.split())) == (0, True)
    assert json.loads((settings / "disclosures.log").read_text().splitlines()[-1])["subject"] == "F3"
    done = run(settings, *asked, "F4")
    assert (done.returncode, "There is no such subject" in done.stderr) == (2, True)
    asked = (*asked[:5], "2006-12-31", *asked[6:])
    done = run(settings, *asked, "F3")
    assert done.returncode == 0
    assert "Fine F3 owes nothing under this as at 2006-12-31." in " ".join(done.stdout.split())


def test_one_example_holds_and_two_hold(tmp_path: Path, settings: Path) -> None:
    said = run(settings, "standards", FINES).stdout
    assert "[1 example holds]" in said
    assert "1 examples" not in said
    assert "examples hold]" in said


def test_an_example_that_fails_is_one_problem_though_measures_count_the_standard(tmp_path: Path) -> None:
    folder = tmp_path / "fines"
    shutil.copytree(FINES, folder)
    policy = folder / "policy.toml"
    policy.write_text(policy.read_text().replace('value = "90 days"', 'value = "95 days"'))
    with pytest.raises(DutyboundError) as refused:
        checked_library(read_declaration(folder))
    assert {"/".join(one.where.split("/")[-1:]).partition(":")[0] for one in refused.value.problems} == {"sent.py"}
    assert all("The limit is 95 days (policy fines.sending" in one.remedy for one in refused.value.problems)
