"""Faults drawn at random: the same by one seed, within what may go wrong, in units of the right kind."""

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.simulator.faulting import drawn
from dutybound.simulator.scenario import scenario_named

RANDOM = scenario_named("random")


def test_one_seed_draws_the_same_faults() -> None:
    assert drawn(RANDOM, 5).shortcomings == drawn(RANDOM, 5).shortcomings
    assert drawn(RANDOM, 5).shortcomings != drawn(RANDOM, 6).shortcomings


@pytest.mark.parametrize("seed", range(40))
def test_faults_are_among_those_that_may_be(seed: int) -> None:
    least, most = RANDOM.random["faults"]
    may = {(one["practice"], one["cause"]): one for one in RANDOM.random["may"]}
    kinds = {one.name: one.kind for one in RANDOM.units}
    faults = drawn(RANDOM, seed).shortcomings
    assert least <= len(faults) <= most
    for fault in faults:
        one = may[fault.practice, fault.cause]
        assert one["to"][0] <= fault.to <= one["to"][1]
        assert {kinds[unit] for unit in fault.units} <= set(one["kinds"])
        assert fault.units or fault.begins, "what is everywhere begins on a day, or nothing could show it"
        assert fault.begins is None or RANDOM.begins < fault.begins < RANDOM.ends


def test_a_scenario_that_does_not_say_what_may_go_wrong_is_refused() -> None:
    with pytest.raises(DutyboundError, match="does not say what may go wrong"):
        drawn(scenario_named("exemplary"), 1)
