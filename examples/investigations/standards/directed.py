"""A review leads somewhere."""

from itertools import count

from dutybound.duties import Subject, each, policy, standard


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2", owed_by="supervisor",
          missing="unassessable")  # fmt: skip
def directed(case: Subject["investigation"]):
    """Every review says what is to be done next, within two days."""
    return each(case.reviews).must(case.reviews.next_action.is_known(), within=policy("review.direction"))


IDS = count(1)


def reviewed(*versions: tuple[str, str | None]) -> dict:
    """One review of 2 May in its versions: when each was entered, and what it says is to be done next."""
    said = {"id": f"review {next(IDS)}", "held_at": "2016-05-02T10:00", "active": True}
    rows = [{**said, "entered_at": entered, "next_action": action} for entered, action in versions]
    return {"reported_at": "2016-04-20T09:00", "reviews": rows}


EMPTY = ("2016-05-02T10:00", None)
directed.example("at once", as_at="2016-05-31", expect="met", **reviewed(("2016-05-02T10:00", "trace the car")))
directed.example("two days to add it", as_at="2016-05-04", expect="pending", due="2016-05-04", **reviewed(EMPTY))
directed.example("and not three", as_at="2016-05-05", expect="overdue", **reviewed(EMPTY))
directed.example("added in time", as_at="2016-05-31", expect="met",
                 **reviewed(EMPTY, ("2016-05-04T17:00", "trace the car")))  # fmt: skip
directed.example("added late", as_at="2016-05-31", expect="met_late",
                 **reviewed(EMPTY, ("2016-05-09T17:00", "trace the car")))  # fmt: skip
directed.example("the two days run from when the review was entered", as_at="2016-05-20", expect="pending",
                 due="2016-05-21", **reviewed(("2016-05-19T10:00", None)))  # fmt: skip
