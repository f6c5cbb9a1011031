"""A force simulated: what comes, who is there, what they do, and the records that are left of it."""

from dataclasses import dataclass

import pyarrow as pa

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.chance import Chance
from dutybound.simulator.conference import drawn_conference, write_conference
from dutybound.simulator.consents import add_stops
from dutybound.simulator.domestic import drawn_domestic
from dutybound.simulator.domestic_rows import write_domestic
from dutybound.simulator.homes import add_markers
from dutybound.simulator.investigation import drawn_crimes
from dutybound.simulator.investigation_rows import write_investigations
from dutybound.simulator.missing import drawn_missing
from dutybound.simulator.missing_rows import write_missing
from dutybound.simulator.people import write_people
from dutybound.simulator.protection import drawn_protection, write_protection
from dutybound.simulator.referral_rows import write_referrals
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.staffing import staff_of
from dutybound.simulator.tables import Tables
from dutybound.simulator.trigger_plans import drawn_plans, write_plans
from dutybound.simulator.work import work


@dataclass(frozen=True)
class Simulated:
    """The tables of the records of one force, up to the last minute of its scenario."""

    scenario: Scenario
    tables: dict[str, pa.Table]


def simulated(scenario: Scenario, seed: int | None = None) -> Simulated:
    """Let a force work through its scenario. One seed gives one force."""
    chance = Chance(scenario.seed if seed is None else seed)
    staff, agenda = staff_of(scenario, chance), Agenda(chance)
    ends = minute(scenario.ends) + DAY - 1
    crimes = drawn_crimes(scenario, staff, agenda)
    domestic = drawn_domestic(scenario, staff, agenda, crimes)
    add_markers(domestic)
    add_stops(domestic)
    conference = drawn_conference(domestic)
    missing = drawn_missing(scenario, staff, agenda)
    plans = drawn_plans(missing)
    protection = drawn_protection(domestic, agenda)
    done = work(agenda.all_tasks(), agenda.all_cases(), staff.workforce, ends)
    tables = Tables(chance, ends)
    write_people(staff, tables)
    write_investigations(scenario, staff, crimes, done, tables)
    write_domestic(domestic, done, tables)
    write_referrals(domestic, done, tables)
    write_conference(conference, domestic, done, tables)
    write_missing(missing, done, tables)
    write_plans(plans, missing, done, tables)
    write_protection(protection, done, tables)
    return Simulated(scenario, tables.all())
