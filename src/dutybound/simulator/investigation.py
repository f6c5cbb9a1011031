"""Investigations: everything that is reported, what is filed at the desk, and what somebody works on."""

from dataclasses import dataclass

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.casework import LINES, Casework, drawn_casework, reopened
from dutybound.simulator.crimes import KINDS, Crimes, came_crimes
from dutybound.simulator.desk import Desk, drawn_desk
from dutybound.simulator.devices import Devices, drawn_devices
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.scenes import Materials, Scenes, drawn_materials, drawn_scenes
from dutybound.simulator.staffing import Staff

__all__ = ["KINDS", "LINES", "Crimes", "Investigations", "drawn_investigations"]


@dataclass(frozen=True)
class Investigations:
    """All recorded crimes and what is done about them."""

    crimes: Crimes
    desk: Desk
    first: Casework
    again: Casework  # what was reopened
    scenes: Scenes
    materials: Materials
    devices: Devices


def drawn_investigations(scenario: Scenario, staff: Staff, agenda: Agenda) -> Investigations:
    """Whatever is reported, and what there is to do about it."""
    crimes = came_crimes(scenario, agenda.chance)
    first = drawn_casework(scenario, staff, agenda, crimes)
    return Investigations(
        crimes=crimes,
        desk=drawn_desk(scenario, staff, agenda, crimes),
        first=first,
        again=reopened(first),
        scenes=drawn_scenes(scenario, staff, agenda, crimes),
        materials=drawn_materials(first),
        devices=drawn_devices(first),
    )
