"""Every unit has its place: what nobody stands above, nobody answers for."""

from dutybound.duties import Subject, policy, standard, throughout


@standard(version="1", valid_from="2015-04-01", source="Dutybound: figures by unit add up only where units have places",
          owed_by="keeper of the establishment", missing="unassessable",
          applies=lambda unit: unit.kind != "force")  # fmt: skip
def unit_placed(unit: Subject["unit"]):
    """Every unit stands under another at all times, up to the force itself."""
    return throughout(unit).has(unit.places, within=policy("unit.place"))


UNIT = {"began_at": "2016-02-01T09:00", "name": "Simulated unit", "kind": "investigation"}
TOP = {"under": {"began_at": "2010-01-04T09:00", "name": "Simulated force", "kind": "force"}}
unit_placed.example("from the start", as_at="2016-05-31", expect="met", due="2016-02-08", **UNIT,
                    places=[{"began_at": "2016-02-01T09:00", **TOP}])  # fmt: skip
unit_placed.example("a fortnight late", as_at="2016-05-31", expect="met_late", **UNIT,
                    places=[{"began_at": "2016-02-15T09:00", **TOP}])  # fmt: skip
unit_placed.example("not yet", as_at="2016-02-08", expect="pending", **UNIT)
unit_placed.example("not in time", as_at="2016-02-09", expect="overdue", **UNIT)
unit_placed.example("dissolved the same week", as_at="2016-05-31", expect="lapsed", **UNIT, ended_at="2016-02-05T09:00")
unit_placed.example("dissolved later", as_at="2016-05-31", expect="missed", **UNIT, ended_at="2016-03-05T09:00")
unit_placed.example("the force itself", as_at="2016-05-31", expect=[], **{**UNIT, "kind": "force"})
unit_placed.example("nobody says what it is", as_at="2016-05-31", expect="unassessable", **{**UNIT, "kind": None})
unit_placed.example("placed in time, entered later", as_at="2016-05-31", expect="met", **UNIT, places=[
    {"began_at": "2016-02-01T09:00", "recorded_at": "2016-03-01T09:00", **TOP}])  # fmt: skip
