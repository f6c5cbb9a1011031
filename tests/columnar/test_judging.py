"""Counts without rows, several threads, room that runs out, and what cannot be judged."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.duties.duty import State
from dutybound.duties.limits import DAY, days
from dutybound.engine.columnar.columns import columns_of
from dutybound.engine.columnar.judging import judge_columns, states_at
from dutybound.engine.facts import Book, Entry, Fact, Kind, Programme
from dutybound.engine.reference import judge
from tests.columnar.agreeing import agree, by_columns, by_reference
from tests.columnar.drawn import Batch, batches
from tests.columnar.many import LONDON, LONG_AGO, many, programmes
from tests.columnar.test_agreement import CHECKS

NOW = LONDON.starts_at(17_000)


def programme(form: str = "every", length: int = 9) -> Programme:
    return Programme("standard", "1", form, LONDON, Book((Entry("policy", LONG_AGO, LONG_AGO, {None: days(length)}),)))


@settings(max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=CHECKS)
@given(batches(20), st.integers(0, 30))
def test_counts_are_those_of_the_rows(batch: Batch, later: int) -> None:
    chosen, subjects = batch
    moment = max((fact.happened for _, facts in subjects for fact in facts), default=NOW) + (later - 15) * DAY
    facts = columns_of(chosen, [(place, f"{number}", found) for number, (place, found) in enumerate(subjects)])
    each = states_at(chosen, facts, moment, np.arange(len(subjects)))
    together = states_at(chosen, facts, moment)
    assert each.sum() == together.sum()
    for counts, (duties, _, _) in zip(each, by_reference(chosen, subjects), strict=False):
        seen = Counter(state for duty in duties if (state := duty.state_at(moment)) is not None)
        assert counts.tolist() == [seen[state] for state in State]


def test_two_threads_find_what_one_finds() -> None:
    facts = many(500)
    one, two = judge_columns(programmes(), facts), judge_columns(programmes(), facts, threads=2)
    assert np.array_equal(one.rows, two.rows)
    assert np.array_equal(one.notices, two.notices)
    assert np.array_equal(one.courses, two.courses)
    assert np.array_equal(states_at(programmes(), facts, NOW), states_at(programmes(), facts, NOW, threads=2))


def test_made_facts_agree_with_the_reference_too() -> None:
    facts = many(50)
    found = judge_columns(programmes(), facts)
    numbers = facts.numbers
    for group, duties in enumerate(found.duties()):
        chosen = range(facts.offsets[group], facts.offsets[group + 1])
        given = [
            Fact(Kind(numbers.kind[n]), f"{numbers.id[n]}", int(numbers.happened[n]), int(numbers.recorded[n]))
            for n in chosen
        ]
        # Ids of several digits are ordered as text by the reference, as numbers by their rank.
        given = [replace(fact, id=f"{int(fact.id):02}") for fact in given]
        wanted = judge(programmes()[facts.programmes[group]], facts.subjects[group].as_py(), given).duties
        assert [(duty.owed_from, duty.due_at, duty.met_at, duty.ended_at) for duty in duties] == [
            (duty.owed_from, duty.due_at, duty.met_at, duty.ended_at) for duty in wanted
        ]


def test_room_for_rows_and_notices_grows() -> None:
    acts = [Fact(Kind.FULFIL, f"f{number:03}", NOW + number * DAY) for number in range(1, 40)]
    ends = [Fact(Kind.END, f"e{number}", NOW + (50 + number) * DAY) for number in range(5)]
    facts = columns_of([programme()], [(0, "a", [Fact(Kind.OPEN, "o", NOW), *acts, *ends]), (0, "b", acts)])
    small, roomy = judge_columns([programme()], facts, room=1), judge_columns([programme()], facts)
    assert np.array_equal(small.rows, roomy.rows)
    assert np.array_equal(small.notices, roomy.notices)
    assert np.array_equal(small.courses, roomy.courses)


def test_a_subject_with_thousands_of_facts_out_of_order() -> None:
    chance = np.random.default_rng(3)
    opens = [Fact(Kind.OPEN, f"o{n}", NOW + n * 10 * DAY, NOW + (n * 10 + int(chance.integers(0, 99))) * DAY)
             for n in range(60)]  # fmt: skip
    ends = [Fact(Kind.END, f"e{n}", NOW + (n * 10 + 8) * DAY, NOW + (n * 10 + int(chance.integers(8, 99))) * DAY)
            for n in range(60)]  # fmt: skip
    acts = [Fact(Kind.FULFIL, f"f{n}", NOW + int(chance.integers(0, 600)) * DAY, NOW + 600 * DAY) for n in range(1500)]
    agree([programme()], [(0, [*opens, *ends, *acts])])


def test_many_triggers_and_many_gaps() -> None:
    triggers = [Fact(Kind.TRIGGER, f"t{n}", NOW + n * DAY) for n in range(90)]
    acts = [Fact(Kind.FULFIL, f"f{n}", NOW + n * 5 * DAY) for n in range(20)]
    cover = [Fact(Kind.COVER, f"c{n}", NOW + n * 3 * DAY, of=f"c{n}") for n in range(60)]
    over = [Fact(Kind.UNCOVER, f"c{n}", NOW + (n * 3 + 2) * DAY, of=f"c{n}") for n in range(60)]
    agree(
        [programme("within"), programme("throughout", 0)],
        [(0, [*triggers, *acts]), (1, [Fact(Kind.OPEN, "o", NOW), *cover, *over])],
    )


def test_no_subjects_and_no_facts() -> None:
    assert by_columns([programme()], []) == []
    assert by_columns([programme()], [(0, [])]) == by_reference([programme()], [(0, [])])


@pytest.mark.parametrize("happened", [-DAY, 200 * 365 * DAY])
def test_an_instant_outside_the_calendar_is_an_error_that_names_the_subject(happened: int) -> None:
    facts = columns_of([programme()], [(0, "case 1", [Fact(Kind.OPEN, "o", happened)])])
    with pytest.raises(DutyboundError, match=r"outside 1970 to 2099.*case 1"):
        judge_columns([programme()], facts)
    with pytest.raises(DutyboundError, match=r"outside 1970 to 2099.*case 1"):
        states_at([programme()], facts, NOW)


def test_a_limit_beyond_the_calendar_is_an_error() -> None:
    long = programme(length=36_000)
    with pytest.raises(DutyboundError, match="outside 1970 to 2099"):
        judge_columns([long], columns_of([long], [(0, "case 1", [Fact(Kind.OPEN, "o", NOW)])]))
