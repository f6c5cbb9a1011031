"""The page of an extract held to the national minimum: its structure, its figures, and hostile names."""

from dataclasses import replace
from pathlib import Path

import pytest

from dutybound.exchange.pole.figures import figures_of
from dutybound.reports.conforming import ConformancePage, conformance_page
from tests.exchange.pole.extracts import TODAY, conformed, entity
from tests.reports.parsed import Page, parsed

HOSTILE = "<script>alert(1)</script>"
CONTENT = f"id,collar_number,team\nSECRET,,North\n2,2,{HOSTILE}\n3,3,\n"


@pytest.fixture
def shown(tmp_path: Path) -> ConformancePage:
    pole = entity("person.officer", "collar_number", more='unit = "team"') + entity(
        "person.witness", 'surname = "team"'
    )
    found = conformed(tmp_path, {"t.csv": CONTENT}, pole)
    return ConformancePage(
        "A made-up force", f"{HOSTILE}.csv", TODAY, figures_of(found), (f"{HOSTILE} could not be read",)
    )


def page_of(shown: ConformancePage) -> tuple[str, Page]:
    html = conformance_page(shown)
    return html, parsed(html)


def test_every_tag_is_closed_every_id_is_there_once_and_every_link_leads_somewhere(shown: ConformancePage) -> None:
    _, page = page_of(shown)
    assert page.faults == []
    assert page.open == []
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert link.attributes["href"][1:] in ids
    for element in page.elements:
        assert element.attributes.get("aria-labelledby", ids[0]) in ids
    for table in page.all("table"):
        assert page.within(table, "caption")
        assert page.within(table, "thead")


def test_it_says_for_whom_it_is_and_whose_the_minimum_is(shown: ConformancePage) -> None:
    html, _ = page_of(shown)
    assert "Not for publication: small counts are not suppressed" in html
    assert "Minimum POLE Data Standards Dictionary v1.1" in html
    assert "no national guidance" in html
    assert html.count("Chosen:") == 13


def test_names_of_the_source_are_escaped_and_no_record_is_named(shown: ConformancePage) -> None:
    html, page = page_of(shown)
    assert page.all("script") == []
    assert "SECRET" not in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_figures_are_n_of_n(shown: ConformancePage) -> None:
    _, page = page_of(shown)
    rows = {
        page.within(row, "th")[0].text: [cell.text for cell in page.within(row, "td")]
        for row in page.all("tr")
        if page.within(row, "td")
    }
    assert rows["Officer on duty P_015"][:5] == ["3", "2", "1", "33.3%", "0"]
    assert rows["Witness P_005"][-1] == "7 attributes"
    assert rows["North"] == ["1 of 1", "100%", "0"]
    assert rows["no unit known"] == ["0 of 1", "0%", "0"]
    assert rows["collar number"] == ["is blank", "completeness", "1 of 3", "33.3%"]


def test_what_was_not_looked_at_is_said(shown: ConformancePage) -> None:
    html, _ = page_of(shown)
    assert "Whether anybody is linked to nothing was not checked" in html
    assert "given name, date of birth, age, gender, home address, telephone number, e-mail address" in html
    none = conformance_page(replace(shown, figures=shown.figures[1:]))
    assert "No unit is known" in none


def test_real_ids_beside_it_are_said(shown: ConformancePage) -> None:
    assert "under its real id" in conformance_page(replace(shown, identified=True))
    assert "under its real id" not in conformance_page(shown)
