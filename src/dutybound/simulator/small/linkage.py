"""People whom the made-up force has recorded twice, proposals to link them, and what was decided on each."""

from datetime import datetime
from typing import Any

from dutybound.simulator.small.drawing import Force

MODEL = "simulated 1"


def draw_linkage(force: Force) -> None:
    """One person in twelve is recorded again; some proposals are right, some are not, and some wait."""
    people = list(force.rows["person"])
    for number, person in enumerate(people):
        if not force.happens(1 / 12) and number:
            continue
        again = force.add("person", force.moment(), name=person["name"], born_on=person["born_on"], sex=person["sex"])
        at = force.moment(max(person["recorded_at"], force.begins))
        _proposed(force, at, person["id"], again if number == 0 or force.happens(0.8) else force.one_of(people)["id"])


def _proposed(force: Force, at: datetime, one: str, other: str) -> None:
    if one == other:
        return
    likely = force.happens(0.6)
    weight = force.chance.uniform(10, 25) if likely else force.chance.uniform(0, 10)
    probability = round(1 - 1 / (1 + 2**weight), 6)
    proposal = force.add(
        "link_proposal", at, one=one, other=other, weight=round(weight, 4), probability=probability,
        level="very likely" if likely else "possible", model=MODEL, reasons="Simulated reasons",
    )  # fmt: skip
    if force.happens(0.75):
        _decided(force, at, proposal, one, other)


def _decided(force: Force, at: datetime, proposal: str, one: str, other: str) -> None:
    at = force.after(at, 9)
    decided: dict[str, Any] = {
        "proposal": proposal,
        "decided_by": "Simulated reviewer",
        "rationale": "Simulated reason",
    }
    if not force.happens(0.8):
        force.add("link_decision", at, outcome="rejected", **decided)
        return
    first = force.add("link_decision", at, outcome="confirmed", **decided)
    undone = force.after(at, 60) if force.happens(0.25) else None
    last = undone and force.add("link_decision", undone, outcome="unlinked", **decided)
    force.add("person_link", at, undone, proposal=proposal, one=one, other=other, confirmed_by=first, undone_by=last)
