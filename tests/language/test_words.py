"""Every word of the language, from the author's line to the state of a duty."""

import tomllib
from typing import Any, NamedTuple

from dutybound.duties import (
    Subject,
    at_most,
    before,
    between,
    days,
    each,
    every,
    first,
    hours,
    months,
    nth,
    policy,
    repeat,
    throughout,
    within,
)
from dutybound.duties.policy import policy_from
from tests.language.casebook import states

Case = Subject["case"]
Officer = Subject["officer"]
OPEN = "2016-02-01T10:00"


def case(**more: Any) -> dict[str, Any]:
    return {"opened_at": OPEN, **more}


def test_within_runs_from_when_the_subject_began_where_of_is_left_out() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.reviews)

    assert states(body, "2016-02-10", case(reviews=["2016-02-10T09:00"]), case()) == [("met",), ("pending",)]


def test_where_keeps_only_the_rows_for_which_it_holds() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.reviews.where(kind="full"))

    brief = {"reviewed_at": "2016-02-03T09:00", "kind": "brief"}
    unknown = {"reviewed_at": "2016-02-03T09:00"}
    full = {"reviewed_at": "2016-02-05T09:00", "kind": "full"}
    found = states(body, "2016-02-20", case(reviews=[brief]), case(reviews=[brief, full]), case(reviews=[unknown]))
    assert found == [("overdue",), ("met",), ("overdue",)]


def test_conditions_are_joined_by_and_or_and_not() -> None:
    def body(case: Case):
        wanted = case.reviews.where((case.reviews.kind == "full") & case.reviews.note.is_known())
        return within(days(9)).met_by(wanted | case.reviews.where(~(case.reviews.kind.is_in("full", "brief"))))

    review = {"reviewed_at": "2016-02-03T09:00"}
    full, noted = {**review, "kind": "full"}, {**review, "kind": "full", "note": "seen"}
    found = states(body, "2016-02-20", case(reviews=[full]), case(reviews=[noted]), case(reviews=[review]))
    assert found == [("overdue",), ("met",), ("overdue",)]


def test_first_and_after() -> None:
    def body(case: Case):
        return within(days(2), of=first(case.questions, case.replies)).met_by(case.reviews)

    asked = case(questions=["2016-02-10T09:00", "2016-02-15T09:00"], replies=["2016-02-05T09:00"])
    assert states(body, "2016-02-06", asked) == [("pending",)]
    assert states(body, "2016-02-20", asked) == [("overdue",)]

    def later(case: Case):
        return within(days(20)).met_by(case.reviews.after(case.questions))

    early = case(reviews=["2016-02-05T09:00"], questions=["2016-02-10T09:00"])
    both = case(reviews=["2016-02-05T09:00", "2016-02-11T09:00"], questions=["2016-02-10T09:00"])
    assert states(later, "2016-03-31", early, both, case(reviews=["2016-02-05T09:00"])) == [
        ("overdue",),
        ("met",),
        ("overdue",),
    ]


def test_the_third_within_ninety_days_and_not_the_third_after_them() -> None:
    def body(case: Case):
        return within(days(1), of=nth(3, of=case.questions, within=days(90))).met_by(case.reviews)

    close = case(questions=["2016-02-01T10:00", "2016-02-10T10:00", "2016-05-01T10:00"])
    far = case(questions=["2016-02-01T10:00", "2016-02-10T10:00", "2016-05-02T10:00"])
    assert states(body, "2016-05-01", close, far) == [("pending",), ()]
    four = case(questions=["2016-02-01T10:00", "2016-02-01T10:00", "2016-02-01T10:00", "2016-02-02T10:00"])
    assert states(body, "2016-02-10", four) == [("overdue", "overdue")]


def test_a_repeat_is_of_the_same_person_within_the_months() -> None:
    def body(case: Case):
        return within(days(3), of=repeat(of=case, same=case.victim, within=months(12))).met_by(case.reviews)

    victim = {"id": "P1", "name": "SIM-A"}
    found = states(
        body,
        "2017-12-31",
        {"opened_at": "2016-02-01T10:00", "victim": victim},
        {"opened_at": "2017-02-01T10:00", "victim": "P1"},
        {"opened_at": "2017-02-02T10:00", "victim": {"id": "P2"}},
        {"opened_at": "2017-03-03T10:00"},
        {"opened_at": "2017-03-04T10:00"},
    )
    assert found == [(), ("overdue",), (), (), ()]


def test_applies_says_for_whom_and_an_unknown_answer_cannot_be_assessed() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.reviews)

    subjects = (case(is_vulnerable=True), case(is_vulnerable=False), case())
    applies = {"applies": lambda case: case.is_vulnerable}
    assert states(body, "2016-02-20", *subjects, **applies) == [("overdue",), (), ("unassessable",)]
    assert states(body, "2016-02-20", *subjects, missing="not_owed", **applies) == [("overdue",), (), ()]


def test_a_standard_applies_from_when_it_was_known_to() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.reviews)

    asked = case(questions=["2016-03-01T10:00"])
    applies = {"applies": lambda case: case.questions.exists()}
    assert states(body, "2016-02-20", asked, **applies) == [()]
    assert states(body, "2016-03-01", asked, **applies) == [("overdue",)]


def test_a_band_by_the_subjects_own_column_and_by_rows_that_change() -> None:
    def own(case: Case):
        return within(policy("review", by=case.risk)).met_by(case.reviews)

    assert states(own, "2016-02-06", case(risk="low"), case(risk="high"), case()) == [
        ("pending",),
        ("overdue",),
        ("overdue",),
    ]

    def graded(case: Case):
        return every(policy("review", by=case.gradings), during=case).met_by(case.reviews)

    high = {"graded_at": "2016-02-04T10:00", "level": "high"}
    late = {**high, "recorded_at": "2016-02-08T10:00"}
    low = {"graded_at": OPEN, "level": "low"}
    assert states(
        graded, "2016-02-09", case(gradings=[low]), case(gradings=[low, high]), case(gradings=[low, late])
    ) == [
        ("pending",),
        ("overdue",),
        ("pending",),
    ]


def test_a_band_by_the_row_that_the_duty_arises_from() -> None:
    def body(case: Case):
        return within(policy("review", by=case.questions.risk), of=case.questions).met_by(case.reviews)

    asked = [{"asked_at": OPEN, "risk": "high"}, {"asked_at": "2016-02-01T11:00", "risk": "low"}]
    assert states(body, "2016-02-06", case(questions=asked)) == [("overdue", "pending")]


def test_the_limit_of_the_record_with_a_default() -> None:
    def body(case: Case):
        return within(case.own_limit, default=days(9)).met_by(case.reviews)

    subjects = (case(own_limit="2 days"), case(own_limit="3"), case(), case(own_limit="soon"))
    assert states(body, "2016-02-04", *subjects) == [("overdue",), ("pending",), ("pending",), ("unassessable",)]

    def alone(case: Case):
        return within(case.own_limit).met_by(case.reviews)

    assert states(alone, "2016-02-04", case(), case(own_limit="2 days")) == [("unassessable",), ("overdue",)]


def test_a_due_date_of_the_record_and_of_each_row() -> None:
    def own(case: Case):
        return within(by=case.due_at).met_by(case.reviews)

    due = case(due_at="2016-02-05T12:00")
    assert states(own, "2016-02-05T11:00", due, case()) == [("pending",), ("pending",)]
    assert states(own, "2016-02-05T13:00", due, case()) == [("overdue",), ("pending",)]

    def rows(case: Case):
        return within(by=case.questions.due_at, of=case.questions).met_by(
            case.questions.answered_at, for_=case.questions.id
        )

    asked = [
        {"asked_at": OPEN, "due_at": "2016-02-05T12:00", "answered_at": "2016-02-06T12:00"},
        {"asked_at": OPEN, "due_at": "2016-02-09T12:00", "answered_at": "2016-02-08T12:00"},
    ]
    assert states(rows, "2016-02-20", case(questions=asked)) == [("met_late", "met")]


def test_a_fulfilment_that_names_its_trigger() -> None:
    def body(case: Case):
        return within(days(9), of=case.questions).met_by(case.replies, for_=case.replies.question)

    asked = case(
        questions=[{"id": "Q1", "asked_at": OPEN}, {"id": "Q2", "asked_at": "2016-02-02T10:00"}],
        replies=[{"replied_at": "2016-02-03T10:00", "question": "Q2"}, "2016-02-04T10:00"],
    )
    assert states(body, "2016-02-05", asked) == [("pending", "met")]


def test_during_unless_and_between() -> None:
    def ends(case: Case):
        return within(days(9), of=case.questions, during=case).met_by(case.replies)

    asked = {"questions": ["2016-02-02T10:00"], "closed_at": "2016-02-05T10:00"}
    assert states(ends, "2016-02-20", case(**asked), case(questions=["2016-02-02T10:00"])) == [
        ("lapsed",),
        ("overdue",),
    ]

    def released(case: Case):
        return within(days(9), unless=case.questions).met_by(case.replies)

    assert states(released, "2016-02-20", case(questions=["2016-02-02T10:00"])) == [("lapsed",)]

    def spans(case: Case):
        return every(days(9), during=between(case.questions, case.replies)).met_by(case.reviews)

    asked = case(questions=["2016-02-02T10:00"], replies=["2016-02-05T10:00"], reviews=["2016-02-03T10:00"])
    assert states(spans, "2016-02-20", asked) == [("met", "lapsed")]


def test_paused() -> None:
    def body(case: Case):
        return every(days(9), during=case, paused=case.pauses).met_by(case.reviews)

    paused = case(pauses=["2016-02-02T00:00..2016-02-06T00:00"])
    assert states(body, "2016-02-13", paused, case()) == [("pending",), ("overdue",)]
    assert states(body, "2016-02-15", paused) == [("overdue",)]


def test_before_another_event() -> None:
    def body(case: Case):
        return before(case.replies).met_by(case.reviews)

    done = case(replies=["2016-02-09T10:00"], reviews=["2016-02-09T10:00"])
    late = case(replies=["2016-02-09T10:00"], reviews=["2016-02-09T10:01"])
    assert states(body, "2016-02-20", done, late, case(replies=["2016-02-09T10:00"]), case()) == [
        ("met",),
        ("met_late",),
        ("overdue",),
        ("pending",),
    ]


def test_each_row_has_what_it_must_have() -> None:
    def body(case: Case):
        return each(case.questions).must(case.questions.answers.exists(), within=days(2))

    answered = {"asked_at": OPEN, "answers": [{"case": "subject 1", "replied_at": "2016-02-03T10:00"}]}
    late = {"asked_at": OPEN, "answers": [{"case": "subject 1", "replied_at": "2016-02-04T10:00"}]}
    assert states(body, "2016-02-20", case(questions=[answered, late, {"asked_at": OPEN}])) == [
        ("met", "met_late", "overdue")
    ]


def test_throughout_and_at_most() -> None:
    def body(case: Case):
        return throughout(case).has(case.holdings)

    gap = case(holdings=["2016-02-01T10:00..2016-02-05T10:00", "2016-02-06T11:00"])
    assert states(body, "2016-02-07", gap, case()) == [("met", "met_late"), ("overdue",)]

    def load(officer: Officer):
        return at_most(policy("load"), per=officer).of(officer.holdings, weight=officer.holdings.weight)

    holding = {"took_at": "2016-02-03T10:00", "weight": 2.5, "gave_at": "2016-02-06T10:00"}
    heavy = {**holding, "weight": 9}
    assert states(load, "2016-02-10", {"joined_at": OPEN, "holdings": [heavy]}) == [("met_late",)]
    plain = {"took_at": "2016-02-03T10:00", "weight": 1}
    assert states(
        load,
        "2016-02-10",
        {"joined_at": OPEN, "holdings": [holding]},
        {"joined_at": OPEN, "holdings": [plain, plain]},
        {"joined_at": OPEN, "holdings": [plain, plain, plain]},
    ) == [("met_late",), (), ("overdue",)]


def test_a_correction_of_a_versioned_row_is_seen_from_when_it_was_recorded() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.plans)

    wrong = {"id": "PL", "planned_on": "2016-02-05", "recorded_at": "2016-02-05T10:00"}
    right = {"id": "PL", "planned_on": "2016-02-12", "recorded_at": "2016-02-15T10:00"}
    assert states(body, "2016-02-14", case(plans=[wrong, right])) == [("met",)]
    assert states(body, "2016-02-15", case(plans=[wrong, right])) == [("met_late",)]


def test_a_new_version_that_says_the_same_of_what_is_read_changes_nothing() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.plans)

    plan = {"id": "PL", "planned_on": "2016-02-05", "recorded_at": "2016-02-05T10:00"}
    reworded = {**plan, "recorded_at": "2016-03-01T10:00", "aim": "another"}
    assert states(body, "2016-03-02", case(plans=[plan, reworded])) == [("met",)]

    def aimed(case: Case):
        return each(case.plans).must(case.plans.aim.is_known(), within=days(2))

    mended = {**plan, "recorded_at": "2016-02-07T10:00", "aim": "one"}
    again = {**plan, "recorded_at": "2016-03-01T10:00", "aim": "another"}
    assert states(aimed, "2016-03-02", case(plans=[plan, mended, again])) == [("met",)]
    assert states(aimed, "2016-03-02", case(plans=[plan, {**mended, "recorded_at": "2016-02-08T10:00"}, again])) == [
        ("met_late",)
    ]


def test_a_void_takes_a_row_off_the_record() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.plans)

    plan = {"id": "PL", "planned_on": "2016-02-05", "recorded_at": "2016-02-05T10:00"}
    void = {**plan, "recorded_at": "2016-02-20T10:00", "is_void": True}
    assert states(body, "2016-02-19", case(plans=[plan, void])) == [("met",)]
    assert states(body, "2016-02-20", case(plans=[plan, void])) == [("overdue",)]


def test_a_trigger_that_stays_missing() -> None:
    def body(case: Case):
        return within(days(9), of=case.seen_at).met_by(case.reviews)

    closed = case(closed_at="2016-02-05T10:00")
    supplied = case(seen_at="2016-02-02T10:00", seen_recorded_at="2016-02-20T10:00", closed_at="2016-02-05T10:00")
    assert states(body, "2016-02-04", closed, case(), supplied) == [(), (), ()]
    assert states(body, "2016-02-06", closed, case(), supplied) == [("unassessable",), (), ("unassessable",)]
    assert states(body, "2016-02-20", closed, case(), supplied) == [("unassessable",), (), ("overdue",)]
    assert states(body, "2016-02-06", closed, missing="not_owed") == [()]
    expected = {"expected_within": days(3)}
    assert states(body, "2016-02-04", case(), **expected) == [()]
    assert states(body, "2016-02-05", case(), **expected) == [("unassessable",)]
    assert states(body, "2016-02-01T12:00", case(), expected_within=hours(1)) == [("unassessable",)]


def test_a_column_that_was_not_delivered_makes_every_subject_unassessable() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.reviews)

    reviewed = case(reviews=["2016-02-03T10:00"])
    assert states(body, "2016-02-20", reviewed, case(), unmapped=[("review", "reviewed_at")]) == [
        ("unassessable",),
        ("unassessable",),
    ]
    assert states(body, "2016-02-20", reviewed, unmapped=[("review", "note")]) == [("met",)]


def test_excusals_are_of_one_standard_and_one_subject() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.reviews)

    span = {"begins_on": "2016-02-08", "ends_on": "2016-02-12", "recorded_at": "2016-02-09T10:00"}
    assert states(body, "2016-02-20", case(excusals=[span]), case()) == [("excused",), ("overdue",)]
    assert states(body, "2016-02-20", case(excusals=[{**span, "standard": "another"}])) == [("overdue",)]


def test_a_named_tuple_is_several_duties() -> None:
    class Parts(NamedTuple):
        soon: Any
        seen: Any

    def body(case: Case):
        return Parts(within(days(2)).met_by(case.reviews), within(days(9)).met_by(case.replies))

    assert states(body, "2016-02-05", case()) == [("overdue",), ("pending",)]


def test_a_standard_owes_nothing_before_it_is_in_force_nor_after() -> None:
    def one_off(case: Case):
        return within(days(9)).met_by(case.reviews)

    assert states(one_off, "2016-02-20", case(), valid_from="2016-02-02") == [()]
    assert states(one_off, "2016-02-20", case(), valid_to="2016-01-31") == [()]
    assert states(one_off, "2016-02-20", case(), valid_to="2016-02-01") == [("overdue",)]

    def recurring(case: Case):
        return every(days(9), during=case).met_by(case.reviews)

    assert states(recurring, "2016-02-12", case(), valid_from="2016-02-05") == [("pending",)]
    assert states(recurring, "2016-02-20", case(), valid_to="2016-02-05") == [("lapsed",)]


def test_one_date_among_the_times_makes_all_of_them_local_dates() -> None:
    def body(case: Case):
        return within(days(0)).met_by(case.plans)

    assert states(body, "2016-02-01", case(plans=["2016-02-01"])) == [("met",)]

    def timed(case: Case):
        return within(hours(24)).met_by(case.plans)

    assert states(timed, "2016-02-01", case(plans=["2016-02-01"])) == [("unassessable",)]


def test_a_threshold_that_changes_makes_a_load_too_much_or_no_longer() -> None:
    book = """
    [[policy]]
    id = "load"
    layer = "guidance"
    valid_from = 2015-01-01
    valid_to = 2016-02-09
    recorded = 2015-01-01
    value = {before}
    source = "a test"
    mark = "project default"
    owner = "a test"
    [[policy]]
    id = "load"
    layer = "guidance"
    valid_from = 2016-02-10
    recorded = 2016-02-10
    value = {after}
    source = "a test"
    mark = "project default"
    owner = "a test"
    """

    def load(officer: Officer):
        return at_most(policy("load"), per=officer).of(officer.holdings)

    held = {"joined_at": OPEN, "holdings": ["2016-02-03T10:00", "2016-02-03T11:00"]}
    tightened, eased = (policy_from(tomllib.loads(book.format(before=a, after=b))) for a, b in ((2, 1), (1, 2)))
    assert states(load, "2016-02-09", held, policy=tightened) == [()]
    assert states(load, "2016-02-11", held, policy=tightened) == [("overdue",)]
    assert states(load, "2016-02-09", held, policy=eased) == [("overdue",)]
    assert states(load, "2016-02-11", held, policy=eased) == [("met_late",)]


def test_a_correction_of_what_a_condition_stands_on_does_not_rewrite_what_was_seen() -> None:
    def body(case: Case):
        return each(case).must(case.plans.exists(), within=days(5))

    plan = {"id": "PL", "planned_on": "2016-02-02", "recorded_at": "2016-02-02T10:00"}
    reworded = {**plan, "recorded_at": "2016-03-01T10:00", "aim": "another"}
    assert states(body, "2016-02-20", case(plans=[plan, reworded])) == [("met",)]
    assert states(body, "2016-03-02", case(plans=[plan, reworded])) == [("met",)]
    void = {**plan, "recorded_at": "2016-03-01T10:00", "is_void": True}
    assert states(body, "2016-02-20", case(plans=[plan, void])) == [("met",)]
    assert states(body, "2016-03-02", case(plans=[plan, void])) == [("overdue",)]

    def opened(case: Case):
        return within(days(2), of=first(case.plans)).met_by(case.replies)

    assert states(opened, "2016-02-20", case(plans=[plan, void])) == [("overdue",)]
    assert states(opened, "2016-03-02", case(plans=[plan, void])) == [()]


def test_a_condition_of_alternatives_is_known_from_the_first_that_is_so() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.reviews)

    noted = case(risk="high", questions=["2016-03-01T10:00"])
    either = {"applies": lambda case: (case.risk == "high") | case.questions.exists()}
    assert states(body, "2016-02-05", noted, **either) == [("pending",)]
    neither = {"applies": lambda case: ~((case.risk == "low") | (case.value > 3))}
    assert states(body, "2016-02-05", case(risk="high", value=1), case(risk="high", value=4), **neither) == [
        ("pending",),
        (),
    ]


def test_a_time_is_known_to_be_there_only_once_it_has_come() -> None:
    def body(case: Case):
        return within(days(9)).met_by(case.reviews)

    closed = case(closed_at="2016-06-01T10:00")
    is_closed = {"applies": lambda case: case.closed_at.is_known()}
    assert states(body, "2016-02-20", closed, **is_closed) == [()]
    assert states(body, "2016-06-02", closed, **is_closed) == [("overdue",)]
