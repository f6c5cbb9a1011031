"""Who investigates in the made-up force: allocations, what each officer holds, and absences."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force
from dutybound.simulator.small.investigation_case import Case

JOINED = datetime(2010, 1, 4, 9, 0)
SPECIALIST = ("specialist investigation", "public protection")
WEIGHTS = {"theft": 1.0, "burglary": 1.0, "fraud": 3.0, "violence": 1.5, "robbery": 3.0, "domestic abuse": 3.0,
           "sexual offence": 4.0}  # fmt: skip
SERIOUS = ("robbery", "sexual offence", "domestic abuse", "fraud")


class Investigators:
    """The few officers to whom everything is given, so that some of them hold too much."""

    def __init__(self, force: Force) -> None:
        kinds = {row["id"]: row["kind"] for row in force.rows["unit"]}
        posts = {row["id"]: row["unit"] for row in force.rows["post"]}
        units = {row["officer"]: posts[row["post"]] for row in force.rows["post_holding"]}
        in_kind = {officer: kinds[unit] for officer, unit in units.items()}
        specialist = [officer for officer, kind in in_kind.items() if kind in SPECIALIST]
        others = [officer for officer, kind in in_kind.items() if kind == "investigation"]
        chosen = [*force.chance.sample(specialist, 2), *force.chance.sample(others, 2)]
        self.units, self.specialists = {officer: units[officer] for officer in chosen}, set(specialist)
        self.desk = next(unit for unit, kind in kinds.items() if kind == "allocation desk")
        for hours in (20.0, 16.0, None):
            officer = force.add("officer", JOINED, warrant="officer", hours=hours)
            self.units[officer] = force.one_of(list(self.units.values()))
        self.officers = list(self.units)
        self.skilled = {row["officer"]: row["ended_at"] for row in force.rows["skill"]}

    def allocate(self, force: Force, case: Case) -> None:
        """With nobody for a while, then with one officer after another, or in the tray of a unit; a few never."""
        if force.happens(0.06):
            return
        at: datetime | None = force.after(case.opened, 0.8)
        while at is not None and at < force.ends:
            officer = None if force.happens(0.06) else force.one_of(self.officers)
            ended = force.after(at, 60) if force.happens(0.4) else case.closed
            if ended is not None and ended < at:
                ended = None
            self._given(force, case, officer, at, ended)
            moves_on = ended is not None and ended != case.closed and force.happens(0.7)
            at = None if ended is None or not moves_on else ended + timedelta(hours=force.one_of((0, 0, 5, 60)))

    def _given(self, force: Force, case: Case, officer: str | None, at: datetime, ended: datetime | None) -> None:
        accepted = force.after(at, 0.3) if officer is not None and force.happens(0.9) else None
        to_policy = force.one_of((True, True, True, False, None))
        why = "simulated reason" if not to_policy and force.happens(0.7) else None
        until = self.skilled.get(officer or "", at)
        accredited = until is None or until > at
        guided = officer is not None and not accredited and force.happens(0.6)
        allocation = force.add(
            "allocation", at, ended, investigation=case.id, officer=officer, accepted_at=accepted,
            acceptance_recorded_at=None if accepted is None else force.entered(accepted),
            rule=force.one_of(("2 of version 1", "7 of version 1", "7 of version 1", None)), to_policy=to_policy,
            overridden_by="duty detective inspector" if why else None, override_reason=why,
            override_recorded_at=force.entered(at) if why and force.happens(0.5) else None,
            level_needed="PIP 2" if case.category in SERIOUS else force.one_of(("PIP 1", "PIP 1", "PIP 3", "PIP 4")),
            specialist=officer in self.specialists or force.happens(0.05),
        )  # fmt: skip
        if guided:
            began = at if force.happens(0.7) else force.after(at, 4)
            until = ended if ended is None or ended >= began else began
            force.add("allocation_guide", began, until, allocation=allocation, officer=force.one_of(self.officers))
        weight = WEIGHTS.get(case.category or "", 1.0)
        force.add("holding", at, ended, subject_table="investigation", subject=case.id, officer=officer,
                  unit=self.units.get(officer or "", self.desk),
                  weight=None if force.happens(0.01) else weight)  # fmt: skip


def draw_absences(force: Force, investigators: Investigators) -> None:
    """Each investigator is away a few times; for some absences somebody answers, from the first day or later."""
    for officer in investigators.officers:
        for began in force.every(force.begins, None, 70):
            ended = force.after(began, 9) if force.happens(0.9) else None
            absence = force.add("absence", began, ended, officer=officer,
                                kind=force.one_of(("leave", "sickness", "course", "court", "abstraction")))  # fmt: skip
            if force.happens(0.6):
                covered = force.after(began, 2)
                until = ended if ended is None or ended >= covered else covered
                force.add("absence_cover", covered, until, absence=absence,
                          officer=force.one_of(investigators.officers))  # fmt: skip
