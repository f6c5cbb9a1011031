"""Laws that hold in every small world, and the oracle's opinion of each. No kind of world is left out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dutybound.duties.duty import Duty, State
from dutybound.engine.facts import Fact, Kind, Programme
from dutybound.engine.reference import judge
from tests.generative import examples, generative
from tests.laws.drawn import FORMS, World, worlds
from tests.laws.oracle import Seen, seen_each

pytestmark = generative

SETTLED = (State.MET, State.MET_LATE, State.MISSED, State.LAPSED, State.EXCUSED)
UNRELATED = {"within": Kind.COVER, "before": Kind.COVER, "each": Kind.COVER, "every": Kind.DUE,
             "throughout": Kind.FULFIL, "at_most": Kind.FULFIL}  # fmt: skip
RECURRING = ("every", "throughout", "at_most")


class Row(NamedTuple):
    """A duty as it is seen at a moment; the row itself may say more than is known then."""

    anchor: str
    owed_from: int
    state: State
    due_at: int | None


def law(form: str, by_day: bool | None = None) -> Callable[[Callable[[World], None]], Callable[[], None]]:
    """Tries a law on drawn worlds: of whole days, of hours, or (None) of either."""
    drawn = worlds(form) if by_day else worlds(form, False) | worlds(form) if by_day is None else worlds(form, False)

    def tried(check: Callable[[World], None]) -> Callable[[], None]:
        return examples(40)(given(drawn)(check))

    return tried


def seen(duties: tuple[Duty, ...], moment: int) -> list[Row]:
    """What is seen at a moment."""
    shown = [(duty, duty.state_at(moment)) for duty in duties]
    return sorted(
        (Row(duty.anchor, duty.owed_from, state, duty.due_as_known(moment)) for duty, state in shown if state), key=repr
    )


def judged(world: World) -> tuple[Duty, ...]:
    return judge(world.programme, "subject", world.facts).duties


def as_known(world: World, moment: int) -> tuple[Programme, list[Fact]]:
    """The policy and the facts as they were on record at a moment."""
    kept = [fact for fact in world.facts if fact.known <= moment]
    kept = [replace(one, withdrawn=None) if one.withdrawn and one.withdrawn > moment else one for one in kept]
    entries = tuple(entry for entry in world.programme.book.entries if entry.recorded <= moment)
    return replace(world.programme, book=replace(world.programme.book, entries=entries)), kept


def corrected_between(world: World, earlier: int, later: int) -> bool:
    """Whether a record or the policy was corrected after one moment and by another."""
    moments = [fact.withdrawn for fact in world.facts if fact.withdrawn is not None]
    moments += [entry.recorded for entry in world.programme.book.entries if entry.restates]
    return any(earlier < moment <= later for moment in moments)


def days_of(world: World) -> Iterator[tuple[int, list[Row], int, list[Row]]]:
    """Each day with the next, and what is seen at the end of each, where nothing is corrected in between."""
    duties = judged(world)
    for earlier, later in pairwise(world.moments):
        if not corrected_between(world, earlier, later):
            yield earlier, seen(duties, earlier), later, seen(duties, later)


each_form = pytest.mark.parametrize("form", FORMS)


@each_form
def test_the_oracle_agrees(form: str) -> None:
    @law(form, by_day=True)
    def check(world: World) -> None:
        duties, day_of = judged(world), world.programme.calendar.day_of
        for moment, wanted in zip(world.moments, seen_each(world.programme, world.facts, world.moments), strict=True):
            shown = [
                Seen(row.anchor, str(row.state), None if row.due_at is None else day_of(row.due_at))
                for row in seen(duties, moment)
            ]
            assert sorted(shown, key=repr) == sorted(wanted, key=repr), (
                f"day {day_of(moment) - world.day_zero}: {shown}, not {wanted}"
            )

    check()


@each_form
def test_looking_back_equals_having_looked(form: str) -> None:
    @law(form)
    def check(world: World) -> None:
        duties = judged(world)
        for moment in world.moments:
            programme, facts = as_known(world, moment)
            assert seen(duties, moment) == seen(judge(programme, "subject", facts).duties, moment)

    check()


@each_form
def test_what_is_settled_stays(form: str) -> None:
    """Only a due date that is learned afterwards turns done into done late, and ended into missed (rule 11)."""

    @law(form)
    def check(world: World) -> None:
        for _, before, _, after in days_of(world):
            for row in before:
                learned_late = row.due_at is None and world.programme.due_from_record
                if row.state in SETTLED and not learned_late:
                    assert row in after

    check()


@each_form
def test_a_due_date_that_has_passed_stays_and_none_moves_into_the_past(form: str) -> None:
    @law(form)
    def check(world: World) -> None:
        for earlier, before, _, after in days_of(world):
            now = {row[:2]: row.due_at for row in after if row.state is not State.UNASSESSABLE}
            for row in before:
                due = now.get(row[:2], row.due_at)
                if due == row.due_at or row.state not in (State.PENDING, State.OVERDUE):
                    continue
                assert row.state is State.PENDING
                assert due is None or due > earlier or (row.due_at is None and world.programme.due_from_record)

    check()


@pytest.mark.parametrize("form", ["within", "every", "before", "each", "throughout"])
def test_nothing_is_live_after_a_known_end(form: str) -> None:
    @law(form)
    def check(world: World) -> None:
        duties = judged(world)
        for moment in world.moments:
            _, facts = as_known(world, moment)
            record = [fact for fact in facts if fact.withdrawn is None]
            day_of = world.programme.calendar.day_of
            opened = max((day_of(fact.happened) for fact in record if fact.kind is Kind.OPEN), default=0)
            if any(fact.kind is Kind.END and day_of(fact.happened) > opened for fact in record):
                assert [row for row in seen(duties, moment) if row.state.is_live] == []

    check()


@pytest.mark.parametrize("form", RECURRING)
def test_at_most_one_duty_is_live(form: str) -> None:
    @law(form)
    def check(world: World) -> None:
        duties = judged(world)
        for moment in world.moments:
            assert sum(row.state.is_live for row in seen(duties, moment)) <= 1

    check()


@pytest.mark.parametrize("form", RECURRING)
def test_no_duty_is_there_twice(form: str) -> None:
    """One row of a duty at one time (rule 12d). A one-off duty may be owed again on the very day of its trigger."""

    @law(form)
    def check(world: World) -> None:
        duties = judged(world)
        for moment in world.moments:
            names = [row[:2] for row in seen(duties, moment)]
            assert len(names) == len(set(names))

    check()


@each_form
def test_an_unrelated_fact_and_the_order_of_the_input_change_nothing(form: str) -> None:
    kind = UNRELATED.get(form, Kind.COVER)

    @law(form)
    def check(world: World) -> None:
        moment = world.programme.calendar.starts_at(world.day_zero + 3)
        more = Fact(kind, "unrelated", moment, of="unrelated", until=moment if kind is Kind.DUE else None)
        assert set(judged(world)) == set(judge(world.programme, "subject", [more, *reversed(world.facts)]).duties)

    check()


@pytest.mark.parametrize("form", ["within", "each"])
def test_each_trigger_of_a_living_subject_owes_one_duty(form: str) -> None:
    """Owed equals the anchors counted at the source, plus what cannot be assessed."""

    @law(form)
    def check(world: World) -> None:
        assume(not any(fact.kind is Kind.END for fact in world.facts))
        for moment in world.moments:
            _, facts = as_known(world, moment)
            kinds = (Kind.TRIGGER, Kind.UNASSESSABLE)
            anchors = [fact.id for fact in facts if fact.kind in kinds and fact.withdrawn is None]
            assert sorted(row.anchor for row in seen(judged(world), moment)) == sorted(anchors)

    check()


@given(st.data())
@settings(max_examples=20, derandomize=True, deadline=None)
def test_a_world_prints_itself(data: st.DataObject) -> None:
    world = data.draw(worlds(data.draw(st.sampled_from(FORMS))))
    assert all(f"#{fact.id}" in repr(world) for fact in world.facts)
