"""Small worlds that no row of tests/spec/rules.csv decides: each was missing when a fault was planted and not caught.

Day zero is 1 February 2016; the words are those of rules.csv.
"""

from dutybound.engine.reference import judge
from tests.counterexamples.told import due, seen, world


def test_what_was_done_before_the_trigger_does_not_count_when_it_is_entered_after_it() -> None:
    """Rule 3: the rows of the table enter it before the trigger, when there is no duty yet that it could meet."""
    facts = "trigger 5; fulfil 3@7"
    assert seen("within 9 days", facts, 7) == [("t1", "pending")]
    assert seen("within 9 days", facts, 15) == [("t1", "overdue")]


def test_a_release_from_before_the_trigger_does_nothing_when_it_is_entered_after_it() -> None:
    """Rule 5: it ends the duties that had arisen by then."""
    assert seen("within 9 days", "trigger 3; release 2@5", 5) == [("t1", "pending")]


def test_what_happened_after_a_reopening_counts_though_it_was_known_before_the_reopening_was() -> None:
    """Rules 5 and 12: reopened on 10, entered on 14; the review on 12 was on record while the subject seemed closed."""
    facts = "open 0; end 3; fulfil 12; open 10@14"
    assert seen("every 9 days", facts, 13) == [("o1", "lapsed")]
    assert seen("every 9 days", facts, 14) == [("f1", "pending"), ("o1", "lapsed"), ("o2", "met")]


def test_an_older_longer_band_that_is_learned_late_does_not_lengthen() -> None:
    """Rule 7 (case 12): the current band is the one that happened last, not the one that was learned last."""
    form, facts = "every a=12 days b=9 days c=4 days; grace 2 days", "open 0=a; band 5=c; band 3=b@6"
    assert [due(form, facts, day) for day in (4, 5, 6, 8)] == [12, 7, 7, 7]
    assert seen(form, facts, 8) == [("o1", "overdue")]


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
