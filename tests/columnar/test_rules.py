"""Every row of rules.csv: the compiled fold says what the reference says."""

import pytest

from dutybound.engine.columnar.columns import columns_of
from dutybound.engine.columnar.judging import judge_columns
from dutybound.engine.reference import judge
from tests.spec.worlds import World, read_rules


@pytest.mark.parametrize("world", read_rules(), ids=lambda world: f"{world.rule}: {world.case}")
def test_rule(world: World) -> None:
    wanted = judge(world.programme, "subject", world.facts)
    (found,) = judge_columns([world.programme], columns_of([world.programme], [(0, "subject", world.facts)]))
    assert tuple(found.duties()[0]) == wanted.duties
    assert tuple(found.notices_by_group()[0]) == wanted.notices
    assert tuple(found.courses_by_group()[0]) == wanted.course
