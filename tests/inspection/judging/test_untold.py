"""Of what cannot be told it is said why, so that whoever reads it knows what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from dutybound.inspection.degrees import Verdict, verdict_on
from dutybound.inspection.frameworks.framework import Degree
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.weighing import weigh
from tests.inspection.judging.made_up import WINDOW, bearing, everywhere, question, results
from tests.inspection.judging.test_degrees import figures

BOTH_SIDES = "and the interval reaches both sides of that"


@pytest.mark.parametrize("degree", [Degree.MOST, Degree.VAST_MAJORITY, Degree.CONSISTENTLY, Degree.SUSTAINED])
def test_a_share_that_may_be_either_says_so_and_one_that_is_told_does_not(degree: Degree) -> None:
    at_least = {Degree.MOST: 0.7, Degree.VAST_MAJORITY: 0.9, Degree.CONSISTENTLY: 0.85, Degree.SUSTAINED: 0.7}[degree]
    found = verdict_on(degree, figures(everywhere(at_least)))
    assert (found.verdict, BOTH_SIDES in found.reason) == (Verdict.CANNOT_TELL, True)
    for share in (0.4, 1.0):
        told = verdict_on(degree, figures(everywhere(share)))
        assert (told.verdict is Verdict.CANNOT_TELL, BOTH_SIDES in told.reason) == (False, False)


def lacking(folder: Path, name: str, asked: dict[str, Any], told: dict[str, Any] | None, file: str) -> str:
    results(folder, {"one": 0.9}, 10)
    content = json.loads((folder / file).read_text())
    if told is not None:
        (folder / file).write_text(json.dumps(content | {name: {**content.get(name, {}), **told}}))
    own = question(bearing("b", "most", **asked))
    (found,) = weigh([own], read_assessed(folder), {"q.1": WINDOW})["q.1"]
    return found.figures.lacking


NO_FIGURE: dict[str, Any] = {"value": None, "whole": 0, "unit": "share", "better": "more"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "not among the results; it, or a standard whose duties it counts, is not switched on"),
        ({**NO_FIGURE, "delivered": False}, "the source does not deliver a column that it reads"),
        ({**NO_FIGURE, "delivered": True}, "nothing that it counts is on record"),
    ],
)
def test_a_measure_without_a_figure_says_which_of_three_it_is(
    tmp_path: Path, told: dict[str, Any] | None, said: str
) -> None:
    assert said in lacking(tmp_path, "m", {"standard": None, "measure": "m"}, told, "declared_measures.json")


def test_a_standard_of_which_too_much_cannot_be_assessed_says_how_much_is_too_much(tmp_path: Path) -> None:
    none = {"rate": None, "days_in_compliance": None, "owed": 10}
    for unassessable, more in ((3, True), (2, False)):
        said = lacking(tmp_path, "one", {"standard": "one"}, {**none, "unassessable": unassessable}, "measures.json")
        assert f"{unassessable} of 10 duties cannot be assessed" in said
        assert (", more than one in five" in said) is more
