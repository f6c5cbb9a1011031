"""What was reported to the made-up force, and what became of it as a crime."""

from datetime import datetime

from dutybound.simulator.small.drawing import Force


def draw_incidents(force: Force) -> None:
    """Half as many incidents as cases: most recorded, some late, some refused with or without a reason."""
    for _ in range(force.cases // 2):
        reported = force.moment()
        alleges = force.one_of((True, True, True, True, False, None))
        incident = force.add("incident", reported, alleges_crime=alleges)
        if force.happens(0.7):
            for _ in range(2 if force.happens(0.1) else 1):
                _crime(force, incident, force.after(reported, 0.7))
        if force.happens(0.35):
            _refusal(force, incident, force.after(reported, 0.7))


def _crime(force: Force, incident: str, at: datetime) -> None:
    crime = force.add("crime", at, incident=incident)
    if force.happens(0.25):
        cancelled = force.after(at, 12)
        told = force.after(cancelled, 1) if force.happens(0.7) else None
        force.add("cancellation", cancelled, crime=crime, ground=force.one_of(("C1", "C2", "C3", None)),
                  role=force.one_of(("force crime registrar", "designated decision maker", "other")),
                  evidence="simulated evidence" if force.happens(0.9) else None, told_at=told,
                  told_recorded_at=None if told is None else force.entered(told))  # fmt: skip


def _refusal(force: Force, incident: str, at: datetime) -> None:
    told = force.after(at, 1) if force.happens(0.7) else None
    force.add("recording_decision", at, incident=incident,
              decision=force.one_of(("not a crime", "not a crime", "another force", "record")),
              rationale="simulated reason" if force.happens(0.8) else None, told_at=told,
              rationale_recorded_at=force.entered(at) if force.happens(0.2) else None,
              told_recorded_at=None if told is None else force.entered(told))  # fmt: skip
