"""Commands that stand in modules of their own are there, and are loaded by nobody who asks for another."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dutybound.cli.later import PLACES
from dutybound.cli.main import app


@pytest.mark.parametrize("name", PLACES)
def test_every_command_can_be_asked_for(name: str) -> None:
    found = CliRunner().invoke(app, [name, "--help"])
    assert found.exit_code == 0, found.output
    assert f"{name} " in found.output.splitlines()[1]


def test_lineages_are_among_the_findings() -> None:
    assert CliRunner().invoke(app, ["findings", "lineage", "show", "--help"]).exit_code == 0


def test_a_command_that_nobody_knows_is_refused_with_the_nearest() -> None:
    found = CliRunner().invoke(app, ["simulat"])
    assert found.exit_code == 2
    assert "'simulate'" in found.output


def test_nobody_waits_for_a_command_that_was_not_asked_for() -> None:
    asked = "import sys, dutybound.cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "dutybound.cli.assessing" in loaded
    assert not {f"dutybound.cli.{module}" for module, _ in PLACES.values()} & set(loaded)
    assert not [one for one in loaded if one.startswith(("dutybound.inspection", "dutybound.simulator"))]
