"""The conformance command: what it writes, for whom, and how it exits."""

import csv
import json
import stat
from pathlib import Path

import pytest

from dutybound.exchange.references import references_in
from tests.cli.test_assess import run

POLE = """\
data_as_at = 2026-06-30
[person.officer]
table = "people"
id = "ref"
unit = "team"
columns = { collar_number = "collar" }
"""
PEOPLE = "ref,collar,team\nSECRET-1,,North\nSECRET-2,PRIVATE VALUE,North\nSECRET-3,1234,<b>South</b>\n"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings"


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    folder = tmp_path / "extract"
    folder.mkdir()
    (folder / "pole.toml").write_text(POLE)
    (folder / "people.csv").write_text(PEOPLE)
    return folder


def test_it_writes_three_private_files_without_ids_and_values(tmp_path: Path, settings: Path, extract: Path) -> None:
    out = tmp_path / "out"
    done = run(settings, "conformance", extract, "--out", out)
    assert done.returncode == 8, done.stderr
    assert {path.name for path in out.iterdir()} == {"conformance.html", "conformance.csv", "conformance.json"}
    for file in out.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "SECRET" not in file.read_text()
        assert "PRIVATE" not in file.read_text()
    assert "Officer on duty" in done.stdout
    assert not (settings / "disclosures.log").exists()


def test_records_are_called_by_their_reference(tmp_path: Path, settings: Path, extract: Path) -> None:
    run(settings, "conformance", extract, "--out", tmp_path / "out")
    reference = references_in(settings).of
    with (tmp_path / "out" / "conformance.csv").open(newline="") as opened:
        lines = list(csv.DictReader(opened))
    assert [(one["record"], one["attribute"], one["dimension"], one["unit"]) for one in lines] == [
        (reference("SECRET-1"), "collar_number", "completeness", "North"),
        (reference("SECRET-2"), "collar_number", "conformity", "North"),
        (reference("SECRET-2"), "collar_number", "conformity", "North"),
    ]


def test_real_ids_are_written_when_asked_for_and_that_is_logged(tmp_path: Path, settings: Path, extract: Path) -> None:
    run(settings, "conformance", extract, "--out", tmp_path / "out", "--identified")
    text = (tmp_path / "out" / "conformance.csv").read_text()
    assert "SECRET-1" in text
    assert "PRIVATE" not in text
    assert "national minimum" in (settings / "disclosures.log").read_text()
    assert "SECRET" not in (tmp_path / "out" / "conformance.html").read_text()


def test_the_figures(tmp_path: Path, settings: Path, extract: Path) -> None:
    run(settings, "conformance", extract, "--out", tmp_path / "out")
    content = json.loads((tmp_path / "out" / "conformance.json").read_text())
    figure = content["entities"]["person.officer"]
    assert content["as_at"] == "2026-06-30"
    assert (figure["records"], figure["meets"], figure["falls_short"], figure["cannot_be_told"]) == (3, 1, 2, 0)
    assert figure["dimensions"]["completeness"] == 1
    assert figure["dimensions"]["conformity"] == 1
    assert figure["by_unit"]["North"] == {"records": 2, "falls_short": 2, "cannot_be_told": 0}
    assert figure["attributes"]["collar_number"]["by_unit"] == {"North": {"falls_short": 2, "records": 2}}
    again = (tmp_path / "out" / "conformance.json").read_bytes()
    run(settings, "conformance", extract, "--out", tmp_path / "again")
    assert (tmp_path / "again" / "conformance.json").read_bytes() == again


def test_exit_codes(tmp_path: Path, settings: Path, extract: Path) -> None:
    (extract / "people.csv").write_text("ref,collar,team\n1,1234,North\n")
    assert run(settings, "conformance", extract, "--out", tmp_path / "out").returncode == 0
    lacking = POLE.replace("person.officer", "person.witness").replace("collar_number", "surname")
    (extract / "pole.toml").write_text(lacking)
    (extract / "people.csv").write_text("ref,collar,team\n1,Example,North\n")
    assert run(settings, "conformance", extract, "--out", tmp_path / "out").returncode == 4
    (extract / "people.csv").write_text("ref,collar,team\n1,Example 1,North\n")
    assert run(settings, "conformance", extract, "--out", tmp_path / "out").returncode == 12


def test_results_never_mix_with_the_extract(tmp_path: Path, settings: Path, extract: Path) -> None:
    done = run(settings, "conformance", extract, "--out", extract)
    assert done.returncode == 2
    assert "and results would mix with it" in done.stderr
    beside = tmp_path / "data"
    beside.mkdir()
    (beside / "people.csv").write_text(PEOPLE)
    for place in (beside, extract):
        assert run(settings, "conformance", beside, "--with", extract, "--out", place).returncode == 2


def test_what_is_refused_leaves_earlier_results_alone(tmp_path: Path, settings: Path, extract: Path) -> None:
    out = tmp_path / "out"
    run(settings, "conformance", extract, "--out", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (extract / "pole.toml").write_text(POLE.replace('"collar"', '"color"'))
    done = run(settings, "conformance", extract, "--out", out)
    assert done.returncode == 2
    assert "the column 'color' is not in people.csv" in done.stderr
    assert "Did you mean 'collar'?" in done.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_another_day_is_another_answer(tmp_path: Path, settings: Path, extract: Path) -> None:
    pole = POLE.replace("person.officer", "object.photograph").replace("collar_number", "date_of_photograph")
    (extract / "pole.toml").write_text(pole)
    (extract / "people.csv").write_text("ref,collar,team\n1,2026-07-01,North\n")
    assert run(settings, "conformance", extract, "--out", tmp_path / "out").returncode == 12
    late = run(settings, "conformance", extract, "--out", tmp_path / "out", "--as-at", "2026-07-01")
    assert late.returncode == 4


def test_our_own_records_need_no_pole_toml(tmp_path: Path, settings: Path) -> None:
    """One victim without a date of birth, one person whom nothing is linked to, and one born after the day."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "dutybound.toml").write_text(
        'records = true\ndata_as_at = 2026-06-30\n[calendar]\nzone = "Europe/London"\nregion = "GB-ENG"\n'
    )
    at = "2026-01-01T10:00:00"
    (folder / "person.csv").write_text(
        f"id,happened_at,recorded_at,born_on,sex\n1,{at},{at},,female\n2,{at},{at},2026-12-24,male\n3,{at},{at},1980-01-01,\n"
    )
    (folder / "investigation.csv").write_text(f"id,happened_at,recorded_at,victim\nA,{at},{at},1\nB,{at},{at},2\n")
    done = run(settings, "conformance", folder, "--out", tmp_path / "out", "--identified")
    assert done.returncode == 12, done.stderr
    with (tmp_path / "out" / "conformance.csv").open(newline="") as opened:
        found = {(one["record"], one["entity"], one["what"]) for one in csv.DictReader(opened)}
    assert ("1", "person.victim", "is blank") in found
    assert ("2", "person.victim", "is the day looked at, or lies in the future") in found
    assert {one for one in found if "linked" in one[2]} == {("3", "person.subject", "is linked to nothing")}


def test_the_names_of_entities_and_attributes_are_listed(settings: Path) -> None:
    done = run(settings, "conformance", "--list")
    assert done.returncode == 0
    assert "person.victim: Victim" in done.stdout
    assert "    date_of_birth: date of birth; always" in done.stdout
