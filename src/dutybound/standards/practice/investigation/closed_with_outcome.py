"""An investigation does not simply stop being open: it ends with an outcome."""

from dutybound.duties import Subject, before, standard


@standard(version="1", valid_from="2013-04-01", source="Home Office, crime outcomes framework from April 2013 (every "
          "recorded crime has an outcome); that it has one when it is closed is this project's", owed_by="officer",
          missing="unassessable")  # fmt: skip
def closed_with_outcome(case: Subject["investigation"]):
    """Each time an investigation is closed it has been given an outcome, since it was opened or opened again."""
    given = case.outcomes.where(case.outcomes.number >= 1)
    return before(case.open_spans.ended_at, of=case.open_spans).met_by(given)


CASE = {"happened_at": "2016-05-02T09:00"}
OPEN = {**CASE, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**CASE, "open_spans": ["2016-05-02T10:00..2016-06-20T10:00"]}


def given(at: str, **more: object) -> dict:
    """The investigation is complete, and no suspect was identified."""
    return {"outcomes": [{"happened_at": at, "number": 18, **more}]}


closed_with_outcome.example("an outcome, then closed", as_at="2016-06-30", expect="met", due="2016-06-20T10:00",
                            **CLOSED, **given("2016-06-20T09:00"))  # fmt: skip
closed_with_outcome.example("open", as_at="2016-06-30", expect="pending", **OPEN)
closed_with_outcome.example("closed with none", as_at="2016-06-30", expect="overdue", **CLOSED)
closed_with_outcome.example("closed with one that nobody named", as_at="2016-06-30", expect="overdue", **CLOSED,
                            **given("2016-06-20T09:00", number=None))  # fmt: skip
closed_with_outcome.example("an outcome a week after it was closed", as_at="2016-06-30", expect="met_late", **CLOSED,
                            **given("2016-06-27T09:00"))  # fmt: skip
closed_with_outcome.example("given in time and entered later", as_at="2016-06-30", expect="met", **CLOSED,
                            **given("2016-06-20T09:00", recorded_at="2016-06-23T09:00"))  # fmt: skip
closed_with_outcome.example("opened again and closed with none: the outcome of the first time does not count",
                            as_at="2016-08-31", expect=["met", "overdue"], **CASE, **given("2016-06-20T09:00"),
                            open_spans=["2016-05-02T10:00..2016-06-20T10:00", "2016-07-04T10:00..2016-08-01T10:00"]
                            )  # fmt: skip
