"""Solvability: nothing without coefficients, never for some, and what is open may be a yes. The figures are made up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.instruments.discovery import instrument
from dutybound.instruments.reading import parsed
from dutybound.instruments.solvability.model import Model
from dutybound.instruments.solvability.score import (
    BANDS,
    BARRED,
    FACTS,
    REOPENED,
    SolvabilityFacts,
    probability,
    solvability_by,
)

WRITTEN: dict[str, Any] = {
    "intercept": -2.0,
    "threshold": 0.5,
    "coefficients": dict(zip(FACTS, (1.0, 2.0, 0.5, 0.25, 1.5, 0.75, -0.5, 0.3), strict=True)),
    "kinds": ["minor assault"],
    "never_for": ["domestic abuse", "hate", "sexual", "child"],
    "validation": "made up for a test, on no cases at all",
    "entered_by": "Analyst A",
}
MODEL = parsed(Model, WRITTEN, "ours.toml", "Not usable")
SCORE = solvability_by(MODEL, "made up 1")
CASE = {"kind": "minor assault", **dict.fromkeys(BARRED, False)}
facts = st.dictionaries(st.sampled_from(FACTS), st.booleans())


def scored(known: dict[str, bool]) -> Any:
    return SCORE(SolvabilityFacts.model_validate({**CASE, **known}))


def test_without_coefficients_nothing_is_scored_and_it_says_what_to_bring() -> None:
    with pytest.raises(DutyboundError) as refused:
        instrument("solvability").of(CASE)
    said = refused.value.render()
    for part in ("not published", "edition", "validation", "never for"):
        assert part in said


def test_a_supplied_file_scores() -> None:
    known = {**dict.fromkeys(FACTS, False), "victim_supports": True, "named_suspect": True}
    score = scored(known)
    assert score.value == pytest.approx(0.7310585786)  # 1 / (1 + e^-1), by hand
    assert score.band == "recommended"
    assert [reason.points for reason in score.reasons[:2]] == [2.0, 1.0]
    assert "Analyst A" in score.reasons[2].text


@given(facts, st.sampled_from(FACTS))
def test_what_is_open_may_be_a_yes(known: dict[str, bool], name: str) -> None:
    unknown = scored({key: value for key, value in known.items() if key != name})
    yes, no = scored({**known, name: True}), scored({**known, name: False})
    assert set(unknown.bands) == {*yes.bands, *no.bands}
    assert name in unknown.unanswered
    sign = WRITTEN["coefficients"][name]
    assert (yes.value - no.value) * sign > 0
    assert unknown.parts["probability at least"] <= min(yes.value, no.value) + 1e-12
    assert unknown.parts["probability at most"] >= max(yes.value, no.value) - 1e-12


@given(facts)
def test_what_may_be_turned_down_says_that_chance_reopens_some(known: dict[str, bool]) -> None:
    score = scored(known)
    assert score.reasons
    assert (REOPENED in [reason.text for reason in score.reasons]) == (BANDS[0] in score.bands)


@pytest.mark.parametrize("barred", BARRED)
def test_it_is_never_used_for_some_kinds_of_crime(barred: str) -> None:
    with pytest.raises(DutyboundError, match="never used for"):
        scored({barred: True, "named_suspect": True})
    with pytest.raises(DutyboundError, match=f"{barred}: field required"):
        instrument("solvability").of({key: value for key, value in CASE.items() if key != barred})


def test_a_kind_it_was_not_made_for_is_refused() -> None:
    with pytest.raises(DutyboundError, match="no kind of crime that these coefficients were made for"):
        SCORE(SolvabilityFacts.model_validate({**CASE, "kind": "burglary"}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"never_for": ["hate"]}, "does not name domestic abuse, sexual, child"),
        ({"kinds": ["Domestic abuse assault"]}, "is what such a score is never used for"),
        ({"validation": "none"}, "validation"),
        ({"coefficients": {"cctv": 1}}, "coefficients.victim_supports: is missing"),
        ({"entered_by": ""}, "entered_by"),
        ({"threshold": 1.0}, "threshold"),
        ({"weight": 1}, "weight: is not known here"),
    ],
)
def test_coefficients_without_their_ground_are_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(DutyboundError, match=said):
        parsed(Model, {**WRITTEN, **change}, "ours.toml", "Not usable")


@given(st.floats(-1e6, 1e6))
def test_a_probability_is_one(logit: float) -> None:
    assert 0 <= probability(logit) <= 1
