"""The published predictors: what is unknown, what is refused and in which words, and editions by date."""

from datetime import date, timedelta

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.instruments.discovery import applying, instrument, instruments
from dutybound.instruments.predicting import OGRS3_FROM, OGRS3_UNTIL, OGRS4_FROM, OSP_FROM
from tests.vectors.people import MAN, RECORD

# Unknown is never low -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["last_offence_on", "last_sexual_offence_on"])
def test_a_reduction_that_stands_on_an_unknown_date_leaves_the_higher_band_possible(name: str) -> None:
    score = instrument("osp-dc").of({**MAN, name: None})
    assert score.treat_as == "very high"
    assert len(score.bands) > 1
    assert name in score.unanswered


def test_custody_that_is_unknown_reduces_nothing() -> None:
    assert instrument("osp-dc").of(MAN | {"in_custody": None}).bands == ("very high",)


def test_nobody_answers_for_a_count() -> None:
    with pytest.raises(DutyboundError, match="contact_child: was not answered"):
        instrument("osp-dc").of(MAN | {"contact_child": None})


def test_a_part_that_nobody_gave_may_be_the_most() -> None:
    man = {"gender": "male", "serious_violence": 0.5}
    assert instrument("rsr").of(man).bands == ("low", "medium", "high")
    assert instrument("csrp").of(man | {"sexual_conviction": False}).bands == ("low",)
    assert instrument("csrp").of(man | {"sexual_conviction": False, "serious_violence": 0.95}).bands == (
        "low",
        "medium",
    )
    assert instrument("csrp").of({"gender": "female", "serious_violence": 0.7}).bands == ("low", "medium")


@pytest.mark.parametrize("name", ["arp-dynamic", "vrp-dynamic", "svrp-dynamic", "snsv-dynamic", "ogp", "ovp"])
def test_a_need_that_the_publication_requires_is_refused_by_name(name: str) -> None:
    with pytest.raises(DutyboundError, match="unemployed: field required"):
        instrument(name).of(RECORD)


# Refusals in words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["08800", "11100", "14100"])
def test_a_code_of_several_groups_is_refused_by_name(code: str) -> None:
    with pytest.raises(DutyboundError, match=f"code {code} covers offences of different groups"):
        instrument("ogrs3").of(RECORD | {"offence_code": code})


@pytest.mark.parametrize("code", ["95000", "95013", "00000", "00878"])
def test_a_code_without_a_group_is_refused_by_name(code: str) -> None:
    with pytest.raises(DutyboundError, match=f"code {code} has no group"):
        instrument("ogrs3").of(RECORD | {"offence_code": code})


@pytest.mark.parametrize("name", ["ogrs3", "arp-static"])
def test_a_code_that_is_in_no_map_is_refused_by_name(name: str) -> None:
    with pytest.raises(DutyboundError, match="code 99999 is not in the published map"):
        instrument(name).of(
            RECORD | {"offence_code": "99999"} | ({} if name == "ogrs3" else {"assessed_on": "2026-01-01"})
        )


def test_the_maps_of_the_predictors_differ() -> None:
    """Supply of cocaine: import, export or production to OGRS3, possession or supply to OGRS4."""
    supply = RECORD | {"offence_code": "09230"}
    ogrs3, arp = instrument("ogrs3").of(supply), instrument("arp-static").of(supply | {"assessed_on": "2025-10-03"})
    assert "current offence: drug import/export/production" in [reason.text for reason in ogrs3.reasons]
    assert "current offence: drug possession or supply" in [reason.text for reason in arp.reasons]


WRONG = {
    "convicted_on: is at age 9, under 10": {"date_of_birth": "2012-01-01", "age_at_first_sanction": 8},
    "age_at_first_sanction: is 31, and the current conviction was at 30": {"age_at_first_sanction": 31},
    "follow_up_from: is at age 110": {"follow_up_from": "2101-07-17"},
    "follow_up_from: is at age -2": {"follow_up_from": "1990-01-01"},
    "date_of_birth: 'yesterday' is no day\n    Write it like 1995-03-14": {"date_of_birth": "yesterday"},
    "offence_code: is no Home Office code: write its five digits": {"offence_code": "burglary"},
    "sanctions: 0 is less than 1": {"sanctions": 0},
    "gender: 'M' is none of its answers\n    Write one of: 'male', 'female'": {"gender": "M"},
}


@pytest.mark.parametrize("message", WRONG)
def test_what_cannot_be_so_is_refused_in_words(message: str) -> None:
    with pytest.raises(DutyboundError) as refused:
        instrument("ogrs3").of(RECORD | WRONG[message])
    assert message in str(refused.value)


@pytest.mark.parametrize(("written", "code"), [("028/01", "02801"), ("28/1", "02801"), (" 04600 ", "04600")])
def test_codes_and_days_are_read_as_they_are_written_here(written: str, code: str) -> None:
    """Class and subclass are the five digits; the day stands first."""
    plain = instrument("ogrs3").read(RECORD | {"offence_code": code, "date_of_birth": "1990-07-04"})
    assert instrument("ogrs3").read(RECORD | {"offence_code": written, "date_of_birth": "4/07/1990"}) == plain


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = {"offence_code": "99999", "age_at_first_sanction": 31, "assessed_on": "2021-01-01", "violent_sanctions": 3}
    with pytest.raises(DutyboundError) as refused:
        instrument("vrp-static").of(RECORD | wrong)
    assert {one.where for one in refused.value.problems} == {
        "offence_code",
        "age_at_first_sanction",
        "convicted_on",
        "violent_sanctions",
    }


@pytest.mark.parametrize(("convicted", "refused"), [("2026-02-28", False), ("2026-03-01", True)])
def test_a_conviction_up_to_three_months_after_the_assessment(convicted: str, refused: bool) -> None:
    given = RECORD | {"assessed_on": "2025-11-30", "convicted_on": convicted}
    if not refused:
        assert instrument("arp-static").of(given).value
        return
    with pytest.raises(DutyboundError, match="more than three months after the assessment"):
        instrument("arp-static").of(given)


def test_ovp_has_no_points_for_a_child() -> None:
    with pytest.raises(DutyboundError, match="no points under 18"):
        instrument("ovp").of(
            {"date_of_birth": "2000-01-02", "gender": "male", "follow_up_from": "2018-01-01", "sanctions": 1}
            | {"violent_sanctions": 0, "recognises_impact": True, "no_fixed_abode": False, "unemployed": False}
            | {"chronic_drinking": 0, "binge_drinking": 0, "psychiatric_treatment": False, "temper": 0, "attitudes": 0}
        )


@pytest.mark.parametrize("other", [{"gender": "female"}, {"sexual_conviction": False}])
def test_contact_applies_to_men_with_a_sexual_conviction_and_gives_others_no_band(other: dict[str, object]) -> None:
    score = instrument("osp-dc").of(MAN | other)
    assert (score.value, score.bands, score.treat_as) == (0.0, (), None)
    assert "does not apply" in score.reasons[0].text


def test_a_part_for_somebody_whom_it_does_not_apply_to_is_refused() -> None:
    with pytest.raises(DutyboundError, match="OSP does not apply to women"):
        instrument("csrp").of({"gender": "female", "serious_violence": 1.0, "contact": 0.6})
    with pytest.raises(DutyboundError, match="does not apply without a sexual conviction"):
        instrument("csrp").of({"gender": "male", "serious_violence": 1.0, "contact": 0.6, "sexual_conviction": False})


@pytest.mark.parametrize("name", ["rsr", "csrp"])
def test_images_without_a_sexual_conviction_are_the_least_of_the_table(name: str) -> None:
    man = {"gender": "male", "serious_violence": 1.0, "sexual_conviction": False}
    with pytest.raises(DutyboundError, match=r"images: is 10\.31, and OSP/IIC gives 0\.06% without"):
        instrument(name).of({**man, "images": 10.31})
    assert instrument(name).of({**man, "images": 0.06}).value == 1.06


# Editions by date -----------------------------------------------------------------------------------------------------

FAMILIES = {
    "general reoffending": (OGRS3_FROM, "ogrs3", "arp-static"),
    "general reoffending with needs": (None, "ogp", "arp-dynamic"),
    "violent reoffending": (OGRS4_FROM, None, "vrp-static"),
    "violent reoffending with needs": (None, "ovp", "vrp-dynamic"),
    "serious violence": (None, "snsv-static", "svrp-static"),
    "serious violence with needs": (None, "snsv-dynamic", "svrp-dynamic"),
    "serious reoffending": (None, "rsr", "csrp"),
    "contact sexual reoffending": (OSP_FROM, "osp-dc", "osp-dc"),
    "image and indirect sexual reoffending": (OSP_FROM, "osp-iic", "osp-iic-2026"),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_exactly_one_edition_applies_on_every_day(family: str) -> None:
    first, before, after = FAMILIES[family]
    day = first or date(2000, 1, 1)
    while day < date(2027, 1, 1):
        expected = after if day >= OGRS4_FROM else before
        assert applying(family, day).name == expected
        day += timedelta(days=1)
    assert applying(family, date(2100, 1, 1)).name == after


@pytest.mark.parametrize("family", [family for family, (first, _, _) in FAMILIES.items() if first])
def test_before_the_first_day_none_applies_and_it_is_said(family: str) -> None:
    before = (FAMILIES[family][0] or date.max) - timedelta(days=1)
    with pytest.raises(DutyboundError, match=f"no editions that apply on {before}"):
        applying(family, before)


def test_no_day_of_the_predictors_is_shown_as_published() -> None:
    """None is: the cards say what is known."""
    held = [one for one in instruments().values() if one.family in FAMILIES]
    assert len(held) == 16
    assert {one.dates_mark for one in held} == {"project default"}


def test_the_change_leaves_no_gap() -> None:
    assert timedelta(days=1) == OGRS4_FROM - OGRS3_UNTIL
