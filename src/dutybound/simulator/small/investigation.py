"""Investigations of the made-up force: reported, graded, held, reviewed, suspended, closed and opened again."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force

CATEGORIES = ("burglary", "robbery", "violence", "domestic abuse", "sexual offence", "fraud", "theft")


def draw_investigations(force: Force) -> None:
    """As many investigations as the force has cases, spread over its year."""
    for _ in range(force.cases):
        _investigation(force)


def _investigation(force: Force) -> None:
    reported = force.moment()
    victim = force.one_of(force.ids("person")) if force.happens(0.85) else None
    case = force.add("investigation", reported, victim=victim, category=force.one_of(CATEGORIES))
    opened = reported + timedelta(minutes=force.chance.randint(0, 600))
    for began, ended in _spans(force, opened):
        force.add("investigation_span", began, ended, investigation=case)
        _reviews(force, case, began, ended)
    if force.happens(0.9):
        for at in (opened, *force.every(opened, None, 60)):
            force.add("risk_grading", at, investigation=case, level=force.one_of(("high", "medium", "standard")))
    if force.happens(0.15):
        began = force.after(opened, 20)
        force.add("suspension", began, force.after(began, 15) if force.happens(0.7) else None, investigation=case)


def _spans(force: Force, opened: datetime) -> list[tuple[datetime, datetime | None]]:
    """Open for weeks, or still; some are opened again, some on the day on which they were closed."""
    closed = force.after(opened, 50)
    if closed > force.ends or force.happens(0.1):
        return [(opened, None)]
    if force.happens(0.1):
        again = closed + (timedelta(hours=2) if force.happens(0.3) else timedelta(days=12))
        return [(opened, closed), (again, force.after(again, 20))]
    return [(opened, closed)]


def _reviews(force: Force, case: str, began: datetime, ended: datetime | None) -> None:
    for at in force.every(began, ended, force.one_of((10, 25, 60))):
        none_needed = "simulated reason" if force.happens(0.1) else None
        review = force.add("review", at, investigation=case, decision=force.one_of(("continue", "change", None)),
                           none_needed=none_needed)  # fmt: skip
        if force.happens(0.6):
            done = force.after(at, 6) if force.happens(0.7) else None
            entered = None if done is None else force.entered(done)
            force.add("direction", at, review=review, due_on=at + timedelta(days=7), done_at=done,
                      done_recorded_at=entered)  # fmt: skip
