"""What a report takes from the records of judging: what held on the day of its results, and what one may see of it."""

from datetime import date
from pathlib import Path

from dutybound.casework.actions.judgments import Decided, decide
from dutybound.cli.report_records import judgments_on_record
from dutybound.inspection.frameworks.reading import framework_named
from tests.inspection.judging.test_judgments import ANNA, AT, BEN, Q, judged, opened

__all__ = ["opened"]
BOUND = framework_named("peel-2016")


def test_a_decision_that_begins_later_does_not_take_the_place_of_the_one_in_force(opened: str, tmp_path: Path) -> None:
    judged(tmp_path / "r")
    for grade, first, basis in (("good", date(2017, 3, 2), "inspected"), ("good", date(2030, 1, 1), "amended")):
        decide("I-1", Q, Decided(basis, grade), "so", by=ANNA, at=AT, valid_from=first)
    at = {day.year: judgments_on_record("I-1", BOUND, day, ANNA)[0][Q] for day in (date(2018, 1, 1), date(2030, 6, 1))}
    assert [(one.grade, one.at, one.is_decision) for one in at.values()] == [
        ("good", "2017-03-02", True), ("good", "2030-01-01", True),
    ]  # fmt: skip
    before, _ = judgments_on_record("I-1", BOUND, date(2017, 2, 1), ANNA)
    assert (before[Q].grade, before[Q].is_decision) == ("good", False)  # the own grade: nothing was in force yet


def test_a_proposal_is_shown_to_those_who_have_judged_alone(opened: str, tmp_path: Path) -> None:
    judged(tmp_path / "r")
    shown = {by: judgments_on_record("I-1", BOUND, date(2017, 2, 1), by)[0][Q].proposal for by in (ANNA, BEN, "")}
    assert shown[ANNA].startswith("requires improvement")
    assert shown[BEN] == shown[""] == ""
