"""What a report says, what it keeps back, and who may read it how."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from dutybound.cli import report_command
from dutybound.inspection.frameworks.framework import Question
from dutybound.inspection.judging import changing
from dutybound.inspection.judging.assessed import Assessed
from dutybound.inspection.judging.weighing import weigh
from tests.cli.test_assess import run
from tests.inspection.conftest import INSPECTION
from tests.inspection.writing.conftest import Reported, text_of


def test_a_grade_is_its_persons_and_the_proposal_stands_beside_it_alone(reported: Reported) -> None:
    text = text_of(reported.page())
    assert "Judged by a made-up inspector (a fictional inspector, for this demonstration), 2016-08-01." in text
    assert text.count("Proposed by rule, after that grade was written") == 1  # the other question has no grade yet
    assert "No judgment has been made. The evidence follows without one." in text


def test_without_grades_no_proposal_is_shown(settings: Path, assessed: Path, tmp_path: Path) -> None:
    done = run(settings, "report", assessed, "--framework", INSPECTION / "framework.toml", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert "No judgment has been made of: investigation.1, investigation.2" in done.stdout
    for file in ("report.html", "public.html", "chief-officers.html"):
        html = (tmp_path / "out" / file).read_text()
        assert not any(words in html for words in ("Proposed", "Drafts, adopted", "What falls far short, or short"))


def test_findings_keep_their_parts_and_strengths_stand_apart(reported: Reported) -> None:
    page = reported.page()
    (area,) = [one for one in page.all("li") if one.text.startswith("The force should improve how investigations")]
    assert len(page.within(area, "li")) == 2
    headings = [one.text for one in page.all("h3")]
    assert headings.index("Areas for improvement") < headings.index("Strengths")


def test_what_cannot_be_told_is_named(reported: Reported) -> None:
    text = text_of(reported.page())
    assert "Victims say that they were kept informed. No record of it is kept yet: a survey of victims." in text


def test_change_says_whether_the_rules_were_the_same(reported: Reported) -> None:
    text = text_of(reported.page())
    assert "Change on last year" in text
    assert "Both years were judged by the same standard and the same policies." in text


def test_other_rules_are_named(settings: Path, assessed: Path, tmp_path: Path) -> None:
    before = Path(shutil.copytree(assessed, tmp_path / "before"))
    content = json.loads((before / "definitions.json").read_text())
    content["standards"]["planned"]["policies"] = [
        {**content["standards"]["directed"]["policies"][0], "label": "plan.limit", "value": "3 days"}
    ]
    (before / "definitions.json").write_text(json.dumps(content))
    run(
        settings,
        "report",
        assessed,
        "--framework",
        INSPECTION / "framework.toml",
        "--before",
        before,
        "--out",
        tmp_path / "out",
    )
    assert "plan.limit: not there, where it was 3 days" in (tmp_path / "out" / "report.html").read_text()


def test_each_year_is_weighed_once_for_each_of_its_rules(
    settings: Path, assessed: Path, last_year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed: list[Path] = []

    def counting(questions: Iterable[Question], results: Assessed, *rest: Any) -> Any:
        weighed.append(results.folder)
        return weigh(questions, results, *rest)

    for module in (report_command, changing):
        monkeypatch.setattr(module, "weigh", counting)
    given = ["report", assessed, "--framework", INSPECTION / "framework.toml", "--before", last_year]
    crossed = ["--before-by-these-rules", last_year, "--by-rules-of-before", assessed]
    assert run(settings, *given, "--out", tmp_path / "out").returncode == 0
    assert Counter(weighed) == {assessed: 1, last_year: 1}
    assert run(settings, *given, *crossed, "--out", tmp_path / "out").returncode == 0
    assert Counter(weighed) == {assessed: 3, last_year: 3}


def test_windows_may_be_typed_and_stand_in_the_report(settings: Path, assessed: Path, tmp_path: Path) -> None:
    """2023-25 ships without windows: as typed, its questions look at days, and the report says which."""
    given = ("report", assessed, "--framework", "paf-2023-25", "--out", tmp_path / "out")
    done = run(settings, *given, "--window", "all=2016-01-01..2016-06-30")
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "out" / "report.html").read_text()
    assert "Looked at: " in html
    assert "30 June 2016" in html
    wrong = run(settings, *given, "--window", "investigating=2016-01-01..2016-06-30")
    assert wrong.returncode == 2
    assert "Did you mean 'investigating-crime'" in wrong.stderr


def test_a_grade_under_another_framework_says_what_the_comparison_is_worth(
    settings: Path, assessed: Path, tmp_path: Path
) -> None:
    """Staffordshire's published grades: question 3 of 2015 beside 2016, and of 2016 beside an area of 2023-25."""
    (tmp_path / "before.toml").write_text(GRADE.format(question="effectiveness.3", grade="inadequate", year=2016))
    (tmp_path / "now.toml").write_text(
        GRADE.format(question="effectiveness.3", grade="requires improvement", year=2017)
    )
    given = ("--grades", tmp_path / "now.toml", "--before-grades", tmp_path / "before.toml")
    done = run(settings, "report", assessed, "--framework", "peel-2016", *given, "--before-framework", "peel-2015",
               "--out", tmp_path / "out")  # fmt: skip
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "out" / "report.html").read_text()
    assert "The judgment is requires improvement, where it was inadequate the year before." in html
    (tmp_path / "paf.toml").write_text(
        GRADE.format(question="protecting-vulnerable-people", grade="adequate", year=2024)
    )
    given = ("--grades", tmp_path / "paf.toml", "--before-grades", tmp_path / "now.toml")
    done = run(settings, "report", assessed, "--framework", "paf-2023-25", *given, "--before-framework", "peel-2016",
               "--out", tmp_path / "later")  # fmt: skip
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "later" / "report.html").read_text()
    assert "and the two are not to be compared" in html
    assert "The judgment is adequate" not in html


GRADE = """[[grade]]
question = "{question}"
grade = "{grade}"
reason = "As published."
by = "a made-up inspector"
at = "{year}-03-02"
fictional = true
"""
