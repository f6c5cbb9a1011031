"""Charts as SVG: one look, no font of their own, and the same bytes for the same figures.

Colours are told apart by people who cannot tell red from green, each mark also has its own shape, and none is a traffic
light. Every axis is laid out by hand, so that no width of a letter on one machine moves a line on another.
"""

import math
from collections.abc import Sequence

from dutybound.reports.contents import History, Lateness, Point, StandardShown
from dutybound.reports.picture import INK, Picture, Place
from dutybound.reports.plot import MUTED, Plot, step

STEADY, BETTER, WORSE = "#46535f", "#1f6fb2", "#b35900"
KINDS = ("not marked", "change for the better", "change for the worse", "change")
#: The corners of each mark of a control chart around its place, in pixels; a circle has none.
SHAPES: tuple[tuple[Place, ...], ...] = (
    (),
    ((0, -5), (-5, 4), (5, 4)),
    ((0, 5), (-5, -4), (5, -4)),
    ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)),
)
COLOURS = (STEADY, BETTER, WORSE, INK)
#: Of a late duty: still owed, done late, never done; and the interval of a headline.
FATES = (WORSE, "#7790a9", INK)
REACH = "#5b8db8"
#: The width of all charts, the height of a control chart, of a line of text, of a band of days and of a share; pixels.
WIDTH, HEIGHT, LINE, BAND, ROW = 840, 230, 14, 26, 25
#: The room above a chart, and below it for its labels.
ABOVE, BELOW = 10, 30
#: How many labels fit under a chart, and how many letters beside one.
LABELS, LETTERS = 9, 36


def history_chart(history: History) -> str:
    """The months as a control chart: values, mean, limits, and what is no chance variation."""
    picture = Picture(WIDTH, ABOVE + HEIGHT + BELOW)
    plot = Plot(picture, 52, ABOVE, 704, HEIGHT)
    months = [point.when for point in history.points]
    across = {month: (place + 0.5) / len(months) for place, month in enumerate(months)}
    _percents(plot, history)
    plot.foot([(across[month], month) for month in months[::-1][:: math.ceil(len(months) / LABELS)]])
    for month in dict.fromkeys(month for month, _ in history.changes):
        plot.upright(across[month], INK, 1.5, "2 3")
    _levels(plot, history)
    places = [plot.at(across[point.when], _down(point.value, history)) for point in history.points]
    picture.trace(places, STEADY, 1.5)
    for place, point in zip(places, history.points, strict=True):
        _mark(picture, place, point)
    return picture.address()


def _percents(plot: Plot, history: History) -> None:
    """The axis of a control chart, at whole percents."""
    floor, ceiling = (round(100 * end) for end in scale(history))
    every = step(ceiling - floor, 5)
    shown = [one for one in range(0, 101, every) if floor <= one <= ceiling]
    downs = [(_down(one / 100, history), f"{one}%") for one in shown]
    for down, _ in downs:
        plot.level(down)
    plot.side(downs, has_ticks=True)


def _down(value: float, history: History) -> float:
    """How far down the plot a value lies: from 0, at its top, to 1."""
    floor, ceiling = scale(history)
    return (ceiling - value) / (ceiling - floor)


def kind(signals: bool, direction: int) -> str:
    """What a point of a control chart is, in words."""
    return (KINDS[3], KINDS[1], KINDS[2])[direction] if signals else KINDS[0]


def scale(history: History) -> tuple[float, float]:
    """From where to where the figures are drawn: whole tenths around all that is shown, within 0% and 100%."""
    shown = [point.value for point in history.points] + [
        one for one in (history.low, history.high, history.mean) if one is not None
    ]
    low, high = max(0.0, min(shown)), min(1.0, max(shown))
    floor = max(0, math.floor(low * 10 - 0.2)) / 10
    return floor, max(floor + 0.1, min(10, math.ceil(high * 10 + 0.2)) / 10)


def _levels(plot: Plot, history: History) -> None:
    """The mean and the limits as lines across, named at their right end; a limit beyond 0% or 100% is not reached."""
    levels = [("upper limit", history.high), ("mean", history.mean), ("lower limit", history.low)]
    below = 0.0
    for name, value in levels:
        if value is None or not 0 <= value <= 1:
            continue
        down = _down(value, history)
        plot.level(down, MUTED, "" if name == "mean" else "5 4")
        right, y = plot.at(1, down)
        below = max(y, below + LINE)  # names of lines that lie close together are set one under another
        plot.picture.words((right + 5, below), name)


def _mark(picture: Picture, place: Place, point: Point) -> None:
    which = KINDS.index(kind(bool(point.signals), point.direction))
    corners = [(place[0] + x, place[1] + y) for x, y in SHAPES[which]]
    if corners:
        picture.shape(corners, COLOURS[which])
    else:
        picture.dot(place, 4.5, COLOURS[which])


def lateness_chart(lateness: Lateness) -> str:
    """How late what was late is: a bar for each band of days, by what became of the duties."""
    bands, legend = lateness.bands, 24
    picture = Picture(WIDTH, ABOVE + legend + BAND * len(bands) + BELOW)
    plot = Plot(picture, 134, ABOVE + legend, 680, BAND * len(bands))
    most = max(band.total for band in bands)
    every = step(most, 6)
    whole = every * math.ceil(most / every)
    ticks = [(count / whole, f"{count:,}") for count in range(0, whole + 1, every)]
    for across, _ in ticks:
        plot.upright(across)
    for place, (name, colour) in enumerate(zip(("still owed", "done late", "never done"), FATES, strict=True)):
        picture.box((plot.left + 80 * place, ABOVE), 10, 10, colour)
        picture.words((plot.left + 80 * place + 15, ABOVE + 5), name)
    for row, band in enumerate(bands):
        so_far = 0
        for count, colour in zip((band.still_owed, band.done_late, band.never_done), FATES, strict=True):
            left, middle = plot.at(so_far / whole, (row + 0.5) / len(bands))
            picture.box((left, middle - 9), plot.width * count / whole, 18, colour)
            so_far += count
    plot.side([((row + 0.5) / len(bands), band.label) for row, band in enumerate(bands)])
    plot.foot(ticks)
    return picture.address()


def overview_chart(standards: Sequence[StandardShown]) -> str:
    """The headline of each standard with its interval, in the order given."""
    return shares_chart(
        [(one.title, one.headline.value, one.headline.low, one.headline.high) for one in standards if one.headline],
        [one.title for one in standards],
    )


def shares_chart(shares: Sequence[tuple[str, float, float, float]], names: Sequence[str] = ()) -> str:
    """Shares by name, each with the ends of its interval, in the order given; `names` where some have no share."""
    names = list(names) or [name for name, *_ in shares]
    picture = Picture(WIDTH, ABOVE + ROW * len(names) + BELOW)
    plot = Plot(picture, 230, ABOVE, 584, ROW * len(names))
    downs = {name: (row + 0.5) / len(names) for row, name in enumerate(names)}
    ticks = [(share / 100, f"{share}%") for share in range(0, 101, 20)]
    for across, _ in ticks:
        plot.upright(across)
    for name, value, low, high in shares:
        picture.line(plot.at(low, downs[name]), plot.at(high, downs[name]), REACH, 6)
        picture.dot(plot.at(value, downs[name]), 4, INK)
    plot.side([(down, _within(name)) for name, down in downs.items()])
    plot.foot(ticks)
    return picture.address()


def _within(name: str) -> str:
    """A name, cut where it is too long to stand beside a chart."""
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
