"""Attributes of a group: more found never scores less, unknown widens, and no band looks national."""

from hypothesis import given
from hypothesis import strategies as st

from dutybound.instruments.discovery import instrument
from dutybound.instruments.organised_crime.score import BANDS, NAMES, POINTS

GROUP = instrument("organised_crime")
LEVELS = tuple(POINTS)
attributes = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*LEVELS, "unknown"]))


@given(attributes, st.sampled_from(NAMES), st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_a_higher_level_never_scores_less(known: dict[str, str], name: str, one: str, other: str) -> None:
    lower, higher = sorted((one, other), key=LEVELS.index)
    less, more = GROUP.of({**known, name: lower}), GROUP.of({**known, name: higher})
    assert more.value is not None
    assert less.value is not None
    assert more.value >= less.value
    assert more.parts["capability"] >= less.parts["capability"]
    assert [BANDS.index(band) for band in more.bands] >= [BANDS.index(band) for band in less.bands]


@given(attributes, st.sampled_from(NAMES))
def test_unknown_is_every_band_that_an_answer_could_give(known: dict[str, str], name: str) -> None:
    unknown = GROUP.of({**known, name: "unknown"})
    answered = [GROUP.of({**known, name: level}) for level in LEVELS]
    assert {band for score in answered for band in score.bands} <= set(unknown.bands)
    assert unknown.treat_as == answered[-1].treat_as
    assert name in unknown.unanswered
    assert GROUP.of({key: value for key, value in known.items() if key != name}).bands == unknown.bands


@given(attributes)
def test_a_band_says_that_it_is_the_projects(known: dict[str, str]) -> None:
    score = GROUP.of(known)
    assert all(band.startswith("project band") for band in score.bands)
    assert any("no national band" in reason.text for reason in score.reasons)
    if not score.unanswered:
        assert score.band is not None
