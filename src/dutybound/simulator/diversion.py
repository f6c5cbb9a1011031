"""Places in projects that keep people out of organised crime: in tables of their own, and tied to nobody known.

A place is known by a reference. Nothing leads from a suspect, a member or a network to it.
"""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.mapping_rows import Threats
from dutybound.simulator.practising import Course, Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

PROJECTS = ("Simulated boxing club", "Simulated mentors", "Simulated football", "Simulated crossroads")
SHARES = (0.36, 0.3, 0.2, 0.14)  # of the places; the last is aimed at a mapped group. Project default
AIMED = len(PROJECTS) - 1
REFERRED = ("school", "youth service", "family", "themselves", "council", "police")
YOUNG = 0.6  # of the places, those of children from ten to fifteen
UNDER_TEN, REMOVED = 0.04, 0.03  # beside the places, proposals of children under ten; and requests to be removed


@dataclass(frozen=True)
class Diversion:
    """Places, with what is asked about some of them."""

    places: Subjects
    project: np.ndarray
    ends: np.ndarray
    young: np.ndarray  # whether a child under sixteen has it
    proposals: Subjects  # of children under ten, who are not taken
    removals: Subjects  # of requests to be removed
    removal_of: np.ndarray  # the place


def drawn_diversion(scenario: Scenario, staff: Staff, agenda: Agenda) -> Diversion:
    """So many places a year as the scenario says, from the beginning of the warm-up."""
    chance = agenda.chance
    begins, ends = minute(scenario.begins) - scenario.warm_up * DAY, minute(scenario.ends) + DAY
    homes = np.array([place for place, one in enumerate(scenario.units) if "drugs" in one.shares])
    many = scenario.demand.get("diversion place", 0) * (ends - begins) / DAY / 365.25
    ids = np.arange(int(many) if len(homes) else 0)
    unit = homes[(chance.share("diversion: where", ids) * len(homes)).astype(int)]
    at = begins + (chance.share("diversion: when", ids) * (ends - begins)).astype(np.int64) // DAY * DAY + 16 * 60
    places = Subjects(scenario, staff, agenda, ids, unit, at)
    until = at + ((90 + chance.wait("diversion: how long", ids, 150)) * DAY).astype(np.int64)
    worker, again = places.pool("neighbourhood officer"), places.say("review place", "interval") * DAY
    places.add("review place", worker, delay=0, released=at + again, again=again, limit=6, until=until)
    return Diversion(
        places,
        chance.one_of("diversion: project", ids, SHARES),
        until,
        places.yes("diversion: young", YOUNG),
        *_asked(places),
    )


def _asked(places: Subjects) -> tuple[Subjects, Subjects, np.ndarray]:
    small = np.flatnonzero(places.yes("diversion: under ten", UNDER_TEN))
    proposals = Subjects(places.scenario, places.staff, places.agenda, places.ids[small], places.unit[small],
                         places.at[small])  # fmt: skip
    proposals.add("refer to early help", proposals.pool("neighbourhood officer"))
    of = np.flatnonzero(places.yes("diversion: removal", REMOVED))
    removals = Subjects(places.scenario, places.staff, places.agenda, places.ids[of], places.unit[of],
                        places.at[of] + 45 * DAY)  # fmt: skip
    removals.add("answer removal", removals.pool("neighbourhood officer"))
    return proposals, removals, of


def write_diversion(which: Diversion, threats: Threats, done: Done, tables: Tables) -> None:
    """Projects and their aims, places, agreements, reviews; and what was asked and answered."""
    one, course = which.places, Course(which.places, done, tables)
    since = minute(one.scenario.begins) - one.scenario.warm_up * DAY - DAY
    number = np.arange(len(PROJECTS))
    tables.add("diversion_project", id=named("project-", number), began_at=np.full(len(PROJECTS), since),
               recorded_at=np.full(len(PROJECTS), since), name=list(PROJECTS))  # fmt: skip
    if len(threats.there):
        first = threats.there[np.argmin(threats.known[threats.there])][None]
        tables.add("project_aim", id=["aim-0"], happened_at=threats.known[first] + DAY,
                   recorded_at=threats.known[first] + DAY, project=named("project-", [AIMED]),
                   threat=threats.name(first))  # fmt: skip
    _places(which, course)
    _reviews(course)
    _answers(which, done, tables)


def _places(which: Diversion, course: Course) -> None:
    one = which.places
    everybody = np.arange(len(one))
    tenure = {"began_at": one.at, "recorded_at": one.at, "ended_at": which.ends, "end_recorded_at": which.ends}
    whole = course.whole("say why a place is right", one.at, everybody)
    referred = one.chance.one_of("diversion: referred by", one.ids, (0.35, 0.25, 0.1, 0.05, 0.15, 0.1))
    course.tables.add("diversion_place", id=named("place-of-", one.ids), project=named("project-", which.project),
                      reference=named("reference ", one.ids),
                      entry_reason=chosen((None, "at risk of being drawn in"), whole),
                      referred_by=chosen(REFERRED, referred), entry_recorded_at=one.at + 60,
                      age=chosen(("sixteen or over", "ten to fifteen"), which.young),
                      review_on=np.where(whole, one.at + 180 * DAY, NEVER), **tenure)  # fmt: skip
    name = named("place-of-", one.ids)
    young = np.flatnonzero(which.young)
    of_age = one.at + ((60 + one.chance.share("diversion: sixteen in", one.ids) * 1800) * DAY).astype(np.int64)
    until = np.minimum(which.ends, of_age)[young]
    course.tables.add("under_sixteen", id=named("under-sixteen-", one.ids[young]), began_at=one.at[young],
                      recorded_at=one.at[young], ended_at=until, end_recorded_at=until,
                      place=name.take(young))  # fmt: skip
    for by, those, ends in (("themselves", everybody, which.ends), ("parent or carer", young, which.ends)):
        agreed = those[course.whole("ask for agreement", one.at[those], those, question=f"agreement: {by}")]
        course.tables.add("diversion_agreement", id=named(f"agreement {by} ", one.ids[agreed]),
                          began_at=one.at[agreed], recorded_at=one.at[agreed], ended_at=ends[agreed],
                          end_recorded_at=ends[agreed], place=name.take(agreed), given_by=by)  # fmt: skip


def _reviews(course: Course) -> None:
    one = course.subjects
    places, turn, what = course.occasions("review place")
    at, ids = what["at"], one.ids[places] * 16 + turn
    reasoned = course.whole("review place", at, places, ids=ids)
    outcome = one.chance.one_of("outcome of place review", ids, (0.8, 0.12, 0.08))
    course.tables.add("place_review", id=named("place-review-", ids), happened_at=at,
                      recorded_at=course.entered("review place", at, places, ids=ids),
                      place=named("place-of-", one.ids[places]), decided_by="youth worker",
                      rationale=chosen((None, "as they say"), reasoned),
                      outcome=chosen(("stays", "leaves", "other help"), outcome))  # fmt: skip


def _answers(which: Diversion, done: Done, tables: Tables) -> None:
    small, course = which.proposals, Course(which.proposals, done, tables)
    tables.add("under_ten_proposal", id=named("proposal-", small.ids), happened_at=small.at, recorded_at=small.at,
               project=named("project-", which.project[small.ids]),
               reference=named("proposed ", small.ids))  # fmt: skip
    there = course.done_of("refer to early help")
    at = course.when("refer to early help")[there]
    tables.add("early_help_referral", id=named("early-help-", small.ids[there]), happened_at=at, recorded_at=at + 10,
               proposal=named("proposal-", small.ids[there]))  # fmt: skip
    asked, course = which.removals, Course(which.removals, done, tables)
    name = named("place-of-", asked.ids)
    tables.add("removal_request", id=named("removal-", asked.ids), happened_at=asked.at, recorded_at=asked.at + 30,
               place=name)  # fmt: skip
    there = course.done_of("answer removal")
    at = course.when("answer removal")[there]
    outcome = asked.chance.one_of("removal", asked.ids[there], (0.7, 0.2, 0.1))
    tables.add("removal_answer", id=named("removal-answer-", asked.ids[there]), happened_at=at, recorded_at=at + 60,
               place=name.take(there), request=named("removal-", asked.ids[there]), decided_by="project lead",
               rationale="as the law has it",
               outcome=chosen(("removed", "removed in part", "refused"), outcome))  # fmt: skip
