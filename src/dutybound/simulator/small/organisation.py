"""The made-up force itself: its units, officers, people and partners. Their names say that they are simulated."""

from datetime import datetime

from dutybound.simulator.small.drawing import Force

JOINED = datetime(2010, 1, 4, 9, 0)
UNITS = (
    ("North investigation", "investigation"), ("South investigation", "investigation"),
    ("South specialist investigation", "specialist investigation"), ("Response", "response"),
    ("Public protection", "public protection"), ("Organised crime", "organised crime"),
    ("Control room", "control room"), ("Allocation desk", "allocation desk"),
)  # fmt: skip
AGENCIES = (("Simulated council", "council"), ("Simulated health service", "health"),
            ("Simulated probation", "probation"), ("Simulated domestic abuse service", "domestic abuse service"),
            ("Simulated victim service", "victim service"), ("Simulated prison", "prison"))  # fmt: skip


def draw_organisation(force: Force) -> None:
    """Units under one force, officers with posts and skills, people, and partner agencies."""
    top = force.add("unit", JOINED, name="Simulated force", kind="force")
    for name, kind in UNITS:
        unit = force.add("unit", JOINED, name=name, kind=kind)
        force.add("unit_place", JOINED, unit=unit, under=top)
        for _ in range(6):
            _officer(force, unit)
    for name, kind in AGENCIES:
        force.add("agency", JOINED, name=name, kind=kind)
    for number in range(max(40, force.cases)):
        born = datetime(force.chance.randint(1935, 2012), force.chance.randint(1, 12), force.chance.randint(1, 28))
        sex = force.one_of(("female", "male", "unknown"))
        force.add("person", force.moment(JOINED), name=f"Simulated Person {number + 1:05}", born_on=born, sex=sex)


def _officer(force: Force, unit: str) -> None:
    left = force.moment() if force.happens(0.05) else None
    officer = force.add("officer", JOINED, left, warrant=force.one_of(("officer", "staff")), hours=40.0)
    post = force.add("post", JOINED, unit=unit, role="investigator", frontline=force.happens(0.5))
    force.add("post_holding", JOINED, left, post=post, officer=officer, acting=False)
    if force.happens(0.6):
        force.add("skill", JOINED, force.moment() if force.happens(0.2) else None, officer=officer, skill="PIP 2")
