"""Scenes, submissions and devices of the made-up force, each at some stage."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force
from dutybound.simulator.small.investigation_case import Case

STAGES = ("authorised", "dispatched", "received", "examination")
RESULTS = ("identification", "identification", "negative", "refused", "withdrawn")


def draw_forensics(force: Force, case: Case) -> None:
    """Scenes for most, submissions and devices for some."""
    if force.happens(0.5):
        _scene(force, case)
    if force.happens(0.25):
        _submission(force, case)
    if force.happens(0.3):
        _device(force, case)


def _scene(force: Force, case: Case) -> None:
    """Decided, sometimes twice: the second may call the first off."""
    at = force.after(case.reported, 0.4)
    for _ in range(2 if force.happens(0.2) else 1):
        decision = force.one_of(("attend", "attend", "do not attend"))
        made = force.add("scene_decision", at, investigation=case.id, decision=decision,
                         rationale="simulated reason" if force.happens(0.6) else None)  # fmt: skip
        if decision == "attend" and force.happens(0.8):
            force.add("scene_attendance", force.after(at, 0.8), decision=made,
                      identified=force.one_of((True, False, False, None)))  # fmt: skip
        at = force.after(at, 1)


def _submission(force: Force, case: Case) -> None:
    at = force.after(case.opened, 5)
    submission = force.add("forensic_submission", at, investigation=case.id)
    for stage in STAGES[: force.chance.randint(0, 4)]:
        at = force.after(at, 14) if force.happens(0.9) else at
        force.add("forensic_stage", at, submission=submission, stage=stage)
    if force.happens(0.7):
        at = force.after(at, 14)
        result = force.one_of(RESULTS)
        because = "simulated reason" if result in ("refused", "withdrawn") and force.happens(0.7) else None
        force.add("forensic_stage", at, submission=submission, stage=result, because=because)
        if result == "identification" and force.happens(0.8):
            force.add("forensic_stage", force.after(at, 0.9), submission=submission, stage="acknowledged")


def _device(force: Force, case: Case) -> None:
    taken = force.after(case.opened, 4)
    agreed = force.after(taken, 0.5) if force.happens(0.6) else None
    exhibit = force.add(
        "digital_exhibit", taken, investigation=case.id, level=force.one_of(("kiosk", "hub", "unit", "specialist")),
        of_whom=force.one_of(("victim", "victim", "witness", "suspect", "nobody known", None)), agreed_at=agreed,
        agreement_recorded_at=None if agreed is None else force.entered(agreed),
        promised_within=force.one_of((None, None, "1 day", "7 days", "28 days")),
    )  # fmt: skip
    for at in [taken] * force.happens(0.8) + list(force.every(taken, taken + timedelta(days=60), 40)):
        moved = force.one_of((True, False, None))
        force.add("digital_triage", at, exhibit=exhibit, out_of_turn=moved,
                  band=force.one_of(("immediate", "urgent", "soon", "routine", None)),
                  rationale="simulated reason" if force.happens(0.7) else None,
                  rationale_recorded_at=force.entered(at) if force.happens(0.3) else None)  # fmt: skip
    if force.happens(0.2):  # read at once and given back, without any wait
        for stage in ("examination", "reported", "returned"):
            taken += timedelta(hours=force.one_of((0, 3, 20)))
            force.add("digital_stage", taken, exhibit=exhibit, stage=stage)
        return
    _stages(force, exhibit, taken)


def _stages(force: Force, exhibit: str, taken: datetime) -> None:
    begun = force.after(taken, 45) if force.happens(0.75) else None
    digital = [row["id"] for row in force.rows["unit"] if row["kind"] in ("digital", "investigation")]
    force.add("digital_queue", taken, begun, exhibit=exhibit, unit=digital[0])
    if begun is None:
        if force.happens(0.5):
            force.add("digital_stage", force.after(taken, 10), exhibit=exhibit, stage="withdrawn",
                      because=force.one_of(("simulated reason", None)))  # fmt: skip
        return
    force.add("digital_stage", begun, exhibit=exhibit, stage="examination")
    for stage, days in (("reported", 6), ("returned", 3)):
        if force.happens(0.75):
            force.add("digital_stage", force.after(begun, days), exhibit=exhibit, stage=stage)
