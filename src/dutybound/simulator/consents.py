"""What victims answer when they are asked whether a referral may be made, and why one is made without their consent."""

import numpy as np

from dutybound.simulator.domestic import Domestic
from dutybound.simulator.practising import Course
from dutybound.simulator.tables import chosen, named
from dutybound.simulator.work import NEVER

ANSWERS = (0.55, 0.15, 0.30)  # given, refused, not asked because it was not safe; project default
WITHDRAWN = 0.04  # of what was given; project default
GROUNDS = ("child at risk", "life in danger", "asking would have raised the danger")


def answered(made: Domestic, kind: str) -> np.ndarray:
    """The place among ANSWERS, for each incident."""
    return made.subjects.chance.one_of(f"consent: {kind}", made.subjects.ids, ANSWERS)


def withdrawn(made: Domestic, kind: str) -> np.ndarray:
    return np.asarray((answered(made, kind) == 0) & made.subjects.yes(f"consent withdrawn: {kind}", WITHDRAWN))


def add_stops(made: Domestic) -> None:
    """Who took a consent back is no longer contacted; to be called once referrals have tasks."""
    one = made.subjects
    for kind, who in (("child", made.child), ("adult", made.adult)):
        one.add("stop after withdrawal", one.pool("control room"), made.flagged & who & withdrawn(made, kind),
                question=f"stop {kind}", after=f"refer {kind}", delay=one.wait("consent withdrawn", kind))  # fmt: skip


def write_consents(made: Domestic, course: Course, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Consents and decisions without one; of each referral the id of its consent or -1, and when it was entered."""
    one, tables = made.subjects, course.tables
    there = course.done_of(f"refer {kind}")
    at, ids, answer = course.when(f"refer {kind}")[there], one.ids[there], answered(made, kind)[there]
    asked = np.flatnonzero(answer < 2)
    back = withdrawn(made, kind)[there]
    ended = np.where(back, at + one.wait("consent withdrawn", kind)[there], NEVER)
    stopped = course.when(f"stop {kind}")[there]
    tables.add(
        "consent",
        id=named(f"consent-{kind}-", ids[asked]),
        began_at=at[asked] - 10,
        recorded_at=at[asked] - 5,
        ended_at=ended[asked],
        end_recorded_at=ended[asked],
        person=named("domestic-victim-", made.couple[there[asked]]),
        sharing="local authority",
        answer=chosen(("given", "refused"), answer[asked]),
        asked_by=named("officer-", course.who(f"refer {kind}")[there[asked]]),
        stopped_at=stopped[asked],
        stop_recorded_at=stopped[asked],
    )
    said = course.whole("consent or ground", at, there, question=f"consent or ground: {kind}")
    without = np.flatnonzero(said & (answer > 0))
    ground = np.where(answer == 2, 2, 0 if kind == "child" else 1)
    tables.add(
        "sharing_decision",
        id=named(f"sharing-{kind}-", ids[without]),
        happened_at=at[without],
        recorded_at=course.entered("refer to local authority", at[without], there[without]),
        decided_by=named("officer-", course.who(f"refer {kind}")[there[without]]),
        rationale="as the form says",
        referral=named(f"referral-{kind}-", ids[without]),
        ground=chosen(GROUNDS, ground[without]),
    )
    named_so = said & (answer == 0)
    return np.where(named_so, ids, -1), np.where(named_so, at + 5, NEVER)
