"""Every number that a chart of a report shows is that of the table after it, which is traced to its file."""

import re

import pytest

from tests.inspection.writing.charts import chart_faults, charts_of
from tests.inspection.writing.conftest import DOCUMENTS, Reported

SHOWN = re.compile(r'(?<=<circle cx=")[\d.]+|(?<= cy=")[\d.]+|(?<=<polyline points=")[^"]+|(?<=<polygon points=")[^"]+')
BAR = re.compile(r'<line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)" y2="[\d.]+" stroke="[^"]+" stroke-width="6"')
LEVEL = re.compile(r'(?<= y1=")([\d.]+)(?=" x2="756" y2="\1" stroke="#5a6673")')
MONTH = re.compile(r"(?<=>)[A-Z][a-z]{2} \d{4}(?=<)")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_chart_shows_what_the_table_after_it_says(reported: Reported, name: str) -> None:
    html = reported.html(name)
    found = list(charts_of(html, reported.figures))
    assert len(found) == html.count("<img ")
    assert [fault for drawn, rows in found for fault in chart_faults(drawn, rows)] == []
    if name == "report":
        assert {"<polyline" in drawn for drawn, _ in found} == {True, False}, "of practices, and of months"


def changed(drawn: str) -> list[str]:
    """The chart with one of its places moved, or one of its months another: each in turn."""
    found = []
    for at in SHOWN.finditer(drawn):
        told = at[0].replace(",", " ").split()
        for place in range(len(told)):
            if "points" in drawn[at.start() - 8 : at.start()] and "polygon" in drawn[at.start() - 20 : at.start()]:
                moved = [f"{float(one) + 0.1:.2f}" if each % 2 == place % 2 else one for each, one in enumerate(told)]
            else:
                moved = [f"{float(one) + 0.1:.2f}" if each == place else one for each, one in enumerate(told)]
            if len(told) > 1:
                moved = [f"{x},{y}" for x, y in zip(moved[::2], moved[1::2], strict=True)]
            found.append(drawn[: at.start()] + " ".join(moved) + drawn[at.end() :])
    for bar in BAR.finditer(drawn):
        for end in (1, 2):
            found.append(drawn[: bar.start(end)] + f"{float(bar[end]) + 0.1:.2f}" + drawn[bar.end(end) :])
    return found


def levels_changed(drawn: str) -> list[str]:
    """The same with a mean or a limit moved by two pixels; the lowest is the axis."""
    levels = sorted(LEVEL.finditer(drawn), key=lambda one: float(one[1]))[:-1]
    return [drawn.replace(f'y1="{one[1]}" x2="756" y2="{one[1]}" stroke="#5a6673"',
                          f'y1="{float(one[1]) + 2}" x2="756" y2="{float(one[1]) + 2}" stroke="#5a6673"')
            for one in levels]  # fmt: skip


def test_any_place_in_a_chart_that_was_moved_by_a_tenth_of_a_pixel_is_found(reported: Reported) -> None:
    """The test above can fail: for every mark, end of a bar, corner of a line, mean and limit, and label of a month."""
    tried = {"places": 0, "levels": 0, "months": 0}
    for drawn, rows in charts_of(reported.html(), reported.figures):
        others = changed(drawn)
        levels = levels_changed(drawn)
        months = [drawn[: at.start()] + "Jan 1999" + drawn[at.end() :] for at in MONTH.finditer(drawn)]
        assert [one for one in (*others, *levels, *months) if not chart_faults(one, rows)] == []
        tried = {name: tried[name] + len(one) for name, one in zip(tried, (others, levels, months), strict=True)}
    assert tried["places"] > 100
    assert min(tried.values()) > 5


def test_a_chart_beside_another_table_is_found(reported: Reported) -> None:
    found = list(charts_of(reported.html(), reported.figures))
    for drawn, rows in found:
        assert chart_faults(drawn, rows[1:])
        assert chart_faults(drawn, [rows[-1], *rows[1:-1], rows[0]] if "<polyline" not in drawn else rows[:-1])
