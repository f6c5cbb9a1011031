"""Charts as SVG: one look, no font of their own, and the same bytes for the same figures.

Colours are told apart by people who cannot tell red from green, each mark also has its own shape, and none is a traffic
light. Every axis is laid out by hand, so that no width of a letter on one machine moves a line on another. They are
written in the words of Vega-Lite, not through Altair, which takes longer to make the same than drawing it takes.
"""

import base64
import math
from collections.abc import Sequence
from typing import Any, TypeAlias

import vl_convert

from dutybound.reports.contents import History, Lateness, StandardShown

INK, MUTED, GRID, PAPER = "#1d2733", "#5a6673", "#dde2e8", "#ffffff"
STEADY, BETTER, WORSE = "#46535f", "#1f6fb2", "#b35900"
KINDS = ("not marked", "change for the better", "change for the worse", "change")
SHAPES = ("circle", "triangle-up", "triangle-down", "diamond")
COLOURS = (STEADY, BETTER, WORSE, INK)
#: Of a late duty: still owed, done late, never done; and the interval of a headline.
FATES = (WORSE, "#7790a9", INK)
REACH = "#5b8db8"
WIDTH, HEIGHT, LEFT, RIGHT = 700, 230, 52, 84
#: How many labels fit under a chart.
LABELS = 9
#: The height of a line of text in a chart.
LETTER = 14
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
#: One look for all charts.
CONFIG = {
    "font": "Arial, Helvetica, Liberation Sans, sans-serif",
    "background": PAPER,
    "view": {"continuousWidth": 300, "continuousHeight": 300, "stroke": None},
    "axis": {
        "domainColor": MUTED, "gridColor": GRID, "labelColor": INK, "labelFontSize": 12, "labelPadding": 6,
        "tickColor": MUTED,
    },
    "legend": {"labelColor": INK, "labelFontSize": 12},
}  # fmt: skip

Spec: TypeAlias = dict[str, Any]  # a part of a chart, in the words of Vega-Lite


def history_chart(history: History) -> str:
    """The months as a control chart: values, mean, limits, and what is no chance variation."""
    months = [point.when for point in history.points]
    rows = [
        {"when": point.when, "value": point.value, "kind": kind(bool(point.signals), point.direction)}
        for point in history.points
    ]
    every = math.ceil(len(months) / LABELS)
    axis = {"grid": False, "labelAngle": 0, "labelOverlap": False, "ticks": True, "values": months[::-1][::every]}
    x = _axed("when", "ordinal", axis, scale={"domain": months, "padding": 0.5}, sort=None)
    y = _axed("value", "quantitative", {"format": ".0%", "minExtent": 40, "tickCount": 5}, scale=_reaching(history))
    looks = {
        name: {"field": "kind", "legend": None, "type": "nominal", "scale": {"domain": list(KINDS), "range": list(of)}}
        for name, of in (("shape", SHAPES), ("color", COLOURS))
    }
    line = _layer(rows, {"type": "line", "color": STEADY, "strokeWidth": 1.5}, x=x, y=y)
    points = _layer(rows, {"type": "point", "filled": True, "opacity": 1, "size": 62}, x=x, y=y, **looks)
    return _drawn({"layer": [*_changes(history, months), *_levels(history), line, points]}, WIDTH, HEIGHT)


def _reaching(history: History) -> Spec:
    return {"domain": list(scale(history)), "nice": False, "zero": False}


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


def _levels(history: History) -> list[Spec]:
    """The mean and the limits as lines across, named at their right end; a limit beyond 0% or 100% is not reached."""
    levels = [("upper limit", history.high), ("mean", history.mean), ("lower limit", history.low)]
    shown = [(name, value) for name, value in levels if value is not None and 0 <= value <= 1]
    floor, ceiling = scale(history)
    below, drawn = -float(LETTER), list[Spec]()
    for name, value in shown:
        at = HEIGHT * (ceiling - value) / (ceiling - floor)
        below = max(at, below + LETTER)  # names of lines that lie close together are set one under another
        rule = {"type": "rule", "color": MUTED, "strokeDash": [1, 0] if name == "mean" else [5, 4], "strokeWidth": 1}
        text = {"type": "text", "align": "left", "color": INK, "dx": 5, "fontSize": 12}
        y = {"field": "value", "type": "quantitative", "scale": _reaching(history)}
        named = {"field": "name", "type": "nominal"}
        drawn.append(_layer([{"value": value}], rule, y=y))
        drawn.append(_layer([{"name": name}], text, text=named, x={"value": WIDTH}, y={"value": below}))
    return drawn


def _changes(history: History, months: Sequence[str]) -> list[Spec]:
    """A dashed line where a policy began to act."""
    rows = [{"when": month} for month in dict.fromkeys(month for month, _ in history.changes)]
    rule = {"type": "rule", "color": INK, "strokeDash": [2, 3], "strokeWidth": 1.5}
    x = {"field": "when", "type": "ordinal", "scale": {"domain": list(months)}}
    return [_layer(rows, rule, x=x)] if rows else []


def lateness_chart(lateness: Lateness) -> str:
    """How late what was late is: a bar for each band of days, by what became of the duties."""
    names = ("still owed", "done late", "never done")
    rows = [
        {"band": band.label, "what": name, "order": place, "count": count}
        for band in lateness.bands
        for place, (name, count) in enumerate(
            zip(names, (band.still_owed, band.done_late, band.never_done), strict=True)
        )
        if count
    ]
    labels = [band.label for band in lateness.bands]
    colours = {"domain": list(names), "range": list(FATES)}
    legend = {"orient": "top", "symbolType": "square", "title": None}
    bars = _layer(
        rows,
        {"type": "bar", "height": {"band": 0.72}},
        x=_axed("count", "quantitative", {"format": ",d", "tickCount": 6, "tickMinStep": 1}, stack=True),
        y=_axed("band", "nominal", {"labelLimit": 200, "minExtent": 120, "ticks": False}, scale={"domain": labels}),
        color={"field": "what", "type": "nominal", "legend": legend, "scale": colours},
        order={"field": "order", "type": "quantitative"},
    )
    return _drawn(bars, WIDTH - 60, 26 * len(labels), left=130, right=20)


def overview_chart(standards: Sequence[StandardShown]) -> str:
    """The headline of each standard with its interval, in the order given."""
    return shares_chart(
        [(one.title, one.headline.value, one.headline.low, one.headline.high) for one in standards if one.headline],
        [one.title for one in standards],
    )


def shares_chart(shares: Sequence[tuple[str, float, float, float]], names: Sequence[str] = ()) -> str:
    """Shares by name, each with the ends of its interval, in the order given; `names` where some have no share."""
    rows = [{"standard": name, "value": value, "low": low, "high": high} for name, value, low, high in shares]
    names = list(names) or [name for name, *_ in shares]
    labels = {"labelLimit": 190, "minExtent": 185, "ticks": False}
    percent = {"format": ".0%", "grid": True, "tickCount": 5}
    y = _axed("standard", "nominal", labels, scale={"domain": names}, sort=names)
    x = _axed("low", "quantitative", percent, scale={"domain": [0, 1]})
    point = {"type": "point", "color": INK, "filled": True, "opacity": 1, "shape": "circle", "size": 55}
    layers = [
        _layer(rows, {"type": "rule", "color": REACH, "opacity": 1, "strokeWidth": 6}, x=x, x2={"field": "high"}, y=y),
        _layer(rows, point, x={"field": "value", "type": "quantitative"}, y=y),
    ]
    return _drawn({"layer": layers}, WIDTH - 120, 25 * len(names), left=195, right=20)


def _axed(column: str, kind: str, axis: Spec, **more: Any) -> Spec:
    """How a column is laid along an axis without a title."""
    return {"field": column, "type": kind, "axis": {"title": None, **axis}, **more}


def _layer(rows: Sequence[Spec], mark: Spec, **encoding: Spec) -> Spec:
    """Rows, as what they are drawn, and what of them says where and how."""
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def _drawn(chart: Spec, width: int, height: int, left: int = LEFT, right: int = RIGHT) -> str:
    """The chart as the address of a picture that holds all of itself."""
    padding = {"left": 4, "right": right, "top": 8, "bottom": 4}
    spec = {**chart, "$schema": SCHEMA, "config": CONFIG, "width": width, "height": height, "padding": padding}
    picture = vl_convert.vegalite_to_svg(spec)
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"
