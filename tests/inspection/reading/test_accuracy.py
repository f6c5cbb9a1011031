"""Other ways in which a report is at odds with itself, each planted in the made-up one."""

import pytest

from dutybound.inspection.reading.files import opened_content
from dutybound.inspection.reading.reading import report_of
from dutybound.inspection.reading.report import Clash, Contradiction
from tests.inspection.reading import exampleshire

TEXT = exampleshire.as_text().replace("Exampleshire", "Sussex")
OPENING = "Sussex Police requires improvement at keeping people safe and reducing crime."


def raised(text: str) -> list[Contradiction]:
    report = report_of(opened_content(text.encode(), "report"), "report", {})
    return [one for one in report.contradictions if one.clash is not Clash.STATEMENTS]


def test_nothing_where_nothing_is_planted() -> None:
    assert OPENING in TEXT
    assert raised(TEXT) == []


def test_another_force_opens_the_report() -> None:
    [found] = raised(TEXT.replace(OPENING, OPENING.replace("Sussex", "Surrey")))
    assert found.clash is Clash.FORCE_NAME
    assert "the report is on Sussex Police, and the sentence speaks of Surrey Police" in found.why


@pytest.mark.parametrize("sentence", [
    "The digital unit is shared with Surrey Police.",
    "Surrey Police and Sussex Police share a digital unit.",
])  # fmt: skip
def test_another_force_may_be_spoken_of(sentence: str) -> None:
    assert raised(TEXT.replace(OPENING, f"{OPENING} {sentence}")) == []


@pytest.mark.parametrize(
    ("printed", "clash"),
    [("Good", Clash.GRADE_AND_WORDS), ("Outstanding", Clash.GRADE_AND_WORDS)],
)
def test_a_grade_against_the_words_below_it(printed: str, clash: Clash) -> None:
    planted = TEXT.replace("\nInadequate\n", f"\n{printed}\n")
    assert planted != TEXT
    found = raised(planted)
    assert [one.clash for one in found] == [clash]
    assert f"is {printed.lower()}, and the words say inadequate" in found[0].why


@pytest.mark.parametrize("grade", ["Good", "Outstanding"])
def test_a_lower_grade_that_is_not_lower(grade: str) -> None:
    planted = TEXT.replace("02/03/2017\nRequires improvement", f"02/03/2017\n{grade}")
    assert planted != TEXT
    assert Clash.GRADE_AND_YEAR in [one.clash for one in raised(planted)]


def test_two_grades_below_one_question() -> None:
    [found] = raised(TEXT.replace("\nInadequate\n", "\nInadequate\n\nGood\n"))
    assert found.clash is Clash.TWO_GRADES


def test_a_summary_that_grades_a_question_otherwise() -> None:
    found = raised(
        TEXT.replace(OPENING, f"{OPENING} It is outstanding at investigating crime and reducing re-offending.")
    )
    assert [one.clash for one in found] == [Clash.GRADE_AND_WORDS]


def test_a_sentence_under_two_questions() -> None:
    sentence = "The force has tested its plan for a flood with the fire service."
    [found] = raised(TEXT.replace("Neighbourhood teams know", f"{sentence} Neighbourhood teams know"))
    assert found.clash is Clash.REPEATED
    assert found.where == ("question 1", "question 5")


def test_a_sentence_on_another_pillar() -> None:
    [found] = raised(
        TEXT.replace(OPENING, f"{OPENING} Sussex Police requires improvement in respect of its legitimacy.")
    )
    assert found.clash is Clash.REPEATED
    assert "grades legitimacy, and stands under effectiveness" in found.why


@pytest.mark.parametrize("words", ["Force x is", "[insert force name] has mentors.", "To be confirmed: TBC."])
def test_words_left_over_from_a_template(words: str) -> None:
    [found] = raised(TEXT.replace(OPENING, f"{OPENING}\n\n{words}"))
    assert found.clash is Clash.LEFTOVER
