"""A chart shows the figures that it is given, at the places where its axis says they are."""

import base64
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from dutybound.reports.contents import History, LateBand, Lateness, Point
from dutybound.reports.drawing import COLOURS, FATES, REACH, history_chart, lateness_chart, shares_chart
from dutybound.reports.plot import step


class Laid:
    """What lies in a chart, by the names of its elements."""

    def __init__(self, address: str) -> None:
        self.root = ElementTree.fromstring(base64.b64decode(address.partition(",")[2]))

    def all(self, name: str, **looks: str) -> list[dict[str, str]]:
        found = (one.attrib for one in self.root.iter(f"{{http://www.w3.org/2000/svg}}{name}"))
        return [one for one in found if looks.items() <= one.items()]

    def words(self) -> dict[str, dict[str, str]]:
        return {one.text or "": one.attrib for one in self.root.iter("{http://www.w3.org/2000/svg}text")}


def months(*parts: int, **more: tuple[tuple[str, str], ...]) -> History:
    points = tuple(Point(f"month {place}", part, 100) for place, part in enumerate(parts))
    return History("met", "met in", "", points, len(points), 0.85, 0.7, None, False, **more)


def between(laid: Laid, one: str, other: str, coordinate: str) -> tuple[float, float]:
    """Where two labels of an axis stand; words stand 4 pixels below their middle."""
    words = laid.words()
    return float(words[one][coordinate]), float(words[other][coordinate])


def test_each_month_stands_at_its_value() -> None:
    laid = Laid(history_chart(months(71, 85, 100)))
    top, bottom = (y - 4 for y in between(laid, "100%", "70%", "y"))
    assert top < bottom
    heights = [float(one["cy"]) for one in laid.all("circle")]
    assert heights == pytest.approx([top + (bottom - top) * (100 - part) / 30 for part in (71, 85, 100)], abs=0.01)
    across = [float(one["cx"]) for one in laid.all("circle")]
    assert across == [pytest.approx(float(laid.words()[f"month {place}"]["x"]), abs=0.01) for place in range(3)]


def test_lines_stand_at_the_mean_and_the_limits_and_where_a_policy_began() -> None:
    laid = Laid(history_chart(months(71, 85, 100, changes=(("month 1", "a policy"),))))
    words = laid.words()
    assert "upper limit" not in words
    top, bottom = (y - 4 for y in between(laid, "100%", "70%", "y"))
    (mean,) = (one for one in laid.all("line", stroke="#5a6673") if "stroke-dasharray" not in one and one["x2"] == "756"
               and abs(float(one["y1"]) - (top + (bottom - top) / 2)) <= 1)  # fmt: skip
    assert float(words["mean"]["y"]) - 4 == pytest.approx(float(mean["y1"]), abs=1)
    (change,) = laid.all("line", **{"stroke-dasharray": "2 3"})
    assert float(change["x1"]) == pytest.approx(float(words["month 1"]["x"]), abs=1)


def test_a_month_that_is_marked_has_a_shape_and_a_colour_of_its_own() -> None:
    points = tuple(Point(f"{place}", 80, 100, ("a rule",), direction) for place, direction in enumerate((0, 1, -1)))
    laid = Laid(history_chart(History("met", "met in", "", points, 3, 0.8, None, None, True)))
    shapes = laid.all("polygon")
    assert [one["fill"] for one in shapes] == [COLOURS[3], COLOURS[1], COLOURS[2]]
    assert [len(one["points"].split()) for one in shapes] == [4, 3, 3]
    (_, better, worse) = ([float(corner.split(",")[1]) for corner in one["points"].split()] for one in shapes)
    assert better[0] == min(better)  # points upwards
    assert worse[0] == max(worse)


@pytest.mark.parametrize("most", [1, 2, 7, 411, 123_456])
def test_bars_are_as_long_as_their_counts_and_counts_are_whole(most: int) -> None:
    bands = (LateBand("a day", most, 0, 0), LateBand("a week", 0, 1, 0))
    laid = Laid(lateness_chart(Lateness(bands, 1, 1, None)))
    labels = [int(word.replace(",", "")) for word in laid.words() if word[0].isdigit()]
    assert labels == sorted(set(labels))
    assert labels[-1] >= most
    assert len({after - before for before, after in pairwise(labels)}) == 1
    left, right = between(laid, "0", f"{labels[-1]:,}", "x")
    (owed,) = (one for one in laid.all("rect", fill=FATES[0]) if one["height"] == "18" and one["width"] != "0")
    assert float(owed["width"]) == pytest.approx((right - left) * most / labels[-1], abs=0.01)


def test_bars_of_one_band_follow_on_each_other() -> None:
    laid = Laid(lateness_chart(Lateness((LateBand("a day", 3, 2, 1),), 1, 1, None)))
    bars = [one for one in laid.all("rect") if one["height"] == "18"]
    assert [one["fill"] for one in bars] == list(FATES)
    for before, after in pairwise(bars):
        assert float(before["x"]) + float(before["width"]) == pytest.approx(float(after["x"]), abs=0.02)


def test_a_share_stands_within_its_interval_in_the_row_of_its_name() -> None:
    laid = Laid(shares_chart([("<second> & last", 0.5, 0.25, 0.75)], ["first", "<second> & last"]))
    left, right = between(laid, "0%", "100%", "x")
    (interval,), (dot,) = laid.all("line", stroke=REACH), laid.all("circle")
    assert [float(interval[end]) for end in ("x1", "x2")] == pytest.approx(
        [left + (right - left) / 4, left + (right - left) * 3 / 4], abs=0.01
    )
    assert float(dot["cx"]) == pytest.approx((left + right) / 2, abs=0.01)
    assert float(dot["cy"]) == float(interval["y1"]) == float(laid.words()["<second> & last"]["y"]) - 4


def test_a_name_too_long_for_its_place_is_cut() -> None:
    (name,) = (word for word in Laid(shares_chart([("x" * 50, 0.5, 0.4, 0.6)])).words() if "x" in word)
    assert name == "x" * 35 + "…"


@pytest.mark.parametrize(("span", "about", "found"), [(10, 5, 2), (30, 5, 5), (100, 5, 20), (1, 6, 1), (411, 6, 50)])
def test_steps_are_round_numbers(span: int, about: int, found: int) -> None:
    assert step(span, about) == found
