"""Notices and orders that keep somebody away, disclosure of a partner's past, and what the force knows as a whole."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.demand import arrivals
from dutybound.simulator.domestic import HIGH, Domestic
from dutybound.simulator.practising import Course, Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

NOTICED = 0.12  # of high risks that were attended, those in which a notice is right; project default
ORDERED = 0.85  # of notices, those that a court follows with an order; project default
LASTS = 28 * DAY  # the longest that the law allows: Crime and Security Act 2010 s28
FIRST_SITTING = 600  # a court sits by day: minutes after midnight
STRANDS = ("domestic abuse", "child abuse", "child sexual exploitation", "missing people", "adults at risk",
           "mental health", "modern slavery", "honour-based abuse", "hate", "repeat victims")  # fmt: skip
#: Partners of the force, by the ids under which all records name them.
PARTNERS = {
    "partner-council": ("Council, children's and adults' services", "council"),
    "partner-support": ("Domestic abuse service", "domestic abuse service"),
    "partner-health": ("Health", "health"),
    "partner-housing": ("Housing", "housing"),
    "partner-probation": ("Probation", "probation"),
}


@dataclass(frozen=True)
class Protection:
    """What is asked for beside the incidents themselves."""

    domestic: Domestic
    requests: Subjects
    asked: np.ndarray  # by request: by somebody who may be in danger, and not known by the force itself
    tells: np.ndarray  # by request: whether there is something to tell
    profiles: Subjects


def drawn_protection(made: Domestic, agenda: Agenda) -> Protection:
    """Notices on incidents of high risk, requests under the disclosure scheme, and the yearly profile."""
    one = made.subjects
    _notices(made)
    came = arrivals(one.scenario, one.chance, "disclosure request")
    requests = Subjects(one.scenario, one.staff, agenda, came.ids, came.unit, came.at)
    asked = requests.yes("right to ask", 0.45)
    tells = requests.yes("something to tell", 0.45)
    _requests(requests, asked, tells)
    return Protection(made, requests, asked, tells, _profiles(one.scenario, one.staff, agenda))


def _notices(made: Domestic) -> None:
    one = made.subjects
    right = made.flagged & (made.graded == HIGH) & made.there & one.yes("notice is right", NOTICED)
    one.add("give protection notice", one.pool("duty inspector"), right, after="assess")
    interval = one.say("check protection order", "interval") * DAY
    one.add("check protection order", one.pool("response officer"), right & one.yes("order is made", ORDERED),
            after="give protection notice", delay=interval + DAY, again=interval, limit=4)  # fmt: skip


def _requests(one: Subjects, asked: np.ndarray, tells: np.ndarray) -> None:
    """One step after another; the panel of agencies meets in its own time."""
    assessor = one.pool("specialist assessor")
    one.add("disclosure: initial check", assessor)
    one.add("disclosure: face to face", assessor, asked, after="disclosure: initial check")
    one.either("before research", "disclosure: face to face", "disclosure: initial check")
    one.add("disclosure: research", assessor, after="before research")
    panel = one.wait("disclosure panel")
    one.add("disclosure: decide", assessor, question="decide", after="disclosure: research", delay=panel)
    one.add("disclosure: tell", assessor, tells, question="tell", after="decide")


def _profiles(scenario: Scenario, staff: Staff, agenda: Agenda) -> Subjects:
    """What the whole force knows of vulnerability, put together anew before a year is over."""
    force = next((number for number, unit in enumerate(scenario.units) if unit.kind == "force"), 0)
    at = minute(scenario.begins) - (scenario.warm_up - 7) * DAY
    one = Subjects(scenario, staff, agenda, [force], [force], [at])
    again = one.say("vulnerability profile", "interval") * DAY
    one.add("vulnerability profile", one.pool("safeguarding coordinator"), again=again, limit=12)
    return one


def write_protection(which: Protection, done: Done, tables: Tables) -> None:
    """Partners, notices with their orders and checks, requests with their steps, and profiles."""
    began = np.full(len(PARTNERS), minute(which.profiles.scenario.begins) - 2000 * DAY)
    tables.add("agency", id=list(PARTNERS), name=[name for name, _ in PARTNERS.values()],
               kind=[kind for _, kind in PARTNERS.values()], began_at=began, recorded_at=began)  # fmt: skip
    _write_notices(which.domestic, Course(which.domestic.subjects, done, tables))
    _write_requests(which, Course(which.requests, done, tables))
    _write_profiles(Course(which.profiles, done, tables))


def _write_notices(made: Domestic, course: Course) -> None:
    one, tables = made.subjects, course.tables
    there = course.done_of("give protection notice")
    at, ids = course.when("give protection notice")[there], one.ids[there]
    served = at + 45
    heard = (served // DAY + 1) * DAY + FIRST_SITTING + (one.chance.share("court list", ids) * 300).astype(np.int64)
    sunday = (heard // DAY + 3) % 7 == 6
    heard = heard + np.where(sunday, DAY, 0)
    tables.add("protection_notice", id=named("notice-", ids), began_at=at, recorded_at=at + 10, ended_at=heard,
               end_recorded_at=heard + 60, kind="domestic violence protection notice", conditions="not to come near",
               served_at=served, incident=named("domestic-", ids), authorised_by="superintendent", heard_at=heard,
               hearing_recorded_at=heard + 60)  # fmt: skip
    made_so = np.flatnonzero(one.yes("order is made", ORDERED)[there])
    ids, began, places = ids[made_so], heard[made_so], there[made_so]
    planned = course.whole("plan checks of order", began, places)
    tables.add("protection_order", id=named("order-", ids), began_at=began, recorded_at=began + 60,
               ended_at=began + LASTS, end_recorded_at=began + LASTS, kind="domestic violence protection order",
               conditions="not to come near", served_at=began, notice=named("notice-", ids),
               check_plan=chosen((None, "the adviser asks by a safe telephone"), planned),
               check_plan_recorded_at=np.where(planned, began + 120, NEVER),
               check_interval=chosen((None, "7 days"), planned))  # fmt: skip
    _write_checks(course)


def _write_checks(course: Course) -> None:
    one = course.subjects
    places, turn, what = course.occasions("check protection order")
    ids, at = one.ids[places] * 8 + turn, what["at"]
    kept = one.chance.yes("order kept", ids, 0.88)
    passed = ~kept & course.whole("pass on breach", at, places, ids=ids)
    reported = np.where(passed, at + 20, NEVER)
    course.tables.add("order_check", id=named("order-check-", ids), happened_at=at,
                      recorded_at=course.entered("check protection order", at, places, ids=ids),
                      order=named("order-", one.ids[places]), kept=kept, breach_reported_at=reported,
                      breach_recorded_at=reported)  # fmt: skip


def _write_requests(which: Protection, course: Course) -> None:
    one, tables = which.requests, course.tables
    tables.add("person", id=named("disclosure-person-", one.ids), happened_at=one.at, recorded_at=one.at,
               name="(simulated person)", ethnicity="not stated")  # fmt: skip
    tables.add("disclosure_request", id=named("disclosure-", one.ids), happened_at=one.at, recorded_at=one.at + 10,
               at_risk=named("disclosure-person-", one.ids),
               route=chosen(("right to know", "right to ask"), which.asked))  # fmt: skip
    asks = {"initial check": "disclosure: initial check", "face to face": "disclosure: face to face",
            "research": "disclosure: research", "panel": "decide", "disclosure": "tell"}  # fmt: skip
    for number, (step, question) in enumerate(asks.items()):
        there = course.done_of(question)
        at = course.when(question)[there]
        tables.add("disclosure_step", id=named("disclosure-step-", one.ids[there] * 8 + number), happened_at=at,
                   recorded_at=course.entered("disclosure: decide", at, there),
                   request=named("disclosure-", one.ids[there]), step=step)  # fmt: skip
    there = course.done_of("decide")
    at = course.when("decide")[there]
    why = course.whole("disclosure: decide", at, there)
    tables.add("disclosure_decision", id=named("disclosure-decision-", one.ids[there]), happened_at=at,
               recorded_at=at + 15, decided_by="panel", rationale=chosen((None, "pressing need weighed"), why),
               rationale_recorded_at=np.where(why, at + 15, NEVER), request=named("disclosure-", one.ids[there]),
               outcome=chosen(("do not disclose", "disclose"), which.tells[there]))  # fmt: skip


def _write_profiles(course: Course) -> None:
    places, turn, what = course.occasions("vulnerability profile")
    at, profile = what["at"], named("vulnerability-profile-", turn)
    unit = course.subjects.staff.unit_names(course.subjects.ids[places])
    course.tables.add("vulnerability_profile", id=profile, happened_at=at, recorded_at=at, unit=unit,
                      owner="strategic lead")  # fmt: skip
    for number, strand in enumerate(STRANDS):
        ids = turn * 16 + number
        estimated = course.whole("vulnerability profile", at, places, question="hidden estimated", ids=ids)
        said = course.whole("estimate what stays unseen", at, places, ids=ids)
        course.tables.add("profile_strand", id=named("strand-", ids), happened_at=at, recorded_at=at, profile=profile,
                          strand=strand, hidden=chosen((None, "as estimated"), estimated & said),
                          not_estimated_because=chosen((None, "no data of partners"), estimated & ~said),
                          hidden_recorded_at=at)  # fmt: skip
