"""The made-up force and its partners: local teams, themes, profiles, joint actions and campaigns."""

from datetime import datetime, timedelta
from typing import Any

from dutybound.simulator.small.drawing import Force

FOUNDED = datetime(2010, 1, 4, 9, 0)
REASON = "Simulated reason"
THEMES = tuple(f"Simulated theme {number}" for number in range(1, 9))
TOPICS = (
    "area", "groups", "newer_crimes", "gangs", "vulnerable", "enablers", "releases", "communities", "partner_data",
    "gaps", "what_works", "proposals",
)  # fmt: skip
RESULTS = ("people reached", "share who remember it", "reports received after")


def draw_partnership(force: Force) -> None:
    """Divisions and teams first: none are drawn so far. The force itself has no profile, nor one of its divisions."""
    top = force.ids("unit")[0]
    for number in range(4):
        ended = force.moment() if number == 3 else None
        division = force.add("unit", FOUNDED, ended, name=f"Simulated division {number + 1}", kind="division")
        force.add("unit_place", FOUNDED, ended, unit=division, under=top)
        for at in force.every(FOUNDED + timedelta(days=1700), ended, 150) if number != 1 else ():
            _profile(force, division, at)
    for number in range(4):
        ended = force.moment() if number == 3 else None
        team = force.add("unit", FOUNDED, ended, name=f"Simulated local team {number + 1}", kind="local policing")
        force.add("unit_place", FOUNDED, ended, unit=team, under=top)
        for _ in range(3):
            _campaign(force, team)
    for name in THEMES:
        _theme(force, top, name)
    for person in force.ids("person")[:12]:
        score = force.one_of((1, 2, 3, 4, 5, None))
        force.add("survey_response", force.moment(), person=person, survey="public", question="Simulated question",
                  score=score)  # fmt: skip


def _theme(force: Force, unit: str, name: str) -> None:
    began = FOUNDED + timedelta(days=1800)
    theme = force.add("threat_theme", began, force.moment() if force.happens(0.3) else None, unit=unit, name=name)
    for at in force.every(began, None, force.one_of((150, 300, 400))):
        gaps = "Simulated gap" if force.happens(0.8) else None
        force.add("theme_scoring", at, theme=theme, risk=force.one_of((3.0, 21.5, 60.0)), gaps=gaps,
                  confidence=force.one_of((1, 3, 5)))  # fmt: skip


def _profile(force: Force, unit: str, at: datetime) -> None:
    levels = ("described", "nil return") if force.happens(0.6) else ("described", "described", None)
    said: dict[str, Any] = {one: force.one_of(levels) for one in TOPICS}
    profile = force.add("local_profile", at, unit=unit, **said,
                        topics_recorded_at=force.one_of((at, force.after(at, 6))))  # fmt: skip
    for agency in force.ids("agency"):
        _request(force, profile, agency, at - timedelta(days=50))
    for number in range(3):
        declined = force.after(at, 15) if force.happens(0.2) else None
        advised = force.add("profile_recommendation", at, profile=profile, p=("pursue", "protect", "prevent")[number],
                            declined_at=declined, why_declined=declined and REASON,
                            decline_recorded_at=declined and force.entered(declined))  # fmt: skip
        if force.happens(0.6):
            _joint_action(force, advised, force.after(at, 20))


def _request(force: Force, profile: str, agency: str, at: datetime) -> None:
    answered = force.after(at, 18) if force.happens(0.85) else None
    answer = answered and force.one_of(("given", "given", "nothing held", "refused"))
    used = force.one_of((True, False, None)) if answer == "given" else None
    force.add(
        "profile_request", at, profile=profile, agency=agency, answered_at=answered, answer=answer, used=used,
        answer_recorded_at=answered and force.entered(answered), why_not=REASON if used is False else None,
        use_recorded_at=None if used is None else at + timedelta(days=force.chance.randint(20, 80)),
    )  # fmt: skip


def _joint_action(force: Force, advised: str, at: datetime) -> None:
    meeting = force.add("board_meeting", at, kind="partnership", board="Simulated partnership")
    done = force.after(at, 30) if force.happens(0.6) else None
    force.add("joint_action", at, recommendation=advised if force.happens(0.9) else None, meeting=meeting,
              agency=force.one_of((None, *force.ids("agency"))), done_at=done,
              due_on=at + timedelta(days=30) if force.happens(0.9) else None,
              done_recorded_at=done and force.entered(done))  # fmt: skip


def _campaign(force: Force, unit: str) -> None:
    began = force.moment()
    ended = force.after(began, 40) if force.happens(0.85) else None
    campaign = force.add("awareness_campaign", began, ended, unit=unit, theme="Simulated theme")
    if ended and force.happens(0.8):
        for kind in RESULTS[: force.one_of((1, 2, 3))]:
            figure = force.one_of((0.25, 14.0, 12000.0, None))
            force.add("campaign_result", force.after(ended, 60), campaign=campaign, kind=kind, figure=figure)
