"""The tool that asks whether planted faults are found: the truth that it holds the finder to, and what it keeps."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tools.truth.cells import Cell, Rates
from tools.truth.keeping import kept_under

from dutybound.insight.evidence import Evidence
from dutybound.insight.finder import detection_rule


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
