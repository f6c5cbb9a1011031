"""What holds for every instrument, and for each that has no published example."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.instruments import discovery
from dutybound.instruments.dash.score import BANDS, TOPICS
from dutybound.instruments.discovery import CARD, card, instrument, instruments

DASH = instrument("dash")
answers = st.dictionaries(st.sampled_from(TOPICS), st.booleans())


@pytest.mark.parametrize("name", instruments())
def test_a_card_says_all(name: str) -> None:
    told = card(name)
    assert set(CARD) <= set(told)
    assert all(told[heading] for heading in CARD)


@pytest.mark.parametrize("name", instruments())
def test_every_question_has_a_title(name: str) -> None:
    assert all(one.title for one in instrument(name).answers.model_fields.values())


@pytest.mark.parametrize("name", instruments())
def test_an_unknown_answer_is_refused_by_name(name: str) -> None:
    with pytest.raises(DutyboundError, match="is no question"):
        instrument(name).of({"colour": "blue"})


def test_an_instrument_that_is_not_whole_stops_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "__init__.py").touch()
    monkeypatch.setattr(discovery, "FOLDER", tmp_path)
    with pytest.raises(DutyboundError, match=re.escape("has no vectors.csv")):
        discovery.instruments.__wrapped__()


@given(answers)
def test_dash_is_monotone_and_unknown_is_never_low(given_answers: dict[str, bool]) -> None:
    score = DASH.of(given_answers)
    for topic in set(TOPICS) - set(given_answers):
        yes, no = DASH.of({**given_answers, topic: True}), DASH.of({**given_answers, topic: False})
        assert BANDS.index(yes.treat_as) == BANDS.index(score.treat_as)
        assert BANDS.index(no.treat_as) <= BANDS.index(score.treat_as)
        assert set(score.bands) == set(yes.bands) | set(no.bands)


@given(answers, st.sampled_from(BANDS[1:]))
def test_a_professional_raises_and_never_lowers(given_answers: dict[str, bool], raised: str) -> None:
    before = DASH.of(given_answers)
    after = DASH.of({**given_answers, "raised_to": raised, "raised_because": "what she said"})
    assert BANDS.index(after.bands[0]) == max(BANDS.index(before.bands[0]), BANDS.index(raised))
    assert BANDS.index(after.treat_as) >= BANDS.index(before.treat_as)


def reasons_of(**given: object) -> str:
    return "; ".join(one.text for one in DASH.of({**dict.fromkeys(TOPICS, False), **given}).reasons)


def test_dash_says_which_criterion_may_be_met() -> None:
    assert "may be: escalation" in reasons_of()
    assert "may be: a repeat" in reasons_of()
    told = {"events_in_twelve_months": 1, "referred_within_twelve_months": False}
    assert "may be" not in reasons_of(**told)
    assert "may be: a repeat" in reasons_of(**{**told, "referred_within_twelve_months": True})
    assert "may be: professional judgement" in reasons_of(**told, raised_to="high")
    yes = dict.fromkeys(TOPICS[:13], True)
    assert "may be" not in reasons_of(**told, **yes)
    assert "may be: visible high risk (13 of 24 answered yes, 1 not" in reasons_of(**told, **yes, **{TOPICS[13]: None})


def test_reasons_for_a_raise_are_never_lost() -> None:
    given = {**dict.fromkeys(TOPICS, False), "raised_because": "she fears him"}
    score = DASH.of(given)
    assert (score.bands, score.treat_as) == (BANDS, "high")
    assert "raised_to" in score.unanswered
    assert any("she fears him" in one.text for one in score.reasons)
    assert DASH.of({**given, "raised_to": "medium"}).band == "medium"


@pytest.mark.parametrize(
    ("name", "question"), [("dash", "events_in_twelve_months"), ("digital_triage", "weeks_waiting"), ("rsr", "contact")]
)
def test_a_yes_is_no_number(name: str, question: str) -> None:
    with pytest.raises(DutyboundError, match=f"{question}: is yes or no, and a number is asked for"):
        instrument(name).of({question: True})
