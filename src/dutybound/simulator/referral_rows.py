"""The records of children and adults referred to the local authority, and of what it and its partners did."""

import numpy as np

from dutybound.simulator.consents import write_consents
from dutybound.simulator.domestic import Domestic
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

ANSWERS = ("strategy discussion", "assessment", "early help", "advice", "no action")
DECISIONS = ("conference", "enquiry without conference", "assessment", "no action")
DECISION_SHARES = (0.25, 0.3, 0.3, 0.15)  # project default
TO_CONFERENCE = 9 * DAY  # from a discussion, in the middle


def write_referrals(made: Domestic, done: Done, tables: Tables) -> None:
    """Referrals of both kinds, their answers and chases, and the discussions of children who may be harmed."""
    course = Course(made.subjects, done, tables)
    for kind in ("child", "adult"):
        _referred(made, course, kind)
    _discussed(made, course)


def _referred(made: Domestic, course: Course, kind: str) -> None:
    one = made.subjects
    there = course.done_of(f"refer {kind}")
    at, ids, harm = course.when(f"refer {kind}")[there], one.ids[there], (made.harm & (kind == "child"))[there]
    asked = np.where(harm, course.when("ask for discussion")[there], NEVER)
    names = named(f"referral-{kind}-", ids)
    consent, consented = write_consents(made, course, kind)
    person = "domestic-child-" if kind == "child" else "domestic-victim-"
    course.tables.add(
        "safety_referral",
        id=names,
        happened_at=at,
        recorded_at=course.entered("refer to local authority", at, there),
        person=named(person, made.couple[there]),
        kind=kind,
        agency="partner-council",
        incident=named("domestic-", ids),
        harm_suspected=harm,
        consent=named(f"consent-{kind}-", consent),
        consent_recorded_at=consented,
        discussion_asked_at=asked,
        asking_recorded_at=asked,
    )
    answers = one.does("local authority answer", question=f"answers: {kind}")[there]
    answered = np.where(answers, at + one.wait("local authority answer", f"answer: {kind}")[there], NEVER)
    known = np.flatnonzero(answered < NEVER)
    outcome = one.chance.one_of("local authority", ids, (0, 0.25, 0.3, 0.3, 0.15))
    course.tables.add(
        "referral_answer",
        id=named(f"answer-{kind}-", ids[known]),
        happened_at=answered[known],
        recorded_at=answered[known] + 30,
        decided_by="local authority",
        rationale="as it wrote",
        referral=names.take(known),
        outcome=chosen(ANSWERS, np.where(harm, 0, outcome)[known]),
    )
    _chased(made, course, kind)
    course.held("safety_referral", names, ids * 2 + (kind == "adult"), one.unit[there], at, np.full(len(at), NEVER))


def _chased(made: Domestic, course: Course, kind: str) -> None:
    for question in (f"chase {kind}", *(("chase harm",) if kind == "child" else ())):
        there = course.done_of(question)
        at = course.when(question)[there]
        course.tables.add(
            "referral_chase",
            id=named(question.replace(" ", "-") + "-", made.subjects.ids[there]),
            happened_at=at,
            recorded_at=course.entered("chase referral", at, there),
            referral=named(f"referral-{kind}-", made.subjects.ids[there]),
        )


def _discussed(made: Domestic, course: Course) -> None:
    """Discussions follow a referral after the partners' own time, and a conference some of them."""
    one = made.subjects
    there = np.flatnonzero((course.when("refer child") < NEVER) & made.harm)
    ids = one.ids[there]
    at = course.when("refer child")[there] + one.wait("strategy discussion")[there]
    sent = at + one.wait("record of discussion")[there]
    outcome = one.chance.one_of("discussion", ids, DECISION_SHARES)
    course.tables.add(
        "strategy_discussion",
        id=named("discussion-", ids),
        happened_at=at,
        recorded_at=at + 60,
        kind="strategy",
        chaired_by="local authority",
        person=named("domestic-child-", made.couple[there]),
        referral=named("referral-child-", ids),
        outcome=chosen(DECISIONS, outcome),
        police_took_part=course.whole("take part in discussion", at, there),
        attendance_recorded_at=at + 60,
        sent_at=sent,
        sending_recorded_at=sent,
    )
    conference = np.flatnonzero(outcome == 0)
    held = at[conference] + one.chance.about("conference", ids[conference], TO_CONFERENCE, 0.3).astype(np.int64)
    course.tables.add(
        "protection_conference",
        id=named("conference-", ids[conference]),
        happened_at=held,
        recorded_at=held + 600,
        kind="conference",
        chaired_by="local authority",
        discussion=named("discussion-", ids[conference]),
    )
