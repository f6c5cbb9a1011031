"""Counterexamples that were found by experiment before anything was built: each was believed, and was wrong.

Sections are those of the findings (reference/engine.md). What is not tested here, and why:

Section 1: the random search for a time at which looking back differs from having looked is a law (tests/laws). The
two abstract bases for records belong to live casework, which is not built yet.
Section 2: the exact counts on 150,370 fines need the real log; here the same rules decide small made-up worlds.
Section 5: Ibis, Spark and DuckDB doing zone arithmetic: no engine does any, so there is nothing to disagree; speed.
Sections 9, 10, 11: speed of folds and queries, performance targets, and how many examples a law needs: no meaning.
Section 14: locks, transactions, logs and jobs of live casework. Section 15: reading the tables of casework as Arrow.
Section 16: versions of libraries, settled by the lock file.
"""

from collections import Counter
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.duties import Subject, days, every, hours, within
from dutybound.duties.calendar import Calendar, date_of, day_number, instant_of, moment_of
from dutybound.duties.duty import State
from dutybound.duties.schema import RESERVED, schema_from
from dutybound.duties.standard import Standard
from dutybound.duties.wording import ColumnProxy, EventProxy, PredicateProxy, RowsProxy, SpanProxy
from dutybound.engine.facts import Fact, Kind, Programme
from dutybound.engine.judging import SubjectJudged
from dutybound.engine.lowering import is_by_day, programme_of
from dutybound.engine.reference import judge
from dutybound.engine.relation import Judgment, judgment_of
from dutybound.insight.compliance import Standing, day_spans
from dutybound.insight.shares import share_of, wilson
from dutybound.insight.tally import Tally
from tests.counterexamples.told import (
    LONDON,
    NO_POLICY,
    due,
    end_of,
    judged_on,
    looking_back,
    moment_on,
    seen,
    standard_of,
    states,
    world,
)

# --- 1. the state at any time follows from the rows and the clock ------------------------------------------------


def test_a_late_review_begins_no_cycle_before_it_was_known() -> None:
    """Section 1: review happened 1, recorded 2, seen on 1: two duties by the literal reading, one in truth."""
    assert seen("every 9 days", "open 0; fulfil 1@2", 1) == [("o1", "pending")]
    assert seen("every 9 days", "open 0; fulfil 1@2", 2) == [("f1", "pending"), ("o1", "met")]


def test_a_closure_entered_late_lapses_nothing_before_it_was_known() -> None:
    """Section 1: closed happened 1, recorded 2, seen on 1: an end without a recorded time reads as lapsed."""
    assert seen("every 9 days", "open 0; end 1@2", 1) == [("o1", "pending")]
    assert seen("every 9 days", "open 0; end 1@2", 2) == [("o1", "lapsed")]


def test_an_excusal_excuses_nothing_before_it_was_recorded() -> None:
    """Section 1: excused, recorded 2, seen on 1: an excusal without a time reads as excused from the beginning."""
    assert seen("every 1 days", "open 0; excuse 0..9@3", 1) == [("o1", "pending")]
    assert seen("every 1 days", "open 0; excuse 0..9@3", 2) == [("o1", "overdue")]
    assert seen("every 1 days", "open 0; excuse 0..9@3", 3) == [("o1", "excused")]


def test_a_suspension_entered_afterwards_takes_no_breach_back() -> None:
    """Section 1: high risk, suspended 1 to 3, entered 6, seen on 5: breached, and the due date stays where it was."""
    for day in (5, 6, 20):
        assert seen("every 4 days", "open 0; suspend 1@6..3@6", day) == [("o1", "overdue")]
        assert due("every 4 days", "open 0; suspend 1@6..3@6", day) == 4


def test_an_open_suspension_has_no_known_end() -> None:
    """Section 1: suspended 2 to 6, entered at once, seen on 5: nobody knew on 5 that it would end on 6."""
    assert seen("every 4 days", "open 0; suspend 2..6", 5) == [("o1", "pending")]
    assert due("every 4 days", "open 0; suspend 2..6", 5) is None
    assert due("every 4 days", "open 0; suspend 2..6", 6) == 8


def test_a_band_raised_late_does_not_reach_back() -> None:
    """Section 1: low to high at 1, entered 9, seen on 5: pending, and never due before it was known."""
    form, facts = "every high=4 days low=9 days", "open 0=low; band 1=high@9"
    assert seen(form, facts, 5) == [("o1", "pending")]
    assert [due(form, facts, day) for day in (5, 8, 9, 12)] == [9, 9, 9, 9]


def test_a_duty_is_not_owed_before_its_opening_was_known() -> None:
    """Section 1: opened 0, recorded 1, seen on 0: no duty."""
    assert seen("every 9 days", "open 0@1", 0) == []
    assert seen("every 9 days", "open 0@1", 1) == [("o1", "pending")]


def test_what_discharges_is_the_first_known_and_not_the_first_that_happened() -> None:
    """Section 1, by hand: done on 10 but recorded on 50, and done on 12; due on 11. On 20 it was met late."""
    facts = "trigger 0; fulfil 10@50; fulfil 12"
    assert seen("within 11 days", facts, 11) == [("t1", "pending")]
    assert seen("within 11 days", facts, 20) == [("t1", "met_late")]
    assert seen("within 11 days", facts, 60) == [("t1", "met_late")]


def test_a_missing_recorded_time_is_never_filled() -> None:
    """Section 1: to take the day of loading for it would breach the whole past."""
    assert seen("within 9 days", "trigger 0@?; fulfil 5@?", 5) == [("t1", "met")]
    (judged,) = judged_on(standard_of(_visited), reported_at="2016-02-01T10:00", visits=["2016-02-03T10:00"])
    assert [fact.recorded for fact in judged.facts] == [None, None]
    assert [(str(duty.state_at(end_of(2)))) for duty in judged.judged.duties] == ["met"]


def test_a_row_is_read_from_the_very_moment_at_which_it_became_known_until_just_before_its_successor() -> None:
    """Section 1, the rule: the state at T is a function of the rows with known_from <= T < known_to."""
    told = world("every high=4 days low=9 days; grace 2 days", "open 0=low; band 3=high")
    duties = judge(told.programme, "subject", told.facts).duties
    at = moment_on(3)
    assert [[duty.due_at for duty in duties if duty.known_at(moment)] for moment in (at - 1, at)] == [
        [end_of(9)],
        [end_of(5)],
    ]


def test_a_correction_edits_no_row_but_closes_it_and_opens_a_successor() -> None:
    """Section 1, law (d): what was seen before the correction is still seen when one looks back to then."""
    reviewed = standard_of(_reviewed)
    said = {
        "reported_at": "2016-02-01T10:00",
        "reviews": [
            {"id": "r", "reviewed_at": "2016-02-05T10:00", "recorded_at": "2016-02-05T10:00"},
            {"id": "r", "reviewed_at": "2016-02-15T10:00", "recorded_at": "2016-02-20T10:00"},
        ],
    }
    assert states(reviewed, "2016-02-19", **said) == ["met"]
    assert states(reviewed, "2016-02-20", **said) == ["met_late"]


# --- 2. fines that are paid and then sent ------------------------------------------------------------------------

SENDING = "within 90 days"  # the trigger is the fine, a fulfilment its sending, a release its payment


def test_a_sending_after_the_payment_does_not_count() -> None:
    """Section 2: 554 fines were paid and then sent; payment ends the duty, and nothing after it counts."""
    assert seen(SENDING, "trigger 0; release 10; fulfil 20", 30) == [("t1", "lapsed")]
    assert seen(SENDING, "trigger 0; release 10; fulfil 95", 100) == [("t1", "lapsed")]


def test_a_fine_that_is_paid_after_the_due_day_was_missed() -> None:
    """Section 2: 387 fines. Ended on or before the due day it is lapsed, after it breached, and stays so."""
    assert seen(SENDING, "trigger 0; release 90", 100) == [("t1", "lapsed")]
    assert seen(SENDING, "trigger 0; release 91", 90) == [("t1", "pending")]
    assert seen(SENDING, "trigger 0; release 91", 100) == [("t1", "missed")]
    assert seen(SENDING, "trigger 0; release 91; fulfil 95", 100) == [("t1", "missed")]


def test_sent_and_paid_on_one_date_counts_as_sent() -> None:
    """Section 2: fifteen fines."""
    assert seen(SENDING, "trigger 0; release 20; fulfil 20", 20) == [("t1", "met")]
    assert seen(SENDING, "trigger 0; release 95; fulfil 95", 95) == [("t1", "met_late")]


def test_of_three_readings_of_payment_only_one_is_taken() -> None:
    """Section 2: the loose reading and `paid at any time` give other counts, on six small fines as on 150,370."""
    fines = ["fulfil 20", "release 10; fulfil 20", "release 95; fulfil 99", "fulfil 99", "release 30", "release 95"]
    found = Counter(looking_back(SENDING, f"trigger 0; {fine}", 200)[0][1] for fine in fines)
    assert found == {"met": 1, "met_late": 1, "lapsed": 2, "missed": 2}
    sending_wins_after_payment = {"met": 2, "met_late": 2, "lapsed": 1, "missed": 1}
    payment_at_any_time_lapses = {"met": 1, "met_late": 1, "lapsed": 4, "missed": 0}
    assert found not in (sending_wins_after_payment, payment_at_any_time_lapses)


def test_ninety_days_are_not_ninety_times_24_hours() -> None:
    """Section 2: by elapsed seconds 263 fines met on their last day become late, because clocks went back between."""
    rome = Calendar("Europe/Rome", "IT")
    created, sent = (rome.starts_at(day_number(day)) for day in (date(2007, 8, 15), date(2007, 11, 13)))
    told = world(SENDING, "trigger 0")
    programme = Programme("sending", "1", "within", rome, told.programme.book, by_day=True)
    facts = [Fact(Kind.TRIGGER, "fine", created, created), Fact(Kind.FULFIL, "sending", sent, sent)]
    ((duty, state),) = judge(programme, "fine", facts).seen_at(rome.end_of_day(sent))
    assert state is State.MET
    assert duty.due_at == rome.end_of_day(sent)
    assert sent > created + 90 * 86_400_000_000  # the wrong answer: late


# --- 4. a rate of duties flatters neglect ------------------------------------------------------------------------


def test_half_the_cases_untouched_in_a_year_are_93_percent_by_duties_and_54_by_days() -> None:
    """Section 4 (a): 50 cases reviewed every 27 days and 50 never reviewed: one long gap is one duty."""
    tally = _year_of([27] * 50 + [None] * 50)
    rate = tally.rate()
    assert rate is not None
    assert (rate.part, rate.whole, rate.subjects) == (650, 700, 100)
    assert round(100 * rate.value, 1) == 92.9
    in_compliance = tally.days_in_compliance()
    assert in_compliance is not None
    assert round(100 * in_compliance.value, 1) == 54.0


def test_five_cases_reviewed_every_28_days_and_five_never_are_93_percent_by_duties_and_54_by_days() -> None:
    """DESIGN.md 3.1: the second figure is the headline."""
    tally = _year_of([28] * 5 + [None] * 5)
    rate, in_compliance = tally.rate(), tally.days_in_compliance()
    assert rate is not None
    assert in_compliance is not None
    assert (rate.part, rate.whole) == (65, 70)
    assert (round(100 * rate.value), round(100 * in_compliance.value)) == (93, 54)


def test_days_in_compliance_of_a_case_never_reviewed_end_with_its_first_due_day() -> None:
    """Section 4 (a): the 28 days of the limit and the day of the opening are within, all later days overdue."""
    supervised = standard_of(_supervised)
    programme = programme_of(supervised, NO_POLICY, LONDON)
    facts = [Fact(Kind.OPEN, "o", moment_on(0), moment_on(0))]
    found = day_spans(_judged(supervised, programme, "case", facts), end_of(364)).totals(1)[0]
    assert (found[Standing.WITHIN], found[Standing.OVERDUE]) == (29, 336)
    share = share_of(found[[Standing.WITHIN]], np.asarray([365]))
    assert share is not None
    assert round(100 * share.value) == 8


def test_five_reviews_on_one_day_count_once() -> None:
    """Section 4 (b): they would be five met duties."""
    facts = "open 0; fulfil 5; fulfil 5; fulfil 5; fulfil 5; fulfil 5"
    assert seen("every 28 days", facts, 5) == [("f1", "pending"), ("o1", "met")]
    clocked = "open 0T09:00; " + "; ".join(f"fulfil 5T1{hour}:00" for hour in range(5))
    assert seen("every 28 days", clocked, 5) == [("f1", "pending"), ("o1", "met")]


def test_a_duty_not_yet_due_is_in_no_rate_even_if_it_is_met() -> None:
    """Section 4 (c): to count what is settled reads 100 percent for months in which the slow are not yet due."""
    shown = standard_of(_shown)
    programme = programme_of(shown, NO_POLICY, LONDON)
    tally = Tally(end_of(60), [(shown, programme)])
    for facts in ("trigger 0; fulfil 5", "trigger 0", "trigger 50; fulfil 55", "trigger 50"):
        tally.take(_judged(shown, programme, facts, world("within 28 days", facts).facts))
    assert tally.states == {State.MET: 2, State.OVERDUE: 1, State.PENDING: 1}
    rate = tally.rate()
    assert rate is not None
    assert (rate.part, rate.whole) == (1, 2)
    assert tally.months == {"2016-02": {State.MET: 1, State.OVERDUE: 1}}


def test_intervals_over_duties_are_far_too_short_and_over_subjects_they_hold() -> None:
    """Section 4 (d): 150 cases whose duties resemble one another (ICC 0.27): nominal intervals covered 75 percent."""
    nominal, by_subject = _coverage(np.full(150, 8), icc=0.27)
    assert 0.7 < nominal < 0.8
    assert 0.93 <= by_subject <= 0.97


def test_intervals_over_the_duties_of_twelve_supervisors_cover_half_of_what_they_say() -> None:
    """Section 4 (d): between twelve supervisors nominal intervals covered 50 percent."""
    nominal, by_subject = _coverage(np.full(12, 100), icc=0.07)
    assert 0.45 < nominal < 0.55
    assert 0.93 <= by_subject <= 0.97


def test_intervals_over_subjects_cover_95_percent_where_all_duties_of_a_subject_are_alike() -> None:
    """Section 4 (d): subjects with 1 to 29 duties each, all of them met or none; nominal intervals cover a third."""
    nominal, by_subject = _coverage(np.random.default_rng(27).integers(1, 30, 150), icc=0.996)
    assert nominal < 0.45
    assert 0.93 <= by_subject <= 0.97


# --- 5. time -----------------------------------------------------------------------------------------------------


def test_28_days_on_in_the_repeated_hour_run_to_the_end_of_the_day() -> None:
    """Section 5: Python and Spark give 00:30 UTC, DuckDB 01:30 UTC; a limit in days asks neither."""
    trigger = instant_of(datetime(2025, 9, 28, 0, 30, tzinfo=UTC))
    told = world("within 28 days", "trigger 0T00:00")
    (duty,) = judge(told.programme, "subject", [Fact(Kind.TRIGGER, "t", trigger, trigger)]).duties
    assert duty.due_at is not None
    assert moment_of(duty.due_at) == datetime(2025, 10, 26, 23, 59, 59, 999999, tzinfo=UTC)


def test_a_date_without_a_time_is_not_late_at_ten_o_clock_on_its_last_day() -> None:
    """Section 5: by the same local time, a trigger on date D done at 10:00 on day 28 is ten hours late."""
    finished = standard_of(_finished)
    assert is_by_day(finished)
    said = {"finished_on": "2016-02-01", "reported_at": "2016-01-01T10:00"}
    assert states(finished, "2016-03-01", **said, visits=["2016-02-29T10:00"]) == ["met"]
    assert states(finished, "2016-03-01", **said, visits=["2016-03-01T00:01"]) == ["met_late"]


def test_an_hour_limit_cannot_be_judged_on_a_date() -> None:
    """Section 5: a date has no hours to count from."""
    finished = standard_of(_finished_by_the_hour)
    said = {"finished_on": "2016-02-01", "reported_at": "2016-01-01T10:00"}
    assert states(finished, "2016-03-01", **said, visits=["2016-02-01T10:00"]) == ["unassessable"]


def test_a_limit_in_hours_is_elapsed_time_over_a_night_on_which_clocks_change() -> None:
    """Section 5: 24 hours from noon before clocks go forward end at one o'clock."""
    facts = "trigger 2016-03-26T12:00; fulfil 2016-03-27T{clock}"
    assert looking_back("within 24 hours", facts.format(clock="13:00"), 60) == [("t1", "met")]
    assert looking_back("within 24 hours", facts.format(clock="13:01"), 60) == [("t1", "met_late")]


def test_months_end_with_the_month() -> None:
    """Section 5: one month from 31 January is the last of February."""
    assert looking_back("within 1 months", "trigger 2016-01-31; fulfil 2016-02-29", 40) == [("t1", "met")]
    assert looking_back("within 1 months", "trigger 2016-01-31; fulfil 2016-03-01", 40) == [("t1", "met_late")]


@pytest.mark.parametrize(("zone", "since"), [("Europe/London", 1970), ("Europe/Rome", 1980)])
def test_every_local_day_begins_at_a_midnight_that_is_neither_skipped_nor_repeated(zone: str, since: int) -> None:
    """Section 5: checked day by day to the end of 2029 (the calendar begins in 1970)."""
    calendar, place = Calendar(zone, "GB-ENG"), ZoneInfo(zone)
    for day in range(day_number(date(since, 1, 1)), day_number(date(2030, 1, 1))):
        local = moment_of(calendar.starts_at(day)).astimezone(place)
        assert (local.date(), local.time(), local.fold) == (date_of(day), time(0), 0)
        assert local.utcoffset() == local.replace(fold=1).utcoffset()
        last = moment_of(calendar.ends_at(day)).astimezone(place)
        assert last.date() == date_of(day)


def test_local_days_follow_one_another_without_gap_even_where_a_midnight_is_skipped() -> None:
    """Section 5: in Rome clocks went forward at midnight until 1979; a day then begins at one o'clock."""
    rome = Calendar("Europe/Rome", "IT")
    day = day_number(date(1970, 5, 31))
    assert rome.day_of(rome.starts_at(day)) == day
    assert rome.day_of(rome.starts_at(day) - 1) == day - 1
    assert all(begin < end for begin, end in zip(rome.starts, rome.starts[1:], strict=False))


def test_the_fines_have_italian_holidays() -> None:
    """Section 5: Europe/London is wrong for the first real data: 25 April is Liberation Day there, and here a day."""
    for region, day in (("Europe/Rome IT", 26), ("Europe/London GB-ENG", 25)):
        told = world(f"within 1 working days; calendar {region}", "trigger 2013-04-24")
        (duty,) = judge(told.programme, "fine", told.facts).duties
        assert duty.due_at == told.programme.calendar.ends_at(day_number(date(2013, 4, day)))


def test_a_protection_notice_leaves_out_sundays_and_bank_holidays_and_counts_saturdays() -> None:
    """Section 5: 48 hours without Sundays, Christmas Day, Good Friday and bank holidays are no working days."""
    form = "within 48 hours without sundays and holidays"
    for given, ends in (
        ("2016-03-24T10:00", datetime(2016, 3, 29, 9, 0)),  # over Good Friday, Easter Sunday and Monday, in UTC
        ("2016-12-23T10:00", datetime(2016, 12, 28, 10, 0)),  # over Christmas, of which 26 and 27 are bank holidays
        ("2016-02-05T10:00", datetime(2016, 2, 8, 10, 0)),  # over an ordinary Sunday
    ):
        told = world(form, f"trigger {given}")
        (duty,) = judge(told.programme, "notice", told.facts).duties
        assert duty.due_at == instant_of(ends.replace(tzinfo=UTC)), given


def test_as_at_a_date_means_the_end_of_that_local_day() -> None:
    """Section 5: on the last day itself nothing is overdue yet, and one moment later it is."""
    assert seen("within 9 days", "trigger 0", 9) == [("t1", "pending")]
    assert seen("within 9 days", "trigger 0", 10) == [("t1", "overdue")]


# --- 13. the traps of tracing ------------------------------------------------------------------------------------


def test_three_slips_in_one_standard_are_all_reported_with_the_nearest_names() -> None:
    """Section 13: under mypy a standard with `alocated_at`, `reviws` and `knd` passed clean."""

    def slipping(case: Subject["investigation"]):  # type: ignore[no-untyped-def]  # noqa: F821
        """Three slips."""
        within(days(3), of=case.alocated_at).met_by(case.reviws)
        return within(days(3), of=case.allocated_at).met_by(case.reviews.where(knd="desk"))

    with pytest.raises(DutyboundError) as refused:
        standard_of(slipping)
    found = [(problem.what.split()[-1], problem.remedy) for problem in refused.value.problems]
    assert [slip for slip, _ in found] == ["'alocated_at'", "'reviws'", "'knd'"]
    for (_, remedy), nearest in zip(found, ("allocated_at", "reviews", "kind"), strict=True):
        assert remedy.startswith(f"Did you mean '{nearest}'")


TRAPS = {
    "if": (lambda case: 1 if case.risk == "high" else 2, "applies="),
    "and": (lambda case: case.risk == "high" and case.points == 3, "&"),
    "or": (lambda case: case.risk == "high" or case.points == 3, "|"),
    "not": (lambda case: not case.risk, "~"),
    "a chained comparison": (lambda case: 1 < case.points < 3, "(a < b) & (b < c)"),
    "in a column": (lambda case: "high" in case.risk, "is_in("),
    "a column in a list": (lambda case: case.risk in ["low", "high"], "is_in("),
    "a column in a list of columns": (lambda case: case.risk in [case.points], "constant"),
    "len": (lambda case: len(case.reviews), "nth("),
    "a loop over rows": (lambda case: [review.kind for review in case.reviews], "each(rows)"),
    "a loop over a column": (lambda case: list(case.risk), "each(rows)"),
    "any": (lambda case: any(case.reviews), "each(rows)"),
    "an f-string": (lambda case: f"{case.risk}", "docstring"),
    "max": (lambda case: max(case.points, 3), "&"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_what_would_silently_mean_something_else_is_refused_with_what_to_write_instead(trap: str) -> None:
    """Section 13: `if case.risk == "high":` takes one branch for every subject; `a in [b]` is true of any two."""
    fall_into, instead = TRAPS[trap]

    def trapped(case: Subject["investigation"]):  # type: ignore[no-untyped-def]  # noqa: F821
        """Falls into a trap."""
        fall_into(case)
        return within(days(3)).met_by(case.reviews)

    with pytest.raises(DutyboundError) as refused:
        standard_of(trapped)
    assert instead in str(refused.value)


def test_methods_of_proxies_are_no_names_of_columns_or_relations() -> None:
    """Section 13: a column called `where` could not be reached."""
    proxies = (RowsProxy, ColumnProxy, EventProxy, PredicateProxy, SpanProxy)
    methods = {name for proxy in proxies for name in dir(proxy) if not name.startswith("_")}
    assert methods <= RESERVED
    for name in sorted(methods):
        columns = {"at": {"type": "date"}, name: {"type": "text"}}
        with pytest.raises(DutyboundError, match="a word of the language"):
            schema_from({"case": {"happened": "at", "columns": columns}})
        child = {"happened": "at", "columns": {"at": {"type": "date"}, "case": {"of": "case", "as": name}}}
        with pytest.raises(DutyboundError, match="a word of the language"):
            schema_from({"case": {"happened": "at", "columns": {"at": {"type": "date"}}}, "review": child})


def test_only_proxies_overload_operators() -> None:
    """Section 13: proxies are wording and nodes are meaning; two nodes are equal when they mean the same."""
    one, other = standard_of(_reviewed).obligation, standard_of(_reviewed).obligation
    assert (one == other) is True
    assert (one in [standard_of(_visited).obligation]) is False


# --- standards and worlds ----------------------------------------------------------------------------------------


def _reviewed(case: Subject["investigation"]):  # type: ignore[no-untyped-def]  # noqa: F821
    """Every crime is reviewed within nine days of its report."""
    return within(days(9)).met_by(case.reviews)


def _visited(case: Subject["investigation"]):  # type: ignore[no-untyped-def]  # noqa: F821
    """Every crime is visited within nine days of its report."""
    return within(days(9)).met_by(case.visits)


def _shown(case: Subject["investigation"]):  # type: ignore[no-untyped-def]  # noqa: F821
    """Every crime is visited within 28 days of its report."""
    return within(days(28)).met_by(case.visits)


def _finished(case: Subject["investigation"]):  # type: ignore[no-untyped-def]  # noqa: F821
    """A last visit is made within 28 days of finishing."""
    return within(days(28), of=case.finished_on).met_by(case.visits)


def _finished_by_the_hour(case: Subject["investigation"]):  # type: ignore[no-untyped-def]  # noqa: F821
    """A last visit is made within 48 hours of finishing."""
    return within(hours(48), of=case.finished_on).met_by(case.visits)


def _supervised(officer: Subject["officer"]):  # type: ignore[no-untyped-def]  # noqa: F821
    """Whoever holds a case is seen every 28 days."""
    return every(days(28), during=officer.holdings).met_by(officer.joined_at)


def _year_of(every_days: list[int | None]) -> Tally:
    """A year of cases, each reviewed every so many days, or never."""
    supervised = standard_of(_supervised)
    programme = programme_of(supervised, NO_POLICY, LONDON)
    tally = Tally(end_of(364), [(supervised, programme)])
    for number, apart in enumerate(every_days):
        reviews = [] if apart is None else range(apart, 365, apart)
        facts = [Fact(Kind.OPEN, "o", moment_on(0), moment_on(0))]
        facts += [Fact(Kind.FULFIL, f"f{day}", moment_on(day), moment_on(day)) for day in reviews]
        tally.take(_judged(supervised, programme, f"case {number}", facts))
    return tally


def _judged(standard: Standard, programme: Programme, subject: str, facts: list[Fact]) -> Judgment:
    found = SubjectJudged(subject, tuple(facts), judge(programme, subject, facts))
    return judgment_of(standard, programme, [found])


def _coverage(duties: np.ndarray, icc: float, share: float = 0.8) -> tuple[float, float]:
    """How often the interval over duties, and that over subjects, holds the true share: seeded, a thousand times.

    `duties` says how many each subject has; `icc` how much those of one subject are alike.
    """
    random, weight = np.random.default_rng(20160201), 1 / icc - 1
    nominal, by_subject = 0, 0
    for _ in range(1000):
        met = random.binomial(duties, random.beta(share * weight, (1 - share) * weight, len(duties)))
        low, high = wilson(met.sum() / duties.sum(), duties.sum())
        found = share_of(met, duties)
        assert found is not None
        nominal += low <= share <= high
        by_subject += found.low <= share <= found.high
    return nominal / 1000, by_subject / 1000
