"""What holds for every answer to a published predictor: drawn answers, and every way to answer what was left open."""

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError, Problem
from dutybound.instruments.arp.score import ArpNeedsAnswers
from dutybound.instruments.arp.score import dynamic_terms as arp_terms
from dutybound.instruments.discovery import instrument
from dutybound.instruments.instrument import Instrument, Score
from dutybound.instruments.needs import Previous, drugs_may_be
from dutybound.instruments.offence_groups import offence_groups
from dutybound.instruments.predicting import worst

NAMES = (
    "ogrs3", "ogp", "ovp", "snsv-static", "snsv-dynamic", "osp-dc", "osp-iic", "osp-iic-2026", "rsr", "csrp",
    "arp-static", "arp-dynamic", "vrp-static", "vrp-dynamic", "svrp-static", "svrp-dynamic",
)  # fmt: skip
codes = st.sampled_from([code for code, group in offence_groups("ogrs3").items() if group[0].isupper()])
levels = st.integers(0, 2)


def drawn(one: Instrument) -> st.SearchStrategy[dict[str, Any]]:
    """Any answers of the right type, with what may be left open sometimes left open."""
    fields = one.answers.model_fields
    return st.fixed_dictionaries({name: strategy(name, field) for name, field in fields.items()})


def strategy(name: str, field: Any) -> st.SearchStrategy[Any]:
    if name == "previous_convictions":
        return st.sets(st.sampled_from(get_args(Previous)))
    of = get_args(field.annotation) or (field.annotation,)
    kind = kinds(name, of)
    return kind if field.is_required() else st.none() | kind


def kinds(name: str, of: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    flat = [inner for one in of for inner in (get_args(one) or (one,))]
    if name in NUMBERS:
        return NUMBERS[name]
    if "male" in flat:
        return st.sampled_from(["male", "female"])
    if bool in flat:
        return st.booleans()
    return DATES[name] if date in flat else levels


NUMBERS: dict[str, st.SearchStrategy[Any]] = {
    "sanctions": st.integers(1, 999) | st.integers(1, 4),
    "violent_sanctions": st.integers(0, 999) | st.integers(0, 3),
    "age_at_first_sanction": st.integers(8, 98) | st.integers(8, 12),
    "ogrs3_two_years": st.integers(1, 99),
    "offence_code": codes | st.from_regex(r"\A[0-9]{5}\Z"),
    **{name: st.integers(0, 1000) for name in ("contact_adult", "contact_child", "non_contact")},
    "images": st.integers(0, 10),
    **{name: st.floats(0, 100) for name in ("serious_violence", "contact")},
}
DATES = {
    "date_of_birth": st.dates(date(1930, 1, 1), date(2010, 1, 1)) | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    **{
        name: st.dates(date(2000, 1, 1), date(2030, 1, 1)) | st.dates(date(1900, 1, 1), date(2199, 12, 31))
        for name in ("convicted_on", "follow_up_from", "assessed_on", "last_sexual_offence_on", "last_offence_on")
    },
}


def scored(one: Instrument, answers: dict[str, Any]) -> tuple[tuple[Problem, ...], Score | None]:
    """The problems or the score."""
    try:
        return (), one.of(answers)
    except DutyboundError as refused:
        return refused.problems, None


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_score_or_a_refusal_in_words_and_never_anything_else(name: str, data: st.DataObject) -> None:
    one = instrument(name)
    answers = data.draw(drawn(one) | drawn(one).map(plausible))
    refused, score = scored(one, answers)
    assert all(problem.where and problem.what and problem.remedy for problem in refused)
    assert bool(refused) != bool(score)
    if score:
        holds(one, score)


def holds(one: Instrument, score: Score) -> None:
    """Within its ends, its bands in order and its own, with its reasons."""
    assert score.value is not None
    assert 0 <= score.value <= 99.99
    assert 0 <= score.parts.get("probability", 0) <= 1
    assert score.bands in {
        one.bands[first:last] for first, last in itertools.combinations(range(len(one.bands) + 1), 2)
    } | {()}
    assert len(score.bands) == 1 or score.unanswered or not score.bands
    assert score.reasons or not score.value
    assert all(reason.text for reason in score.reasons)


# What was left open ---------------------------------------------------------------------------------------------------

DRUGS = drugs_may_be(ArpNeedsAnswers)
record = {
    "date_of_birth": "1990-01-01", "gender": "female", "follow_up_from": "2025-01-01", "convicted_on": "2025-01-01",
    "offence_code": "04600", "sanctions": 9, "age_at_first_sanction": 17, "assessed_on": "2026-07-01",
    "accommodation": 2, "unemployed": True, "chronic_drinking": 1, "lives_with_partner": True,
    "partner_relationship": 2, "domestic_abuse": False, "activities": 2, "binge_drinking": 1, "impulsivity": 2,
    "attitudes": 2,
}  # fmt: skip


@given(st.sets(st.sampled_from(sorted(DRUGS)), max_size=6), st.data())
def test_the_bands_reach_from_the_published_one_to_the_worst_of_all_answers(
    left: set[str], data: st.DataObject
) -> None:
    """Every way to answer the drugs that were left open is tried: none is outside, and the ends are reached."""
    known = {name: data.draw(st.sampled_from(DRUGS[name])) for name in sorted(set(DRUGS) - left)}
    one = instrument("arp-dynamic")
    score = one.of(record | known)
    every = [one.of(record | known | dict(zip(sorted(left), given, strict=True))) for given in every_answer(left)]
    ranks = [one.bands.index(other.band or "") for other in every]
    assert one.bands.index(score.bands[0]) == min(ranks)
    assert one.bands.index(score.bands[-1]) == max(ranks)
    assert set(score.unanswered) == left


@given(st.sets(st.sampled_from(sorted(DRUGS)), max_size=6))
def test_the_worst_answers_are_the_worst(left: set[str]) -> None:
    answers = ArpNeedsAnswers.model_validate(record | {name: DRUGS[name][0] for name in set(DRUGS) - left})
    total: Callable[[ArpNeedsAnswers], float] = lambda one: sum(term.weight for term in arp_terms(one))
    others = [answers.model_copy(update=dict(zip(sorted(left), given, strict=True))) for given in every_answer(left)]
    assert total(worst(answers, total, DRUGS)) == pytest.approx(max(map(total, others)))


def every_answer(left: set[str]) -> list[tuple[Any, ...]]:
    return list(itertools.product(*(DRUGS[name] for name in sorted(left))))


CONTACT_OPEN = {
    "last_sexual_offence_on": ("1976-06-01", "1977-06-01", "2000-01-01", "2026-01-01"),
    "stranger_victim": (False, True),
    "last_offence_on": ("2000-01-01", "2026-01-01"),
}


@given(st.sets(st.sampled_from(sorted(CONTACT_OPEN))), st.data())
def test_contact_bands_reach_to_the_worst_of_all_answers(left: set[str], data: st.DataObject) -> None:
    one = instrument("osp-dc")
    known = {
        "date_of_birth": "1960-01-01", "gender": "male",
        "follow_up_from": data.draw(st.sampled_from(["2015-01-01", "2024-01-01"])),
        "assessed_on": "2026-01-01", "sexual_conviction": True, "contact_adult": data.draw(st.integers(0, 3)),
        "contact_child": data.draw(st.integers(0, 3)), "non_contact": data.draw(st.integers(0, 3)),
        "sanctions": data.draw(st.integers(1, 2)), "in_custody": data.draw(st.booleans()),
    }  # fmt: skip
    known |= {name: data.draw(st.sampled_from(CONTACT_OPEN[name])) for name in sorted(set(CONTACT_OPEN) - left)}
    score = one.of(known)
    every = itertools.product(*(CONTACT_OPEN[name] for name in sorted(left)))
    bands = [one.of(known | dict(zip(sorted(left), given, strict=True))).band for given in every]
    assert score.treat_as == one.bands[max(one.bands.index(band or "") for band in bands)]


# Monotone where the formula is ----------------------------------------------------------------------------------------


@given(st.integers(1, 998), st.integers(0, 40))
def test_more_sanctions_in_the_same_career_never_lower_ogrs3(count: int, career: int) -> None:
    """The Copas term grows with the count, and the status of a first sanction is the lower one."""
    given_answers = {
        "date_of_birth": "1980-01-01", "gender": "male", "follow_up_from": "2025-01-01", "convicted_on": "2025-01-01",
        "offence_code": "04600", "age_at_first_sanction": max(45 - career, 8),
    }  # fmt: skip
    fewer, more = (instrument("ogrs3").of({**given_answers, "sanctions": n}).parts for n in (count, count + 1))
    assert more["copas"] > fewer["copas"]
    assert more["sum"] > fewer["sum"]


#: Questions of which more never lowers the score. Needs of a partner are not: living together lowers it.
RISING = {
    "ogp": ("ogrs3_two_years", "activities", "drug_misuse", "drug_motivation", "problem_solving", "attitudes"),
    "ovp": ("chronic_drinking", "binge_drinking", "temper", "attitudes"),
    "osp-dc": ("contact_adult", "contact_child", "non_contact", "sanctions"),
    "snsv-dynamic": ("accommodation", "chronic_drinking", "binge_drinking", "impulsivity", "temper", "attitudes"),
    "arp-dynamic": ("accommodation", "activities", "chronic_drinking", "binge_drinking", "impulsivity", "attitudes"),
    "vrp-dynamic": ("accommodation", "activities", "chronic_drinking", "binge_drinking", "impulsivity", "temper"),
    "svrp-dynamic": ("accommodation", "chronic_drinking", "temper", "attitudes"),
}  # fmt: skip


@pytest.mark.parametrize("name", RISING)
@given(data=st.data())
def test_more_of_a_need_never_lowers_the_score(name: str, data: st.DataObject) -> None:
    one = instrument(name)
    answers = data.draw(drawn(one).map(plausible))
    question = data.draw(st.sampled_from(RISING[name]))
    value = data.draw(st.integers(1, 98) if question == "ogrs3_two_years" else st.integers(0, 1))
    first = value + (question == "sanctions")
    less, more = (one.of({**answers, question: first + step}) for step in (0, 1))
    assert (more.value or 0) >= (less.value or 0)


def plausible(answers: dict[str, Any]) -> dict[str, Any]:
    """The same answers with days, ages and a code that can be."""
    fixed = {
        "date_of_birth": "1980-06-30", "convicted_on": "2020-01-01", "follow_up_from": "2021-01-01",
        "assessed_on": "2026-07-01", "offence_code": "04600", "age_at_first_sanction": 20, "sexual_conviction": True,
        "last_sexual_offence_on": None, "last_offence_on": None,
    }  # fmt: skip
    counts = {name: answers.get(name) or 0 for name in ("contact_adult", "contact_child", "non_contact")}
    few = {"sanctions": min(answers.get("sanctions") or 1, 900), "violent_sanctions": 0}
    return answers | {name: value for name, value in (fixed | few | counts).items() if name in answers}
