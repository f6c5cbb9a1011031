"""A force's own instruments: the form in force that day, tables, coefficients and matrices of its own, checked."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.instruments.discovery import CARD, applying, card_of
from dutybound.instruments.own import Own, own_instruments
from tests.vectors.test_solvability import WRITTEN

HERE = Path("nowhere")
DIAL = """
name = "dial_2012"
title = "DIAL (made up)"
family = "domestic abuse"
version = "2012"
source = "A made-up force"
who_decides = "The officer grades, a supervisor checks."
valid_from = 2012-01-01
valid_to = 2022-11-30
written_as = "DIAL 2012"
table = "domestic_assessment"

[form]
bands = ["standard", "medium", "high"]
count = { medium = 2, high = 3 }
question = [
    { name = "hurt", topic = "somebody was hurt" },
    { name = "afraid", topic = "the victim is afraid" },
    { name = "before", topic = "it happened before" },
]
"""
DARA = """
name = "dara_2022"
title = "DARA (made up)"
family = "domestic abuse"
version = "2022"
source = "A made-up force"
who_decides = "The officer grades, a supervisor checks."
valid_from = 2022-12-01

[form]
bands = ["standard", "medium", "high"]
question = [{ name = "controlled", topic = "control" }]
"""


def own(*texts: str, folder: Path = HERE) -> tuple[Own, ...]:
    files = {f"{number}.toml": tomllib.loads(text) for number, text in enumerate(texts, start=1)}
    return own_instruments(files, folder)


def refused(*texts: str) -> str:
    with pytest.raises(DutyboundError) as problem:
        own(*texts)
    return problem.value.render()


FORMS = [one.instrument for one in own(DIAL, DARA)]
DIAL_FORM, DARA_FORM = FORMS
known = st.dictionaries(st.sampled_from(("hurt", "afraid", "before")), st.booleans())


def test_the_form_in_force_that_day() -> None:
    days = {
        date(2011, 12, 31): "dash",  # before the force had its own: the published one
        date(2012, 1, 1): "dial_2012",
        date(2022, 11, 30): "dial_2012",
        date(2022, 12, 1): "dara_2022",
    }
    assert {day: applying("domestic abuse", day, FORMS).name for day in days} == days
    assert applying("domestic abuse", date(2016, 6, 30)).name == "dash", "without the force's slots"


def test_a_form_says_who_decides_and_has_a_card() -> None:
    (dial,) = own(DIAL)
    assert (dial.who_decides, dial.written_as) == ("The officer grades, a supervisor checks.", "DIAL 2012")
    assert dial.instrument.mark == "force policy"
    assert set(CARD) <= set(card_of(dial.instrument))
    assert [one.title for one in dial.instrument.answers.model_fields.values()][:2] == [
        "somebody was hurt", "the victim is afraid",
    ]  # fmt: skip


def test_a_form_counts_by_its_own_rule() -> None:
    score = DIAL_FORM.of({"hurt": True, "afraid": True, "before": False})
    assert (score.value, score.band, score.unit) == (2, "medium", "yes answers of 3")
    assert DIAL_FORM.of({"hurt": True, "afraid": True}).bands == ("medium", "high")
    assert "form: 2012, bands by count" in [reason.text for reason in score.reasons]


@given(known, st.sampled_from(("hurt", "afraid", "before")))
def test_a_count_is_monotone_and_unknown_may_be_a_yes(answers: dict[str, bool], name: str) -> None:
    rest = {key: value for key, value in answers.items() if key != name}
    unknown, yes, no = (DIAL_FORM.of({**rest, **one}) for one in ({}, {name: True}, {name: False}))
    assert set(unknown.bands) == {*yes.bands, *no.bands}
    order = DIAL_FORM.bands.index
    assert order(yes.bands[0]) >= order(no.bands[0])
    assert name in unknown.unanswered


@given(known, st.sampled_from(("standard", "medium", "high")))
def test_a_grade_raises_a_count_and_never_lowers_it(answers: dict[str, bool], grade: str) -> None:
    before, after = DIAL_FORM.of(answers), DIAL_FORM.of({**answers, "grade": grade})
    order = DIAL_FORM.bands.index
    assert order(after.bands[0]) == max(order(before.bands[0]), order(grade))
    assert "because" in after.unanswered
    assert "because" not in before.unanswered


def test_judgement_only_computes_nothing() -> None:
    assert DARA_FORM.of({"controlled": True}).bands == ("standard", "medium", "high")
    assert DARA_FORM.of({"grade": "standard"}).bands == ("standard", "medium"), "a question is open"
    score = DARA_FORM.of({"controlled": False, "grade": "standard", "because": "she is safe"})
    assert (score.value, score.band, score.unanswered) == (None, "standard", ())


@pytest.mark.parametrize(
    ("was", "instead", "said"),
    [
        ("medium = 2", "medium = 3", "reaches an upper band with no more"),
        ("high = 3", "high = 4", "asks for 4 yes, and there are 3 questions"),
        ("high = 3", "severe = 3", "count says from how many yes"),
        ('name = "afraid"', 'name = "hurt"', "hurt: stands twice"),
        ('name = "afraid"', 'name = "grade"', "grade: stands twice, or is taken"),
        ('name = "afraid"', 'name = "Is she afraid"', "string should match pattern"),
        ('"standard", "medium"', '"medium", "medium"', "a band stands twice"),
        ("valid_to = 2022-11-30", "valid_to = 2011-11-30", "valid_to lies before valid_from"),
        ('written_as = "DIAL 2012"', "", "written_as and table stand together"),
        ('source = "A made-up force"', "", "1.toml: source: is missing"),
        ('name = "dial_2012"', 'name = "dash"', "is the name of another instrument"),
        ('title = "DIAL', 'titel = "x"\ntitle = "DIAL', "Did you mean 'title'"),
    ],
)
def test_a_slot_that_is_not_whole_is_refused(was: str, instead: str, said: str) -> None:
    assert was in DIAL
    assert said in refused(DIAL.replace(was, instead))


def test_two_forms_on_one_day_are_refused() -> None:
    assert "both apply to 'domestic abuse'" in refused(DIAL, DARA.replace("2022-12-01", "2022-11-30"))


def test_a_slot_is_made_of_one_thing() -> None:
    head = DIAL.partition("[form]")[0]
    assert "has one of [form], [weights], [solvability], [matrix]" in refused(head)
    assert "and only one" in refused(f'{DIAL}\n[weights]\nfile = "x.csv"\nunit = "days"\n')


def made_of(family: str, body: dict[str, Any], folder: Path = HERE) -> Any:
    head = {"name": "ours", "title": "Ours", "version": "2", "source": "us", "who_decides": "a person"}
    (one,) = own_instruments({"ours.toml": {**head, "family": family, **body}}, folder)
    return one.instrument


def test_a_table_of_weights_lies_beside_its_slot(tmp_path: Path) -> None:
    (tmp_path / "cambridge.csv").write_text("code,weight\n1,5475\n")
    one = made_of("crime harm", {"weights": {"file": "cambridge.csv", "unit": "days"}}, tmp_path)
    score = one.of({"offences": {"1": 2}})
    assert (score.value, score.unit, score.reasons[-1].text) == (10950, "days", "weights: Ours, 2")
    assert applying("crime harm", date(2026, 1, 1), [one]) is one
    with pytest.raises(DutyboundError, match=r"missing\.csv: is no file"):
        made_of("crime harm", {"weights": {"file": "missing.csv", "unit": "days"}}, tmp_path)


def test_coefficients_and_a_matrix_of_the_forces_own() -> None:
    scored = made_of("solvability", {"solvability": WRITTEN}).of(
        {"kind": "minor assault", "domestic_abuse": False, "hate": False, "sexual": False, "child": False}
    )
    assert scored.bands == ("not recommended", "recommended")
    rows = [{"rule": "A", "owner": "team A", "level": "all"}]
    matrix = made_of("allocation", {"matrix": {"edition": "4", "levels": ["all"], "row": rows}})
    assert matrix.of({"kinds": []}).band == "all"


def test_all_files_are_read_before_anything_is_refused() -> None:
    said = refused(DIAL.replace('family = "domestic abuse"', ""), DARA.replace('version = "2022"', ""))
    assert "1.toml: family: is missing" in said
    assert "2.toml: version: is missing" in said


def test_a_blank_is_no_text() -> None:
    """Neither as a reason on a form, nor as who decides about it."""
    (dial,) = own(DIAL)
    with pytest.raises(DutyboundError, match="because"):
        dial.instrument.of({"grade": "high", "because": " "})
    assert "who_decides" in refused(DIAL.replace("The officer grades, a supervisor checks.", " "))
