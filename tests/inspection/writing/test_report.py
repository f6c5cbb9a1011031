"""What a report says, what it keeps back, and who may read it how."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dutybound.cli import report_command
from dutybound.inspection.frameworks.framework import Question
from dutybound.inspection.judging import changing
from dutybound.inspection.judging.assessed import Assessed
from dutybound.inspection.judging.weighing import weigh
from dutybound.inspection.writing.suppressing import is_small
from tests.cli.test_assess import run
from tests.inspection.conftest import INSPECTION
from tests.inspection.writing.conftest import DOCUMENTS, Reported
from tests.reports.parsed import Page

CHROMIUM = shutil.which("chromium")


def text_of(page: Page) -> str:
    return " ".join(page.one("main").text.split())


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


# --- for the public ---------------------------------------------------------------------------------------------------


def test_the_public_version_shows_no_small_count(reported: Reported) -> None:
    """Of every "n of N" in it neither n, nor what it leaves, is one to four."""
    page = reported.page("public")
    pairs = re.findall(r"([\d,]+) of ([\d,]+)", text_of(page))
    assert len(pairs) > 5
    for one, other in pairs:
        part, whole = (int(each.replace(",", "")) for each in (one, other))
        assert not is_small(part)
        assert not is_small(whole - part)
        assert not is_small(whole)


def test_the_full_version_has_small_counts_which_the_public_one_lacks(reported: Reported) -> None:
    """The test above can fail: on the full version it would."""
    pairs = re.findall(r"([\d,]+) of ([\d,]+)", text_of(reported.page()))
    small = [(one, other) for one, other in pairs if is_small(int(other.replace(",", "")) - int(one.replace(",", "")))]
    assert small
    assert not set(small) & set(re.findall(r"([\d,]+) of ([\d,]+)", text_of(reported.page("public"))))


def test_tables_of_the_public_version_give_nothing_away_by_subtraction(reported: Reported) -> None:
    """Any lines of a table taken from the total that the text gives leave no count of one to four."""
    page = reported.page("public")
    for table in page.all("table"):
        rows = [re.findall(r"([\d,]+) of ([\d,]+)", row.text) for row in page.within(table, "tr")]
        counts = [tuple(int(each.replace(",", "")) for each in found[0]) for found in rows if found]
        part, whole = (sum(each) for each in zip(*counts, strict=True)) if counts else (0, 0)
        for one, other in counts:
            part, whole = part - one, whole - other
            assert not is_small(part)
            assert not is_small(whole - part)


def test_the_public_version_has_neither_drafts_nor_proposals_and_says_what_it_is(reported: Reported) -> None:
    text = reported.html("public")
    assert "Proposed by rule" not in text
    assert "Drafts" not in text
    assert "Counts of fewer than five are not shown." in text
    assert "Internal report. Not for publication" in reported.html()


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_grades_that_are_none_are_refused_all_at_once(settings: Path, assessed: Path, tmp_path: Path) -> None:
    file = tmp_path / "grades.toml"
    file.write_text('[[grade]]\nquestion = "investigation.9"\ngrade = "splendid"\nby = "x"\n')
    done = run(
        settings,
        "report",
        assessed,
        "--framework",
        INSPECTION / "framework.toml",
        "--grades",
        file,
        "--out",
        tmp_path / "out",
    )
    assert done.returncode == 2
    for words in ("lacks at, reason", "investigation.9 is no question", "'splendid' is no grade"):
        assert words in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--findings", "findings.json"], "is no list of findings"), (["--audits", "findings.json"],
        "is no list of audit results"),
        (["--before", "nowhere"], "there is no such folder"), (["--grades", "nowhere.toml"], "there is no such file"),
        (["--by-rules-of-before", "."], "is given without the others"),
    ],
)  # fmt: skip
def test_files_that_are_not_what_they_should_be_are_said(
    settings: Path, assessed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("findings.json").write_text('{"a": 1}')
    done = run(settings, "report", assessed, "--framework", INSPECTION / "framework.toml", "--out", "out", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_hostile_words_are_escaped(settings: Path, assessed: Path, tmp_path: Path) -> None:
    file = tmp_path / "findings.json"
    hostile = '<script>alert(1)</script> & "more"'
    file.write_text(json.dumps([{"kind": "strength", "text": hostile, "question": "investigation.1"}]))
    run(
        settings,
        "report",
        assessed,
        "--framework",
        INSPECTION / "framework.toml",
        "--findings",
        file,
        "--out",
        tmp_path / "out",
    )
    html = (tmp_path / "out" / "report.html").read_text()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


# --- to be read by everybody ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_structure_of_each_page_can_be_read_aloud(reported: Reported, name: str) -> None:
    page = reported.page(name)
    assert page.faults == []
    assert page.open == []
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    levels = [int(one.name[1]) for one in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    for table in page.all("table"):
        assert page.within(table, "caption")
        assert page.within(table, "thead")
    for heading in page.all("th"):
        assert heading.attributes["scope"] in ("col", "row")
        assert heading.text.strip()
    for picture in page.all("img"):
        assert picture.attributes["alt"]
    for link in page.all("a"):
        assert link.attributes["href"][1:] in ids


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_axe_finds_nothing(reported: Reported, name: str, tmp_path: Path) -> None:
    """axe-core over the page as a browser lays it out."""
    axe = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed here")
    script = next(Path(axe.__file__).parent.glob("axe*.js")).read_text(encoding="utf-8")
    end = """<script>axe.run().then(found => {
      document.body.innerHTML = "";
      const told = document.createElement("pre");
      told.id = "told";
      const places = one => one.nodes.map(node => node.html).join(" | ");
      told.textContent = JSON.stringify(found.violations.map(one => one.id + ": " + places(one)));
      document.body.append(told);
    })</script>"""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", reported.html(name))
    file = tmp_path / "page.html"
    file.write_text(html.replace("</body>", f"<script>{script}</script>{end}</body>"), encoding="utf-8")
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=20000",
        "--dump-dom",
        file.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    (told,) = re.findall(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told == "[]"


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_what_chief_officers_get_is_one_page(reported: Reported, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={file}",
        (reported.out / "chief-officers.html").as_uri(),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) == 1


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
