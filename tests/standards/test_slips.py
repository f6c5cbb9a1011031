"""What an author gets wrong about the words themselves is said in words, with its line, and all of it at once."""

from pathlib import Path

from tests.standards.test_discovery import refusal, written

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
