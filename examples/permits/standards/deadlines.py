"""What the municipality owes the applicant: the receipt dealt with by its deadline. Which date counts is said."""

from dutybound.duties import Subject, days, standard, within


@standard(version="1", valid_from="2010-10-01", source="the deadline on each case of the log", owed_by="municipality",
          missing="unassessable")  # fmt: skip
def closed_by_deadline(permit: Subject["permit"]):
    """A case is closed by its deadline, as the case itself says; a closing on the day of receipt counts at any hour."""
    return within(by=permit.deadline, of=permit.started_at, or_within=days(0)).met_by(permit.closed_at)


closed_by_deadline.example("at the very moment of the deadline", as_at="2011-12-31", expect="met",
                           due="2011-03-01T09:00", started_at="2011-01-04T09:00", deadline="2011-03-01T09:00",
                           closed_at="2011-03-01T09:00")  # fmt: skip
closed_by_deadline.example("a minute later, on the same day", as_at="2011-12-31", expect="met_late",
                           started_at="2011-01-04T09:00", deadline="2011-03-01T09:00",
                           closed_at="2011-03-01T09:01")  # fmt: skip
closed_by_deadline.example("open, with time left", as_at="2011-02-28", expect="pending",
                           started_at="2011-01-04T09:00", deadline="2011-03-01T09:00")  # fmt: skip
closed_by_deadline.example("open, with none", as_at="2011-03-01", expect="overdue",
                           started_at="2011-01-04T09:00", deadline="2011-03-01T09:00")  # fmt: skip
closed_by_deadline.example("closed on the day of receipt, of which only the day was written", as_at="2011-12-31",
                           expect="met", started_at="2011-01-04T09:00", deadline="2011-03-01T09:00",
                           closed_at="2011-01-04T00:00")  # fmt: skip


@standard(version="1", valid_from="2010-10-01", source="the deadline on each case of the log", owed_by="municipality",
          missing="unassessable")  # fmt: skip
def step_by_deadline(step: Subject["step"]):
    """Every step about an application is taken by the deadline of its case."""
    return within(by=step.permit.deadline, of=step.permit.started_at).met_by(step.done_at)


step_by_deadline.example("before the deadline", as_at="2011-12-31", expect="met", due="2011-03-01T09:00",
                         done_at="2011-01-05T10:00",
                         permit={"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00"})  # fmt: skip
step_by_deadline.example("after it", as_at="2011-12-31", expect="met_late", done_at="2011-03-01T09:01",
                         permit={"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00"})  # fmt: skip
step_by_deadline.example("seen before it was taken", as_at="2011-01-04", expect="pending", done_at="2011-01-05T10:00",
                         permit={"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00"})  # fmt: skip
step_by_deadline.example("taken before the case began, which does not count", as_at="2011-12-31", expect="overdue",
                         done_at="2010-12-20T10:00",
                         permit={"started_at": "2011-01-04T09:00", "deadline": "2011-03-01T09:00"})  # fmt: skip
