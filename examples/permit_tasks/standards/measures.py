"""Figures about the tasks that are no duties."""

from dutybound.duties import Subject, lateness, measure, median, share


@measure(source="this project", unit="share", better="neither")
def has_due_date(task: Subject["task"]):
    """Of all finished tasks, those that had a due date: all others can be neither in time nor late."""
    return share(task.due_on.is_known())


has_due_date.example("one of two", as_at="2012-12-31", expect=0.5, subjects=[
    {"due_on": "2012-09-11", "finished_at": "2012-09-10T12:00"},
    {"finished_at": "2012-09-10T12:00"},
])  # fmt: skip


@measure(source="this project", unit="days", better="fewer")
def days_late(task: Subject["task"]):
    """How many days after its due date a late task is finished: the middle."""
    return median(lateness("finished_by_due_day"))


days_late.example("two days", as_at="2012-12-31", expect=2, subjects=[
    {"due_on": "2012-09-11", "finished_on": "2012-09-13", "permit": {"received_on": "2012-09-03"}},
])  # fmt: skip
