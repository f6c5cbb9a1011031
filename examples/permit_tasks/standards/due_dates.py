"""Tasks by their due dates: once to the second, once by the local day. They differ, so the question must be asked."""

from dutybound.duties import Subject, standard, within


@standard(version="1", valid_from="2010-01-01", source="the due date on each task of the log", owed_by="municipality",
          missing="unassessable", applies=lambda task: task.due_at.is_known())  # fmt: skip
def finished_by_due_time(task: Subject["task"]):
    """A task that has a due date is finished by then, to the second."""
    return within(by=task.due_at, of=task.permit.received_at).met_by(task.finished_at)


@standard(version="1", valid_from="2010-01-01", source="the due date on each task of the log", owed_by="municipality",
          missing="unassessable", applies=lambda task: task.due_on.is_known())  # fmt: skip
def finished_by_due_day(task: Subject["task"]):
    """A task that has a due date is finished by the end of that day."""
    return within(by=task.due_on, of=task.permit.received_on).met_by(task.finished_on)


CASE = {"received_at": "2012-09-03T09:00", "received_on": "2012-09-03"}
DUE = {"due_at": "2012-09-11T09:30", "due_on": "2012-09-11", "permit": CASE}


def finished(day: str, at: str) -> dict:
    return {**DUE, "finished_at": f"{day}T{at}", "finished_on": day}


finished_by_due_time.example("to the second", as_at="2012-12-31", expect="met", due="2012-09-11T09:30",
                             **finished("2012-09-11", "09:30:00"))  # fmt: skip
finished_by_due_time.example("an hour later on the same day", as_at="2012-12-31", expect="met_late",
                             **finished("2012-09-11", "10:47:37"))  # fmt: skip
finished_by_due_time.example("not yet", as_at="2012-09-10", expect="pending", **finished("2012-09-12", "00:00:00"))
finished_by_due_time.example("not in time", as_at="2012-09-11", expect="overdue", **finished("2012-09-12", "00:00:00"))
finished_by_due_time.example("no due date: nothing is owed", as_at="2012-12-31", expect=[],
                             **{**finished("2012-09-11", "09:30:00"), "due_at": None})  # fmt: skip

finished_by_due_day.example("an hour later on the same day", as_at="2012-12-31", expect="met", due="2012-09-11",
                            **finished("2012-09-11", "10:47:37"))  # fmt: skip
finished_by_due_day.example("the next day", as_at="2012-12-31", expect="met_late",
                            **finished("2012-09-12", "00:00:00"))  # fmt: skip
finished_by_due_day.example("not yet", as_at="2012-09-11", expect="pending", **finished("2012-09-12", "00:00:00"))
finished_by_due_day.example("not in time", as_at="2012-09-12", expect="overdue", **finished("2012-09-13", "00:00:00"))
