"""Vulnerable victims' crimes are investigated by specialists."""

from dutybound.duties import Subject, between, measure, policy, share, standard, throughout

SOURCE = "PEEL 2016 Staffordshire, Q3 (most investigations involving vulnerable victims go to specialists)"


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="allocation desk", missing="unassessable")
def specialist_for_vulnerable(case: Subject["investigation"]):
    """From the limit after a victim was found vulnerable, until it is said why they no longer are or the investigation
    is closed, it is with an officer of a specialist team. It reads what the allocation says of the officer, because
    cover is of one relation, and an officer's posts would cover the time after the case had gone to another; whether
    that is so is held against their posts by `specialist_in_post`."""
    asked = case.needs_assessments
    found = asked.where(vulnerable=True)
    no_longer = case.open_spans.ended_at | asked.where(asked.no_longer_because.is_known(), vulnerable=False)
    return throughout(between(found | case.open_spans.after(found), no_longer)).has(
        case.allocations.where(specialist=True), within=policy("allocation.specialist")
    )


FOUND = [{"happened_at": "2016-05-02T09:30", "vulnerable": True}]
CASE = {"happened_at": "2016-05-02T09:00", "needs_assessments": FOUND}
OPEN = {**CASE, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**CASE, "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]}


def given(began: str, ended: str = "", **more: object) -> dict:
    """An allocation to an officer of a specialist team."""
    return {"began_at": began, **({"ended_at": ended} if ended else {}), "specialist": True, **more}


specialist_for_vulnerable.example("at once", as_at="2016-05-31", expect="met", **OPEN,
                                  allocations=[given("2016-05-02T12:00")])  # fmt: skip
specialist_for_vulnerable.example("two days", as_at="2016-05-04", expect="pending", due="2016-05-04", **OPEN)
specialist_for_vulnerable.example("with somebody else is not enough", as_at="2016-05-05", expect="overdue", **OPEN,
                                  allocations=[given("2016-05-02T12:00", specialist=False)])  # fmt: skip
specialist_for_vulnerable.example("after a week", as_at="2016-05-31", expect="met_late", **OPEN,
                                  allocations=[given("2016-05-09T12:00")])  # fmt: skip
specialist_for_vulnerable.example("taken away and closed the next day", as_at="2016-05-31", expect=["met", "lapsed"],
                                  **CLOSED, allocations=[given("2016-05-02T12:00", "2016-05-19T12:00")])  # fmt: skip
specialist_for_vulnerable.example("never", as_at="2016-05-31", expect="missed", **CLOSED)
LATER = {**OPEN, "needs_assessments": [{"happened_at": "2016-05-16T09:00", "vulnerable": True}]}
specialist_for_vulnerable.example("found vulnerable a fortnight later: two days from then", as_at="2016-05-18",
                                  expect="pending", due="2016-05-18", **LATER)  # fmt: skip
specialist_for_vulnerable.example("not before", as_at="2016-05-15", expect=[], **LATER)
specialist_for_vulnerable.example("found not to be vulnerable after all", as_at="2016-05-31", expect="lapsed",
                                  **{**OPEN, "needs_assessments": [
                                      *FOUND, {"happened_at": "2016-05-03T09:00", "vulnerable": False,
                                               "no_longer_because": "the form was of another victim"}]})  # fmt: skip
specialist_for_vulnerable.example("no longer found so an hour later, and nobody says why", as_at="2016-05-31",
                                  expect="overdue", **{**OPEN, "needs_assessments": [
                                      *FOUND, {"happened_at": "2016-05-02T10:30", "vulnerable": False}]})  # fmt: skip
specialist_for_vulnerable.example("given in time and entered a week later", as_at="2016-05-31", expect="met", **OPEN,
                                  allocations=[given("2016-05-02T12:00", recorded_at="2016-05-09T09:00")])  # fmt: skip
specialist_for_vulnerable.example("found not to be vulnerable", as_at="2016-05-31", expect=[],
                                  **{**OPEN, "needs_assessments": [{"happened_at": "2016-05-02T09:30",
                                                                    "vulnerable": False}]})  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="allocation desk", missing="unassessable")
def specialist_in_post(made: Subject["allocation"]):
    """Whoever is said to be a specialist when they are given an investigation holds a post in a specialist team as long
    as they have it, by their own dated record."""
    posts = made.officer.posts
    in_team = posts.where(posts.post.unit.kind.is_in("specialist investigation", "public protection"))
    return throughout(made.where(specialist=True)).has(in_team, within=policy("allocation.specialist"))


JOINED = {"began_at": "2010-01-04T09:00"}


def serving(kind: str, ended: str = "", began: str = "2010-01-04T09:00", **more: object) -> dict:
    """An officer with a post in a unit of this kind."""
    post = {**JOINED, "unit": {**JOINED, "name": "Simulated unit", "kind": kind}}
    until = {"ended_at": ended} if ended else {}
    return {"officer": {**JOINED, "posts": [{"began_at": began, **until, "post": post, **more}]}}


SAID = given("2016-05-02T12:00", recorded_at="2016-05-02T12:00", investigation={"happened_at": "2016-05-02T09:00"})
specialist_in_post.example("a detective of public protection", as_at="2016-05-31", expect="met", due="2016-05-04",
                           **SAID, **serving("public protection"))  # fmt: skip
specialist_in_post.example("two days to put the record right", as_at="2016-05-04", expect="pending", **SAID,
                           **serving("response"))  # fmt: skip
specialist_in_post.example("an officer of response, and said to be a specialist", as_at="2016-05-31", expect="overdue",
                           **SAID, **serving("response"))  # fmt: skip
specialist_in_post.example("moved to response while they had it", as_at="2016-05-31", expect=["met", "overdue"], **SAID,
                           **serving("public protection", "2016-05-20T09:00"))  # fmt: skip
specialist_in_post.example("joined the team a week later", as_at="2016-05-31", expect="met_late", **SAID,
                           **serving("public protection", began="2016-05-09T09:00"))  # fmt: skip
specialist_in_post.example("given to somebody else the next day", as_at="2016-05-31", expect="lapsed", **SAID,
                           ended_at="2016-05-03T12:00", **serving("response"))  # fmt: skip
specialist_in_post.example("given to somebody else after a fortnight", as_at="2016-05-31", expect="missed", **SAID,
                           ended_at="2016-05-16T12:00", **serving("response"))  # fmt: skip
specialist_in_post.example("joined in time and entered later", as_at="2016-05-31", expect="met", **SAID, **serving(
    "public protection", began="2016-05-03T09:00", recorded_at="2016-05-20T09:00"))  # fmt: skip
specialist_in_post.example("not said to be a specialist", as_at="2016-05-31", expect=[], **{
    **SAID, "specialist": False}, **serving("response"))  # fmt: skip


@measure(source=SOURCE, unit="share", better="more")
def share_with_specialist(case: Subject["investigation"]):
    """Of the investigations whose victim was found vulnerable, those that ever were with a specialist."""
    return share(case.allocations.where(specialist=True).exists(),
                 of=case.needs_assessments.where(vulnerable=True).exists())  # fmt: skip


share_with_specialist.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**OPEN, "allocations": [given("2016-05-02T12:00")]}, OPEN, {"happened_at": "2016-05-02T09:00"},
])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q3: 26.5% of crime flagged vulnerable, against 10.7% elsewhere", unit="share",
         better="neither")  # fmt: skip
def share_found_vulnerable(case: Subject["investigation"]):
    """Of the investigations whose victim's needs were assessed, those whose victim was found vulnerable: a flag that is
    set on everybody protects nobody."""
    return share(case.needs_assessments.where(vulnerable=True).exists(), of=case.needs_assessments.exists())


share_found_vulnerable.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    OPEN, {**OPEN, "needs_assessments": [{"happened_at": "2016-05-02T09:30", "vulnerable": False}]},
    {"happened_at": "2016-05-02T09:00"},
])  # fmt: skip
