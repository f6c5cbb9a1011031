"""Where records become facts: what a query may leave out, fill in or bring forward without anybody noticing.

The rules of meaning (DESIGN.md 3.1) are decided by the fold; these tests are about the step before it, which joins
tables. Each names the rule that would be broken.
"""

from typing import Any

from dutybound.duties import Subject, at_most, between, days, each, hours, nth, within
from dutybound.duties.duty import State
from tests.counterexamples.told import judged_on, moment, standard_of, states

Case = Subject["investigation"]
REPORTED = {"reported_at": "2016-02-01T10:00", "recorded_at": "2016-02-01T10:00"}


def test_a_standard_applies_from_when_it_was_known_that_it_does() -> None:
    """Rule 12: the victim was vulnerable all along, and nobody knew before the eleventh."""

    def vulnerable_visited(case: Case) -> Any:
        """A crime with a vulnerable victim is visited within two days."""
        return within(days(2)).met_by(case.visits)

    visited = standard_of(vulnerable_visited, applies=lambda case: case.victims.where(vulnerable=True).exists())
    known_late = {"named_at": "2016-02-01T11:00", "recorded_at": "2016-02-11T10:00", "vulnerable": True}
    assert states(visited, "2016-02-10", **REPORTED, victims=[known_late]) == []
    assert states(visited, "2016-02-11", **REPORTED, victims=[known_late]) == ["overdue"]
    assert states(visited, "2016-02-11", **REPORTED, victims=[{**known_late, "vulnerable": False}]) == []


def test_what_is_reached_over_several_rows_is_known_when_the_last_of_them_was() -> None:
    """Rule 12: a case that was entered late has no reviews on record before it is on record itself."""

    def holders_cases_reviewed(officer: Subject["officer"]) -> Any:  # noqa: F821
        """The cases that an officer is handed are reviewed within two days of joining."""
        return within(days(2)).met_by(officer.handovers.case.reviews)

    reviewed = standard_of(holders_cases_reviewed)
    handover = {"handed_at": "2016-02-01T09:00", "recorded_at": "2016-02-20T09:00"}
    handover["case"] = {"id": "c", **REPORTED, "reviews": [{"id": "r", "reviewed_at": "2016-02-02T10:00"}]}
    said = {"joined_at": "2016-02-01T08:00", "handovers": [handover]}
    assert states(reviewed, "2016-02-19", **said) == ["overdue"]
    assert states(reviewed, "2016-02-20", **said) == ["met"]


def test_a_record_that_was_struck_out_counts_until_it_was() -> None:
    """Rule 12 (d): a void edits no history, and what it discharged is owed again."""
    review = {"id": "r", "reviewed_at": "2016-02-05T10:00", "recorded_at": "2016-02-05T10:00"}
    void = {**review, "recorded_at": "2016-02-20T10:00", "struck_out": True}
    reviewed = standard_of(_reviewed)
    assert states(reviewed, "2016-02-19", **REPORTED, reviews=[review, void]) == ["met"]
    assert states(reviewed, "2016-02-20", **REPORTED, reviews=[review, void]) == ["overdue"]


def test_a_corrected_record_counts_as_it_stood_until_it_was_corrected() -> None:
    """Rule 12 (d): the first version said the sixth, the second says the fifteenth."""
    first = {"id": "r", "reviewed_at": "2016-02-06T10:00", "recorded_at": "2016-02-06T10:00"}
    second = {**first, "reviewed_at": "2016-02-15T10:00", "recorded_at": "2016-02-20T10:00"}
    reviewed = standard_of(_reviewed)
    assert states(reviewed, "2016-02-19", **REPORTED, reviews=[first, second]) == ["met"]
    assert states(reviewed, "2016-02-20", **REPORTED, reviews=[first, second]) == ["met_late"]


def test_versions_that_say_the_same_are_one_fact() -> None:
    """Rule 12 (d): a correction of something else closes no row and opens no successor."""
    first = {"id": "r", "reviewed_at": "2016-02-06T10:00", "recorded_at": "2016-02-06T10:00", "kind": "desk"}
    (judged,) = judged_on(
        standard_of(_reviewed), **REPORTED, reviews=[first, {**first, "recorded_at": "2016-02-20T10:00", "kind": "x"}]
    )
    assert len(judged.judged.duties) == 1


def test_a_missing_trigger_is_unassessable_and_not_silently_absent() -> None:
    """Rule 10: from the day on which it was expected; where the standard says so, it owes nothing instead."""
    said = {"missing": "unassessable", "expected_within": days(5)}
    assert states(standard_of(_allocated, **said), "2016-02-06", **REPORTED) == []
    assert states(standard_of(_allocated, **said), "2016-02-07", **REPORTED) == ["unassessable"]
    assert states(standard_of(_allocated, missing="not_owed", expected_within=days(5)), "2016-02-07", **REPORTED) == []


def test_a_column_on_which_it_depends_whom_a_standard_is_for_is_unassessable_where_it_is_null() -> None:
    """Rule 10: nobody can tell whether it applies; to leave the subject out would flatter."""
    for_high = standard_of(_visited, missing="unassessable", applies=lambda case: case.risk == "high")
    assert states(for_high, "2016-02-02", **REPORTED) == ["unassessable"]
    assert states(for_high, "2016-02-02", **REPORTED, risk="low") == []
    assert states(for_high, "2016-02-02", **REPORTED, risk="high") == ["pending"]


def test_a_null_recorded_time_is_not_filled() -> None:
    """Rule 12: it counts as recorded when it happened, and the fact keeps that nobody knows when it was."""
    visited = standard_of(_visited)
    unknown = {"reported_at": "2016-02-01T10:00", "visits": ["2016-02-03T10:00"]}
    assert states(visited, "2016-02-03", **unknown) == ["met"]
    (judged,) = judged_on(visited, **unknown)
    assert [fact.recorded for fact in judged.facts] == [None, None]


def test_an_event_that_must_follow_another_may_happen_with_it() -> None:
    """Rule 3: the same instant counts; before it nothing does."""

    def revisited(case: Case) -> Any:
        """A crime is visited after a review within nine days."""
        return within(days(9)).met_by(case.visits.after(case.reviews))

    said = {**REPORTED, "reviews": [{"id": "r", "reviewed_at": "2016-02-03T10:00", "recorded_at": "2016-02-03T10:00"}]}
    for at, state in (("2016-02-03T09:59", "pending"), ("2016-02-03T10:00", "met"), ("2016-02-03T10:01", "met")):
        assert states(standard_of(revisited), "2016-02-04", **said, visits=[at]) == [state]


def test_the_third_event_is_the_third() -> None:
    """Section 3: nth(3, of=..., within=...) is no second; ten days back, the day itself is in the window."""

    def third_visit_reviewed(case: Case) -> Any:
        """A third visit within ten days is followed by a review within two."""
        return within(days(2), of=nth(3, of=case.visits, within=days(10))).met_by(case.reviews)

    third = standard_of(third_visit_reviewed)
    for on, owed in (((2, 5), 0), ((2, 5, 12), 1), ((2, 5, 13), 0), ((2, 5, 12, 13), 2)):
        visits = [f"2016-02-{day:02}T10:00" for day in on]
        assert states(third, "2016-02-20", **REPORTED, visits=visits) == ["overdue"] * owed, on


def test_each_is_judged_when_the_record_was_made_right() -> None:
    """Rule 11: a kind that was filled in after the grace is a late repair, and was missing until then."""

    def kinds(case: Case) -> Any:
        """Every review says of which kind it is."""
        return each(case.reviews).must(case.reviews.kind.is_known(), within=days(2))

    first = {"id": "r", "reviewed_at": "2016-02-02T10:00", "recorded_at": "2016-02-02T10:00"}
    reviews = [first, {**first, "recorded_at": "2016-02-09T10:00", "kind": "desk"}]
    found = [states(standard_of(kinds), f"2016-02-0{day}", **REPORTED, reviews=reviews) for day in (4, 8, 9)]
    assert found == [["pending"], ["overdue"], ["met_late"]]


def test_without_recorded_times_a_repair_shows_only_where_the_record_itself_has_a_time() -> None:
    """Rules 11 and 12: a missing recorded time is never made up, so what is right now was right from the start."""

    def weighed(officer: Subject["officer"]) -> Any:  # noqa: F821
        """Every holding says what it weighs."""
        return each(officer.holdings).must(officer.holdings.weight.is_known(), within=days(2))

    def handed_back(officer: Subject["officer"]) -> Any:  # noqa: F821
        """Every holding is over within two days."""
        return each(officer.holdings).must(officer.holdings.ended_at.is_known(), within=days(2))

    def held(officer: Subject["officer"]) -> Any:  # noqa: F821
        """Whoever joins holds something within two days."""
        return each(officer).must(officer.holdings.exists(), within=days(2))

    joined = {"joined_at": "2016-02-01T09:00"}
    late = {"began_at": "2016-02-10T09:00", "ended_at": "2016-02-20T09:00"}
    days_seen = ("2016-02-09", "2016-02-10", "2016-02-13", "2016-02-20")
    found = [
        [states(standard_of(body), day, **joined, holdings=[{**late, "weight": 1.0}]) for day in days_seen]
        for body in (weighed, handed_back, held)
    ]
    assert found == [
        [[], ["met"], ["met"], ["met"]],
        [[], ["pending"], ["overdue"], ["met_late"]],
        [["overdue"], ["met_late"], ["met_late"], ["met_late"]],
    ]
    without = {**late, "weight": None}
    assert states(standard_of(weighed), "2016-02-13", **joined, holdings=[without]) == ["overdue"]
    reachable = [State.MET_LATE in standard_of(body).reachable() for body in (weighed, handed_back, held)]
    assert reachable == [False, True, True]


def test_a_heavy_case_adds_its_weight_to_a_holders_load() -> None:
    """Section 3: at_most is about weighted workload; three light cases may be less than one heavy one."""

    def workload(officer: Subject["officer"]) -> Any:  # noqa: F821
        """Nobody holds more than ten points of work."""
        return at_most(10, per=officer).of(officer.holdings, weight=officer.holdings.weight)

    held = {"began_at": "2016-02-01T09:00", "ended_at": None}
    for weights, found in (((4, 3, 3), []), ((4, 3, 3.5), ["overdue"]), ((11,), ["overdue"])):
        holdings = [{**held, "weight": float(weight)} for weight in weights]
        assert states(standard_of(workload), "2016-02-03", joined_at="2016-01-01T09:00", holdings=holdings) == found


def test_a_trigger_from_before_the_standard_was_in_force_owes_nothing() -> None:
    """Rule 7 and `valid_from`: nothing is owed from before a standard was."""
    assert states(standard_of(_visited, valid_from="2016-02-01"), "2016-02-20", **REPORTED) == ["overdue"]
    assert states(standard_of(_visited, valid_from="2016-02-02"), "2016-02-20", **REPORTED) == []


def test_hindsight_treats_what_was_on_record_as_recorded_when_it_happened() -> None:
    """Rule 12: as it was known then, and as one knows now, are two figures; no chart mixes them."""
    reviewed = standard_of(_reviewed)
    late = {"id": "r", "reviewed_at": "2016-02-05T10:00", "recorded_at": "2016-02-20T10:00"}
    assert states(reviewed, "2016-02-15", **REPORTED, reviews=[late]) == ["overdue"]
    for known_at, state in (("2016-02-19", "overdue"), ("2016-02-20", "met")):
        (judged,) = judged_on(reviewed, "2016-02-15", known_at, **REPORTED, reviews=[late])
        assert [str(duty.state_at(moment("2016-02-15"))) for duty in judged.judged.duties] == [state]


def test_hindsight_keeps_a_recorded_time_that_a_standard_asks_for() -> None:
    """A crime recorded late is late in hindsight too, and one that was not on record by then is not recorded."""
    recorded = standard_of(_recorded)
    rows = {"reported_at": "2016-02-01T10:00", "recorded_at": "2016-02-03T10:00"}
    assert states(recorded, "2016-02-04", **rows) == ["met_late"]
    for known_at, wanted in (("2016-02-02", []), ("2016-02-04", ["met_late"])):
        found = judged_on(recorded, "2016-02-04", known_at, **rows)
        assert [str(duty.state_at(moment("2016-02-04"))) for one in found for duty in one.judged.duties] == wanted


def test_a_missing_trigger_is_clear_once_what_the_duty_holds_for_has_ended() -> None:
    """Rule 10: the case was closed and nobody had said when it was allocated."""
    allocated = standard_of(_allocated_while_open, missing="unassessable")
    assert states(allocated, "2016-02-20", **REPORTED) == []
    assert states(allocated, "2016-02-20", **REPORTED, finished_on="2016-02-10") == ["unassessable"]
    assert states(allocated, "2016-02-09", **REPORTED, finished_on="2016-02-10") == []
    given = {**REPORTED, "finished_on": "2016-02-10", "allocated_at": "2016-02-03T10:00"}
    assert states(allocated, "2016-02-20", **given) == ["lapsed"]


def test_an_hour_limit_is_unassessable_where_a_condition_asks_for_a_date() -> None:
    """Rule 1: a date is known on its day, so the hour at which the condition came to hold cannot be told."""
    finished = standard_of(_reviewed_in_hours, missing="unassessable", applies=lambda case: case.finished_on.is_known())
    assert states(finished, "2016-02-20", **REPORTED, finished_on="2016-02-10") == ["unassessable"]


def test_an_excusal_of_another_standard_excuses_nothing() -> None:
    """Rule 9: an excusal names its standard."""
    excusal = {"begins_on": "2016-02-09", "ends_on": "2016-02-12", "recorded_at": "2016-02-02T10:00"}
    reviewed = standard_of(_reviewed)
    assert states(reviewed, "2016-02-11", **REPORTED, excusals=[excusal]) == ["excused"]
    assert states(reviewed, "2016-02-11", **REPORTED, excusals=[{**excusal, "standard": "another"}]) == ["overdue"]


def _reviewed_in_hours(case: Case) -> Any:
    """Every crime is reviewed within 48 hours of its report."""
    return within(hours(48)).met_by(case.reviews)


def _recorded(case: Case) -> Any:
    """Every crime is recorded within a day of its report."""
    return within(days(1)).met_by(case.recorded_at)


def _reviewed(case: Case) -> Any:
    """Every crime is reviewed within nine days of its report."""
    return within(days(9)).met_by(case.reviews)


def _visited(case: Case) -> Any:
    """Every crime is visited within nine days of its report."""
    return within(days(9)).met_by(case.visits)


def _allocated_while_open(case: Case) -> Any:
    """Every crime is visited within nine days of its allocation, while it is open."""
    return within(days(9), of=case.allocated_at, during=between(case.reported_at, case.finished_on)).met_by(case.visits)


def _allocated(case: Case) -> Any:
    """Every crime is visited within nine days of its allocation."""
    return within(days(9), of=case.allocated_at).met_by(case.visits)
