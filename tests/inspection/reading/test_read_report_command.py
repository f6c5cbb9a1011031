"""The command, as an inspector reads it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dutybound.base.errors import DutyboundError
from dutybound.cli.main import app
from tests.inspection.reading import exampleshire


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["read-report", *arguments], env={"COLUMNS": "200"})


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(exampleshire.as_html(), encoding="utf-8")
    return path


def test_what_was_read_what_is_at_odds_and_what_was_not_seen(page: Path) -> None:
    result = run(str(page))
    assert result.exit_code == 0, result.output
    words = " ".join(result.output.split())
    assert "Effectiveness: requires improvement, last updated 2 March 2017" in words
    assert "Against the grade before: down from good" in words
    assert "For factual accuracy, to be looked at by a person" in words
    assert "is causing delays" in words
    assert "has cleared the delays" in words
    assert "Not seen, and so not known:" in words
    assert "Exampleshire is none of the 43 forces" in words


def test_a_grade_that_only_a_sentence_says_is_marked(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text(exampleshire.as_bare(), encoding="utf-8")
    assert "inadequate (in prose)" in " ".join(run(str(tmp_path / "bare.txt")).output.split())


def test_all_of_it_as_json(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "read.json"
    assert run(str(page), "--json", str(out)).exit_code == 0
    content = json.loads(out.read_text(encoding="utf-8"))
    assert content["updated"] == "2017-03-02"
    assert content["pillars"][0]["questions"][2]["grade"]["grade"] == "inadequate"
    assert [one["kind"] for one in content["drafts"]][-1] == "recommendation"
    assert content["not_seen"]


def test_the_report_itself_is_not_written_over(page: Path) -> None:
    before = page.read_bytes()
    assert isinstance(run(str(page), "--json", str(page)).exception, DutyboundError)
    assert page.read_bytes() == before


def test_a_page_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "shop.html").write_text("<html><p>Kettles</p><p>Good</p></html>", encoding="utf-8")
    result = run(str(tmp_path / "shop.html"))
    assert result.exit_code == 4
    assert "Nothing was recognised as part of an inspection report" in " ".join(result.output.split())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert isinstance(run(str(tmp_path / "none.pdf")).exception, DutyboundError)
