"""A unit holds no more than those who are on duty that day can carry."""

from dutybound.duties import Subject, at_most, days, duties, measure, policy, share, standard, throughout

AFI = "PEEL 2016 Staffordshire, Q3 AFI 2, manageable at all times; Q2, capacity as a cause of delay"


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="force", missing="unassessable",
          applies=lambda unit: unit.kind.is_in("investigation", "specialist investigation", "public protection")
          )  # fmt: skip
def unit_workload_manageable(unit: Subject["unit"]):
    """On no day do the open cases of a unit that investigates weigh more, for each of its people on duty, than the
    force agreed; what is too much is put right within a week, which is fixed here: the language takes no policy for it.
    The figure of the day is read as it was counted; the language cannot divide what a unit holds by who is there. Too
    much is the force's to put right, not the unit's."""
    counted = unit.strengths
    return at_most(policy("workload.unit_ceiling"), per=unit).of(counted, weight=counted.for_each, within=days(7))


UNIT = {"began_at": "2010-01-04T09:00", "name": "Simulated unit", "kind": "investigation"}


def counted(day: int, for_each: float | None, people: float = 4.0, **more: object) -> dict:
    """The count of one day in May, until that of the next."""
    began, ended = f"2016-05-{day:02}T00:00", f"2016-05-{day + 1:02}T00:00"
    weight = None if for_each is None else for_each * people
    return {"began_at": began, "ended_at": ended, "for_each": for_each, "people": people, "open_weight": weight, **more}


def week(first: int, last: int, for_each: float) -> list[dict]:
    return [counted(day, for_each) for day in range(first, last + 1)]


FULL = week(1, 4, 20.0)
unit_workload_manageable.example("as much as was agreed", as_at="2016-05-31", expect=[], **UNIT, strengths=FULL)
unit_workload_manageable.example("more, from Thursday: a week to put it right", as_at="2016-05-06", expect="pending",
                                 due="2016-05-12", **UNIT, strengths=[*FULL, *week(5, 20, 24.0)])  # fmt: skip
unit_workload_manageable.example("more for a fortnight: one excursion, not one a day", as_at="2016-05-19",
                                 expect="overdue", **UNIT, strengths=[*FULL, *week(5, 20, 24.0)])  # fmt: skip
unit_workload_manageable.example("two were away, and came back within the week", as_at="2016-05-31", expect="met",
                                 **UNIT, strengths=[*FULL, *week(5, 9, 24.0), *week(10, 20, 15.0)])  # fmt: skip
unit_workload_manageable.example("cases were moved after a fortnight", as_at="2016-05-31", expect="met_late", **UNIT,
                                 strengths=[*FULL, *week(5, 19, 24.0), *week(20, 25, 15.0)])  # fmt: skip
unit_workload_manageable.example("counted, and entered only after ten days: overdue at once", as_at="2016-05-15",
                                 expect="overdue", **UNIT, strengths=[
                                     counted(5, 24.0, ended_at=None, recorded_at="2016-05-15T09:00")])  # fmt: skip
unit_workload_manageable.example("nobody was there: no figure for each of nobody", as_at="2016-05-31",
                                 expect="unassessable", **UNIT, strengths=[counted(5, None, people=0.0)])  # fmt: skip
unit_workload_manageable.example("a control room holds no cases", as_at="2016-05-31", expect=[], **{
    **UNIT, "kind": "control room", "strengths": week(1, 20, 24.0)})  # fmt: skip
unit_workload_manageable.example("nobody says what the unit does", as_at="2016-05-31", expect="unassessable", **{
    **UNIT, "kind": None, "strengths": [counted(5, 24.0)]})  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="force", missing="unassessable",
          applies=lambda unit: unit.kind.is_in("investigation", "specialist investigation", "public protection")
          )  # fmt: skip
def unit_staffed(unit: Subject["unit"]):
    """A unit that investigates has somebody on duty, by a count that is kept up: without it nobody knows whether its
    workload can be carried."""
    return throughout(unit).has(unit.strengths.where(unit.strengths.people > 0), within=policy("workload.unit_staffed"))


NEW = {**UNIT, "began_at": "2016-05-02T00:00"}
ENDED = {**NEW, "ended_at": "2016-05-20T00:00"}
unit_staffed.example("counted from the second day", as_at="2016-05-03", expect="met", due="2016-05-04", **NEW,
                     strengths=[counted(3, 15.0)])  # fmt: skip
unit_staffed.example("not counted yet", as_at="2016-05-04", expect="pending", **NEW)
unit_staffed.example("not counted in two days", as_at="2016-05-05", expect="overdue", **NEW)
unit_staffed.example("counted, and nobody was there", as_at="2016-05-05", expect="overdue", **NEW,
                     strengths=[counted(3, None, people=0.0, ended_at=None)])  # fmt: skip
unit_staffed.example("counted after a week", as_at="2016-05-10", expect="met_late", **NEW,
                     strengths=[counted(9, 15.0, ended_at=None)])  # fmt: skip
unit_staffed.example("dissolved the next day", as_at="2016-05-31", expect="lapsed", **{
    **ENDED, "ended_at": "2016-05-03T00:00"})  # fmt: skip
unit_staffed.example("dissolved, and it had never been counted", as_at="2016-05-31", expect="missed", **ENDED)
unit_staffed.example("counted in time and entered after a week", as_at="2016-05-31", expect="met", **NEW, strengths=[
    counted(3, 15.0, ended_at=None, recorded_at="2016-05-10T09:00")])  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def unit_excursions_put_right(unit: Subject["unit"]):
    """Of the times that a unit held more than was agreed for those on duty, those that were put right within a week."""
    return share(
        duties("unit_workload_manageable", "met"), of=duties("unit_workload_manageable", "met", "met_late", "overdue")
    )


unit_excursions_put_right.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**UNIT, "strengths": [*week(5, 9, 24.0), *week(10, 20, 15.0)]}, {**UNIT, "strengths": week(5, 19, 24.0)},
    {**UNIT, "strengths": FULL}])  # fmt: skip
