"""Investigations of the made-up force: reported, graded, held, reviewed, suspended, closed and opened again."""

from datetime import datetime, timedelta
from typing import Any

from dutybound.simulator.small.drawing import Force
from dutybound.simulator.small.investigation_case import Case
from dutybound.simulator.small.investigation_forensics import draw_forensics
from dutybound.simulator.small.investigation_recording import draw_incidents
from dutybound.simulator.small.investigation_victims import draw_victims
from dutybound.simulator.small.investigation_work import Investigators, draw_absences
from dutybound.simulator.small.strengths import draw_strengths

CATEGORIES = ("burglary", "robbery", "violence", "domestic abuse", "sexual offence", "fraud", "theft")
KINDS = ("scene", "cctv", "witnesses", "first account", "body-worn video")
RANKS = ("sergeant", "sergeant", "sergeant", "inspector", "chief inspector", None)
DECISIONS = ("continue", "continue", "change", "file", "charge decision", None)


def draw_investigations(force: Force) -> None:
    """As many investigations as the force has cases, spread over its year, and those who work on them."""
    draw_incidents(force)
    investigators = Investigators(force)
    for _ in range(force.cases):
        case = _investigation(force)
        _supervision(force, case)
        _initial_actions(force, case)
        investigators.allocate(force, case)
        _plan(force, case)
        draw_victims(force, case)
        draw_forensics(force, case)
        _outcome(force, case)
    draw_absences(force, investigators)
    draw_strengths(force)
    for excused in force.ids("investigation")[:3]:
        _excusal(force, excused)


def _excusal(force: Force, case: str) -> None:
    """Two people agreed that a case is not reviewed for a while."""
    begins = force.moment()
    force.put("excusal", standard="supervised", subject=case, begins_on=begins, ends_on=begins + timedelta(days=40),
              reason="Simulated reason", asked_by="Simulated sergeant", approved_by="Simulated inspector",
              recorded_at=force.entered(begins))  # fmt: skip


def _investigation(force: Force) -> Case:
    reported = force.moment()
    victim = force.one_of(force.ids("person")) if force.happens(0.85) else None
    category = None if force.happens(0.03) else force.one_of(CATEGORIES)
    person = "person" if victim else force.one_of(("business or body", "nobody in particular", "person", None))
    case = force.add(
        "investigation", reported, victim=victim, category=category, against=force.one_of((person, person, None)),
        category_recorded_at=force.after(reported, 3) if force.happens(0.1) else None,
    )  # fmt: skip
    opened = reported + timedelta(minutes=force.chance.randint(0, 600))
    spans = _spans(force, opened)
    for began, ended in spans:
        force.add("investigation_span", began, ended, investigation=case)
    if force.happens(0.9):
        for at in (opened, *force.every(opened, None, 60)):
            force.add("risk_grading", at, investigation=case, level=force.one_of(("high", "medium", "standard")))
    return Case(case, reported, spans, victim, category)


def _spans(force: Force, opened: datetime) -> list[tuple[datetime, datetime | None]]:
    """Open for weeks, or still; some are opened again, some on the day on which they were closed."""
    closed = force.after(opened, 50)
    if closed > force.ends or force.happens(0.1):
        return [(opened, None)]
    if force.happens(0.1):
        again = closed + (timedelta(hours=2) if force.happens(0.3) else timedelta(days=12))
        return [(opened, closed), (again, force.after(again, 20))]
    return [(opened, closed)]


def _supervision(force: Force, case: Case) -> None:
    for began, ended in case.spans:
        _reviews(force, case.id, began, ended)
    if force.happens(0.15):
        began = force.after(case.opened, 20)
        ended = force.after(began, 15) if force.happens(0.7) else None
        said = {
            "reason": "simulated reason",
            "authorised_by": "a sergeant",
            "look_again_on": began + timedelta(days=28),
        }
        kept: dict[str, Any] = {name: value for name, value in said.items() if force.happens(0.85)}
        later = force.entered(began) if force.happens(0.3) else None
        force.add("suspension", began, ended, investigation=case.id, reason_recorded_at=later, **kept)
    for _ in range(force.one_of((0, 0, 0, 1, 2))):
        released = force.after(case.opened, 10)
        decided = force.after(released, 60) if force.happens(0.6) else None
        force.add("suspect_release", released, decided, investigation=case.id)


def _reviews(force: Force, case: str, began: datetime, ended: datetime | None) -> None:
    for at in force.every(began, ended, force.one_of((10, 25, 60))):
        none_needed = "simulated reason" if force.happens(0.1) else None
        by = "a supervisor" if force.happens(0.95) else None
        review = force.add("review", at, investigation=case, decision=force.one_of(DECISIONS), decided_by=by,
                           none_needed=none_needed, rank=force.one_of(RANKS))  # fmt: skip
        if force.happens(0.6):
            done = force.after(at, 6) if force.happens(0.7) else None
            entered = None if done is None else force.entered(done)
            due = at + timedelta(days=7) if force.happens(0.95) else None
            text, given_to = (force.one_of(("simulated direction", "simulated direction", None)) for _ in range(2))
            force.add("direction", at, review=review, text=text, given_to=given_to, due_on=due, done_at=done,
                      done_recorded_at=entered,
                      given_recorded_at=force.entered(at) if force.happens(0.2) else None)  # fmt: skip


def _initial_actions(force: Force, case: Case) -> None:
    """Some of the five, most of them done; some after a day, some before the report itself was entered."""
    for kind in KINDS if force.happens(0.6) else ():
        if force.happens(0.85):
            done = force.one_of((True, True, False, None))
            because = "simulated reason" if done is False and force.happens(0.6) else None
            force.add("initial_action", force.after(case.reported, 0.4), investigation=case.id, kind=kind, done=done,
                      not_done_because=because)  # fmt: skip


def _plan(force: Force, case: Case) -> None:
    for at in [force.after(case.opened, 2)] * force.happens(0.7) + list(force.every(case.opened, case.closed, 90)):
        approved = force.after(at, 0.7) if force.happens(0.85) else None
        entered = None if approved is None else force.entered(approved)
        plan = force.add("investigation_plan", at, investigation=case.id, approved_at=approved,
                         approval_recorded_at=entered)  # fmt: skip
        for _ in range(force.chance.randint(0, 3)):
            _line(force, plan, at)


def _line(force: Force, plan: str, at: datetime) -> None:
    done = force.after(at, 15) if force.happens(0.6) else None
    because = "simulated reason" if done is None and force.happens(0.4) else None
    force.add("line_of_enquiry", at, plan=plan, text="simulated line" if force.happens(0.95) else None,
              given_to=force.one_of(("officer in the case", "officer in the case", None)),
              due_on=at + timedelta(days=14), done_at=done,
              done_recorded_at=None if done is None else force.entered(done), not_pursued_because=because,
              reason_recorded_at=force.entered(at) if because else None)  # fmt: skip


def _outcome(force: Force, case: Case) -> None:
    """Near the end, or after it; some have what they rest on, some are numbers that were not in use."""
    for began, ended in case.spans:
        if (ended is None and force.happens(0.8)) or force.happens(0.1):
            continue
        at = ended - timedelta(hours=force.chance.randint(0, 30)) if ended is not None else force.after(began, 40)
        number = force.one_of((1, 8, 14, 15, 16, 16, 17, 18, 18, 18, 20, 20, 21, 22, 0, None))
        later = force.entered(at) if force.happens(0.3) else None
        named, supports = number in (15, 16, 17), number == 15
        grounds: dict[str, Any] = {
            "suspect_named": named if force.happens(0.9) else None,
            "victim_supports": supports if force.happens(0.9) else None, "withdrawal": "simulated statement",
            "limitation_on": at - timedelta(days=2), "no_line_left": True, "signed_off_by": "a sergeant",
            "taken_by": force.one_of(force.ids("agency")), "accepted_at": at, "diverted_at": at,
        }  # fmt: skip
        kept = {name: value for name, value in grounds.items() if force.happens(0.85)}
        force.add("outcome", max(at, began), investigation=case.id, number=number, grounds_recorded_at=later,
                  number_recorded_at=force.entered(at) if force.happens(0.1) else None, **kept)  # fmt: skip
