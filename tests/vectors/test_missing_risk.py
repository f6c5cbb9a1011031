"""Risk to a missing person: no grade is computed, rules only raise, and unknown is never the lowest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.instruments.discovery import applying, instrument
from dutybound.instruments.instrument import Instrument
from dutybound.instruments.missing_risk.score import CHILDREN, DEFINITION, INDICATORS

EDITIONS = ("missing_2013", "missing_2017", "missing_2026")
topics = st.dictionaries(st.sampled_from([*INDICATORS, *CHILDREN]), st.booleans())


def all_no(one: Instrument) -> dict[str, object]:
    names = [*INDICATORS, *CHILDREN, *(DEFINITION if one.name == "missing_2013" else ())]
    return dict.fromkeys(names, False)


@pytest.mark.parametrize("name", EDITIONS)
@given(answers=topics, data=st.data())
def test_a_grade_is_never_lowered_and_unknown_is_never_lowest(
    name: str, answers: dict[str, bool], data: st.DataObject
) -> None:
    one = instrument(name)
    grade = data.draw(st.sampled_from(one.bands))
    score = one.of({**answers, "grade": grade})
    assert one.bands.index(score.bands[0]) >= one.bands.index(grade)
    assert score.reasons
    assert score.value is None
    if one.bands.index(grade) > 0:
        assert score.band == grade, "above the lowest, the grade is what the person said"
    if score.band == one.bands[0]:
        assert set(all_no(one)) <= set(answers)
        assert not any(answers.values())


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("topic", [*INDICATORS, *CHILDREN])
def test_the_lowest_grade_with_a_danger_needs_a_supervisor_who_says_why(name: str, topic: str) -> None:
    one = instrument(name)
    danger = {**all_no(one), "grade": one.bands[0], topic: True}
    assert one.of(danger).band == "low"
    assert "supervisor_agrees" in one.of(danger).unanswered
    assert one.of({**danger, "supervisor_agrees": True}).band == "low", "agreeing alone gives no reason"
    assert one.of({**danger, "supervisor_agrees": True, "supervisor_because": "she is at home"}).band == one.bands[0]


def test_a_blank_is_no_reason_to_release_the_lowest_grade() -> None:
    one = instrument("missing_2026")
    danger = {**all_no(one), "grade": "very low", "severe_weather": True, "supervisor_agrees": True}
    with pytest.raises(DutyboundError, match="supervisor_because"):
        one.of({**danger, "supervisor_because": " "})


def test_the_edition_follows_the_date_on_every_side() -> None:
    days = {
        date(2013, 1, 1): "missing_2013",
        date(2016, 12, 31): "missing_2013",
        date(2017, 1, 1): "missing_2017",
        date(2026, 7, 2): "missing_2017",
        date(2026, 7, 3): "missing_2026",
    }
    assert {day: applying("missing person", day).name for day in days} == days
    with pytest.raises(DutyboundError, match="no editions that apply on 2012-12-31"):
        applying("missing person", date(2012, 12, 31))


def test_the_words_of_another_day_are_refused() -> None:
    with pytest.raises(DutyboundError, match="grade"):
        instrument("missing_2017").of({"grade": "absent"})
