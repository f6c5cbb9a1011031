"""No open investigation is without an investigator."""

from dutybound.duties import Subject, policy, standard, throughout


@standard(version="1", valid_from="2015-04-01", source="this project", owed_by="supervisor", missing="unassessable")
def held(case: Subject["investigation"]):
    """Somebody holds each open investigation at all times; a handover leaves it with nobody for a day at most."""
    return throughout(case.open_spans).has(case.holdings, within=policy("investigation.allocation"))


OPEN = {"reported_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00"]}
CLOSED = {"reported_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]}
BY_ANOTHER = {"began_at": "2016-05-03T09:00", "entered_at": "2016-05-09T09:00"}
held.example("given to somebody the next day", as_at="2016-05-31", expect="met", due="2016-05-03",
             **OPEN, holdings=["2016-05-03T09:00"])  # fmt: skip
held.example("with nobody yet", as_at="2016-05-03", expect="pending", **OPEN)
held.example("with nobody for too long", as_at="2016-05-04", expect="overdue", **OPEN)
held.example("given to somebody too late", as_at="2016-05-31", expect="met_late", **OPEN, holdings=["2016-05-06T09:00"])
held.example("three days between two holders", as_at="2016-05-31", expect=["met", "met_late"], due="2016-05-11",
             **OPEN, holdings=["2016-05-02T10:00..2016-05-10T09:00", "2016-05-13T09:00"])  # fmt: skip
held.example("closed when it should long have been with somebody", as_at="2016-05-31", expect="missed", **CLOSED)
held.example("let go on the day before the closing", as_at="2016-05-31", expect=["met", "lapsed"],
             **CLOSED, holdings=["2016-05-02T10:00..2016-05-19T09:00"])  # fmt: skip
held.example("held in time and entered later: overdue until then", as_at="2016-05-08", expect="overdue",
             **OPEN, holdings=[BY_ANOTHER])  # fmt: skip
held.example("and met from then on", as_at="2016-05-31", expect="met", **OPEN, holdings=[BY_ANOTHER])
