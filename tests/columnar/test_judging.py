"""Several threads, room that runs out, and what cannot be judged."""

from dataclasses import replace

import numpy as np
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.duties.limits import DAY, days
from dutybound.engine.columnar.columns import DutyColumns, columns_of
from dutybound.engine.columnar.judging import judge_columns
from dutybound.engine.facts import Book, Entry, Fact, Kind, Programme
from dutybound.engine.reference import judge
from tests.columnar.agreeing import agree, by_columns, by_reference
from tests.columnar.many import LONDON, LONG_AGO, many, programmes

NOW = LONDON.starts_at(17_000)


def programme(form: str = "every", length: int = 9) -> Programme:
    return Programme("standard", "1", form, LONDON, Book((Entry("policy", LONG_AGO, LONG_AGO, {None: days(length)}),)))


def assert_same(one: DutyColumns, two: DutyColumns) -> None:
    for name in ("rows", "notices", "courses"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name


def test_made_facts_agree_with_the_reference_too() -> None:
    facts = many(50)
    answers = [found.duties() for found in judge_columns(programmes(), facts)]
    numbers = facts.numbers
    for group in range(facts.groups):
        place = int(numbers.strand[facts.offsets[group]]) // len(Kind)
        duties = answers[place][group]
        assert not answers[1 - place][group]
        chosen = range(facts.offsets[group], facts.offsets[group + 1])
        given = [
            Fact(
                Kind(numbers.strand[n] % len(Kind)),
                f"{numbers.id[n]}",
                int(numbers.happened[n]),
                int(numbers.recorded[n]),
            )
            for n in chosen
        ]
        # Ids of several digits are ordered as text by the reference, as numbers by their rank.
        given = [replace(fact, id=f"{int(fact.id):02}") for fact in given]
        wanted = judge(programmes()[place], facts.subjects[group].as_py(), given).duties
        assert [(duty.owed_from, duty.due_at, duty.met_at, duty.ended_at) for duty in duties] == [
            (duty.owed_from, duty.due_at, duty.met_at, duty.ended_at) for duty in wanted
        ]


def test_room_for_rows_and_notices_grows() -> None:
    acts = [Fact(Kind.FULFIL, f"f{number:03}", NOW + number * DAY) for number in range(1, 40)]
    ends = [Fact(Kind.END, f"e{number}", NOW + (50 + number) * DAY) for number in range(5)]
    facts = columns_of([programme()], [(0, "a", [Fact(Kind.OPEN, "o", NOW), *acts, *ends]), (0, "b", acts)])
    assert_same(judge_columns([programme()], facts, room=1)[0], judge_columns([programme()], facts)[0])


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


def test_a_limit_beyond_the_calendar_is_an_error() -> None:
    long = programme(length=36_000)
    with pytest.raises(DutyboundError, match="outside 1970 to 2099"):
        judge_columns([long], columns_of([long], [(0, "case 1", [Fact(Kind.OPEN, "o", NOW)])]))
