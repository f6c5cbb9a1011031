"""Organised crime in the made-up force: noticed, put forward, mapped, scored, banded, archived and taken up again."""

from datetime import datetime, timedelta
from typing import Any

from dutybound.simulator.small.drawing import Force
from dutybound.simulator.small.organised_crime_diversion import draw_diversion
from dutybound.simulator.small.organised_crime_impact import draw_disruptions, draw_end
from dutybound.simulator.small.organised_crime_partnership import draw_partnership
from dutybound.simulator.small.organised_crime_response import draw_check, draw_loads, draw_response

REASON = "Simulated reason"
CRIMES = ("drugs", "drugs", "county lines", "modern slavery", "cyber crime", "child sexual exploitation", None)
HEADINGS = (
    "violence", "drugs", "fraud", "theft", "illegal_commodities", "sexual_offences", "immigration_crime",
    "environmental_crime", "worth", "enterprises", "other_groups", "scope", "cohesion", "infiltration", "expertise",
    "tactical_awareness", "modern_slavery", "child_exploitation", "cyber_crime", "firearms_supply", "county_lines",
    "money_laundering",
)  # fmt: skip
EVENTS = ("charge of a key member", "release of a key member", "firearm discharge", "merger or split", "threat to life")


def draw_organised_crime(force: Force) -> None:
    """A candidate for every four cases; of what is mapped, all that is done about it; and what partners do."""
    draw_partnership(force)
    for _ in range(max(8, force.cases // 4)):
        _candidate(force)
    for one, other in zip(force.ids("threat")[::4], force.ids("threat")[1::4], strict=False):
        force.add("threat_link", force.moment(), threat=one, other=other, kind=force.one_of(("supplies", "hostile")))
    draw_loads(force)
    draw_diversion(force)


def _candidate(force: Force) -> None:
    at, crime = force.moment(), force.one_of(CRIMES)
    unit = force.one_of(force.ids("unit")) if force.happens(0.9) else None
    candidate = force.add("candidate", at, unit=unit, crime_type=crime,
                          found_by=force.one_of(("officer", "partner", "search of the records")))  # fmt: skip
    for _ in range(force.one_of((1, 2, 3, 3, 4, 5))):
        noticed = at if force.happens(0.3) else force.after(at, 40)
        force.add("candidate_suspect", noticed, candidate=candidate, person=force.one_of(force.ids("person")))
    if force.happens(0.7):
        draw_check(force, at if force.happens(0.3) else force.after(at, 1), candidate=candidate)
    if not force.happens(0.8):
        return
    outcome = force.one_of(("nominate", "nominate", "nominate", "not pursued"))
    decided = force.after(at, 20)
    reason = REASON if force.happens(0.85) else None
    force.add("candidate_decision", decided, candidate=candidate, outcome=outcome, rationale=reason)
    if outcome == "not pursued" and force.happens(0.6):
        force.add("retention_review", force.after(decided, 120), candidate=candidate, rationale=REASON,
                  outcome=force.one_of(("kept", "deleted", None)))  # fmt: skip
    if outcome == "nominate":
        _nomination(force, candidate, crime, decided)


def _nomination(force: Force, candidate: str, crime: str | None, at: datetime) -> None:
    nomination = force.add("nomination", at, candidate=candidate if force.happens(0.9) else None, crime_type=crime,
                           unit=force.one_of(force.ids("unit")))  # fmt: skip
    if not force.happens(0.9):
        return
    decided = at if force.happens(0.1) else force.after(at, 7)
    outcome = force.one_of(("group", "group", "group", "group", "priority individual", "weak point", "not mapped"))
    gate: dict[str, Any] = {
        one: force.one_of((True, True, True, None)) for one in ("serious", "for_gain", "continuing")
    }
    entered = force.one_of((decided, force.after(decided, 6)))
    decision = force.add("mapping_decision", decided, nomination=nomination, outcome=outcome, rationale=REASON,
                         three_or_more=outcome == "group", gate_recorded_at=entered, **gate)  # fmt: skip
    if outcome != "not mapped":
        _threat(force, decision, outcome, crime, decided)


def _threat(force: Force, decision: str, kind: str, crime: str | None, at: datetime) -> None:
    handling = force.one_of(("4", "P", "C", None))
    threat = force.add("threat", at, decision=decision, kind=kind, crime_type=crime, handling=handling,
                       handling_recorded_at=force.after(at, 2))  # fmt: skip
    unit = force.one_of(force.ids("unit"))
    force.add("holding", at, subject_table="threat", subject=threat, unit=unit)
    ended = draw_end(force, threat, at)
    if force.happens(0.85):
        handed_over = force.after(at, 120)
        until = handed_over if handed_over < (ended or force.ends) else ended
        force.add("mapping_body", at if force.happens(0.7) else force.after(at, 5), until and max(until, at),
                  threat=threat, body="force")  # fmt: skip
        if until == handed_over:
            force.add("mapping_body", handed_over, ended, threat=threat, body="regional unit")
    _scorings(force, threat, at)
    _bands(force, threat, at)
    for happened in force.every(at, ended, 70):
        force.add("threat_event", happened, threat=threat, kind=force.one_of(EVENTS))
        if force.happens(0.6):
            _scoring(force, threat, happened if force.happens(0.2) else force.after(happened, 4), "event")
    draw_response(force, threat, at, ended)
    draw_disruptions(force, threat, at, ended)


def _scorings(force: Force, threat: str, at: datetime) -> None:
    """The first one, sometimes at the moment of mapping and sometimes never; then now and then, ended or not."""
    if force.happens(0.85):
        _scoring(force, threat, at if force.happens(0.2) else force.after(at, 12), "mapping")
    for again in force.every(at, None, force.one_of((60, 110, 250))):
        _scoring(force, threat, again, "interval")


def _scoring(force: Force, threat: str, at: datetime, prompted_by: str) -> None:
    levels = ("none", "low", "medium", "high", "unknown") if force.happens(0.7) else ("low", "high", None)
    found: dict[str, Any] = {one: force.one_of(levels) for one in HEADINGS}
    scoring = force.add("threat_scoring", at, threat=threat, prompted_by=prompted_by, **found,
                        headings_recorded_at=force.one_of((at, force.after(at, 6))))  # fmt: skip
    for about in ("activity", "capability", "further"):
        if "unknown" in found.values() and force.happens(0.7):
            force.add("intelligence_requirement", force.after(at, 8), scoring=scoring, about=about)


def _bands(force: Force, threat: str, at: datetime) -> None:
    if force.happens(0.1):
        return  # a threat of which nobody says how great it is
    for number, agreed in enumerate((at, *force.every(at, None, 90))):
        lowered = number > 0 and force.happens(0.5)
        agreed_by = "Simulated supervisor" if lowered and force.happens(0.7) else None
        later = force.after(agreed, 3)
        force.add("threat_band", agreed, threat=threat, level=force.one_of(("top", "middle", "low")), lowered=lowered,
                  rationale=REASON, agreed_by=agreed_by, agreed_recorded_at=agreed_by and later + timedelta(hours=1),
                  )  # fmt: skip
