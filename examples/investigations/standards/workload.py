"""Workloads are manageable."""

from dutybound.duties import Subject, at_most, policy, standard


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q3 AFI 2", owed_by="force",
          missing="unassessable")  # fmt: skip
def workload(officer: Subject["officer"]):
    """No officer holds more investigations than the force's policy says; what goes over is put right the same day."""
    return at_most(policy("officer.investigations"), per=officer).of(officer.holdings)


JOINED = {"joined_at": "2015-01-05T09:00"}
FIVE = ["2016-05-02T09:00"] * 5
LATER = "2016-05-10T11:00"
workload.example("five are not too many", as_at="2016-05-31", expect=[], **JOINED, holdings=FIVE)
workload.example("the sixth", as_at="2016-05-10", expect="pending", due="2016-05-10", **JOINED, holdings=[*FIVE, LATER])
workload.example("the sixth, still there", as_at="2016-05-11", expect="overdue", **JOINED, holdings=[*FIVE, LATER])
workload.example("given to somebody else the same day", as_at="2016-05-31", expect="met",
                 **JOINED, holdings=[*FIVE, "2016-05-10T11:00..2016-05-10T16:00"])  # fmt: skip
workload.example("given to somebody else after a week", as_at="2016-05-31", expect="met_late",
                 **JOINED, holdings=[*FIVE, "2016-05-10T11:00..2016-05-17T16:00"])  # fmt: skip
SEEN_LATER = {"began_at": LATER, "entered_at": "2016-05-12T09:00"}
workload.example("entered two days later, and not known before", as_at="2016-05-11", expect=[],
                 **JOINED, holdings=[*FIVE, SEEN_LATER])  # fmt: skip
workload.example("then overdue at once", as_at="2016-05-12", expect="overdue", **JOINED, holdings=[*FIVE, SEEN_LATER])
