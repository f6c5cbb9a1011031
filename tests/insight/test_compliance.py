"""Days in compliance equal a count of days, one by one, each looked at by itself at its end."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from dutybound.duties import Subject, days, every
from dutybound.duties.duty import State
from dutybound.engine.facts import Kind
from dutybound.engine.judging import SubjectJudged
from dutybound.engine.reference import Judged, judge
from dutybound.engine.relation import judgment_of
from dutybound.insight.compliance import DaySpans, day_spans
from tests.counterexamples.told import standard_of
from tests.generative import examples, generative
from tests.laws.drawn import World, worlds


def is_suspended(world: World, moment: int) -> bool:
    """As on record at a moment: a suspension began, and nothing on record ended it."""
    facts = [one for one in world.facts if one.known <= moment and (one.withdrawn is None or one.withdrawn > moment)]
    over = {fact.of or fact.id for fact in facts if fact.kind is Kind.RESUME}
    return any(fact.kind is Kind.SUSPEND and (fact.of or fact.id) not in over for fact in facts)


def counted(world: World, judged: Judged) -> Iterator[tuple[int, str | None]]:
    """What each day is: of a recurring duty all days are told by its duties, but for the gap that an excusal leaves."""
    for moment in world.moments:
        states = {state for _, state in judged.seen_at(moment)}
        live = State.OVERDUE in states or State.PENDING in states
        if live and is_suspended(world, moment):
            yield moment, "suspended"
        elif State.OVERDUE in states:
            yield moment, "overdue"
        elif State.PENDING in states:
            yield moment, "within"
        elif not states & {State.EXCUSED, State.UNASSESSABLE}:
            yield moment, None


def swept(world: World, judged: Judged) -> DaySpans:
    found = SubjectJudged("subject", tuple(world.facts), judged)
    return day_spans(judgment_of(A_STANDARD, world.programme, [found]), world.moments[-1])


def on(spans: DaySpans, day: int) -> str | None:
    standing = spans.on(day)
    return None if standing is None else standing.name.lower()


def _supervised(officer: Subject["officer"]):  # type: ignore[no-untyped-def]  # noqa: F821
    """Whoever holds a case is seen every 28 days."""
    return every(days(28), during=officer.holdings).met_by(officer.joined_at)


A_STANDARD = standard_of(_supervised)


def law(form: str, check: object) -> None:
    examples(60)(given(worlds(form) | worlds(form, False))(check))()  # type: ignore[operator]


@generative
def test_the_days_of_a_recurring_duty_are_those_that_one_would_count() -> None:
    def check(world: World) -> None:
        judged = judge(world.programme, "subject", world.facts)
        spans = swept(world, judged)
        for moment, what in counted(world, judged):
            assert on(spans, world.programme.calendar.day_of(moment)) == what

    law("every", check)


@generative
@pytest.mark.parametrize("form", ["throughout", "at_most"])
def test_a_day_is_overdue_where_a_gap_or_load_is(form: str) -> None:
    def check(world: World) -> None:
        judged = judge(world.programme, "subject", world.facts)
        spans = swept(world, judged)
        for moment, what in counted(world, judged):
            found = on(spans, world.programme.calendar.day_of(moment))
            assert (found == "overdue") == (what == "overdue"), (found, what)

    law(form, check)
