"""Every row of rules.csv, as figures read it: the states of many duties at a moment, and whose they are then."""

import numpy as np
import pytest

from dutybound.engine.judging import SubjectJudged
from dutybound.engine.reference import judge
from dutybound.engine.relation import judgment_of
from dutybound.insight.holders import Holdings
from dutybound.insight.states import NOT_SEEN, STATES, states_at
from dutybound.insight.sweep_held import NEVER
from tests.insight.test_compliance import A_STANDARD
from tests.spec.worlds import World, read_rules


def holdings_of(world: World) -> tuple[tuple[str | None, ...], Holdings]:
    """The holdings of the one subject; slot 0 is nobody."""
    units = (None, *dict.fromkeys(one.holder for one in world.held))
    rows = [
        (one.began, one.began_known, *((NEVER, NEVER) if one.ended is None else (one.ended, one.ended_known)),
         units.index(one.holder), -1)
        for one in world.held
    ]  # fmt: skip
    columns = np.array(rows, np.int64).reshape(-1, 6).T
    began, began_known, ended, ended_known, slot, officer = columns
    known = np.maximum(began, began_known), np.maximum(ended, ended_known)
    return units, Holdings(units, np.array([0, len(rows)]), began, known[0], ended, known[1], slot, officer)


@pytest.mark.parametrize("world", read_rules(), ids=lambda world: f"{world.rule}: {world.case}")
def test_rule(world: World) -> None:
    found = SubjectJudged("subject", tuple(world.facts), judge(world.programme, "subject", world.facts))
    judgment, (units, holdings) = judgment_of(A_STANDARD, world.programme, [found]), holdings_of(world)
    for moment, wanted in world.expected:
        states = states_at(judgment, moment)
        slot, inherited = holdings.of_rows(judgment, states, moment)
        anchors = judgment.duties.column("anchor").to_pylist()
        seen = [at for at in range(len(states)) if states[at] != NOT_SEEN]
        shown = [(anchors[at], str(STATES[states[at]])) for at in seen]
        assert sorted(shown) == sorted((one.anchor, one.state) for one in wanted)
        for one in (one for one in wanted if one.holder is not None):
            at = seen[shown.index((one.anchor, one.state))]
            assert (units[slot[at]] or "nobody", bool(inherited[at])) == (one.holder, one.inherited)


def test_a_row_is_read_from_the_very_moment_at_which_it_became_known() -> None:
    """Until just before its successor, in every world of the table."""
    for world in read_rules():
        found = judge(world.programme, "subject", world.facts)
        judgment = judgment_of(A_STANDARD, world.programme, [SubjectJudged("subject", tuple(world.facts), found)])
        for moment in {at for duty in found.duties for at in (duty.known_from, duty.known_to)}:
            shown = [None if one == NOT_SEEN else STATES[one] for one in states_at(judgment, moment)]
            assert shown == [duty.state_at(moment) for duty in found.duties], world.case
