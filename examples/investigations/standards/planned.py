"""A plan stands before the outcome."""

from dutybound.duties import Subject, before, standard


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q3 AFI 2", owed_by="officer",
          missing="unassessable")  # fmt: skip
def planned(case: Subject["investigation"]):
    """Every investigation has a plan before its outcome is decided."""
    return before(case.outcomes, of=case.reported_at, during=case.open_spans).met_by(case.plans)


OPEN = {"reported_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00"]}
CLOSED = {"reported_at": "2016-05-02T09:00", "open_spans": ["2016-05-02T10:00..2016-06-01T10:00"]}
OUTCOME = {"outcomes": ["2016-05-30T12:00"]}
planned.example("the plan, then the outcome", as_at="2016-05-31", expect="met", due="2016-05-30T12:00",
                **OPEN, **OUTCOME, plans=["2016-05-04T10:00"])  # fmt: skip
planned.example("neither yet", as_at="2016-05-31", expect="pending", **OPEN)
planned.example("an outcome without a plan", as_at="2016-05-31", expect="overdue", **OPEN, **OUTCOME)
planned.example("a plan made afterwards", as_at="2016-06-30", expect="met_late",
                **OPEN, **OUTCOME, plans=["2016-05-31T10:00"])  # fmt: skip
planned.example("closed without a plan", as_at="2016-06-30", expect="missed", **CLOSED, **OUTCOME)
planned.example("closed without an outcome", as_at="2016-06-30", expect="lapsed", **CLOSED)
planned.example("made before the outcome and entered after it", as_at="2016-06-30", expect="met", **OPEN, **OUTCOME,
                plans=[{"made_at": "2016-05-04T10:00", "entered_at": "2016-06-02T10:00"}])  # fmt: skip
