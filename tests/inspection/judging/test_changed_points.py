"""A change in points is what the two percentages beside it differ by, wherever it is shown."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dutybound.cli.showing_changes import as_rows, show_changes
from dutybound.insight.estimates import Estimate
from dutybound.inspection.figures import Seen
from dutybound.inspection.judging.changed_points import change_shown
from dutybound.inspection.judging.changing import Changed, Way
from dutybound.reports.saying import difference_shown, percent, points_words

SHARE = st.floats(0, 1)


def around(value: float, reach: float = 0.05) -> Estimate:
    return Estimate(value, value - reach, value + reach)


def changed(earlier: float, later: float, practice: float | None = None) -> Changed:
    """What is not practice is the rules' doing."""
    seen = [Seen(0, 1, one - 0.05, one + 0.05, one) for one in (earlier, later)]
    whole = later - earlier
    parts = (None, None) if practice is None else (around(practice), around(whole - practice))
    return Changed("q.1", "one", "A practice", Way.IMPROVED, seen[0], seen[1], around(whole), *parts, None, "a note")


def points(words: str) -> float:
    return float(words.split(" ")[0])


def test_two_figures_that_are_rounded_apart() -> None:
    assert [percent(one) for one in (0.8014, 0.8436)] == ["80.1%", "84.4%"]
    found = change_shown(changed(0.8014, 0.8436, 0.0422))
    assert found is not None
    assert found.change == "+4.3 points (-0.8 to +9.2)"
    assert (found.practice, found.rules) == ("+4.3 points (-0.8 to +9.2)", "+0.0 points (-5.0 to +5.0)")


def test_rules_that_alone_changed_leave_no_practice() -> None:
    found = change_shown(changed(0.8014, 0.8436, 0.0))
    assert found is not None
    assert (found.practice, found.rules) == ("+0.0 points (-5.0 to +5.0)", "+4.3 points (-0.8 to +9.2)")


def test_nothing_is_said_to_change_by_minus_nothing_and_no_interval_leaves_its_value_out() -> None:
    assert points_words(difference_shown(0.5, 0.5), -0.04, 0.04) == "+0.0 points (+0.0 to +0.0)"
    assert points_words(4.3, 4.2, 4.2) == "+4.3 points (+4.2 to +4.3)"
    assert points_words(-4.3, -4.2, -4.2) == "-4.3 points (-4.3 to -4.2)"


@given(SHARE, SHARE, SHARE)
def test_what_is_shown_adds_up(earlier: float, later: float, of_practice: float) -> None:
    found = change_shown(changed(earlier, later, of_practice * (later - earlier)))
    assert found is not None
    before, after = (float(percent(one).removesuffix("%")) for one in (earlier, later))
    assert points(found.change) == pytest.approx(after - before, abs=1e-9)
    assert points(found.practice) + points(found.rules) == pytest.approx(after - before, abs=1e-9)


def test_the_terminal_shows_the_same() -> None:
    show_changes(Console(file=(out := StringIO()), width=200), [changed(0.8014, 0.8436, 0.0422)])
    assert re.search(r"80\.1% +84\.4% +\+4\.3 points", out.getvalue())


def test_what_changed_stands_first_and_what_cannot_be_told_is_counted_by_its_reason() -> None:
    """Alike reasons are one, whatever they name and count."""
    same, better = replace(changed(0.8, 0.8), way=Way.SAME, question="q.0"), changed(0.5, 0.9)
    chance = replace(changed(0.5, 0.52), way=Way.CANNOT_TELL)
    lost = [replace(changed(0.5, 0.5), way=Way.CANNOT_TELL, change=None, source=f"the standard {name}",
                    note=f"of the standard {name} no figure is shown: {number} of 90 duties cannot be assessed")
            for number, name in enumerate("abc")]  # fmt: skip
    show_changes(Console(file=(out := StringIO()), width=200), [*lost, chance, same, better])
    said = out.getvalue()
    assert said.index("improved") < said.index("the same")
    assert "cannot tell" not in said
    told = [line for line in said.splitlines() if line.startswith("Cannot tell of ")]
    assert told == [
        "Cannot tell of 3 practices: of it no figure is shown: some duties cannot be assessed.",
        "Cannot tell of 1 practice: what the two years differ by may be chance.",
    ]
    assert [one["way"] for one in as_rows([*lost, better])] == ["cannot tell"] * 3 + ["improved"]
