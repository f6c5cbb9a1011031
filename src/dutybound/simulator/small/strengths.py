"""How the units of the made-up force that investigate stood, week by week: who was there, and what they held."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force

COUNTED = ("investigation", "specialist investigation", "public protection")
DAYS = 7


def draw_strengths(force: Force) -> None:
    """A count each week from what was held that day; some weeks nobody counts, or nobody is there."""
    units = [row["id"] for row in force.rows["unit"] if row["kind"] in COUNTED]
    for unit in units:
        staffed = force.chance.randint(1, 3)
        at = force.begins
        while at < force.ends:
            people = float(max(staffed + force.one_of((-1, 0, 0, 1)), int(unit != units[-1])))
            if force.happens(0.9):
                _count(force, unit, at, people)
            at += timedelta(days=DAYS)


def _count(force: Force, unit: str, at: datetime, people: float) -> None:
    held = [
        row["weight"] or 1.0
        for row in force.rows["holding"]
        if row["unit"] == unit and row["began_at"] <= at and (row["ended_at"] is None or row["ended_at"] > at)
    ]
    force.add("unit_strength", at, at + timedelta(days=DAYS), unit=unit, people=people, open_weight=sum(held),
              for_each=sum(held) / people if people else None)  # fmt: skip
