"""Organised crime from the networks that there are to the records that a force has of them."""

from dataclasses import dataclass

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.disruption_rows import DisruptionRows
from dutybound.simulator.diversion import Diversion, drawn_diversion, write_diversion
from dutybound.simulator.mapping import LEAD, Mapping, drawn_mapping
from dutybound.simulator.mapping_rows import Threats, write_mapping
from dutybound.simulator.networks import Networks, drawn_networks
from dutybound.simulator.partnership import Partnership, drawn_partnership
from dutybound.simulator.partnership_rows import write_partnership
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.scoring_rows import write_scorings
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import Tables
from dutybound.simulator.threat_member_rows import MemberRows
from dutybound.simulator.threat_members import Members, drawn_members
from dutybound.simulator.threat_plan_rows import PlanRows
from dutybound.simulator.threat_plans import Plans, drawn_plans
from dutybound.simulator.work import Done


@dataclass(frozen=True)
class Groups:
    """Networks, what becomes of them, the plans against them and the people in them; and what is done with partners."""

    networks: Networks
    mapping: Mapping
    plans: Plans
    members: Members
    partnership: Partnership
    diversion: Diversion


def drawn_groups(scenario: Scenario, staff: Staff, agenda: Agenda) -> Groups | None:
    """All of it, or nothing where a scenario has nobody to lead against organised crime."""
    if not any(one.posts.get(LEAD) for one in scenario.units):
        return None
    networks = drawn_networks(scenario, staff, agenda)
    mapping = drawn_mapping(networks)
    partnership = drawn_partnership(scenario, staff, agenda)
    diversion = drawn_diversion(scenario, staff, agenda)
    return Groups(networks, mapping, drawn_plans(mapping), drawn_members(mapping), partnership, diversion)


def write_groups(groups: Groups | None, done: Done, tables: Tables) -> None:
    """Their records."""
    if groups is None:
        return
    threats = Threats(groups.mapping, done, tables)
    write_mapping(threats)
    write_scorings(threats, groups.members)
    PlanRows(threats, groups.plans).write()
    DisruptionRows(threats, groups.plans).write()
    MemberRows(threats, groups.members).write()
    write_partnership(groups.partnership, done, tables)
    write_diversion(groups.diversion, threats, done, tables)
