"""What came of it in the made-up force: disruptions, ends, debriefs and lessons."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force

LEVELS = ("major", "moderate", "minor", "minor", "none", "negative", None)
REASON = "Simulated reason"


def draw_end(force: Force, threat: str, at: datetime) -> datetime | None:
    """The spans of a threat and when the last of them ended: some before anything was done, some taken up again."""
    ended = force.after(at, 12 if force.happens(0.1) else 150)
    if ended > force.ends:
        force.add("threat_span", at, threat=threat)
        return None
    # an end that is entered months afterwards, as if it had always been so
    told = force.after(ended, 60) if force.happens(0.15) else force.entered(ended)
    force.add("threat_span", at, ended, threat=threat, end_recorded_at=told)
    reason = force.one_of(("dismantled", "dormant", "merged"))
    force.add("archiving", ended, threat=threat, reason=reason, rationale=REASON)
    if force.happens(0.6):
        scored = ended - timedelta(days=force.chance.randint(-5, 40))
        force.add("threat_scoring", scored, threat=threat, prompted_by="archiving")
    if force.happens(0.7):
        debrief = force.add("threat_debrief", force.after(ended, 20), threat=threat)
        force.add("practice_lesson", force.after(ended, 22), debrief=debrief, text="Simulated lesson")
    if not force.happens(0.4):
        return ended
    again = ended + (timedelta(hours=3) if force.happens(0.4) else timedelta(days=40))
    force.add("reactivation", again, threat=threat, rationale=REASON)
    force.add("threat_span", again, threat=threat)
    return None


def draw_disruptions(force: Force, threat: str, at: datetime, ended: datetime | None) -> None:
    """Disruptions as claimed, some shown and moderated; a lesson of an earlier one is used in a plan."""
    for happened in force.every(at, ended, 45):
        level = force.one_of(LEVELS)
        known = force.one_of((happened, force.after(happened, 20), force.after(happened, 200), None))
        disruption = force.add(
            "disruption",
            happened,
            threat=threat,
            level=level,
            result_known_at=known,
            result_recorded_at=known and force.entered(known),
            awaits="court" if force.happens(0.3) else None,
            wait_recorded_at=force.after(happened, 10),
            p=force.one_of(("pursue", "pursue", "prevent", "protect", "prepare")),
        )
        if force.happens(0.55):
            force.add("disruption_evidence", force.after(happened, 8), disruption=disruption, kind="seizure")
        if force.happens(0.7):
            _moderation(force, disruption, level, force.after(happened, 16))
        if force.happens(0.8):
            days_on = force.one_of((5, 90, 91, 130, None))
            force.add("effect_check", happened + timedelta(days=days_on or 100), disruption=disruption, days_on=days_on,
                      lasts=force.one_of((True, False, False, None)))  # fmt: skip
            if force.happens(0.5):
                _moderation(force, disruption, "minor", force.after(happened + timedelta(days=days_on or 100), 15))
        if level in ("none", "negative") and force.happens(0.6):
            force.add("practice_lesson", force.after(happened, 20), disruption=disruption, text="Simulated lesson")
    if force.ids("practice_lesson") and force.ids("threat_plan") and force.happens(0.6):
        plan = force.rows["threat_plan"][-1]
        force.add("lesson_use", force.after(plan["happened_at"], 15), plan=plan["id"],
                  lesson=force.one_of(force.ids("practice_lesson")))  # fmt: skip


def _moderation(force: Force, disruption: str, claimed: str | None, at: datetime) -> None:
    """Often as claimed, sometimes less; by who knows whom."""
    level = claimed if force.happens(0.6) else force.one_of(("major", "major", "minor", "none", None))
    reason = REASON if force.happens(0.9) else None
    force.add("moderation", at, disruption=disruption, level=level, independent=force.one_of((True, True, False, None)),
              panel=force.one_of((1, 3, 5, None)), rationale=reason,
              rationale_recorded_at=reason and force.one_of((at, force.after(at, 8))))  # fmt: skip
