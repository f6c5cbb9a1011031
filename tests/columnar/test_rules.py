"""Every row of rules.csv: the compiled engine says what the reference says."""

from collections.abc import Sequence

import pytest

from dutybound.engine.facts import Fact, Kind
from tests.columnar.agreeing import agree
from tests.spec.worlds import World, read_rules

each_world = pytest.mark.parametrize("world", read_rules(), ids=lambda world: f"{world.rule}: {world.case}")


def agrees(world: World, facts: Sequence[Fact]) -> None:
    agree([world.programme], [(0, facts)])


@each_world
def test_rule(world: World) -> None:
    agrees(world, world.facts)


@each_world
def test_rule_by_the_fold(world: World) -> None:
    """A subject of which something unrelated is known is not plain, and goes through the fold like an odd one."""
    if world.facts and world.programme.form in ("within", "every"):
        agrees(world, [*world.facts, Fact(Kind.COVER, "unrelated", world.facts[0].happened, of="unrelated")])
