"""Days in compliance equal a count of days, one by one."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from dutybound.duties.duty import State
from dutybound.engine.facts import Kind
from dutybound.engine.reference import judge
from dutybound.insight.compliance import Days, days_of
from tests.laws.drawn import World, worlds

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def suspended(world: World, moment: int) -> bool:
    """As known at a moment: a suspension began, and its end is not known yet."""
    facts = [fact for fact in world.facts if fact.known <= moment]
    over = {fact.of for fact in facts if fact.kind is Kind.RESUME}
    return any(fact.kind is Kind.SUSPEND and (fact.of or fact.id) not in over for fact in facts)


def counted(world: World, last: int) -> dict[int, str]:
    """What each day is, looked at by itself at its end."""
    calendar, duties = world.programme.calendar, judge(world.programme, "subject", world.facts).duties
    found = {}
    for day in range(last - 200, last + 1):
        moment = calendar.ends_at(day)
        states = {duty.state_at(moment) for duty in duties}
        if suspended(world, moment):
            continue
        if State.OVERDUE in states:
            found[day] = "overdue"
        elif State.PENDING in states:
            found[day] = "within"
        elif State.UNASSESSABLE in states:
            found[day] = "unassessable"
    return found


@pytest.mark.parametrize("form", ["every", "throughout"])
def test_days_are_those_that_one_would_count(form: str) -> None:
    @settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=CHECKS)
    @given(worlds(form))
    def check(world: World) -> None:
        assume(not any(fact.withdrawn for fact in world.facts))
        duties = judge(world.programme, "subject", world.facts).duties
        last = max(world.programme.calendar.day_of(moment) for moment in world.moments)
        days: Days = days_of(world.programme, world.facts, duties, world.programme.calendar.ends_at(last))
        for day, what in counted(world, last).items():
            if what == "overdue" or form == "every":
                assert days.on(day) == what, (day, what)

    check()
