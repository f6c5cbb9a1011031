"""The page can be read by everybody: by ear, by keyboard, in grey, on paper and without a network."""

import re
from itertools import pairwise

import pytest

from dutybound.reports import drawing
from dutybound.reports.picture import PAPER
from dutybound.reports.rendering import TEMPLATES
from tests.reports.conftest import Made

STYLE = (TEMPLATES / "report.css").read_text(encoding="utf-8")


def test_every_tag_is_closed_and_every_id_is_there_once(made: Made) -> None:
    assert made.page.faults == []
    assert made.page.open == []
    ids = [element.attributes["id"] for element in made.page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_language_title_landmarks_and_a_way_past_the_contents(made: Made) -> None:
    page = made.page
    assert page.one("html").attributes["lang"] == "en-GB"
    assert page.one("title").text
    for landmark in ("header", "main", "footer", "nav"):
        assert page.one(landmark)
    assert page.one("nav").attributes["aria-label"]
    first = page.all("a")[0]
    assert first.attributes["href"] == f"#{page.one('main').attributes['id']}"


def test_one_first_heading_and_no_level_is_left_out(made: Made) -> None:
    levels = [int(element.name[1]) for element in made.page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_link_and_every_reference_leads_somewhere_on_the_page(made: Made) -> None:
    ids = {element.attributes["id"] for element in made.page.elements if "id" in element.attributes}
    for link in made.page.all("a"):
        assert link.attributes["href"].startswith("#")
        assert link.attributes["href"][1:] in ids, link
        assert link.text.strip()
    for element in made.page.elements:
        assert element.attributes.get("aria-labelledby", "summary") in ids, element


def test_every_table_has_a_caption_and_every_heading_a_scope(made: Made) -> None:
    tables = made.page.all("table")
    assert len(tables) > 40
    for table in tables:
        (caption,) = made.page.within(table, "caption")
        assert caption.text.strip()
        assert made.page.within(table, "thead")
    for heading in made.page.all("th"):
        assert heading.attributes["scope"] in ("col", "row")
        assert heading.text.strip()


def test_every_row_of_a_table_is_as_wide_as_its_head(made: Made) -> None:
    for table in made.page.all("table"):
        rows = [
            sum(int(cell.attributes.get("colspan", 1)) for cell in made.page.within(row, "th", "td"))
            for row in made.page.within(table, "tr")
        ]
        assert len(set(rows)) == 1, made.page.within(table, "caption")[0].text


def test_every_picture_has_words_and_a_table_with_the_same_figures(made: Made) -> None:
    pictures = made.page.all("img")
    assert len(pictures) == 1 + sum(
        (one.history is not None) + (one.lateness is not None) for one in made.report.standards
    )
    for picture in pictures:
        assert len(picture.attributes["alt"]) > 80
        assert "table that follows" in picture.attributes["alt"]
        place = made.page.elements.index(picture)
        assert any(element.name == "table" for element in made.page.elements[place : place + 40])


def test_nothing_comes_from_elsewhere_and_nothing_runs(made: Made) -> None:
    assert not made.page.all("script", "link", "iframe", "object", "embed", "base", "form", "audio", "video")
    assert all(picture.attributes["src"].startswith("data:image/svg+xml;base64,") for picture in made.page.all("img"))
    assert not [name for element in made.page.elements for name in element.attributes if name.startswith("on")]
    assert "http" not in made.html.replace("http-equiv", "")
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    policy = [one.attributes for one in made.page.all("meta") if "http-equiv" in one.attributes]
    assert policy[0]["content"].startswith("default-src 'none'")


def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(made: Made) -> None:
    wide = [element for element in made.page.all("div") if element.attributes.get("class") == "wide"]
    assert wide
    for element in wide:
        assert element.attributes["tabindex"] == "0"
        assert element.attributes["role"] == "region"
        assert element.attributes.get("aria-label") or element.attributes.get("aria-labelledby")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def variable(name: str) -> str:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}})", STYLE)
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["ink", "quiet", "accent"])
def test_text_stands_out_from_its_ground(name: str) -> None:
    for ground in ("#ffffff", variable("soft")):
        assert contrast(variable(name), ground) >= 4.5


@pytest.mark.parametrize("colour", [*drawing.COLOURS, *drawing.FATES, drawing.REACH])
def test_marks_of_a_chart_stand_out_from_the_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 3


def test_no_colour_is_the_red_or_the_green_of_a_traffic_light(made: Made) -> None:
    for colour in (*drawing.COLOURS, *drawing.FATES, *re.findall(r"#[0-9a-f]{6}", STYLE)):
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        assert not (green > 1.3 * red and green > 1.3 * blue), colour
        assert not (red > 150 and green < 60 and blue < 60), colour
    assert len(set(drawing.SHAPES)) == len(drawing.KINDS)  # colour is never the only difference


def test_there_are_rules_for_paper() -> None:
    assert "@media print" in STYLE
    assert "details::details-content" in STYLE  # a closed table is open on paper
