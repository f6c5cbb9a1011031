"""The conference of agencies on victims at high risk (MARAC): referrals, sittings, hearings, actions and the watch.

How long a case waits is not drawn. Sittings come at an interval and hear so many at most; what does not fit is heard at
the next.
"""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.domestic import HIGH, Domestic
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import Tables, chosen, named, told
from dutybound.simulator.work import NEVER, Done

LEAD = 5 * DAY  # an agenda goes out so long before its sitting; project default
YEAR = 365 * DAY
CRITERIA = ("visible high risk", "professional judgement", "potential escalation", "repeat", "honour-based")
AGENCIES = ("partner-council", "partner-support", "partner-health", "partner-housing", "partner-probation")
ACTIONS = 3


@dataclass(frozen=True)
class Conference:
    """Which incidents are to be referred: those of high risk, and those of victims referred within a year before."""

    high: np.ndarray
    again: np.ndarray


def drawn_conference(made: Domestic) -> Conference:
    """Who is to be referred, and by whom. To be called after the incidents have their tasks."""
    one = made.subjects
    high = made.flagged & (made.found_high | (made.raised & (made.level == HIGH)))
    again = made.flagged & ~high & _within_a_year(made, high)
    one.either("when found high", "second look", "check assessment")
    assessor, coordinator = one.pool("specialist assessor"), one.pool("safeguarding coordinator")
    one.add("refer to MARAC", assessor, high, question="refer high", after="when found high")
    one.add("refer to MARAC again", coordinator, again, question="refer again", after="assess")
    one.either("refer", "refer high", "refer again")
    one.add("mark for repeats", coordinator, high | again, after="refer")
    return Conference(high, again)


def _within_a_year(made: Domestic, high: np.ndarray) -> np.ndarray:
    """Whether an incident follows one of high risk between the same two, or one that followed such a one, in a year."""
    there = np.flatnonzero(made.flagged)
    order = there[np.lexsort((made.subjects.at[there], made.couple[there]))]
    couple, at = made.couple[order], made.subjects.at[order]
    begins = np.ones(len(order), bool)
    begins[1:] = (couple[1:] != couple[:-1]) | (at[1:] - at[:-1] >= YEAR)
    chain = np.cumsum(begins)
    before = np.cumsum(high[order]) - high[order]
    at_begin = before[np.flatnonzero(begins)][chain - 1]
    made_so = np.zeros(len(made.subjects), bool)
    made_so[order] = before > at_begin
    return made_so


def write_conference(which: Conference, made: Domestic, done: Done, tables: Tables) -> None:
    """Referrals, sittings with their agendas, hearings and what they gave to whom."""
    course, one = Course(made.subjects, done, tables), made.subjects
    there = course.done_of("refer")
    at, ids = course.when("refer")[there], one.ids[there]
    _referred(which, made, course, there, at)
    hub = one.staff.unit[course.who("refer")[there]]
    for number in np.unique(hub):
        here = np.flatnonzero(hub == number)
        here = here[np.argsort(at[here], kind="stable")]
        _heard(course, int(number), there[here], at[here])
    marked = course.done_of("mark for repeats")
    watched = course.when("mark for repeats")[marked]
    tables.add(
        "repeat_watch",
        id=named("watch-", one.ids[marked]),
        began_at=watched,
        recorded_at=watched,
        ended_at=watched + YEAR,
        end_recorded_at=watched + YEAR,
        referral=named("marac-", one.ids[marked]),
    )
    spoke = at + one.wait("independent adviser")[there]
    tables.add(
        "advocate_contact",
        id=named("adviser-", ids),
        happened_at=spoke,
        recorded_at=spoke + 60,
        referral=named("marac-", ids),
        reached=course.whole("independent adviser", at, there),
        declined=one.yes("adviser declined", 0.04)[there],
    )


def _referred(which: Conference, made: Domestic, course: Course, there: np.ndarray, at: np.ndarray) -> None:
    one = made.subjects
    ids, again = one.ids[there], which.again[there]
    entered = course.entered("refer to MARAC", at, there)
    grounds = course.whole("ground for sharing", at, there)
    other = one.chance.one_of("criterion", ids, (0, 0.7, 0.27, 0, 0.03))
    agreed = one.chance.one_of("agreed", ids, (0.6, 0.25, 0.15))  # yes, no, not asked
    criterion = np.where(again, 3, np.where(made.reaches_high[there], 0, other))
    course.tables.add(
        "marac_referral",
        id=named("marac-", ids),
        happened_at=at,
        recorded_at=entered,
        victim=named("domestic-victim-", made.couple[there]),
        perpetrator=named("domestic-hand-", made.couple[there]),
        incident=named("domestic-", ids),
        criterion=chosen(CRITERIA, criterion),
        agreed=told(agreed == 0, agreed < 2),
        shared_because=chosen((None, "necessary to protect them from harm"), grounds),
        shared_because_recorded_at=np.where(grounds, entered, NEVER),
    )
    hub = one.staff.unit[course.who("refer")[there]]
    course.held("marac_referral", named("marac-", ids), ids, hub, at, np.full(len(at), NEVER))


def _sittings(course: Course, hub: int) -> tuple[np.ndarray, np.ndarray]:
    """When a conference sits, and how many it hears then."""
    one, shaping = course.subjects, course.subjects.shaping
    days = np.arange(one.at.min(initial=course.tables.ends) // DAY * DAY, course.tables.ends + 400 * DAY, DAY)
    unit, then = np.full(len(days), hub), np.minimum(days, course.tables.ends)
    interval = shaping.value("sitting of MARAC", "interval", unit, then)
    turn = np.floor(np.cumsum(1 / interval))
    sits = np.flatnonzero(np.diff(turn, prepend=0) > 0)
    at = days[sits] + 10 * 60
    weekend = (at // DAY + 3) % 7 - 4
    at = at + np.where(weekend > 0, 3 - weekend, 0) * DAY  # what falls on a weekend sits on Monday
    return at, np.rint(shaping.value("sitting of MARAC", "capacity", unit, then)[sits]).astype(np.int64)


def _heard(course: Course, hub: int, places: np.ndarray, at: np.ndarray) -> None:
    """Each referral in its turn, at the first sitting that still has room: places on agendas are one long row."""
    sits, room = _sittings(course, hub)
    ends = np.cumsum(room)
    first = (ends - room)[np.searchsorted(sits, at + LEAD)]
    turn = np.arange(len(at))
    sitting = np.searchsorted(ends, turn + np.maximum.accumulate(first - turn), side="right")
    heard, ids = sits[sitting], course.subjects.ids[places]
    meeting = named(f"marac-{hub}-", sitting)
    used, out = np.unique(sitting), np.flatnonzero(heard <= course.tables.ends)
    tables = course.tables
    tables.add(
        "board_meeting",
        id=named(f"marac-{hub}-", used),
        happened_at=sits[used],
        recorded_at=sits[used] + DAY,
        kind="conference",
        chaired_by="detective inspector",
        board="MARAC",
    )
    tables.add(
        "marac_listing",
        id=named("listing-", ids[out]),
        began_at=heard[out] - LEAD,
        recorded_at=heard[out] - LEAD,
        ended_at=heard[out] + 120,
        end_recorded_at=heard[out] + 120,
        referral=named("marac-", ids[out]),
        meeting=meeting.take(out),
    )
    tables.add(
        "marac_hearing",
        id=named("hearing-", ids),
        happened_at=heard,
        recorded_at=heard + 120,
        referral=named("marac-", ids),
        meeting=meeting,
    )
    _given(course, places, heard)


def _given(course: Course, places: np.ndarray, heard: np.ndarray) -> None:
    """What a hearing gives to agencies: done in their own time."""
    one, tables, ids = course.subjects, course.tables, course.subjects.ids[places]
    wait = one.say("action of a partner", "external", places)
    for number in range(ACTIONS):
        key = ids * 4 + number
        done = heard + (one.chance.wait("action of a partner", key, wait) * DAY).astype(np.int64)
        tables.add(
            "marac_action",
            id=named("marac-action-", key),
            happened_at=heard,
            recorded_at=heard + 120,
            text="what was agreed",
            given_to="the agency",
            due_on=heard + 14 * DAY,
            done_at=done,
            done_recorded_at=done,
            hearing=named("hearing-", ids),
            agency=chosen(AGENCIES, (key + number) % len(AGENCIES)),
        )
