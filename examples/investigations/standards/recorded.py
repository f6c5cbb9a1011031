"""A reported crime is recorded in time."""

from dutybound.duties import Subject, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="this project", owed_by="force", missing="unassessable")
def recorded(case: Subject["investigation"]):
    """Every crime is recorded within 24 hours of its report."""
    return within(policy("crime.recording"), of=case.reported_at).met_by(case.crimes)


recorded.example("to the minute", as_at="2016-02-10", expect="met", due="2016-02-02T10:15",
                 reported_at="2016-02-01T10:15", crimes=["2016-02-02T10:15"])  # fmt: skip
recorded.example("a minute later", as_at="2016-02-10", expect="met_late",
                 reported_at="2016-02-01T10:15", crimes=["2016-02-02T10:16"])  # fmt: skip
recorded.example("not yet", as_at="2016-02-02T10:00", expect="pending", reported_at="2016-02-01T10:15")
recorded.example("not in time", as_at="2016-02-02T10:16", expect="overdue", reported_at="2016-02-01T10:15")
recorded.example("in the night in which clocks go forward a day has 23 hours", as_at="2016-03-28", expect="met_late",
                 due="2016-03-27T11:15", reported_at="2016-03-26T10:15", crimes=["2016-03-27T11:16"])  # fmt: skip
RECORDED_IN_TIME = {"recorded_at": "2016-02-01T16:00", "entered_at": "2016-02-04T09:00"}
recorded.example("recorded in time and entered three days later: overdue until then", as_at="2016-02-03",
                 expect="overdue", reported_at="2016-02-01T10:15", crimes=[RECORDED_IN_TIME])  # fmt: skip
recorded.example("and met from then on", as_at="2016-02-04", expect="met",
                 reported_at="2016-02-01T10:15", crimes=[RECORDED_IN_TIME])  # fmt: skip
