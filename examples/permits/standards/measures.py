"""Figures about the applications that are no duties."""

from dutybound.duties import Subject, duration, duties, lateness, measure, median, share


@measure(source="this project", unit="share", better="fewer")
def closed_late(permit: Subject["permit"]):
    """Of the closed cases, those that were closed after their deadline."""
    return share(duties("closed_by_deadline", "met_late"), of=duties("closed_by_deadline", "met", "met_late"))


closed_late.example("one of two closed", as_at="2011-12-31", expect=0.5, subjects=[
    {"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00", "closed_at": "2011-02-01T09:00"},
    {"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00", "closed_at": "2011-04-01T09:00"},
    {"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00"},
])  # fmt: skip


@measure(source="this project", unit="days", better="fewer")
def days_late_in_closing(permit: Subject["permit"]):
    """How many days after its deadline a late case is closed, or how long it has been overdue: the middle."""
    return median(lateness("closed_by_deadline"))


days_late_in_closing.example("one ten days late, one in time", as_at="2011-12-31", expect=10, subjects=[
    {"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00", "closed_at": "2011-03-11T09:00"},
    {"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00", "closed_at": "2011-02-01T09:00"},
])  # fmt: skip


@measure(source="this project", unit="days", better="fewer")
def days_to_first_step(permit: Subject["permit"]):
    """Days from the beginning of a case until something is done about it: the middle."""
    return median(duration(permit.started_at, permit.steps))


days_to_first_step.example("three days", as_at="2011-12-31", expect=3, subjects=[
    {"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00", "steps": ["2011-01-07T08:00"]},
])  # fmt: skip
