"""Triage of devices: every answer only moves forward, waiting does too, and unknown is what moves forward."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.instruments.digital_triage.score import DEADLINE, KIRAT, Device
from dutybound.instruments.discovery import instrument

TRIAGE = instrument("digital_triage")
BANDS = TRIAGE.bands
YES = tuple(name for name, one in Device.model_fields.items() if one.annotation == bool | None)
#: Every question with its answers, from the one that moves a device least to the one that moves it most.
ANSWERS: dict[str, list[Any]] = {
    **{name: [False, True] for name in YES},
    "deadline": ["later or none", "under 90 days", "under 28 days"],
    "kirat": list(KIRAT),
}


def is_one_story(device: dict[str, Any]) -> bool:
    """A band of KIRAT is given only where it is about indecent images."""
    return not ("kirat" in device and device.get("indecent_images") is False)


some = st.fixed_dictionaries(
    {"weeks_waiting": st.integers(0, 80)}, optional={name: st.sampled_from(known) for name, known in ANSWERS.items()}
).filter(is_one_story)


@given(some, st.sampled_from(sorted(ANSWERS)), st.data())
def test_no_answer_moves_a_device_back(device: dict[str, Any], name: str, data: st.DataObject) -> None:
    known = ANSWERS[name]
    one, other = sorted(data.draw(st.lists(st.integers(0, len(known) - 1), min_size=2, max_size=2)))
    pair = [{**device, name: known[one]}, {**device, name: known[other]}]
    assume(all(is_one_story(one) for one in pair))
    less, more = (TRIAGE.of(one) for one in pair)
    assert (more.value or 0) >= (less.value or 0)
    assert [BANDS.index(band) for band in (more.bands[0], more.bands[-1])] >= [
        BANDS.index(band) for band in (less.bands[0], less.bands[-1])
    ]


@given(some, st.sampled_from(sorted(ANSWERS)))
def test_unknown_is_what_moves_forward(device: dict[str, Any], name: str) -> None:
    unknown = TRIAGE.of({key: value for key, value in device.items() if key != name})
    answered = [TRIAGE.of(one) for answer in ANSWERS[name] if is_one_story(one := {**device, name: answer})]
    assume(answered)
    assert {band for score in answered for band in score.bands} <= set(unknown.bands)
    assert max(BANDS.index(score.treat_as or "") for score in answered) == BANDS.index(unknown.treat_as or "")


@given(some)
def test_whoever_waits_moves_forward_and_the_points_add_up(device: dict[str, Any]) -> None:
    now, later = TRIAGE.of(device), TRIAGE.of({**device, "weeks_waiting": device["weeks_waiting"] + 60})
    assert later.band == "immediate"
    assert (later.value or 0) - (now.value or 0) == 60
    assert sum(reason.points or 0 for reason in now.reasons) == now.value
    asked = [name for name in ANSWERS if name != "kirat" or device.get("indecent_images") is not False]
    assert set(now.unanswered) == set(asked) - set(device)


def test_a_band_of_kirat_is_never_lost() -> None:
    """It counts where nobody said what the case is about, and a no to indecent images beside it is refused."""
    device = {**dict.fromkeys(YES, False), "weeks_waiting": 0, "deadline": "later or none", "kirat": "very high"}
    with pytest.raises(DutyboundError, match=r"kirat is 'very high', and indecent_images is no"):
        TRIAGE.of(device)
    del device["indecent_images"]
    assert TRIAGE.of(device).band == "immediate"


def test_it_cannot_be_ordered_without_its_waiting() -> None:
    with pytest.raises(DutyboundError, match="weeks_waiting: field required"):
        TRIAGE.of({"life_at_risk": True})


def test_every_deadline_has_points() -> None:
    assert set(DEADLINE) == set(ANSWERS["deadline"])
