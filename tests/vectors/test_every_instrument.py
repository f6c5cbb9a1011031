"""What holds for every instrument there is, whatever is answered: it scores with reasons, or refuses in words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.instruments.discovery import instruments
from dutybound.instruments.instrument import Instrument
from dutybound.instruments.questions import questions

ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "yes or no": st.booleans(),
    "a whole number": st.integers(0, 90),
    "a number": st.floats(0, 10),
    "a text": st.text(min_size=1, max_size=12),
    "a date": st.dates(),
    "by name, a whole number": st.dictionaries(st.sampled_from(("1", "46", "28E", "none")), st.integers(0, 9)),
}


def drawn(one: Instrument) -> st.SearchStrategy[dict[str, Any]]:
    """Some answers to an instrument: those that it needs always, others or not."""
    needed, free = {}, {}
    for asked in questions(one):
        (needed if asked.needed else free)[asked.name] = by_kind(asked.kind)
    return st.fixed_dictionaries(needed, optional=free)


def by_kind(kind: str) -> st.SearchStrategy[Any]:
    if kind.startswith("one of: "):
        return st.sampled_from(kind.removeprefix("one of: ").split(", "))
    if kind.startswith("a list; each "):
        return st.lists(by_kind(kind.removeprefix("a list; each ")), max_size=2)
    return ANSWERS.get(kind, st.none())


@pytest.mark.parametrize("name", instruments())
@given(data=st.data())
def test_whatever_is_answered_it_scores_with_reasons_or_refuses_in_words(name: str, data: st.DataObject) -> None:
    one = instruments()[name]
    given_answers = data.draw(drawn(one))
    try:
        score = one.of(given_answers)
    except DutyboundError:
        return
    assert score.reasons
    assert all(reason.text for reason in score.reasons)
    answered = {question for question, value in given_answers.items() if value not in (None, "unknown")}
    assert answered.isdisjoint(score.unanswered)
    if score.bands:  # none where a tool has none, or does not apply
        first = one.bands.index(score.bands[0])
        assert score.bands == one.bands[first : first + len(score.bands)], "lowest first, and none left out"
        assert score.treat_as == score.bands[-1]


FREE = [name for name, one in instruments().items() if not any(asked.needed for asked in questions(one))]


@pytest.mark.parametrize("name", FREE)
def test_nothing_answered_is_never_the_lowest_band_alone(name: str) -> None:
    score = instruments()[name].of({})
    assert score.bands != instruments()[name].bands[:1]
    assert score.unanswered
