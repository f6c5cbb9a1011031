"""Where people of the made-up force live, and the warnings that their addresses carry."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force

OTHERS = ("dog", "weapon", "threat to officers", "adult at risk")
REASON = "Simulated reason"


def draw_addresses(force: Force, people: list[str]) -> None:
    """Each of these people lives somewhere, some at two addresses one after the other, and a few share one."""
    for number, person in enumerate(people):
        began = force.begins - timedelta(days=force.chance.randint(30, 900))
        moved = force.moment() if force.happens(0.4) else None
        shared = number and force.happens(0.2)
        _lives(force, person, began, moved, force.ids("address")[-1] if shared else _address(force, number))
        if moved:
            _lives(force, person, moved, None, _address(force, number))


def _address(force: Force, number: int) -> str:
    kind = force.one_of(("dwelling", "dwelling", "dwelling", "refuge or hostel"))
    return force.add("address", force.begins - timedelta(days=1000), line=f"{number} Simulated Road",
                     postcode="ZZ99 9ZZ", kind=kind)  # fmt: skip


def _lives(force: Force, person: str, began: datetime, ended: datetime | None, address: str) -> None:
    force.add("residence", began, ended, person=person, address=address)
    if force.happens(0.6):
        _marker(force, address, force.moment(began, force.ends), "domestic abuse")
    if force.happens(0.3):
        _marker(force, address, force.moment(), force.one_of(OTHERS))


def _marker(force: Force, address: str, began: datetime, kind: str) -> None:
    ended = force.after(began, 90) if force.happens(0.4) else None
    reasoned = ended is not None and force.happens(0.5)
    force.add("address_marker", began, ended, address=address, kind=kind, text="simulated warning",
              removed_because=REASON if reasoned else None,
              removed_by="simulated specialist" if reasoned else None)  # fmt: skip
