"""Organised crime understood and worked at with partners: profiles of areas, what they recommend, themes, campaigns."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.partners import BODIES
from dutybound.simulator.practising import Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.staffing import Staff

KINDS = ("force", "division", "local policing")  # of units that have a profile of their area
PROFILES = 2  # of one area, one after the other
ASKED = ("partner-county-council", "partner-city-council", "partner-districts", "partner-schools", "partner-youth",
         "partner-prison", "partner-offenders", "partner-fire")  # fmt: skip
AHEAD = 40  # days before a profile is approved, on which partners are asked for it; project default
RECOMMENDED = (0.3, 0.4, 0.3)  # of profiles, those that recommend three, four, five things
BY_PARTNER = 0.6  # of joint actions, those that a partner is to do
THEMES = ("drugs", "organised acquisitive crime", "firearms", "child sexual exploitation", "modern slavery",
          "cyber crime", "fraud", "organised immigration crime", "money laundering")  # fmt: skip
CAMPAIGNS = ("county lines", "modern slavery", "fraud against older people", "loan sharks", "cyber crime")
CAMPAIGN = 42  # days that a campaign runs


@dataclass(frozen=True)
class Partnership:
    """Areas, requests to partners, recommendations, themes and campaigns."""

    areas: Subjects
    requests: Subjects
    request_of: np.ndarray  # by request: the place of the area, which profile, which partner
    waits: np.ndarray  # minutes until it is answered, if ever
    recommendations: Subjects
    recommended_by: np.ndarray  # by recommendation: the place of the area, which profile, which recommendation
    declined: np.ndarray
    agency: np.ndarray  # by recommendation: the place among BODIES of who is to act, or -1 for the force
    themes: Subjects
    campaigns: Subjects


def drawn_partnership(scenario: Scenario, staff: Staff, agenda: Agenda) -> Partnership:
    """What there is to do, from the beginning of the warm-up."""
    areas = _areas(scenario, staff, agenda)
    asking = np.stack([one.ravel() for one in np.indices((len(areas), PROFILES, len(ASKED)))], axis=1)
    requests = _beneath(areas, asking, len(ASKED))
    return Partnership(
        areas,
        requests,
        asking,
        requests.wait("partner's contribution"),
        *_recommendations(areas),
        *_themes(scenario, staff, agenda),
    )


def _areas(scenario: Scenario, staff: Staff, agenda: Agenda) -> Subjects:
    """One after another gets its profile, the force first; and the next before a year is over."""
    unit = np.array([place for place, one in enumerate(scenario.units) if one.kind in KINDS])
    at = minute(scenario.begins) - scenario.warm_up * DAY + (5 + 5 * np.arange(len(unit))) * DAY
    one = Subjects(scenario, staff, agenda, unit, unit, at)
    analyst = one.pool("analyst")
    one.add("make profile", analyst, question="make profile 0")
    one.add("renew profile", analyst, question="make profile 1", after="make profile 0",
            delay=one.say("renew profile", "interval") * DAY)  # fmt: skip
    return one


def _beneath(areas: Subjects, rows: np.ndarray, most: int) -> Subjects:
    """Subjects that belong to a profile, known by it and their number."""
    place, profile, number = rows.T
    ids = (areas.ids[place] * PROFILES + profile) * most + number
    one = Subjects(areas.scenario, areas.staff, areas.agenda, ids, areas.unit[place], areas.at[place])
    made = np.stack([areas.tasks[f"make profile {each}"] for each in range(PROFILES)])
    one.tasks["make profile"] = made[profile, place]
    return one


def _recommendations(areas: Subjects) -> tuple[Subjects, np.ndarray, np.ndarray, np.ndarray]:
    """What a profile recommends the partnership takes up when it next meets, or declines."""
    most = 2 + len(RECOMMENDED)
    rows = np.stack([one.ravel() for one in np.indices((len(areas), PROFILES, most))], axis=1)
    profile = areas.ids[rows[:, 0]] * PROFILES + rows[:, 1]
    rows = rows[rows[:, 2] < 3 + areas.chance.one_of("recommendations", profile, RECOMMENDED)]
    one = _beneath(areas, rows, 8)
    declined = one.yes("recommendation declined", 0.08)
    one.add("set joint action", one.pool("coordinator"), ~declined, after="make profile",
            delay=one.wait("partnership meets"))  # fmt: skip
    partner = one.yes("joint action of a partner", BY_PARTNER)
    agency = np.where(partner, one.chance.one_of("joint action: whose", one.ids, [1] * len(BODIES)), -1)
    given = {"after": "set joint action"}
    one.add("note partner's joint action", one.pool("coordinator"), ~declined & partner,
            delay=one.wait("joint action of a partner"), **given)  # fmt: skip
    one.add("joint action", one.pool("neighbourhood officer"), ~declined & ~partner, **given)
    one.either("done", "joint action", "note partner's joint action")
    return one, rows, declined, agency


def _themes(scenario: Scenario, staff: Staff, agenda: Agenda) -> tuple[Subjects, Subjects]:
    force = next((place for place, one in enumerate(scenario.units) if one.kind == "force"), 0)
    begins = minute(scenario.begins) - scenario.warm_up * DAY
    number = np.arange(len(THEMES))
    themes = Subjects(scenario, staff, agenda, number, np.full(len(THEMES), force), begins + number * 5 * DAY)
    themes.add("assess theme", themes.pool("analyst"), again=themes.say("assess theme", "interval") * DAY, limit=8)
    number = np.arange(len(CAMPAIGNS))
    at = begins + (30 + 75 * number) * DAY + 540
    campaigns = Subjects(scenario, staff, agenda, number, np.full(len(CAMPAIGNS), force), at)
    campaigns.add("evaluate campaign", campaigns.pool("analyst"), released=at + (CAMPAIGN + 14) * DAY)
    return themes, campaigns
