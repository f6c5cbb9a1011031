"""A picture as SVG: lines, words and marks laid where they are told to lie, and nothing that is measured.

A library of charts measures every word to find its place, which takes nine tenths of its time. Here each place is
given, so the same figures are the same bytes on every machine, whatever fonts it has.
"""

import base64
from collections.abc import Iterable
from xml.etree import ElementTree

FONT = "Arial, Helvetica, Liberation Sans, sans-serif"
INK, PAPER = "#1d2733", "#ffffff"
#: The size of a letter, and how far below the middle of a line of words the feet of its letters stand.
LETTER, FEET = 12, 4

Place = tuple[float, float]


class Picture:
    """What was laid on a paper so far; all places are pixels from its upper left corner, `x` first."""

    def __init__(self, width: int, height: int) -> None:
        size = {"width": f"{width}", "height": f"{height}", "viewBox": f"0 0 {width} {height}"}
        letters = {"font-family": FONT, "font-size": f"{LETTER}px"}
        self._paper = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **letters})
        self.box((0, 0), width, height, PAPER)

    def line(self, start: Place, end: Place, colour: str, width: float = 1, dash: str = "") -> None:
        ends = {"x1": _said(start[0]), "y1": _said(start[1]), "x2": _said(end[0]), "y2": _said(end[1])}
        dashed = {"stroke-dasharray": dash} if dash else {}
        self._lay("line", **ends, stroke=colour, **{"stroke-width": _said(width)}, **dashed)

    def trace(self, places: Iterable[Place], colour: str, width: float) -> None:
        """A line through places, in the order given."""
        self._lay("polyline", points=_points(places), fill="none", stroke=colour, **{"stroke-width": _said(width)})

    def box(self, corner: Place, width: float, height: float, colour: str) -> None:
        """A filled box, by its upper left corner."""
        size = {"width": _said(width), "height": _said(height)}
        self._lay("rect", x=_said(corner[0]), y=_said(corner[1]), **size, fill=colour)

    def dot(self, centre: Place, radius: float, colour: str) -> None:
        self._lay("circle", cx=_said(centre[0]), cy=_said(centre[1]), r=_said(radius), fill=colour)

    def shape(self, corners: Iterable[Place], colour: str) -> None:
        self._lay("polygon", points=_points(corners), fill=colour)

    def words(self, place: Place, text: str, anchor: str = "start") -> None:
        """A line of words, by its middle from top to bottom, and its `start`, `middle` or `end` from left to right."""
        feet = {"x": _said(place[0]), "y": _said(place[1] + FEET)}
        self._lay("text", **feet, fill=INK, **{"text-anchor": anchor}).text = text

    def address(self) -> str:
        """The picture as an address that holds all of it."""
        drawn = ElementTree.tostring(self._paper)
        return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"

    def _lay(self, what: str, **looks: str) -> ElementTree.Element:
        return ElementTree.SubElement(self._paper, what, looks)


def _said(value: float) -> str:
    """A number of pixels, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _points(places: Iterable[Place]) -> str:
    return " ".join(f"{_said(x)},{_said(y)}" for x, y in places)
