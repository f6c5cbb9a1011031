"""The scenarios that findings are measured on, and their answers, are those that were frozen."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from dutybound.simulator.scenario import FOLDER, scenario_named

DECISION = Path(__file__).parents[2] / "docs" / "adr" / "2026-11-27-scenarios-are-frozen.md"
FROZEN = dict(re.findall(r"^\| `([\w./-]+)` \| `([0-9a-f]{64})` \|$", DECISION.read_text(encoding="utf-8"), re.M))
YEARS = ("staffordshire-2016", "staffordshire-2015")
TRAPS = {"a", "b", "d", "f", "g", "h", "i", "j", "k"}


def answers_of(name: str) -> dict:
    return tomllib.loads((FOLDER / "answers" / f"{name}.toml").read_text(encoding="utf-8"))


def test_the_decision_names_both_scenarios_both_answer_sheets_and_what_they_stand_on() -> None:
    assert set(FROZEN) == {"exemplary.toml", *(f"{folder}{one}.toml" for folder in ("", "answers/") for one in YEARS)}


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_a_frozen_file_is_what_it_was(name: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == FROZEN[name], (
        f"{name} is not what was frozen. Answers and scenarios are not changed to suit what is found in them: write a "
        f"new scenario under another name, and say why in docs/adr. See {DECISION.name}."
    )


@pytest.mark.parametrize("name", YEARS)
def test_every_shortcoming_has_a_row_of_the_answers_as_its_source(name: str) -> None:
    answers = answers_of(name)
    rows = {one["id"] for one in answers["finding"]} | {f"trap {one['id']}" for one in answers.get("trap", [])}
    assert {one.source for one in scenario_named(name).shortcomings} <= rows


@pytest.mark.parametrize("name", YEARS)
def test_answers_name_units_of_the_scenario_and_say_what_must_and_must_not_be_found(name: str) -> None:
    answers, units = answers_of(name), {one.name for one in scenario_named(name).units}
    for one in answers["finding"] + answers.get("trap", []):
        where = one["where"]
        assert isinstance(where, str) or set(where) <= units, one["id"]
        assert {"must", "must_not"} <= set(one), one["id"]
        assert one["must"] + one["must_not"], one["id"]


def test_every_trap_that_is_planted_has_its_answer() -> None:
    assert {one["id"] for one in answers_of("staffordshire-2016")["trap"]} == TRAPS


def test_the_simulator_never_reads_an_answer() -> None:
    code = [path.read_text(encoding="utf-8") for path in FOLDER.parent.rglob("*.py")]
    assert code
    assert not any("answers/" in text or '/ "answers"' in text for text in code)
