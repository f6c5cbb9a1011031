"""dutybound simulate: the small force by itself, a whole one by its scenario, refusals in words."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.cli.assessing import checked_library
from dutybound.cli.simulating import simulate
from dutybound.exchange.declaration import read_declaration
from dutybound.simulator.faulting import drawn
from dutybound.simulator.scenario import scenario_named

TINY = """
title = "A \\"tiny\\" force"
begins = 2016-01-01
ends = 2016-01-31
seed = 3
"""


def quiet(_: str) -> None:
    """Nobody is told of progress."""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The exemplary force for a few days without a warm-up."""
    path = tmp_path / "tiny.toml"
    path.write_text(f'like = "exemplary"\nwarm_up = 1\n{TINY}')
    return path


def test_the_small_force_is_what_the_command_makes_by_itself(tmp_path: Path) -> None:
    rows, tables, ends = simulate(tmp_path / "force", None, None, 20, quiet)
    assert rows > 1000
    assert tables > 100
    assert read_declaration(tmp_path / "force").data_as_at == str(ends)


def test_a_scenario_is_written_as_a_source(tmp_path: Path, tiny: Path) -> None:
    rows, _, ends = simulate(tmp_path / "force", str(tiny), None, None, quiet)
    assert rows > 1000
    assert ends == date(2016, 1, 31)
    declared = read_declaration(tmp_path / "force")
    assert declared.title == "A 'tiny' force (seed 3)"
    assert declared.data_as_at == "2016-01-31"


def test_what_cannot_be_made_is_refused(tmp_path: Path, tiny: Path) -> None:
    with pytest.raises(DutyboundError, match="Leave out --cases or --scenario"):
        simulate(tmp_path / "force", str(tiny), None, 20, quiet)
    with pytest.raises(DutyboundError, match="Did you mean 'exemplary'"):
        simulate(tmp_path / "force", "exemplry", None, None, quiet)
    with pytest.raises(DutyboundError, match="is not there"):
        simulate(tmp_path / "force", str(tmp_path / "none.toml"), None, None, quiet)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(DutyboundError, match="is not empty"):
        simulate(tmp_path / "full", str(tiny), None, None, quiet)


def test_a_force_with_faults_drawn_at_random_keeps_its_answer_sheet(tmp_path: Path, tiny: Path) -> None:
    """The seed draws the faults too; they stand beside the data, and not in them."""
    tiny.write_text(tiny.read_text().replace('like = "exemplary"', 'like = "random"'))
    simulate(tmp_path / "force", str(tiny), 5, None, quiet)
    wanted = drawn(scenario_named(str(tiny)), 5).shortcomings
    told = pq.read_table(tmp_path / "force" / "truth" / "shortcomings.parquet").to_pylist()
    assert [(one["name"], one["to"], one["units"]) for one in told] == [
        (one.name, one.to, ", ".join(one.units)) for one in wanted
    ]
    assert 3 <= len(told) <= 7
    assert not (tmp_path / "force" / "data" / "shortcomings.parquet").exists()


def test_a_force_held_to_a_framework_has_its_standards_switched_on(tmp_path: Path, tiny: Path) -> None:
    simulate(tmp_path / "force", str(tiny), None, None, quiet, held_to="peel-2016")
    library = checked_library(read_declaration(tmp_path / "force"))
    judged = {one.name for one in library.standards}
    assert {"directions_done", "four_ps_live", "disruption_moderated"} <= judged
    assert not library.starved
    with pytest.raises(DutyboundError, match="Say --scenario NAME"):
        simulate(tmp_path / "small", None, None, None, quiet, held_to="peel-2016")
    with pytest.raises(DutyboundError, match="Did you mean 'peel-201"):
        simulate(tmp_path / "other", str(tiny), None, None, quiet, held_to="peel-2061")
