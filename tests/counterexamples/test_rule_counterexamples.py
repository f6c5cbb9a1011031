"""Small worlds that no row of tests/spec/rules.csv decides: each was missing when a fault was planted and not caught.

Day zero is 1 February 2016; the words are those of rules.csv.
"""

from dutybound.engine.reference import judge
from tests.counterexamples.told import due, seen, world


def test_two_suspensions_of_the_same_hours_stop_the_clock_once() -> None:
    """Rule 8: suspensions are merged; eight hours suspended twice are a third of the day and not two thirds."""
    twice = "open 0T09:00; suspend 3T08:00..3T16:00; suspend 3T08:00..3T16:00"
    assert due("every 9 days", twice, 4) == 9
    assert due("every 9 days", "open 0T09:00; suspend 3T06:00..3T14:00; suspend 3T12:00..3T18:00", 4) == 10


def test_a_suspension_inside_another_changes_nothing() -> None:
    """Rule 8: suspensions are merged; the shorter one does not end the longer one."""
    assert due("every 9 days", "open 0; suspend 2..8; suspend 3..5", 8) == 15


def test_a_duty_that_arises_while_suspended_has_no_due_date() -> None:
    """Rule 8: the clock stands still before it has begun to run."""
    facts = "suspend 0..; trigger 2; end 30"
    assert due("within 9 days", facts, 5) is None
    assert seen("within 9 days", facts, 29) == [("t1", "pending")]
    assert seen("within 9 days", facts, 30) == [("t1", "lapsed")]


def test_cover_that_is_handed_over_on_one_day_leaves_no_gap() -> None:
    """Rule 11: one duty for each gap, and there is none between covers that touch."""
    assert seen("throughout 0 days", "open 0; cover 0..5; cover 5..", 9) == [("o1", "met")]
    assert seen("throughout 0 days", "open 0; cover 0..5T12:00; cover 5T12:00..", 9) == [("o1", "met")]


def test_a_gap_that_was_covered_from_its_very_start_is_met_and_not_withdrawn() -> None:
    """Rules 11 and 12 (b): who looked on day 5 saw a gap; it stays, as met at once by the cover entered late."""
    facts = "open 0; cover 0..5; cover 5@7.."
    assert seen("throughout 0 days", facts, 6) == [("c1", "overdue"), ("o1", "met")]
    assert seen("throughout 0 days", facts, 7) == [("c1", "met"), ("o1", "met")]


def test_a_gap_learned_of_inside_a_settled_one_is_a_late_entry() -> None:
    """Rule 12 (b): a settled duty is not reopened, and its time is not owed twice."""
    told = world("throughout 0 days", "open 0; cover 0..2; cover 8..; cover 4@10..5@10")
    judged = judge(told.programme, "subject", told.facts)
    assert seen("throughout 0 days", "open 0; cover 0..2; cover 8..; cover 4@10..5@10", 12) == [
        ("c1", "met_late"),
        ("o1", "met"),
    ]
    assert [notice.what for notice in judged.notices] == ["late entry"]
