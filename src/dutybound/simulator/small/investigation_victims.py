"""Victims in the made-up force: asked what they need, told or not told, and what they said of it."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force
from dutybound.simulator.small.investigation_case import Case

KINDS = ("no investigation", "arrest", "interview under caution", "bail", "bail changed", "released without charge",
         "released under investigation", "charge", "no further action")  # fmt: skip
YES_NO_UNKNOWN = (True, True, False, None)


def draw_victims(force: Force, case: Case) -> None:
    """What belongs to a victim of an investigation, if it has one."""
    if case.victim is None:
        return
    _needs(force, case)
    _contract(force, case)
    for at in force.every(case.reported, case.closed, force.one_of((5, 14, 40))):
        _contact(force, case, at)
    for at in force.every(case.opened, case.closed, 30):
        event = force.add("case_event", at, investigation=case.id, kind=force.one_of(KINDS))
        if force.happens(0.7):
            _contact(force, case, force.after(at, 3), event)
    if force.happens(0.75):
        _support(force, case)
    if case.closed is not None and force.happens(0.2):
        _request(force, case, force.after(case.closed, 20))


def _needs(force: Force, case: Case) -> None:
    for at in [force.after(case.reported, 0.4)] * force.happens(0.8) + list(force.every(case.opened, case.closed, 120)):
        force.add("needs_assessment", at, investigation=case.id, rights=force.one_of(("standard", "enhanced", None)),
                  vulnerable=force.one_of(YES_NO_UNKNOWN), form="simulated form",
                  no_longer_because=force.one_of(("simulated reason", None)))  # fmt: skip


def _contract(force: Force, case: Case) -> None:
    """Agreed soon or late; some end before the case does, some are agreed anew."""
    if force.happens(0.35):
        return
    began = force.after(case.opened, 1.5)
    ended = force.after(began, 40) if force.happens(0.5) else None
    for start, end in ((began, ended), (ended, None)):
        if start is not None and (start is began or force.happens(0.5)):
            force.add("contact_contract", start, end, investigation=case.id,
                      interval=force.one_of(("7 days", "14 days", "28 days", "1 month", None)),
                      safe_contact="simulated arrangement" if force.happens(0.9) else None)  # fmt: skip


def _contact(force: Force, case: Case, at: datetime, event: str | None = None) -> None:
    reached = force.one_of(YES_NO_UNKNOWN)
    because = force.one_of(("refused", "not safe")) if not reached and force.happens(0.3) else None
    force.add("contact", at, investigation=case.id, event=event, reached=reached, not_made_because=because,
              new_to_them=force.one_of(YES_NO_UNKNOWN))  # fmt: skip


def _support(force: Force, case: Case) -> None:
    at = force.after(case.reported, 1.5)
    accepted = force.one_of(YES_NO_UNKNOWN)
    met = force.after(at, 2) if accepted and force.happens(0.7) else None
    service = next(row["id"] for row in force.rows["agency"] if row["kind"] == "victim service")
    force.add("support_referral", at, investigation=case.id, accepted=accepted, service=service if accepted else None,
              met_at=met, met_recorded_at=None if met is None else force.entered(met))  # fmt: skip


def _request(force: Force, case: Case, at: datetime) -> None:
    """Answered to the day, late, or not."""
    acknowledged = at + timedelta(days=force.chance.randint(0, 20)) if force.happens(0.8) else None
    told = at + timedelta(days=force.chance.randint(20, 60)) if force.happens(0.7) else None
    force.add("right_to_review", at, investigation=case.id, acknowledged_at=acknowledged, told_at=told,
              acknowledgement_recorded_at=None if acknowledged is None else force.entered(acknowledged),
              told_recorded_at=None if told is None else force.entered(told))  # fmt: skip
