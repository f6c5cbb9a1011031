"""The records of profiles, requests, recommendations, joint actions, themes and campaigns."""

import numpy as np

from dutybound.simulator.partners import BODIES
from dutybound.simulator.partnership import AHEAD, ASKED, CAMPAIGN, CAMPAIGNS, PROFILES, THEMES, Partnership
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import Tables, chosen, named, told
from dutybound.simulator.threat_plans import FOUR_PS
from dutybound.simulator.work import NEVER, Done

TOPICS = ("area", "groups", "newer_crimes", "gangs", "vulnerable", "enablers", "releases", "communities",
          "partner_data", "gaps", "what_works", "proposals")  # fmt: skip
NIL = 0.1  # of topics, those of which there is nothing to say and that is said
DUE = 60  # days that a joint action is given
ANSWERS = ("given", "nothing held", "refused")
RESULTS = {"people reached": (8000, 0.6), "share who remember it": (0.3, 0.3), "reports received after": (25, 0.5)}


def write_partnership(which: Partnership, done: Done, tables: Tables) -> None:
    """All of them."""
    areas = Course(which.areas, done, tables)
    for profile in range(PROFILES):
        _profiles(areas, profile)
    _requests(which, Course(which.requests, done, tables))
    _recommendations(which, Course(which.recommendations, done, tables))
    _themes(Course(which.themes, done, tables))
    _campaigns(Course(which.campaigns, done, tables))


def _profiles(course: Course, profile: int) -> None:
    """Each topic is described or said to be nil; one that was left out stays empty."""
    there = course.done_of(f"make profile {profile}")
    at, ids = course.when(f"make profile {profile}")[there], course.subjects.ids[there] * PROFILES + profile
    topics = {}
    for number, topic in enumerate(TOPICS):
        said = course.whole("say something on every topic", at, there, ids=ids * 16 + number)
        nil = course.subjects.chance.yes("nil return", ids * 16 + number, NIL)
        topics[topic] = chosen((None, "described", "nil return"), said * (1 + nil))
    course.tables.add("local_profile", id=named("profile-", ids), happened_at=at, recorded_at=at + 60,
                      unit=course.subjects.staff.unit_names(course.subjects.unit[there]), topics_recorded_at=at + 60,
                      **topics)  # fmt: skip


def _requests(which: Partnership, course: Course) -> None:
    """Partners are asked weeks before; they answer in their own time, and what they give is used or not."""
    one, made = which.requests, course.when("make profile")
    there = np.flatnonzero(made < course.tables.ends - 60)
    asked = made[there] - AHEAD * DAY
    answers = course.whole("partner answers", asked, there)
    answered = np.where(answers, asked + which.waits[there], NEVER)
    answer = one.chance.one_of("partner's answer", one.ids[there], (0.72, 0.18, 0.1))
    used = one.chance.yes("contribution used", one.ids[there], 0.8)
    said = answers & (answer == 0) & (answered < made[there])
    reasoned = said & ~used & course.whole("reason for not using", made[there], there)
    profile = one.ids[there] // len(ASKED)
    course.tables.add("profile_request", id=named("profile-request-", one.ids[there]), happened_at=asked,
                      recorded_at=asked + 30, profile=named("profile-", profile),
                      agency=chosen(ASKED, which.request_of[there, 2]), answered_at=answered,
                      answer_recorded_at=answered,
                      answer=chosen((None, *ANSWERS), answers * (1 + answer)),
                      used=told(used, said & (used | reasoned)),
                      why_not=chosen((None, "too old to be of use"), reasoned),
                      use_recorded_at=np.where(said & (used | reasoned), made[there] + 60, NEVER))  # fmt: skip


def _recommendations(which: Partnership, course: Course) -> None:
    one, made = which.recommendations, course.when("make profile")
    there = np.flatnonzero(made < course.tables.ends - 60)
    at, ids = made[there], one.ids[there]
    declined = np.where(which.declined[there], at + 10 * DAY, NEVER)
    course.tables.add("profile_recommendation", id=named("recommendation-", ids), happened_at=at, recorded_at=at + 60,
                      profile=named("profile-", ids // 8), p=chosen(FOUR_PS, one.chance.one_of("p", ids, [1] * 4)),
                      declined_at=declined, why_declined=chosen((None, "no body has the means"), which.declined[there]),
                      decline_recorded_at=declined)  # fmt: skip
    there = np.flatnonzero(course.when("set joint action") <= course.tables.ends)
    at, done_at, ids = course.when("set joint action")[there], course.when("done")[there], one.ids[there]
    known = np.maximum(course.entered("set joint action", at, there), made[there] + 60)
    dated = course.whole("name day of joint action", at, there)
    course.tables.add("joint_action", id=named("joint-action-", ids), happened_at=at, recorded_at=known,
                      text="what is to be done", given_to="whoever is named",
                      recommendation=named("recommendation-", ids),
                      due_on=np.where(dated, at + DUE * DAY, NEVER), done_at=done_at, done_recorded_at=done_at,
                      agency=chosen((None, *BODIES), which.agency[there] + 1))  # fmt: skip


def _themes(course: Course) -> None:
    one = course.subjects
    course.tables.add("threat_theme", id=named("theme-", one.ids), began_at=one.at, recorded_at=one.at,
                      unit=one.staff.unit_names(one.unit), name=list(THEMES))  # fmt: skip
    places, turn, what = course.occasions("assess theme")
    at, ids = what["at"], one.ids[places] * 16 + turn
    said = course.whole("say what is not known", at, places, ids=ids)
    course.tables.add("theme_scoring", id=named("theme-scoring-", ids), happened_at=at,
                      recorded_at=course.entered("assess theme", at, places, ids=ids),
                      theme=named("theme-", one.ids[places]),
                      form="harm and likelihood, version 1", assessed_by="panel",
                      risk=np.round(one.chance.share("risk of theme", ids) * 60, 1),
                      confidence=2 + one.chance.one_of("confidence", ids, (0.2, 0.35, 0.3, 0.15)),
                      gaps=chosen((None, "what is not known"), said))  # fmt: skip


def _campaigns(course: Course) -> None:
    one = course.subjects
    over = one.at + CAMPAIGN * DAY
    course.tables.add("awareness_campaign", id=named("campaign-", one.ids), began_at=one.at, recorded_at=one.at,
                      ended_at=over, end_recorded_at=over, unit=one.staff.unit_names(one.unit),
                      theme=list(CAMPAIGNS))  # fmt: skip
    there = course.done_of("evaluate campaign")
    at = course.when("evaluate campaign")[there]
    for number, (kind, (median, spread)) in enumerate(RESULTS.items()):
        ids = one.ids[there] * 4 + number
        measured = np.flatnonzero(course.whole("measure campaign", at, there, ids=ids))
        figure = one.chance.about(f"campaign: {kind}", ids[measured], median, spread)
        course.tables.add("campaign_result", id=named("campaign-result-", ids[measured]), happened_at=at[measured],
                          recorded_at=at[measured] + 30, campaign=named("campaign-", one.ids[there[measured]]),
                          form="campaign form, version 1", assessed_by="analyst", kind=kind,
                          figure=np.round(figure, 2))  # fmt: skip
