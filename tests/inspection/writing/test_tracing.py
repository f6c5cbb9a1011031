"""Every number in a report is traced to the duties, records or audits that made it."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest

from dutybound.inspection.bundle.recomputing import work_out
from dutybound.inspection.writing.chief_officers import _further
from dutybound.inspection.writing.origins import Files
from tests.inspection.writing.conftest import DOCUMENTS, Reported
from tests.inspection.writing.looking_up import LookedUp, read_back, with_one_number_changed

NUMBER = r"\d+(?:[.,]\d+)*"
TAG = re.compile(r"<(data|span)\b[^>]*\bdata-source=\"(\d+)\"[^>]*>(.*?)</\1>", re.DOTALL)


@pytest.fixture(scope="module", params=["reported", "beside_last_year"])
def looked_up(request: pytest.FixtureRequest) -> LookedUp:
    """Of either report: the one that the document has typed, and one beside the year before."""
    return LookedUp(request.getfixturevalue(request.param))


def html_faults(html: str, figures: Mapping[str, Any]) -> list[str]:
    """Every number of a page that is not, to the letter, an entry of figures.json."""
    body = html[html.index("<body") :]
    found = [f"{unescape(text)!r} is not {figures[key]['text']!r}" for _, key, text in TAG.findall(body)
             if unescape(text) != figures[key]["text"]]  # fmt: skip
    bare = re.sub(r"<[^>]+>", " ", TAG.sub(" ", body))
    return [*found, *re.findall(r".{0,40}\d.{0,40}", unescape(bare))]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_number_stands_in_a_page_that_is_not_in_figures(reported: Reported, name: str) -> None:
    html = reported.html(name)
    assert len(TAG.findall(html)) > 10
    assert html_faults(html, reported.figures) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_any_number_of_a_page_that_was_changed_is_found(reported: Reported, name: str) -> None:
    """The test above can fail: for every number of the page, wherever it stands."""
    html, figures, tried = reported.html(name), reported.figures, 0
    for tag in TAG.finditer(html):
        first, last = tag.span(3)
        for other in with_one_number_changed(tag[3]):
            assert html_faults("<body>" + html[tag.start() : first] + other + html[last : tag.end()], figures), tag[0]
            tried += 1
    assert tried > 10
    assert html_faults("<body><p>There are 12 of them.</p>", figures)


def test_every_number_is_found_again_where_it_is_said_to_come_from(looked_up: LookedUp) -> None:
    reported = looked_up.reported
    assert {key: fault for key, one in reported.figures.items() if (fault := looked_up.fault(one))} == {}
    assert sum("value" in one for one in reported.figures.values()) > 100


def test_any_one_number_that_was_changed_is_not_found_again(looked_up: LookedUp) -> None:
    """The test above can fail: for every number of every entry, whether its text alone was changed or its value too."""
    tried = set()
    for one in looked_up.reported.figures.values():
        for text in with_one_number_changed(one["text"]):
            assert looked_up.fault({**one, "text": text}), (text, one)
            tried.add(one["from"]["file"] if one["from"]["kind"] == "said" else one["from"]["kind"])
        if "value" in one:
            step = 0.001 if one["text"].endswith("%") else 1
            assert looked_up.fault({**one, "value": one["value"] + step}), one
    assert tried >= EVERYWHERE | (BESIDE_LAST_YEAR if looked_up.reported.crossed else set())


EVERYWHERE = {"cell", "rows", "ratio", "bound", "listed", "framework", "grades", "calendar", "reason", "proposal"}
BESIDE_LAST_YEAR = {"change", "rules", "findings.json", "this/definitions.json"}


def test_an_interval_whose_worth_was_changed_is_not_found_again(looked_up: LookedUp) -> None:
    """How many independent ones a share stands on is a cell of the results, and another cell gives another interval."""
    bounds = [one for one in looked_up.reported.figures.values() if one["from"]["kind"] == "bound"]
    # None of two ends where all or none were so, or where each counts for itself, moves with every worth.
    assert len(bounds) > 4
    assert {one["from"]["worth"]["part"]["cell"].rpartition(" / ")[2] for one in bounds} == {"worth"}
    for one in bounds:
        origin = {**one["from"], "worth": {**one["from"]["worth"], "whole": one["from"]["worth"]["part"]}}
        at_full_worth = read_back(origin).found(looked_up.files)
        if at_full_worth != pytest.approx(one["value"], abs=1e-9):
            assert looked_up.fault({**one, "from": origin}), one
    assert any(read_back(one["from"]["worth"]).found(looked_up.files) < 1 for one in bounds)


def test_practices_that_cannot_be_told_are_those_that_the_report_names(looked_up: LookedUp) -> None:
    reported = looked_up.reported
    (one,) = [each for each in reported.figures.values() if each["from"]["kind"] == "listed"]
    names = one["from"]["names"]
    assert looked_up.fault({**one, "from": {**one["from"], "names": [*names[:-1], "another / one"]}})
    assert looked_up.fault({**one, "value": one["value"] - 1, "from": {**one["from"], "names": names[:-1]}})
    headings = [each for each in reported.page().all("h3") if each.text == "What cannot be told"]
    assert headings
    text = reported.html()
    for name in names:
        question, _, key = name.partition(" / ")
        (claim,) = looked_up.texts("framework", f"{question} / {key}")
        assert claim in unescape(text)


def test_further_standards_that_are_late_are_counted_in_the_duties(looked_up: LookedUp) -> None:
    """Of as many as are shown there are no further ones here, so it is asked with fewer shown."""
    late = looked_up.files.count("this/duties.parquet", "count(DISTINCT standard)", "state = 'overdue'")
    standards = json.loads((looked_up.reported.this / "measures.json").read_text())
    named = sorted(name for name, one in standards.items() if one["overdue"])
    assert late == len(named) > 1
    assert _further(named[:1]).found(looked_up.files) == late - 1
    assert _further(named).found(looked_up.files) == 0


def test_figures_of_the_results_are_those_of_their_duties(reported: Reported) -> None:
    """Cells of measures.json that a report cites follow from duties.parquet."""
    cited = {
        one["from"]["cell"]
        for one in reported.figures.values()
        if one["from"]["kind"] == "cell" and one["from"]["file"] == "this/measures.json"
    }
    assert cited
    definitions = json.loads((reported.this / "definitions.json").read_text())
    from dutybound.inspection.bundle.cells import cells_of

    worked = dict(cells_of(work_out(reported.this, definitions).measures))
    said = Files({"this": reported.this}).cells("this/measures.json")
    assert all(worked[cell] == said[cell] for cell in cited)


def seen(html: str) -> str:
    """The text of a page, without what only a program reads; the contents list headings a second time."""
    body = re.sub(r"<(nav|script|style)\b.*?</\1>", " ", html[html.index("<body") :], flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li|td|th|h\d|dd|dt|figcaption|caption)>", " ", body)))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_text_document_says_what_the_page_says(reported: Reported, name: str) -> None:
    written = docx.Document(str(reported.out / f"{name}.docx"))
    texts = [one.text for one in written.paragraphs] + [
        cell.text for table in written.tables for row in table.rows for cell in row.cells
    ]
    whole = " ".join(" ".join(texts).split())
    for element in reported.page(name).all("li", "td", "figcaption"):
        if not any(parent.name == "nav" for parent in element.parents) and not reported.page(name).within(
            element, "li"
        ):
            assert " ".join(element.text.split()) in whole
    assert Counter(re.findall(NUMBER, whole)) == Counter(re.findall(NUMBER, seen(reported.html(name))))
    for shape in written.inline_shapes:
        assert shape._inline.docPr.get("descr")


def test_each_number_is_an_element_with_its_value(reported: Reported) -> None:
    for element in reported.page().all("data"):
        told = reported.figures[element.attributes["data-source"]]
        assert float(element.attributes["value"]) == pytest.approx(told["value"], rel=1e-5)
        assert element.text == told["text"]


def test_files_are_their_owners_alone(reported: Reported) -> None:
    assert {one.name for one in reported.out.iterdir()} == {
        "figures.json",
        *(f"{name}.{kind}" for name in DOCUMENTS for kind in ("html", "docx")),
    }
    assert all(one.stat().st_mode & 0o077 == 0 for one in reported.out.iterdir() if isinstance(one, Path))
