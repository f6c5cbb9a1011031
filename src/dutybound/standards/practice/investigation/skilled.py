"""Whoever investigates has the level that the crime needs, or somebody beside them who has."""

from dutybound.duties import Subject, each, measure, policy, share, standard

# Whether the officer held the level is read from the allocation, as it was found that day. Accreditations are dated,
# but `has()` takes one relation and no alternative to it, so that a named guide could not count; and `exists()` would
# count an accreditation that had lapsed before the day.


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2; College of Policing, "
          "professionalising investigation", owed_by="supervisor", missing="unassessable")  # fmt: skip
def skilled(case: Subject["investigation"]):
    """Each investigation is given to an officer who holds the level that it needs on that day, or somebody is named who
    guides them."""
    made = case.allocations
    held = (made.accredited == True) & made.level_needed.is_known()  # noqa: E712
    return each(made).must(held | made.guided_by.is_known(), within=policy("allocation.guidance"))


CASE = {"happened_at": "2016-05-02T09:00"}
MADE = {"began_at": "2016-05-03T09:00", "recorded_at": "2016-05-03T09:00", "level_needed": "PIP 2"}
WITHOUT = {**MADE, "accredited": False}
skilled.example("to a detective", as_at="2016-05-31", expect="met", **CASE, allocations=[{**MADE, "accredited": True}])
skilled.example("to an officer guided by one", as_at="2016-05-31", expect="met", **CASE,
                allocations=[{**WITHOUT, "guided_by": "a detective sergeant"}])  # fmt: skip
skilled.example("two days to name somebody", as_at="2016-05-05", expect="pending", **CASE, allocations=[WITHOUT])
skilled.example("nobody named", as_at="2016-05-06", expect="overdue", **CASE, allocations=[WITHOUT])
skilled.example("nobody looked", as_at="2016-05-06", expect="overdue", **CASE, allocations=[MADE])
skilled.example("somebody named a week later", as_at="2016-05-31", expect="met_late", **CASE,
                allocations=[{**WITHOUT, "guided_by": "a detective sergeant", "guide_recorded_at": "2016-05-10T09:00"}]
                )  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, summary and Q2", unit="share", better="more")
def share_with_skill(case: Subject["investigation"]):
    """Of the investigations that need level 2 or above, those that were with an officer who held it."""
    needing = case.allocations.level_needed.is_in("PIP 2", "PIP 3", "PIP 4")
    held = case.allocations.where(needing & (case.allocations.accredited == True))  # noqa: E712
    return share(held.exists(), of=case.allocations.where(needing).exists())


share_with_skill.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**CASE, "allocations": [{**MADE, "accredited": True}]}, {**CASE, "allocations": [WITHOUT]},
    {**CASE, "allocations": [{**WITHOUT, "level_needed": "PIP 1"}]},
])  # fmt: skip
