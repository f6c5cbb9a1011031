"""The frameworks that come with Dutybound: what the compiled parts say, and nothing more; what may be compared."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.inspection.frameworks.framework import Comparability, Framework, Mark
from dutybound.inspection.frameworks.likes import Likes, order_of
from dutybound.inspection.frameworks.reading import framework_named, frameworks
from dutybound.inspection.grades import Grade
from tests.data import shared_data

OURS = {
    "peel-2014.json": ("peel-2014",),
    "peel-2015.json": ("peel-2015",),
    "peel-2017.json": ("peel-2017",),
    "ipa-2018-19.json": ("peel-2018-19",),
    "paf-2021-22.json": ("paf-2021-22", "paf-2021-22-r2"),
    "paf-2025-27.json": ("paf-2025-27",),
}
PAIRS = [(file, key) for file, keys in OURS.items() for key in keys]


def compiled(file: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(shared_data(f"peel/frameworks/{file}").read_text(encoding="utf-8"))
    return content


def asked(content: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Pillar or "" with each question, as compiled."""
    pillars = content.get("pillars", {"": content})
    return [(name, one) for name, pillar in pillars.items() for one in pillar["questions"]]


@pytest.mark.parametrize(("file", "key"), PAIRS)
def test_every_title_is_as_it_was_compiled_and_none_is_added(file: str, key: str) -> None:
    wanted = [one["title"] for _, one in asked(compiled(file))]
    extra = ["recording data about crime"] if key == "paf-2021-22-r2" else []  # an area of reports, no question
    assert [one.title for one in frameworks()[key].questions()] == wanted + extra


@pytest.mark.parametrize(("file", "key"), PAIRS)
def test_what_was_not_seen_is_not_marked_as_seen(file: str, key: str) -> None:
    marks = {one.title: one.mark for one in frameworks()[key].questions()}
    for _, one in asked(compiled(file)):
        assert (marks[one["title"]] == Mark.SEEN) == (one["provenance"] == "seen in the store"), one["title"]


@pytest.mark.parametrize(("file", "key"), PAIRS)
def test_what_is_graded_is_as_it_was_compiled(file: str, key: str) -> None:
    framework = frameworks()[key]
    graded = {one.title: one.graded for one in framework.questions()}
    for _, one in asked(compiled(file)):
        if "graded" in one:
            assert graded[one["title"]] == one["graded"], one["title"]
    for name, pillar in compiled(file).get("pillars", {}).items():
        (found,) = [one for one in framework.pillars if one.key == name]
        assert found.graded == (pillar["overall"] == "graded")


@pytest.mark.parametrize(("key", "questions", "graded"), [("peel-2014", 13, 6), ("paf-2021-22", 12, 10)])
def test_so_many_questions_were_published(key: str, questions: int, graded: int) -> None:
    found = list(frameworks()[key].questions())
    assert (len(found), sum(one.graded for one in found)) == (questions, graded)


def test_every_framework_says_what_is_missing_from_it() -> None:
    for one in frameworks().values():
        assert one.gaps, one.key
        unseen = [each for each in one.questions() if each.mark != Mark.SEEN]
        assert not unseen or one.mark == Mark.CUT_OFF or any("title" in gap for gap in one.gaps), one.key


def test_vulnerability_was_looked_at_before_the_rest_of_2015_and_that_is_background() -> None:
    windows = {one.key: one.window for one in frameworks()["peel-2015"].questions() if one.window}
    (window,) = windows.values()
    assert list(windows) == ["effectiveness.3"]
    assert (window.as_at, window.mark) == (date(2015, 6, 30), Mark.BACKGROUND)


def test_one_page_calls_a_question_of_2018_19_otherwise() -> None:
    (one,) = [each for each in frameworks()["peel-2018-19"].questions() if each.key == "effectiveness.2"]
    assert "catching criminals" in one.variants[0]
    assert "reducing re-offending" in one.title


def test_four_and_five_grades_are_never_comparable() -> None:
    for key, framework in frameworks().items():
        for one in framework.questions():
            for like in Likes(frameworks()).of((key, one.key)):
                if frameworks()[like.framework].scale != framework.scale:
                    assert like.comparability == Comparability.NOT


def test_nothing_of_2021_22_is_comparable_with_2023_25() -> None:
    later = frameworks()["paf-2023-25"]
    found = [like for one in later.questions() for like in Likes(frameworks()).of((later.key, one.key))]
    between = [like for like in found if like.framework.startswith("paf-2021-22")]
    assert between
    assert {one.comparability for one in between} == {Comparability.NOT}


def test_each_revision_is_linked_to_the_one_before() -> None:
    line = sorted(frameworks().values(), key=order_of)
    for earlier, later in pairwise(line):
        linked = {like.framework for one in later.questions() for like in Likes(frameworks()).of((later.key, one.key))}
        assert earlier.key in linked or (earlier.family == later.family and earlier.version == later.version)


def test_a_question_is_followed_by_its_subject_and_not_by_its_number() -> None:
    """Question 3 was about anti-social behaviour in 2014, and about vulnerable people from 2015 on."""
    likes = {
        one.framework: one for found in Likes(frameworks()).earlier(("peel-2017", "effectiveness.3")) for one in found
    }
    assert likes["peel-2014"].question == "effectiveness.4"
    assert likes["peel-2016"].comparability == Comparability.ALIKE
    assert likes["peel-2015"].comparability == Comparability.WITH_CARE, "worth what the least of its steps is worth"
    assert len(likes["peel-2015"].whys) == 2


def made(version: str, other: str = "", comparability: str = "alike") -> Framework:
    edges = [{"question": "a", "other": other, "comparability": comparability, "why": version}] if other else []
    question = {"key": "a", "title": "A?", "graded": True, "mark": "seen"}
    pillar = {"key": "p", "graded": False, "mark": "seen", "questions": [question]}
    words = {"family": "made-up", "version": version, "title": "Made up", "owner": "nobody", "mark": "seen"}
    return Framework.model_validate(words | {"scale": ["good", "inadequate"], "pillars": [pillar], "edges": edges})


def test_where_two_files_say_different_things_of_two_questions_the_more_careful_holds() -> None:
    known = {one.key: one for one in (made("2001", "made-up-2002:a", "not"), made("2002", "made-up-2001:a", "alike"))}
    (like,) = Likes(known).of(("made-up-2002", "a"))
    assert like.comparability == Comparability.NOT
    (like,) = Likes(known).of(("made-up-2001", "a"))
    assert like.comparability == Comparability.NOT


def test_edges_are_those_of_the_later_one_in_whichever_file_they_stand() -> None:
    known = frameworks()
    found = Likes(known).edges(known["peel-2016"], known["peel-2015"])
    told = {one.question: (one.other, one.comparability) for one in found}
    assert told["effectiveness.2"] == ("peel-2015:effectiveness.2", Comparability.WITH_CARE)
    assert told["legitimacy.1"] == ("peel-2015:legitimacy.3", Comparability.WITH_CARE), "and not stop and search alone"
    assert len([one for one in found if one.question == "legitimacy.1"]) == 2


@pytest.mark.parametrize(("late", "early"), [("not", "alike"), ("alike", "not")])
def test_a_comparison_over_several_revisions_is_worth_what_its_least_step_is_worth(late: str, early: str) -> None:
    line = (made("2001"), made("2002", "made-up-2001:a", early), made("2003", "made-up-2002:a", late))
    nearest, farthest = Likes({one.key: one for one in line}).earlier(("made-up-2003", "a"))
    assert nearest[0].comparability == late
    assert farthest[0].comparability == Comparability.NOT
    assert farthest[0].whys == ("2003", "2002")


OWN = """family = "{family}"
version = "{version}"
title = "Plan"
owner = "Commissioner"
scale = ["good", "inadequate"]
mark = "seen"
[[pillars]]
key = "plan"
graded = false
mark = "seen"
[[pillars.questions]]
key = "plan.1"
title = "Does somebody come?"
graded = true
mark = "seen"
[[edges]]
question = "plan.1"
other = "{other}"
comparability = "not"
why = "Other grades"
"""


def own(folder: Path, family: str = "plan", version: str = "2025", other: str = "peel-2015:effectiveness.1") -> str:
    file = folder / "plan.toml"
    file.write_text(OWN.format(family=family, version=version, other=other))
    return str(file)


def test_a_force_adds_its_own_as_one_file(tmp_path: Path) -> None:
    assert framework_named(own(tmp_path)).key == "plan-2025"
    assert framework_named(own(tmp_path)).scale == (Grade.GOOD, Grade.INADEQUATE)


MUCH_WRONG = """
family = "plan"
version = "2025"
title = "Plan"
owner = "A commissioner"
scale = ["good", "splendid"]
mark = "sene"
valid_from = 2025-04-01
valid_to = 2024-04-01
[[pillars]]
key = "plan"
graded = false
mark = "seen"
[[pillars.questions]]
key = "plan.1"
title = "Does somebody come?"
graded = "perhaps"
mark = "seen"
topics = [{ key = "speed", summary = "How soon?", mark = "seen" }]
bears = [
  { key = "a", topic = "sped", claim = "Somebody comes.", degree = "mostly", standard = "reviewed", gap = "calls" },
  { key = "a", claim = "Soon.", degree = "most" },
]
[[pillars.questions]]
key = "plan.1"
titel = "Again?"
graded = true
mark = "seen"
[[edges]]
question = "plan.2"
other = "peel-2015:effectivness.1"
comparability = "alike"
why = "It is."
"""


def test_all_that_is_wrong_is_said_at_once_what_stands_in_lines_and_what_stands_between_them(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(MUCH_WRONG)
    with pytest.raises(DutyboundError) as refused:
        framework_named(str(file))
    said = refused.value.render()
    wanted = (
        "toml: scale, 2", "plan.toml: mark", "valid_to: lies before valid_from", "pillars, 1, questions, 1, graded",
        "sped is no topic of the question", "Did you mean 'speed'", "bears, 1, degree", "plan.1, a: looks at none or",
        "plan.1, a: stands there twice", "question plan.1: stands there twice", "questions, 2, title: is missing",
        "titel: is nothing that may stand here", "plan.2 is no question here",
        "effectivness.1 is no question of peel-2015", "Did you mean 'effectiveness.1'",
    )  # fmt: skip
    assert [one for one in wanted if one not in said] == []


@pytest.mark.parametrize(
    "told", ["pillars = 3", "pillars = [1]", "[[pillars]]\nquestions = 2", "edges = [{other = 1}]"]
)
def test_a_file_that_is_hardly_a_framework_is_refused_in_words(tmp_path: Path, told: str) -> None:
    (tmp_path / "plan.toml").write_text(told)
    with pytest.raises(DutyboundError) as refused:
        framework_named(str(tmp_path / "plan.toml"))
    assert "family: is missing" in refused.value.render()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"family": "peel", "version": "2015"}, "is the key of a framework that comes with Dutybound"),
        ({"other": "peel-2013:effectiveness.1"}, "peel-2013 is no framework"),
        ({"other": "peel-2015:effectivness.1"}, "Did you mean 'effectiveness.1'"),
        ({"other": "effectiveness.1"}, "edges, 1, other"),
        ({"version": '1"\nfamliy = "'}, "famliy: is nothing that may stand here"),
        ({"version": '1"\nvalid_to = "soon'}, "valid_to: input should be a valid date"),
    ],
)
def test_what_is_wrong_with_it_is_said(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    with pytest.raises(DutyboundError) as refused:
        framework_named(own(tmp_path, **changed))
    assert said in refused.value.render()
