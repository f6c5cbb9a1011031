"""The organisation as records: units, officers, posts, absences."""

import numpy as np

from dutybound.simulator.shaping import DAY, Shaping, minute
from dutybound.simulator.staffing import ABSENCES, Staff
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER

#: What records call a role that the simulator tells apart more finely.
ROLES = {
    "detective": "investigator",
    "detective supervisor": "supervisor",
    "response supervisor": "supervisor",
    "control room": "call handler",
    "scene examiner": "examiner",
    "hub examiner": "examiner",
    "submissions officer": "examiner",
    "allocation desk": "coordinator",
    "safeguarding coordinator": "coordinator",
    "organised crime supervisor": "detective inspector",
}
LONG_AGO = 5 * 365 * DAY
REFRESHED = 3 * 365 * DAY  # how long training holds; project default
#: Whose work is with the public, and who is trained in vulnerability.
TRAINED = (
    "response officer",
    "response supervisor",
    "control room",
    "investigator",
    "supervisor",
    "detective",
    "detective supervisor",
    "duty inspector",
)


def write_people(staff: Staff, tables: Tables) -> None:
    """Units, officers and their posts, from the beginning of the warm-up or long before."""
    units = staff.scenario.units
    founded = np.full(len(units), minute(staff.scenario.begins) - LONG_AGO)
    numbers = np.arange(len(units))
    tables.add(
        "unit",
        id=staff.unit_names(numbers),
        name=[one.name for one in units],
        kind=[one.kind for one in units],
        began_at=founded,
        recorded_at=founded,
    )
    placed = [number for number, one in enumerate(units) if one.under in {each.name for each in units}]
    above = [next(n for n, each in enumerate(units) if each.name == units[number].under) for number in placed]
    tables.add(
        "unit_place",
        id=named("place-", placed),
        unit=staff.unit_names(placed),
        under=staff.unit_names(above),
        began_at=founded[: len(placed)],
        recorded_at=founded[: len(placed)],
    )
    people = np.arange(staff.people)
    joined = np.where(staff.arrives <= staff.arrives.min(), staff.arrives - LONG_AGO + 30 * DAY, staff.arrives)
    times = {"began_at": joined, "recorded_at": joined, "ended_at": staff.leaves, "end_recorded_at": staff.leaves}
    tables.add("officer", id=named("officer-", people), warrant="officer", hours=40, **times)
    roles = [ROLES.get(role, role) for role in staff.role]
    frontline = np.isin(staff.role.astype(str), TRAINED)
    unit = staff.unit_names(staff.unit)
    above = named("post-", staff.supervisor)
    post = {"unit": unit, "role": roles, "frontline": frontline, "supervised_by": above}
    tables.add("post", id=named("post-", people), **post, **times)
    tables.add(
        "post_holding",
        id=named("post-holding-", people),
        post=named("post-", people),
        officer=named("officer-", people),
        acting=False,
        **times,
    )
    write_skills(staff, tables, times)
    write_absences(staff, tables)
    write_training(staff, tables)


def write_skills(staff: Staff, tables: Tables, times: dict[str, np.ndarray]) -> None:
    """Everybody is accredited at the first level of investigation as long as they serve, detectives at the second."""
    people = np.arange(staff.people)
    is_detective = np.array([role.startswith("detective") for role in staff.role])
    for skill, holding in (("PIP 1", people), ("PIP 2", people[is_detective])):
        tables.add(
            "skill",
            id=named(f"{skill}-", holding),
            officer=named("officer-", holding),
            skill=skill,
            **{name: at[holding] for name, at in times.items()},
        )


def write_absences(staff: Staff, tables: Tables) -> None:
    """Weeks away, with who answers meanwhile for what an investigator holds: their supervisor."""
    person, begins, ends, kind = staff.absences.T
    ids = person * 1000 + (begins - begins.min(initial=NEVER)) // (7 * DAY)
    tables.add(
        "absence",
        id=named("absence-", ids),
        officer=named("officer-", person),
        began_at=begins,
        recorded_at=begins,
        ended_at=ends,
        end_recorded_at=ends,
        kind=chosen(ABSENCES, kind),
    )
    by = _covers(staff)[person]
    covered = np.flatnonzero(by >= 0)
    tables.add(
        "absence_cover",
        id=named("cover-", ids[covered]),
        absence=named("absence-", ids[covered]),
        officer=named("officer-", by[covered]),
        began_at=begins[covered],
        recorded_at=begins[covered],
        ended_at=ends[covered],
        end_recorded_at=ends[covered],
    )


def _covers(staff: Staff) -> np.ndarray:
    """Who answers for each while they are away: their supervisor, or else the next of their role in their unit."""
    by = staff.supervisor.copy()
    for unit, role in staff.pools:
        number = next(place for place, one in enumerate(staff.scenario.units) if one.name == unit)
        team = np.flatnonzero((staff.unit == number) & (staff.role == role))
        alone = team[by[team] < 0] if len(team) > 1 else team[:0]
        by[alone] = np.roll(team, -1)[np.isin(team, alone)]
    return by


def write_training(staff: Staff, tables: Tables) -> None:
    """Who has been trained in vulnerability, from when: as many by each day as the scenario says, the same people."""
    shaping, first = Shaping(staff.scenario), minute(staff.scenario.begins) - staff.scenario.warm_up * DAY
    days = np.arange(first, tables.ends, DAY)
    people = np.flatnonzero(np.isin(staff.role, TRAINED))
    willing = staff.chance.share("vulnerability training", people)
    for number in np.unique(staff.unit[people]):
        here = people[staff.unit[people] == number]
        share = shaping.value("vulnerability training", "habit", np.full(len(days), number), days)
        reached = np.maximum.accumulate(share)[None, :] > willing[np.isin(people, here)][:, None]
        came = reached.any(axis=1)
        when, here = reached[came].argmax(axis=1), here[came]
        before = (staff.chance.share("trained before", here) * 300 * DAY).astype(np.int64)
        at = np.maximum(
            days[when] - np.where(when == 0, before, 0), staff.arrives[here] - np.where(when == 0, before, 0)
        )
        for course, kind in enumerate(("vulnerability", "domestic abuse")):
            tables.add(
                "training",
                id=named("training-", here * 2 + course),
                officer=named("officer-", here),
                course=kind,
                began_at=at + 960,
                recorded_at=at + 970,
                ended_at=at + REFRESHED,
                end_recorded_at=at + REFRESHED,
            )
