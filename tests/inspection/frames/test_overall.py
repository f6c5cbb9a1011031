"""The rule for the overall grade: what it says, when it says nothing, and every real set of question grades."""

import itertools
from pathlib import Path

import pytest
from tools.overall_grade import FOUR, LETTERS, PAGE, counted, page, real_grades, told_apart

from dutybound.inspection.grades import Grade, NoGrade
from dutybound.inspection.overall import Overall, overall_of, ruled
from tests.data import shared_data

FIVE = tuple(Grade)
A = Grade.ADEQUATE


def proposed(letters: str, scale: tuple[Grade, ...] = FOUR) -> Overall:
    words = LETTERS | {"A": A, "U": NoGrade.UNGRADED, "N": NoGrade.NOT_GRADED, "Y": NoGrade.NOT_YET}
    return overall_of({f"q{i}": words[one] for i, one in enumerate(letters.split(), 1)}, scale)


@pytest.mark.parametrize(
    ("letters", "grade"),
    [
        ("G RI RI RI U", "requires improvement"),  # Staffordshire 2016, question 5 without a grade by design
        ("G G G RI U", "good"),
        ("O O O O", "good"),  # outstanding is decided, never proposed
        ("G RI I G", "requires improvement"),
        ("I RI I G", "inadequate"),
        ("G RI RI ?", "requires improvement"),  # whatever the last is
        ("G G G ?", "good"),
    ],
)
def test_four_grades(letters: str, grade: str) -> None:
    assert proposed(letters).grade == grade


@pytest.mark.parametrize(
    ("letters", "grade"),
    [
        ("G G A G", "good"),
        ("G A A G", "adequate"),
        ("A A RI G", "adequate"),
        ("A RI RI G", "requires improvement"),
        ("A RI I G", "requires improvement"),
        ("G I I G", "inadequate"),
    ],
)
def test_five_grades(letters: str, grade: str) -> None:
    assert proposed(letters, FIVE).grade == grade


def test_it_refuses_where_an_unknown_grade_could_change_the_answer_and_says_what_each_would_give() -> None:
    found = proposed("G G RI ?")
    assert found.grade is None
    assert found.unknown == ("q4",)
    assert {one.overall: one.unknown for one in found.possibilities} == {
        Grade.GOOD: ((Grade.OUTSTANDING,), (Grade.GOOD,)),
        Grade.REQUIRES_IMPROVEMENT: ((Grade.REQUIRES_IMPROVEMENT,), (Grade.INADEQUATE,)),
    }
    assert "good if the question not known is outstanding or good" in found.reason


@pytest.mark.parametrize("letter", ["?", "N", "Y"])
def test_what_was_planned_and_not_given_is_as_unknown_as_what_was_not_seen(letter: str) -> None:
    assert proposed(f"G RI {letter}").grade is None


def test_a_pillar_without_any_graded_question_has_no_proposal() -> None:
    assert proposed("U U").grade is None
    assert overall_of({}, FOUR).grade is None


@pytest.mark.parametrize("scale", [FOUR, FIVE])
def test_a_better_grade_never_makes_it_worse(scale: tuple[Grade, ...]) -> None:
    for grades in itertools.product(scale, repeat=4):
        for place, one in enumerate(grades):
            better = (*grades[:place], scale[max(0, scale.index(one) - 1)], *grades[place + 1 :])
            assert scale.index(ruled(better, scale)) <= scale.index(ruled(grades, scale))


def test_what_is_proposed_despite_an_unknown_grade_holds_for_each_grade_it_could_be() -> None:
    for letters in itertools.product(["O", "G", "RI", "I", "?"], repeat=4):
        found = proposed(" ".join(letters))
        options = [FOUR if one == "?" else (LETTERS[one],) for one in letters]
        each = {ruled(grades, FOUR) for grades in itertools.product(*options)}  # type: ignore[arg-type]
        assert each == ({found.grade} if found.grade else {one.overall for one in found.possibilities})


@pytest.fixture(scope="module")
def data() -> Path:
    return shared_data("peel/pillar_pattern.csv").parents[1]


def test_every_real_set_of_question_grades(data: Path) -> None:
    whole = [one for one in real_grades(data) if one.is_complete]
    assert all(one.proposal.grade is not None for one in whole)
    assert counted(whole) == {"hit": 31, "miss": 2, "published grade not known": 2}
    assert {one.force for one in whole if one.outcome == "miss"} == {"durham", "dyfed-powys"}


def test_the_same_question_grades_led_to_different_overall_grades(data: Path) -> None:
    assert list(told_apart(real_grades(data))) == ["RI G RI G"]


def test_the_page_is_what_the_grades_say(data: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(real_grades(data)), "run python -m tools.overall_grade"
