"""The oracle must say what the table of rules says, before it may contradict an engine."""

import pytest

from tests.laws.oracle import seen_at
from tests.spec.worlds import World, read_rules

WORLDS = [world for world in read_rules() if world.programme.by_day]


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.rule}: {world.case}")
def test_oracle_says_what_the_rule_says(world: World) -> None:
    day_of = world.programme.calendar.day_of
    for moment, wanted in world.expected:
        seen = seen_at(world.programme, world.facts, moment)
        assert sorted((one.anchor, one.state) for one in seen) == sorted((one.anchor, one.state) for one in wanted)
        for one in wanted:
            due = next(each.due for each in seen if (each.anchor, each.state) == (one.anchor, one.state))
            if one.due is not None or one.due_is_null:
                assert due == (None if one.due_is_null else day_of(one.due))
