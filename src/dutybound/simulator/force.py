"""A force simulated: what comes, who is there, what they do, and the records that are left of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.capability import drawn_capability, write_capability
from dutybound.simulator.chance import Chance
from dutybound.simulator.conference import drawn_conference, write_conference
from dutybound.simulator.consents import add_stops
from dutybound.simulator.domestic import drawn_domestic
from dutybound.simulator.domestic_rows import write_domestic
from dutybound.simulator.groups import drawn_groups, write_groups
from dutybound.simulator.homes import add_markers
from dutybound.simulator.investigation import drawn_investigations
from dutybound.simulator.investigation_rows import write_investigations
from dutybound.simulator.missing import drawn_missing
from dutybound.simulator.missing_rows import write_missing
from dutybound.simulator.networks import truth_of
from dutybound.simulator.people import write_people
from dutybound.simulator.protection import drawn_protection, write_protection
from dutybound.simulator.referral_rows import write_referrals
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.staffing import staff_of
from dutybound.simulator.surveys import write_surveys
from dutybound.simulator.tables import Tables
from dutybound.simulator.traps_planted import plant_traps
from dutybound.simulator.trigger_plans import drawn_plans, write_plans
from dutybound.simulator.work import work


@dataclass(frozen=True)
class Simulated:
    """The tables of the records of one force, up to the last minute of its scenario."""

    scenario: Scenario
    tables: dict[str, pa.Table]
    truth: Mapping[str, pa.Table] = field(default_factory=dict)  # what is so, whether the records have it or not


def simulated(scenario: Scenario, seed: int | None = None) -> Simulated:
    """Let a force work through its scenario. One seed gives one force."""
    chance = Chance(scenario.seed if seed is None else seed)
    staff, agenda = staff_of(scenario, chance), Agenda(chance)
    ends = minute(scenario.ends) + DAY - 1
    investigations = drawn_investigations(scenario, staff, agenda)
    crimes = investigations.crimes
    domestic = drawn_domestic(scenario, staff, agenda, crimes)
    add_markers(domestic)
    add_stops(domestic)
    conference = drawn_conference(domestic)
    missing = drawn_missing(scenario, staff, agenda)
    plans = drawn_plans(missing)
    protection = drawn_protection(domestic, agenda)
    groups = drawn_groups(scenario, staff, agenda)
    capability = drawn_capability(scenario, staff, agenda)
    done = work(agenda.all_tasks(), agenda.all_cases(), staff.workforce, ends)
    tables = Tables(chance, ends)
    write_people(staff, tables)
    write_investigations(investigations, done, tables)
    write_domestic(domestic, done, tables)
    write_referrals(domestic, done, tables)
    write_conference(conference, domestic, done, tables)
    write_missing(missing, done, tables)
    write_plans(plans, missing, done, tables)
    write_protection(protection, done, tables)
    write_groups(groups, done, tables)
    write_capability(capability, done, tables)
    write_surveys(scenario, chance, tables)
    if groups:
        tables.truth["networks"] = truth_of(groups.networks, crimes)
    plant_traps(scenario, staff, tables)
    return Simulated(scenario, tables.all(), tables.truth)
