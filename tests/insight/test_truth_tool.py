"""The tool that asks whether planted faults are found: the truth that it holds the finder to, and what it keeps."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tools.truth.cells import Cell, Rates, cells_of, day_of
from tools.truth.keeping import behind_cells, behind_evidence, kept_under

from dutybound.insight.evidence import Evidence
from dutybound.insight.finder import Found, detection_rule
from dutybound.insight.looks import Dependence, judged
from dutybound.simulator.scenario import Shortcoming, scenario_named


def drawn(seed: int, count: int = 300) -> Evidence:
    chance = np.random.default_rng(seed)
    unit, day = chance.integers(0, 3, count), chance.integers(100, 160, count)
    return Evidence("standard", (None, "North", "South"), chance.random(count) < 0.7, unit, day, unit, unit)


@pytest.mark.parametrize("unit", [None, "North", "South", "Nowhere"])
@pytest.mark.parametrize("period", [(100, 159), (0, 500), (120, 120), (90, 110), (150, 300), (10, 20), (200, 300)])
def test_rates_by_day_are_those_of_the_duties_one_by_one(unit: str | None, period: tuple[int, int]) -> None:
    seen = drawn(1)
    first, last = period
    own = unit is None or seen.unit == (seen.units.index(unit) if unit in seen.units else -1)
    chosen = seen.met[own & (seen.day >= first) & (seen.day <= last)]
    assert Rates(seen).of(unit, first, last) == ((chosen.mean(), len(chosen)) if len(chosen) else None)


def test_of_nothing_there_is_no_rate() -> None:
    assert Rates(drawn(1, count=0)).of(None, 0, 500) is None


def test_what_was_kept_is_read_again_and_what_was_not_is_found(tmp_path: Path) -> None:
    kept = kept_under(tmp_path, 1, detection_rule())
    cell = Cell(3, "standard", None, -0.2, 400, True, "short of")
    assert kept.cells_of(3, lambda: [cell]) == [cell]
    assert kept.cells_of(3, list) == [cell]
    assert kept.cells_of(4, list) == []


def test_evidence_is_read_as_it_was_made(tmp_path: Path) -> None:
    kept = kept_under(tmp_path, 1, detection_rule())
    made = {"one": drawn(1), "none": drawn(2, count=0), "two": drawn(3)}
    for seen in (kept.evidence_of(0, lambda: made), kept.evidence_of(0, dict)):
        assert list(seen) == list(made)
        for name, one in made.items():
            assert seen[name].units == one.units
            for column in ("met", "unit", "day", "subject", "supervisor"):
                np.testing.assert_array_equal(getattr(seen[name], column), getattr(one, column))


def test_another_size_or_rule_is_kept_elsewhere_and_another_rule_looks_at_the_same_evidence(tmp_path: Path) -> None:
    rule = detection_rule()
    own, half, other = (
        kept_under(tmp_path, size, one) for size, one in ((1, rule), (0.5, rule), (1, replace(rule, chance=0.05)))
    )
    assert len({own.cells, half.cells, other.cells}) == 3
    assert own.evidence == other.evidence != half.evidence


def test_whatever_makes_evidence_makes_it_anew_when_it_changes() -> None:
    evidence, cells = ({one.name for one in files} for files in (behind_evidence(), behind_cells()))
    assert {"faulting.py", "judging.py", "running.py", "holding.py", "missing_risk.py", "random.toml"} <= evidence
    assert {"finder.py", "looks.py", "detection.toml", "cells.py"} <= cells
    assert not {"finder.py", "looks.py", "cells.py"} & evidence


def hubs(north: tuple[float, float], south: tuple[float, float]) -> dict[str, Evidence]:
    """A hundred duties on each of two days in each of two hubs, of which so many were met on either day."""
    shares = [share for unit in (north, south) for share in unit]
    met = np.concatenate([np.arange(100) < 100 * share for share in shares])
    unit, day = np.repeat([1, 1, 2, 2], 100), np.repeat([FIRST, LAST, FIRST, LAST], 100)
    return {"standard": Evidence("standard", (None, "North", "South"), met, unit, day, unit, unit)}


def effects(faulty: dict[str, Evidence], dated: bool = False) -> dict[str | None, float]:
    """Of each cell, beside hubs that meet all."""
    begins = date(2016, 6, 1) if dated else None
    fault = Shortcoming("plan: habit", "plan", "habit", 0.5, (), begins)
    kinds = [replace(one, name=name, kind="hub") for one, name in zip(RANDOM.units, ("North", "South"), strict=False)]
    scenario = replace(RANDOM, units=tuple(kinds), shortcomings=(fault,))
    found = cells_of(0, scenario, hubs((1, 1), (1, 1)), faulty, Found((), {}, judged([], 0.1, Dependence.POSITIVE)))
    return {one.unit: round(one.effect, 9) for one in found}


RANDOM = scenario_named("random")
FIRST, LAST = day_of(RANDOM.begins), day_of(RANDOM.ends)


def test_what_was_there_from_the_first_day_is_an_effect_beside_another_and_no_change() -> None:
    from_the_start = hubs((0.6, 0.6), (1, 1))
    assert effects(from_the_start) == {None: 0, "North": -0.4, "South": 0.4}
    assert effects(from_the_start, dated=True) == {None: 0, "North": -0.4, "South": 0}


def test_what_is_in_all_of_a_kind_from_the_first_day_is_no_effect_that_could_be_seen() -> None:
    assert effects(hubs((0.6, 0.6), (0.6, 0.6)), dated=True) == {None: 0, "North": 0, "South": 0}


def test_what_is_added_since_a_day_is_what_the_days_since_did_beside_those_before() -> None:
    both = hubs((0.9, 0.4), (0.9, 0.4))
    assert effects(both, dated=True) == {None: -0.5, "North": -0.5, "South": -0.5}
    assert effects(hubs((0.9, 0.4), (1, 1)), dated=True)[None] == -0.25
