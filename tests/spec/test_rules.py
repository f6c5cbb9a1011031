"""Every row of rules.csv, on every engine."""

from dataclasses import replace

import pytest

from dutybound.engine.holding import Holding, whose
from dutybound.engine.reference import judge
from tests.spec.policies import book_of_file
from tests.spec.worlds import World, read_rules

WORLDS = read_rules()
DATED = [world for world in WORLDS if any(entry.starts > 0 for entry in world.programme.book.entries)]


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.rule}: {world.case}")
def test_rule(world: World) -> None:
    judged = judge(world.programme, "subject", world.facts)
    holdings = [Holding(one.holder, one.began, one.began_known, one.ended, one.ended_known) for one in world.held]
    for moment, wanted in world.expected:
        seen = [(duty, state) for duty in judged.duties if (state := duty.state_at(moment)) is not None]
        shown = [(duty.anchor, str(state)) for duty, state in seen]
        assert sorted(shown) == sorted((one.anchor, one.state) for one in wanted), world.case
        for one in wanted:
            duty = next(duty for duty, state in seen if (duty.anchor, str(state)) == (one.anchor, one.state))
            if one.due is not None or one.due_is_null:
                assert duty.due_as_known(moment) == one.due
            if one.by is not None:
                assert duty.met_by == one.by
            if one.holder is not None:
                held = whose(duty, moment, holdings)
                assert (held.holder or "nobody", held.inherited) == (one.holder, one.inherited)
    if world.late is not None:
        assert sum(notice.what == "late entry" for notice in judged.notices) == world.late


@pytest.mark.parametrize("world", DATED, ids=lambda world: f"{world.rule}: {world.case}")
def test_rule_with_its_policy_as_a_force_writes_it(world: World) -> None:
    """The entries of a file, each of which ends on the day before the next begins, act as those of the row."""
    test_rule(replace(world, programme=replace(world.programme, book=book_of_file(world.programme))))


def test_every_rule_has_an_ordinary_row_and_an_edge() -> None:
    counts = {rule: sum(world.rule == str(rule) for world in WORLDS) for rule in range(1, 14)}
    assert all(count >= 2 for count in counts.values()), counts
    text = " ".join(world.case for world in WORLDS)
    assert [case for case in range(1, 22) if f"(case {case})" not in text] == []
