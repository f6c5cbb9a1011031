"""Charts as SVG: one look, no font of their own, and the same bytes for the same figures.

Colours are told apart by people who cannot tell red from green, each mark also has its own shape, and none is a traffic
light. Every axis is laid out by hand, so that no width of a letter on one machine moves a line on another.
"""

import base64
import math
from collections.abc import Sequence
from typing import Any

import altair as alt
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


def history_chart(history: History) -> str:
    """The months as a control chart: values, mean, limits, and what is no chance variation."""
    floor, ceiling = scale(history)
    months = [point.when for point in history.points]
    rows = [
        {"when": point.when, "value": point.value, "kind": kind(bool(point.signals), point.direction)}
        for point in history.points
    ]
    every = math.ceil(len(months) / LABELS)
    axis = alt.Axis(title=None, grid=False, values=months[::-1][::every], labelAngle=0, labelOverlap=False, ticks=True)
    x = alt.X("when:O", axis=axis, scale=alt.Scale(domain=months, padding=0.5), sort=None)
    y_scale = alt.Scale(domain=[floor, ceiling], nice=False, zero=False)
    y = alt.Y("value:Q", axis=_percent_axis(), scale=y_scale)
    line = alt.Chart(_data(rows)).mark_line(color=STEADY, strokeWidth=1.5).encode(x=x, y=y)
    marks = alt.Scale(domain=list(KINDS), range=list(SHAPES)), alt.Scale(domain=list(KINDS), range=list(COLOURS))
    points = (
        alt.Chart(_data(rows))
        .mark_point(filled=True, size=62, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("kind:N", scale=marks[0], legend=None),
            color=alt.Color("kind:N", scale=marks[1], legend=None),
        )
    )
    return _drawn(alt.layer(*_changes(history, months), *_levels(history, y_scale), line, points), WIDTH, HEIGHT)


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


def _levels(history: History, y_scale: alt.Scale) -> list[Any]:
    """The mean and the limits as lines across, named at their right end; a limit beyond 0% or 100% is not reached."""
    levels = [("upper limit", history.high), ("mean", history.mean), ("lower limit", history.low)]
    shown = [(name, value) for name, value in levels if value is not None and 0 <= value <= 1]
    floor, ceiling = scale(history)
    below, drawn = -float(LETTER), list[Any]()
    for name, value in shown:
        at = HEIGHT * (ceiling - value) / (ceiling - floor)
        below = max(at, below + LETTER)  # names of lines that lie close together are set one under another
        y = alt.Y("value:Q", scale=y_scale)
        dash = [1, 0] if name == "mean" else [5, 4]
        rule = alt.Chart(_data([{"value": value}])).mark_rule(color=MUTED, strokeDash=dash, strokeWidth=1)
        text = alt.Chart(_data([{"name": name}])).mark_text(align="left", dx=5, fontSize=12, color=INK)
        drawn += [rule.encode(y=y), text.encode(y=alt.value(below), x=alt.value(WIDTH), text="name:N")]
    return drawn


def _changes(history: History, months: Sequence[str]) -> list[Any]:
    """A dashed line where a policy began to act."""
    rows = _data([{"when": month} for month in dict.fromkeys(month for month, _ in history.changes)])
    rule = alt.Chart(rows).mark_rule(color=INK, strokeDash=[2, 3], strokeWidth=1.5)
    return [rule.encode(x=alt.X("when:O", scale=alt.Scale(domain=list(months))))] if history.changes else []


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
    bars = (
        alt.Chart(_data(rows))
        .mark_bar(height={"band": 0.72})
        .encode(
            y=alt.Y(
                "band:N",
                scale=alt.Scale(domain=labels),
                axis=alt.Axis(title=None, labelLimit=200, ticks=False, minExtent=120),
            ),
            x=alt.X("count:Q", stack=True, axis=alt.Axis(title=None, tickCount=6, format=",d", tickMinStep=1)),
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=list(names), range=list(FATES)),
                legend=alt.Legend(title=None, orient="top", symbolType="square"),
            ),
            order="order:Q",
        )
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
    y = alt.Y(
        "standard:N",
        sort=names,
        scale=alt.Scale(domain=names),
        axis=alt.Axis(title=None, labelLimit=190, ticks=False, minExtent=185),
    )
    x = alt.X("low:Q", axis=alt.Axis(title=None, format=".0%", tickCount=5, grid=True), scale=alt.Scale(domain=[0, 1]))
    base = alt.Chart(_data(rows))
    reach = base.mark_rule(color=REACH, strokeWidth=6, opacity=1).encode(x=x, x2="high:Q", y=y)
    points = base.mark_point(filled=True, size=55, color=INK, opacity=1, shape="circle")
    return _drawn(alt.layer(reach, points.encode(x="value:Q", y=y)), WIDTH - 120, 25 * len(names), left=195, right=20)


def _percent_axis() -> alt.Axis:
    return alt.Axis(title=None, format=".0%", tickCount=5, minExtent=40)


def _data(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _drawn(chart: Any, width: int, height: int, left: int = LEFT, right: int = RIGHT) -> str:
    """The chart as the address of a picture that holds all of itself."""
    font = "Arial, Helvetica, Liberation Sans, sans-serif"
    spec = (
        chart.properties(width=width, height=height, padding={"left": 4, "right": right, "top": 8, "bottom": 4})
        .configure(font=font, background=PAPER)
        .configure_view(stroke=None)
        .configure_axis(
            gridColor=GRID, domainColor=MUTED, tickColor=MUTED, labelColor=INK, labelFontSize=12, labelPadding=6
        )
        .configure_legend(labelFontSize=12, labelColor=INK)
        .to_dict(validate=False)  # as slow as all else together, and what is drawn here is drawn by tests
    )
    picture = vl_convert.vegalite_to_svg(spec)
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"
