"""Where the figures of a chart lie in its picture, and the axes beside them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dutybound.reports.picture import Picture, Place

MUTED, GRID = "#5a6673", "#dde2e8"
#: How far a tick reaches out, and how far from its axis a label stands, in pixels.
TICK, ASIDE, BELOW = 5, 9, 18


@dataclass(frozen=True)
class Plot:
    """Told in pixels of its picture; what is laid in it is told as shares of its width and height, from upper left."""

    picture: Picture
    left: float
    top: float
    width: float
    height: float

    def at(self, across: float, down: float) -> Place:
        return self.left + self.width * across, self.top + self.height * down

    def level(self, down: float, colour: str = GRID, dash: str = "") -> None:
        """A line from the left to the right."""
        y = _crisp(self.at(0, down)[1])
        self.picture.line((self.left, y), (self.left + self.width, y), colour, dash=dash)

    def upright(self, across: float, colour: str = GRID, width: float = 1, dash: str = "") -> None:
        """A line from the top to the bottom."""
        x = _crisp(self.at(across, 0)[0])
        self.picture.line((x, self.top), (x, self.top + self.height), colour, width, dash)

    def side(self, labels: Iterable[tuple[float, str]], has_ticks: bool = False) -> None:
        """The axis on the left, with its labels by how far down they stand."""
        self.upright(0, MUTED)
        for down, label in labels:
            x, y = self.at(0, down)
            if has_ticks:
                self.picture.line((x - TICK, _crisp(y)), (x, _crisp(y)), MUTED)
            self.picture.words((x - ASIDE, y), label, "end")

    def foot(self, labels: Iterable[tuple[float, str]]) -> None:
        """The axis below, with its labels by how far to the right they stand, each under a tick."""
        self.level(1, MUTED)
        for across, label in labels:
            x, y = self.at(across, 1)
            self.picture.line((_crisp(x), y), (_crisp(x), y + TICK), MUTED)
            self.picture.words((x, y + BELOW), label, "middle")


def step(span: float, about: int) -> int:
    """The whole number among 1, 2, 5, 10, 20, ... that cuts a span into about so many steps."""
    wanted = span / about
    power: int = 10 ** max(0, math.floor(math.log10(wanted)))
    return min((power * of for of in (1, 2, 5, 10)), key=lambda one: abs(math.log(one / wanted)))


def _crisp(value: float) -> float:
    """The middle of a pixel, where a thin line is not smeared over two."""
    return math.floor(value) + 0.5
