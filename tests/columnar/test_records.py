"""Small records straight from their tables into columns: judged as the reference judges them, and not of nothing."""

from collections.abc import Iterable
from typing import Any

from dutybound.duties import Subject, at_most, days, within
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.relation import Judgment, judged_by_reference
from tests.counterexamples.told import NO_POLICY, source_with, standard_of

REPORTED = {"reported_at": "2016-02-01T10:00", "recorded_at": "2016-02-01T10:00"}


def visited(case: Subject["investigation"]) -> Any:  # noqa: F821
    """A crime is visited within five days."""
    return within(days(5)).met_by(case.visits)


def reviewed(case: Subject["investigation"]) -> Any:  # noqa: F821
    """A crime is reviewed within seven days."""
    return within(days(7)).met_by(case.reviews)


def workload(officer: Subject["officer"]) -> Any:  # noqa: F821
    """Nobody holds more than ten points of work."""
    return at_most(10, per=officer).of(officer.holdings, weight=officer.holdings.weight)


def duties(of: Standard, **records: Any) -> int:
    """How many duties both engines find; they must be the same ones."""
    source = source_with(of, records)
    found, wanted = (said(judge([of], source, NO_POLICY)) for judge in (judged_by_columns, judged_by_reference))
    assert found == wanted
    return len(found[0])


def said(judgments: Iterable[Judgment]) -> tuple[list[Any], list[Any], list[Any]]:
    """All duties, notices and courses of the one subject."""
    parts = [([], [], [])] + [
        (one.duties.to_pylist(), one.notices.to_pylist(), one.courses.T.tolist()) for one in judgments
    ]
    duties, notices, courses = ([row for part in some for row in part] for some in zip(*parts, strict=True))
    return duties, notices, courses


def test_a_null_recorded_time_is_not_filled() -> None:
    unknown = {"reported_at": "2016-02-01T10:00", "visits": ["2016-02-03T10:00"]}
    assert duties(standard_of(visited), **unknown) == 1


def test_versions_that_say_the_same_are_one_fact() -> None:
    first = {"id": "r", "reviewed_at": "2016-02-06T10:00", "recorded_at": "2016-02-06T10:00", "kind": "desk"}
    again = {**first, "recorded_at": "2016-02-20T10:00", "kind": "x"}
    assert duties(standard_of(reviewed), **REPORTED, reviews=[first, again]) == 1


def test_a_trigger_from_before_the_standard_was_in_force_owes_nothing() -> None:
    """A plain subject, and one that an event before the report makes odd."""
    early, late = (standard_of(visited, valid_from=day) for day in ("2016-02-01", "2016-02-02"))
    assert [duties(early, **REPORTED), duties(late, **REPORTED)] == [1, 0]
    odd = {**REPORTED, "visits": ["2016-01-20T10:00"]}
    assert [duties(early, **odd), duties(late, **odd)] == [1, 0]


def test_a_heavy_case_adds_its_weight_to_a_holders_load() -> None:
    held = {"began_at": "2016-02-01T09:00", "ended_at": None}
    for weights, found in (((4, 3, 3), 0), ((4, 3, 3.5), 1), ((11,), 1)):
        holdings = [{**held, "weight": float(weight)} for weight in weights]
        assert duties(standard_of(workload), joined_at="2016-01-01T09:00", holdings=holdings) == found
