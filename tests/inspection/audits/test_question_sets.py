"""Question sets: those that come with it, and a force's own, read whole or refused with all that is wrong."""

from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.inspection.audits.question_set import Kind
from dutybound.inspection.audits.reading import question_set_named, question_sets
from tests.practice.practice import declaration

TOLD = 'key = "told"\nasks = "?"\nkind = "gate"\nlook_for = "?"'
OWN = """key = "ours"
version = "1"
title = "Ours"
subjects = "allocation"
source = "Force policy"
[[questions]]
key = "told"
asks = "Was it told?"
kind = "gate"
look_for = "A note."
"""


@pytest.mark.parametrize("one", question_sets().values(), ids=lambda one: one.key)
def test_sets_are_about_tables_that_there_are(one) -> None:  # type: ignore[no-untyped-def]
    schema = declaration().schema
    assert one.subjects in schema.tables
    assert one.strata is None or one.strata in schema.tables[one.subjects].columns
    assert one.mark == "project default"
    assert any(question.kind is Kind.GATE for question in one.questions)


def test_victim_service_follows_the_case_through_its_five_stages() -> None:
    stages = dict.fromkeys(one.stage for one in question_sets()["victim-service"].questions)
    assert list(stages) == ["call handling", "deployment", "recording", "investigation", "outcome"]


def test_a_rationale_says_what_speaks_for_it_against_it_and_what_would_change_it() -> None:
    gates = {one.key for one in question_sets()["missing-risk-rationale"].gates()}
    assert {"for", "against", "what-would-change-it"} <= gates


def own(folder: Path, text: str) -> str:
    (folder / "ours.toml").write_text(text)
    return f"{folder / 'ours.toml'}"


def test_a_force_adds_its_own_as_one_file(tmp_path: Path) -> None:
    assert question_set_named(own(tmp_path, OWN)).key == "ours"


@pytest.mark.parametrize(
    ("this", "to_this", "said"),
    [
        ('kind = "gate"', 'kind = "scored"', "has no gate"),
        ('kind = "gate"', 'kind = "grate"', "questions, 1, kind"),
        ('key = "ours"', 'key = "victim-service"', "that of a set that comes with Dutybound"),
        ('title = "Ours"', 'titel = "Ours"', "titel"),
        ('version = "1"', "version = 1\n[", "cannot be read as TOML"),
        ("[[questions]]", f"[[questions]]\n{TOLD}\n[[questions]]", "stands there twice"),
    ],
)
def test_a_set_that_is_wrong_is_refused(tmp_path: Path, this: str, to_this: str, said: str) -> None:
    with pytest.raises(DutyboundError, match=said):
        question_set_named(own(tmp_path, OWN.replace(this, to_this)))


def test_a_set_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(DutyboundError, match="Did you mean 'victim-service'"):
        question_set_named("victim-services")
