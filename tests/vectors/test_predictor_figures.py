"""Figures of the published predictors that are no whole set of answers: sums, points, edges."""

from collections import Counter
from typing import get_args

import pytest

from dutybound.instruments.arithmetic import (
    banded,
    logistic,
    percentage,
)
from dutybound.instruments.arp.score import LOWEST as ARP
from dutybound.instruments.convictions import OLDEST
from dutybound.instruments.discovery import instrument
from dutybound.instruments.needs import Previous, _past
from dutybound.instruments.ogp.score import LOWEST as OGP
from dutybound.instruments.ogrs3.score import LOWEST as OGRS3
from dutybound.instruments.ogrs3.score import one_year, two_years
from dutybound.instruments.osp.contact import LOWEST as CONTACT
from dutybound.instruments.osp.contact import ContactAnswers, age_points, probability, reduces
from dutybound.instruments.ovp.score import AGE, OTHER, VIOLENT, _from
from dutybound.instruments.ovp.score import LOWEST as OVP
from dutybound.instruments.predicting import Coefficients
from dutybound.instruments.rsr.score import CSRP, RSR
from dutybound.instruments.snsv import score as snsv
from dutybound.instruments.svrp import score as svrp
from dutybound.instruments.svrp.score import LOWEST as SVRP
from dutybound.instruments.vrp.score import LOWEST as VRP
from tests.vectors.people import MAN, RECORD

# Published examples ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "one", "two"), [(0.0, 0.80259, 0.89299), (-2.776835807, 0.20193, 0.34183), (1.0, 0.91702, None)]
)
def test_ogrs3_of_a_sum(total: float, one: float, two: float | None) -> None:
    assert one_year(total) == one
    assert two is None or two_years(total) == two


@pytest.mark.parametrize(
    ("points", "expected", "tolerance"),
    [(28, 0.015388904099572493, 1e-15), (32, 0.028756873716863567, 1e-4), (64, 0.8311640984549419, 1e-4), (0, 0.0, 0)],
)
def test_contact_probability_of_points(points: int, expected: float, tolerance: float) -> None:
    assert probability(points) == pytest.approx(expected, rel=0, abs=tolerance)


@pytest.mark.parametrize(("points", "per_cent"), [(22, 0.60), (26, 1.12), (30, 2.11), (33, 3.36), (36, 5.31)])
def test_contact_percentage_at_the_edges_of_the_bands(points: int, per_cent: float) -> None:
    assert percentage(probability(points)) == per_cent


PUBLISHED_AGES = {
    20: 14,
    21: 13,
    24: 12,
    27: 11,
    30: 10,
    33: 9,
    36: 8,
    39: 7,
    42: 6,
    45: 5,
    48: 4,
    51: 3,
    54: 2,
    57: 1,
    60: 0,
}


def test_contact_points_of_an_age() -> None:
    assert {age: age_points(age) for age in PUBLISHED_AGES} == PUBLISHED_AGES
    assert [age_points(age) for age in (18, 23, 59, 61, 100)] == [14, 13, 1, 0, 0]


@pytest.mark.parametrize(
    ("kind", "follow_up", "expected"),
    [("dynamic", "2027-01-01", 0.0027603294949487), ("static", "2024-01-01", 0.0021598644399697)],
)
def test_snsv_with_an_offence_weight_of_0_246(kind: str, follow_up: str, expected: float) -> None:
    """The publication tests it with this weight, which no code has: it stands in for that of code 02700."""
    needs = {
        "weapon": False,
        "temper": 0,
        "attitudes": 0,
        "previous_convictions": ["wounding_gbh"],
        "accommodation": 0,
        "unemployed": False,
        "chronic_drinking": 0,
        "partner_relationship": 0,
        "domestic_abuse": False,
        "binge_drinking": 0,
        "impulsivity": 0,
    }
    record = {
        "date_of_birth": "1980-01-01",
        "gender": "male",
        "follow_up_from": follow_up,
        "convicted_on": "2020-01-01",
        "offence_code": "02700",
        "sanctions": 1,
        "age_at_first_sanction": 40,
        "assessed_on": "2025-01-01",
        "violent_sanctions": 1,
    }
    parts = instrument(f"snsv-{kind}").of(record | (needs if kind == "dynamic" else {})).parts
    assert logistic(parts["sum"] - parts["offence"] + 0.246) == pytest.approx(expected, rel=0, abs=5e-17)


LESS_THAN_FIVE = {
    "a woman": {"gender": "female"},
    "custody": {"in_custody": True},
    "offence three years ago": {"last_offence_on": "2023-01-01"},
    "sexual offence four years ago": {"last_sexual_offence_on": "2022-01-01"},
    "follow-up three years ago": {"follow_up_from": "2023-01-01"},
    "offence a day short of five years ago": {"last_offence_on": "2021-01-02"},
}


def test_risk_reduction_after_five_years() -> None:
    six = {"last_offence_on": "2020-01-01", "last_sexual_offence_on": "2020-01-01", "follow_up_from": "2020-01-01"}
    five = dict.fromkeys(six, "2021-01-01")
    for dates in (six, five):
        assert reduces(ContactAnswers.model_validate(MAN | dates), "high")
    assert not reduces(ContactAnswers.model_validate(MAN | six), "low")


@pytest.mark.parametrize("why", LESS_THAN_FIVE)
def test_no_risk_reduction(why: str) -> None:
    assert not reduces(ContactAnswers.model_validate(MAN | LESS_THAN_FIVE[why]), "high")


def test_the_reduction_lowers_the_band_by_one_and_says_so() -> None:
    lowered, kept = instrument("osp-dc").of(MAN), instrument("osp-dc").of(MAN | {"in_custody": True})
    assert (lowered.parts["points"], lowered.band, kept.band) == (38, "high", "very high")
    assert any(reason.text.startswith("one band lower") for reason in lowered.reasons)


# Edges ----------------------------------------------------------------------------------------------------------------

EDGES = {
    "ogrs3": (OGRS3, 1, [50, 75, 90]),
    "ogp": (OGP, 1, [34, 67, 85]),
    "ovp": (OVP, 1, [30, 60, 80]),
    "osp-dc": (CONTACT, 1, [22, 30, 36]),
    "rsr": (RSR, 0.01, [3, 6.9]),
    "csrp": (CSRP, 0.01, [1, 3, 6.9]),
    "arp-static": (ARP, 0.01, [50, 75, 90]),
    "vrp-static": (VRP, 0.01, [30, 60, 80]),
    "svrp-static": (SVRP, 0.01, [1, 3, 6.9]),
}


@pytest.mark.parametrize("name", EDGES)
def test_both_sides_of_every_edge(name: str) -> None:
    lowest, step, edges = EDGES[name]
    bands = instrument(name).bands
    assert list(lowest.values())[1:] == edges
    for at, edge in enumerate(edges):
        assert banded(edge, lowest) == bands[at + 1]
        assert banded(edge - step, lowest) == bands[at]


def test_ovp_points_at_both_sides_of_every_edge() -> None:
    assert [_from(OTHER, count) for count in (0, 2, 3, 4, 5, 10, 11, 20, 21, 999)] == [0, 0, 2, 2, 3, 3, 4, 4, 5, 5]
    ages = (18, 19, 20, 21, 22, 23, 24, 25, 26, 30, 31, 35, 36, 40, 41, 45, 46, 50, 51, OLDEST)
    assert [_from(AGE, age) for age in ages] == [20, 20, 17, 17, 14, 14, 12, 12, 10, 10, 8, 8, 6, 6, 4, 4, 2, 2, 0, 0]
    assert {count: VIOLENT[count] for count in (0, 1, 2, 3, 4, 5, 17, 18)} == {
        0: 0,
        1: 4,
        2: 7,
        3: 9,
        4: 11,
        5: 12,
        17: 24,
        18: 25,
    }
    assert len(VIOLENT) == 19


#: No published example has these items: what one step of each brings, from the published table. What rises by others is
#: in the examples.
OGP_STEPS = {
    "no_fixed_abode": {True: 5}, "unemployed": {True: 5}, "activities": {1: 3, 2: 5}, "attitudes": {1: 3, 2: 5},
    "drug_misuse": {1: 4, 2: 8}, "drug_motivation": {1: 4, 2: 8}, "problem_solving": {1: 1, 2: 2},
    "consequences": {1: 1, 2: 2}, "others_views": {1: 1, 2: 2}, "ogrs3_two_years": {2: 0, 3: 1, 99: 58},
}  # fmt: skip
OVP_STEPS = {
    "psychiatric_treatment": {True: 4}, "no_fixed_abode": {True: 4}, "unemployed": {True: 4},
    "recognises_impact": {False: 4}, "temper": {1: 3, 2: 6}, "attitudes": {1: 3, 2: 6},
    "chronic_drinking": {1: 3, 2: 5}, "binge_drinking": {1: 3, 2: 5}, "gender": {"female": -5},
}  # fmt: skip
CONTACT_STEPS = {
    "contact_adult": {1: 5, 2: 10, 3: 15, 9: 15}, "contact_child": {1: 3, 2: 6, 3: 9, 9: 9},
    "non_contact": {1: 2, 2: 4, 3: 6, 9: 6}, "sanctions": {2: 6, 9: 6}, "stranger_victim": {True: 4},
    "last_sexual_offence_on": {"1975-12-31": 0, "1976-01-01": 5, "1977-12-31": 5, "1978-01-01": 10},
}  # fmt: skip
NOTHING = {
    "ogp": dict.fromkeys(OGP_STEPS, 0) | {"no_fixed_abode": False, "unemployed": False, "ogrs3_two_years": 1},
    "ovp": dict.fromkeys(OVP_STEPS, 0)
    | {"date_of_birth": "1960-01-01", "gender": "male", "follow_up_from": "2020-01-01", "sanctions": 1}
    | {"psychiatric_treatment": False, "no_fixed_abode": False, "unemployed": False, "recognises_impact": True}
    | {"violent_sanctions": 0},
    "osp-dc": MAN | {"contact_adult": 0, "contact_child": 0, "last_sexual_offence_on": None},
}
STEPS = [
    (name, question, answer, points)
    for name, steps in {"ogp": OGP_STEPS, "ovp": OVP_STEPS, "osp-dc": CONTACT_STEPS}.items()
    for question, brings in steps.items()
    for answer, points in brings.items()
]


@pytest.mark.parametrize(("name", "question", "answer", "points"), STEPS)
def test_points_of_each_item(name: str, question: str, answer: object, points: int) -> None:
    none, some = (instrument(name).of(NOTHING[name] | given).parts["points"] for given in ({}, {question: answer}))
    assert some - none == points


#: Log-odds of one step of each need in SNSV, from the published coefficients, and those of a woman.
SNSV_STEPS = {
    "weapon": (True, 0.15071282416667), "accommodation": (1, 0.0619710049121293),
    "unemployed": (True, 2 * 0.0389109699626767), "partner_relationship": (1, 0.0259107268767618),
    "chronic_drinking": (1, 0.0935672441515258), "binge_drinking": (1, 0.0567127896345591),
    "impulsivity": (1, 0.077212834605957), "temper": (1, 0.0482892034688302), "attitudes": (1, 0.130830533773332),
    "domestic_abuse": (True, 0.0847839330659903), "previous_convictions": (["arson", "weapon"], 0.306720468693476),
}  # fmt: skip
SNSV_NONE = {
    **RECORD, "assessed_on": "2026-01-01", "violent_sanctions": 0, "previous_convictions": [],
    **dict.fromkeys(("weapon", "unemployed", "domestic_abuse"), False),
    **dict.fromkeys(("accommodation", "partner_relationship", "chronic_drinking", "binge_drinking"), 0),
    **dict.fromkeys(("impulsivity", "temper", "attitudes"), 0),
}  # fmt: skip


@pytest.mark.parametrize("question", SNSV_STEPS)
def test_log_odds_of_each_need_in_snsv(question: str) -> None:
    answer, weight = SNSV_STEPS[question]
    none, some = (instrument("snsv-dynamic").of(SNSV_NONE | given).parts["sum"] for given in ({}, {question: answer}))
    assert some - none == pytest.approx(weight, abs=1e-12)


def test_snsv_terms_of_the_published_example() -> None:
    """From the publication's unit tests (SNSVTransformationHelperTest): a man of 33, second sanction at 32."""
    man = {"date_of_birth": "1992-09-11", "follow_up_from": "2025-04-11", "assessed_on": "2025-09-11"}
    second = {"convicted_on": "2024-09-11", "age_at_first_sanction": 17}
    parts = instrument("snsv-dynamic").of(SNSV_NONE | man | second).parts
    assert parts["sanctions"] == pytest.approx(-0.036518584350449, abs=1e-15)
    assert parts["gap"] == pytest.approx(-0.4077429292057845, abs=1e-15)
    assert parts["offence free months"] == pytest.approx(-0.1635176921525733, abs=1e-15)
    on_birthday = instrument("snsv-dynamic").of(SNSV_NONE | man | second | {"follow_up_from": "2025-09-11"}).parts
    assert on_birthday["age"] == pytest.approx(-6.368740156140515, abs=1e-12)


def test_every_published_coefficient_of_snsv_is_read_once() -> None:
    kinds = ("term", "array", "by_gender", "previous_conviction_dynamic")
    published = Counter(value for kind in kinds for value in snsv.READ["SNSV", kind].values())
    assert Counter([*snsv.STATIC.term.values(), *snsv.DYNAMIC.term.values()]) == published


@pytest.mark.parametrize("coefficients", [svrp.DYNAMIC, snsv.DYNAMIC])
def test_every_kind_of_earlier_conviction_has_its_coefficient(coefficients: Coefficients) -> None:
    past = {_past(kind) for kind in get_args(Previous)}
    assert {name for name in coefficients.term if name.startswith("PAST_")} == past


def test_snsv_of_violence_and_of_women_as_the_coefficients_say() -> None:
    static = instrument("snsv-static")
    record = {**RECORD, "assessed_on": "2021-12-12", "violent_sanctions": 0}
    woman, man = (static.of(record | {"gender": gender}).parts for gender in ("female", "male"))
    assert (woman["gender"], man["gender"]) == (-16.6220270089011, 0)
    assert (woman["violence"], man["violence"]) == (-2.32321324569237, -0.942816163300621)
    grievous = static.of(record | {"offence_code": "00501"}).parts
    assert grievous["offence"] == pytest.approx(0.01927038224 + 0.238802610774108, abs=1e-15)
