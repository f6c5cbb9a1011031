"""Whether anybody looks at an investigation at all: what four columns of one file can tell."""

from dutybound.duties import Subject, every, policy, standard


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2", owed_by="supervisor",
          missing="unassessable", feed="weekly")  # fmt: skip
def reviewed(case: Subject["investigation"]):
    """Every open investigation is looked at by a supervisor at least as often as one figure for all of them says,
    whatever its risk. Any review counts here, a tick too; `supervised` counts those that decide something, so that,
    where the periods are alike, what is kept here and not there is the share of reviews that are ticks."""
    return every(policy("investigation.any_review"), during=case.open_spans).met_by(case.reviews)


REPORTED = {"happened_at": "2016-05-02T09:00"}
OPEN = {**REPORTED, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**REPORTED, "open_spans": ["2016-05-02T10:00..2016-06-10T10:00"]}
reviewed.example("looked at on the last day, and again owed", as_at="2016-05-31", expect=["met", "pending"],
                 due="2016-05-30", **OPEN, reviews=["2016-05-30T16:00"])  # fmt: skip
reviewed.example("a tick that decides nothing is a review here", as_at="2016-05-31", expect=["met", "pending"], **OPEN,
                 reviews=[{"happened_at": "2016-05-20T10:00", "decision": None, "decided_by": None}])  # fmt: skip
reviewed.example("four weeks to look at it", as_at="2016-05-30", expect="pending", **OPEN)
reviewed.example("nobody looked in four weeks", as_at="2016-05-31", expect="overdue", **OPEN)
reviewed.example("looked at after five weeks", as_at="2016-06-30", expect=["met_late", "pending"], **OPEN,
                 reviews=["2016-06-06T10:00"])  # fmt: skip
reviewed.example("looked at, and closed before it was owed again", as_at="2016-06-30", expect=["met", "lapsed"],
                 **CLOSED, reviews=["2016-05-30T10:00"])  # fmt: skip
reviewed.example("closed after more than five weeks, unseen", as_at="2016-06-30", expect="missed", **CLOSED)
reviewed.example("suspended: it is looked at all the same", as_at="2016-05-31", expect="overdue", **OPEN,
                 suspensions=[{"began_at": "2016-05-09T10:00", "reason": "abroad", "authorised_by": "an inspector"}]
                 )  # fmt: skip
reviewed.example("held in time and entered later", as_at="2016-06-10", expect=["met", "pending"], **OPEN,
                 reviews=[{"happened_at": "2016-05-30T10:00", "recorded_at": "2016-06-08T10:00"}])  # fmt: skip
