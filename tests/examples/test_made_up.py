"""The folders of examples: their standards hold, and their made-up data are judged and can be made again."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dutybound.cli.assessing import checked_library
from dutybound.cli.main import app
from dutybound.duties.duty import State
from dutybound.exchange.declaration import read_declaration
from tests.examples.judged import EXAMPLES, Judged, judged

FOLDERS = sorted(path.parent.name for path in EXAMPLES.glob("*/dutybound.toml"))
FORMS = {"within", "every", "before", "each", "throughout", "at_most"}
PEOPLE = {
    "permits": ("case:responsible", "org:resource", "case:group", "org:group"),
    "permit_tasks": ("resource",),
    "fines": ("org:resource", "matricola"),
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_example_of_every_standard_holds(folder: str) -> None:
    library = checked_library(read_declaration(EXAMPLES / folder))
    assert library.standards
    assert all(standard.examples for standard in library.standards)


@pytest.mark.parametrize("folder", PEOPLE)
def test_who_did_it_is_never_read(folder: str) -> None:
    mapping = read_declaration(EXAMPLES / folder).mapping
    read = {name for table in mapping.tables.values() for one in (table.columns or {}).values() for name in one.columns}
    read |= {name for table in mapping.tables.values() for name in table.where}
    assert read
    assert not read & set(PEOPLE[folder])


@pytest.fixture(scope="session")
def fines(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judged(EXAMPLES / "fines" / "made_up.csv", "fines", "2013-06-30", tmp_path_factory.mktemp("made_up"))


@pytest.fixture(scope="session")
def investigations(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = EXAMPLES / "investigations"
    return judged(folder, folder.name, "2016-09-30", tmp_path_factory.mktemp("investigations"))


def test_every_state_that_its_form_can_reach_occurs_among_the_made_up_fines(fines: Judged) -> None:
    for name, tally in fines.assessment.tallies.items():
        reachable = {state.value for state in tally.standard.reachable()}
        assert set(fines.counts(name)) == reachable, name
    assert fines.tally("sent").owed == 300
    assert not fines.assessment.is_unassessable_somewhere
    assert fines.assessment.ground.extract.exclusions == ()


def test_the_made_up_fines_have_odd_orders(fines: Judged) -> None:
    assert fines.tally("prefecture_appeal").notices["done before its trigger"]
    assert fines.tally("judge_appeal").notices["done before its trigger"]


def test_all_six_forms_and_all_eight_states_occur_among_the_investigations(investigations: Judged) -> None:
    tallies = investigations.assessment.tallies
    assert {tally.standard.form for tally in tallies.values()} == FORMS
    assert {state for tally in tallies.values() for state in tally.states} == set(State)
    assert all(figure is not None and figure.value is not None for figure in investigations.assessment.figures.values())
    assert investigations.assessment.ground.extract.exclusions == ()
    assert not investigations.assessment.ground.extract.unmapped


def test_what_is_owed_is_what_the_files_of_the_investigations_hold(investigations: Judged) -> None:
    """Counted straight from the files; a review that was withdrawn owes nothing, however many versions it had."""
    data = EXAMPLES / "investigations" / "data"
    rows = {file.stem: list(csv.DictReader(file.read_text().splitlines())) for file in data.glob("*.csv")}
    ids = {table: {row["id"] for row in held} for table, held in rows.items()}
    withdrawn = {row["id"] for row in rows["review"] if row["withdrawn"] == "true"}
    owed = {name: investigations.tally(name).owed for name in investigations.assessment.tallies}
    assert owed["recorded"] == owed["planned"] == len(ids["investigation"]) == 200
    assert owed["directed"] == len(ids["review"] - withdrawn)
    assert owed["concluded.told"] == owed["concluded.reasoned"] == len(ids["outcome"])


def test_the_investigations_look_plausible(investigations: Judged) -> None:
    supervised = investigations.tally("supervised").days_in_compliance()
    assert supervised is not None
    assert 0.6 < supervised.value < 0.8
    for name, tally in investigations.assessment.tallies.items():
        assert tally.owed > 5, name
        assert tally.coverage is not None
        assert tally.coverage > 0.8, name


def test_the_command_judges_the_folder_where_it_stands(tmp_path: Path) -> None:
    arguments = ["assess", str(EXAMPLES / "investigations"), "--as-at", "2016-09-30", "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(app, arguments, env={"DUTYBOUND_SETTINGS": str(tmp_path / "settings")})
    assert result.exit_code == 4, result.output
    measures = json.loads((tmp_path / "out" / "measures.json").read_text())
    assert measures["supervised"]["owed"] == sum(measures["supervised"][state.value] for state in State)
    assert "SIM-" not in result.output


def test_the_made_up_data_are_made_again_to_the_byte(tmp_path: Path) -> None:
    tool = EXAMPLES.parent / "tools" / "make_up.py"
    subprocess.run([sys.executable, str(tool), str(tmp_path)], check=True, timeout=60)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.csv"))
    assert len(made) > 10
    for path in made:
        assert (tmp_path / path).read_bytes() == (EXAMPLES / path).read_bytes(), path


def test_every_made_up_row_says_so_by_its_id() -> None:
    fines = (EXAMPLES / "fines" / "made_up.csv").read_text().splitlines()[1:]
    assert all(row.startswith("MADE-UP-") for row in fines)
    for file in (EXAMPLES / "investigations" / "data").glob("*.csv"):
        assert all(row.startswith("SIM-") for row in file.read_text().splitlines()[1:]), file
