"""What an author gets wrong about the words themselves is said in words, with its line, and all of it at once."""

from pathlib import Path

import pytest

from dutybound.standards.examples import check_examples
from tests.language.casebook import BOOK, CALENDAR, SCHEMA
from tests.standards.test_discovery import library, refusal, written

USUAL = 'version="1", valid_from="2016-01-01", source="a test", owed_by="officer", missing="not_owed"'
START = "from dutybound.duties import standard, measure, within, days, policy, Subject\n"


def one(options: str = USUAL, body: str = "within(days(9)).met_by(case.reviews)", after: str = "") -> str:
    head = f'{START}\n@standard({options})\ndef reviewed(case: Subject["case"]):\n    """A sentence."""\n'
    return f"{head}    return {body}\n{after}"


def test_missing_and_unknown_arguments_are_said_together_with_slips_of_the_body(tmp_path: Path) -> None:
    options = 'version="1", valid_form="2016-01-01", source="a test", owed_by="officer"'
    said = refusal(tmp_path, one=one(options, "within(days(9)).met_by(case.reviws)"), two=written("two", rows="replis"))
    assert "one.py:3: @standard does not say valid_from, missing\n    Add valid_from=..., missing=...." in said
    assert "one.py:3: @standard has no 'valid_form'\n    Did you mean 'valid_from'" in said
    assert "Did you mean 'reviews'" in said
    assert "Did you mean 'replies'" in said
    assert "TypeError" not in said
    assert "4 problems" in said


def test_a_standard_without_brackets_is_told_what_it_needs(tmp_path: Path) -> None:
    said = refusal(tmp_path, one=one().replace(f"@standard({USUAL})", "@standard"))
    assert "@standard is given something without saying what it is" in said
    assert "@standard does not say version, valid_from, source, owed_by, missing" in said
    assert "TypeError" not in said


def test_an_example_that_says_no_moment_is_named_with_its_line(tmp_path: Path) -> None:
    after = 'reviewed.example("it is so", expect="met")\nreviewed.example("and so", as_at="2016-03-01", expect="met")\n'
    said = refusal(tmp_path, one=one(after=after))
    assert "one.py:7: .example(...) does not say as_at\n    Add as_at=...." in said
    assert "1 problem)" in said


def test_a_measure_is_told_the_same(tmp_path: Path) -> None:
    text = '@measure(sauce="a test", unit="share")\ndef all(case: Subject["case"]):\n    """A sentence."""\n'
    said = refusal(tmp_path, one=START + "from dutybound.duties import count\n" + text + "    return count(case)\n")
    assert "@measure does not say source, better" in said
    assert "@measure has no 'sauce'\n    Did you mean 'source'?" in said


def test_words_that_the_language_lacks_get_the_nearest_and_the_rest_is_read(tmp_path: Path) -> None:
    body = "witin(day(9), of=frist(case.questions)).met_by(case.reviws)"
    said = refusal(tmp_path, one=one(body=body))
    assert "one.py:6 (reviewed): 'day' means nothing here\n    Did you mean 'days'" in said
    assert "'witin' means nothing here\n    Did you mean 'within'" in said
    assert "'frist' means nothing here\n    Did you mean 'first'" in said
    assert "no column or relation 'reviws'" in said


def test_a_word_that_was_not_imported_says_how(tmp_path: Path) -> None:
    said = refusal(tmp_path, one=one(body="within(weeks(9)).met_by(case.reviews)"))
    assert "'weeks' means nothing here\n    Write from dutybound.duties import weeks." in said


def test_words_outside_a_body_get_the_nearest_too(tmp_path: Path) -> None:
    imported = one().replace("within, days", "within, day")
    outside = one(f"{USUAL}, expected_within=day(3)")
    said = refusal(tmp_path, imported=imported, outside=outside)
    assert said.count("Did you mean 'days'") == 2
    assert "outside.py:3: cannot be loaded: NameError: name 'day' is not defined" in said


MEASURE = '''from dutybound.duties import *

@measure(source="a test", unit="share", better="more")
def some(case: Subject["case"]):
    """A sentence."""
    return share(duties("reviewed", "met"), of=duties("reviewed"))
'''


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (one(body="within(days(9)).met_by(case.reviws)"), "no column or relation 'reviws'"),
        (one().replace("def reviewed(", "def reviewed"), "SyntaxError"),
        (one().replace("@standard", "@standrd"), "Did you mean 'standard'"),
        (one().replace('"case"', '"cse"'), "no table 'cse'"),
    ],
)
def test_one_slip_is_one_problem_though_a_measure_counts_the_standard(tmp_path: Path, broken: str, said: str) -> None:
    problems = refusal(tmp_path, one=broken, two=MEASURE)
    assert said in problems
    assert "(1 problem)" in problems


def test_a_measure_of_a_standard_that_nobody_declares_is_said_beside_other_slips(tmp_path: Path) -> None:
    problems = refusal(tmp_path, one=one(body="days(9)"), two=MEASURE.replace("reviewed", "revewed"))
    assert "counts duties of 'revewed', which is no standard here" in problems


@pytest.mark.parametrize(
    ("body", "line", "word"),
    [
        ("within(days(9))", 6, "within(...)\n    Go on with .met_by(...)"),
        ("(\n        every(days(9), during=case)\n    )", 7, "every(...)\n    Go on with .met_by(...)"),
        ("throughout(case)", 6, "throughout(...)\n    Go on with .has(...)"),
    ],
)
def test_half_an_obligation_is_said_at_its_own_line(tmp_path: Path, body: str, line: int, word: str) -> None:
    text = one(body=body).replace("within, days", "within, every, throughout, days")
    said = refusal(tmp_path, one=text)
    assert f"one.py:{line} (reviewed): the obligation has only its first half, {word}" in said


def test_half_an_obligation_in_a_part_is_said_at_its_own_line(tmp_path: Path) -> None:
    parts = "from typing import Any, NamedTuple\nclass Both(NamedTuple):\n    seen: Any\n    kept: Any\n"
    body = "Both(\n        within(days(9)),\n        within(days(9)).met_by(case.reviews),\n    )"
    said = refusal(tmp_path, one=parts + one(body=body))
    assert "one.py:11 (reviewed): the obligation has only its first half, within(...)" in said
    assert "(1 problem)" in said


def test_what_is_no_obligation_is_said_at_the_declaration(tmp_path: Path) -> None:
    assert "one.py:3 (reviewed): reviewed returns review rows, not an obligation" in refusal(
        tmp_path, one=one(body="case.reviews")
    )


def test_an_obligation_that_goes_on_wrongly_is_told_how_it_does(tmp_path: Path) -> None:
    said = refusal(tmp_path, one=one(body="within(days(9)).met_b(case.reviews)"))
    assert "one.py:6 (reviewed): within(...) does not go on with .met_b\n    Go on with .met_by(...)." in said
    assert "Wording" not in said


@pytest.mark.parametrize("options", [USUAL.replace(', missing="not_owed"', ""), USUAL.replace("not_owed", "not_owd")])
def test_both_values_of_missing_are_named_with_what_they_mean(tmp_path: Path, options: str) -> None:
    said = refusal(tmp_path, one=one(options))
    assert 'missing="not_owed" means that nothing is owed' in said
    assert 'missing="unassessable" means that the duty is counted as one that cannot be assessed' in said


@pytest.mark.parametrize(
    "condition", ['case.risk in ("high", "low")', 'case.risk not in ["high"]', '"high" in case.reviews']
)
def test_in_is_told_what_to_write_instead(tmp_path: Path, condition: str) -> None:
    said = refusal(tmp_path, one=one(f"{USUAL}, applies=lambda case: {condition}"))
    assert "Write column.is_in('a', 'b'), and for `not in` ~column.is_in('a', 'b')." in said
    other = refusal(tmp_path, one=one(f"{USUAL}, applies=lambda case: not case.risk == 'high'"))
    assert "is_in" not in other
    assert "~ for not" in other


def test_a_misspelt_state_is_not_said_to_be_lacking_too(tmp_path: Path) -> None:
    words = {"pending": "2016-02-02", "overdu": "2016-03-01"}
    after = "".join(
        f'reviewed.example("{word}", as_at="{at}", expect="{word}", opened_at="2016-02-01T10:00")\n'
        for word, at in words.items()
    )
    (standard,) = library(tmp_path, one=one(after=after)).standards
    (problem,) = check_examples(standard, SCHEMA, BOOK, CALENDAR)
    assert "'overdu' is no state of a duty" in str(problem)


def test_a_name_outside_a_body_is_sought_among_the_authors_own(tmp_path: Path) -> None:
    after = 'revewed.example("x", as_at="2016-03-01", expect="met", opened_at="2016-02-01T10:00")\n'
    assert "Did you mean 'reviewed'?" in refusal(tmp_path, one=one(after=after))


@pytest.mark.parametrize("ending", ["unless=case.closed_at", "during=case"])
def test_before_the_very_end_is_refused_because_it_would_lapse_unseen(tmp_path: Path, ending: str) -> None:
    head = START.replace("within", "before, within")
    said = refusal(
        tmp_path, one=one(body=f"before(case.closed_at, {ending}).met_by(case.reviews)").replace(START, head)
    )
    assert "what it must come before is also what ends it" in said
    assert "Leave out unless= or during=" in said
