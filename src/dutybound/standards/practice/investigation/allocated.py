"""Every open investigation is with somebody: the time with nobody has a clock of its own."""

from dutybound.duties import Subject, count, duration, duties, each, measure, median, policy, standard, throughout


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 and Q3", owed_by="supervisor",
          missing="unassessable")  # fmt: skip
def allocated(case: Subject["investigation"]):
    """Every open investigation is with an officer, and between two with nobody for no longer than the limit."""
    return throughout(case.open_spans).has(
        case.allocations.where(case.allocations.officer.is_known()), within=policy("allocation.unallocated")
    )


OPEN = {"happened_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00"]}
CLOSED = {"happened_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]}


def given(began: str, ended: str = "", **more: object) -> dict:
    """An allocation to an officer."""
    until = {"ended_at": ended} if ended else {}
    return {"began_at": began, **until, "officer": {"began_at": "2010-01-04T09:00"}, **more}


NOBODY = {"began_at": "2016-05-02T10:00"}
allocated.example("given to an officer the next morning", as_at="2016-05-31", expect="met", due="2016-05-03T10:00",
                  **OPEN, allocations=[given("2016-05-03T09:00")])  # fmt: skip
allocated.example("with nobody yet", as_at="2016-05-02", expect="pending", **OPEN)
allocated.example("with nobody for too long", as_at="2016-05-03", expect="overdue", **OPEN)
allocated.example("in a tray of a unit is with nobody", as_at="2016-05-03", expect="overdue", **OPEN,
                  allocations=[NOBODY])  # fmt: skip
allocated.example("given to an officer after three days", as_at="2016-05-31", expect="met_late", **OPEN,
                  allocations=[given("2016-05-05T09:00")])  # fmt: skip
allocated.example("three days between two officers", as_at="2016-05-31", expect=["met", "met_late"], **OPEN,
                  allocations=[given("2016-05-02T10:00", "2016-05-10T09:00"), given("2016-05-13T09:00")])  # fmt: skip
allocated.example("closed with nobody", as_at="2016-05-31", expect="missed", **CLOSED)
allocated.example("given up in the hours before it closed", as_at="2016-05-31", expect=["met", "lapsed"], **CLOSED,
                  allocations=[given("2016-05-02T10:00", "2016-05-20T09:00")])  # fmt: skip
allocated.example("given in time and entered a week later: overdue until then", as_at="2016-05-08", expect="overdue",
                  **OPEN, allocations=[given("2016-05-02T12:00", recorded_at="2016-05-09T09:00")])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2; the clock of the plan runs from "
          "here", owed_by="officer", missing="unassessable")  # fmt: skip
def allocation_accepted(case: Subject["investigation"]):
    """Each officer who is given an investigation takes it on within the limit."""
    made = case.allocations
    return each(made.where(made.officer.is_known())).must(
        made.accepted_at.is_known(), within=policy("allocation.accepted")
    )


def taken(at: str = "", entered: str = "") -> dict:
    """Given to an officer on 3 May, and taken on."""
    on = {"accepted_at": at, "acceptance_recorded_at": entered or at} if at else {}
    return {**OPEN, "allocations": [given("2016-05-03T09:00", recorded_at="2016-05-03T09:00", **on)]}


allocation_accepted.example("the same day", as_at="2016-05-31", expect="met", **taken("2016-05-03T15:00"))
allocation_accepted.example("there is time", as_at="2016-05-04", expect="pending", due="2016-05-04", **taken())
allocation_accepted.example("never", as_at="2016-05-05", expect="overdue", **taken())
allocation_accepted.example("after a week", as_at="2016-05-31", expect="met_late", **taken("2016-05-10T09:00"))
allocation_accepted.example("in time, and entered a week later", as_at="2016-05-31", expect="met_late",
                            **taken("2016-05-03T15:00", "2016-05-10T09:00"))  # fmt: skip
allocation_accepted.example("a tray takes nothing on", as_at="2016-05-31", expect=[], **OPEN, allocations=[NOBODY])


@measure(source="PEEL 2016 Staffordshire, Q2", unit="investigations", better="fewer")
def unallocated_too_long(case: Subject["investigation"]):
    """Investigations that are with nobody now, and have been for longer than the limit."""
    return count(duties("allocated", "overdue"))


unallocated_too_long.example("one of two", as_at="2016-05-31", expect=1, subjects=[
    OPEN, {**OPEN, "allocations": [given("2016-05-02T12:00")]},
])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q2", unit="hours", better="fewer")
def hours_to_allocation(case: Subject["investigation"]):
    """Hours from the report of a crime until it is first with an officer: the middle."""
    return median(duration(case.happened_at, case.allocations.where(case.allocations.officer.is_known())))


hours_to_allocation.example("the middle of three", as_at="2016-05-31", expect=24, subjects=[
    {**OPEN, "allocations": [given(at)]} for at in ("2016-05-02T12:00", "2016-05-03T09:00", "2016-05-12T09:00")
])  # fmt: skip
