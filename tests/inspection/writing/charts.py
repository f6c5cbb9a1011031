"""What a chart of a report shows, read off its own axis, beside the table that follows it, whose figures are traced.

Nothing here draws: where a mark should lie follows from the labels of the axis and from figures.json.
"""

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from xml.etree import ElementTree

from dutybound.insight.control_chart import control_chart

SVG = "{http://www.w3.org/2000/svg}"
CHART = re.compile(r'<img src="data:image/svg\+xml;base64,([^"]+)"(.*?)</tbody>', re.DOTALL)
CELL, SOURCE = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL), re.compile(r'<data\b[^>]*data-source="(\d+)"')
PERCENT, MONTH = re.compile(r"\d+%"), re.compile(r"[A-Z][a-z]{2} \d{4}")
FEET = 4  # pixels from the middle of a line of words to where it is laid
NEAR = 0.03  # pixels: places are written to a hundredth
THIN = 0.51  # a thin line lies in the middle of a pixel
LETTERS = 35  # of a long name, before it is cut


@dataclass(frozen=True)
class Row:
    """A row of the table that follows: its name, its share, and the ends of its interval where it has one."""

    name: str
    value: float
    low: float
    high: float


def charts_of(html: str, figures: Mapping[str, Any]) -> Iterator[tuple[str, list[Row]]]:
    """Each chart of a page as SVG, with the rows of the table that follows it."""
    for drawn, after in CHART.findall(html):
        told = [CELL.findall(row) for row in after[after.index("<tbody>") :].split("</tr>")]
        yield base64.b64decode(drawn).decode(), [_row(cells, figures) for cells in told if cells]


def _row(cells: Sequence[str], figures: Mapping[str, Any]) -> Row:
    """The share is the first cell with a percentage; of an interval the two ends are the next."""
    name = unescape(re.sub(r"<[^>]+>", "", cells[0])).strip()
    traced = [[figures[key] for key in SOURCE.findall(one)] for one in cells[1:]]
    shares = [one["value"] for cell in traced for one in cell if one["text"].endswith("%")]
    value, low, high = shares if len(shares) == 3 else shares[:1] * 3
    return Row(name, value, low, high)


def chart_faults(drawn: str, rows: Sequence[Row]) -> list[str]:
    """Everything in a chart that is not what its table says."""
    picture = ElementTree.fromstring(drawn)
    if picture.find(f"{SVG}polyline") is None:
        return list(_shares(picture, rows))
    return list(_months(picture, sorted((one for one in rows if MONTH.fullmatch(one.name)), key=_month)))


def _month(row: Row) -> datetime:
    return datetime.strptime(row.name, "%b %Y")


def _shares(picture: ElementTree.Element, rows: Sequence[Row]) -> Iterator[str]:
    """A dot and a bar for each row, in the height of its name."""
    across = _axis(picture, "x")
    names = [one for one in picture.iter(f"{SVG}text") if not PERCENT.fullmatch(one.text or "")]
    dots = list(picture.iter(f"{SVG}circle"))
    bars = [one for one in picture.iter(f"{SVG}line") if one.get("stroke-width") == "6"]
    yield from _as_many(("names", "dots", "bars"), (names, dots, bars), len(rows))
    for row, name, dot, bar in zip(rows, names, dots, bars, strict=False):
        height = float(name.attrib["y"]) - FEET
        text = row.name if len(row.name) <= LETTERS + 1 else f"{row.name[:LETTERS]}…"
        if name.text != text:
            yield f"{name.text!r} is not {text!r}"
        for what, x, y, value in (
            ("dot", dot.attrib["cx"], dot.attrib["cy"], row.value),
            ("bar from", bar.attrib["x1"], bar.attrib["y1"], row.low),
            ("bar to", bar.attrib["x2"], bar.attrib["y2"], row.high),
        ):
            yield from _apart(f"{what} of {row.name}", (float(x), across(value)), (float(y), height))


def _months(picture: ElementTree.Element, rows: Sequence[Row]) -> Iterator[str]:
    """A trace and marks through the months, lines at their mean and limits, and labels below."""
    down = _axis(picture, "y")
    (trace,) = (_places(one) for one in picture.iter(f"{SVG}polyline"))
    marks = [_mark(one) for one in picture if one.tag in (f"{SVG}circle", f"{SVG}polygon")]
    yield from _as_many(("places", "marks"), (trace, marks), len(rows))
    for row, (x, y), (mark_x, mark_y) in zip(rows, trace, marks, strict=False):
        yield from _apart(f"the line in {row.name}", (y, down(row.value)))
        yield from _apart(f"the mark of {row.name}", (mark_x, x), (mark_y, down(row.value)))
    places = {row.name: x for row, (x, _) in zip(rows, trace, strict=False)}
    for one in picture.iter(f"{SVG}text"):
        if re.search(r"\d", text := one.text or "") and not PERCENT.fullmatch(text):
            yield from _apart(text, (float(one.attrib["x"]), places.get(text, -1.0)))
    yield from _levels(picture, [down(one) for one in _wanted(rows)])


def _wanted(rows: Sequence[Row]) -> list[float]:
    """The mean and the limits that the months of the table give, as far as a share can reach them."""
    chart = control_chart([one.value for one in rows])
    assert chart is not None
    return [one for one in (chart.mean, chart.low, chart.high) if one is not None and 0 <= one <= 1]


def _levels(picture: ElementTree.Element, wanted: Sequence[float]) -> Iterator[str]:
    """The lines right across, but for those of the axis: where its labels stand, and the lowest."""
    ticks = [float(one.attrib["y"]) - FEET for one in picture.iter(f"{SVG}text") if PERCENT.fullmatch(one.text or "")]
    level = [one.attrib for one in picture.iter(f"{SVG}line") if one.attrib["y1"] == one.attrib["y2"]]
    whole = max(float(one["x2"]) - float(one["x1"]) for one in level)
    heights = [float(one["y1"]) for one in level if float(one["x2"]) - float(one["x1"]) == whole]
    found = sorted(heights)[: len(heights) - 1]  # without the axis below
    for height in wanted:
        near = [one for one in found if abs(one - height) <= THIN]
        if not near:
            yield f"no line lies at {height:.2f}, where the mean or a limit is: {found}"
        else:
            found.remove(near[0])
    yield from (f"the line at {one} is of nothing" for one in found if not any(abs(one - y) <= THIN for y in ticks))


def _axis(picture: ElementTree.Element, name: str) -> Callable[[float], float]:
    """Where a share lies, by the outermost two labels with a percentage."""
    labels = [one for one in picture.iter(f"{SVG}text") if PERCENT.fullmatch(one.text or "")]
    told = sorted((int((one.text or "").removesuffix("%")) / 100, float(one.attrib[name])) for one in labels)
    (least, first), (most, last) = told[0], told[-1]
    feet = FEET if name == "y" else 0
    return lambda value: first - feet + (last - first) * (value - least) / (most - least)


def _places(one: ElementTree.Element) -> list[tuple[float, float]]:
    told = (place.split(",") for place in one.attrib["points"].split())
    return [(float(x), float(y)) for x, y in told]


def _mark(one: ElementTree.Element) -> tuple[float, float]:
    """The place that a mark is of: the middle of a circle or diamond, five pixels inside of a triangle's tip."""
    if one.tag == f"{SVG}circle":
        return float(one.attrib["cx"]), float(one.attrib["cy"])
    corners = _places(one)
    x = (min(each for each, _ in corners) + max(each for each, _ in corners)) / 2
    heights = [each for _, each in corners]
    if len(corners) == 4:
        return x, (min(heights) + max(heights)) / 2
    return x, min(heights) + 5 if heights[0] == min(heights) else max(heights) - 5


def _as_many(names: Sequence[str], several: Sequence[Sequence[Any]], wanted: int) -> Iterator[str]:
    yield from (
        f"{len(one)} {name} for {wanted} rows" for name, one in zip(names, several, strict=True) if len(one) != wanted
    )


def _apart(what: str, *pairs: tuple[float, float]) -> Iterator[str]:
    yield from (f"{what} lies at {found}, not at {told:.2f}" for found, told in pairs if abs(found - told) > NEAR)
